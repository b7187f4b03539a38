"""Plans and check-ups in a periodic report (letter 1849-CV/ĐUK, 1.a and 1.c)."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from portal.kernel.database import db
from portal.kernel.report_parts import ReportFigure, ReportSection
from portal.kernel.text import number_text
from portal.kernel.wording import bloc
from portal.plans.labels import STANDING
from portal.plans.models import CheckUp
from portal.plans.planning import Standing
from portal.plans.queries.plans import list_standings

if TYPE_CHECKING:
    from portal.kernel.report_parts import ReportScope


def plan_section(scope: ReportScope) -> ReportSection:
    """Return who handed in a plan for the year of the period, and the check-ups held in it."""
    year = scope.until.year
    standings = Counter(row.standing for row in list_standings(year, house=scope.house))
    handed_in, accepted = standings.total(), standings[Standing.ACCEPTED]
    if scope.house is None:
        said = (
            f"{number_text(handed_in)} đơn vị đã gửi kế hoạch năm {year}, {bloc()} đã chấp nhận kế hoạch của "
            f"{number_text(accepted)} đơn vị, trả lại để bổ sung {number_text(standings[Standing.RETURNED])}."
        )
    else:
        words = ", ".join(STANDING[standing] for standing in standings)
        said = f"Kế hoạch năm {year}: {words}." if words else f"Chưa gửi kế hoạch năm {year}."
    held, to_mend, closed = _check_ups(scope)
    return ReportSection(
        "Kế hoạch, kiểm tra, giám sát",
        (
            said,
            (
                f"Trong {scope.words} có {number_text(held)} cuộc kiểm tra, giám sát; "
                f"{number_text(to_mend)} cuộc yêu cầu khắc phục, trong đó {number_text(closed)} cuộc "
                "đã kết thúc."
            ),
        ),
        (
            ReportFigure("plans", f"Kế hoạch năm {year} đã gửi", handed_in, "kế hoạch"),
            ReportFigure("plans_accepted", "Kế hoạch đã được chấp nhận", accepted, "kế hoạch"),
            ReportFigure("check_ups", "Cuộc kiểm tra, giám sát", held, "cuộc"),
            ReportFigure("check_ups_to_mend", "Cuộc yêu cầu khắc phục", to_mend, "cuộc"),
        ),
    )


def _check_ups(scope: ReportScope) -> tuple[int, int, int]:
    """Return the check-ups held in the period, those with something to mend, and of these the closed."""
    to_mend = case((CheckUp.remedy != "", 1))
    closed = case(((CheckUp.remedy != "") & (CheckUp.closed_on <= scope.until), 1))
    statement = select(func.count(), func.count(to_mend), func.count(closed)).where(
        CheckUp.held_on.between(scope.since, scope.until)
    )
    if scope.house is not None:
        statement = statement.where(CheckUp.to_tenant_id == scope.house)
    held, mending, done = db.session.execute(statement).one()
    return held, mending, done
