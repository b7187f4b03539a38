"""A class brought to its end: attendance, the test, the thu hoạch, the marks."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import select

from courses.classes.models import Enrolment
from courses.classes.operations.record_attendance import record_attendance
from courses.classes.queries.classes import get_class, list_sessions
from courses.grading.models import ClassResult
from courses.grading.operations.class_results import compute_class_results
from portal.kernel import clock, jobs
from portal.kernel.database import db
from tests.courses import room as building


def hand_in(browser, exam_id, values: dict[str, list[str]]) -> str:
    """Start, answer by type of item, submit; return the address of the attempt."""
    attempt = browser.post(f"/exams/{exam_id}/start").location
    items = browser.get(f"{attempt}/paper").json["items"]
    answers = [{"item": item["item"], "seq": 1, "value": values.get(item["type"], [])} for item in items]
    assert browser.post(f"{attempt}/answers", json={"answers": answers}).status_code == 200
    browser.post(f"{attempt}/submit")
    return attempt


def run_jobs(app) -> None:
    jobs.run_pending(app, app.extensions["queue_conninfo"])


def attend(room, share: float = 1.0) -> None:
    """Everybody attended this share of every session (on a day after the last)."""
    with room.app.app_context(), room.as_khoi():
        run = get_class(room.class_run_id)
        with clock.frozen_at(clock.now() + timedelta(days=60)):
            for session in list_sessions(run):
                ids = db.session.scalars(select(Enrolment.id)).all()
                record_attendance(
                    class_session_id=session.id, periods=dict.fromkeys(ids, int(session.periods * share))
                )


def pass_class(room, em, app, client_as, owner_sql, mark="8"):
    """Em attended everything, passed the test and got this mark for the thu hoạch; return the room."""
    attend(room)
    keys = owner_sql("select items, keys from paper join paper_key on paper_id = paper.id")[0]
    right = building.right_answers(*keys)
    by_type = {item["type"]: right[item["item"]] for item in keys[0]}
    hand_in(em, room.exam_id, by_type)
    with app.app_context(), room.as_khoi():
        essay_id = building.a_reflection(room.class_run_id)
    hand_in(em, essay_id, {"essay": ["Bài thu hoạch của Em"]})
    run_jobs(app)
    give_mark(room, client_as, owner_sql, mark)
    return room


def give_mark(room, client_as, owner_sql, mark):
    marker, marking_id = owner_sql(
        "select username, marking.id from marking join account on account.id = marker_account_id where mark is null"
    )[0]
    answer = client_as(getattr(room.cast, marker)).post(f"/marking/{marking_id}", data={"mark": mark})
    assert answer.status_code == 302


def results(acting, room):
    with acting(room.cast.giang):
        compute_class_results(class_run_id=room.class_run_id)
        return db.session.scalars(select(ClassResult).where(ClassResult.superseded_at.is_(None))).all()
