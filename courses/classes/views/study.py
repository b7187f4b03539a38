"""A learner's own page: the class, the lessons, what comes next. Made for a phone first."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from courses.catalog.queries import count_reading, current_programme, list_lessons
from courses.classes.extensions import list_learner_steps
from courses.classes.queries.my_class import find_my_class, list_my_nominations
from courses.classes.views.blueprint import bp
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@bp.get("/my-class")
@requires(Permission.LESSON_STUDY)
def show_my_class() -> ResponseReturnValue:
    person_id = current_actor().person_id
    if person_id is None:
        raise NotFound("Tài khoản này chưa gắn với người học nào.")
    mine = find_my_class(person_id)
    if mine is not None:
        steps = list_learner_steps(mine.run.id)
        return render_template("classes/show_my_class.html", mine=mine, steps=steps)
    programme = current_programme()
    lessons = list_lessons(programme.version.id, person_id=person_id) if programme else []
    return render_template(
        "classes/show_no_class.html",
        nominations=list_my_nominations(person_id),
        programme=programme,
        lessons=lessons,
        reading=count_reading(lessons),
    )
