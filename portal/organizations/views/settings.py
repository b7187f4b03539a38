"""Words and letterhead of the reader's own house."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.kernel.permissions import Permission, requires
from portal.organizations import queries
from portal.organizations.forms import LetterheadForm, RootSettingForm
from portal.organizations.operations.change_setting import change_setting

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("settings", __name__)


@bp.route("/settings", methods=["GET", "POST"])
@requires(Permission.SETTING_MANAGE)
def edit_settings() -> ResponseReturnValue:
    house = queries.current_organization()
    form = (RootSettingForm if house.is_root else LetterheadForm)(obj=queries.get_setting())
    if form.carry_out(_change):
        flash("Đã lưu thiết lập.", "ok")
        return redirect(url_for(".edit_settings"))
    return render_template("settings/edit_settings.html", house=house, form=form), form.status


def _change(**values: Any) -> None:
    change_setting(**{name: value or "" for name, value in values.items()})
