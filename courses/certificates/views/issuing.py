"""The certificates of one class: who waits, issuing, printing all of them."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import flash, redirect, render_template, url_for

from courses.certificates.forms import IssueForm
from courses.certificates.operations.issue_certificates import issue_certificates
from courses.certificates.queries.awaiting import list_awaiting
from courses.certificates.queries.register import list_of_class
from courses.certificates.views.blueprint import bp, sheets
from courses.classes.queries.classes import get_class
from portal.kernel import audit, clock
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.organizations.queries import get_setting

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from courses.classes.models import ClassRun


@bp.get("/class-runs/<uuid:class_run_id>/certificates")
@requires(Permission.CERTIFICATE_ISSUE)
def show_class_certificates(class_run_id: UUID) -> ResponseReturnValue:
    run = get_class(class_run_id)
    setting = get_setting()
    title = "\n".join(line for line in (setting.signing_authority, setting.signer_title) if line)
    usual = {"issued_on": clock.today(), "signer_title": title, "signer_name": setting.signer_name}
    return _page(run, IssueForm(formdata=None, data=usual))


@bp.post("/class-runs/<uuid:class_run_id>/certificates")
@requires(Permission.CERTIFICATE_ISSUE)
def issue(class_run_id: UUID) -> ResponseReturnValue:
    run = get_class(class_run_id)
    form = IssueForm()
    if form.carry_out(issue_certificates, class_run_id=class_run_id):
        issued = f"Đã cấp {form.outcome} giấy chứng nhận; đơn vị và học viên thấy ngay."
        flash(issued if form.outcome else "Mọi người hoàn thành lớp đã có giấy chứng nhận.", "ok")
        return redirect(url_for(".show_class_certificates", class_run_id=class_run_id))
    return _page(run, form), form.status


@bp.get("/class-runs/<uuid:class_run_id>/certificates/pdf")
@requires(Permission.CERTIFICATE_ISSUE)
def print_class(class_run_id: UUID) -> ResponseReturnValue:
    """Return the certificates of a class as one PDF; that they were taken is recorded."""
    run = get_class(class_run_id)
    rows = [row for row in list_of_class(run) if row.annulled_on is None]
    if not rows:
        raise NotFound("Lớp này chưa có giấy chứng nhận để in.")
    audit.record_read(
        "certificates.printed", subject_type="class_run", subject_id=run.id, certificates=len(rows)
    )
    return sheets(rows, f"giay-chung-nhan-lop-{run.starts_on:%Y-%m-%d}")


def _page(run: ClassRun, form: IssueForm) -> str:
    return render_template(
        "certificates/show_class_certificates.html",
        run=run,
        form=form,
        waiting=list_awaiting(run),
        issued=list_of_class(run),
    )
