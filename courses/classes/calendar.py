"""The sessions of a class as a calendar file (RFC 5545), for phones and Outlook (pure)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from uuid import UUID

MEDIA_TYPE = "text/calendar; charset=utf-8"
PERIOD = timedelta(minutes=50)
"""A period with its share of the break; the timetable gives beginnings only."""
LONGEST_LINE = 75  # bytes, the line break not counted


@dataclass(frozen=True, slots=True)
class Meeting:
    """One entry of a calendar."""

    id: UUID
    title: str
    starts_at: datetime
    periods: int
    place: str
    lecturer: str


def write_calendar(title: str, meetings: Iterable[Meeting], *, made_at: datetime) -> bytes:
    """Return the file; an entry keeps its id, so that taking it in again moves it and doubles nothing."""
    lines = [
        "BEGIN:VCALENDAR",
        "VERSION:2.0",
        "PRODID:-//Phat trien dang vien//VI",
        f"X-WR-CALNAME:{_text(title)}",
    ]
    for meeting in meetings:
        lines += _entry(meeting, title, made_at)
    lines.append("END:VCALENDAR")
    return "".join(f"{part}\r\n" for line in lines for part in _fold(line)).encode()


def _entry(meeting: Meeting, title: str, made_at: datetime) -> Iterator[str]:
    yield "BEGIN:VEVENT"
    yield f"UID:{meeting.id}"
    yield f"DTSTAMP:{_instant(made_at)}"
    yield f"DTSTART:{_instant(meeting.starts_at)}"
    yield f"DTEND:{_instant(meeting.starts_at + meeting.periods * PERIOD)}"
    yield f"SUMMARY:{_text(meeting.title)}"
    if meeting.place:
        yield f"LOCATION:{_text(meeting.place)}"
    taught_by = f"Giảng viên: {meeting.lecturer}. " if meeting.lecturer else ""
    yield f"DESCRIPTION:{_text(f'{taught_by}{title}, {meeting.periods} tiết.')}"
    yield "END:VEVENT"


def _instant(at: datetime) -> str:
    return f"{at.astimezone(UTC):%Y%m%dT%H%M%SZ}"


def _text(words: str) -> str:
    """Return words in which no sign ends the line or parts a list."""
    kept = words.replace("\\", "\\\\").replace(";", "\\;").replace(",", "\\,")
    return "\\n".join(kept.splitlines())


def _fold(line: str) -> Iterator[str]:
    """Cut a line at 75 bytes, never inside a letter; a line that goes on begins with a space."""
    part, size = "", 0
    for letter in line:
        width = len(letter.encode())
        if size + width > LONGEST_LINE:
            yield part
            part, size = " ", 1
        part, size = part + letter, size + width
    yield part
