"""How often a question was drawn and how it did, exam by exam (pure)."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from decimal import Decimal
from typing import NamedTuple
from uuid import UUID

from courses.grading.analysis import discrimination, facility

ONE = Decimal(1)


class Draw(NamedTuple):
    """The question on one paper; points and mark None until the paper is scored."""

    exam_id: UUID
    exam_title: str
    held_at: datetime
    version: int
    points: Decimal | None
    out_of: Decimal | None
    mark: Decimal | None


@dataclass(frozen=True, slots=True)
class Usage:
    """One version of a question in one exam; figures None where they would mean nothing."""

    exam_id: UUID
    exam_title: str
    held_at: datetime
    version: int
    drawn: int
    answered: int
    facility: Decimal | None
    discrimination: Decimal | None


def usages(draws: Iterable[Draw]) -> list[Usage]:
    """Return the figures of every exam and version, the latest exam first.

    Versions are kept apart: another wording is another question to those who sit. Marks of different
    exams are never compared.
    """
    found: dict[tuple[UUID, int], list[Draw]] = {}
    for draw in draws:
        found.setdefault((draw.exam_id, draw.version), []).append(draw)
    rows = [_usage(group) for group in found.values()]
    return sorted(rows, key=lambda row: (row.held_at, row.version, str(row.exam_id)), reverse=True)


def _usage(group: list[Draw]) -> Usage:
    scored = [
        (draw.points / draw.out_of, draw.mark) for draw in group if draw.points is not None and draw.out_of
    ]
    shares = [share for share, _ in scored]
    marks = [mark for _, mark in scored if mark is not None]
    first = group[0]
    return Usage(
        first.exam_id,
        first.exam_title,
        first.held_at,
        first.version,
        len(group),
        len(shares),
        facility(shares, ONE),
        discrimination(shares, marks, ONE) if len(marks) == len(shares) else None,
    )
