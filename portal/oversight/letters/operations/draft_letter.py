"""A new draft of a letter, its text written from live figures."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from typing import Any
from uuid import UUID

from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations import queries as organizations
from portal.oversight.letters.models import Letter, LetterKind
from portal.oversight.letters.wording import SUBJECTS, Voice, write_body

NOBODY = {
    LetterKind.URGING: "Không có đơn vị nào dưới {threshold}% chỉ tiêu; không cần công văn.",
    LetterKind.PRAISE: "Chưa có đơn vị nào hoàn thành chỉ tiêu nhiệm kỳ; chưa có ai để biểu dương.",
    LetterKind.CLASS_INVITATION: "Không có lớp nào đang nhận đề nghị mà còn chỗ đã phân cho đơn vị.",
    LetterKind.PLAN_OPINION: "Chọn ít nhất một đơn vị có chỉ tiêu nhiệm kỳ.",
}


@operation
def draft_letter(
    *,
    kind: LetterKind,
    figures: Mapping[str, Any],
    as_of: date,
    reply_due: date | None,
    threshold: int | None = None,
    addressees: Sequence[UUID] = (),
) -> UUID:
    """Keep a draft with the figures as they stood; return its id.

    The figures are read before, through the oversight door, which cannot write.
    """
    if kind in NOBODY and not figures.get("units") and not figures.get("seats"):
        field = "addressees" if kind is LetterKind.PLAN_OPINION else None
        raise DomainError(NOBODY[kind].format(threshold=threshold), field=field)
    if reply_due is not None and reply_due <= as_of:
        raise DomainError("Hạn báo cáo phải sau ngày lấy số liệu.", field="reply_due")
    setting = organizations.get_setting()
    body = f"Ban Thường vụ {setting.issuing_body}" if setting.issuing_body else "Ban Thường vụ"
    voice = Voice(setting.bloc_label, setting.board_label, body, as_of, reply_due)
    letter = Letter(
        kind=kind,
        subject=SUBJECTS[kind],
        body=write_body(kind, figures, voice),
        addressees=[str(house) for house in addressees],
        term_code=figures.get("term", ""),
        as_of=as_of,
        threshold=threshold,
        reply_due=reply_due,
        figures=dict(figures),
        created_by=current_actor().name,
    )
    db.session.add(letter)
    audit.record("letter.drafted", letter, kind=kind, units=[u["code"] for u in figures.get("units", [])])
    return letter.id
