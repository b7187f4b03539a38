"""Reads about announcements."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from courses.classes.models import ClassAnnouncement
from portal.kernel.database import db, lock

if TYPE_CHECKING:
    from uuid import UUID

MOST_SHOWN = 20


def list_announcements(class_run_id: UUID) -> list[ClassAnnouncement]:
    """Return what was said to a class and not withdrawn, the latest first."""
    statement = select(ClassAnnouncement).where(
        ClassAnnouncement.class_run_id == class_run_id, ClassAnnouncement.withdrawn_at.is_(None)
    )
    return list(db.session.scalars(statement.order_by(ClassAnnouncement.said_at.desc()).limit(MOST_SHOWN)))


def get_announcement(class_announcement_id: UUID) -> ClassAnnouncement:
    """Return an announcement of the actor's house, locked; NotFound for any other."""
    return lock(ClassAnnouncement, class_announcement_id)
