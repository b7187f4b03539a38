"""All rule sets there are, shipped and published, and which of them holds on a day."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date

    from portal.eligibility.rule_set import RuleSet

_ONE_DAY = timedelta(days=1)


class UnknownRuleSetError(LookupError):
    """No rule set has this id."""


@dataclass(frozen=True, slots=True)
class RuleBook:
    """Rule sets by the day they begin; of those that begin together the later published is last."""

    sets: tuple[RuleSet, ...]

    @classmethod
    def of(cls, sets: Iterable[RuleSet]) -> RuleBook:
        """Return the book of some sets, given in the order they were published."""
        return cls(tuple(sorted(sets, key=lambda rules: rules.valid_from)))

    def get(self, rule_set_id: str) -> RuleSet:
        """Return a set by id; UnknownRuleSetError lists the ids there are."""
        found = self.find(rule_set_id)
        if found is None:
            known = ", ".join(rules.id for rules in self.sets)
            raise UnknownRuleSetError(f"không có bộ quy tắc {rule_set_id!r}; có: {known}")
        return found

    def find(self, rule_set_id: str) -> RuleSet | None:
        """Return a set by id, None when there is none."""
        return next((rules for rules in self.sets if rules.id == rule_set_id), None)

    def on(self, day: date) -> RuleSet:
        """Return the set in force on the day of a step: of those that hold, the one begun last.

        Before the oldest set (30/7/2021) the oldest is used: nothing earlier was read.
        """
        return next((rules for rules in reversed(self.sets) if rules.holds_on(day)), self.sets[0])

    def turns_after(self, day: date) -> list[date]:
        """Return the later days on which another set may come into force."""
        ends = (rules.valid_to + _ONE_DAY for rules in self.sets if rules.valid_to is not None)
        return [turn for turn in {*(rules.valid_from for rules in self.sets), *ends} if turn > day]
