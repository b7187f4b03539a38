"""A version of the rules, given to everybody."""

from __future__ import annotations

from uuid import UUID

from portal.candidates.models.rule_set import DraftState, RuleSetDraft, RuleSetVersion
from portal.candidates.queries.access import signature
from portal.candidates.queries.rule_sets import get_rule_set
from portal.eligibility.rule_set_parsing import parse_rule_set, rule_set_document
from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, RuleRefused
from portal.kernel.operation import operation


@operation
def publish_rule_set(*, rule_set_draft_id: UUID, version: int) -> str:
    """Publish a draft whose effect was counted; return its code.

    It begins tomorrow at the earliest: whatever was recorded until then keeps the set it was judged
    by, and no day that has been is judged by other rules than it was (rules.md §0.1).
    """
    draft = lock(RuleSetDraft, rule_set_draft_id)
    if draft.state is not DraftState.DRAFT:
        raise Conflict("Bản này đã công bố hoặc đã bỏ.")
    if draft.version != version:
        raise Conflict("Bản này vừa được sửa; xem lại trước khi công bố.")
    rules = parse_rule_set(draft.document)
    if rules.valid_from <= clock.today():
        raise RuleRefused("Ngày có hiệu lực phải từ ngày mai trở đi; sửa ngày rồi xem lại tác động.")
    if draft.effect is None or draft.effect_of_version != draft.version:
        raise RuleRefused("Xem tác động của bản này trước khi công bố.")
    source = rule_set_document(get_rule_set(draft.copied_from))
    names = {"id", "valid_from", "valid_to"}
    if all(source[key] == value for key, value in draft.document.items() if key not in names):
        raise RuleRefused(f"Nội dung chưa khác bộ {draft.copied_from}.")
    db.session.add(
        RuleSetVersion(
            code=draft.code,
            copied_from=draft.copied_from,
            document=draft.document,
            published_by=signature(),
        )
    )
    draft.state = DraftState.PUBLISHED
    audit.record(
        "rule_set.published",
        draft,
        code=draft.code,
        valid_from=rules.valid_from,
        changed=draft.effect["changed"],
    )
    return draft.code
