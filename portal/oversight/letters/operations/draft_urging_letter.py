"""A new draft of an urging letter."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import Any
from uuid import UUID

from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.oversight.letters.documents import SUBJECT
from portal.oversight.letters.models import Letter, LetterKind


@operation
def draft_urging_letter(*, figures: Mapping[str, Any], as_of: date, threshold: int, reply_due: date) -> UUID:
    """Keep a draft with the figures as they stood; return its id.

    The figures are read before, through the oversight door, which cannot write.
    """
    if not figures["units"]:
        raise DomainError(f"Không có đơn vị nào dưới {threshold}% chỉ tiêu; không cần công văn.")
    if reply_due <= as_of:
        raise DomainError("Hạn báo cáo phải sau ngày lấy số liệu.", field="reply_due")
    letter = Letter(
        kind=LetterKind.URGING,
        subject=SUBJECT,
        term_code=figures["term"],
        as_of=as_of,
        threshold=threshold,
        reply_due=reply_due,
        figures=dict(figures),
        created_by=current_actor().name,
    )
    db.session.add(letter)
    audit.record("letter.drafted", letter, units=[unit["code"] for unit in figures["units"]])
    return letter.id
