"""What the rules find today in every house; a fixed number of statements for all of them."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.queries.admissions import last_admissions
from portal.candidates.queries.house_figures import house_figures
from portal.kernel import clock, seams
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.oversight.figures.sources import Source, list_sources
from portal.oversight.warnings.models import WarningSetting
from portal.oversight.warnings.thresholds import (
    USUAL,
    Finding,
    Threshold,
    WarningKind,
    find_warnings,
    whole_months,
)
from portal.targets.queries import current_balances, list_progress

if TYPE_CHECKING:
    from uuid import UUID

    from portal.targets.models import Term


def get_thresholds() -> dict[WarningKind, Threshold]:
    """Return every rule as Khối set it, or as the product comes."""
    rows = db.session.scalars(select(WarningSetting))
    return USUAL | {row.kind: Threshold(row.threshold, row.is_on) for row in rows}


def find_today() -> dict[UUID, dict[WarningKind, Finding]]:
    """Return what every grassroots organisation with a term target is to be warned of today.

    Read through the oversight door, which sees all houses and writes nothing.
    """
    today = clock.today()
    try:
        progress = list_progress(None, today)
    except NotFound:  # no term has begun
        return {}
    thresholds = get_thresholds()
    sources = list_sources()
    figures = house_figures()
    broken = Counter({house: one.broken for house, one in figures.items()})
    ending = Counter({house: one.ending for house, one in figures.items()})
    seats = Counter[object]()
    for gap in (gap for source in seams.seat_gaps for gap in source()):
        seats[gap.tenant_id] += gap.seats - gap.nominated
    last = _last_days(progress.term)
    found = {}
    for line in progress.houses:
        house = line.house.id
        source = sources.get(house, Source())
        is_met = line.progress.remaining == 0
        found[house] = find_warnings(
            {
                WarningKind.SLOW_PACE: None if is_met else -line.progress.pace,
                WarningKind.NO_ADMISSION: None
                if is_met
                else whole_months(last.get(house, progress.term.starts_on), today),
                WarningKind.REVIEWS_MISSING: source.followed - source.reviewed,
                WarningKind.SEATS_UNUSED: seats[house],
                WarningKind.LIMITS_BROKEN: broken[house],
                WarningKind.CERTIFICATES_ENDING: ending[house],
            },
            thresholds,
        )
    return found


def _last_days(term: Term) -> dict[UUID, date]:
    """Return the last day on which each house is known to have admitted somebody.

    A year of the opening balance counts as the last day it was counted until: the portal knows no better.
    """
    found = last_admissions()
    for (house, year), row in current_balances(term.id).items():
        if row.admitted:
            day = min(date(year, 12, 31), row.counted_until)
            found[house] = max(found.get(house, day), day)
    return found
