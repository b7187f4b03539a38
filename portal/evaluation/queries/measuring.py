"""What the criteria measure in every house for a period; a fixed number of statements for all houses."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING

from portal.evaluation.periods import days_of, is_fresh, quarters_passed
from portal.evaluation.queries.reviews import count_reviews
from portal.evaluation.scoring import FULL, Figure, Measure
from portal.kernel import clock
from portal.kernel.errors import NotFound
from portal.organizations.queries import list_organizations
from portal.oversight.figures.bloc import count_broken
from portal.oversight.figures.sources import Source, list_sources
from portal.targets.queries import GRASSROOTS, list_measured_results, list_progress

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

QUARTERS = 4


def measure_houses(period: str) -> dict[UUID, dict[Measure, Figure | None]]:
    """Return what is known of every grassroots organisation for a period, read by the oversight door.

    None where there is nothing to measure: no target, nobody on the list, or a period so long past
    that the list of today says nothing of it. Results are those of the period's last day or of today.
    """
    today = clock.today()
    first, last = days_of(period)
    as_of = min(today, last)
    houses = [house.id for house in list_organizations(on=as_of, kinds=GRASSROOTS)]
    found: dict[UUID, dict[Measure, Figure | None]] = {house: {} for house in houses}
    _add_targets(found, period, as_of)
    if is_fresh(period, today):
        _add_people(found, first, last)
    return {house: {measure: figures.get(measure) for measure in Measure} for house, figures in found.items()}


def _add_targets(found: dict[UUID, dict[Measure, Figure | None]], period: str, as_of: date) -> None:
    try:
        years = list_measured_results(as_of.year, as_of)
        progress = list_progress(None, as_of)
    except NotFound:  # no term has begun
        return
    if progress.term.ends_on < days_of(period)[0]:
        return
    for house, result in years.items():
        if house in found and result.target:
            asked = Fraction(result.target * quarters_passed(period), QUARTERS)
            found[house][Measure.YEAR_TARGET] = Figure(result.admitted, asked)
    for row in progress.houses:
        if row.house.id in found:
            expected = row.progress.term_target * Fraction(str(row.progress.elapsed_percent)) / FULL
            found[row.house.id][Measure.TERM_PACE] = Figure(row.progress.admitted, expected)


def _add_people(found: dict[UUID, dict[Measure, Figure | None]], first: date, last: date) -> None:
    sources, broken = list_sources(), count_broken()
    reviews = count_reviews(first, last, clock.today())
    for house, figures in found.items():
        source = sources.get(house, Source())
        if source.followed:
            listed = Fraction(source.followed)
            figures[Measure.HELPED] = Figure(source.helped, listed)
            figures[Measure.CERTIFIED] = Figure(source.certified, listed)
        if source.followed or broken[house]:
            figures[Measure.BROKEN] = Figure(broken[house])
        on_time, due = reviews.get(house, (0, 0))
        if due:
            figures[Measure.REVIEWED] = Figure(on_time, Fraction(due))
