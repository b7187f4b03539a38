"""Words for kinds and levels of questions."""

from __future__ import annotations

from courses.bank.formats.question import DIFFICULTY_LABELS, Difficulty
from courses.bank.queries import UNGRADED
from courses.bank.types.registry import TYPES


def kind_word(kind: str) -> str:
    """Return what a kind is called; an unknown one keeps its name."""
    return TYPES[kind].LABEL if kind in TYPES else kind


def difficulty_word(difficulty: str | None) -> str:
    """Return what a level is called."""
    return DIFFICULTY_LABELS[Difficulty(difficulty)] if difficulty else "Chưa xếp mức"


def kind_options() -> list[tuple[str, str]]:
    """Return the kinds as the filter offers them."""
    return [("", "Mọi loại"), *((kind, module.LABEL) for kind, module in TYPES.items())]


def difficulty_options() -> list[tuple[str, str]]:
    """Return the levels as the filter offers them, easiest first."""
    levels = [(level.value, label) for level, label in DIFFICULTY_LABELS.items()]
    return [("", "Mọi mức độ"), *levels, (UNGRADED, "Chưa xếp mức")]
