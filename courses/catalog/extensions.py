"""Where the floors above add to the page of a lesson; filled once at start, emptied before."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from courses.catalog.queries import LessonPage


@dataclass(frozen=True, slots=True)
class LessonPanel:
    """One extra panel under a lesson that somebody reads."""

    template: str
    context: dict[str, object]


lesson_panels: list[Callable[[LessonPage], list[LessonPanel]]] = []
"""Given a lesson that the signed-in learner has open, what stands under it."""


def clear() -> None:
    """Empty the list; an application that is built again starts from nothing."""
    lesson_panels.clear()


def list_lesson_panels(page: LessonPage) -> list[LessonPanel]:
    """Return the panels of every feature."""
    return [panel for source in lesson_panels for panel in source(page)]
