"""Portals with one defence taken away: the suite must notice each of them (quality.md, make faults)."""

from __future__ import annotations

import json
import threading
import time
from typing import TYPE_CHECKING, Any

from sqlalchemy import event, text

import wsgi
from courses.exams.operations import save_answers, start_attempt
from portal.kernel.database import db

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from flask import Flask

HURRY = 0.4
"""Seconds between the early acknowledgement and the save."""


def ack_before_commit() -> Any:
    """Say that an answer is kept, and keep it a moment later."""
    application = wsgi.build()

    def hasty(environ: dict[str, Any], start_response: Callable[..., Any]) -> Iterable[bytes]:
        if not environ["PATH_INFO"].endswith("/answers"):
            return application(environ, start_response)
        body = environ["wsgi.input"].read(int(environ["CONTENT_LENGTH"]))
        threading.Thread(target=_later, args=(application, environ, body), daemon=True).start()
        acked = {str(one["item"]): one["seq"] for one in json.loads(body)["answers"]}
        reply = json.dumps({"acked": acked, "state": "open"}).encode()
        start_response("200 OK", [("Content-Type", "application/json"), ("Content-Length", str(len(reply)))])
        return [reply]

    return hasty


def _later(application: Flask, environ: dict[str, Any], body: bytes) -> None:
    time.sleep(HURRY)
    kept = {
        name: value
        for name, value in environ.items()
        if not name.startswith(("wsgi.", "werkzeug.", "gunicorn."))
    }
    application.test_client().open(environ["PATH_INFO"], method="POST", data=body, environ_overrides=kept)


def async_commit() -> Flask:
    """Let PostgreSQL acknowledge a commit that is not on disk yet, and blind the check that forbids it."""
    start_attempt.unsafe_settings = lambda _settings: []
    application = wsgi.build()
    with application.app_context():
        for engine in db.engines.values():
            event.listen(engine, "connect", _in_a_hurry)
            engine.dispose()
    return application


def _in_a_hurry(connection: Any, _record: object) -> None:
    was, connection.autocommit = connection.autocommit, True
    connection.execute("set synchronous_commit = off")
    connection.autocommit = was


def no_sequence_guard() -> Flask:
    """Let whatever arrives last overwrite what is newer."""
    save_answers._KEEP = text(save_answers._KEEP.text.replace("where answer.seq < excluded.seq", ""))
    return wsgi.build()
