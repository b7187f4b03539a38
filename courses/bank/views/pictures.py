"""Pictures of questions: shown to whoever reads the bank, kept while a question is written."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint

from courses.bank import queries
from portal.kernel.permissions import Permission, requires
from portal.web.kept_files import send_kept

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("bank_pictures", __name__)


@bp.get("/bank/pictures/<uuid:question_picture_id>")
@requires(Permission.BANK_READ)
def show_picture(question_picture_id: UUID) -> ResponseReturnValue:
    return send_kept(queries.get_picture(question_picture_id))
