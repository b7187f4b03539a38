"""The counted effect of a version of the rules, kept with the draft."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from portal.candidates.models.rule_set import RuleSetDraft
from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.operation import operation


@operation
def keep_rule_effect(*, rule_set_draft_id: UUID, of_version: int, effect: Mapping[str, Any]) -> None:
    """Keep what was counted; a count of an older wording never replaces that of a newer one."""
    draft = lock(RuleSetDraft, rule_set_draft_id)
    if of_version >= draft.effect_of_version:
        draft.effect, draft.effect_of_version, draft.effect_asked_at = dict(effect), of_version, None
    audit.record(
        "rule_set.effect_counted",
        draft,
        code=draft.code,
        version=of_version,
        judged=effect["judged"],
        changed=effect["changed"],
    )
