"""A version of the rules nobody needs any more."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.models.rule_set import DraftState, RuleSetDraft
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation


@operation
def discard_rule_set_draft(*, rule_set_draft_id: UUID) -> None:
    """Take a draft off the list; it stays in the record."""
    draft = lock(RuleSetDraft, rule_set_draft_id)
    if draft.state is not DraftState.DRAFT:
        raise Conflict("Bản này đã công bố hoặc đã bỏ.")
    draft.state = DraftState.DISCARDED
    audit.record("rule_set.discarded", draft, code=draft.code)
