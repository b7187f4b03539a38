"""A house says that it has a letter, or answers it."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.database import db, get_row, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.file_kinds import PAPERS
from portal.kernel.files import keep_file
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.oversight.letters.models import LetterDelivery, LetterReply, ReplyKind
from portal.oversight.letters.queries import list_replies


@operation
def answer_letter(
    *, letter_delivery_id: UUID, text: str = "", document_no: str = "", file: tuple[str, bytes] | None = None
) -> UUID:
    """Acknowledge a letter (nothing written) or answer it; return the id of the answer.

    The row is the house's own, addressed to Khối: a house never writes in Khối's letter. A second
    acknowledgement is the first one.
    """
    delivery = get_row(LetterDelivery, letter_delivery_id)
    if delivery.to_tenant_id != current_tenant_id():
        raise DomainError("Công văn này gửi cho đơn vị khác.")
    lock_name(f"letter_reply:{delivery.id}")
    kind = ReplyKind.REPLIED if text.strip() or file or document_no.strip() else ReplyKind.RECEIVED
    before = list_replies([delivery.id])
    if kind is ReplyKind.RECEIVED and before:
        audit.record("letter.acknowledged_again", before[0])
        return before[0].id
    if kind is ReplyKind.REPLIED and not text.strip():
        raise DomainError("Ghi nội dung trả lời, dù chỉ tóm tắt văn bản kèm theo.", field="text")
    if any(reply.text == text.strip() and reply.kind is ReplyKind.REPLIED for reply in before):
        raise DomainError("Nội dung này đã gửi rồi.", field="text")
    kept = keep_file(file[1], file[0], accept=PAPERS).columns() if file else {}
    reply = LetterReply(
        to_tenant_id=delivery.tenant_id,
        letter_delivery_id=delivery.id,
        kind=kind,
        text=text.strip(),
        document_no=document_no.strip(),
        replied_by=signature(),
        **kept,
    )
    db.session.add(reply)
    audit.record("letter.answered" if kind is ReplyKind.REPLIED else "letter.acknowledged", reply)
    return reply.id
