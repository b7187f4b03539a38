"""The certificate register: the list, its workbook, one line, its print and its end."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import flash, redirect, render_template, url_for

from courses.certificates.documents import write_register
from courses.certificates.forms import AnnulForm, ReissueForm, ReprintForm
from courses.certificates.operations.allow_reissue import allow_reissue
from courses.certificates.operations.annul_certificate import annul_certificate
from courses.certificates.operations.record_reprint import record_reprint
from courses.certificates.queries.register import (
    RegisterChoices,
    RegisterFilter,
    get_certificate,
    register_choices,
    register_page,
)
from courses.certificates.rules import Validity
from courses.certificates.views.blueprint import attachment, bp, file_name, sheets, validity_today
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.web.fragments import render_page_or_block
from portal.web.pagination import Page
from portal.web.tables import Column, Listing, read_listing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

COLUMNS = (
    Column("number", "Số vào sổ"),
    Column("name", "Họ và tên"),
    Column("birth_date", "Ngày sinh", is_wide_only=True),
    Column("house", "Đơn vị", is_wide_only=True),
    Column("class", "Lớp", is_wide_only=True),
    Column("grade", "Xếp loại", is_wide_only=True),
    Column("issued_on", "Ngày cấp", is_wide_only=True),
    Column("state", "Giá trị"),
)
FILTERS = ("q", "year", "class")
XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/certificates")
@requires(Permission.CERTIFICATE_READ)
def show_register() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=FILTERS)
    found = register_page(_filter(listing), offset=listing.offset, limit=listing.size)
    return render_page_or_block(
        "certificates/show_register.html",
        blocks=("results",),
        columns=COLUMNS,
        listing=listing,
        page=Page(found.rows, found.total, listing.page, listing.size),
        fields=_fields(register_choices()),
        export_arguments={name: value for name, value in listing.filters.items() if value},
    )


@bp.get("/certificates/export")
@requires(Permission.CERTIFICATE_READ)
def export_register() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=FILTERS)
    found = register_page(_filter(listing), limit=None)
    audit.record_read(
        "certificates.exported",
        subject_type="certificate",
        subject_id=None,
        rows=found.total,
        filters={name: value for name, value in listing.filters.items() if value},
    )
    content = write_register(found.rows, taken_by=current_actor().name)
    return attachment(content, XLSX, f"so-cap-giay-chung-nhan-{clock.today():%Y-%m-%d}.xlsx")


@bp.get("/certificates/<uuid:certificate_id>")
@requires(Permission.CERTIFICATE_READ)
def show_certificate(certificate_id: UUID) -> ResponseReturnValue:
    return _page(certificate_id, AnnulForm(formdata=None), ReprintForm(formdata=None))


@bp.get("/certificates/<uuid:certificate_id>/pdf")
@requires(Permission.CERTIFICATE_READ)
def print_certificate(certificate_id: UUID) -> ResponseReturnValue:
    """Return the certificate as PDF; that it was taken is recorded, for it is issued once."""
    row = get_certificate(certificate_id)
    if validity_today(row) is Validity.ANNULLED:
        raise NotFound("Giấy chứng nhận đã bị hủy nên không còn bản in.")
    audit.record_read("certificate.printed", subject_type="certificate", subject_id=row.id, number=row.number)
    return sheets([row], file_name(row))


@bp.post("/certificates/<uuid:certificate_id>/reprints")
@requires(Permission.CERTIFICATE_ISSUE)
def reprint(certificate_id: UUID) -> ResponseReturnValue:
    get_certificate(certificate_id)
    form = ReprintForm()
    if form.carry_out(record_reprint, certificate_id=certificate_id):
        return redirect(url_for(".print_certificate", certificate_id=certificate_id))
    return _page(certificate_id, AnnulForm(formdata=None), form), form.status


@bp.post("/certificates/<uuid:certificate_id>/annulment")
@requires(Permission.CERTIFICATE_ISSUE)
def annul(certificate_id: UUID) -> ResponseReturnValue:
    get_certificate(certificate_id)
    form = AnnulForm()
    if form.carry_out(annul_certificate, certificate_id=certificate_id):
        flash("Đã hủy giấy chứng nhận; trang kiểm tra báo ngay cho mọi người.", "ok")
        return redirect(url_for(".show_certificate", certificate_id=certificate_id))
    return _page(certificate_id, form, ReprintForm(formdata=None)), form.status


@bp.post("/certificates/<uuid:certificate_id>/reissue")
@requires(Permission.CERTIFICATE_ISSUE)
def reissue(certificate_id: UUID) -> ResponseReturnValue:
    get_certificate(certificate_id)
    form = ReissueForm()
    if form.carry_out(allow_reissue, certificate_id=certificate_id):
        flash("Người này chờ cấp giấy mới, số mới; số cũ vẫn ghi là đã hủy.", "ok")
        return redirect(url_for(".show_class_certificates", class_run_id=form.outcome))
    return _page(certificate_id, AnnulForm(formdata=None), ReprintForm(formdata=None), form), form.status


def _page(
    certificate_id: UUID,
    annulment: AnnulForm,
    reprinting: ReprintForm,
    reissuing: ReissueForm | None = None,
) -> str:
    row = get_certificate(certificate_id)
    may_issue = has_permission(current_actor(), Permission.CERTIFICATE_ISSUE)
    return render_template(
        "certificates/show_certificate.html",
        row=row,
        annulment=annulment,
        reprinting=reprinting,
        reissuing=reissuing or ReissueForm(formdata=None),
        may_reissue=may_issue and row.annulled_on is not None and row.reissue_allowed_on is None,
        may_change=may_issue and row.annulled_on is None,
    )


def _filter(listing: Listing) -> RegisterFilter:
    asked = listing.filters
    year = asked["year"]
    return RegisterFilter(
        words=asked["q"],
        year=int(year) if year.isascii() and year.isdigit() and len(year) <= len("2026") else None,
        class_run_id=_uuid(asked["class"]),
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound from error


def _fields(choices: RegisterChoices) -> list[dict[str, object]]:
    return [
        {"name": "q", "label": "Tìm theo tên hoặc số", "kind": "search"},
        {
            "name": "year",
            "label": "Năm",
            "options": [("", "Mọi năm"), *((str(year), str(year)) for year in choices.years)],
        },
        {"name": "class", "label": "Lớp", "options": [("", "Mọi lớp"), *choices.classes]},
    ]
