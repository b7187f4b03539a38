"""The timetable as a calendar file."""

from __future__ import annotations

from datetime import UTC, datetime
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from courses.classes.calendar import LONGEST_LINE, Meeting, write_calendar
from tests.courses.classes.builders import an_open_class

AT = datetime(2026, 3, 2, 0, 30, tzinfo=UTC)
WORDS = st.text(st.characters(blacklist_categories=("Cs", "Cc")), max_size=120)


def unfold(content: bytes) -> list[str]:
    return content.decode().replace("\r\n ", "").split("\r\n")


@given(WORDS, WORDS, WORDS)
def test_no_line_is_too_long_and_no_word_is_lost(title, place, lecturer):
    content = write_calendar(title, [Meeting(uuid4(), title, AT, 5, place, lecturer)], made_at=AT)
    assert all(len(line) <= LONGEST_LINE for line in content.split(b"\r\n"))
    plain = title.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    kept = "\\n".join(plain.splitlines())
    assert f"SUMMARY:{kept}" in unfold(content)


def test_an_entry_has_its_time_its_end_and_keeps_its_id():
    session_id = UUID(int=7)
    lines = unfold(write_calendar("Lớp", [Meeting(session_id, "Bài 1", AT, 4, "Hội trường", "")], made_at=AT))
    assert f"UID:{session_id}" in lines
    assert "DTSTART:20260302T003000Z" in lines
    assert "DTEND:20260302T035000Z" in lines
    assert "LOCATION:Hội trường" in lines


def test_a_word_cannot_begin_a_line_of_its_own():
    lines = unfold(write_calendar("Lớp", [Meeting(uuid4(), "Bài\r\nEND:VEVENT", AT, 4, "", "")], made_at=AT))
    assert lines.count("END:VEVENT") == 1


def test_whoever_reads_the_class_takes_its_calendar(cast, app, client_as):
    with app.app_context():
        class_run_id = an_open_class(cast)
    for someone in (cast.giang, cast.an, cast.lan):
        answer = client_as(someone).get(f"/classes/{class_run_id}/calendar.ics")
        assert answer.status_code == 200
        assert answer.mimetype == "text/calendar"
        assert answer.data.count(b"BEGIN:VEVENT") > 1
    assert client_as(cast.em).get("/my-class/calendar.ics").status_code == 404


def test_a_learner_takes_the_own_calendar(room, em):
    assert em.get("/my-class/calendar.ics").data.count(b"BEGIN:VEVENT") > 1
    assert "/my-class/calendar.ics" in em.get("/my-class").text
