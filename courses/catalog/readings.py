"""Notes a page sends about its own reading, at once or days later, and what they count for (pure).

A note says how long ago its reading ended by the reader's clock; only that distance is believed, never
the clock itself. Stretches that overlap count once, so no two devices and no second sending can make
more reading than time went by.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime, timedelta
from uuid import UUID

from courses.catalog.rules import clamp

MOST_NOTES = 200
MOST_SECONDS = 300
"""A page notes at least every few minutes; a longer stretch without a note was not reading."""
OLDEST_DAYS = 14
"""How long a kept lesson is good for, and so how late its notes may come."""
FULL = 100


@dataclass(frozen=True, slots=True)
class Note:
    """One stretch of reading: ``age`` is the seconds since it ended, when it was sent."""

    id: UUID
    age: int
    seconds: int
    position: int
    """Per cent of the page scrolled through."""
    section: int
    """The heading read last, from 1; 0 is what stands before the first."""
    share: int
    """Per cent of that section."""
    is_self_checked: bool = False
    is_finished: bool = False
    """The reader says the lesson is read to its end."""

    def stretch(self, now: datetime) -> Stretch:
        """Return when the reading was, by the clock that says ``now``."""
        ended = now - timedelta(seconds=clamp(self.age, 0, OLDEST_DAYS * 86_400))
        return Stretch(ended - timedelta(seconds=self.seconds), ended)


@dataclass(frozen=True, slots=True, order=True)
class Stretch:
    """Some time, from its beginning up to its end."""

    began_at: datetime
    ended_at: datetime


class NotesMistake(ValueError):
    """What was sent is no list of notes."""


def read_notes(told: object) -> list[Note]:
    """Return the notes of ``{"notes": [...]}``, the oldest first; NotesMistake for anything else."""
    sent = told.get("notes") if isinstance(told, Mapping) else None
    if not isinstance(sent, list) or len(sent) > MOST_NOTES:
        raise NotesMistake
    return sorted((_read_one(one) for one in sent), key=lambda note: -note.age)


def _read_one(told: object) -> Note:
    try:
        if not isinstance(told, Mapping):
            raise TypeError  # noqa: TRY301 -- the same answer for every wrong shape
        return Note(
            UUID(told["id"]),
            _whole(told, "age", 10**9),
            _whole(told, "seconds", MOST_SECONDS),
            _whole(told, "position", FULL),
            _whole(told, "section", 1000),
            _whole(told, "share", FULL),
            told.get("self_checked") is True,
            told.get("finished") is True,
        )
    except (KeyError, TypeError, ValueError, AttributeError, OverflowError) as error:
        raise NotesMistake from error


def _whole(told: Mapping[str, object], name: str, most: int) -> int:
    number = told.get(name, 0)
    if not isinstance(number, int | float):
        raise TypeError(name)
    return clamp(int(number), 0, most)


def fresh_seconds(stretch: Stretch, known: Iterable[Stretch]) -> int:
    """Return how many seconds of a stretch lie in none of the known ones."""
    left = timedelta()
    at = stretch.began_at
    for other in sorted(known):
        if other.ended_at <= at:
            continue
        if other.began_at >= stretch.ended_at:
            break
        left += max(timedelta(), other.began_at - at)
        at = max(at, other.ended_at)
    left += max(timedelta(), stretch.ended_at - at)
    return int(left.total_seconds())


def device_word(user_agent: str) -> str:
    """Return what a reader calls the thing in hand: điện thoại, máy tính bảng or máy tính."""
    if re.search(r"iPad|Tablet", user_agent):
        return "máy tính bảng"
    if re.search(r"Mobi|iPhone|Android", user_agent):
        return "điện thoại"
    return "máy tính"
