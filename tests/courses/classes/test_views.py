"""Each side of a class sees its part: Khối, the house, the stranger, the learner, the lecturer."""

from __future__ import annotations

import io
from datetime import datetime, time, timedelta

import pytest

from courses.classes import extensions
from courses.classes.operations.nominate import nominate
from courses.classes.queries.enrolments import list_enrolled
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.kernel.spreadsheets.reader import open_sheet
from tests.courses.classes.builders import (
    an_open_class,
    approve,
    nominations_by_name,
    propose,
    prospects,
    start,
)

LAN, HOA, MAI = "Lê Thị Lan", "Lê Thị Hoa", "Lê Thị Mai"


@pytest.fixture
def class_run_id(app, cast):
    with app.app_context():
        return an_open_class(cast)


@pytest.fixture
def running(app, cast):
    """A class whose first sessions are over, with one learner of house A and one of B."""
    day = clock.today() - timedelta(days=4)
    with app.app_context(), clock.frozen_at(datetime.combine(day, time(9), clock.LOCAL)):
        run = an_open_class(cast, starts_on=day, nominate_until=day)
        propose(cast.an, run, LAN)
        propose(cast.chi, run, HOA)
        approve(cast, run, LAN, HOA)
        return run, start(cast, run)


def test_a_secretary_proposes_and_khoi_approves(client_as, app, cast, class_run_id):
    with app.app_context():
        candidate_id = prospects(cast.an, LAN)[0]
    an, giang = client_as(cast.an), client_as(cast.giang)
    assert LAN in an.get(f"/classes/{class_run_id}/nominate").text
    sent = an.post(f"/classes/{class_run_id}/nominate", data={"ids": [str(candidate_id)], "note": "ưu tiên"})
    assert sent.status_code == 302
    page = giang.get(f"/classes/{class_run_id}/nominations").text
    assert LAN in page
    assert "ưu tiên" in page
    assert "1 người chờ duyệt" in giang.get("/").text
    with app.app_context():
        nomination_id = nominations_by_name(cast, class_run_id)[LAN].id
    answered = giang.post(
        f"/classes/{class_run_id}/nominations/answers",
        data={"ids": [str(nomination_id)], "action": "approved"},
    )
    assert answered.status_code == 302
    assert "Được duyệt" in an.get(f"/classes/{class_run_id}/nominations").text
    assert "1 người của đơn vị đã được duyệt" in an.get(f"/classes/{class_run_id}").text
    notes = f"/classes/{class_run_id}/enrolment-notes"
    assert notes in an.get("/inbox").text
    assert LAN in an.get(notes).text
    nobody = an.post(notes)
    assert (nobody.status_code, "Chọn ít nhất một người" in nobody.text) == (422, True)
    assert an.post(notes, data={"ids": [str(candidate_id)]}).status_code == 302
    assert "đã được duyệt vào lớp" not in an.get(f"/classes/{class_run_id}").text
    assert notes not in an.get("/inbox").text
    assert "Không còn ai phải ghi nhận" in an.get(notes).text


def test_a_proposal_without_anybody_keeps_the_page(client_as, app, cast, class_run_id):
    with app.app_context():
        prospects(cast.an, LAN)
    answer = client_as(cast.an).post(f"/classes/{class_run_id}/nominate", data={"note": "giữ lại"})
    assert answer.status_code == 422
    assert "Chọn ít nhất một người" in answer.text
    assert "giữ lại" in answer.text


def test_the_stranger_sees_the_class_and_nobody_in_it(client_as, app, cast, class_run_id):
    with app.app_context():
        propose(cast.an, class_run_id, LAN)
        approve(cast, class_run_id, LAN)
        nomination_id = nominations_by_name(cast, class_run_id)[LAN].id
    chi = client_as(cast.chi)
    for room in ("", "/nominations", "/learners"):
        page = chi.get(f"/classes/{class_run_id}{room}")
        assert page.status_code == 200
        assert LAN not in page.text
    assert chi.post(f"/nominations/{nomination_id}/withdrawal").status_code == 404


def test_a_learner_has_no_business_on_the_desk(client_as, cast, class_run_id):
    em = client_as(cast.em)
    for address in ("/classes", f"/classes/{class_run_id}", f"/classes/{class_run_id}/learners.xlsx"):
        assert em.get(address).status_code == 403


def test_planning_by_the_form(client_as, acting, cast, class_run_id):
    giang = client_as(cast.giang)
    page = giang.get("/classes/new")
    assert "L01-" in page.text
    version = page.text.split('name="programme_version_id"')[1].split('value="')[1].split('"')[0]
    typed = {
        "programme_version_id": version,
        "code": "K9",
        "title": "Lớp khóa 9",
        "delivery_mode": "mixed",
        "starts_on": "01/03/2027",
        "nominate_until": "25/2/2027",
        "seats": "40",
    }
    assert giang.post("/classes/new", data=typed | {"nominate_until": "02/3/2027"}).status_code == 422
    made = giang.post("/classes/new", data=typed)
    assert made.status_code == 302
    assert "10 buổi, 50 tiết" in giang.get(made.location).text
    assert giang.post(made.location + "/steps/open").status_code == 302
    assert "Đang nhận đăng ký" in client_as(cast.an).get(made.location).text
    assert client_as(cast.an).get("/classes/new").status_code == 403


def test_the_lecturer_calls_the_roll(client_as, acting, cast, running):
    run, sessions = running
    lan = client_as(cast.lan)
    address = f"/class-sessions/{sessions[0].id}/attendance"
    assert LAN in lan.get(address).text
    with acting(cast.giang):
        ids = {row.full_name: row.id for row in list_enrolled(run)}
    answer = lan.post(address, data={f"periods-{ids[LAN]}": "5", f"periods-{ids[HOA]}": "0"})
    assert answer.status_code == 302
    with acting(cast.giang):
        assert {row.full_name: row.attendance.attended for row in list_enrolled(run)} == {LAN: 5, HOA: 0}
    assert client_as(cast.an).get(address).status_code == 403
    assert client_as(cast.minh).get(address).status_code == 403


def test_a_house_sees_the_attendance_of_its_own(client_as, acting, cast, running):
    run, _ = running
    page = client_as(cast.an).get(f"/classes/{run}/learners").text
    assert LAN in page
    assert HOA not in page


def test_the_list_goes_out_as_a_workbook(client_as, cast, running):
    run, _ = running
    answer = client_as(cast.giang).get(f"/classes/{run}/learners.xlsx")
    rows = open_sheet(io.BytesIO(answer.data).getvalue()).rows
    assert [row[1] for row in rows[4:]] == [HOA, LAN]


def test_the_overseer_who_only_reads_has_no_buttons(client_as, cast, running):
    run, _ = running
    page = client_as(cast.khanh).get(f"/classes/{run}")
    assert page.status_code == 200
    for words in ("Sửa lớp", "Thêm buổi", "Hủy lớp"):
        assert words not in page.text
    assert client_as(cast.khanh).post(f"/classes/{run}/steps/close").status_code == 403


def seat_em(app, cast) -> None:
    """Em, who is a candidate of house A, gets a seat."""
    with app.app_context():
        run = an_open_class(cast)
        with session_as(cast.an.actor()):
            from portal.candidates.models.candidate import Candidate
            from portal.candidates.stages import Stage

            candidate = Candidate(
                person_id=cast.em.person_id,
                first_stage=Stage.PROSPECT,
                stage=Stage.PROSPECT,
                stage_since=clock.today(),
                listed_on=clock.today(),
                list_resolution_no="12-NQ/CB",
            )
            db.session.add(candidate)
            db.session.commit()
            nominate(class_run_id=run, candidate_ids=[candidate.id])
        row = next(iter(nominations_by_name(cast, run).values()))
        approve(cast, run, row.full_name)


def test_a_learner_sees_the_own_class_and_others_do_not(client_as, app, cast):
    em = client_as(cast.em)
    assert "chưa có tên trong lớp nào" in em.get("/my-class").text
    seat_em(app, cast)
    page = em.get("/my-class")
    assert "Lớp khóa 7" in page.text
    assert "Buổi học tới" in page.text
    home = em.get("/").text
    assert "Lớp của tôi" in home
    assert "Đọc bài 1" in home
    assert client_as(cast.an).get("/my-class").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_lists_cost_the_same_for_one_and_three(
    client_as, app, cast, class_run_id, statements, number, monkeypatch
):
    monkeypatch.setattr(extensions, "class_panels", [])
    with app.app_context():
        names = (LAN, HOA, MAI)[:number]
        propose(cast.an, class_run_id, *names)
        approve(cast, class_run_id, *names)
    giang, an = client_as(cast.giang), client_as(cast.an)
    costs = {}
    for who, client in (("giang", giang), ("an", an)):
        for room in ("", "/nominations", "/learners"):
            address = f"/classes/{class_run_id}{room}"
            client.get(address)
            with statements() as sent:
                client.get(address)
            costs[who, room] = len([text for text in sent.texts if _is_ours(text)])
    assert costs == {
        ("giang", ""): 9,
        ("giang", "/nominations"): 2,
        ("giang", "/learners"): 5,
        ("an", ""): 10,
        ("an", "/nominations"): 2,
        ("an", "/learners"): 5,
    }


def _is_ours(text: str) -> bool:
    tables = ("class_", "nomination", "enrolment", "attendance", "programme")
    return any(table in text for table in tables)


def test_a_candidate_page_shows_the_class(client_as, app, cast, class_run_id):
    with app.app_context():
        candidate_id = propose(cast.an, class_run_id, LAN)[0]
        approve(cast, class_run_id, LAN)
    page = client_as(cast.an).get(f"/candidates/{candidate_id}/learning")
    assert "Lớp bồi dưỡng" in page.text
    assert "Lớp khóa 7" in page.text
