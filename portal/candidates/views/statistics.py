"""Figures of new members: one house for its secretary, the bloc for overseers; a page and a workbook."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, flash, render_template, request

from portal.candidates import statistics as figures
from portal.candidates.queries.statistics import Outcomes, get_outcomes, list_movements
from portal.candidates.views.blueprint import bp
from portal.kernel import audit, clock
from portal.kernel.actor import Role, current_actor
from portal.kernel.permissions import Permission, requires
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import OrganizationRow, get_organization, list_organizations, root_id
from portal.people.labels import EDUCATION, SOURCE_GROUP
from portal.web.charts import ChartFigure, draw_distribution
from portal.web.fields import parse_date

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.candidates.statistics import Breakdown, Movement

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
PARTY_HOUSES = (OrganizationKind.GRASSROOTS_COMMITTEE_ORG, OrganizationKind.GRASSROOTS_CELL)
HIDDEN = f"dưới {figures.FEW}"
COLUMNS = (Column("Nhóm", 30), Column("Chỉ số", 34), Column("Số người", 12), Column("Tỷ lệ (%)", 12))


@dataclass(frozen=True, slots=True)
class Asked:
    """The period, the day whose names and sectors of houses are used, and which houses."""

    since: date
    until: date
    tree_on: date
    sector: str
    house: str


@dataclass(frozen=True, slots=True)
class Statistics:
    """Everything the page and the workbook show; ``people`` is None where it is hidden."""

    asked: Asked
    title: str
    houses: list[OrganizationRow]
    chosen: list[OrganizationRow]
    people: int | None
    mean_age: float | None
    breakdowns: list[Breakdown]
    by_house: list[tuple[OrganizationRow, int]]
    outcomes: Outcomes
    hides_few: bool

    @property
    def admitting(self) -> int:
        """Return how many houses admitted at least one."""
        return sum(people > 0 for _, people in self.by_house)

    @property
    def sectors(self) -> list[str]:
        return sorted({house.sector for house in self.houses if house.sector})


@bp.get("/candidates/statistics")
@requires(Permission.STATISTICS_READ)
def show_statistics() -> ResponseReturnValue:
    page = _statistics()
    return render_template("candidates/show_statistics.html", page=page, chart=_chart(page), hidden=HIDDEN)


@bp.get("/candidates/statistics/export")
@requires(Permission.STATISTICS_READ)
def export_statistics() -> ResponseReturnValue:
    page = _statistics()
    audit.record_read(
        "statistics.exported",
        subject_type="candidate",
        subject_id=None,
        since=page.asked.since,
        until=page.asked.until,
    )
    title = f"Kết nạp đảng viên · {page.title} · {page.asked.since:%d/%m/%Y} – {page.asked.until:%d/%m/%Y}"
    content = write_table(title, COLUMNS, _rows(page), taken_by=current_actor().name)
    name = f"ket-nap-{page.asked.since:%Y%m%d}-{page.asked.until:%Y%m%d}.xlsx"
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _statistics() -> Statistics:
    asked = _asked()
    actor = current_actor()
    is_overseer = actor.tenant_id == root_id()
    houses = list_organizations(on=asked.tree_on, kinds=PARTY_HOUSES) if is_overseer else []
    chosen = (
        [house for house in houses if _is_asked(house, asked)] if is_overseer else _own_house(actor.tenant_id)
    )
    ids = [house.id for house in chosen]
    tree_of = asked.tree_on if is_overseer else None
    movements = list_movements(since=asked.since, until=asked.until, house_ids=ids, tree_of=tree_of)
    hides_few = not (is_overseer or actor.has_role(Role.SECRETARY))
    people = figures.total(movements)
    return Statistics(
        asked=asked,
        title=chosen[0].name if len(chosen) == 1 else f"{len(chosen)} tổ chức cơ sở đảng",
        houses=houses,
        chosen=chosen,
        people=figures.hidden_total(people, hides_few=hides_few),
        mean_age=None if hides_few and people < figures.FEW else figures.mean_age(movements),
        breakdowns=figures.breakdowns(
            movements,
            education={level.value: label for level, label in EDUCATION.items()},
            source_group={group.value: label for group, label in SOURCE_GROUP.items()},
            hides_few=hides_few,
        ),
        by_house=_by_house(chosen, movements) if is_overseer else [],
        outcomes=get_outcomes(since=asked.since, until=asked.until, house_ids=ids, tree_of=tree_of),
        hides_few=hides_few,
    )


def _own_house(tenant_id: UUID | None) -> list[OrganizationRow]:
    return [get_organization(tenant_id)] if tenant_id else []


def _is_asked(house: OrganizationRow, asked: Asked) -> bool:
    return asked.house in ("", str(house.id)) and asked.sector in ("", house.sector)


def _by_house(houses: list[OrganizationRow], movements: list[Movement]) -> list[tuple[OrganizationRow, int]]:
    counts = {house.id: 0 for house in houses}
    for movement in movements:
        counts[movement.house_id] += movement.people
    return [(house, counts[house.id]) for house in houses]


def _asked() -> Asked:
    today = clock.today()
    since, until = _day("since", today.replace(month=1, day=1)), _day("until", today)
    if since > until:
        flash("Ngày đầu kỳ phải trước ngày cuối kỳ; đã đổi chỗ hai ngày.", "warn")
        since, until = until, since
    return Asked(
        since, until, _day("tree_on", until), request.args.get("sector", ""), request.args.get("house", "")
    )


def _day(name: str, default: date) -> date:
    typed = request.args.get(name, "")
    try:
        return parse_date(typed) if typed else default
    except ValueError:
        flash(f"“{typed[:20]}” không phải ngày (ngày/tháng/năm); đã dùng {default:%d/%m/%Y}.", "warn")
        return default


def _chart(page: Statistics) -> ChartFigure | None:
    bands = next(one for one in page.breakdowns if one.is_partition)
    if not page.people or any(line.people is None for line in bands.lines):
        return None
    return draw_distribution(
        "Độ tuổi khi được kết nạp",
        [line.label for line in bands.lines],
        [line.people or 0 for line in bands.lines],
        label="Số người",
        heading="Độ tuổi",
    )


def _rows(page: Statistics) -> list[tuple[object, ...]]:
    shown = HIDDEN if page.people is None else page.people
    rows: list[tuple[object, ...]] = [("Tổng số", "Kết nạp (đã trừ hủy quyết định)", shown, None)]
    for one in page.breakdowns:
        rows += [
            (
                one.heading,
                line.label,
                HIDDEN if line.people is None else line.people,
                None if line.share is None else round(100 * line.share, 1),
            )
            for line in one.lines
        ]
    rows += [("Theo đơn vị", f"{house.code} · {house.name}", people, None) for house, people in page.by_house]
    return rows
