"""Errors in words: what happened, what to do next, never a stack trace.

A script that asks for JSON gets ``{"error": {"code", "message", "field"}}``; a person gets a page
that needs neither the database nor a signed-in actor; a program of the API gets a problem document.
"""

from __future__ import annotations

from dataclasses import dataclass
from secrets import token_hex
from typing import TYPE_CHECKING

import psycopg
import sqlalchemy.exc
from flask import Response, current_app, jsonify, make_response, render_template, request
from werkzeug.exceptions import HTTPException

from portal.kernel.errors import DomainError
from portal.web.problems import show_problem

if TYPE_CHECKING:
    from flask import Flask

INTERNAL, UNAVAILABLE = 500, 503
API = "/api/"


@dataclass(frozen=True, slots=True)
class ErrorWords:
    """The title of an error page and what the reader can do."""

    title: str
    advice: str


WORDS = {
    400: ErrorWords(
        "Yêu cầu không còn hợp lệ",
        "Trang đã mở quá lâu hoặc thiếu dữ liệu. Quay lại trang trước, tải lại rồi gửi lần nữa.",
    ),
    401: ErrorWords("Cần đăng nhập", "Phiên làm việc đã hết. Đăng nhập lại để tiếp tục."),
    403: ErrorWords(
        "Không có quyền xem trang này",
        "Nếu công việc cần đến trang này, đề nghị người quản lý tài khoản giao đúng vai trò.",
    ),
    404: ErrorWords(
        "Không tìm thấy trang",
        "Địa chỉ có thể đã thay đổi, hoặc nội dung không thuộc đơn vị đồng chí đang làm việc.",
    ),
    405: ErrorWords(
        "Thao tác không dùng được ở địa chỉ này", "Quay lại trang trước và dùng nút có sẵn trên trang."
    ),
    409: ErrorWords(
        "Nội dung vừa được người khác thay đổi",
        "Quay lại, tải lại trang để xem bản mới nhất rồi làm lại bước vừa rồi.",
    ),
    413: ErrorWords("Tệp quá lớn", "Chọn tệp nhỏ hơn, hoặc tách danh sách thành nhiều tệp."),
    422: ErrorWords("Chưa làm được việc này", "Quay lại, sửa theo lời báo rồi gửi lại."),
    429: ErrorWords("Thử quá nhiều lần", "Đợi ít phút rồi thử lại."),
    INTERNAL: ErrorWords(
        "Hệ thống gặp lỗi",
        "Không có nội dung nào bị ghi dở. "
        "Thử lại sau ít phút; nếu vẫn lỗi, báo người quản trị kèm số tham chiếu.",
    ),
    UNAVAILABLE: ErrorWords(
        "Hệ thống đang bận hoặc bảo trì", "Nội dung đã lưu vẫn còn. Thử lại sau ít phút."
    ),
}


def wants_json() -> bool:
    """Tell whether the caller is a script: it sent JSON, or prefers JSON to HTML."""
    best = request.accept_mimetypes.best_match(["text/html", "application/json"], default="text/html")
    return request.is_json or best == "application/json"


def show_error(code: int, message: str = "", *, field: str | None = None, reference: str = "") -> Response:
    """Answer with the page, or the JSON, of one error code."""
    if request.path.startswith(API):
        return show_problem(code, message, field=field, reference=reference)
    words = WORDS.get(code) or WORDS[INTERNAL if code >= INTERNAL else 400]
    if wants_json():
        error = {"code": code, "message": message or words.title, "field": field}
        response = jsonify(error=error | ({"reference": reference} if reference else {}))
    else:
        response = make_response(
            render_template(
                [f"errors/{code}.html", "errors/error.html"],
                code=code,
                words=words,
                message=message,
                reference=reference,
            )
        )
    response.status_code = code
    return response


def show_domain_error(error: DomainError) -> Response:
    """Show what a rule, a missing row or a conflict says, in its own words."""
    return show_error(error.status, error.message, field=error.field)


def show_http_error(error: HTTPException) -> Response:
    """Show an error that Flask or Werkzeug raised; its English description is not shown."""
    if error.code is None or error.code < 400:  # noqa: PLR2004 -- redirects pass through
        return make_response(error.get_response())
    response = show_error(error.code)
    for name, value in error.get_headers():
        if name.lower() in {"allow", "retry-after", "www-authenticate"}:
            response.headers[name] = value
    return response


def show_internal_error(error: Exception) -> Response:
    """Log the cause under a short reference and show only the reference."""
    reference = token_hex(4)
    cause = getattr(error, "original_exception", None) or error
    current_app.logger.error("error %s at %s", reference, request.path, exc_info=cause)
    return show_error(INTERNAL, reference=reference)


def show_unavailable(error: Exception) -> Response:
    """Say that the database does not answer now: what was saved is there, and trying again helps."""
    current_app.logger.error("database unavailable at %s", request.path, exc_info=error)
    response = show_error(UNAVAILABLE)
    response.headers["Retry-After"] = "5"
    return response


def init_app(app: Flask) -> None:
    for cause in (sqlalchemy.exc.OperationalError, sqlalchemy.exc.TimeoutError, psycopg.OperationalError):
        app.register_error_handler(cause, show_unavailable)
    app.register_error_handler(DomainError, show_domain_error)
    app.register_error_handler(HTTPException, show_http_error)
    app.register_error_handler(INTERNAL, show_internal_error)
