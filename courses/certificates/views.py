"""The certificate register, the printed certificate, and the page on which anybody checks one."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from courses.catalog.queries import get_programme
from courses.certificates import queries
from courses.certificates.documents import certificate_values, write_certificate, write_register
from courses.certificates.forms import AnnulForm, IssueForm
from courses.certificates.operations.annul_certificate import annul_certificate
from courses.certificates.operations.issue_certificates import issue_certificates
from courses.certificates.seal import is_signed
from courses.classes.queries.classes import get_class
from courses.grading.queries.class_results import decision_of
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, public, requires
from portal.organizations.queries import get_organization, get_setting
from portal.web.pagination import Page
from portal.web.tables import Column, read_listing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from courses.classes.models import ClassRun

bp = Blueprint("certificates", __name__)

COLUMNS = (
    Column("number", "Số vào sổ"),
    Column("name", "Họ và tên"),
    Column("birth_date", "Ngày sinh", is_wide_only=True),
    Column("house", "Đơn vị", is_wide_only=True),
    Column("class", "Lớp", is_wide_only=True),
    Column("grade", "Xếp loại"),
    Column("issued_on", "Ngày cấp"),
    Column("state", "Hiệu lực"),
)
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/certificates")
@requires(Permission.CERTIFICATE_READ)
def show_register() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=("q", "year"))
    rows, total = queries.list_register(filters=listing.filters, offset=listing.offset, limit=listing.size)
    return render_template(
        "certificates/show_register.html",
        columns=COLUMNS,
        listing=listing,
        page=Page(rows, total, listing.page, listing.size),
        years=[("", "Mọi năm"), *((str(year), str(year)) for year in queries.list_years())],
        may_export=has_permission(current_actor(), Permission.CERTIFICATE_ISSUE),
        today=clock.today(),
    )


@bp.get("/certificates/export")
@requires(Permission.CERTIFICATE_ISSUE)
def export_register() -> ResponseReturnValue:
    filters = {name: request.args.get(name, "") for name in ("q", "year")}
    rows, total = queries.list_register(filters=filters, limit=None)
    audit.record_read("certificates.exported", subject_type="certificate", subject_id=None, rows=total)
    content = write_register(rows, taken_by=current_actor().name)
    return _file(content, XLSX, f"so-cap-giay-chung-nhan-{clock.today():%Y-%m-%d}.xlsx")


@bp.get("/certificates/<uuid:certificate_id>")
@requires(Permission.CERTIFICATE_READ)
def show_certificate(certificate_id: UUID) -> ResponseReturnValue:
    return _certificate_page(certificate_id, AnnulForm(formdata=None))


@bp.post("/certificates/<uuid:certificate_id>/annulment")
@requires(Permission.CERTIFICATE_ISSUE)
def annul(certificate_id: UUID) -> ResponseReturnValue:
    form = AnnulForm()
    if form.carry_out(annul_certificate, certificate_id=certificate_id):
        flash("Đã hủy giấy chứng nhận.", "ok")
        return redirect(url_for(".show_certificate", certificate_id=certificate_id))
    return _certificate_page(certificate_id, form), form.status


def _certificate_page(certificate_id: UUID, form: AnnulForm) -> str:
    row = queries.get_certificate(certificate_id)
    return render_template(
        "certificates/show_certificate.html",
        row=row,
        certificate=row.certificate,
        form=form,
        may_annul=has_permission(current_actor(), Permission.CERTIFICATE_ISSUE) and not row.annulled_on,
        today=clock.today(),
    )


@bp.get("/certificates/<uuid:certificate_id>/pdf")
@requires(Permission.CERTIFICATE_READ)
def print_certificate(certificate_id: UUID) -> ResponseReturnValue:
    """Return the certificate as PDF; every print is recorded, for it is issued once (rules.md §3.3)."""
    row = queries.get_certificate(certificate_id)
    run = get_class(row.certificate.class_run_id)
    audit.record_read("certificate.printed", subject_type="certificate", subject_id=certificate_id)
    setting = get_setting(run.tenant_id)
    values = certificate_values(
        row,
        setting,
        programme=get_programme(run.programme_version_id).title,
        basis=_basis(row),
        address=url_for(".verify_certificate", code=row.certificate.code, _external=True),
    )
    values["issuing_body"] = setting.issuing_body or get_organization(run.tenant_id).name
    name = f"giay-chung-nhan-{row.certificate.number.replace('/', '-')}.pdf"
    return _file(write_certificate(values), "application/pdf", name)


def _basis(row: queries.RegisterRow) -> str:
    number, day = decision_of(row.certificate.class_result_id)
    return f"theo Quyết định số {number} ngày {day:%d/%m/%Y}" if day else ""


@bp.get("/class-runs/<uuid:class_run_id>/certificates")
@requires(Permission.CERTIFICATE_ISSUE)
def show_class_certificates(class_run_id: UUID) -> ResponseReturnValue:
    setting = get_setting()
    form = IssueForm(
        formdata=None,
        data={
            "issued_on": clock.today(),
            "signer_title": setting.signer_title,
            "signer_name": setting.signer_name,
        },
    )
    return _class_page(get_class(class_run_id), form)


@bp.post("/class-runs/<uuid:class_run_id>/certificates")
@requires(Permission.CERTIFICATE_ISSUE)
def issue(class_run_id: UUID) -> ResponseReturnValue:
    run = get_class(class_run_id)
    form = IssueForm()
    if form.carry_out(issue_certificates, class_run_id=class_run_id):
        flash(f"Đã cấp {form.outcome} giấy chứng nhận; đơn vị và học viên thấy ngay.", "ok")
        return redirect(url_for(".show_class_certificates", class_run_id=class_run_id))
    return _class_page(run, form), form.status


def _class_page(run: ClassRun, form: IssueForm) -> str:
    return render_template(
        "certificates/show_class_certificates.html",
        run=run,
        form=form,
        waiting=queries.list_awaiting(run),
        issued=queries.list_of_class(run),
    )


@bp.get("/verify/<code>")
@public
def verify_certificate(code: str) -> ResponseReturnValue:
    """Say whether a certificate holds; never whose it is."""
    found = queries.find_validity(code)
    signature = request.args.get("s", "")
    return render_template(
        "certificates/verify_certificate.html",
        found=found,
        is_signature_wrong=bool(found and signature)
        and not is_signed(signature, code, found.number, found.issued_on),
        today=clock.today(),
    ), 200 if found else 404


def _file(content: bytes, media_type: str, name: str) -> Response:
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=media_type, headers=headers)
