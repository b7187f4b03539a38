"""Where the floors above classes add to its pages; filled once at start, emptied before.

Exams, grading and certificates stand above classes and may not be imported here.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from uuid import UUID


@dataclass(frozen=True, slots=True)
class LearnerStep:
    """One thing a learner has to do in a class or may look at: an exam, a thu hoạch, a certificate."""

    title: str
    url: str
    detail: str = ""
    due_at: datetime | None = None
    tone: str = "blue"
    is_done: bool = False


@dataclass(frozen=True, slots=True)
class ClassPanel:
    """One extra panel on the page of a class."""

    title: str
    template: str
    context: dict[str, object]
    order: int


learner_steps: list[Callable[[UUID], list[LearnerStep]]] = []
"""Given the id of a class, what the signed-in learner has to do in it."""
class_panels: list[Callable[[UUID], list[ClassPanel]]] = []
"""Given the id of a class, further panels for whoever reads its page."""


def clear() -> None:
    """Empty both lists; an application that is built again starts from nothing."""
    learner_steps.clear()
    class_panels.clear()


def list_learner_steps(class_run_id: UUID) -> list[LearnerStep]:
    """Return what every feature has for the learner, undone things first."""
    steps = [step for source in learner_steps for step in source(class_run_id)]
    return sorted(steps, key=lambda step: (step.is_done, step.due_at is None, step.due_at or 0))


def list_class_panels(class_run_id: UUID) -> list[ClassPanel]:
    """Return the panels of every feature, in order."""
    panels = [panel for source in class_panels for panel in source(class_run_id)]
    return sorted(panels, key=lambda panel: panel.order)
