"""A learner scans the code at a session; the roll shows it and only the roll counts."""

from __future__ import annotations

from datetime import timedelta

import pytest

from courses.classes.operations.check_in_session import check_in_session, sign
from courses.classes.queries.classes import get_class, list_sessions
from courses.classes.queries.enrolments import check_ins_of_session, get_session
from portal.activities.log.operations.check_in import sign as sign_of_activity
from portal.kernel import clock
from portal.kernel.errors import DomainError
from portal.kernel.presence_code import write_code


@pytest.fixture
def session_id(room):
    with room.app.app_context(), room.as_khoi():
        return list_sessions(get_class(room.class_run_id))[0].id


@pytest.fixture
def day(room, session_id):
    """The day of the first session, a quarter of an hour after it began."""
    with room.app.app_context(), room.as_khoi():
        starts_at = get_session(session_id)[0].starts_at
    with clock.frozen_at(starts_at + timedelta(minutes=15)):
        yield starts_at


def a_code(room, session_id, *, signing=sign, shown=None) -> str:
    with room.app.app_context(), room.as_khoi():
        session, run = get_session(session_id)
        return write_code(
            session.tenant_id,
            session.id,
            title=session.title,
            place=run.place,
            now=shown or clock.now(),
            sign=signing,
        )


def seen(room, session_id) -> set:
    with room.app.app_context(), room.as_khoi():
        return set(check_ins_of_session(get_session(session_id)[0]))


def test_the_roll_shows_who_scanned_and_takes_the_others_for_absent(room, day, session_id, client_as):
    em, giang = client_as(room.cast.em), client_as(room.cast.giang)
    roll = f"/class-sessions/{session_id}/attendance"
    assert "Chiếu mã QR" in giang.get(roll).text
    assert giang.get(f"/class-sessions/{session_id}/check-in/code.svg").mimetype == "image/svg+xml"
    code = a_code(room, session_id)
    assert "Tôi có mặt" in em.get(f"/class-check-in?c={code}").text
    for _ in range(2):  # a telephone that kept it sends it again
        answer = em.post("/class-check-in", data={"code": code}, headers={"Accept": "application/json"})
        assert answer.json["ok"] is True
    assert seen(room, session_id) == {room.cast.em.person_id}
    page = giang.get(roll).text
    assert "sau giờ vào học" in page
    assert "1 người đã quét mã" in page
    assert "người chưa quét ghi sẵn vắng" in page


def test_a_late_telephone_says_when_the_code_was_shown(room, day, session_id):
    code = a_code(room, session_id, shown=clock.now())
    with clock.frozen_at(clock.now() + timedelta(hours=3)), room.app.app_context(), room.as_em():
        assert check_in_session(code=code).shown_at - clock.now() <= timedelta(hours=-2)
    assert seen(room, session_id) == {room.cast.em.person_id}


@pytest.mark.parametrize("signing", [sign_of_activity, lambda _payload: "x" * 22])
def test_a_code_of_another_screen_is_refused(room, day, session_id, signing):
    code = a_code(room, session_id, signing=signing)
    with room.app.app_context(), room.as_em(), pytest.raises(DomainError, match="không đúng"):
        check_in_session(code=code)


def test_who_is_not_in_the_class_is_told(room, day, session_id, owner_sql):
    owner_sql("update enrolment set left_on = %s", clock.today())
    code = a_code(room, session_id)
    with room.app.app_context(), room.as_em(), pytest.raises(DomainError, match="không có tên"):
        check_in_session(code=code)
    assert seen(room, session_id) == set()


def test_the_code_is_shown_on_its_day_by_the_house_of_the_class(room, session_id, client_as):
    address = f"/class-sessions/{session_id}/check-in"
    with room.app.app_context(), room.as_khoi():
        starts_at = get_session(session_id)[0].starts_at
    with clock.frozen_at(starts_at + timedelta(days=1)):
        assert client_as(room.cast.giang).get(address).status_code == 404
    assert client_as(room.cast.an).get(address).status_code in {403, 404}
    assert client_as(room.cast.em).get(address).status_code == 403
