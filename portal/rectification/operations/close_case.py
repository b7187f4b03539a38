"""The end of a case."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.rectification.models import RectificationCase
from portal.rectification.queries import get_case
from portal.rectification.states import CaseState, Result


@operation
def close_case(*, case_id: UUID, result: Result, closing_words: str) -> None:
    """Close a case with its result; without a plan of the house only as not mended or opened by mistake."""
    case = lock(RectificationCase, case_id)
    state = get_case(case_id).state
    if state is CaseState.CLOSED:
        raise RuleRefused("Hồ sơ chấn chỉnh này đã kết thúc.")
    if not closing_words.strip():
        raise DomainError("Ghi kết luận.", field="closing_words")
    if state is not CaseState.MENDING and result in {Result.MENDED, Result.PARTLY}:
        raise DomainError("Đơn vị chưa gửi kế hoạch khắc phục nên chưa ghi là đã khắc phục.", field="result")
    case.closed_on, case.result, case.closing_words = clock.today(), result, closing_words.strip()
    audit.record("rectification.closed", case, result=result)
