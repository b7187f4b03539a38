"""What the catalogue offers to the seams."""

from __future__ import annotations

from courses.catalog import queries
from courses.catalog.demo import load_timeline
from courses.catalog.operations.define_programme import define_programme
from courses.catalog.shipped_programmes import CODES, shipped_programme, unused_programmes
from portal.kernel import seams
from portal.kernel.database import session_as
from portal.organizations.queries import root_operator

MOVERS = {
    "programme": "keep",
    "programme_version": "keep",
    "lesson": "keep",
    "lesson_material": "keep",
    "lesson_self_check": "keep",
    "lesson_progress": "move",
    "reading_note": "keep",
}
RETENTION = {
    "lesson_progress": "Đến khi có kết quả lớp và 24 tháng sau; sau đó xóa.",
    "reading_note": "28 ngày, để phần đọc lúc mất mạng gửi muộn không bị tính hai lần; sau đó xóa.",
    **dict.fromkeys(
        ("programme", "programme_version", "lesson", "lesson_material", "lesson_self_check"),
        "Không chứa dữ liệu cá nhân; giữ lâu dài.",
    ),
}
DEMO_ORDER = 38
"""Before the classes (40), which follow a programme."""


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)
    seams.demo_loaders.append((DEMO_ORDER, load_programmes))
    seams.demo_loaders.append((DEMO_ORDER, load_timeline))


def load_programmes() -> None:
    """Take every shipped programme into use that is not there yet."""
    with session_as(root_operator()):
        known = {(row.code, row.version.version) for row in queries.list_programmes()}
        wanted = {plan.code for plan in unused_programmes(known)}
        for code in CODES:
            if code in wanted:
                define_programme(plan=shipped_programme(code))
