"""What is said to a class."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import flash, redirect, render_template, url_for

from courses.classes.forms import AnnouncementForm
from courses.classes.operations.announce import announce as say
from courses.classes.operations.announce import withdraw_announcement as withdraw
from courses.classes.queries.announcements import list_announcements as rows_of
from courses.classes.queries.classes import get_class
from courses.classes.views.blueprint import bp
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.web.form_base import EmptyForm

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@bp.get("/classes/<uuid:class_run_id>/announcements")
@requires(Permission.CLASS_READ)
def list_announcements(class_run_id: UUID) -> ResponseReturnValue:
    return _page(class_run_id, AnnouncementForm(formdata=None))


@bp.post("/classes/<uuid:class_run_id>/announcements")
@requires(Permission.ATTENDANCE_RECORD)
def announce(class_run_id: UUID) -> ResponseReturnValue:
    form = AnnouncementForm()
    if form.carry_out(say, class_run_id=class_run_id):
        flash("Đã thông báo; học viên thấy ở trang chủ và trang lớp.", "ok")
        return redirect(url_for(".list_announcements", class_run_id=class_run_id))
    return _page(class_run_id, form)


@bp.post("/class-announcements/<uuid:class_announcement_id>/withdraw")
@requires(Permission.ATTENDANCE_RECORD)
def withdraw_announcement(class_announcement_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(withdraw, class_announcement_id=class_announcement_id):
        flash("Đã gỡ thông báo.", "ok")
        return redirect(url_for(".list_announcements", class_run_id=form.outcome))
    flash(" ".join(form.form_errors) or "Chưa gỡ được.", "red")
    return redirect(url_for(".list_classes"))


def _page(class_run_id: UUID, form: AnnouncementForm) -> ResponseReturnValue:
    may_say = has_permission(current_actor(), Permission.ATTENDANCE_RECORD)
    run = get_class(class_run_id)
    page = render_template(
        "classes/list_announcements.html", run=run, form=form, rows=rows_of(run.id), may_say=may_say
    )
    return page, form.status
