"""The end of a check-up."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import RuleRefused
from portal.kernel.operation import operation
from portal.plans.models import CheckUp


@operation
def close_check_up(*, check_up_id: UUID, closing_words: str) -> None:
    """Close a check-up that was held, with what came of it."""
    check_up = lock(CheckUp, check_up_id)
    if check_up.closed_on is not None:
        raise RuleRefused("Cuộc kiểm tra, giám sát này đã kết thúc.")
    if check_up.held_on is None:
        raise RuleRefused("Ghi kết quả trước khi kết thúc.")
    check_up.closed_on, check_up.closing_words = clock.today(), closing_words.strip()
    audit.record("check_up.closed", check_up)
