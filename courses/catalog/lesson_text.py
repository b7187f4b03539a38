"""What a reader wants to know of a lesson page before reading it (pure)."""

from __future__ import annotations

import re

WORDS_A_MINUTE = 180
"""Attentive reading; Vietnamese writes one syllable a word."""


def reading_minutes(body: str) -> int:
    """Return how long the page takes to read, in whole minutes, at least one."""
    return max(1, round(len(re.findall(r"\w+", body)) / WORDS_A_MINUTE))


def headings(body: str) -> list[str]:
    """Return the second-level headings of a Markdown page, in order: what it is about."""
    return re.findall(r"^## +(.+?) *$", body, re.MULTILINE)
