"""Pictures of a drawn paper: seen by its candidate, its marker and Khối, by nobody else, as drawn."""

from __future__ import annotations

from dataclasses import replace

import pytest

from courses.bank import queries
from courses.bank.formats.picture import Picture
from courses.bank.operations.keep_picture import keep_picture
from courses.bank.operations.revise_question import revise_question
from portal.kernel.database import session_as
from tests.courses import room as building
from tests.courses.bank.pictures import A_PICTURE, a_file
from tests.courses.class_end import hand_in, run_jobs


@pytest.fixture
def room(app, cast, monkeypatch):
    """The exam room, where the single choice and the thu hoạch show a picture."""
    with app.app_context():
        with session_as(cast.giang.actor()):
            kept = queries.get_picture(keep_picture(content=a_file()))
            shown = Picture(kept.file_digest, kept.width, kept.height, "Sơ đồ", str(kept.id))
        for kind in ("single_choice", "essay"):
            wording = replace(building.QUESTIONS[kind], pictures=(shown,))
            monkeypatch.setitem(building.QUESTIONS, kind, wording)
        return building.open_room(app, cast)


def test_a_candidate_sees_the_pictures_of_the_own_paper_only(room, em, client_as, attempt, paper):
    address = f"{attempt}/pictures/{paper['single_choice']['item']}/1"
    assert paper["single_choice"]["pictures"] == [{"alt": "Sơ đồ", "width": 40, "height": 30}]
    page = em.get(attempt).text
    assert f'src="{address}" alt="Sơ đồ" width="40" height="30"' in page
    seen = em.get(address)
    assert (seen.data, seen.mimetype) == (A_PICTURE.content, "image/jpeg")
    assert seen.headers["Cache-Control"] == "private, no-cache"
    assert em.get(address, headers={"If-None-Match": seen.headers["ETag"]}).status_code == 304
    for wrong in (f"{address}9", f"{address[:-1]}0", f"{attempt}/pictures/{paper['matching']['item']}/1"):
        assert em.get(wrong).status_code == 404
    for other in (room.cast.an, room.cast.giang, room.cast.chi):
        assert client_as(other).get(address).status_code in {403, 404}
    assert em.get(f"/bank/pictures/{building.QUESTIONS['essay'].pictures[0].id}").status_code == 403


def test_khoi_sees_them_in_bank_preview_and_print(room, em, app, client_as, owner_sql):
    khoi = client_as(room.cast.giang)
    address = f"/bank/pictures/{building.QUESTIONS['essay'].pictures[0].id}"
    assert khoi.get(address).data == A_PICTURE.content
    assert address in khoi.get(f"/exam-desk/{room.exam_id}/preview").text
    printed = khoi.get(f"/exam-desk/{room.exam_id}/papers.pdf").data
    assert b"/Subtype/Image" in printed.replace(b" ", b"")
    right = owner_sql("select items, keys from paper join paper_key on paper_id = paper.id")[0]
    answers = building.right_answers(*right)
    hand_in(em, room.exam_id, {item["type"]: answers[item["item"]] for item in right[0]})
    run_jobs(app)
    ((submission,),) = owner_sql("select id from submission")
    assert address in khoi.get(f"/submissions/{submission}").text


def test_the_marker_sees_the_picture_of_the_thu_hoach(room, em, app, client_as, owner_sql):
    with app.app_context(), room.as_khoi():
        exam_id = building.a_reflection(room.class_run_id)
    hand_in(em, exam_id, {"essay": ["Bài làm"]})
    run_jobs(app)
    ((marker, marking),) = owner_sql(
        "select username, marking.id from marking join account on account.id = marker_account_id"
    )
    other = next(name for name in ("lan", "minh") if name != marker)
    address = f"/marking/{marking}/pictures/1/1"
    browser = client_as(getattr(room.cast, marker))
    assert address in browser.get(f"/marking/{marking}").text
    assert browser.get(address).data == A_PICTURE.content
    assert client_as(getattr(room.cast, other)).get(address).status_code == 404


def test_a_paper_keeps_its_picture_when_the_question_loses_it(room, em, attempt, paper, acting, cast):
    with acting(cast.giang):
        (row,), _ = queries.list_questions(filters={"kind": "single_choice"})
        question = queries.get_question_page(row.id).question
        revise_question(question_id=row.id, question=replace(question, pictures=()), version=1)
    assert em.get(f"{attempt}/pictures/{paper['single_choice']['item']}/1").status_code == 200
