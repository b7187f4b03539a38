"""Every state of 06-HD/TW §3.9 (rules.md §1.11) and the oracle of §14."""

from __future__ import annotations

from datetime import date

import pytest

from portal.candidates.stages import PROBATIONARY, Stage
from portal.eligibility.working_days import WorkCalendar
from portal.transfers.cases import Case, arrival_stage, case_of, due_date

CALENDAR = WorkCalendar(frozenset(), frozenset())
MOVED = date(2026, 3, 1)


def case(stage, *, decided_on=None, is_within=True):
    return case_of(stage, moved_on=MOVED, decided_on=decided_on, is_within=is_within, calendar=CALENDAR)


@pytest.mark.parametrize(
    ("stage", "is_within", "expected", "arrives_at"),
    [
        (Stage.NOMINATED, True, Case.HELPED, Stage.NOMINATED),
        (Stage.PROSPECT, False, Case.HELPED, Stage.PROSPECT),
        (Stage.DOSSIER_IN_PROGRESS, True, Case.HELPED, Stage.DOSSIER_IN_PROGRESS),
        (Stage.CELL_RESOLVED, True, Case.RESOLVED, Stage.CELL_RESOLVED),
        (Stage.COMMITTEE_RESOLVED, False, Case.RESOLVED, Stage.COMMITTEE_RESOLVED),
        (Stage.SUBMITTED, True, Case.SENT_WITHIN, Stage.SUBMITTED),
        (Stage.APPRAISED, False, Case.SENT, Stage.COMMITTEE_RESOLVED),
        (Stage.DECIDED, True, Case.DECIDED_WITHIN, Stage.DECIDED),
        *((stage, True, Case.PROBATION, stage) for stage in sorted(PROBATIONARY)),
    ],
)
def test_each_state_has_its_case_and_its_place_in_the_new_house(stage, is_within, expected, arrives_at):
    assert case(stage, is_within=is_within) is expected
    assert arrival_stage(stage, expected) is arrives_at


def test_a_decision_of_another_committee_holds_for_thirty_working_days():
    last_good = CALENDAR.add(MOVED, 30)
    assert case(Stage.DECIDED, decided_on=last_good, is_within=False) is Case.DECIDED
    assert case(Stage.DECIDED, decided_on=date(2026, 4, 20), is_within=False) is Case.DECIDED_LATE
    assert arrival_stage(Stage.DECIDED, Case.DECIDED_LATE) is Stage.COMMITTEE_RESOLVED


def test_limits_run_from_the_move():
    assert due_date(Case.SENT, MOVED, CALENDAR) == CALENDAR.add(MOVED, 15)
    assert due_date(Case.SENT_WITHIN, MOVED, CALENDAR) == CALENDAR.add(MOVED, 30)
    assert due_date(Case.HELPED, MOVED, CALENDAR) is None
