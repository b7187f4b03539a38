"""Who may pass a gate on a day, and who is one thing short; as a page and as a workbook."""

from __future__ import annotations

from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Response
from flask.typing import ResponseReturnValue

from portal.candidates.checklist import PURPOSES, STEPS, settling_form
from portal.candidates.queries.standing import StandingPage, standing_page
from portal.candidates.queries.standing_answer import StandingFilter
from portal.candidates.standing_sheet import VERDICT_WORDS, write_standings
from portal.candidates.views.asked import asked_day
from portal.candidates.views.blueprint import bp
from portal.eligibility.dates import first_day, month_number
from portal.eligibility.steps import CRITERIA
from portal.kernel import audit, clock
from portal.kernel.actor import Door, current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.organizations.queries import current_organization, list_organizations
from portal.people.labels import SOURCE_GROUP
from portal.people.models import SourceGroup
from portal.web.fragments import render_page_or_block
from portal.web.pagination import Page
from portal.web.tables import Column, Listing, read_listing

COLUMNS = (
    Column("name", "Họ và tên"),
    Column("unit", "Chi bộ", is_wide_only=True),
    Column("stage", "Giai đoạn", is_wide_only=True),
    Column("verdict", "Kết quả"),
    Column("work", "Việc cần làm"),
)
FILTERS = ("step", "part", "lacking", "unit", "group", "on", "house")
PARTS = {"eligible": "Đủ điều kiện", "one": "Chỉ còn thiếu một việc", "more": "Còn thiếu nhiều hơn"}
USUAL_STEP = "cell"


@bp.get("/candidates/eligibility")
@requires(Permission.CANDIDATE_READ)
def list_standings() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=FILTERS)
    actor = current_actor()
    is_overseer = actor.door is Door.OVERSIGHT
    wanted = _filter(listing, is_overseer=is_overseer)
    needs_house = is_overseer and wanted.tenant_id is None
    found = None if needs_house else standing_page(wanted, offset=listing.offset, limit=listing.size)
    return render_page_or_block(
        "candidates/list_standings.html",
        blocks=("results",),
        listing=listing,
        columns=COLUMNS,
        wanted=wanted,
        found=found,
        page=Page(found.rows, found.total, listing.page) if found else Page([], 0, 1),
        fields=_fields(found, is_overseer=is_overseer),
        month_end=_month_end(),
        parts=PARTS,
        steps=STEPS,
        purposes=PURPOSES,
        verdict_words=VERDICT_WORDS,
        criteria=CRITERIA,
        settling_form=settling_form,
        may={
            "export": has_permission(actor, Permission.CANDIDATE_EXPORT),
            "change": has_permission(actor, Permission.CANDIDATE_REGISTER),
            "assign": has_permission(actor, Permission.HELPER_ASSIGN),
            "review": has_permission(actor, Permission.REVIEW_RECORD),
        },
    )


@bp.get("/candidates/eligibility/export")
@requires(Permission.CANDIDATE_EXPORT)
def export_standings() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=FILTERS)
    wanted = _filter(listing, is_overseer=False)
    found = standing_page(wanted, limit=None)
    title = f"{STEPS[wanted.step]} · ngày {wanted.on:%d/%m/%Y} · {current_organization().name}"
    content = write_standings(found.rows, title=title, taken_by=current_actor().name)
    audit.record_read(
        "eligibility.exported",
        subject_type="candidate",
        subject_id=None,
        rows=len(found.rows),
        filters={name: value for name, value in listing.filters.items() if value},
    )
    name = f"dieu-kien-{wanted.on:%Y-%m-%d}.xlsx"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"
    return Response(content, mimetype=kind, headers={"Content-Disposition": f'attachment; filename="{name}"'})


def _filter(listing: Listing, *, is_overseer: bool) -> StandingFilter:
    asked = listing.filters
    return StandingFilter(
        step=asked["step"] if asked["step"] in STEPS else USUAL_STEP,
        on=asked_day() or clock.today(),
        part=asked["part"] if asked["part"] in PARTS else "",
        lacking=asked["lacking"] if asked["lacking"] in CRITERIA else "",
        unit_id=_uuid(asked["unit"]),
        source_group=SourceGroup(asked["group"]) if asked["group"] in set(SourceGroup) else None,
        tenant_id=_uuid(asked["house"]) if is_overseer else None,
    )


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError as error:
        raise NotFound from error


def _month_end() -> date:
    today = clock.today()
    return first_day(month_number(today) + 1) - timedelta(days=1)


def _step_options() -> list[tuple[str, str]]:
    """Return the steps, the usual one first and without a word in the address."""
    return [("", STEPS[USUAL_STEP]), *(step for step in STEPS.items() if step[0] != USUAL_STEP)]


def _fields(found: StandingPage | None, *, is_overseer: bool) -> list[dict[str, Any]]:
    fields: list[dict[str, Any]] = []
    if is_overseer:
        houses = [
            (house.id, f"{house.code} · {house.name}") for house in list_organizations() if not house.is_root
        ]
        fields.append({"name": "house", "label": "Đơn vị", "options": [("", "– chọn –"), *houses]})
    units = found.units if found else []
    return [
        *fields,
        {"name": "step", "label": "Bước", "options": _step_options()},
        {"name": "part", "label": "Kết quả", "options": [("", "Tất cả"), *PARTS.items()]},
        {
            "name": "unit",
            "label": "Chi bộ",
            "options": [("", "Tất cả"), *((unit.id, unit.name) for unit in units)],
        },
        {
            "name": "group",
            "label": "Nhóm nguồn",
            "options": [("", "Tất cả"), *((group.value, label) for group, label in SOURCE_GROUP.items())],
        },
        {"name": "on", "label": "Xét vào ngày", "kind": "text"},
    ]
