"""The forecast of the bloc and of one house, what would have to move, and past forecasts."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from math import ceil
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, render_template

from portal.candidates.phases import PHASES
from portal.kernel import clock
from portal.kernel.permissions import Permission, requires
from portal.organizations.queries import get_organization
from portal.oversight.forecast.queries import WAY, list_paths
from portal.oversight.forecast.rules import FEWEST_EVENTS, Expected, expect, fit_phases, look_back
from portal.targets.queries import list_progress, list_terms

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.organizations.queries import OrganizationRow
    from portal.targets.pace import Progress

bp = Blueprint("forecast", __name__)

YEARS_BACK = 3


@dataclass(frozen=True, slots=True)
class ForecastRow:
    """One house: where it stands, and what its people on the way will bring."""

    house: OrganizationRow
    progress: Progress
    year: Expected
    term: Expected

    @property
    def short(self) -> int:
        """Return how many admissions will still be missing at the end of the term, rounded up."""
        return max(0, ceil(self.progress.remaining - self.term.mean))


@bp.get("/forecast")
@requires(Permission.OVERSIGHT_READ)
def show_bloc() -> ResponseReturnValue:
    return _page(None)


@bp.get("/forecast/<uuid:house_id>")
@requires(Permission.OVERSIGHT_READ)
def show_house(house_id: UUID) -> ResponseReturnValue:
    return _page(get_organization(house_id).id)


def _page(house_id: UUID | None) -> ResponseReturnValue:
    """Show what is expected; the curves come from the whole bloc, one house alone has seen too little."""
    today = clock.today()
    if not any(term.starts_on <= today for term in list_terms()):
        return render_template("oversight/forecast/show_forecast.html", rows=None)
    progress = list_progress(None, today)
    paths = list_paths()
    curves = fit_phases(paths, today)
    year_end, term_end = date(today.year, 12, 31), max(progress.term.ends_on, today)
    year = expect(paths, curves, day=today, until=year_end)
    term = expect(paths, curves, day=today, until=term_end)
    nothing = Expected()
    rows = [
        ForecastRow(
            line.house,
            line.progress,
            year.get((line.house.id, ""), nothing),
            term.get((line.house.id, ""), nothing),
        )
        for line in progress.houses
        if house_id in {None, line.house.id}
    ]
    return render_template(
        "oversight/forecast/show_forecast.html",
        rows=rows,
        house=rows[0] if house_id and rows else None,
        is_missing=house_id is not None and not rows,
        term=progress.term,
        is_over=progress.term.ends_on <= today,
        today=today,
        year_end=year_end,
        whole=progress.whole,
        year_of_bloc=year.get((house_id, ""), nothing),
        term_of_bloc=term.get((house_id, ""), nothing),
        phases=[
            (
                PHASES[phase].label,
                year.get((house_id, phase.value), nothing),
                curves[phase.value].events if phase.value in curves else 0,
            )
            for phase in WAY
        ],
        fewest=FEWEST_EVENTS,
        can_tell=any(curve.events >= FEWEST_EVENTS for curve in curves.values()),
        backtests=[]
        if house_id
        else [look_back(paths, today.year - back) for back in range(1, YEARS_BACK + 1)],
    )
