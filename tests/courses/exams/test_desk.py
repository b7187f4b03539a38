"""Khối sets exams; papers are drawn once and stay; only people of the class with a paper come in."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest
from sqlalchemy import select

from courses.exams.blueprint import Rule
from courses.exams.models import Exam
from courses.exams.operations.draw_papers import draw_missing_papers
from courses.exams.operations.set_exam import (
    close_exam,
    discard_exam,
    publish_exam,
    set_reflection,
    set_screening,
)
from courses.exams.operations.start_attempt import start_attempt
from courses.exams.queries import attempts, candidate, desk
from courses.exams.tasks import close_attempt_in_time, draw_papers_of_latecomers
from portal.kernel import clock, jobs
from portal.kernel.database import db, session_as
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from tests.courses import room as building

DESK_STATEMENTS = 3


def day(offset=0):
    return f"{clock.today() + timedelta(days=offset):%d/%m/%Y}"


def screening_form(**changes):
    form = {
        "title": "Kiểm tra giữa khóa",
        "opens_on": day(),
        "opens_at": "0h00",
        "closes_on": day(1),
        "closes_at": "17:00",
        "duration_minutes": "45",
        "attempts_allowed": "2",
        "review_policy": "answers_after_close",
        "pass_mark": "5,5",
        "access_code": "hoa sen",
        "rules-0-lesson": "Bài 1",
        "rules-0-difficulty": "",
        "rules-0-count": "2",
        "rules-0-points": "0,5",
        "rules-1-lesson": "",
        "rules-1-difficulty": "",
        "rules-1-count": "",
        "rules-1-points": "",
    }
    return form | changes


def set_one(room, **plan):
    with room.app.app_context(), room.as_khoi():
        return set_screening(
            class_run_id=room.class_run_id, plan=building.plan(**plan), rules=[Rule(2, Decimal(1))]
        )


def test_an_exam_is_set_previewed_published_and_shown_to_the_class(room, em, client_as, owner_sql):
    khoi = client_as(room.cast.giang)
    address = f"/class-runs/{room.class_run_id}/exams/screening"
    assert "Ma trận đề" in khoi.get(address).text
    made = khoi.post(address, data=screening_form())
    assert made.status_code == 302
    exam_id = made.location.rsplit("/", 1)[1]
    assert em.get(f"/exams/{exam_id}").status_code == 404, "a draft is not there for the class"
    page = khoi.get(made.location).text
    assert "2 câu, Bài 1, mọi mức độ, mỗi câu 0,5 điểm" in page
    preview = khoi.get(f"{made.location}/preview").text
    assert "đáp án" in preview
    assert "Công bố bài thi: Kiểm tra giữa khóa" in khoi.get("/inbox").text
    published = khoi.post(f"{made.location}/publish", follow_redirects=True)
    assert "phát 2 đề" in published.text
    assert owner_sql("select count(*) from paper where exam_id = %s", exam_id) == [(2,)]
    rules = em.get(f"/exams/{exam_id}").text
    assert "45 phút" in rules
    assert "Mã vào phòng thi" in rules
    assert em.post(f"/exams/{exam_id}/start", data={"access_code": "hoa mai"}).status_code == 422
    assert em.post(f"/exams/{exam_id}/start", data={"access_code": " Hoa Sen "}).status_code == 303
    assert "hoa sen" not in str(owner_sql("select access_code_hash from exam"))


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"rules-0-count": "50"}, "ngân hàng chỉ có"),
        ({"rules-0-count": ""}, "chưa có quy tắc"),
        ({"rules-0-count": "999"}, "tối đa|200|khoảng|từ 1"),
        ({"closes_on": day(-2)}, "Giờ đóng"),
        ({"duration_minutes": "600", "closes_on": day(), "closes_at": "0:30"}, "Giờ đóng|dài hơn"),
        ({"opens_at": "25:00"}, "7:30"),
        ({"title": ""}, "bắt buộc|Cần|Nhập"),
    ],
)
def test_a_plan_that_cannot_be_is_said_beside_its_field(room, client_as, changes, words, owner_sql):
    import re

    answer = client_as(room.cast.giang).post(
        f"/class-runs/{room.class_run_id}/exams/screening", data=screening_form(**changes)
    )
    assert answer.status_code == 422
    assert re.search(words, answer.text), answer.text
    assert owner_sql("select count(*) from exam") == [(1,)]


def test_a_thu_hoach_is_one_essay_of_the_bank(room, client_as, em, owner_sql):
    khoi = client_as(room.cast.giang)
    address = f"/class-runs/{room.class_run_id}/exams/reflection"
    ((essay,),) = owner_sql(
        "select v.id from question_version v join question q on q.id = question_id where kind = 'essay'"
    )
    assert "Vì sao đồng chí phấn đấu vào Đảng?" in khoi.get(address).text
    form = screening_form(question_version_id=str(essay), markers_needed="2", max_difference="1,5")
    made = khoi.post(address, data=form)
    assert made.status_code == 302
    khoi.post(f"{made.location}/publish")
    exam_id = made.location.rsplit("/", 1)[1]
    assert owner_sql("select markers_needed, max_difference from exam where id = %s", exam_id) == [
        (2, Decimal("1.50"))
    ]
    attempt = em.post(f"/exams/{exam_id}/start", data={"access_code": "hoa sen"}).location
    (item,) = em.get(f"{attempt}/paper").json["items"]
    assert (item["type"], item["points"], item["options"]) == ("essay", "10", [])


def test_only_an_essay_can_be_a_thu_hoach(room, acting, owner_sql):
    ((other,),) = owner_sql(
        "select v.id from question_version v join question q on q.id = question_id where kind = 'true_false'"
    )
    with acting(room.cast.giang), pytest.raises(DomainError, match="tự luận"):
        set_reflection(class_run_id=room.class_run_id, plan=building.plan(), question_version_id=other)


@pytest.mark.parametrize(
    "path",
    [
        "/exam-desk",
        "/exam-desk/{exam}",
        "/exam-desk/{exam}/preview",
        "/class-runs/{run}/exams/screening",
        "/class-runs/{run}/exams/reflection",
    ],
)
@pytest.mark.parametrize(
    ("name", "status"), [("giang", 200), ("em", 403), ("an", 403), ("chi", 403), ("lan", 403), ("khanh", 403)]
)
def test_the_desk_is_khois(room, client_as, path, name, status):
    address = path.format(exam=room.exam_id, run=room.class_run_id)
    assert client_as(getattr(room.cast, name)).get(address).status_code == status


def test_publishing_again_and_discarding_what_is_published_are_refused(room, acting, client_as):
    draft = set_one(room)
    with acting(room.cast.giang):
        with pytest.raises(RuleRefused, match="đã được công bố"):
            publish_exam(exam_id=room.exam_id)
        with pytest.raises(RuleRefused, match="không xóa"):
            discard_exam(exam_id=room.exam_id)
        discard_exam(exam_id=draft)
        assert db.session.scalars(select(Exam.id)).all() == [room.exam_id]
    answer = client_as(room.cast.giang).post(f"/exam-desk/{room.exam_id}/publish", follow_redirects=True)
    assert "đã được công bố" in answer.text


def test_a_window_that_is_over_cannot_be_published(room, acting):
    draft = set_one(room)
    with (
        acting(room.cast.giang),
        clock.frozen_at(clock.now() + timedelta(days=1)),
        pytest.raises(RuleRefused, match="đã qua"),
    ):
        publish_exam(exam_id=draft)


def test_a_closed_exam_takes_no_start_and_no_paper(room, em, acting):
    with acting(room.cast.giang):
        close_exam(exam_id=room.exam_id)
        with pytest.raises(RuleRefused, match="đóng"):
            draw_missing_papers(exam_id=room.exam_id)
    answer = em.post(f"/exams/{room.exam_id}/start")
    assert answer.status_code == 422
    assert "Bài thi đã đóng" in answer.text


@pytest.mark.parametrize(("hours", "words"), [(-1, "Chưa đến giờ"), (3.5, "Đã hết thời gian")])
def test_outside_the_window_nobody_starts(room, em, hours, words):
    with clock.frozen_at(clock.now() + timedelta(hours=hours)):
        assert em.get(f"/exams/{room.exam_id}").status_code == 200
        answer = em.post(f"/exams/{room.exam_id}/start")
    assert answer.status_code == 422
    assert words in answer.text


def test_the_attempts_allowed_are_all(room, em):
    attempt = em.post(f"/exams/{room.exam_id}/start").location
    em.post(f"{attempt}/submit")
    answer = em.post(f"/exams/{room.exam_id}/start")
    assert answer.status_code == 422
    assert "dùng hết" in answer.text
    assert "Đã nộp bài" in em.get(f"/exams/{room.exam_id}").text


def test_a_latecomer_gets_a_paper_by_the_clock_or_by_the_button(room, em, client_as, acting, owner_sql):
    owner_sql("delete from paper_key")
    owner_sql("delete from paper")
    assert "Chưa có đề" in em.get(f"/exams/{room.exam_id}").text
    assert "Chưa có đề" in em.post(f"/exams/{room.exam_id}/start").text
    khoi = client_as(room.cast.giang)
    assert "1 người chưa có đề" in khoi.get("/inbox").text
    with acting(room.cast.giang):
        assert desk.list_exams_lacking_papers() == [room.exam_id]
        draw_papers_of_latecomers()
        assert desk.list_exams_lacking_papers() == []
    assert "phát thêm 0 đề" in khoi.post(f"/exam-desk/{room.exam_id}/papers", follow_redirects=True).text
    assert em.post(f"/exams/{room.exam_id}/start").status_code == 303


def test_drawing_again_leaves_every_paper_as_it_is(room, acting, owner_sql):
    before = owner_sql("select id, seed, items from paper")
    with acting(room.cast.giang):
        assert draw_missing_papers(exam_id=room.exam_id) == 0
    assert owner_sql("select id, seed, items from paper") == before


def test_somebody_outside_the_class_finds_no_exam(room, app):
    outsider = building.Sitter(room.cast.house_b, __import__("uuid").uuid4())
    with app.app_context(), session_as(outsider.actor()), pytest.raises(NotFound):
        start_attempt(exam_id=room.exam_id)


def test_without_a_durable_database_no_exam_opens(room, em, monkeypatch):
    from courses.exams.operations import start_attempt as module

    monkeypatch.setattr(
        module,
        "durability_settings",
        lambda: {"fsync": "off", "full_page_writes": "on", "synchronous_commit": "on"},
    )
    answer = em.post(f"/exams/{room.exam_id}/start")
    assert answer.status_code == 422
    assert "fsync = off" in answer.text


def test_the_settings_are_read_from_the_database_itself(room, acting):
    with acting(room.cast.em):
        assert attempts.durability_settings() == {
            "fsync": "on",
            "full_page_writes": "on",
            "synchronous_commit": "on",
        }


def test_the_closing_job_runs_as_the_person_and_twice_does_no_harm(room, em, app, owner_sql):
    attempt = em.post(f"/exams/{room.exam_id}/start").location
    attempt_id = attempt.rsplit("/", 1)[1]
    ((stamp,),) = owner_sql(
        "select args->'deferred_by' from queue.procrastinate_jobs where task_name = 'courses.exams.close_attempt'"
    )
    assert stamp == {
        "tenant_id": str(room.cast.house_a),
        "person_id": str(room.cast.em.person_id),
        "door": "portal_member",
    }
    assert jobs.tasks["courses.exams.close_attempt"].function is close_attempt_in_time
    with (
        clock.frozen_at(clock.now() + timedelta(hours=1)),
        app.app_context(),
        session_as(room.cast.em.actor()),
    ):
        close_attempt_in_time(attempt_id)
        close_attempt_in_time(attempt_id)
    assert owner_sql("select state from attempt") == [("expired",)]
    assert owner_sql("select count(*) from submission") == [(1,)]


def test_home_shows_the_exam_to_do_next_with_its_button(room, em):
    page = em.get("/").text
    assert "Kiểm tra cuối khóa" in page
    assert f"/exams/{room.exam_id}" in page
    attempt = em.post(f"/exams/{room.exam_id}/start").location
    assert "Làm tiếp" in em.get("/").text
    assert attempt in em.get("/exams").text
    em.post(f"{attempt}/submit")
    assert "Xem biên nhận" in em.get("/exams").text


def test_what_is_open_comes_before_what_opens_later(room, acting):
    for title, hours in (("sau", 5), ("trước", 0)):
        exam = set_one(
            room,
            title=title,
            opens_at=clock.now() + timedelta(hours=hours),
            closes_at=clock.now() + timedelta(hours=hours + 1),
        )
        with acting(room.cast.giang):
            publish_exam(exam_id=exam)
    with acting(room.cast.em):
        rows = candidate.list_exams(room.cast.em.person_id)
        assert candidate.next_opening(rows).exam.title == "trước"
        assert candidate.next_opening([row for row in rows if row.exam.title == "sau"]).exam.title == "sau"
        assert candidate.next_opening([]) is None


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_of_exams_costs_the_same_for_one_and_three(room, client_as, statements, n):
    for _ in range(n - 1):
        set_one(room)
    khoi = client_as(room.cast.giang)
    with statements() as sent:
        assert khoi.get("/exam-desk").status_code == 200
    assert len(sent) == DESK_STATEMENTS


def test_somebody_who_also_works_in_the_house_sits_the_exam_as_a_candidate(room, client_as, owner_sql):
    owner_sql("update membership set roles = '{candidate,helper}' where username = 'em'")
    browser = client_as(room.cast.em)
    attempt = browser.post(f"/exams/{room.exam_id}/start").location
    assert browser.get(attempt).status_code == 200
    assert browser.get("/").status_code == 200
