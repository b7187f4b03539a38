"""The OpenAPI 3.1 description of the API, made from one table of its endpoints."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any

from courses.api.rules import LARGEST_PAGE, USUAL_PAGE
from courses.api.schemas import ID, PAGED, SCHEMAS
from courses.classes.states import ClassState
from portal.accounts.rules import REQUESTS_A_MINUTE
from portal.kernel.permissions import Scope
from portal.web.problems import MIMETYPE, TITLES

ROOT = "/api/v1"


@dataclass(frozen=True, slots=True)
class Endpoint:
    """One address and method: what it is for, the scope it needs, what it answers."""

    name: str
    method: str
    path: str
    summary: str
    scope: Scope
    answers: str
    takes: str = ""

    @property
    def problems(self) -> tuple[int, ...]:
        """Return the status codes by which it may refuse."""
        found = {400, 401, 403, 429, 503}
        found |= {404} if "{" in self.path else set()
        found |= {422} if self.takes or self.is_paged else set()
        return tuple(sorted(found | ({413, 415} if self.takes else set())))

    @property
    def is_paged(self) -> bool:
        return self.answers.removesuffix("Page") in PAGED and self.answers.endswith("Page")


_CLASS = "/classes/{class_run_id}"
ENDPOINTS = (
    Endpoint("list_classes", "get", "/classes", "Các lớp đã công bố", Scope.CLASSES, "ClassPage"),
    Endpoint("show_class", "get", _CLASS, "Một lớp và các buổi học", Scope.CLASSES, "ClassWithSessions"),
    Endpoint(
        "list_enrolments",
        "get",
        f"{_CLASS}/enrolments",
        "Học viên của đơn vị trong lớp, số tiết đã dự",
        Scope.ENROLMENTS,
        "EnrolmentPage",
    ),
    Endpoint(
        "list_nominations",
        "get",
        f"{_CLASS}/nominations",
        "Người đơn vị đã đề nghị và trả lời của Khối",
        Scope.ENROLMENTS,
        "NominationPage",
    ),
    Endpoint(
        "list_results",
        "get",
        f"{_CLASS}/results",
        "Kết quả lớp đã có quyết định công nhận",
        Scope.RESULTS,
        "ResultPage",
    ),
    Endpoint(
        "list_nominable",
        "get",
        "/nominable-people",
        "Người trong danh sách cảm tình Đảng chưa có giấy chứng nhận, đề nghị vào lớp được",
        Scope.NOMINATIONS,
        "NominablePersonPage",
    ),
    Endpoint(
        "nominate",
        "post",
        f"{_CLASS}/nominations",
        "Đề nghị người vào lớp; người đã đề nghị rồi không bị đề nghị lần hai",
        Scope.NOMINATIONS,
        "Nominated",
        takes="NominationLetter",
    ),
)


def describe() -> dict[str, Any]:
    """Return the whole document."""
    paths: dict[str, dict[str, Any]] = {}
    for endpoint in ENDPOINTS:
        paths.setdefault(endpoint.path, {})[endpoint.method] = _operation(endpoint)
    return {
        "openapi": "3.1.0",
        "info": {
            "title": "Lớp bồi dưỡng nhận thức về Đảng",
            "version": "1",
            "description": (
                "Phần mềm của đơn vị đọc lớp, học viên, kết quả và gửi đề nghị vào lớp bằng mã truy cập. "
                f"Mỗi mã gọi được {REQUESTS_A_MINUTE} lần một phút và chỉ thấy dữ liệu của đơn vị đã cấp mã. "
                "Lỗi trả về theo RFC 9457."
            ),
        },
        "servers": [{"url": ROOT}],
        "security": [{"accessToken": []}],
        "paths": paths,
        "components": {
            "schemas": SCHEMAS,
            "securitySchemes": {"accessToken": {"type": "http", "scheme": "bearer"}},
        },
    }


def _operation(endpoint: Endpoint) -> dict[str, Any]:
    done = "201" if endpoint.method == "post" else "200"
    operation: dict[str, Any] = {
        "operationId": endpoint.name,
        "summary": endpoint.summary,
        "description": f"Phạm vi cần có: {endpoint.scope.value}.",
        "parameters": _parameters(endpoint),
        "responses": {done: _content(endpoint.answers, "application/json", "Được")}
        | {str(code): _content("Problem", MIMETYPE, TITLES[code]) for code in endpoint.problems},
    }
    if endpoint.takes:
        schema = {"$ref": f"#/components/schemas/{endpoint.takes}"}
        operation["requestBody"] = {"required": True, "content": {"application/json": {"schema": schema}}}
    return operation


def _parameters(endpoint: Endpoint) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = []
    if "{" in endpoint.path:
        found.append({"name": "class_run_id", "in": "path", "required": True, "schema": ID})
    if endpoint.name == "list_classes":
        states = {"type": "string", "enum": [state.value for state in ClassState]}
        found.append({"name": "state", "in": "query", "schema": states})
    if endpoint.is_paged:
        size = {"type": "integer", "minimum": 1, "maximum": LARGEST_PAGE, "default": USUAL_PAGE}
        found.append({"name": "limit", "in": "query", "schema": size})
        cursor = {"type": "string", "pattern": "^[A-Za-z0-9_-]{21}[AQgw]$"}
        words = "next_cursor của trang trước"
        found.append({"name": "cursor", "in": "query", "description": words, "schema": cursor})
    return found


def _content(schema: str, mimetype: str, description: str) -> dict[str, Any]:
    body = {mimetype: {"schema": {"$ref": f"#/components/schemas/{schema}"}}}
    return {"description": description, "content": body}
