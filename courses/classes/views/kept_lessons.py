"""Lessons kept on a device: the shelf, the copies, and the worker that opens them without the network.

Everything lives under /study/, the worker's scope; it sees no other page. A copy carries no name and no
token, so that what lies on a telephone says nothing about who reads.
"""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Response, current_app, render_template

from courses.catalog.queries import get_lesson_page
from courses.classes.queries.kept_lessons import find_keepable, list_keepable
from courses.classes.views.blueprint import bp
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.markdown import render_markdown, with_places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

KEPT_SCRIPTS = (
    "app",
    "behaviours",
    "table_cards",
    "reading_progress",
    "self_check",
    "finish_lesson",
    "offline/holder",
    "offline/keep",
    "offline/outbox",
    "offline/store",
)
"""What a kept page runs, imports included (checked by a test)."""


@bp.get("/study/kept")
@requires(Permission.LESSON_STUDY)
def show_kept() -> ResponseReturnValue:
    return render_template(
        "classes/show_kept.html", lessons=list_keepable(_own_person()), scripts=KEPT_SCRIPTS
    )


@bp.get("/study/kept/<uuid:lesson_id>")
@requires(Permission.LESSON_STUDY)
def show_copy(lesson_id: UUID) -> ResponseReturnValue:
    if find_keepable(_own_person(), lesson_id) is None:
        raise NotFound("Chỉ giữ được bài của lớp đồng chí đang học.")
    page = get_lesson_page(lesson_id)
    return render_template(
        "classes/kept_lesson.html",
        page=page,
        text=with_places(render_markdown(page.lesson.body)),
        scripts=KEPT_SCRIPTS,
    )


@bp.get("/study/worker.js")
@requires(Permission.LESSON_STUDY)
def send_worker() -> Response:
    script = Path(str(current_app.static_folder), "js/offline/worker.js").read_text(encoding="utf-8")
    return Response(script, mimetype="text/javascript")


def _own_person() -> UUID:
    person_id = current_actor().person_id
    if person_id is None:
        raise NotFound("Tài khoản này chưa gắn với người học nào.")
    return person_id
