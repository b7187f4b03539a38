"""Reads the rule sets that ship with the portal; a set may extend another and change a few values."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.eligibility.rule_set import RuleSet, Thresholds

if TYPE_CHECKING:
    from datetime import date

FOLDER = Path(__file__).parent / "rule_sets"
_MERGED = ("thresholds", "words", "sources")


class UnknownRuleSetError(LookupError):
    """No rule set has this id."""


@cache
def rule_sets() -> tuple[RuleSet, ...]:
    """Return every shipped rule set, the oldest first."""
    documents = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}
    return tuple(
        sorted((_build(name, documents) for name in documents), key=lambda rule_set: rule_set.valid_from)
    )


def get_rule_set(rule_set_id: str) -> RuleSet:
    """Return a rule set by id; UnknownRuleSetError lists the ids there are."""
    for rule_set in rule_sets():
        if rule_set.id == rule_set_id:
            return rule_set
    raise UnknownRuleSetError(
        f"không có bộ quy tắc {rule_set_id!r}; có: {', '.join(r.id for r in rule_sets())}"
    )


def rule_set_on(day: date) -> RuleSet:
    """Return the set in force on the day of a step.

    Before the oldest set (30/7/2021) the oldest is used: nothing earlier was read.
    """
    for rule_set in rule_sets():
        if rule_set.holds_on(day):
            return rule_set
    return rule_sets()[0]


def _build(name: str, documents: dict[str, dict[str, Any]]) -> RuleSet:
    document = _merged(name, documents)
    return RuleSet(
        id=document["id"],
        valid_from=document["valid_from"],
        valid_to=documents[name].get("valid_to"),
        basis=document["basis"],
        verified=document["verified"],
        thresholds=Thresholds(**document["thresholds"]),
        education_wording=document["words"]["education"],
        ceremony_counted_from=document["words"]["ceremony_counted_from"],
        authority=document["authority"],
        grades=tuple(
            sorted(((int(lowest), grade) for lowest, grade in document["grades"].items()), reverse=True)
        ),
        sources=document["sources"],
        unverified=frozenset(document["unverified"]),
    )


def _merged(name: str, documents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    own = documents[name]
    if "extends" not in own:
        return own
    parent = _merged(own["extends"], documents)
    tables = {table: {**parent[table], **own.get(table, {})} for table in _MERGED}
    return {**parent, **own, **tables}
