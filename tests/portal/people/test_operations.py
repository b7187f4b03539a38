"""Changing a person's data, and asking for it."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.kernel.text import sort_name
from portal.people.models import CorrectionRequest, Person, Sex
from portal.people.operations.change_person import change_person
from portal.people.operations.register_person import register_person
from portal.people.operations.request_correction import answer_correction, request_correction
from portal.people.queries import count_open_corrections, find_same_person
from portal.people.sealing import open_national_id

NUMBER = "067122555316"


def register(name: str = "Lê Thị Hoa", **values):
    there = {"full_name": name, "birth_date": date(1996, 4, 12), "sex": Sex.FEMALE}
    return register_person(**(there | values))


def person(person_id):
    return db.session.scalars(select(Person).where(Person.id == person_id)).one()


def test_a_changed_name_is_found_and_sorted_by_the_new_one(acting, cast):
    with acting(cast.an):
        person_id = register()
        change_person(person_id=person_id, full_name="Đỗ Thị Ánh")
        assert (person(person_id).folded_name, person(person_id).sort_name) == (
            "do thi anh",
            sort_name("Đỗ Thị Ánh"),
        )


def test_a_number_left_empty_stays(acting, cast):
    with acting(cast.an):
        person_id = register(national_id=NUMBER)
        change_person(person_id=person_id, national_id="", position="Kế toán")
        assert open_national_id(person(person_id).national_id_sealed) == NUMBER


def test_a_number_of_somebody_else_is_refused(acting, cast):
    with acting(cast.an):
        register(national_id=NUMBER)
        other = register("Phan Văn Nam")
    with acting(cast.an), pytest.raises(Conflict) as refused:
        change_person(person_id=other, national_id=NUMBER)
    assert refused.value.field == "national_id"


def test_a_field_a_person_does_not_have_is_a_bug(acting, cast):
    with acting(cast.an):
        person_id = register()
    with acting(cast.an), pytest.raises(TypeError, match="salary"):
        change_person(person_id=person_id, salary=1)


def test_somebody_is_the_same_by_number_or_by_name_and_birth_date(acting, cast):
    born = date(1996, 4, 12)
    with acting(cast.an):
        register(national_id=NUMBER)
        assert find_same_person(full_name="Tên Khác", birth_date=date(1980, 1, 1), national_id=NUMBER)
        assert find_same_person(full_name="LE THI HOA", birth_date=born)
        assert not find_same_person(full_name="Lê Thị Hoa", birth_date=date(1996, 4, 13))
        assert not find_same_person(full_name="Lê Thị Hoa", birth_date=born, national_id="067122555317")
    with acting(cast.chi):
        assert not find_same_person(full_name="Lê Thị Hoa", birth_date=born, national_id=NUMBER)


def test_a_request_is_answered_once_by_the_own_house(acting, cast):
    with acting(cast.em):
        request_id = request_correction(text="Ngày sinh đúng là 21/5/1998")
    with acting(cast.chi), pytest.raises(NotFound):
        answer_correction(correction_request_id=request_id, answer="Không")
    with acting(cast.an):
        assert count_open_corrections() == 1
        answer_correction(correction_request_id=request_id, answer="Đã sửa")
        assert count_open_corrections() == 0
        with pytest.raises(Conflict):
            answer_correction(correction_request_id=request_id, answer="Lần nữa")
    with acting(cast.em):
        assert db.session.scalar(select(CorrectionRequest.answer)) == "Đã sửa"


def test_one_asks_only_for_oneself(acting, cast):
    with acting(cast.an), pytest.raises(NotFound):
        request_correction(text="Tôi không có hồ sơ ở đây")
    with acting(cast.em), pytest.raises(DomainError):
        request_correction(text=" sai ")


def test_a_candidate_cannot_write_a_request_about_another(acting, cast):
    with acting(cast.an):
        other = register()
    with acting(cast.em):
        db.session.add(CorrectionRequest(person_id=other, text="Về người khác"))
        with pytest.raises(Exception, match="row-level security"):
            db.session.flush()
