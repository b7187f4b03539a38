"""Counts of a vote on paper, and whether they reach the threshold (rules.md §1.6). Pure.

The portal checks what a meeting counted; it never runs a vote (rules.md §0.7).
"""

from __future__ import annotations

from dataclasses import dataclass

from portal.candidates.stages import Body


def reaches_threshold(body: Body, *, yes: int, base: int, is_whole_committee: bool = False) -> bool:
    """Tell whether a vote passed: two thirds, or more than half for a standing committee.

    ``base`` is already reduced as 294-QĐ/TW §9.3.2–9.3.3 says. ``is_whole_committee`` marks an
    authorised grassroots committee, which decides by two thirds (06-HD/TW §3.7a).
    """
    if base <= 0 or yes < 0 or yes > base:
        return False
    if body is Body.AUTHORITY and not is_whole_committee:
        return 2 * yes > base
    return 3 * yes >= 2 * base


@dataclass(frozen=True, slots=True)
class VoteCount:
    """Counts of one vote: how many were called, how many of them do not count, how many agreed.

    ``kind`` names the deciding body as the eligibility facts do: ``standing_committee``,
    ``grassroots_committee`` or ``grassroots_standing_committee``.
    """

    total: int
    yes: int
    deducted: int = 0
    kind: str = "standing_committee"

    @property
    def base(self) -> int:
        return self.total - self.deducted


def vote_passed(body: Body, vote: VoteCount) -> bool:
    """Tell whether the counts of a vote reach the threshold of the body that voted."""
    is_whole_committee = vote.kind == "grassroots_committee"
    return reaches_threshold(body, yes=vote.yes, base=vote.base, is_whole_committee=is_whole_committee)


def vote_as_fact(body: Body, vote: VoteCount) -> dict[str, int | str]:
    """Return the counts in the shape of the eligibility facts (design/eligibility.md)."""
    if body is Body.AUTHORITY:
        return {"kind": vote.kind, "members": vote.total, "yes": vote.yes}
    name = "official_summoned" if body is Body.CELL else "members"
    return {name: vote.total, "deducted": vote.deducted, "yes": vote.yes}
