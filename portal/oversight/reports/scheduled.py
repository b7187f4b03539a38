"""The reports of Khối that make themselves: what was known on the first day after a period."""

from __future__ import annotations

from datetime import timedelta

from portal.kernel import clock
from portal.oversight.reports import queries
from portal.oversight.reports.building import build_for_khoi
from portal.oversight.reports.operations.keep_report import keep_report
from portal.oversight.reports.periods import last_ended

LATEST_DAYS = 15
"""A period that ended longer ago is not made up for: its figures would not be those of its end."""


def make_due() -> int:
    """Make the report of every period that ended in the last days and has none yet; return how many."""
    today = clock.today()
    made = {row.period_key for row in queries.list_made() if row.is_scheduled}
    due = [
        period
        for period in last_ended(today, queries.list_term_days())
        if period.key not in made and today - period.until <= timedelta(days=LATEST_DAYS)
    ]
    for period in due:
        keep_report(period=period, sections=build_for_khoi(period), is_scheduled=True)
    return len(due)
