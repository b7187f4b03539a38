"""Whoever runs or teaches a class says something to its learners, and takes it back."""

from __future__ import annotations

import re

import pytest
from sqlalchemy import select

from courses.classes.models import ClassAnnouncement
from courses.classes.operations.announce import announce
from courses.classes.operations.announce import withdraw_announcement as withdraw
from courses.classes.queries.my_class import find_my_class
from portal.kernel.database import db, session_as
from portal.kernel.errors import Conflict, NotFound
from tests.courses.classes.test_discussion import the_class
from tests.courses.classes.test_views import seat_em

WORDS = "Buổi 2 chuyển sang hội trường tầng 3.\nMang theo căn cước."


def test_the_learner_reads_it_on_the_home_page_and_the_class_page(client_as, app, cast):
    seat_em(app, cast)
    address = f"/classes/{the_class(app, cast)}/announcements"
    assert client_as(cast.giang).post(address, data={"text": WORDS}).status_code == 302
    em = client_as(cast.em)
    for page in ("/", "/my-class"):
        assert "chuyển sang hội trường tầng 3" in em.get(page).text, page
    # the house that sent people reads it too, and may not speak for Khối
    an = client_as(cast.an)
    assert "hội trường tầng 3" in an.get(address).text
    assert "<textarea" not in an.get(address).text
    assert an.post(address, data={"text": "Nghỉ học"}).status_code == 403


def test_a_withdrawn_announcement_is_gone_from_the_published_row(client_as, app, cast):
    seat_em(app, cast)
    giang = client_as(cast.giang)
    address = f"/classes/{the_class(app, cast)}/announcements"
    giang.post(address, data={"text": WORDS})
    button = re.search(r"/class-announcements/[0-9a-f-]+/withdraw", giang.get(address).text)
    assert button is not None
    assert giang.post(button[0]).status_code == 302
    for someone, page in ((giang, address), (client_as(cast.em), "/my-class")):
        assert "hội trường tầng 3" not in someone.get(page).text
    with app.app_context(), session_as(cast.giang.actor()):
        row = db.session.scalars(select(ClassAnnouncement)).one()
        assert (row.text, row.withdrawn_at is not None) == ("", True)
        with pytest.raises(Conflict):
            withdraw(class_announcement_id=row.id)


def test_only_the_house_of_the_class_speaks(app, cast):
    seat_em(app, cast)
    class_run_id = the_class(app, cast)
    with app.app_context():
        with session_as(cast.giang.actor()):
            announcement_id = announce(class_run_id=class_run_id, text=WORDS)
        for someone in (cast.an, cast.dung):
            with session_as(someone.actor()):
                with pytest.raises(NotFound):
                    announce(class_run_id=class_run_id, text="Nghỉ học")
                with pytest.raises(NotFound):
                    withdraw(class_announcement_id=announcement_id)


def test_an_empty_or_endless_announcement_is_refused_beside_its_field(client_as, app, cast):
    seat_em(app, cast)
    giang = client_as(cast.giang)
    address = f"/classes/{the_class(app, cast)}/announcements"
    assert "Ghi nội dung" in giang.post(address, data={"text": " "}).text
    answer = giang.post(address, data={"text": "dài " * 600})
    assert answer.status_code == 422
    assert "dài dài" in answer.text


def test_the_class_page_asks_the_same_however_much_was_said(app, cast, statements):
    seat_em(app, cast)
    class_run_id = the_class(app, cast)
    counts = []
    for number in (1, 2):
        with app.app_context():
            with session_as(cast.giang.actor()):
                for _ in range(number):
                    announce(class_run_id=class_run_id, text=WORDS)
            with session_as(cast.em.actor()), statements() as seen:
                assert find_my_class(cast.em.person_id) is not None
        counts.append(len(seen))
    assert counts[0] == counts[1]
