"""What a version of the rules being written will say."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from portal.candidates.models.rule_set import DraftState, RuleSetDraft
from portal.eligibility.rule_set_parsing import RuleSetError, parse_rule_set, rule_set_document
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation

NOT_OF_THE_FORM = ("id", "grades")


@operation
def change_rule_set_draft(*, rule_set_draft_id: UUID, version: int, document: Mapping[str, Any]) -> None:
    """Change a draft; what it says is read by the same parser as the shipped files.

    The code stays, and so do the grades. DomainError names the key of the document that is wrong.
    """
    draft = lock(RuleSetDraft, rule_set_draft_id)
    if draft.state is not DraftState.DRAFT:
        raise Conflict("Bản này đã công bố hoặc đã bỏ; hãy tạo bản mới.")
    if draft.version != version:
        raise Conflict("Người khác vừa sửa bản này; tải lại trang để xem.")
    whole = dict(document) | {key: draft.document[key] for key in NOT_OF_THE_FORM}
    try:
        rules = parse_rule_set(whole)
    except RuleSetError as error:
        raise DomainError(error.message[:1].upper() + error.message[1:] + ".", field=error.key) from error
    before, after = draft.document, rule_set_document(rules)
    if before == after:
        raise DomainError("Chưa có gì thay đổi.")
    draft.document = after
    draft.version += 1
    audit.record(
        "rule_set.changed",
        draft,
        code=draft.code,
        keys=sorted(key for key in after if before.get(key) != after[key]),
    )
