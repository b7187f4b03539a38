"""Which periods there are, how they are called, which is over."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.report_parts import ReportFigure, ReportSection, ReportTable
from portal.oversight.reports.content import as_document, compare, from_document
from portal.oversight.reports.periods import ReportKind, find_period, last_ended, recent_periods

TERMS = {
    "2025-2030": (date(2025, 7, 1), date(2030, 6, 30)),
    "2020-2025": (date(2020, 7, 1), date(2025, 6, 30)),
}
DAYS = st.dates(date(2001, 1, 1), date(2098, 12, 31))


@pytest.mark.parametrize(
    ("key", "words", "since", "until"),
    [
        ("2024-02", "tháng 2 năm 2024", date(2024, 2, 1), date(2024, 2, 29)),
        ("2026-Q3", "quý III năm 2026", date(2026, 7, 1), date(2026, 9, 30)),
        ("2026-Q4", "quý IV năm 2026", date(2026, 10, 1), date(2026, 12, 31)),
        ("2026", "năm 2026", date(2026, 1, 1), date(2026, 12, 31)),
        ("2020-2025", "nhiệm kỳ 2020-2025", date(2020, 7, 1), date(2025, 6, 30)),
    ],
)
def test_a_key_names_a_period(key, words, since, until):
    period = find_period(key, TERMS)
    assert (period.words, period.since, period.until) == (words, since, until)


@pytest.mark.parametrize(
    "key", ["", "2026-13", "2026-Q5", "1026", "2026-9", "2015-2020", "x" * 500, "2026-Q3 "]
)
def test_nonsense_names_none(key):
    assert find_period(key, TERMS) is None


@given(DAYS)
def test_the_last_ended_period_of_each_kind_is_over_and_the_next_is_not(day):
    for period in last_ended(day, TERMS):
        assert period.since <= period.until < day
        if period.kind is not ReportKind.TERM:
            following = find_period_with(period.until + timedelta(days=1), period.kind)
            assert following.until >= day


def find_period_with(day, kind):
    """The period of a kind a day falls in."""
    keys = {
        ReportKind.MONTH: f"{day:%Y-%m}",
        ReportKind.QUARTER: f"{day.year}-Q{(day.month + 2) // 3}",
        ReportKind.YEAR: str(day.year),
    }
    return find_period(keys[kind], {})


@given(DAYS)
def test_no_period_is_offered_before_it_begins(day):
    assert all(period.since <= day for period in recent_periods(day, TERMS))


def test_a_report_comes_back_as_it_was_kept():
    table = ReportTable("Bảng", ("Tên", "Số"), (80, 20), (("A", 3), ("B", None)))
    sections = [
        ReportSection("Một", ("Câu.",), (ReportFigure("x", "X", 1.5, "%"),), (table,)),
        ReportSection("Hai", ()),
    ]
    assert from_document(as_document(sections)) == sections


def test_figures_stand_side_by_side_and_say_what_moved():
    def of(**figures):
        return [
            ReportSection("S", (), tuple(ReportFigure(key, key, value) for key, value in figures.items()))
        ]

    rows = compare(of(a=1, b=2, gone=3), of(a=1, b=5, fresh=7))
    assert [(row.label, row.sent, row.now, row.differs) for row in rows] == [
        ("a", 1, 1, False),
        ("b", 2, 5, True),
        ("gone", 3, None, True),
        ("fresh", None, 7, True),
    ]
