"""The periods a report is made for: month, quarter, year, term. Pure.

A key names a period in addresses and records: ``2026-10``, ``2026-Q3``, ``2026``, or the code of a
term, ``2020-2025``.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.candidates.reviews import QUARTERS, first_day, is_quarter, next_period, period_of, shift

if TYPE_CHECKING:
    from collections.abc import Mapping

YEAR = re.compile(r"20\d{2}")
MONTH_OR_QUARTER = re.compile(r"20\d{2}-(0[1-9]|1[0-2]|Q[1-4])")
RECENT = {"months": 6, "quarters": 4, "years": 2}
"""How many periods of each kind are offered, the running one included."""


class ReportKind(StrEnum):
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"
    TERM = "term"


@dataclass(frozen=True, slots=True)
class ReportPeriod:
    """One period; its first and last day belong to it."""

    kind: ReportKind
    key: str
    since: date
    until: date

    @property
    def words(self) -> str:
        """Return ``tháng 9 năm 2026``, ``quý III năm 2026``, ``năm 2026`` or ``nhiệm kỳ 2020-2025``."""
        match self.kind:
            case ReportKind.MONTH:
                return f"tháng {self.since.month} năm {self.since.year}"
            case ReportKind.QUARTER:
                return f"quý {QUARTERS[(self.since.month - 1) // 3]} năm {self.since.year}"
            case ReportKind.YEAR:
                return f"năm {self.since.year}"
            case _:
                return f"nhiệm kỳ {self.key}"

    @property
    def title(self) -> str:
        """Return the words as they stand alone: ``Quý III năm 2026``."""
        return self.words[0].upper() + self.words[1:]


def find_period(key: str, terms: Mapping[str, tuple[date, date]]) -> ReportPeriod | None:
    """Return the period of a key; ``terms`` are first and last day of each term by code."""
    if MONTH_OR_QUARTER.fullmatch(key):
        kind = ReportKind.QUARTER if is_quarter(key) else ReportKind.MONTH
        return ReportPeriod(kind, key, first_day(key), first_day(next_period(key)) - timedelta(days=1))
    if YEAR.fullmatch(key):
        return ReportPeriod(ReportKind.YEAR, key, date(int(key), 1, 1), date(int(key), 12, 31))
    if key in terms:
        return ReportPeriod(ReportKind.TERM, key, *terms[key])
    return None


def recent_periods(today: date, terms: Mapping[str, tuple[date, date]]) -> list[ReportPeriod]:
    """Return the periods to choose from, the running one of each kind first."""
    keys = [shift(period_of(today), -back) for back in range(RECENT["months"])]
    keys += [shift(period_of(today, is_quarter=True), -back) for back in range(RECENT["quarters"])]
    keys += [str(today.year - back) for back in range(RECENT["years"])]
    keys += [code for code, (since, _until) in terms.items() if since <= today]
    return [period for key in keys if (period := find_period(key, terms))]


def last_ended(today: date, terms: Mapping[str, tuple[date, date]]) -> list[ReportPeriod]:
    """Return the latest period of each kind that is over, months first."""
    found: dict[ReportKind, ReportPeriod] = {}
    for period in sorted(recent_periods(today, terms), key=lambda one: one.until, reverse=True):
        if period.until < today:
            found.setdefault(period.kind, period)
    return [found[kind] for kind in ReportKind if kind in found]
