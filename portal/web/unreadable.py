"""Signs that no keyboard makes and PostgreSQL cannot keep: a request that carries one is refused.

One place for every form and address, so that no feature has to think of it.
"""

from __future__ import annotations

from itertools import chain
from typing import TYPE_CHECKING

from flask import request

from portal.web.errors import show_error

if TYPE_CHECKING:
    from flask import Flask, Response

NUL = "\x00"
ADVICE = "Nội dung gửi lên có ký tự hệ thống không đọc được. Hãy gõ lại chỗ vừa dán rồi gửi lần nữa."


def refuse_unreadable() -> Response | None:
    """Answer 400 when the path, the query or the form holds a NUL character."""
    sent = chain(
        [request.path],
        chain.from_iterable((name, *values) for name, values in request.args.lists()),
        chain.from_iterable((name, *values) for name, values in request.form.lists()),
        (file.filename or "" for file in request.files.values()),
    )
    return show_error(400, ADVICE) if any(NUL in text for text in sent) else None


def init_app(app: Flask) -> None:
    app.before_request(refuse_unreadable)
