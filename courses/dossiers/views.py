"""The dossier of a class: what is complete, what is missing, and its files."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, render_template

from courses.dossiers.documents import write_class_table, write_opening
from courses.dossiers.queries import get_dossier
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.documents.docx import MEDIA_TYPE
from portal.kernel.permissions import Permission, requires
from portal.organizations.queries import get_setting

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("dossiers", __name__)
WORKBOOK = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/classes/<uuid:class_run_id>/dossier")
@requires(Permission.CLASS_MANAGE)
def show_dossier(class_run_id: UUID) -> ResponseReturnValue:
    dossier = get_dossier(class_run_id)
    return render_template("dossiers/show_dossier.html", run=dossier.run, parts=dossier.parts)


@bp.get("/classes/<uuid:class_run_id>/opening.docx")
@requires(Permission.CLASS_MANAGE)
def download_opening(class_run_id: UUID) -> ResponseReturnValue:
    dossier = get_dossier(class_run_id)
    audit.record_read(
        "class.exported", subject_type="class_run", subject_id=class_run_id, file="opening.docx"
    )
    content = write_opening(dossier, get_setting(), written_on=clock.today())
    headers = {"Content-Disposition": "attachment; filename=quyet-dinh-mo-lop.docx"}
    return Response(content, mimetype=MEDIA_TYPE, headers=headers)


@bp.get("/classes/<uuid:class_run_id>/dossier.xlsx")
@requires(Permission.CLASS_MANAGE)
def download_table(class_run_id: UUID) -> ResponseReturnValue:
    dossier = get_dossier(class_run_id)
    audit.record_read(
        "class.exported", subject_type="class_run", subject_id=class_run_id, file="dossier.xlsx"
    )
    content = write_class_table(dossier, taken_by=current_actor().name)
    headers = {"Content-Disposition": "attachment; filename=ho-so-lop.xlsx"}
    return Response(content, mimetype=WORKBOOK, headers=headers)
