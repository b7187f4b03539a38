"""Periodic reports: from the record of today, kept with its figures, laid beside the record of now."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, Response, flash, redirect, render_template, request, url_for

from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.documents.docx import MEDIA_TYPE
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.kernel.wording import bloc
from portal.organizations.queries import get_organization, get_setting
from portal.oversight.reports import queries
from portal.oversight.reports.building import build_for_khoi, build_sections
from portal.oversight.reports.content import compare, from_document
from portal.oversight.reports.documents import Written, write_report, write_workbook
from portal.oversight.reports.forms import KeepReportForm
from portal.oversight.reports.operations.keep_report import keep_report
from portal.oversight.reports.periods import ReportKind, ReportPeriod, find_period, last_ended, recent_periods

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.kernel.report_parts import ReportSection
    from portal.oversight.reports.models import PeriodicReport

bp = Blueprint("reports", __name__)

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/reports")
@requires(Permission.REPORT_READ)
def list_reports() -> ResponseReturnValue:
    terms, today, is_khoi = queries.list_term_days(), clock.today(), queries.is_khoi()
    ended = last_ended(today, terms)
    chosen = _asked(terms) if "period" in request.args else _usual(ended)
    made = queries.list_made()
    return render_template(
        "oversight/reports/list_reports.html",
        periods=recent_periods(today, terms),
        ended=ended,
        chosen=chosen,
        made=[(row, find_period(row.period_key, terms)) for row in made],
        kept={row.period_key for row in made},
        houses=queries.list_of_houses(chosen.key) if is_khoi and chosen else [],
        is_khoi=is_khoi,
    )


@bp.get("/reports/live")
@requires(Permission.REPORT_READ)
def show_live() -> ResponseReturnValue:
    period = _asked(queries.list_term_days())
    return render_template(
        "oversight/reports/show_live.html",
        period=period,
        sections=_live(period),
        house=get_organization(_own()),
        today=clock.today(),
        is_khoi=queries.is_khoi(),
    )


@bp.get("/reports/live.docx")
@requires(Permission.REPORT_READ)
def download_live_document() -> ResponseReturnValue:
    period = _asked(queries.list_term_days())
    return _hand_over(_written_live(period), period.key, "docx")


@bp.get("/reports/live.xlsx")
@requires(Permission.REPORT_READ)
def download_live_workbook() -> ResponseReturnValue:
    period = _asked(queries.list_term_days())
    return _hand_over(_written_live(period), period.key, "xlsx")


@bp.route("/reports/keeping", methods=["GET", "POST"])
@requires(Permission.REPORT_MAKE)
def keep() -> ResponseReturnValue:
    """Keep the figures of today; a house sends them to Khối by that."""
    period, is_khoi = _asked(queries.list_term_days()), queries.is_khoi()
    form = KeepReportForm()

    def keep_now(*, remarks: str) -> UUID:
        sections = build_for_khoi(period) if is_khoi else build_sections(period, house=_own())
        return keep_report(period=period, sections=sections, remarks=remarks).id

    if form.carry_out(keep_now):
        flash("Đã giữ báo cáo với số liệu hôm nay." if is_khoi else f"Đã gửi báo cáo cho {bloc()}.", "ok")
        return redirect(url_for(".show_report", periodic_report_id=form.outcome))
    page = render_template(
        "oversight/reports/keep.html", form=form, period=period, is_khoi=is_khoi, today=clock.today()
    )
    return page, form.status


@bp.get("/reports/<uuid:periodic_report_id>")
@requires(Permission.REPORT_READ)
def show_report(periodic_report_id: UUID) -> ResponseReturnValue:
    report = queries.get_report(periodic_report_id)
    period, sections = _period_of(report), from_document(report.sections)
    house = None if report.to_tenant_id is None else report.tenant_id
    return render_template(
        "oversight/reports/show_report.html",
        report=report,
        period=period,
        sections=sections,
        compared=compare(sections, build_sections(period, house=house)),
        house=get_organization(report.tenant_id, on=report.as_of),
        today=clock.today(),
        is_khoi=queries.is_khoi(),
    )


@bp.get("/reports/<uuid:periodic_report_id>/docx")
@requires(Permission.REPORT_READ)
def download_document(periodic_report_id: UUID) -> ResponseReturnValue:
    report = queries.get_report(periodic_report_id)
    return _hand_over(_written(report), report.period_key, "docx", report)


@bp.get("/reports/<uuid:periodic_report_id>/xlsx")
@requires(Permission.REPORT_READ)
def download_workbook(periodic_report_id: UUID) -> ResponseReturnValue:
    report = queries.get_report(periodic_report_id)
    return _hand_over(_written(report), report.period_key, "xlsx", report)


def _usual(ended: list[ReportPeriod]) -> ReportPeriod | None:
    """Return the period houses are asked for first: the last quarter."""
    quarters = [period for period in ended if period.kind is ReportKind.QUARTER]
    return next(iter([*quarters, *ended]), None)


def _own() -> UUID:
    tenant_id = current_actor().tenant_id
    if tenant_id is None:
        raise NotFound
    return tenant_id


def _asked(terms: dict[str, tuple[date, date]]) -> ReportPeriod:
    """Return the period of the address; one that has not begun is not there."""
    period = find_period(request.values.get("period", ""), terms)
    if period is None or period.since > clock.today():
        raise NotFound
    return period


def _live(period: ReportPeriod) -> list[ReportSection]:
    return build_sections(period, house=None if queries.is_khoi() else _own())


def _period_of(report: PeriodicReport) -> ReportPeriod:
    return ReportPeriod(report.kind, report.period_key, report.since, report.until)


def _written_live(period: ReportPeriod) -> Written:
    return Written(_live(period), period.words, clock.today(), get_organization(_own()).name)


def _written(report: PeriodicReport) -> Written:
    name = get_organization(report.tenant_id, on=report.as_of).name
    return Written(
        from_document(report.sections), _period_of(report).words, report.as_of, name, report.remarks
    )


def _hand_over(
    written: Written, period_key: str, ending: str, report: PeriodicReport | None = None
) -> Response:
    """Return the file, with the letterhead of the house whose report it is; the taking is recorded."""
    if ending == "docx":
        content = write_report(written, get_setting(report.tenant_id if report else _own()))
    else:
        content = write_workbook(written, taken_by=current_actor().name)
    audit.record_read(
        "report.downloaded",
        subject_type="periodic_report",
        subject_id=report.id if report else None,
        period=period_key,
        ending=ending,
    )
    headers = {"Content-Disposition": f'attachment; filename="bao-cao-{period_key}.{ending}"'}
    return Response(content, mimetype=MEDIA_TYPE if ending == "docx" else XLSX, headers=headers)
