"""The report of a union as a Word document and as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.activities.log.labels import KIND, STATE
from portal.activities.overview.figures import whole_of
from portal.kernel.documents.docx import render_docx
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.organizations.models import UnionKind
from portal.web.filters import show_percent

if TYPE_CHECKING:
    from datetime import date

    from portal.activities.overview.queries import Overview
    from portal.organizations.models import TenantSetting

TEMPLATE = "union_report.docx"
STATE_MOTTO = ("CỘNG HÒA XÃ HỘI CHỦ NGHĨA VIỆT NAM", "Độc lập - Tự do - Hạnh phúc")
MOTTO: dict[UnionKind | None, tuple[str, str]] = {UnionKind.YOUTH_UNION: ("ĐOÀN TNCS HỒ CHÍ MINH", "")}
"""The Youth Union heads its papers with its own name, the others with the name of the state."""
COLUMNS = (
    Column("Chi đoàn, tổ công đoàn", 40),
    Column("Đoàn viên, hội viên", 12),
    Column("Hoạt động của đơn vị", 12),
    Column("Người đã tham gia", 12),
    Column("Lượt tham gia", 12),
    Column("Tỷ lệ tham gia (%)", 12),
)


def write_report(
    page: Overview, *, union_name: str, union_kind: UnionKind | None, setting: TenantSetting, on: date
) -> bytes:
    """Return the Word report of a period, as a draft without a number (rules.md §7.3)."""
    whole = whole_of(page.units)
    context: dict[str, Any] = {
        "superior_body": setting.superior_body,
        "union_name": union_name.upper(),
        "motto": MOTTO.get(union_kind, STATE_MOTTO)[0],
        "motto_below": MOTTO.get(union_kind, STATE_MOTTO)[1],
        "place": setting.place or "…",
        "month": on.month,
        "year": on.year,
        "period": page.period.words,
        "activity_count": page.activity_count,
        "approved_count": page.approved_count,
        "turns": whole.turns,
        "guest_count": page.guest_count,
        "active": whole.active_members,
        "members": whole.members,
        "rate": show_percent(whole.rate),
        "units": [
            {
                "name": unit.name,
                "members": unit.members,
                "activities": unit.activities,
                "active": unit.active_members,
                "turns": unit.turns,
                "rate": show_percent(unit.rate),
            }
            for unit in [*page.units, whole]
        ],
        "idle": ", ".join(page.idle_units) or "không có",
        "funnel": [{"label": label, "count": count} for label, count in page.funnel.steps()],
        "waiting": page.referral_waiting,
        "activities": [
            {
                "day": f"{row.held_on:%d/%m/%Y}",
                "title": row.title,
                "kind": KIND[row.kind],
                "state": STATE[row.state],
                "result": row.result or "–",
            }
            for row in page.activities
        ],
    }
    return render_docx(TEMPLATE, context)


def write_workbook(page: Overview, *, union_name: str, taken_by: str) -> bytes:
    """Return the figures by unit, the months, the way into the Party, as one sheet."""
    whole = whole_of(page.units)
    body: list[tuple[Any, ...]] = [
        (u.name, u.members, u.activities, u.active_members, u.turns, round(100 * u.rate, 1))
        for u in [*page.units, whole]
    ]
    months = page.period.months
    body += [(), ("Hoạt động theo đơn vị và tháng", *(f"Tháng {month}" for month in months))]
    body += [(unit.name, *(unit.by_month.get(month, 0) for month in months)) for unit in [*page.units, whole]]
    body += [("Chung cả đoàn thể", *(page.whole_union.get(month, 0) for month in months))]
    body += [(), ("Theo tháng", "", "Hoạt động", "", "Lượt người")]
    body += [(f"Tháng {month}", "", count, "", turns) for month, count, turns in page.by_month]
    body += [(), ("Nguồn giới thiệu vào Đảng (cộng dồn)", "Số người")]
    body += [(label, count) for label, count in page.funnel.steps()]
    return write_table(
        f"Kết quả hoạt động {page.period.words} · {union_name}", COLUMNS, body, taken_by=taken_by
    )
