"""The proctor's room: what is seen of a sitting, and what may be decided about it."""

from __future__ import annotations

from datetime import datetime, timedelta

import pytest
from sqlalchemy import select

from courses.classes.models import Enrolment
from courses.exams.machine import AttemptState
from courses.exams.models import Exam
from courses.exams.operations.give_order import give_order
from courses.exams.operations.submit_attempt import close_attempt
from courses.exams.orders import OrderKind, check_order, possible_orders
from courses.exams.queries.attempts import GRACE
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from tests.courses.class_end import run_jobs

ROOM_STATEMENTS = 6


@pytest.fixture
def khoi(room, client_as):
    return client_as(room.cast.giang)


@pytest.fixture
def enrolment_id(room, acting):
    with acting(room.cast.giang):
        return db.session.scalar(select(Enrolment.id).where(Enrolment.person_id == room.cast.em.person_id))


@pytest.fixture
def sitter(room, enrolment_id):
    return f"/exam-desk/{room.exam_id}/room/{enrolment_id}"


def order(browser, sitter, kind, **values):
    return browser.post(f"{sitter}/{kind}", data={f"{kind}-{name}": value for name, value in values.items()})


def deadline(em, attempt):
    return datetime.fromisoformat(em.get(f"{attempt}/status").json["deadline"])


def save(em, attempt, item, seq, *value):
    return em.post(
        f"{attempt}/answers", json={"answers": [{"item": item["item"], "seq": seq, "value": list(value)}]}
    )


def test_the_room_shows_who_sits_and_never_an_answer(room, em, khoi, attempt, paper, sitter):
    before = khoi.get(f"/exam-desk/{room.exam_id}/room").text
    assert "đang làm" in before
    save(em, attempt, paper["short_answer"], 1, "một chữ rất riêng")
    em.post(f"{attempt}/answers", json={"answers": [], "events": [{"kind": "focus_lost"}]})
    for page in (khoi.get(f"/exam-desk/{room.exam_id}/room"), khoi.get(sitter)):
        assert page.status_code == 200
        assert "một chữ rất riêng" not in page.text
    assert "rời trang làm bài" in khoi.get(sitter).text


def test_the_live_part_comes_alone(room, khoi, attempt):
    part = khoi.get(f"/exam-desk/{room.exam_id}/room", headers={"X-Fragment": "sitters"}).text
    assert "Người dự thi" in part
    assert "<html" not in part


def test_somebody_long_silent_is_marked(room, em, khoi, attempt):
    with clock.frozen_at(clock.now() + timedelta(minutes=4)):
        assert "lâu chưa lưu" in khoi.get(f"/exam-desk/{room.exam_id}/room").text


@pytest.mark.parametrize("n", [0, 2])
def test_the_room_costs_the_same_for_one_and_three(app, cast, client_as, statements, n):
    from tests.courses import room as building

    with app.app_context():
        room = building.open_room(app, cast, people={cast.house_a: n})
    browser = client_as(cast.giang)
    with statements() as sent:
        assert browser.get(f"/exam-desk/{room.exam_id}/room").status_code == 200
    assert len(sent) == ROOM_STATEMENTS


def test_extra_time_moves_the_deadline_of_one_person(room, em, khoi, attempt, sitter, owner_sql):
    before = deadline(em, attempt)
    assert order(khoi, sitter, "extra_time", minutes="15", reason="Máy hỏng").status_code == 302
    assert order(khoi, sitter, "extra_time", minutes="5", reason="Mất điện").status_code == 302
    assert deadline(em, attempt) == before + timedelta(minutes=20)
    assert "Mất điện" in khoi.get(sitter).text
    actions = owner_sql(
        "select body::json ->> 'action', tenant_id from audit_entry where body like '%%extra_time%%'"
    )
    assert {(action, house) for action, house in actions} == {
        ("exam_order.extra_time", room.cast.khoi),
        ("attempt.extra_time_carried_out", room.cast.house_a),
    }


def test_extra_time_ends_with_the_window(room, em, khoi, attempt, sitter, acting):
    order(khoi, sitter, "extra_time", minutes="600", reason="Rất chậm")
    with acting(room.cast.giang):
        assert deadline(em, attempt) == db.session.get(Exam, (room.cast.khoi, room.exam_id)).closes_at


def test_extra_time_before_the_start_counts_from_the_start(room, em, khoi, sitter):
    order(khoi, sitter, "extra_time", minutes="10", reason="Khuyết tật vận động")
    with clock.frozen_at(clock.now()):
        attempt = em.post(f"/exams/{room.exam_id}/start").location
        assert deadline(em, attempt) == clock.now() + timedelta(minutes=40)


@pytest.mark.parametrize(
    ("kind", "values", "words"),
    [
        ("extra_time", {"minutes": "5", "reason": " "}, "Lý do"),
        ("extra_time", {"minutes": "", "reason": "x"}, "Số phút"),
        ("extra_time", {"minutes": "0", "reason": "x"}, "Số phút"),
        ("extra_time", {"minutes": "9999999999999", "reason": "x"}, "Số phút"),
        ("reopen", {"minutes": "5", "reason": "x"}, "đang làm bài"),
        ("accept_late", {"reason": "x"}, "đang làm bài"),
    ],
)
def test_an_order_that_makes_no_sense_is_refused_and_leaves_nothing(
    khoi, attempt, sitter, owner_sql, kind, values, words
):
    answer = order(khoi, sitter, kind, **values)
    assert answer.status_code == 422
    assert words in answer.text
    assert owner_sql("select 1 from exam_order") == []


def test_an_unknown_order_and_a_stranger_are_not_there(room, khoi, attempt, sitter, client_as):
    assert khoi.post(f"{sitter}/pardon").status_code == 404
    chi = client_as(room.cast.chi)
    assert chi.get(sitter).status_code == 403
    assert order(chi, sitter, "void", reason="x").status_code == 403


def test_a_void_attempt_takes_no_answers_and_loses_its_mark(
    room, em, khoi, attempt, paper, sitter, owner_sql, app
):
    save(em, attempt, paper["single_choice"], 1, "a")
    em.post(f"{attempt}/submit")
    run_jobs(app)
    assert owner_sql("select count(*) from exam_result where superseded_at is null") == [(1,)]
    assert order(khoi, sitter, "void", reason="Làm hộ").status_code == 302
    run_jobs(app)
    assert owner_sql("select state from attempt") == [("void",)]
    assert owner_sql("select count(*) from exam_result where superseded_at is null") == [(0,)]
    assert owner_sql("select count(*) from submission") == [(1,)]
    assert save(em, attempt, paper["single_choice"], 2, "b").status_code == 409
    assert "đã bị hủy" in em.get(f"{attempt}/receipt").text


def test_a_reopened_attempt_goes_on_with_what_it_held_and_is_handed_in_again(
    room, em, khoi, attempt, paper, sitter, owner_sql, app
):
    save(em, attempt, paper["single_choice"], 1, "a")
    em.post(f"{attempt}/submit")
    run_jobs(app)
    assert order(khoi, sitter, "reopen", minutes="10", reason="Bấm nhầm nộp bài").status_code == 302
    assert em.get(f"{attempt}/status").json["state"] == "open"
    assert em.get(f"{attempt}/status").json["acked"] == {str(paper["single_choice"]["item"]): 1}
    assert save(em, attempt, paper["true_false"], 1, "true").status_code == 200
    assert khoi.get(f"/exam-desk/{room.exam_id}/results").status_code == 200
    em.post(f"{attempt}/submit")
    run_jobs(app)
    assert owner_sql("select revision, answered_count from submission order by revision") == [(1, 1), (2, 2)]
    assert owner_sql("select count(*) from exam_result where superseded_at is null") == [(1,)]
    assert "2/6" in em.get(f"{attempt}/receipt").text
    assert "Bấm nhầm nộp bài" in khoi.get(sitter).text


def test_a_reopened_attempt_is_collected_at_its_new_deadline(room, em, khoi, attempt, sitter, acting):
    em.post(f"{attempt}/submit")
    order(khoi, sitter, "reopen", minutes="10", reason="Bấm nhầm")
    later = deadline(em, attempt) + GRACE + timedelta(seconds=1)
    with clock.frozen_at(later), acting(room.cast.em):
        assert close_attempt(attempt_id=attempt.rsplit("/", 1)[-1]) is AttemptState.EXPIRED


def test_late_answers_are_taken_in_when_somebody_decides_so(
    room, em, khoi, attempt, paper, sitter, owner_sql, app, acting
):
    single, truth = paper["single_choice"], paper["true_false"]
    save(em, attempt, single, 1, "a")
    late = deadline(em, attempt) + timedelta(minutes=1)
    with clock.frozen_at(late):
        assert save(em, attempt, single, 2, "b").status_code == 409
        assert save(em, attempt, truth, 1, "true").status_code == 409
        with acting(room.cast.em):
            close_attempt(attempt_id=attempt.rsplit("/", 1)[-1])
    run_jobs(app)
    assert "2 câu gửi muộn" in khoi.get(f"/exam-desk/{room.exam_id}/room").text
    assert order(khoi, sitter, "accept_late", reason="Mất mạng cả phòng").status_code == 302
    run_jobs(app)
    answers = owner_sql("select answers from submission where revision = 2")[0][0]
    assert answers == {str(single["item"]): ["b"], str(truth["item"]): ["true"]}
    again = order(khoi, sitter, "accept_late", reason="lần nữa")
    assert again.status_code == 422
    assert owner_sql("select count(*) from submission") == [(2,)]


def test_a_released_device_may_be_another_one(room, em, khoi, attempt, paper, sitter, client_as):
    phone = client_as(room.cast.em)
    assert "thiết bị khác" in phone.get(attempt).text
    order(khoi, sitter, "release_device", reason="Máy hỏng")
    assert 'data-behaviour="exam-player"' in phone.get(attempt).text
    assert save(phone, attempt, paper["true_false"], 1, "true").status_code == 200


def test_an_outage_is_given_back_to_everybody_at_work(room, em, khoi, attempt, owner_sql):
    before = deadline(em, attempt)
    closes = owner_sql("select closes_at from exam")[0][0]
    answer = khoi.post(
        f"/exam-desk/{room.exam_id}/room/time", data={"time-minutes": "12", "time-reason": "Mất điện"}
    )
    assert answer.status_code == 302
    assert deadline(em, attempt) == before + timedelta(minutes=12)
    assert owner_sql("select closes_at from exam") == [(closes + timedelta(minutes=12),)]


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (
            {"window-closes_on": "01/01/2020", "window-closes_at": "9:00", "window-reason": "x"},
            "sau giờ đóng cũ",
        ),
        (
            {"window-closes_on": "31/02/2027", "window-closes_at": "25h", "window-reason": "lý do đã gõ"},
            "lý do đã gõ",
        ),
    ],
)
def test_the_window_only_moves_later(room, khoi, owner_sql, data, words):
    closes = owner_sql("select closes_at from exam")
    answer = khoi.post(f"/exam-desk/{room.exam_id}/room/window", data=data)
    assert answer.status_code == 422
    assert words in answer.text
    assert owner_sql("select closes_at from exam") == closes


def test_a_new_code_is_asked_of_those_who_come_now(room, em, khoi):
    khoi.post(f"/exam-desk/{room.exam_id}/room/access-code", data={"access_code": "Hoa Sen"})
    assert em.post(f"/exams/{room.exam_id}/start", data={"access_code": "sai"}).status_code == 422
    assert em.post(f"/exams/{room.exam_id}/start", data={"access_code": "hoa sen"}).status_code == 303


def test_nothing_is_ordered_once_results_are_recognised():
    for state in (None, *AttemptState):
        assert possible_orders(state, late_count=3, is_locked=True, is_window_over=False) == []


def test_after_the_window_time_can_be_given_only_by_moving_it():
    asked = {"state": AttemptState.EXPIRED, "late_count": 1, "is_locked": False, "is_window_over": True}
    assert possible_orders(**asked) == [OrderKind.VOID, OrderKind.ACCEPT_LATE]
    assert "Gia hạn" in check_order(OrderKind.REOPEN, **asked)


def test_somebody_of_another_class_is_not_there(room, acting, enrolment_id):
    with acting(room.cast.giang), pytest.raises(DomainError):
        give_order(exam_id=enrolment_id, enrolment_id=enrolment_id, kind=OrderKind.VOID, reason="x")
