"""The audit trail for inspectors: what was done in a house, and whether the chains hold."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, render_template

from portal.accounts import trail
from portal.accounts.trail_words import problem_words, topics
from portal.kernel import audit
from portal.kernel.permissions import Permission, requires
from portal.web.fields import parse_date
from portal.web.fragments import render_page_or_block
from portal.web.pagination import Page
from portal.web.tables import Column, read_listing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("audit", __name__)

COLUMNS = (
    Column("sequence", "Số", numeric=True),
    Column("at", "Lúc"),
    Column("actor", "Người làm"),
    Column("action", "Việc"),
    Column("details", "Chi tiết", is_wide_only=True),
)


@bp.get("/audit")
@requires(Permission.AUDIT_READ)
def list_entries() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=("house", "noun", "actor", "from", "to"))
    houses = trail.house_choices()
    wanted = trail.TrailFilter(
        tenant_id=_house(listing.filters["house"], houses),
        noun=listing.filters["noun"],
        actor=listing.filters["actor"],
        from_day=_day(listing.filters["from"]),
        to_day=_day(listing.filters["to"]),
    )
    rows, total = trail.list_entries(wanted, offset=listing.offset, size=listing.size)
    fields = [
        {"name": "house", "label": "Đơn vị", "options": houses},
        {
            "name": "noun",
            "label": "Về việc",
            "options": [("", "Tất cả"), *topics()],
        },
        {"name": "actor", "label": "Người làm", "kind": "search"},
        {"name": "from", "label": "Từ ngày", "kind": "text"},
        {"name": "to", "label": "Đến ngày", "kind": "text"},
    ]
    return render_page_or_block(
        "audit/list_entries.html",
        blocks=("results",),
        listing=listing,
        columns=COLUMNS,
        fields=fields,
        page=Page(rows, total, listing.page),
    )


def _house(typed: str, houses: list[tuple[UUID, str]]) -> UUID:
    """Return the house asked for, or the first (the root)."""
    return next((house_id for house_id, _ in houses if str(house_id) == typed), houses[0][0])


def _day(typed: str) -> date | None:
    try:
        return parse_date(typed) if typed else None
    except ValueError:
        return None


@bp.get("/audit/verification")
@requires(Permission.AUDIT_READ)
def verify_chains() -> ResponseReturnValue:
    """Recompute every chain and show where one does not hold; the check itself is recorded."""
    report = audit.verify_chains()
    audit.record_read(
        "trail.verified",
        subject_type="",
        subject_id=None,
        entries=report.entries,
        broken=len(report.broken),
    )
    return render_template(
        "audit/verify_chains.html", report=report, names=trail.house_names(), problem_words=problem_words
    )
