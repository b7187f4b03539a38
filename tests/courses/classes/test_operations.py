"""The list of a class: proposed, answered, seated, waiting, leaving, called."""

from __future__ import annotations

from datetime import datetime, time, timedelta
from uuid import uuid4

import pytest

from courses.classes.models import ClassRun
from courses.classes.operations.change_class import change_class
from courses.classes.operations.change_class_state import cancel_class, close_nominations, start_class
from courses.classes.operations.change_session import (
    SessionDetails,
    add_session,
    change_session,
    remove_session,
)
from courses.classes.operations.leave_class import leave_class
from courses.classes.operations.name_board import name_board
from courses.classes.operations.nominate import nominate, withdraw_nomination
from courses.classes.operations.note_enrolled import note_enrolled
from courses.classes.operations.plan_class import plan_class
from courses.classes.operations.record_attendance import record_attendance
from courses.classes.operations.set_quotas import set_quotas
from courses.classes.queries.classes import get_class, list_classes, list_sessions
from courses.classes.queries.enrolments import find_enrolment, list_enrolled
from courses.classes.queries.to_note import list_to_note
from courses.classes.states import ClassState, NominationAnswer
from portal.candidates.models.candidate import Candidate
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import find_row, get_row
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from tests.courses.classes.builders import (
    a_programme,
    an_open_class,
    approve,
    decide,
    details,
    nominations_by_name,
    propose,
    prospects,
    start,
)
from tests.portal.candidates.builders import in_house, step

LAN, HOA, MAI, CUC = "Lê Thị Lan", "Lê Thị Hoa", "Lê Thị Mai", "Lê Thị Cúc"


def names(acting, cast, class_run_id) -> list[str]:
    with acting(cast.giang):
        return [row.full_name for row in list_enrolled(class_run_id)]


def test_planning_lays_out_the_programme_on_working_days(acting, cast):
    with acting(cast.giang):
        class_run_id = plan_class(programme_version_id=a_programme(), details=details())
        run, sessions = get_class(class_run_id), list_sessions(get_class(class_run_id))
    assert (len(sessions), sum(session.periods for session in sessions)) == (10, 50)
    assert all(session.day.weekday() < 5 for session in sessions[2:])
    assert run.state is ClassState.PLANNED
    assert run.ends_on == sessions[-1].day


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"seats": 0}, "seats"),
        ({"nominate_until": timedelta(days=99)}, "nominate_until"),
        ({"ends_on": timedelta(days=10)}, "ends_on"),
    ],
)
def test_a_class_that_cannot_be_is_refused_beside_its_field(acting, cast, change, field):
    change = {k: clock.today() + v if isinstance(v, timedelta) else v for k, v in change.items()}
    with acting(cast.giang):
        version = a_programme()
        with pytest.raises(DomainError) as refused:
            plan_class(programme_version_id=version, details=details(**change))
    assert refused.value.field == field


def test_a_code_is_used_once(app, acting, cast):
    with app.app_context():
        an_open_class(cast)
    with acting(cast.giang), pytest.raises(Conflict):
        plan_class(programme_version_id=a_programme(), details=details())


def test_a_house_proposes_from_its_list_and_the_person_moves_on(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        candidate_id = propose(cast.an, class_run_id, LAN)[0]
    with acting(cast.an):
        assert get_row(Candidate, candidate_id).stage is Stage.CLASS_PROPOSED
        assert nominate(class_run_id=class_run_id, candidate_ids=[candidate_id]) == 0


def test_only_people_on_the_own_list_can_be_proposed(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        foreign = prospects(cast.chi, LAN)
    with acting(cast.an):
        for people in (foreign, [uuid4()]):
            with pytest.raises(RuleRefused):
                nominate(class_run_id=class_run_id, candidate_ids=people)
        with pytest.raises(DomainError):
            nominate(class_run_id=class_run_id, candidate_ids=[])


def test_a_class_that_is_closed_takes_no_proposal(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        people = prospects(cast.an, LAN)
    with acting(cast.giang):
        close_nominations(class_run_id=class_run_id)
    with acting(cast.an), pytest.raises(RuleRefused, match="không nhận đăng ký"):
        nominate(class_run_id=class_run_id, candidate_ids=people)


def test_a_quota_holds_for_its_house_only(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        ours, theirs = prospects(cast.an, LAN, HOA), prospects(cast.chi, MAI, CUC)
    with acting(cast.giang):
        set_quotas(class_run_id=class_run_id, seats={cast.house_a: 1})
    with acting(cast.an), pytest.raises(RuleRefused, match="phân 1 chỗ"):
        nominate(class_run_id=class_run_id, candidate_ids=ours)
    with acting(cast.chi):
        assert nominate(class_run_id=class_run_id, candidate_ids=theirs) == 2


def test_approval_takes_a_seat_and_both_houses_see_only_their_people(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        propose(cast.an, class_run_id, LAN)
        propose(cast.chi, class_run_id, HOA)
        approve(cast, class_run_id, LAN, HOA)
    assert names(acting, cast, class_run_id) == [HOA, LAN]
    with acting(cast.an):
        assert [row.full_name for row in list_enrolled(class_run_id)] == [LAN]
        assert get_class(class_run_id).enrolled_count == 2


def test_no_more_people_are_approved_than_there_are_seats(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast, seats=1)
        propose(cast.an, class_run_id, LAN, HOA)
        with pytest.raises(RuleRefused, match="còn 1 chỗ"):
            approve(cast, class_run_id, LAN, HOA)
    assert names(acting, cast, class_run_id) == []


def test_a_refusal_needs_a_reason(app, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        propose(cast.an, class_run_id, LAN)
        with pytest.raises(DomainError, match="lý do"):
            decide(cast, class_run_id, NominationAnswer.REFUSED, LAN, reason=" ")
        decide(cast, class_run_id, NominationAnswer.REFUSED, LAN, reason="Chưa đủ 12 tháng")
        assert nominations_by_name(cast, class_run_id)[LAN].reason == "Chưa đủ 12 tháng"


def test_who_waits_longest_takes_the_seat_that_frees(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast, seats=1)
        propose(cast.an, class_run_id, LAN, HOA, MAI)
        approve(cast, class_run_id, LAN)
        decide(cast, class_run_id, NominationAnswer.WAITING, MAI)
        decide(cast, class_run_id, NominationAnswer.WAITING, HOA)
    with acting(cast.giang):
        seated = list_enrolled(class_run_id)[0]
        assert leave_class(enrolment_id=seated.id, reason="Chuyển công tác") == 1
        with pytest.raises(Conflict):
            leave_class(enrolment_id=seated.id, reason="Chuyển công tác")
    assert names(acting, cast, class_run_id) == [MAI]
    with app.app_context():
        assert nominations_by_name(cast, class_run_id)[MAI].answer is NominationAnswer.APPROVED


def test_more_seats_let_the_waiting_in_and_fewer_than_taken_are_refused(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast, seats=1)
        propose(cast.an, class_run_id, LAN, HOA)
        approve(cast, class_run_id, LAN)
        decide(cast, class_run_id, NominationAnswer.WAITING, HOA)
    with acting(cast.giang):
        assert change_class(class_run_id=class_run_id, details=details(seats=2)) == 1
        with pytest.raises(DomainError) as refused:
            change_class(class_run_id=class_run_id, details=details(seats=1))
    assert refused.value.field == "seats"
    assert names(acting, cast, class_run_id) == [HOA, LAN]


def test_a_changed_answer_frees_the_seat_without_seating_the_same_person_again(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast, seats=1)
        propose(cast.an, class_run_id, LAN)
        approve(cast, class_run_id, LAN)
        decide(cast, class_run_id, NominationAnswer.WAITING, LAN)
        assert not nominations_by_name(cast, class_run_id)[LAN].has_seat
        approve(cast, class_run_id, LAN)
    with acting(cast.giang):
        assert get_class(class_run_id).enrolled_count == 1


def test_who_is_in_a_class_cannot_be_proposed_for_another(app, acting, cast):
    with app.app_context():
        first, second = an_open_class(cast), an_open_class(cast, code="K8", title="Lớp khóa 8")
        candidate_id = propose(cast.an, first, LAN)[0]
        approve(cast, first, LAN)
    with acting(cast.an), pytest.raises(RuleRefused, match="Lớp khóa 7"):
        nominate(class_run_id=second, candidate_ids=[candidate_id])


def test_a_withdrawn_proposal_cannot_be_approved_but_made_again(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        candidate_id = propose(cast.an, class_run_id, LAN)[0]
        nomination_id = nominations_by_name(cast, class_run_id)[LAN].id
    with acting(cast.chi), pytest.raises(NotFound):
        withdraw_nomination(nomination_id=nomination_id)
    with acting(cast.an):
        withdraw_nomination(nomination_id=nomination_id)
    with app.app_context(), pytest.raises(RuleRefused, match="đã rút"):
        approve(cast, class_run_id, LAN)
    with acting(cast.an):
        assert nominate(class_run_id=class_run_id, candidate_ids=[candidate_id]) == 1
    with app.app_context():
        assert approve(cast, class_run_id, LAN).answered == 1


def test_the_house_notes_the_seat_in_its_own_register(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        lan, hoa = propose(cast.an, class_run_id, LAN, HOA)
        approve(cast, class_run_id, LAN, HOA)
    with acting(cast.chi):
        assert note_enrolled(class_run_id=class_run_id, candidate_ids=[lan]) == 0
    with acting(cast.an):
        with pytest.raises(DomainError, match="ít nhất một"):
            note_enrolled(class_run_id=class_run_id, candidate_ids=[])
        assert note_enrolled(class_run_id=class_run_id, candidate_ids=[lan]) == 1
        assert note_enrolled(class_run_id=class_run_id, candidate_ids=[lan]) == 0
        assert get_row(Candidate, lan).stage is Stage.CLASS_ENROLLED
        assert [row.candidate_id for row in list_to_note(class_run_id)] == [hoa]


def test_only_khoi_changes_a_class(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        propose(cast.an, class_run_id, LAN)
        approve(cast, class_run_id, LAN)
    with acting(cast.an), pytest.raises(NotFound):
        close_nominations(class_run_id=class_run_id)
    with acting(cast.an):
        enrolment = list_enrolled(class_run_id)[0]
        with pytest.raises(NotFound):
            name_board(class_run_id=class_run_id, monitor_id=enrolment.id, deputy_ids=[])


def held_class(app, cast, *people: str):
    """A running class whose first session is over."""
    day = clock.today() - timedelta(days=4)
    with app.app_context(), clock.frozen_at(datetime.combine(day, time(9), clock.LOCAL)):
        class_run_id = an_open_class(cast, starts_on=day, nominate_until=day)
        propose(cast.an, class_run_id, *people)
        approve(cast, class_run_id, *people)
        return class_run_id, start(cast, class_run_id)


def test_the_roll_is_called_by_periods_and_called_again_to_correct(app, acting, cast):
    class_run_id, sessions = held_class(app, cast, LAN, HOA)
    with acting(cast.lan):
        hoa, lan = list_enrolled(class_run_id)
        record_attendance(class_session_id=sessions[0].id, periods={lan.id: 5, hoa.id: 5})
        record_attendance(class_session_id=sessions[0].id, periods={hoa.id: 3})
        hoa, lan = list_enrolled(class_run_id)
    assert (lan.attendance.attended, hoa.attendance.attended, hoa.attendance.held) == (5, 3, 5)
    with acting(cast.an):
        assert find_enrolment(class_run_id, lan.person_id).attendance == lan.attendance


@pytest.mark.parametrize("periods", [-1, 6])
def test_nobody_attends_more_than_was_taught(app, acting, cast, periods):
    class_run_id, sessions = held_class(app, cast, LAN)
    with acting(cast.giang):
        lan = list_enrolled(class_run_id)[0]
        with pytest.raises(DomainError, match="từ 0 đến 5"):
            record_attendance(class_session_id=sessions[0].id, periods={lan.id: periods})


def test_the_roll_waits_for_the_day_and_for_the_class(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        propose(cast.an, class_run_id, LAN)
        approve(cast, class_run_id, LAN)
    with acting(cast.giang):
        session, lan = list_sessions(get_class(class_run_id))[0], list_enrolled(class_run_id)[0]
        with pytest.raises(RuleRefused, match="đang học"):
            record_attendance(class_session_id=session.id, periods={lan.id: 5})
        start_class(class_run_id=class_run_id)
        with pytest.raises(RuleRefused, match="chưa đến ngày"):
            record_attendance(class_session_id=session.id, periods={lan.id: 5})


def test_a_learner_of_another_class_is_not_on_this_roll(app, acting, cast):
    _, sessions = held_class(app, cast, LAN)
    with acting(cast.giang), pytest.raises(NotFound):
        record_attendance(class_session_id=sessions[0].id, periods={uuid4(): 5})


def test_sessions_move_until_their_roll_was_called(app, acting, cast):
    class_run_id, sessions = held_class(app, cast, LAN)
    moved = SessionDetails("Khai giảng", clock.today(), time(8), 4, lecturer_account_id=cast.lan.account_id)
    with acting(cast.giang):
        change_session(class_session_id=sessions[0].id, details=moved)
        row = next(row for row in list_sessions(get_class(class_run_id)) if row.id == sessions[0].id)
        assert (row.title, row.periods, row.lecturer_name) == ("Khai giảng", 4, "Lan")
        record_attendance(class_session_id=row.id, periods={list_enrolled(class_run_id)[0].id: 4})
        with pytest.raises(RuleRefused):
            remove_session(class_session_id=row.id)
        with pytest.raises(RuleRefused):
            change_session(
                class_session_id=row.id, details=SessionDetails("Khai giảng", clock.today(), time(8), 5)
            )
        extra = add_session(class_run_id=class_run_id, details=moved)
        remove_session(class_session_id=extra)
        assert len(list_sessions(get_class(class_run_id))) == 10


def test_only_a_lecturer_of_the_house_is_given_a_session(app, acting, cast):
    class_run_id, _ = held_class(app, cast, LAN)
    wrong = SessionDetails("Bài 1", clock.today(), time(8), 5, lecturer_account_id=cast.an.account_id)
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        add_session(class_run_id=class_run_id, details=wrong)
    assert refused.value.field == "lecturer_account_id"


def test_a_class_is_cancelled_with_a_reason_and_does_not_come_back(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
    with acting(cast.giang):
        with pytest.raises(DomainError):
            cancel_class(class_run_id=class_run_id, reason="")
        cancel_class(class_run_id=class_run_id, reason="Chưa đủ người")
        with pytest.raises(RuleRefused):
            start_class(class_run_id=class_run_id)
        assert list_classes((ClassState.CANCELLED,))[0].run.note == "Chưa đủ người"
        assert find_row(ClassRun, class_run_id) is not None


def test_an_empty_class_does_not_start(app, acting, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
    with acting(cast.giang), pytest.raises(RuleRefused, match="chưa có ai"):
        start_class(class_run_id=class_run_id)


def test_who_leaves_the_list_is_proposed_no_more_and_who_has_a_seat_keeps_it(app, acting, cast):
    with app.app_context():
        run = an_open_class(cast)
        leaving = propose(cast.an, run, LAN, HOA)
        approve(cast, run, HOA)
        with in_house(cast.an):
            for candidate_id in leaving:
                step(candidate_id, Stage.WITHDRAWN)
        found = nominations_by_name(cast, run)
    assert {name: row.withdrawn_at is not None for name, row in found.items()} == {LAN: True, HOA: False}
    assert names(acting, cast, run) == [HOA]
