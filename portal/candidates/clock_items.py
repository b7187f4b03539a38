"""The limits that wait for somebody, as lines of the inbox with the page that acts."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from portal.candidates.clocks import ClockKind
from portal.candidates.queries.access import may_record_at
from portal.candidates.queries.clocks import list_clocks
from portal.candidates.stages import Desk, allowed_steps, desk_of
from portal.candidates.step_links import step_link
from portal.kernel.actor import Actor, Door, Role, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem

if TYPE_CHECKING:
    from portal.candidates.queries.clocks import ClockRow

MOST_IN_INBOX = 30
WAITING_ONLY = frozenset({ClockKind.CERTIFICATE, ClockKind.PROBATION})
"""Limits that no step of this moment answers: the page of the person says what to do."""


def desks_of(actor: Actor) -> frozenset[Desk]:
    """Return the desks whose limits an actor answers for; a secretary answers for the whole house."""
    if actor.door is Door.OVERSIGHT:
        return frozenset({Desk.AUTHORITY})
    is_cell_only = actor.has_role(Role.CELL_SECRETARY, Role.HELPER) and not actor.has_role(Role.SECRETARY)
    return frozenset({Desk.CELL}) if is_cell_only else frozenset(Desk)


def announced_clocks(actor: Actor) -> list[ClockRow]:
    """Return the limits announced to the actor."""
    return list_clocks(desks=desks_of(actor))


def clock_items(actor: Actor) -> list[InboxItem]:
    """Return one line a person and limit, the most urgent first, and one for the rest of them.

    Certificates that ended are one line together: whoever must learn again is no news day by day.
    """
    announced = announced_clocks(actor)
    ended = [row for row in announced if row.band == 0 and row.clock.kind is ClockKind.CERTIFICATE]
    rows = [row for row in announced if row not in ended] if len(ended) > 1 else announced
    items = [
        InboxItem(
            f"{row.clock.label}: {row.name}",
            acting_url(row),
            " · ".join(filter(None, [_place(row), row.clock.note])),
            due_on=row.clock.due_on,
            order=12,
        )
        for row in rows[:MOST_IN_INBOX]
    ]
    if len(ended) > 1:
        title = f"{len(ended)} người có giấy chứng nhận đã hết giá trị"
        items.append(
            InboxItem(title, url_for("candidates.show_clocks"), "Đề nghị học lại lớp bồi dưỡng.", order=26)
        )
    if len(rows) > MOST_IN_INBOX:
        rest = len(rows) - MOST_IN_INBOX
        items.append(InboxItem(f"Còn {rest} thời hạn khác", url_for("candidates.show_clocks"), order=90))
    return items


def acting_url(row: ClockRow) -> str:
    """Return the form that answers a limit, or the person's page where the reader has no form for it."""
    onward = allowed_steps(row.stage, has_committee=row.has_committee)
    if (
        row.clock.kind in WAITING_ONLY
        or not onward
        or row.tenant_id != current_actor().tenant_id
        or not has_permission(current_actor(), Permission.STAGE_ADVANCE)
        or not may_record_at(desk_of(row.stage, onward[0]))
    ):
        return url_for("candidates.show_person", candidate_id=row.candidate_id)
    return step_link(row.candidate_id, onward[0]).url


def _place(row: ClockRow) -> str:
    return row.unit_name if row.tenant_id == current_actor().tenant_id else row.house_code
