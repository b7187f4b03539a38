"""The house is told of its case, once the letter went out."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import get_row, lock
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation
from portal.oversight.letters.models import Letter, LetterState
from portal.rectification.models import RectificationCase


@operation
def tell_house(*, case_id: UUID) -> None:
    """Address the case to its house; refused before the letter was signed and sent."""
    case = lock(RectificationCase, case_id)
    if case.closed_on is not None or case.to_tenant_id is not None:
        raise RuleRefused("Hồ sơ này đã chuyển cho đơn vị hoặc đã kết thúc.")
    if get_row(Letter, case.letter_id).state is not LetterState.SENT:
        raise RuleRefused("Công văn chưa gửi. Ghi số, ngày ký và gửi công văn trước.")
    case.to_tenant_id = case.house_id
    audit.record("rectification.sent", case)
