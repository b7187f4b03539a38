"""How a number of admissions may be shared out among houses: a proposal, never the decision (pure).

Rules.md §4.2: 3–4 % of the members, the share of the prospects in the list, the result of the year
before, and at least one for a house whose list is not empty.
"""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from fractions import Fraction
from math import ceil, floor
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping, Sequence
    from uuid import UUID

HUNDRED = 100


class Weight(StrEnum):
    """By what a given number is shared out."""

    MEMBERS = "members"
    PROSPECTS = "prospects"
    LAST_YEAR = "last_year"


@dataclass(frozen=True, slots=True)
class Basis:
    """What is known of a house: members, people in its list, admissions of the year before."""

    members: int
    prospects: int
    last_year: int


def by_percent(basis: Basis, percent: Fraction, least: int) -> int:
    """Return so many percent of the members, rounded up; at least ``least`` where the list is not empty."""
    share = ceil(basis.members * percent / HUNDRED)
    return max(share, least) if basis.prospects else share


def share_out(bases: Mapping[UUID, Basis], total: int, weight: Weight, least: int = 1) -> dict[UUID, int]:
    """Share ``total`` out by largest remainder; every house with a list gets ``least`` first.

    When the total does not reach that far, nobody has a claim to the least and the weight alone
    decides. The proposal adds up to the total whenever some house has any weight.
    """
    listed = [house for house, basis in bases.items() if basis.prospects]
    start = dict.fromkeys(bases, 0)
    if least * len(listed) <= total:
        start |= dict.fromkeys(listed, least)
    weights = [int(getattr(basis, weight)) for basis in bases.values()]
    rest = _largest_remainder(weights, total - sum(start.values()))
    return {house: start[house] + more for house, more in zip(bases, rest, strict=True)}


def _largest_remainder(weights: Sequence[int], total: int) -> list[int]:
    whole = sum(weights)
    if not whole:
        return [0] * len(weights)
    exact = [Fraction(total * weight, whole) for weight in weights]
    given = [floor(share) for share in exact]
    order = sorted(range(len(exact)), key=lambda at: (given[at] - exact[at], at))
    for at in order[: total - sum(given)]:
        given[at] += 1
    return given
