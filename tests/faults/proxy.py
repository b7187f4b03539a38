"""A line between candidate and server that loses replies after the request has arrived."""

from __future__ import annotations

import random
import socket
import threading
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass

CHUNK = 65536


@dataclass
class Line:
    """Where to connect, and what share of the blocks that come back is lost with its connection."""

    port: int = 0
    lost: float = 0.0


@contextmanager
def bad_line(port: int) -> Iterator[Line]:
    """Forward connections to a port; replies are lost once ``lost`` is set."""
    listener = socket.create_server(("127.0.0.1", 0))
    chance = random.Random(7)
    line = Line(listener.getsockname()[1])

    def accept() -> None:
        with suppress(OSError):  # closed: the trial is over
            while True:
                client, _ = listener.accept()
                _join(client, port, chance, line)

    threading.Thread(target=accept, daemon=True).start()
    try:
        yield line
    finally:
        listener.close()


def _join(client: socket.socket, port: int, chance: random.Random, line: Line) -> None:
    try:
        server = socket.create_connection(("127.0.0.1", port))
    except OSError:
        client.close()
        return
    threading.Thread(target=_pass_on, args=(client, server), daemon=True).start()
    threading.Thread(target=_pass_back, args=(server, client, chance, line), daemon=True).start()


def _pass_on(source: socket.socket, target: socket.socket) -> None:
    with suppress(OSError):
        while block := source.recv(CHUNK):
            target.sendall(block)
    with suppress(OSError):
        target.shutdown(socket.SHUT_WR)


def _pass_back(source: socket.socket, target: socket.socket, chance: random.Random, line: Line) -> None:
    with suppress(OSError):
        while block := source.recv(CHUNK):
            if chance.random() < line.lost:
                break
            target.sendall(block)
    for end in (source, target):
        with suppress(OSError):  # shut down first: the other thread may be reading from it
            end.shutdown(socket.SHUT_RDWR)
        end.close()
