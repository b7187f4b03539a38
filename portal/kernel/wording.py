"""What this installation calls the body that oversees its houses: one label, set on its own page.

A Khối may be followed by a Party committee of another name; pages, messages and files then say that
one (rules.md §9). The label is read with every session, so that a page costs no statement more.
"""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import TypeVar, cast

from flask_babel import LazyString
from markupsafe import Markup, escape

K = TypeVar("K")
KHOI = "Khối"
"""What it is called until it sets a label of its own."""
_said = {"bloc": KHOI}


def bloc() -> str:
    """Return what the overseeing body is called, as it stands within a sentence."""
    return _said["bloc"]


def call_bloc(label: str | None) -> None:
    """Remember the label that was read; empty is the word everybody knows."""
    _said["bloc"] = label or KHOI


class Spoken(Mapping[K, str]):
    """Words by key that may name the overseeing body as ``{bloc}``, put together when they are read."""

    def __init__(self, words: Mapping[K, str]) -> None:
        self._words = words

    def __getitem__(self, key: K) -> str:
        return self._words[key].replace("{bloc}", bloc())

    def __iter__(self) -> Iterator[K]:
        return iter(self._words)

    def __len__(self) -> int:
        return len(self._words)


class _Later(LazyString):  # type: ignore[misc]  # Flask-Babel's class has no types
    """A text put together when it is shown; escaped there like any other."""

    def __html__(self) -> Markup:
        return escape(str(self))


def said(words: str) -> str:
    """Return a text for a form or a menu, written at start, that names the overseeing body as ``{bloc}``."""
    return cast("str", _Later(lambda: words.replace("{bloc}", bloc())))
