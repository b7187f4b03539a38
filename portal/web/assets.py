"""Stylesheet, scripts and icons: few requests, small bytes, cached for as long as they are true.

The stylesheet is Bootstrap (the file Bootstrap-Flask carries) followed by our own files, sent as
one answer: a phone on slow 3G pays for round trips first. Addresses made here carry a digest of
the content, so a browser may keep the file for a year. Only these public files are compressed:
compressing pages that hold a CSRF token would leak it by their length (BREACH).
"""

from __future__ import annotations

import gzip
from functools import lru_cache
from hashlib import sha256
from importlib.resources import files
from pathlib import Path

from flask import Blueprint, Flask, Response, current_app, request, url_for

from portal.kernel.permissions import public

STYLE_FILES = (
    "tokens.css",
    "frame.css",
    "page.css",
    "forms.css",
    "tables.css",
    "status.css",
    "charts.css",
    "dialogs.css",
    "activities.css",
    "exam.css",
    "print.css",
)
COMPRESSIBLE = ("text/css", "text/javascript", "application/javascript", "image/svg+xml")
A_YEAR = "public, max-age=31536000, immutable"
SMALLEST_WORTH_COMPRESSING = 512  # bytes

blueprint = Blueprint("assets", __name__)


@blueprint.get("/assets/<digest>/portal.css")
@public
def show_stylesheet(digest: str) -> Response:
    """Send Bootstrap and our own rules as one file; an old digest gets the present file."""
    text = _stylesheet(_static_folder(), _stamp(_static_folder()))
    response = Response(text, mimetype="text/css")
    response.headers["Cache-Control"] = A_YEAR if digest == _digest(text) else "no-cache"
    return response


def asset_url(filename: str) -> str:
    """Return the address of a static file with a digest of its content."""
    path = Path(_static_folder(), filename)
    return url_for("static", filename=filename, v=_file_digest(str(path), path.stat().st_mtime_ns))


def stylesheet_url() -> str:
    """Return the address of the one stylesheet."""
    folder = _static_folder()
    return url_for("assets.show_stylesheet", digest=_digest(_stylesheet(folder, _stamp(folder))))


def init_app(app: Flask) -> None:
    app.register_blueprint(blueprint)
    app.jinja_env.globals.update(asset_url=asset_url, stylesheet_url=stylesheet_url)
    app.after_request(_send_small)


def _send_small(response: Response) -> Response:
    """Compress a public asset and let the browser keep it when its address names its content."""
    if request.endpoint not in {"static", "assets.show_stylesheet"} or response.status_code != 200:  # noqa: PLR2004 -- the HTTP status
        return response
    if request.endpoint == "static":
        response.headers["Cache-Control"] = A_YEAR if "v" in request.args else "no-cache"
    if response.mimetype not in COMPRESSIBLE:
        return response
    response.vary.add("Accept-Encoding")
    if "gzip" in request.accept_encodings:
        response.direct_passthrough = False
        body = response.get_data()
        if len(body) > SMALLEST_WORTH_COMPRESSING:
            response.set_data(_compressed(body))
            response.headers["Content-Encoding"] = "gzip"
    return response


@lru_cache(maxsize=128)
def _compressed(body: bytes) -> bytes:
    return gzip.compress(body, compresslevel=9, mtime=0)


def _static_folder() -> str:
    folder = current_app.static_folder
    if folder is None:
        message = "the application has no static folder"
        raise RuntimeError(message)
    return folder


def _stamp(folder: str) -> tuple[int, ...]:
    """Return the change times of our style files: a change while developing is seen at once."""
    return tuple(Path(folder, "css", name).stat().st_mtime_ns for name in STYLE_FILES)


@lru_cache(maxsize=4)
def _stylesheet(folder: str, _changed: tuple[int, ...]) -> str:
    bootstrap = files("flask_bootstrap") / "static/bootstrap5/css/bootstrap.min.css"
    parts = [bootstrap.read_text(encoding="utf-8").split("/*# sourceMappingURL")[0]]
    parts += [Path(folder, "css", name).read_text(encoding="utf-8") for name in STYLE_FILES]
    return "\n".join(parts)


@lru_cache(maxsize=8)
def _digest(text: str) -> str:
    return sha256(text.encode()).hexdigest()[:12]


@lru_cache(maxsize=256)
def _file_digest(path: str, _changed: int) -> str:
    return sha256(Path(path).read_bytes()).hexdigest()[:12]
