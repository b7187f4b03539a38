"""Where the floors above the bank add to the page of a question; filled once at start, emptied before.

Exams and grading stand above the bank and may not be imported here.
"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from uuid import UUID


@dataclass(frozen=True, slots=True)
class QuestionPanel:
    """One extra panel on the page of a question."""

    title: str
    template: str
    context: dict[str, object]


question_panels: list[Callable[[Sequence[UUID]], list[QuestionPanel]]] = []
"""Given the versions of a question, the newest first, what stands under it."""


def clear() -> None:
    """Empty the list; an application that is built again starts from nothing."""
    question_panels.clear()


def list_question_panels(version_ids: Sequence[UUID]) -> list[QuestionPanel]:
    """Return the panels of every feature."""
    return [panel for source in question_panels for panel in source(version_ids)]
