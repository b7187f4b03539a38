"""The rule sets as pages list them: shipped, published, and for Khối those being written."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.models.rule_set import DraftState, RuleSetDraft, RuleSetVersion
from portal.candidates.queries.judging_rules import is_of_root, load_rules
from portal.kernel import clock
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound

if TYPE_CHECKING:
    from uuid import UUID

    from portal.eligibility.rule_set import RuleSet


@dataclass(frozen=True, slots=True)
class RuleSetPage:
    """Every set, the latest first, which holds today, and who published those of Khối."""

    sets: list[RuleSet]
    in_force: RuleSet
    versions: dict[str, RuleSetVersion]
    drafts: list[RuleSetDraft]


def rule_set_page(*, with_drafts: bool = False) -> RuleSetPage:
    """Return the rule sets there are; three statements at most."""
    book = load_rules().book
    versions = db.session.scalars(select(RuleSetVersion).where(is_of_root(RuleSetVersion.tenant_id)))
    return RuleSetPage(
        sets=list(reversed(book.sets)),
        in_force=book.on(clock.today()),
        versions={version.code: version for version in versions},
        drafts=_list_drafts() if with_drafts else [],
    )


def get_rule_set(code: str) -> RuleSet:
    """Return one rule set by id; NotFound when there is none."""
    rules = load_rules().book.find(code)
    if rules is None:
        raise NotFound
    return rules


def get_draft(rule_set_draft_id: UUID) -> RuleSetDraft:
    """Return one draft of Khối."""
    return get_row(RuleSetDraft, rule_set_draft_id)


def list_codes() -> set[str]:
    """Return the codes that are taken, by a set or by a draft that may still become one."""
    drafts = select(RuleSetDraft.code).where(RuleSetDraft.state == DraftState.DRAFT)
    return {rules.id for rules in load_rules().book.sets} | set(db.session.scalars(drafts))


def _list_drafts() -> list[RuleSetDraft]:
    statement = (
        select(RuleSetDraft)
        .where(RuleSetDraft.state == DraftState.DRAFT)
        .order_by(RuleSetDraft.created_at.desc())
    )
    return list(db.session.scalars(statement))
