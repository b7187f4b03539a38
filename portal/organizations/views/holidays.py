"""The holidays that working days are counted over, for every house."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.kernel import clock
from portal.kernel.permissions import Permission, requires
from portal.organizations import pages
from portal.organizations.forms import HolidayForm, HolidayYearForm
from portal.organizations.operations.add_fixed_holidays import add_fixed_holidays
from portal.organizations.operations.remove_holiday import remove_holiday as remove_one
from portal.organizations.operations.set_holiday import set_holiday as set_one
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("holidays", __name__)


@bp.get("/holidays")
@requires(Permission.ORGANIZATION_READ)
def list_holidays() -> ResponseReturnValue:
    return _page(HolidayForm(formdata=None), HolidayYearForm(formdata=None, year=clock.today().year))


@bp.post("/holidays")
@requires(Permission.ORGANIZATION_MANAGE)
def set_holiday() -> ResponseReturnValue:
    form = HolidayForm()
    if form.carry_out(set_one):
        flash("Đã ghi ngày nghỉ.", "ok")
        return redirect(url_for(".list_holidays"))
    return _page(form, HolidayYearForm(formdata=None, year=clock.today().year)), form.status


@bp.post("/holidays/year")
@requires(Permission.ORGANIZATION_MANAGE)
def add_year() -> ResponseReturnValue:
    form = HolidayYearForm()
    if form.carry_out(add_fixed_holidays):
        flash(f"Đã thêm {form.outcome} ngày lễ dương lịch.", "ok")
        return redirect(url_for(".list_holidays"))
    return _page(HolidayForm(formdata=None), form), form.status


@bp.post("/holidays/<uuid:holiday_id>/removal")
@requires(Permission.ORGANIZATION_MANAGE)
def remove_holiday(holiday_id: UUID) -> ResponseReturnValue:
    remove_one(holiday_id=holiday_id)
    flash("Đã bỏ ngày nghỉ.", "ok")
    return redirect(url_for(".list_holidays"))


def _page(form: HolidayForm, year_form: HolidayYearForm) -> str:
    days = pages.list_holidays()
    return render_template(
        "settings/list_holidays.html",
        days=days,
        form=form,
        year_form=year_form,
        empty=EmptyForm(),
        today=clock.today(),
    )
