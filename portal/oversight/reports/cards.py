"""What about reports waits: a fresh one for Khối to read, one a house has not sent."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING

from flask import url_for

from portal.kernel import clock
from portal.kernel.actor import Role
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HistoryLine, InboxItem
from portal.kernel.wording import bloc
from portal.oversight.reports import queries
from portal.oversight.reports.periods import ReportKind, find_period, last_ended

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kernel.actor import Actor

ASKED = (ReportKind.QUARTER, ReportKind.YEAR)
"""What a house is reminded of; a month or a term it may send as well."""
NEW_DAYS = 7
REMINDED_DAYS = 20


def report_items(actor: Actor) -> list[InboxItem]:
    """Return the reports that made themselves this week, or those a house owes; one statement.

    Fresh ones cost a second, for the days of the terms.
    """
    if not has_permission(actor, Permission.REPORT_MAKE):
        return []
    today, made = clock.today(), queries.list_made()
    if actor.has_role(Role.KHOI_OFFICER):
        fresh = [row for row in made if row.is_scheduled and today - row.as_of <= timedelta(days=NEW_DAYS)]
        terms = queries.list_term_days() if fresh else {}
        return [
            InboxItem(
                f"Đã có báo cáo {period.words}",
                url_for("reports.show_report", periodic_report_id=row.id),
                f"Tự lập, số liệu ngày {row.as_of:%d/%m/%Y}",
                order=60,
            )
            for row in fresh
            if (period := find_period(row.period_key, terms))
        ]
    sent = {row.period_key for row in made}
    return [
        InboxItem(
            f"Gửi báo cáo {period.words}",
            url_for("reports.show_live", period=period.key),
            f"Số liệu có sẵn; đọc lại, ghi đánh giá rồi gửi {bloc()}",
            order=40,
        )
        for period in last_ended(today, {})
        if period.kind in ASKED
        and period.key not in sent
        and today - period.until <= timedelta(days=REMINDED_DAYS)
    ]


def left_behind(house_id: UUID) -> list[HistoryLine]:
    """Return the reports a closed house sent, with what it wrote in them."""
    terms, lines = queries.list_term_days(), []
    for row in queries.list_kept_by(house_id):
        period = find_period(row.period_key, terms)
        words = f"Báo cáo {period.words}" if period else "Báo cáo"
        lines.append(HistoryLine("Báo cáo", row.as_of, f"{words}. {row.remarks}".strip()))
    return lines
