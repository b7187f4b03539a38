"""What a learner's page tells about its reading, at once or when the network is back."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import timedelta
from uuid import UUID

from sqlalchemy import delete, select

from courses.catalog.models import Lesson, LessonProgress, ReadingNote
from courses.catalog.operations.record_progress import finish, lock_progress, may_finish
from courses.catalog.readings import OLDEST_DAYS, Note, Stretch, fresh_seconds
from portal.kernel import audit, clock
from portal.kernel.database import db, get_row, lock_name
from portal.kernel.operation import operation

FORGET_AFTER = timedelta(days=2 * OLDEST_DAYS)


@operation
def record_readings(*, lesson_id: UUID, notes: Sequence[Note], device: str) -> int:
    """Count the notes that are new and keep the newest place; return the furthest place ever (per cent).

    A note that was counted before changes nothing. Time that overlaps other reading of the same person,
    of any lesson on any device, counts once. "Read to the end" counts by the rule of the lesson; said too
    early it is forgotten, and the page shows what is missing.
    """
    progress = lock_progress(get_row(Lesson, lesson_id))
    lock_name(f"reading of {progress.person_id}")  # two devices at once must see each other's stretches
    counted = _recent_notes(progress.person_id)
    known = [Stretch(row.began_at, row.ended_at) for row in counted.values()]
    now = clock.now()
    fresh = {note.id: note for note in notes if note.id not in counted}
    for note in fresh.values():
        stretch = note.stretch(now)
        progress.seconds += fresh_seconds(stretch, known)
        known.append(stretch)
        _keep_place(progress, note, stretch, device)
        db.session.add(_row(progress, note, stretch))
    said = [note.stretch(now).ended_at for note in fresh.values() if note.is_finished]
    if said and may_finish(progress):
        finish(progress, min(said))
    audit.record("lesson.read", progress, lesson_id=lesson_id, position=progress.position, notes=len(fresh))
    return progress.position


def _keep_place(progress: LessonProgress, note: Note, stretch: Stretch, device: str) -> None:
    progress.position = max(progress.position, note.position)
    if note.is_self_checked:
        progress.self_checked_at = progress.self_checked_at or stretch.ended_at
    if progress.placed_at is None or stretch.ended_at >= progress.placed_at:
        progress.place_section, progress.place_share = note.section, note.share
        progress.place_device, progress.placed_at = device, stretch.ended_at


def _row(progress: LessonProgress, note: Note, stretch: Stretch) -> ReadingNote:
    return ReadingNote(
        person_id=progress.person_id,
        note=note.id,
        began_at=stretch.began_at,
        ended_at=stretch.ended_at,
    )


def _recent_notes(person_id: UUID) -> dict[UUID, ReadingNote]:
    """Return what was counted so far, after forgetting what no late note can overlap any more."""
    long_ago = clock.now() - FORGET_AFTER
    db.session.execute(
        delete(ReadingNote).where(ReadingNote.person_id == person_id, ReadingNote.received_at < long_ago)
    )
    rows = db.session.scalars(select(ReadingNote).where(ReadingNote.person_id == person_id))
    return {row.note: row for row in rows}
