"""Recording a step: its gate, its reason, its desk; taking it back; and the day its limit counts from."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.candidates.clocks import ClockKind, clock_start
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.correct_stage import correct_stage
from portal.candidates.operations.record_evidence import record_evidence
from portal.candidates.operations.set_clock_rules import set_clock_rules
from portal.candidates.queries.admissions import count_admissions
from portal.candidates.queries.clocks import list_clocks
from portal.candidates.queries.person_page import person_page
from portal.candidates.queries.steps import list_standing_steps
from portal.candidates.stages import Desk, Stage
from portal.candidates.votes import VoteCount
from portal.kernel import clock
from portal.kernel.actor import Role
from portal.kernel.database import db, session_as
from portal.kernel.errors import DomainError, PermissionRefusedError, RuleRefused
from tests.portal.candidates.builders import (
    a_candidate,
    a_certificate,
    a_helper,
    step,
    the_unit,
    travel,
)

ANSWER = "Hồ sơ giấy đã đủ"


def the(model, **where):
    return db.session.scalars(select(model).filter_by(**where)).one()


def last_step() -> StageStep:
    return db.session.scalars(
        select(StageStep).order_by(StageStep.recorded_at.desc(), StageStep.id.desc())
    ).first()


def refusal(candidate_id, to: Stage, **values) -> DomainError:
    with pytest.raises(DomainError) as refused:
        step(candidate_id, to, **values)
    return refused.value


def test_a_failed_gate_stops_the_step_and_names_what_failed(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        step(candidate_id, Stage.CLASS_PASSED)
        refused = refusal(candidate_id, Stage.DOSSIER_PERMITTED)
    assert isinstance(refused, RuleRefused)
    assert "Đảng viên giúp đỡ: Hiện không có đảng viên chính thức" in refused.message
    with acting(cast.an):
        assert the(Candidate).stage is Stage.CLASS_PASSED


def test_what_nobody_recorded_is_answered_for_and_the_answer_is_kept(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        a_helper(candidate_id)
        step(candidate_id, Stage.CLASS_PASSED)
        refused = refusal(candidate_id, Stage.DOSSIER_PERMITTED, acknowledgement=" ")
        assert refused.field == "acknowledgement"
        assert "Giấy chứng nhận lớp bồi dưỡng" in refused.message
        step(candidate_id, Stage.DOSSIER_PERMITTED, acknowledgement=f" {ANSWER} ")
        kept = last_step()
        assert (kept.verdict, kept.acknowledgement) == ("incomplete", ANSWER)
        assert {"E11", "E12"} <= set(kept.open_criteria)
        assert "E10" not in kept.open_criteria  # the permission is the paper of this step
        line = person_page(candidate_id).timeline
        now = next(row for row in line if row.state == "now")
        assert any(ANSWER in words and "giấy chứng nhận lớp bồi dưỡng" in words for words in now.lines)


def test_a_gate_that_holds_needs_no_answer(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate(national_id="067122555316", education="university")
        a_helper(candidate_id)
        a_certificate(candidate_id)
        step(candidate_id, Stage.CLASS_PASSED)
        step(candidate_id, Stage.DOSSIER_PERMITTED, acknowledgement="không cần")
        kept = last_step()
    assert (kept.verdict, kept.acknowledgement, kept.open_criteria) == ("eligible", "", [])
    assert kept.rule_set_id.startswith("RS")


def test_a_step_is_judged_on_its_own_day_by_the_rules_of_that_day(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        a_helper(candidate_id)
        a_certificate(candidate_id, issued_on=date(2020, 3, 1))
        step(candidate_id, Stage.CLASS_PASSED, date(2024, 3, 1))
        late = refusal(candidate_id, Stage.DOSSIER_PERMITTED, on=date(2025, 3, 2))
        assert "01/03/2025" in late.message
        step(candidate_id, Stage.DOSSIER_PERMITTED, date(2025, 3, 1))
        assert last_step().rule_set_id == "RS2025A"


def test_a_way_out_names_a_reason_of_its_list(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        for reason in ("", "over_the_moon", "moved"):
            assert refusal(candidate_id, Stage.REMOVED_FROM_LIST, exit_reason=reason).field == "exit_reason"
        other = refusal(candidate_id, Stage.REMOVED_FROM_LIST, exit_reason="other")
        assert other.field == "remarks"
        assert refusal(candidate_id, Stage.CLASS_PROPOSED, exit_reason="other").field == "exit_reason"
        step(candidate_id, Stage.REMOVED_FROM_LIST, exit_reason="over_age")
        assert last_step().exit_reason == "over_age"


def test_a_refusal_for_want_of_votes_brings_counts_below_the_threshold(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.DOSSIER_IN_PROGRESS)
        short, enough = VoteCount(total=17, deducted=3, yes=9), VoteCount(total=17, deducted=3, yes=10)
        refused = {"to": Stage.NOT_APPROVED, "exit_reason": "short_vote"}
        assert refusal(candidate_id, **refused, vote=None).field == "total"
        assert refusal(candidate_id, **refused, vote=enough).field == "yes"
        step(candidate_id, **refused, vote=short)
        assert last_step().votes == {"official_summoned": 17, "deducted": 3, "yes": 9}


def test_a_paper_of_tomorrow_is_refused(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        tomorrow = clock.today() + timedelta(days=1)
        assert refusal(candidate_id, Stage.REMOVED_FROM_LIST, document_date=tomorrow).field == "document_date"


def test_a_dossier_is_stale_only_after_its_twelve_months(acting, cast):
    today = clock.today()
    with acting(cast.an):
        young, old = a_candidate(), a_candidate("Phan Văn Nam")
        travel(young, Stage.DOSSIER_IN_PROGRESS, last_on=today - timedelta(days=300))
        travel(old, Stage.DOSSIER_IN_PROGRESS, last_on=today - timedelta(days=400))
        assert refusal(young, Stage.STALE).field == "happened_on"
        step(old, Stage.STALE)
        assert the(Candidate, id=old).stage is Stage.STALE


def test_a_cell_secretary_records_and_corrects_only_what_the_cell_did(acting, cast, app):
    with acting(cast.an):
        candidate_id = a_candidate(unit_id=the_unit())
        travel(candidate_id, Stage.DOSSIER_IN_PROGRESS)
        unit_id = the_unit()
    roles = frozenset({Role.CELL_SECRETARY})
    cell_secretary = replace(cast.binh.actor(), roles=roles, unit_scope=frozenset({unit_id}))
    with app.app_context(), session_as(cell_secretary):
        step(candidate_id, Stage.CELL_RESOLVED)
        assert "bí thư đơn vị ghi" in refusal(candidate_id, Stage.COMMITTEE_RESOLVED).message
        assert Stage.COMMITTEE_RESOLVED not in person_page(candidate_id).next_stages
    with acting(cast.an):
        by_committee = step(candidate_id, Stage.COMMITTEE_RESOLVED)
    with app.app_context(), session_as(cell_secretary):
        assert not person_page(candidate_id).may_correct
        with pytest.raises(RuleRefused):
            correct_stage(candidate_id=candidate_id, stage_step_id=by_committee, remarks="Nhầm")


def test_a_grassroots_cell_sends_without_a_committee(acting, cast, owner_sql):
    owner_sql("update organization set kind = 'grassroots_cell' where id = %s", cast.house_a)
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.CELL_RESOLVED)
        assert refusal(candidate_id, Stage.COMMITTEE_RESOLVED).field == "to_stage"
        step(candidate_id, Stage.SUBMITTED)
        titles = [row.title for row in person_page(candidate_id).timeline]
    assert "Đảng ủy cơ sở đã ra nghị quyết" not in titles


def test_a_returned_dossier_skips_no_vote_and_keeps_the_limit_of_the_cells_resolution(acting, cast):
    today = clock.today()
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.SUBMITTED, last_on=today - timedelta(days=20))
        resolved_on = the(Candidate).clock_from
        step(candidate_id, Stage.RETURNED_FOR_SUPPLEMENT, today - timedelta(days=10))
        assert the(Candidate).clock_from == resolved_on == today - timedelta(days=40)
        assert Stage.SUBMITTED in person_page(candidate_id).next_stages
        step(candidate_id, Stage.DOSSIER_IN_PROGRESS, today - timedelta(days=5))
        assert the(Candidate).clock_from == today - timedelta(days=5)
        assert refusal(candidate_id, Stage.COMMITTEE_RESOLVED).field == "to_stage"


def test_who_was_annulled_for_not_being_eligible_makes_no_new_dossier(acting, cast):
    with acting(cast.an):
        wrong, procedural = a_candidate(), a_candidate("Phan Văn Nam")
        for candidate_id, reason in ((wrong, "not_eligible"), (procedural, "procedure")):
            travel(candidate_id, Stage.DECIDED)
            step(candidate_id, Stage.ANNULLED, exit_reason=reason)
        assert "không làm lại hồ sơ" in refusal(wrong, Stage.DOSSIER_IN_PROGRESS).message
        step(procedural, Stage.DOSSIER_IN_PROGRESS)


def test_an_annulment_subtracts_when_it_happens_and_a_new_decision_counts_again(acting, cast):
    today = clock.today()
    period = {"since": today - timedelta(days=30), "until": today}
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.DECIDED, last_on=today - timedelta(days=60))
        assert count_admissions(**period) == {}
        step(candidate_id, Stage.ANNULLED, today - timedelta(days=20), exit_reason="procedure")
        assert count_admissions(**period) == {cast.house_a: -1}
        for to in (
            Stage.DOSSIER_IN_PROGRESS,
            Stage.CELL_RESOLVED,
            Stage.COMMITTEE_RESOLVED,
            Stage.SUBMITTED,
            Stage.DECIDED,
        ):
            step(candidate_id, to, today - timedelta(days=5))
        assert count_admissions(**period) == {cast.house_a: 0}
        wrong = last_step()
        correct_stage(candidate_id=candidate_id, stage_step_id=wrong.id, remarks="Ghi nhầm số")
        assert count_admissions(**period) == {cast.house_a: -1}


def test_taking_back_a_removal_lets_the_helper_go_on(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        a_helper(candidate_id)
        wrong = step(candidate_id, Stage.REMOVED_FROM_LIST)
        assert the(HelperAssignment).ends_on == clock.today()
        correct_stage(candidate_id=candidate_id, stage_step_id=wrong, remarks="Ghi nhầm người")
        helper, candidate = the(HelperAssignment), the(Candidate)
        assert (helper.ends_on, helper.end_reason) == (None, "")
        assert (candidate.stage, candidate.removed_on) == (Stage.PROSPECT, None)


def test_taking_back_a_listing_takes_the_entry_out_of_the_list(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate(listed_on=None, list_resolution_no="")
        wrong = step(candidate_id, Stage.PROSPECT)
        assert the(Candidate).listed_on == clock.today()
        correct_stage(candidate_id=candidate_id, stage_step_id=wrong, remarks="Ghi nhầm người")
        candidate = the(Candidate)
        assert (candidate.stage, candidate.listed_on, candidate.list_resolution_no) == (
            Stage.NOMINATED,
            None,
            "",
        )


def test_the_line_shows_the_wrong_step_struck_and_the_correction(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        wrong = step(candidate_id, Stage.CLASS_PROPOSED, date(2024, 3, 1))
        correct_stage(candidate_id=candidate_id, stage_step_id=wrong, remarks="Ghi nhầm người")
        line = [row for row in person_page(candidate_id).timeline if row.state != "next"]
    assert [(row.title, row.is_struck, row.state) for row in line] == [
        ("Trong danh sách cảm tình Đảng", False, "done"),
        ("Đề nghị học lớp bồi dưỡng", True, "done"),
        ("Trở lại: Trong danh sách cảm tình Đảng", False, "now"),
    ]
    assert "Ghi nhầm người" in line[2].lines[0]


@pytest.mark.parametrize(
    "until", [Stage.DOSSIER_IN_PROGRESS, Stage.SUBMITTED, Stage.DECIDED, Stage.CEREMONY_HELD]
)
def test_the_day_kept_for_the_limit_is_what_the_steps_say(acting, cast, until):
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, until)
        candidate = the(Candidate)
        assert candidate.clock_from == clock_start(candidate.stage, list_standing_steps(candidate))
        correct_stage(candidate_id=candidate_id, stage_step_id=last_step().id, remarks="Nhầm")
        assert candidate.clock_from == clock_start(candidate.stage, list_standing_steps(candidate))


def test_every_limit_waits_at_its_desk_once_it_is_announced(acting, cast):
    today = clock.today()
    with acting(cast.an):
        resolved, submitted, certified, far = (
            a_candidate(f"Lê Thị {name}") for name in ("Một", "Hai", "Ba", "Bốn")
        )
        travel(resolved, Stage.CELL_RESOLVED, last_on=today - timedelta(days=20))
        travel(submitted, Stage.SUBMITTED, last_on=today - timedelta(days=90))
        a_certificate(certified, issued_on=today - timedelta(days=1800), number="1")
        a_certificate(far, issued_on=today - timedelta(days=900), number="2")
        found = list_clocks(desks=frozenset(Desk))
        assert [row.clock.due_on for row in found] == sorted(row.clock.due_on for row in found)
        kinds = {(row.candidate_id, row.clock.kind) for row in found}
        assert kinds == {
            (resolved, ClockKind.CELL_SENDS),
            (resolved, ClockKind.COMMITTEE_SENDS),
            (resolved, ClockKind.DECISION),
            (submitted, ClockKind.DECISION),
            (certified, ClockKind.CERTIFICATE),
        }
        assert next(row.band for row in found if row.candidate_id == submitted) == 0
        of_cell = list_clocks(desks={Desk.CELL})
        assert {row.clock.kind for row in of_cell} == {ClockKind.CELL_SENDS, ClockKind.CERTIFICATE}
        record_evidence(candidate_id=submitted, kind="decision_extension", number="5-CV/ĐUK", dated_on=today)
        extended = next(row for row in list_clocks(desks=frozenset(Desk)) if row.candidate_id == submitted)
        assert "đã gia hạn" in extended.clock.note
    with acting(cast.giang, reading=True):
        assert [row.candidate_id for row in list_clocks(desks={Desk.AUTHORITY})] == [submitted]
    with acting(cast.chi):
        assert list_clocks(desks=frozenset(Desk)) == []


def test_a_certificate_renewed_is_announced_no_more(acting, cast):
    today = clock.today()
    with acting(cast.an):
        candidate_id = a_candidate()
        a_certificate(candidate_id, issued_on=today - timedelta(days=1800), number="1")
        assert len(list_clocks(desks=frozenset(Desk))) == 1
        a_certificate(candidate_id, issued_on=today - timedelta(days=10), number="2")
        assert list_clocks(desks=frozenset(Desk)) == []


def test_khoi_alone_sets_how_limits_are_announced_for_all(acting, cast):
    rules = {"warning_days": [7, 20], "cell_sends_days": 0, "committee_sends_days": 10}
    with acting(cast.an), pytest.raises(PermissionRefusedError):
        set_clock_rules(**rules)
    with acting(cast.giang), pytest.raises(DomainError):
        set_clock_rules(**rules | {"warning_days": [0]})
    with acting(cast.giang):
        set_clock_rules(**rules)
        set_clock_rules(**rules | {"cell_sends_days": 0})
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.CELL_RESOLVED)
        found = list_clocks(desks=frozenset(Desk))
    assert [(row.clock.kind, row.band) for row in found] == [(ClockKind.COMMITTEE_SENDS, 20)]
