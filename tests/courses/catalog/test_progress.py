"""Reading is written by the reader, only forwards, and seen by the house."""

from __future__ import annotations

import pytest

from courses.catalog.operations.define_programme import define_programme
from courses.catalog.operations.record_progress import complete_lesson, record_progress
from courses.catalog.queries import (
    completed_by_person,
    count_reading,
    current_programme,
    get_lesson_page,
    list_lessons,
)
from courses.catalog.shipped_programmes import shipped_programme
from portal.kernel.errors import Conflict, DomainError, NotFound


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


def test_the_furthest_place_counts(acting, cast, lessons):
    with acting(cast.em):
        assert record_progress(lesson_id=lessons[0].id, position=60, seconds=40) == 60
        assert record_progress(lesson_id=lessons[0].id, position=20, seconds=40) == 60
        page = get_lesson_page(lessons[0].id, person_id=cast.em.person_id)
    assert (page.progress.position, page.progress.seconds, page.progress.completed_at) == (60, 80, None)


def test_one_report_never_counts_as_hours(acting, cast, lessons):
    with acting(cast.em):
        record_progress(lesson_id=lessons[0].id, position=250, seconds=90_000)
        progress = get_lesson_page(lessons[0].id, person_id=cast.em.person_id).progress
    assert (progress.position, progress.seconds) == (100, 300)


def test_a_finished_lesson_stays_finished_and_the_house_sees_it(acting, cast, lessons):
    with acting(cast.em):
        complete_lesson(lesson_id=lessons[0].id)
        complete_lesson(lesson_id=lessons[0].id)
        record_progress(lesson_id=lessons[0].id, position=5)
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
        record_progress(lesson_id=lessons[0].id, position=10)
