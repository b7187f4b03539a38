"""The timetable of a class as a calendar file."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response

from courses.classes.calendar import MEDIA_TYPE, Meeting, write_calendar
from courses.classes.queries import classes
from courses.classes.queries.my_class import find_my_class
from courses.classes.views.blueprint import bp
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires

if TYPE_CHECKING:
    from collections.abc import Iterable

    from courses.classes.models import ClassRun
    from courses.classes.queries.classes import SessionRow


@bp.get("/classes/<uuid:class_run_id>/calendar.ics")
@requires(Permission.CLASS_READ)
def class_calendar(class_run_id: UUID) -> Response:
    run = classes.get_class(class_run_id)
    return _file(run, classes.list_sessions(run))


@bp.get("/my-class/calendar.ics")
@requires(Permission.LESSON_STUDY)
def my_calendar() -> Response:
    person_id = current_actor().person_id
    mine = find_my_class(person_id) if person_id else None
    if mine is None:
        raise NotFound
    return _file(mine.run, mine.sessions)


def _file(run: ClassRun, sessions: Iterable[SessionRow]) -> Response:
    meetings = [
        Meeting(row.id, row.title, row.starts_at, row.periods, row.place or run.place, row.lecturer_name)
        for row in sessions
    ]
    content = write_calendar(run.title, meetings, made_at=clock.now())
    headers = {"Content-Disposition": f'attachment; filename="lich-hoc-{run.id}.ics"'}
    return Response(content, content_type=MEDIA_TYPE, headers=headers)
