"""How good the questions were: facility, discrimination, and how well they measure together.

Exact fractions inside; None wherever a figure has no meaning (too few people, no spread).
"""

from __future__ import annotations

from collections.abc import Sequence
from decimal import Decimal
from fractions import Fraction
from itertools import groupby

GROUP_SHARE = Fraction(27, 100)
"""Kelley's upper and lower groups."""
FEWEST_PEOPLE = 10
"""Below this a discrimination index is noise; it is not shown."""


def facility(points: Sequence[Decimal], most: Decimal) -> Decimal | None:
    """Return the mean share of the points people got for an item, 0 to 1: low is hard."""
    if not points or not most:
        return None
    return _three(sum(map(Fraction, points), Fraction(0)) / len(points) / Fraction(most))


def discrimination(points: Sequence[Decimal], totals: Sequence[Decimal], most: Decimal) -> Decimal | None:
    """Return facility in the best 27 % minus facility in the weakest 27 %, −1 to 1.

    ``totals`` are the marks of the same people in the same order. People with equal totals at the
    edge of a group count with equal fractions, so that the order of the list changes nothing.
    """
    if len(points) < FEWEST_PEOPLE or not most or len(set(totals)) < 2:  # noqa: PLR2004 -- no spread
        return None
    people = sorted(zip(totals, points, strict=True), key=lambda person: person[0])
    size = len(people) * GROUP_SHARE
    gap = _group_mean(people[::-1], size) - _group_mean(people, size)
    return _three(gap / Fraction(most))


def _group_mean(people: Sequence[tuple[Decimal, Decimal]], size: Fraction) -> Fraction:
    seats, total = size, Fraction(0)
    for _, block in groupby(people, key=lambda person: person[0]):
        scores = [Fraction(points) for _, points in block]
        taken = min(seats, Fraction(len(scores)))
        total += taken * sum(scores) / len(scores)
        seats -= taken
    return total / size


def alpha(table: Sequence[Sequence[Decimal]]) -> Decimal | None:
    """Return Cronbach's alpha of a table with a row a person and a column an item.

    Everybody must have had the same items (a class whose papers are drawn at random compares only
    the items all had). Raises ValueError for rows of different lengths.
    """
    columns = list(zip(*table, strict=True))
    if len(table) < 2 or len(columns) < 2:  # noqa: PLR2004 -- a variance needs two
        return None
    spread = _variance([sum(row, Decimal(0)) for row in table])
    if not spread:
        return None
    inside = sum((_variance(column) for column in columns), Fraction(0))
    return _three(Fraction(len(columns), len(columns) - 1) * (1 - inside / spread))


def _variance(values: Sequence[Decimal]) -> Fraction:
    exact = [Fraction(value) for value in values]
    mean = sum(exact, Fraction(0)) / len(exact)
    return sum(((value - mean) ** 2 for value in exact), Fraction(0)) / (len(exact) - 1)


def _three(figure: Fraction) -> Decimal:
    return (Decimal(figure.numerator) / Decimal(figure.denominator)).quantize(Decimal("0.001"))
