"""A letter that was signed on paper goes to its houses."""

from __future__ import annotations

import re
from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.kernel import audit, clock
from portal.kernel.database import db, lock, lock_name
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.oversight.letters.models import Letter, LetterDelivery, LetterState

NUMBER = re.compile(r"0*([1-9]\d{0,5})")


@operation
def send_letter(*, letter_id: UUID, number: str, signed_on: date) -> int:
    """Write down number and day as signed, and address the letter to each house; return how many.

    Numbers run through the term (rules.md §7.2): the same one is refused twice in a term.
    """
    lock_name("letter_numbers")
    letter = lock(Letter, letter_id)
    if letter.state is not LetterState.DRAFT:
        raise Conflict("Công văn này đã gửi hoặc đã bỏ trước đó.")
    match = NUMBER.fullmatch(number.strip())
    if match is None:
        raise DomainError(
            "Chỉ ghi phần số, ví dụ 1849; phần “-CV/ĐUK” lấy từ thể thức văn bản.", field="number"
        )
    if signed_on > clock.today():
        raise DomainError("Ngày ký ở tương lai.", field="signed_on")
    if signed_on < letter.as_of:
        raise DomainError(f"Ngày ký trước ngày lấy số liệu {letter.as_of:%d/%m/%Y}.", field="signed_on")
    if letter.reply_due is not None and letter.reply_due < signed_on:
        raise DomainError("Hạn trả lời đã qua trước ngày ký; sửa hạn trong dự thảo.", field="signed_on")
    if not letter.addressees:
        raise DomainError("Chưa chọn đơn vị nhận; sửa dự thảo để chọn.")
    same = select(Letter.id).where(
        Letter.state == LetterState.SENT, Letter.number == match[1], Letter.term_code == letter.term_code
    )
    if db.session.scalars(same.limit(1)).first() is not None:
        raise DomainError(f"Số {match[1]} đã dùng cho công văn khác trong nhiệm kỳ.", field="number")
    letter.number, letter.signed_on, letter.state = match[1], signed_on, LetterState.SENT
    for house in letter.addressees:
        db.session.add(_delivery(letter, UUID(house), match[1], signed_on))
    audit.record("letter.sent", letter, number=match[1], houses=len(letter.addressees))
    return len(letter.addressees)


def _delivery(letter: Letter, house: UUID, number: str, signed_on: date) -> LetterDelivery:
    return LetterDelivery(
        to_tenant_id=house,
        letter_id=letter.id,
        kind=letter.kind,
        subject=letter.subject,
        body=letter.body,
        figures=letter.figures,
        number=number,
        signed_on=signed_on,
        reply_due=letter.reply_due,
        file_digest=letter.file_digest,
        file_name=letter.file_name,
        file_type=letter.file_type,
        file_size=letter.file_size,
    )
