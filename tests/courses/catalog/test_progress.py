"""Reading is written by the reader, only forwards, and seen by the house."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from uuid import UUID, uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from courses.catalog.models import ReadingNote
from courses.catalog.operations.define_programme import define_programme
from courses.catalog.operations.record_progress import complete_lesson
from courses.catalog.operations.record_readings import record_readings
from courses.catalog.operations.write_self_check import write_self_check
from courses.catalog.queries import (
    completed_by_person,
    count_reading,
    current_programme,
    get_lesson_page,
    list_lessons,
)
from courses.catalog.readings import (
    Note,
    NotesMistake,
    Stretch,
    device_word,
    fresh_seconds,
    read_notes,
)
from courses.catalog.shipped_programmes import shipped_programme
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound
from tests.courses.catalog.test_self_check import TEXT

NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


@pytest.fixture
def lessons(acting, cast):
    with acting(cast.giang):
        return list_lessons(define_programme(plan=shipped_programme("HD61")))


def test_a_programme_version_is_written_once(acting, cast, lessons):
    with acting(cast.giang), pytest.raises(Conflict):
        define_programme(plan=shipped_programme("HD61"))


def test_only_khoi_publishes_and_everybody_reads(acting, cast, lessons):
    for someone in (cast.em, cast.an, cast.chi):
        with acting(someone):
            assert current_programme().code == "HD61"
            assert get_lesson_page(lessons[0].id).lesson.title == lessons[0].title


def read(lesson, *notes, device="máy tính"):
    return record_readings(lesson_id=lesson.id, notes=notes, device=device)


def a_note(seconds=40, *, age=0, position=10, section=1, share=50, note_id=None, is_self_checked=False):
    return Note(note_id or uuid4(), age, seconds, position, section, share, is_self_checked)


def test_the_furthest_place_counts_and_the_newest_is_offered(acting, cast, lessons):
    with acting(cast.em):
        assert read(lessons[0], a_note(age=100, position=60, section=3), device="điện thoại") == 60
        assert read(lessons[0], a_note(position=20, section=2)) == 60
        page = get_lesson_page(lessons[0].id, person_id=cast.em.person_id)
    assert (page.progress.position, page.progress.seconds, page.progress.completed_at) == (60, 80, None)
    assert (page.place.section, page.place.device, page.place.anchor) == (2, "máy tính", "muc-2")


def test_an_older_note_that_comes_late_does_not_move_the_place(acting, cast, lessons):
    with acting(cast.em):
        read(lessons[0], a_note(section=4))
        read(lessons[0], a_note(age=5000, section=2), device="điện thoại")
        page = get_lesson_page(lessons[0].id, person_id=cast.em.person_id)
    assert (page.place.section, page.place.device, page.progress.seconds) == (4, "máy tính", 80)


def test_a_note_sent_twice_counts_once(acting, cast, lessons):
    note = a_note()
    with acting(cast.em):
        read(lessons[0], note)
        read(lessons[0], note)
        assert get_lesson_page(lessons[0].id, person_id=cast.em.person_id).progress.seconds == 40


def test_two_devices_at_once_make_no_more_than_the_time_that_went_by(acting, cast, lessons):
    with acting(cast.em):
        read(lessons[0], a_note(300))
        read(lessons[1], a_note(300, age=100), device="điện thoại")
        pages = [get_lesson_page(lesson.id, person_id=cast.em.person_id) for lesson in lessons[:2]]
    assert pages[0].progress.seconds == 300
    assert 98 <= pages[1].progress.seconds <= 102


def test_notes_are_nobody_elses(acting, cast, lessons):
    with acting(cast.em):
        read(lessons[0], a_note())
    for other in (cast.an, cast.giang, cast.ha):
        with acting(other), pytest.raises(ProgrammingError):
            db.session.scalar(select(ReadingNote.id))


def test_a_self_check_made_without_the_network_counts_when_it_comes(acting, cast, lessons):
    with acting(cast.em):
        read(lessons[0], a_note(0, age=3600, is_self_checked=True))
        progress = get_lesson_page(lessons[0].id, person_id=cast.em.person_id).progress
    assert timedelta(minutes=59) < clock.now() - progress.self_checked_at < timedelta(minutes=61)


def finished(age=0):
    return Note(uuid4(), age, 0, 0, 0, 0, is_finished=True)


def test_a_lesson_finished_without_the_network_counts_from_then(acting, cast, lessons):
    with acting(cast.em):
        read(lessons[1], finished(age=7200))
        progress = get_lesson_page(lessons[1].id, person_id=cast.em.person_id).progress
    assert timedelta(minutes=119) < clock.now() - progress.completed_at < timedelta(minutes=121)
    assert progress.position == 100


def test_the_rule_of_the_lesson_decides_whether_it_is_finished(acting, cast, lessons):
    with acting(cast.giang):
        write_self_check(lesson_id=lessons[0].id, text=TEXT, is_required=True, number=1)
    with acting(cast.em):
        read(lessons[0], finished())
        assert get_lesson_page(lessons[0].id, person_id=cast.em.person_id).progress.completed_at is None
        read(lessons[0], a_note(0, age=60, is_self_checked=True), finished())
        assert get_lesson_page(lessons[0].id, person_id=cast.em.person_id).progress.completed_at


@given(st.lists(st.tuples(st.integers(0, 1000), st.integers(0, 300)), max_size=12))
def test_counted_time_is_the_length_of_what_was_read(spans):
    known: list[Stretch] = []
    total = 0
    for start, length in spans:
        stretch = Stretch(NOON + timedelta(seconds=start), NOON + timedelta(seconds=start + length))
        total += fresh_seconds(stretch, known)
        known.append(stretch)
    assert total == len({second for start, length in spans for second in range(start, start + length)})


@pytest.mark.parametrize(
    "told",
    [None, [], {}, {"notes": {}}, {"notes": [None]}, {"notes": [{"id": "x"}]}, {"notes": [{}] * 201}]
    + [{"notes": [{"id": str(UUID(int=7)), "age": bad}]} for bad in ("1", None, float("nan"), float("inf"))],
)
def test_what_is_no_list_of_notes_is_refused(told):
    with pytest.raises(NotesMistake):
        read_notes(told)


def test_notes_are_read_within_bounds_the_oldest_first():
    sent = [
        {"id": str(UUID(int=1)), "age": -5, "seconds": 90_000, "position": 250, "section": 2, "share": -1},
        {"id": str(UUID(int=2)), "age": 60},
    ]
    assert read_notes({"notes": sent}) == [
        Note(UUID(int=2), 60, 0, 0, 0, 0),
        Note(UUID(int=1), 0, 300, 100, 2, 0),
    ]
    year = Note(UUID(int=3), 365 * 86_400, 60, 0, 0, 0)
    assert NOON - year.stretch(NOON).ended_at == timedelta(days=14)


def test_a_reader_knows_the_device_by_its_word():
    assert device_word("Mozilla/5.0 (Linux; Android 14) Mobile") == "điện thoại"
    assert device_word("Mozilla/5.0 (iPad; CPU OS 17)") == "máy tính bảng"
    assert device_word("Mozilla/5.0 (Windows NT 10.0)") == "máy tính"


def test_a_finished_lesson_stays_finished_and_the_house_sees_it(acting, cast, lessons):
    with acting(cast.em):
        complete_lesson(lesson_id=lessons[0].id)
        complete_lesson(lesson_id=lessons[0].id)
        read(lessons[0], a_note(position=5))
        assert get_lesson_page(lessons[0].id, person_id=cast.em.person_id).place is None
        mine = list_lessons(current_programme().version.id, person_id=cast.em.person_id)
    assert count_reading(mine).completed == 1
    assert [row.is_completed for row in mine][:2] == [True, False]
    version_id = None
    with acting(cast.an):
        version_id = current_programme().version.id
        assert completed_by_person(version_id, [cast.em.person_id]) == {cast.em.person_id: 1}
    with acting(cast.chi):
        assert completed_by_person(version_id, [cast.em.person_id]) == {}


def test_what_is_taught_in_class_only_has_no_page(acting, cast, lessons):
    with acting(cast.em):
        with pytest.raises(NotFound):
            get_lesson_page(lessons[-1].id)
        with pytest.raises(DomainError, match="trên lớp"):
            complete_lesson(lesson_id=lessons[-1].id)


def test_an_officer_is_no_learner(acting, cast, lessons):
    with acting(cast.an), pytest.raises(DomainError):
        read(lessons[0], a_note())
