"""What certificates offer to the frame, the home page, the inbox, search and a person's page."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import g, url_for

from courses.certificates.models import Certificate
from courses.certificates.queries.awaiting import list_awaiting_classes
from courses.certificates.queries.register import RegisterFilter, list_of_person, register_page
from courses.certificates.rules import ISSUE_WITHIN_DAYS
from courses.classes import extensions
from courses.classes.extensions import LearnerStep
from portal.kernel import seams
from portal.kernel.actor import Actor, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HomeCard, InboxItem, PersonPanel, Place, SearchHit

MOVERS = {"certificate": "keep", "certificate_seal": "keep"}
RETENTION = {
    "certificate": "Sổ cấp giấy chứng nhận giữ vĩnh viễn theo quy chế lớp học.",
    "certificate_seal": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
}
MOST_HITS = 5


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.navigation.append(
        Place("Giấy chứng nhận", "certificates.show_register", "medal", Permission.CERTIFICATE_READ, 45)
    )
    seams.home_cards.append(home_cards)
    seams.inbox_items.append(inbox_items)
    seams.person_panels.append(person_panels)
    seams.search_sources.append(search)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)
    extensions.learner_steps.append(learner_steps)


def home_cards(actor: Actor) -> list[HomeCard]:
    """Return the card of somebody who has a certificate."""
    if not has_permission(actor, Permission.JOURNEY_READ) or not (mine := _mine()):
        return []
    return [HomeCard("certificates/_card_own.html", {"row": mine[0]}, 15)]


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return the classes whose certificates are due."""
    if not has_permission(actor, Permission.CERTIFICATE_ISSUE):
        return []
    return [
        InboxItem(
            f"Cấp {row.people} giấy chứng nhận: {row.title}",
            url_for("certificates.show_class_certificates", class_run_id=row.id),
            f"Trong {ISSUE_WITHIN_DAYS} ngày từ quyết định công nhận kết quả.",
            due_on=row.decided_on + timedelta(days=ISSUE_WITHIN_DAYS),
            order=15,
        )
        for row in list_awaiting_classes()
    ]


def person_panels(person_id: UUID) -> list[PersonPanel]:
    """Return the certificates of a person of this register."""
    if not has_permission(current_actor(), Permission.CERTIFICATE_READ):
        return []
    rows = list_of_person(person_id)
    if not rows:
        return []
    return [PersonPanel("Giấy chứng nhận", "certificates/_person_panel.html", {"rows": rows}, 45)]


def learner_steps(class_run_id: UUID) -> list[LearnerStep]:
    """Return the certificate of a class as the learner's last step."""
    return [
        LearnerStep(
            f"Giấy chứng nhận số {row.number}",
            url_for("certificates.print_own", certificate_id=row.id),
            "Tải bản PDF",
            is_done=True,
        )
        for row in _mine()
        if row.class_run_id == class_run_id
    ]


def search(words: str) -> list[SearchHit]:
    """Return certificates by number or name."""
    if not has_permission(current_actor(), Permission.CERTIFICATE_READ):
        return []
    found = register_page(RegisterFilter(words=words), limit=MOST_HITS)
    return [
        SearchHit(
            "Giấy chứng nhận",
            f"{row.number} · {row.full_name}",
            row.class_title,
            url_for("certificates.show_certificate", certificate_id=row.id),
        )
        for row in found.rows
    ]


def _mine() -> list[Certificate]:
    """Return the signed-in person's certificates that were not annulled; asked once a request."""
    if "own_certificates" not in g:
        person_id = current_actor().person_id
        rows = list_of_person(person_id) if person_id else []
        g.own_certificates = [row for row in rows if row.annulled_on is None]
    mine: list[Certificate] = g.own_certificates
    return mine
