"""Importing the list of houses: choose a file, look at every row, confirm."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template

from portal.kernel.permissions import Permission, requires
from portal.organizations import pages
from portal.organizations.forms import ChooseListForm, ConfirmListForm
from portal.organizations.import_plan import ImportPlan
from portal.organizations.importer import parse_organizations
from portal.organizations.labels import ATTRIBUTE_LABELS, KIND_LABELS
from portal.organizations.operations.import_organizations import import_organizations

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue
    from werkzeug.datastructures import FileStorage

bp = Blueprint("organization_import", __name__)

COLUMN_LABELS = {
    "code": "Mã",
    "name": "Tên đơn vị",
    "kind": "Loại hình",
    "sector": "Lĩnh vực",
    **{name.value: label for name, label in ATTRIBUTE_LABELS.items()},
}


@bp.route("/organizations/import", methods=["GET", "POST"])
@requires(Permission.ORGANIZATION_MANAGE)
def choose_list() -> ResponseReturnValue:
    """Take the file and show, row by row, what importing it would do."""
    form = ChooseListForm()
    if not form.carry_out(_look_at):
        return render_template("organizations/choose_list.html", form=form), form.status
    plan, confirm = form.outcome
    return _show("organizations/check_list.html", plan, form=confirm)


@bp.post("/organizations/import/confirmation")
@requires(Permission.ORGANIZATION_MANAGE)
def confirm_list() -> ResponseReturnValue:
    """Import the file that was looked at; it is read and compared once more."""
    form = ConfirmListForm()
    if not form.carry_out(import_organizations):
        return render_template(
            "organizations/choose_list.html", form=ChooseListForm(formdata=None), refused=form
        ), 422
    return _show("organizations/import_result.html", form.outcome)


def _look_at(*, file: FileStorage) -> tuple[ImportPlan, ConfirmListForm]:
    content = file.stream.read()
    plan = pages.plan_import(parse_organizations(content))
    return plan, ConfirmListForm(formdata=None, file_name=file.filename, content=content)


def _show(template: str, plan: ImportPlan, **context: object) -> str:
    return render_template(
        template,
        plan=plan,
        kind_labels={kind.value: label for kind, label in KIND_LABELS.items()},
        column_labels=COLUMN_LABELS,
        **context,
    )
