"""The mark of a browser, by which an attempt knows its device.

A mark of its own and not the session token: signing in again in the middle of an exam, which the
player asks for when the session ends, must not look like another device.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app, request

from portal.kernel.crypto import new_token, token_hash

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

COOKIE = "exam_device"
KEPT_FOR = 24 * 3600
LONGEST = 64


def device_token() -> str | None:
    """Return the mark this browser sent, or None."""
    token = request.cookies.get(COOKIE, "")
    return token if 0 < len(token) <= LONGEST else None


def device_hash() -> str | None:
    """Return what an attempt stores of this browser's mark, or None when it sent none."""
    token = device_token()
    return token_hash(token) if token else None


def new_device_token() -> str:
    """Return this browser's mark, a fresh one for a browser without."""
    return device_token() or new_token()


def mark_device(response: Response, token: str) -> Response:
    """Give the browser its mark."""
    response.set_cookie(
        COOKIE,
        token,
        max_age=KEPT_FOR,
        httponly=True,
        samesite="Lax",
        secure=bool(current_app.config["SESSION_COOKIE_SECURE"]),
    )
    return response
