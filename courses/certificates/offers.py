"""What the certificates offer to the frame, the home page, the inbox and a person's page."""

from __future__ import annotations

from uuid import UUID

from flask import url_for

from courses.certificates import queries
from courses.classes import extensions
from courses.classes.extensions import LearnerStep
from portal.kernel import clock, seams
from portal.kernel.actor import Actor, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem, PersonPanel, Place, SearchHit

MOVERS = {"certificate": "keep", "certificate_seal": "keep"}
RETENTION = {
    "certificate": "Sổ cấp giấy chứng nhận giữ vĩnh viễn theo quy chế.",
    "certificate_seal": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
}
MOST_HITS = 5


def register() -> None:
    """Put the feature's entries into the seams."""
    place = Place("Giấy chứng nhận", "certificates.show_register", "medal", Permission.CERTIFICATE_READ, 48)
    seams.navigation.append(place)
    seams.inbox_items.append(inbox_items)
    seams.person_panels.append(person_panels)
    seams.search_sources.append(search)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)
    extensions.learner_steps.append(learner_steps)


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return the classes whose certificates wait to be issued."""
    if not has_permission(actor, Permission.CERTIFICATE_ISSUE):
        return []
    return [
        InboxItem(
            f"Cấp {number} giấy chứng nhận: {run.title}",
            url_for("certificates.show_class_certificates", class_run_id=run.id),
            "Trong 15 ngày kể từ quyết định công nhận.",
            order=15,
        )
        for run, number in queries.count_awaiting()
    ]


def person_panels(person_id: UUID) -> list[PersonPanel]:
    """Return the certificates of a person."""
    if not has_permission(current_actor(), Permission.CERTIFICATE_READ):
        return []
    rows = queries.list_of_person(person_id)
    context: dict[str, object] = {"rows": rows, "today": clock.today()}
    return (
        [PersonPanel("Giấy chứng nhận", "certificates/_person_certificates.html", context, 45)]
        if rows
        else []
    )


def learner_steps(class_run_id: UUID) -> list[LearnerStep]:
    """Return the certificate of a class as the learner's last step."""
    person_id = current_actor().person_id
    if person_id is None or not has_permission(current_actor(), Permission.CERTIFICATE_READ):
        return []
    return [
        LearnerStep(
            f"Giấy chứng nhận {row.certificate.number}",
            url_for("certificates.show_certificate", certificate_id=row.id),
            "Tải bản PDF để in",
            is_done=True,
        )
        for row in queries.list_of_person(person_id)
        if row.certificate.class_run_id == class_run_id
    ]


def search(words: str) -> list[SearchHit]:
    """Return certificates by number or name."""
    if not has_permission(current_actor(), Permission.CERTIFICATE_READ):
        return []
    rows, _ = queries.list_register(filters={"q": words}, limit=MOST_HITS)
    return [
        SearchHit(
            "Giấy chứng nhận",
            f"{row.certificate.number} · {row.name}",
            row.certificate.class_title,
            url_for("certificates.show_certificate", certificate_id=row.id),
        )
        for row in rows
    ]
