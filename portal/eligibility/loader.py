"""Reads the rule sets that ship with the portal; a set may extend another and change a few values."""

from __future__ import annotations

import tomllib
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.eligibility.rule_book import RuleBook, UnknownRuleSetError
from portal.eligibility.rule_set_parsing import parse_rule_set

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.rule_set import RuleSet

__all__ = ["UnknownRuleSetError", "get_rule_set", "rule_set_on", "rule_sets", "shipped_rules"]

FOLDER = Path(__file__).parent / "rule_sets"
_MERGED = ("thresholds", "words", "sources")


@cache
def shipped_rules() -> RuleBook:
    """Return the book of the sets that come with the portal."""
    documents = {path.stem: tomllib.loads(path.read_text(encoding="utf-8")) for path in FOLDER.glob("*.toml")}
    return RuleBook.of(parse_rule_set(_merged(name, documents)) for name in documents)


def rule_sets() -> tuple[RuleSet, ...]:
    """Return every shipped rule set, the oldest first."""
    return shipped_rules().sets


def get_rule_set(rule_set_id: str) -> RuleSet:
    """Return a shipped rule set by id; UnknownRuleSetError lists the ids there are."""
    return shipped_rules().get(rule_set_id)


def rule_set_on(day: date) -> RuleSet:
    """Return the shipped set in force on the day of a step."""
    return shipped_rules().on(day)


def _merged(name: str, documents: dict[str, dict[str, Any]]) -> dict[str, Any]:
    """Return a file with what it inherits; the end of validity is never inherited."""
    own = documents[name]
    if "extends" not in own:
        return own
    parent = _merged(own["extends"], documents)
    tables = {table: {**parent[table], **own.get(table, {})} for table in _MERGED}
    merged = {**parent, **own, **tables, "valid_to": own.get("valid_to")}
    del merged["extends"]
    return merged
