"""Written consents and permissions: a number and a date, given before the day that is judged."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import Dates, day, judge, unknown

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.facts import Paper
    from portal.eligibility.verdict import Finding


def is_given(paper: Paper | None, on: date) -> bool | None:
    """Tell whether a paper stands on the day; None when its number or date is not known."""
    if paper is None or not paper.number or paper.date is None:
        return None
    return paper.date <= on


def consent_dates(paper: Paper | None) -> Dates:
    """Return the day from which the paper stands."""
    return () if paper is None or paper.date is None else (paper.date,)


def needs_paper(paper: Paper | None, on: date, *, what: str, changes: Dates = ()) -> Finding:
    """Judge that a paper was given by the day; ``what`` names it inside a sentence."""
    changes = (*changes, *consent_dates(paper))
    if paper is None or not paper.number or paper.date is None:
        return unknown(f"{what} (số, ngày)", changes=changes)
    said = f"{what[0].upper()}{what[1:]}: số {paper.number} ngày {day(paper.date)}"
    return judge(
        paper.date <= on, yes=f"{said}.", no=f"{said}, sau ngày xét.", observed=paper.date, changes=changes
    )
