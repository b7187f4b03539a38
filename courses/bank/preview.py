"""A question as the exam page would draw it, before any paper is drawn (pure)."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal

from courses.bank.formats.picture import Picture
from courses.bank.formats.question import Question
from courses.bank.types.contract import Option


@dataclass(frozen=True, slots=True)
class PreviewItem:
    """What templates/components/exam.html needs of an item; options keep the author's order."""

    item: int
    type: str
    text: str
    options: Sequence[Option]
    targets: Sequence[Option]
    points: Decimal
    pictures: Sequence[Picture] = ()


def preview_item(question: Question) -> PreviewItem:
    """Return the question as item 1 of a paper of one."""
    return PreviewItem(
        1,
        question.kind,
        question.text,
        question.options,
        question.targets,
        question.points,
        question.pictures,
    )
