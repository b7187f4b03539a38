"""What home and inbox say about letters, to a house and to Khối."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, url_for

from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HistoryLine, HomeCard, InboxItem
from portal.kernel.wording import bloc
from portal.oversight.letters.queries import list_letters, list_received, list_sent_to

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kernel.actor import Actor
    from portal.oversight.letters.queries import DeliveryRow

MOST_SHOWN = 5


def received_card(actor: Actor) -> list[HomeCard]:
    """Return the latest letters a house was sent."""
    if not has_permission(actor, Permission.LETTER_ANSWER):
        return []
    rows = _received()
    return (
        [HomeCard("oversight/letters/_card_received.html", {"rows": rows[:MOST_SHOWN]}, 36)] if rows else []
    )


def letter_items(actor: Actor) -> list[InboxItem]:
    """Return the letters a house has not answered, and for Khối the letters with late answers."""
    if has_permission(actor, Permission.LETTER_ANSWER):
        return [
            InboxItem(
                f"Công văn số {row.delivery.number}: {row.delivery.subject}",
                url_for("received_letters.show_received", letter_delivery_id=row.delivery.id),
                f"Cần trả lời {bloc()}" if row.delivery.reply_due else f"Bấm “Đã nhận” để {bloc()} biết",
                due_on=row.delivery.reply_due,
                order=20,
            )
            for row in _received()
            if not row.is_answered
        ]
    if not has_permission(actor, Permission.LETTER_DRAFT):
        return []
    return [
        InboxItem(
            f"Công văn số {row.letter.number}: {late} đơn vị quá hạn trả lời",
            url_for("letters.show_letter", letter_id=row.letter.id),
            row.letter.subject,
            tone="red",
            order=23,
        )
        for row in list_letters()
        if (late := row.count("is_late"))
    ]


def _received() -> list[DeliveryRow]:
    if "received_letters" not in g:
        g.received_letters = list_received()
    rows: list[DeliveryRow] = g.received_letters
    return rows


def left_behind(house_id: UUID) -> list[HistoryLine]:
    """Return the letters a closed house was sent, and whether it answered."""
    answered = {True: "đã trả lời", False: "chưa trả lời"}
    return [
        HistoryLine(
            "Công văn của cấp trên",
            row.delivery.signed_on,
            f"Số {row.delivery.number}: {row.delivery.subject}; {answered[row.is_answered]}",
        )
        for row in list_sent_to(house_id)
    ]
