"""The question what a version of the rules would change."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.models.rule_set import DraftState, RuleSetDraft
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import Conflict
from portal.kernel.jobs import defer
from portal.kernel.operation import operation


@operation
def ask_rule_effect(*, rule_set_draft_id: UUID) -> None:
    """Have the effect of a draft counted in the background."""
    draft = lock(RuleSetDraft, rule_set_draft_id)
    if draft.state is not DraftState.DRAFT:
        raise Conflict("Bản này đã công bố hoặc đã bỏ.")
    draft.effect_asked_at = clock.now()
    defer("candidates.count_rule_effect", once=str(draft.id), rule_set_draft_id=draft.id)
    audit.record("rule_set.effect_asked", draft, code=draft.code, version=draft.version)
