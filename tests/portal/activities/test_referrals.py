"""From the branch's vote to the cell's answer, and back: both sides see their part, nobody else any."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.activities.log.operations.approve_activity import approve_activity
from portal.activities.log.operations.report_activity import report_activity
from portal.activities.members.operations.award_title import award_title
from portal.activities.referrals.models import Answer, Referral, ReferralAnswer
from portal.activities.referrals.operations.answer_referral import answer_referral
from portal.activities.referrals.operations.ask_mentoring import ask_mentoring
from portal.activities.referrals.operations.note_mentoring import note_mentoring
from portal.activities.referrals.operations.send_referral import send_referral
from portal.activities.referrals.operations.withdraw_referral import withdraw_referral
from portal.activities.referrals.queries import (
    achievements_of,
    get_referral,
    list_received,
    list_sent,
    list_tasks,
    list_tasks_about,
    union_record_of,
    waiting_dates,
)
from portal.candidates.models.candidate import Candidate
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.people.models import Person
from tests.portal.activities.builders import (
    a_branch,
    a_member,
    a_proposal,
    a_sent_referral,
    an_activity,
    person_of,
)
from tests.portal.candidates.builders import a_candidate, step, the_unit


@pytest.fixture
def sent(acting, cast):
    with acting(cast.dung):
        person_id = person_of(a_member(a_branch(cast.house_a)))
        return a_sent_referral(person_id)


def accept(referral_id, **values):
    there = {
        "referral_id": referral_id,
        "answer": Answer.ACCEPTED,
        "unit_id": the_unit(),
        "list_resolution_no": "19-NQ/CB",
        "listed_on": clock.today(),
    }
    return answer_referral(**(there | values))


def candidates_in_house() -> int:
    return db.session.scalar(select(func.count()).select_from(Candidate))


def test_a_vote_below_two_thirds_is_refused_at_its_field(acting, cast):
    with acting(cast.dung):
        person_id = person_of(a_member(a_branch(cast.house_a)))
        with pytest.raises(RuleRefused, match="2/3") as refused:
            a_proposal(person_id, yes_votes=7)
        assert refused.value.field == "yes_votes"


def test_a_proposal_is_the_unions_own_until_it_is_sent(acting, cast):
    with acting(cast.dung):
        referral_id = a_proposal(person_of(a_member(a_branch(cast.house_a))))
    with acting(cast.an):
        assert list_received() == []
        with pytest.raises(NotFound):
            get_referral(referral_id)


def test_one_open_referral_a_person(acting, cast):
    with acting(cast.dung):
        person_id = person_of(a_member(a_branch(cast.house_a)))
        referral_id = a_proposal(person_id)
        with pytest.raises(Conflict):
            a_proposal(person_id)
        withdraw_referral(referral_id=referral_id, reason="Nhầm người")
        a_proposal(person_id)


def test_a_branch_without_a_party_house_cannot_refer(acting, cast):
    with acting(cast.dung):
        person_id = person_of(a_member(a_branch()))
        with pytest.raises(RuleRefused, match="Chưa chọn tổ chức cơ sở đảng"):
            a_proposal(person_id)


def test_the_resolution_lies_between_the_meeting_and_today(acting, cast):
    with acting(cast.dung):
        referral_id = a_proposal(person_of(a_member(a_branch(cast.house_a))))
        for day in (clock.today() + timedelta(days=1), clock.today() - timedelta(days=11)):
            with pytest.raises(DomainError) as refused:
                send_referral(referral_id=referral_id, resolution_no="7", resolution_on=day)
            assert refused.value.field == "resolution_on"


def test_thirty_days_run_on_both_sides_and_strangers_see_nothing(acting, cast, sent):
    due = clock.today() + timedelta(days=30)
    with acting(cast.dung):
        assert [row.due_on for row in waiting_dates(received=False)] == [due]
    with acting(cast.an):
        assert [row.due_on for row in waiting_dates(received=True)] == [due]
    with acting(cast.chi):
        assert db.session.scalars(select(Referral)).all() == []
        with pytest.raises(NotFound):
            accept(sent)


def test_the_union_cannot_answer_for_the_cell(acting, cast, sent):
    with acting(cast.dung), pytest.raises(NotFound):
        answer_referral(referral_id=sent, answer=Answer.REFUSED, reason="x")


def test_acceptance_puts_the_member_on_the_list_by_the_cells_resolution(acting, cast, sent):
    with acting(cast.an):
        candidate_id = accept(sent)
        candidate = db.session.scalars(select(Candidate).where(Candidate.id == candidate_id)).one()
        assert (candidate.stage, candidate.list_resolution_no) == (Stage.PROSPECT, "19-NQ/CB")
        assert candidate.person_id
        with pytest.raises(Conflict):
            accept(sent)
    with acting(cast.dung):
        [row] = list_sent()
        assert (row.answer.answer, row.answer.stage, row.is_waiting) == (
            Answer.ACCEPTED,
            Stage.PROSPECT,
            False,
        )
        assert db.session.scalars(select(Candidate)).all() == []


def test_somebody_the_house_follows_is_linked_and_not_doubled(acting, cast):
    with acting(cast.an):
        known = a_candidate("Nguyễn Văn Ân", birth_date=date(2000, 3, 8))
    with acting(cast.dung):
        referral_id = a_sent_referral(person_of(a_member(a_branch(cast.house_a), "Nguyen Van An")))
    with acting(cast.an):
        before = candidates_in_house()
        assert accept(referral_id) == known
        assert candidates_in_house() == before


def test_a_nominated_person_moves_to_the_list_by_the_same_resolution(acting, cast):
    with acting(cast.an):
        known = a_candidate(
            "Nguyễn Văn Ân", birth_date=date(2000, 3, 8), listed_on=None, list_resolution_no=""
        )
    with acting(cast.dung):
        referral_id = a_sent_referral(person_of(a_member(a_branch(cast.house_a))))
    with acting(cast.an):
        assert accept(referral_id) == known
        assert db.session.scalar(select(Candidate.stage).where(Candidate.id == known)) is Stage.PROSPECT


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"list_resolution_no": " "}, "list_resolution_no"),
        ({"listed_on": None}, "listed_on"),
        ({"listed_on": date(2200, 1, 1)}, "listed_on"),
        ({"answer": Answer.REFUSED}, "reason"),
    ],
)
def test_an_answer_that_lacks_something_writes_nothing(acting, cast, sent, values, field):
    with acting(cast.an):
        before = candidates_in_house()
        with pytest.raises(DomainError) as refused:
            accept(sent, **values)
        assert refused.value.field == field
        assert candidates_in_house() == before
        assert list_received()[0].is_waiting


def test_a_refusal_reaches_the_union_with_its_reason_and_the_way_is_open_again(acting, cast, sent):
    with acting(cast.an):
        answer_referral(referral_id=sent, answer=Answer.RECEIVED)
        answer_referral(referral_id=sent, answer=Answer.REFUSED, reason="Cần thêm thời gian rèn luyện.")
    with acting(cast.dung):
        [row] = list_sent()
        assert [answer.answer for answer in row.answers] == [Answer.RECEIVED, Answer.REFUSED]
        assert row.decision.reason == "Cần thêm thời gian rèn luyện."
        a_proposal(row.referral.person_id)


def test_later_stages_are_told_to_the_union_and_nothing_more(acting, cast, sent):
    with acting(cast.an):
        candidate_id = accept(sent)
        stranger = a_candidate("Đỗ Đức Khánh")
        step(candidate_id, Stage.CLASS_PROPOSED)
        step(stranger, Stage.CLASS_PROPOSED)
    with acting(cast.dung):
        told = db.session.scalars(select(ReferralAnswer).order_by(ReferralAnswer.created_at)).all()
        assert [row.stage for row in told] == [Stage.PROSPECT, Stage.CLASS_PROPOSED]
        assert db.session.scalars(select(Person).where(Person.tenant_id == cast.house_a)).all() == []


def test_a_withdrawn_referral_is_seen_by_the_union_alone(acting, cast, sent):
    with acting(cast.dung):
        withdraw_referral(referral_id=sent, reason="Chuyển đơn vị")
    with acting(cast.an):
        assert list_received() == []


def test_what_the_union_has_on_record_is_offered_in_words(acting, cast):
    with acting(cast.dung):
        member_id = a_member(a_branch(cast.house_a))
        an_activity(names="Nguyễn Văn Ân")
        award_title(
            union_member_id=member_id,
            title="advanced_worker",
            year=2025,
            decision_no="48",
            decided_on=date(2025, 12, 1),
        )
        words = achievements_of(person_of(member_id))
    assert "Tham gia 1 hoạt động" in words
    assert "Lao động tiên tiến năm 2025" in words


def test_the_candidates_house_reads_approved_activities_under_the_name_and_birth_date(acting, cast):
    with acting(cast.an):
        for name, born in (("Nguyễn Văn Ân", date(2000, 3, 8)), ("Nguyễn Văn Ân", date(1990, 1, 1))):
            a_candidate(name, birth_date=born)
        people = db.session.execute(
            select(Person.id, Person.birth_date).where(Person.full_name == "Nguyễn Văn Ân")
        )
        by_birth = {born: person_id for person_id, born in people}
    with acting(cast.dung):
        a_member(a_branch(cast.house_a))
        activity_id = an_activity(names="Nguyễn Văn Ân")
        report_activity(activity_id=activity_id, result="Xong")
        approve_activity(activity_id=activity_id)
    with acting(cast.an):
        assert len(union_record_of(by_birth[date(2000, 3, 8)]).notices) == 1
        assert union_record_of(by_birth[date(1990, 1, 1)]).notices == []


def test_a_task_of_helping_goes_to_one_union_and_comes_back(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        person_id = db.session.scalar(select(Candidate.person_id).where(Candidate.id == candidate_id))
        task_id = ask_mentoring(
            person_id=person_id, union_id=cast.union, task="Kèm viết thu hoạch", due_on=clock.today()
        )
    with acting(cast.chi), pytest.raises(NotFound):
        note_mentoring(mentoring_task_id=task_id, step="done", words="x")
    with acting(cast.dung):
        mentor = person_of(a_member(a_branch()))
        assert [row.task.full_name for row in list_tasks()] == ["Lê Thị Hoa"]
        with pytest.raises(DomainError, match="Chọn đoàn viên"):
            note_mentoring(mentoring_task_id=task_id, step="assigned")
        note_mentoring(mentoring_task_id=task_id, step="assigned", mentor_person_id=mentor)
        note_mentoring(mentoring_task_id=task_id, step="done", words="Đã xong")
        with pytest.raises(Conflict):
            note_mentoring(mentoring_task_id=task_id, step="done", words="Lần nữa")
    with acting(cast.an):
        [row] = list_tasks_about(person_id)
        assert [note.words for note in row.notes] == ["", "Đã xong"]


def test_a_task_is_not_sent_to_a_party_house(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        person_id = db.session.scalar(select(Candidate.person_id).where(Candidate.id == candidate_id))
        with pytest.raises(DomainError) as refused:
            ask_mentoring(person_id=person_id, union_id=cast.house_b, task="x", due_on=clock.today())
        assert refused.value.field == "union_id"
