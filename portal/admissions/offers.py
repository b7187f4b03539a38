"""What dossiers at Khối offer to the inbox, the views of people and a person's page."""

from __future__ import annotations

from uuid import UUID

from flask import url_for

from portal.admissions import queries
from portal.admissions.states import OPEN, AnswerKind, State
from portal.admissions.words import DONE
from portal.candidates.stages import Stage
from portal.kernel import seams
from portal.kernel.actor import Actor, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem, PersonPanel, Place, StepPage
from portal.kernel.wording import said

MOST_LISTED = 5
AT_KHOI = StepPage(said("Xem hồ sơ ở {bloc}"), "admissions.follow_step")
STEP_PAGES: dict[str, StepPage] = {
    Stage.SUBMITTED: StepPage(said("Gửi hồ sơ lên {bloc}"), "admissions.submit_dossier"),
    Stage.APPRAISED: AT_KHOI,
    Stage.DECIDED: AT_KHOI,
    Stage.OFFICIAL: StepPage(said("Đề nghị {bloc} công nhận chính thức"), "admissions.submit_dossier"),
}
MOVERS = {"admission_submission": "move", "submission_answer": "keep"}
RETENTION = {
    "admission_submission": "Như hồ sơ theo dõi: đến 24 tháng sau khi ra khỏi danh sách, rồi ẩn danh.",
    "submission_answer": "Giữ lâu dài dưới dạng đã ẩn danh: quyết định là căn cứ của số liệu các kỳ.",
}


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.people_views.append(
        Place(
            said("Hồ sơ gửi {bloc}"), "admissions.list_submissions", "report", Permission.SUBMISSION_READ, 60
        )
    )
    seams.step_pages.update(STEP_PAGES)
    seams.inbox_items.append(inbox_items)
    seams.person_panels.append(person_panels)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return what waits for Khối, and the answers a house has not written down."""
    if has_permission(actor, Permission.SUBMISSION_ANSWER):
        return _waiting_at_khoi()
    if has_permission(actor, Permission.SUBMISSION_SEND):
        return [_to_note(row) for row in queries.list_unnoted(MOST_LISTED)]
    return []


def _waiting_at_khoi() -> list[InboxItem]:
    counts = queries.count_by_state()
    asked = {
        State.SENT: "hồ sơ chờ tiếp nhận",
        State.RECEIVED: "hồ sơ chờ thẩm định",
        State.APPRAISED: "hồ sơ chờ quyết định",
    }
    return [
        InboxItem(
            f"{counts[state]} {asked[state]}",
            url_for("admissions.list_submissions", state=state.value),
            order=16,
        )
        for state in OPEN
        if counts.get(state)
    ]


def _to_note(found: queries.SubmissionRow) -> InboxItem:
    last = found.unnoted[-1]
    number = f", số {last.document_no}" if last.document_no else ""
    return InboxItem(
        f"{DONE[last.kind]}: {found.row.full_name}",
        url_for("admissions.show_submission", admission_submission_id=found.row.id),
        f"Ghi vào hồ sơ theo dõi{number}",
        tone="red" if last.kind in {AnswerKind.RETURNED, AnswerKind.REFUSED} else "blue",
        order=13,
    )


def person_panels(person_id: UUID) -> list[PersonPanel]:
    """Return the dossiers sent about a person."""
    if not has_permission(current_actor(), Permission.SUBMISSION_READ):
        return []
    rows = queries.list_of_person(person_id)
    if not rows:
        return []
    return [PersonPanel(said("Hồ sơ gửi {bloc}"), "admissions/_person_panel.html", {"rows": rows}, 5)]
