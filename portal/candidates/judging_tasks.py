"""Verdicts kept for lists are made anew every night, and when Khối changes what they rest on."""

from __future__ import annotations

from dataclasses import replace
from uuid import UUID

from portal.candidates.operations.judge_house import judge_house
from portal.candidates.operations.keep_rule_effect import keep_rule_effect
from portal.candidates.queries.rule_effect import HOUSES, count_effect
from portal.candidates.queries.rule_sets import get_draft
from portal.eligibility.rule_set_parsing import parse_rule_set
from portal.kernel.actor import Door, acting_as, current_actor
from portal.kernel.database import session_as
from portal.kernel.jobs import RunsAs, task
from portal.organizations.queries import list_organizations, operator_of


@task("candidates.judge_everybody", runs_as=RunsAs.ROOT, cron="20 0 * * *")
def judge_everybody() -> None:
    """Judge the people of every house, each as its own operator."""
    for house in list_organizations(kinds=HOUSES):
        judge_one_house(tenant_id=str(house.id))


@task("candidates.judge_one_house", runs_as=RunsAs.ROOT)
def judge_one_house(*, tenant_id: str) -> None:
    """Judge the people of one house as its own operator."""
    with session_as(operator_of(UUID(tenant_id), is_root=False)):
        judge_house()


@task("candidates.count_rule_effect")
def count_rule_effect(*, rule_set_draft_id: str) -> None:
    """Count what a draft of Khối would change: read by the overseers' door, kept by the desk's."""
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        draft = get_draft(UUID(rule_set_draft_id))
        version, effect = draft.version, count_effect(parse_rule_set(draft.document))
    keep_rule_effect(rule_set_draft_id=UUID(rule_set_draft_id), of_version=version, effect=effect)
