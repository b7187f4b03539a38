"""A class has its questions and answers: for its learners and whoever reads classes, nobody else."""

from __future__ import annotations

from sqlalchemy import select

from courses.classes.models import ClassRun
from portal.kernel.database import db, session_as
from tests.courses.classes.builders import an_open_class
from tests.courses.classes.test_views import seat_em


def the_class(app, cast):
    with app.app_context(), session_as(cast.giang.actor()):
        return db.session.scalars(select(ClassRun.id)).one()


def test_a_learner_asks_khoi_lets_it_through_and_a_house_reads_it(client_as, app, cast):
    seat_em(app, cast)
    address = f"/classes/{the_class(app, cast)}/forum"
    em, giang = client_as(cast.em), client_as(cast.giang)
    assert "Hỏi đáp" in em.get("/my-class").text
    assert em.post(address, data={"text": "Bài 3 có kiểm tra không?"}).status_code == 302
    assert "chờ ban tổ chức đọc" in em.get(address).text
    assert "Bài 3 có kiểm tra không?" not in client_as(cast.an).get(address).text
    page = giang.get(address).text
    message = page.split("/forum/messages/")[1].split("/")[0]
    giang.post(f"/forum/messages/{message}/let-through")
    assert "Bài 3 có kiểm tra không?" in client_as(cast.an).get(address).text


def test_somebody_who_is_not_in_the_class_finds_no_discussion(client_as, app, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
    assert client_as(cast.em).get(f"/classes/{class_run_id}/forum").status_code == 404
    assert (
        client_as(cast.em).post(f"/classes/{class_run_id}/forum", data={"text": "Cho hỏi"}).status_code == 404
    )
    assert client_as(cast.dung).get(f"/classes/{class_run_id}/forum").status_code == 404
