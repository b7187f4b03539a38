"""A small application that has only the web room: enough to render, refuse and be looked at."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from threading import Thread

from flask import Flask
from flask_wtf import CSRFProtect
from werkzeug.serving import make_server

from portal import web

ROOT = Path(__file__).parents[3]
BROWSER_ARGUMENTS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
    "--no-first-run",
]


def build_app(**config) -> Flask:
    app = Flask("web_room", static_folder=ROOT / "static", template_folder=ROOT / "templates")
    app.config.update(TESTING=True, SECRET_KEY="for tests only", **config)
    CSRFProtect(app)
    web.init_app(app)
    return app


def _whole(app):
    """Answer in one piece and close what was read for it before a byte is sent.

    werkzeug's development server does not close an answer when the browser has already gone (a test
    cuts the network or closes the page), and the file of a script would be left open.
    """

    def answer(environ, start_response):
        parts = app(environ, start_response)
        try:
            return [b"".join(parts)]
        finally:
            if hasattr(parts, "close"):
                parts.close()

    return answer


@contextmanager
def serving(app):
    """Serve an application on a free port of this machine for the length of a block."""
    server = make_server("127.0.0.1", 0, _whole(app), threaded=True)
    thread = Thread(target=server.serve_forever, daemon=True)
    thread.start()
    try:
        yield f"http://127.0.0.1:{server.server_port}"
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
