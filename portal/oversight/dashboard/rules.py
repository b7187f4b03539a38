"""How a figure is called in the heat table: a shade and a word for each, never colour alone. Pure."""

from __future__ import annotations

from dataclasses import dataclass

SCALE_WORDS = ("rất thấp", "thấp", "khá", "tốt")
PACE_WORDS = ("rất chậm", "chậm", "kịp", "vượt")
BROKEN_WORDS = ("nhiều", "có", "", "không có")
MANY_BROKEN = 3


@dataclass(frozen=True, slots=True)
class Shade:
    """``level`` from 0 (worst) to 3 (best), and the word that says the same."""

    level: int
    word: str


def shade_of(value: float, limits: tuple[float, float, float], words: tuple[str, ...] = SCALE_WORDS) -> Shade:
    """Return the shade of a value by the three limits from which it is better, lowest first."""
    level = sum(value >= limit for limit in limits)
    return Shade(level, words[level])


def shade_of_broken(number: int) -> Shade:
    """Return the shade of broken limits: none is best, one or two is bad, more is worst."""
    level = 3 if number == 0 else 1 if number < MANY_BROKEN else 0
    return Shade(level, BROKEN_WORDS[level])
