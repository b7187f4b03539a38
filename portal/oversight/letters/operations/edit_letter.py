"""The text, the addressees and the paper of a draft."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date
from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError, RuleRefused
from portal.kernel.file_kinds import PAPERS
from portal.kernel.files import keep_file
from portal.kernel.operation import operation
from portal.organizations.queries import list_organizations
from portal.oversight.letters.models import Letter, LetterState


@operation
def edit_letter(
    *,
    letter_id: UUID,
    subject: str,
    body: str,
    addressees: Sequence[UUID],
    reply_due: date | None,
    version: int,
    file: tuple[str, bytes] | None = None,
) -> None:
    """Change a draft; ``version`` is the one that was edited, so that two editors do not overwrite."""
    letter = lock(Letter, letter_id)
    if letter.state is not LetterState.DRAFT:
        raise RuleRefused("Công văn đã gửi hoặc đã bỏ thì không sửa được nữa.")
    if letter.version != version:
        raise Conflict(
            "Người khác vừa sửa dự thảo này. Mở bản mới ở thẻ khác, chép phần đồng chí vừa viết sang rồi lưu."
        )
    if not subject.strip():
        raise DomainError("Ghi trích yếu của công văn.", field="subject")
    if not body.strip():
        raise DomainError("Công văn chưa có nội dung.", field="body")
    known = {house.id for house in list_organizations() if not house.is_root}
    if unknown := set(addressees) - known:
        raise DomainError(f"Có {len(unknown)} đơn vị nhận không còn hoạt động.", field="addressees")
    letter.subject, letter.body, letter.reply_due = subject.strip(), body.strip(), reply_due
    letter.addressees = [str(house) for house in addressees]
    letter.version += 1
    if file is not None:
        for name, value in keep_file(file[1], file[0], accept=PAPERS).columns().items():
            setattr(letter, name, value)
    audit.record("letter.edited", letter, addressees=len(addressees), version=letter.version)
