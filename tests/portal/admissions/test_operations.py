"""A dossier goes to Khối and comes back as steps of the house; nobody writes in another's house."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.admissions.models import AdmissionSubmission, SubmissionAnswer
from portal.admissions.operations.decide_sitting import SittingLine, decide_sitting
from portal.admissions.operations.note_answers import note_answers
from portal.admissions.operations.submit_dossier import submit_dossier
from portal.admissions.operations.take_back_answer import take_back_answer
from portal.admissions.operations.withdraw_submission import withdraw_submission
from portal.admissions.queries import get_submission
from portal.admissions.states import AnswerKind, Purpose, State
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.stage import StageStep
from portal.candidates.queries.admissions import count_admissions
from portal.candidates.queries.records import get_record
from portal.candidates.stages import Stage
from portal.candidates.votes import VoteCount
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from tests.portal.admissions.builders import VOTE, a_ready_candidate, a_submission, ago, an_answer, answered
from tests.portal.candidates.builders import a_candidate, in_house, step

RECEIVED, APPRAISED, DECIDED = AnswerKind.RECEIVED, AnswerKind.APPRAISED, AnswerKind.DECIDED


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


@pytest.fixture
def sent(cast):
    with in_house(cast.an):
        candidate_id = a_ready_candidate()
        return candidate_id, a_submission(candidate_id)


def stage_of(candidate_id):
    return db.session.scalar(select(Candidate.stage).where(Candidate.id == candidate_id))


def test_sending_carries_what_khoi_needs_and_moves_the_candidate(cast, sent):
    candidate_id, submission_id = sent
    with in_house(cast.an):
        assert stage_of(candidate_id) is Stage.SUBMITTED
    with in_house(cast.giang):
        row = get_submission(submission_id).row
        assert (row.full_name, row.purpose, row.letter_no) == ("Lê Thị Hoa", Purpose.ADMISSION, "45-CV/ĐU")
        assert [line["votes"] for line in row.steps] == ["10/14 tán thành", "10/15 tán thành"]
        assert any(paper["is_missing"] for paper in row.papers)
        assert row.decide_by is not None
        assert row.rule_set_id


def test_a_dossier_goes_once_and_only_from_its_step(cast, sent):
    candidate_id, _ = sent
    with in_house(cast.an):
        with pytest.raises(RuleRefused, match="chưa đến bước"):
            a_submission(candidate_id)
        with pytest.raises(RuleRefused, match="chưa đến bước"):
            a_submission(a_candidate("Nguyễn Văn Ân"))
        ready = a_ready_candidate("Đỗ Đức Khánh")
        for values, field in (
            ({"letter_no": " ", "letter_date": clock.today()}, "letter_no"),
            ({"letter_no": "1", "letter_date": ago(-1)}, "letter_date"),
            ({"letter_no": "1", "letter_date": ago(11)}, "happened_on"),
        ):
            with pytest.raises(DomainError) as refused:
                submit_dossier(candidate_id=ready, **values)
            assert refused.value.field == field
        assert stage_of(ready) is Stage.COMMITTEE_RESOLVED


def test_a_third_house_sees_nothing(cast, sent):
    candidate_id, submission_id = sent
    with in_house(cast.giang):
        answered(submission_id, RECEIVED)
    with in_house(cast.chi):
        with pytest.raises(NotFound):
            get_submission(submission_id)
        assert db.session.scalars(select(AdmissionSubmission)).all() == []
        assert db.session.scalars(select(SubmissionAnswer)).all() == []
        with pytest.raises(NotFound):
            note_answers(admission_submission_id=submission_id)
        with pytest.raises(NotFound):
            submit_dossier(candidate_id=candidate_id, letter_no="1", letter_date=clock.today())


def test_neither_side_writes_for_the_other(cast, sent):
    _, submission_id = sent
    with in_house(cast.an), pytest.raises(NotFound):
        an_answer(submission_id, RECEIVED)
    with in_house(cast.giang):
        with pytest.raises(NotFound):
            withdraw_submission(admission_submission_id=submission_id, reason="x")
        with pytest.raises(NotFound):
            note_answers(admission_submission_id=submission_id)


def test_the_decision_comes_into_the_house_with_paper_votes_and_receipt(cast, sent):
    candidate_id, submission_id = sent
    with in_house(cast.giang):
        answered(submission_id, RECEIVED, APPRAISED, DECIDED, days_ago=2)
    with in_house(cast.an):
        assert stage_of(candidate_id) is Stage.SUBMITTED, "Khối never writes in a house"
        with pytest.raises(DomainError) as refused:
            note_answers(admission_submission_id=submission_id)
        assert refused.value.field == "received_on"
        assert note_answers(admission_submission_id=submission_id, received_on=clock.today()) == 3
        record = get_record(candidate_id)
        assert [step.to_stage for step in record.standing_steps][-2:] == [Stage.APPRAISED, Stage.DECIDED]
        last = record.standing_steps[-1]
        assert (last.document_no, last.votes["yes"], last.happened_on) == ("358-QĐ/ĐUK", 9, ago(2))
        assert any(paper.kind == "decision_received" for paper in record.evidence)
        assert get_submission(submission_id).unnoted == []
        with pytest.raises(Conflict):
            note_answers(admission_submission_id=submission_id, received_on=clock.today())


def test_answers_come_in_order_with_paper_vote_and_day(cast, sent):
    _, submission_id = sent
    with in_house(cast.giang):
        with pytest.raises(RuleRefused, match="không ghi được"):
            an_answer(submission_id, DECIDED)
        for values, field in (({"days_ago": -1}, "happened_on"), ({"days_ago": 30}, "happened_on")):
            with pytest.raises(DomainError) as refused:
                an_answer(submission_id, RECEIVED, **values)
            assert refused.value.field == field
        answered(submission_id, RECEIVED, APPRAISED)
        for values, field in (
            ({"document_no": ""}, "document_no"),
            ({"vote": None}, "total"),
            ({"vote": VoteCount(total=11, yes=5)}, "yes"),
            ({"document_date": ago(-2)}, "document_date"),
        ):
            with pytest.raises(DomainError) as refused:
                an_answer(submission_id, DECIDED, **values)
            assert refused.value.field == field
        with pytest.raises(DomainError) as refused:
            an_answer(submission_id, AnswerKind.RETURNED, exit_reason="")
        assert refused.value.field == "exit_reason"
        assert get_submission(submission_id).state is State.APPRAISED


def test_one_person_one_decision_number(cast, sent):
    _, first = sent
    with in_house(cast.chi):
        second = a_submission(a_ready_candidate("Nguyễn Văn Ân"))
    with in_house(cast.giang):
        answered(first, RECEIVED, APPRAISED, DECIDED)
        answered(second, RECEIVED, APPRAISED)
        with pytest.raises(Conflict) as refused:
            an_answer(second, DECIDED, document_no=" 358-qđ/ĐUK ")
        assert refused.value.field == "document_no"
        take_back_answer(admission_submission_id=first, remarks="Ghi nhầm số")
        an_answer(second, DECIDED)


def test_a_sitting_is_recorded_whole_or_not_at_all(cast, sent):
    _, first = sent
    with in_house(cast.chi):
        second = a_submission(a_ready_candidate("Nguyễn Văn Ân"))
    sitting = {"happened_on": ago(1), "document_date": None, "kind": "standing_committee", "total": 11}
    with in_house(cast.giang):
        for submission_id in (first, second):
            answered(submission_id, RECEIVED, APPRAISED)
        with pytest.raises(DomainError) as refused:
            decide_sitting(**sitting, lines=[SittingLine(first, "1-QĐ", 9), SittingLine(second, "2-QĐ", 5)])
        assert refused.value.field == f"{second}.yes"
        assert get_submission(first).state is State.APPRAISED
        with pytest.raises(DomainError):
            decide_sitting(**sitting, lines=[SittingLine(first, " ", 9)])
        lines = [SittingLine(first, "1-QĐ", 9), SittingLine(second, "", None)]
        assert decide_sitting(**sitting, lines=lines) == 1
        assert (get_submission(first).state, get_submission(second).state) == (State.DECIDED, State.APPRAISED)


def test_a_returned_dossier_is_sent_again(cast, sent):
    candidate_id, submission_id = sent
    with in_house(cast.giang):
        answered(submission_id, RECEIVED, AnswerKind.RETURNED, remarks="Thiếu ý kiến nơi cư trú")
    with in_house(cast.an):
        note_answers(admission_submission_id=submission_id)
        assert stage_of(candidate_id) is Stage.RETURNED_FOR_SUPPLEMENT
        again = submit_dossier(candidate_id=candidate_id, letter_no="52-CV/ĐU", letter_date=clock.today())
        assert again != submission_id
        assert stage_of(candidate_id) is Stage.SUBMITTED


def test_the_house_withdraws_what_khoi_has_not_touched(cast, sent):
    candidate_id, submission_id = sent
    with in_house(cast.an):
        withdraw_submission(admission_submission_id=submission_id, reason="Gửi nhầm người")
        assert stage_of(candidate_id) is Stage.COMMITTEE_RESOLVED
        assert get_submission(submission_id).state is State.WITHDRAWN
        again = a_submission(candidate_id, letter_no="46-CV/ĐU")
    with in_house(cast.giang):
        answered(again, RECEIVED)
    with in_house(cast.an), pytest.raises(RuleRefused, match="đã tiếp nhận"):
        withdraw_submission(admission_submission_id=again, reason="x")


def test_khoi_takes_back_only_what_the_house_has_not_noted(cast, sent):
    candidate_id, submission_id = sent
    with in_house(cast.giang):
        answered(submission_id, RECEIVED, AnswerKind.RETURNED)
        take_back_answer(admission_submission_id=submission_id, remarks="Nhầm hồ sơ")
        assert get_submission(submission_id).state is State.RECEIVED
        an_answer(submission_id, APPRAISED)
    with in_house(cast.an):
        note_answers(admission_submission_id=submission_id)
        assert stage_of(candidate_id) is Stage.APPRAISED
    with in_house(cast.giang), pytest.raises(RuleRefused, match="đã ghi"):
        take_back_answer(admission_submission_id=submission_id, remarks="x")


def test_annulment_subtracts_in_its_own_period(cast, sent):
    candidate_id, submission_id = sent
    with in_house(cast.giang):
        answered(submission_id, RECEIVED, APPRAISED, DECIDED, days_ago=3)
    with in_house(cast.an):
        note_answers(admission_submission_id=submission_id, received_on=ago(2))
        step(candidate_id, Stage.CEREMONY_HELD, ago(1))
    with in_house(cast.giang):
        an_answer(
            submission_id, AnswerKind.ANNULLED, days_ago=0, document_no="9-QĐ/ĐUK", exit_reason="procedure"
        )
    with in_house(cast.an):
        before = count_admissions(since=ago(400), until=clock.today())[cast.house_a]
        note_answers(admission_submission_id=submission_id)
        assert stage_of(candidate_id) is Stage.ANNULLED
        after = count_admissions(since=ago(400), until=clock.today())[cast.house_a]
        assert (before, after) == (1, 0)
        assert count_admissions(since=clock.today(), until=clock.today())[cast.house_a] == -1
        kept = db.session.scalars(select(StageStep.to_stage).where(StageStep.candidate_id == candidate_id))
        assert Stage.DECIDED in set(kept), "history stays"


def test_recognition_makes_an_official_member(cast, sent):
    candidate_id, submission_id = sent
    with in_house(cast.giang):
        answered(submission_id, RECEIVED, APPRAISED, DECIDED)
    with in_house(cast.an):
        note_answers(admission_submission_id=submission_id, received_on=ago(2))
        step(candidate_id, Stage.CEREMONY_HELD, ago(1))
        with clock.frozen_at(clock.now() + clock_days(380)):
            step(candidate_id, Stage.RECOGNITION_CELL_RESOLVED)
            step(candidate_id, Stage.RECOGNITION_COMMITTEE_RESOLVED)
            again = submit_dossier(candidate_id=candidate_id, letter_no="9-CV/ĐU", letter_date=clock.today())
    with clock.frozen_at(clock.now() + clock_days(390)):
        with in_house(cast.giang):
            for kind, more in (
                (RECEIVED, {}),
                (APPRAISED, {}),
                (DECIDED, {"document_no": "77-QĐ/ĐUK", "vote": VOTE}),
            ):
                an_answer(again, kind, days_ago=1, **more)
        with in_house(cast.an):
            assert stage_of(candidate_id) is Stage.RECOGNITION_COMMITTEE_RESOLVED
            note_answers(admission_submission_id=again)
            assert stage_of(candidate_id) is Stage.OFFICIAL


def clock_days(days: int):
    from datetime import timedelta

    return timedelta(days=days)
