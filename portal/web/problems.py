"""Errors for programs: one JSON object of a known shape (RFC 9457), its words in Vietnamese."""

from __future__ import annotations

from flask import Response, jsonify

MIMETYPE = "application/problem+json"
TITLES = {
    400: "Không đọc được yêu cầu",
    401: "Mã truy cập không dùng được",
    403: "Mã truy cập không có phạm vi này",
    404: "Không tìm thấy",
    405: "Địa chỉ này không nhận phương thức đó",
    409: "Nội dung vừa được người khác thay đổi",
    413: "Nội dung gửi lên quá lớn",
    415: "Cần gửi nội dung JSON",
    422: "Chưa làm được việc này",
    429: "Gọi quá nhiều lần trong một phút",
    500: "Hệ thống gặp lỗi",
    503: "Hệ thống đang bận hoặc bảo trì",
}
ADVICE = {
    401: "Gửi mã ở dòng “Authorization: Bearer …”. Mã đã thu hồi hoặc hết hạn thì xin đơn vị mã mới.",
    403: "Đề nghị người cấp mã tạo mã khác có phạm vi cần dùng.",
    404: "Địa chỉ sai, hoặc nội dung không thuộc đơn vị đã cấp mã.",
    429: "Đợi số giây ghi ở dòng “Retry-After” rồi gọi tiếp.",
}


def show_problem(code: int, message: str = "", *, field: str | None = None, reference: str = "") -> Response:
    """Answer a program with one error: what is wrong, and with which field of what it sent."""
    problem: dict[str, object] = {
        "type": "about:blank",
        "title": TITLES.get(code, TITLES[500 if code >= 500 else 400]),  # noqa: PLR2004 -- the server's own faults
        "status": code,
    }
    extra = {"detail": message or ADVICE.get(code), "field": field, "reference": reference}
    answer = jsonify(problem | {name: value for name, value in extra.items() if value})
    answer.status_code = code
    answer.mimetype = MIMETYPE
    return answer
