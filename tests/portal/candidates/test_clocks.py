"""Limits: what runs, from which day, how long, and when somebody is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.candidates.clocks import (
    AWAITING_DECISION,
    ClockFacts,
    ClockKind,
    ClockRules,
    latest_announced_start,
    running_clocks,
    warning_band,
)
from portal.candidates.stages import Desk, Stage
from portal.eligibility.dates import add_months
from portal.eligibility.loader import get_rule_set, rule_set_on
from portal.eligibility.working_days import WorkCalendar

OFF = ClockRules(cell_sends_days=0, committee_sends_days=0)
DAYS = st.dates(date(2022, 1, 1), date(2027, 12, 31))


def clocks(
    facts: ClockFacts, *, today: date = date(2026, 3, 10), rules: str = "", settings=OFF, calendar=None
):
    return running_clocks(
        facts,
        today=today,
        rules_on=(lambda _: get_rule_set(rules)) if rules else rule_set_on,
        calendar=calendar or WorkCalendar(),
        settings=settings,
    )


def only(facts: ClockFacts, **values):
    (clock,) = clocks(facts, **values)
    return clock


@pytest.mark.parametrize(
    ("rules", "extended", "due"),
    [
        ("RS2025B", None, date(2026, 5, 4)),
        ("RS2025B", date(2026, 4, 20), date(2026, 5, 25)),
        ("RS2025B", date(2026, 3, 1), date(2026, 5, 4)),
        ("RS2025A", None, date(2026, 5, 25)),
        ("RS2021", date(2026, 4, 20), date(2026, 7, 6)),
    ],
)
def test_the_decision_limit_is_that_of_the_rule_set_and_an_extension_counts_once_given(rules, extended, due):
    facts = ClockFacts(Stage.SUBMITTED, clock_from=date(2026, 3, 2), extended_on=extended)
    clock = only(facts, rules=rules)
    assert (clock.kind, clock.due_on, clock.desk) == (ClockKind.DECISION, due, Desk.AUTHORITY)


def test_the_rule_set_of_the_first_day_holds_though_another_came_since():
    facts = ClockFacts(Stage.CELL_RESOLVED, clock_from=date(2025, 6, 30))
    assert "60 ngày" in only(facts, today=date(2026, 9, 1)).note
    assert "45 ngày" in only(ClockFacts(Stage.CELL_RESOLVED, clock_from=date(2025, 7, 1))).note


@pytest.mark.parametrize(
    ("stage", "desk"),
    [
        (Stage.CELL_RESOLVED, Desk.COMMITTEE),
        (Stage.COMMITTEE_RESOLVED, Desk.COMMITTEE),
        (Stage.RETURNED_FOR_SUPPLEMENT, Desk.COMMITTEE),
        (Stage.SUBMITTED, Desk.AUTHORITY),
        (Stage.APPRAISED, Desk.AUTHORITY),
    ],
)
def test_who_must_act_follows_where_the_dossier_lies(stage, desk):
    assert only(ClockFacts(stage, clock_from=date(2026, 3, 2))).desk is desk


def test_the_local_limits_run_inside_the_legal_one_and_can_be_off():
    facts = ClockFacts(Stage.CELL_RESOLVED, clock_from=date(2026, 3, 2))
    found = clocks(facts, settings=ClockRules())
    assert [(c.kind, c.due_on, c.is_soft) for c in found] == [
        (ClockKind.CELL_SENDS, date(2026, 3, 9), True),
        (ClockKind.COMMITTEE_SENDS, date(2026, 4, 6), True),
        (ClockKind.DECISION, date(2026, 5, 4), False),
    ]
    assert [c.kind for c in clocks(facts)] == [ClockKind.DECISION]
    later = ClockFacts(Stage.SUBMITTED, clock_from=date(2026, 3, 2))
    assert [c.kind for c in clocks(later, settings=ClockRules())] == [ClockKind.DECISION]


def test_holidays_and_days_worked_instead_move_a_limit():
    facts = ClockFacts(Stage.SUBMITTED, clock_from=date(2026, 3, 2))
    holidays = frozenset({date(2026, 4, 27), date(2026, 4, 30), date(2026, 5, 1)})
    assert only(facts, calendar=WorkCalendar(holidays)).due_on == date(2026, 5, 7)
    swapped = WorkCalendar(holidays, frozenset({date(2026, 4, 25)}))
    assert only(facts, calendar=swapped).due_on == date(2026, 5, 6)


@pytest.mark.parametrize(
    ("rules", "received", "due", "words"),
    [
        ("RS2025B", date(2026, 6, 1), date(2026, 7, 13), "nhận quyết định"),
        ("RS2025B", None, date(2026, 7, 3), "chưa ghi ngày nhận"),
        ("RS2026B", date(2026, 6, 1), date(2026, 7, 3), "ban hành"),
    ],
)
def test_the_ceremony_counts_from_receipt_or_from_issue(rules, received, due, words):
    clock = only(ClockFacts(Stage.DECIDED, clock_from=date(2026, 5, 22), received_on=received), rules=rules)
    assert clock.due_on == due
    assert words in clock.note


def test_a_late_ceremony_that_was_allowed_has_no_limit():
    assert clocks(ClockFacts(Stage.DECIDED, clock_from=date(2026, 5, 22), late_ceremony_allowed=True)) == []


def test_probation_ends_after_twelve_months_and_then_the_cell_meets():
    facts = ClockFacts(Stage.CEREMONY_HELD, clock_from=date(2025, 11, 15))
    before = only(facts, today=date(2026, 11, 14))
    assert (before.kind, before.due_on) == (ClockKind.PROBATION, date(2026, 11, 15))
    after = only(facts, today=date(2026, 11, 15))
    assert (after.kind, after.started_on) == (ClockKind.RECOGNITION_MEETING, date(2026, 11, 15))
    assert after.due_on == date(2026, 12, 25)


def test_recognition_is_decided_within_thirty_working_days():
    facts = ClockFacts(Stage.RECOGNITION_COMMITTEE_RESOLVED, clock_from=date(2026, 3, 2))
    assert only(facts).due_on == date(2026, 4, 13)
    extended = ClockFacts(Stage.RECOGNITION_CELL_RESOLVED, date(2026, 3, 2), extended_on=date(2026, 4, 1))
    assert only(extended).due_on == date(2026, 5, 4)


def test_a_dossier_made_anew_has_twelve_months_again():
    facts = ClockFacts(Stage.DOSSIER_IN_PROGRESS, date(2025, 5, 10), dossier_renewed_on=date(2026, 5, 2))
    assert only(facts).due_on == date(2027, 5, 2)
    assert only(ClockFacts(Stage.DOSSIER_IN_PROGRESS, date(2025, 5, 10))).due_on == date(2026, 5, 10)


def test_the_certificate_counts_until_the_cell_has_considered():
    issued = date(2021, 11, 10)
    assert only(ClockFacts(Stage.CLASS_PASSED, certificate_on=issued)).due_on == date(2026, 11, 10)
    resolved = ClockFacts(Stage.CELL_RESOLVED, date(2026, 3, 2), certificate_on=issued)
    assert ClockKind.CERTIFICATE not in {clock.kind for clock in clocks(resolved)}


@given(st.sampled_from(sorted(AWAITING_DECISION)), DAYS, DAYS)
def test_a_later_beginning_never_ends_earlier(stage, one, other):
    first, second = sorted((one, other))
    rules = "RS2025B"
    assert (
        only(ClockFacts(stage, first), rules=rules).due_on
        <= only(ClockFacts(stage, second), rules=rules).due_on
    )


@given(DAYS, st.integers(1, 60), st.integers(1, 365), st.integers(0, 400))
def test_whatever_is_announced_today_began_by_the_day_searched_from(today, months, warning, earlier):
    """Going back from the last searched day on, everything announced lies at or before it."""
    last = latest_announced_start(today, months, warning)
    beyond = last + timedelta(days=1 + earlier)
    assert add_months(beyond, months) > today + timedelta(days=warning)


@pytest.mark.parametrize(
    ("left", "band"),
    [(-1, 0), (0, 7), (7, 7), (8, 15), (30, 30), (31, 60), (90, 90), (91, None)],
)
def test_a_limit_is_announced_at_the_days_khoi_set(left, band):
    assert warning_band(left, (90, 60, 30, 15, 7)) == band
