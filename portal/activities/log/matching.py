"""Which members do pasted lines mean? Names without tones, numbering, hints behind a comma. Pure.

One member found is certain; several, or only similar ones, are doubts that a person settles; nobody
is a guest until somebody says otherwise. A doubt is never guessed away.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass, field
from datetime import date
from difflib import SequenceMatcher
from typing import TYPE_CHECKING, Any, Generic, TypeVar

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

Key = TypeVar("Key")

SIMILAR = 0.86
"""Share of letters two names must have in common to be offered as the same."""
MOST_OFFERED = 4
_NUMBERING = re.compile(r"^\s*(?:\d+\s*[.)\-:]?|[-•*+])\s*")
_HINT = re.compile(r"\s*(?:[\t;,|]|\s[-–]\s|\()\s*")
_HONORIFIC = re.compile(r"^(?:d/c|dong chi|anh|chi|ong|ba|bs|ths|ts)\.?\s+")
_DAY = re.compile(r"(\d{1,2})[/.\-](\d{1,2})[/.\-](\d{4})")
_YEAR = re.compile(r"\b(?:19|20)\d{2}\b")


@dataclass(frozen=True, slots=True)
class Known(Generic[Key]):
    """A member as matching needs to know him or her."""

    key: Key
    name: str
    birth_date: date
    unit_name: str = ""


@dataclass(frozen=True, slots=True)
class Match(Generic[Key]):
    """One line and the members it may mean, the most likely first."""

    line: str
    certain: Known[Key] | None = None
    offered: Sequence[Known[Key]] = field(default_factory=tuple)


def plain(text: str) -> str:
    """Return small letters without tones and with single spaces."""
    letters = unicodedata.normalize("NFD", text.casefold().replace("đ", "d"))
    return " ".join("".join(sign for sign in letters if not unicodedata.combining(sign)).split())


def match_lines(text: str, members: Iterable[Known[Key]]) -> list[Match[Key]]:
    """Return one match for each line that holds a letter, in their order; repeated lines once."""
    by_name: dict[str, list[Known[Key]]] = {}
    for member in members:
        by_name.setdefault(plain(member.name), []).append(member)
    seen: set[str] = set()
    found = []
    for line in text.splitlines():
        tidy = " ".join(_NUMBERING.sub("", line).split())
        if any(sign.isalpha() for sign in tidy) and plain(tidy) not in seen:
            seen.add(plain(tidy))
            found.append(_match(_NUMBERING.sub("", line).strip(), by_name))
    return found


def _match(line: str, by_name: dict[str, list[Known[Key]]]) -> Match[Key]:
    name, _, hint = _split(line)
    namesakes = by_name.get(name, [])
    if hint and len(namesakes) > 1:
        namesakes = [member for member in namesakes if _fits(member, hint)] or namesakes
    shown = " ".join(line.split())
    if len(namesakes) == 1:
        return Match(shown, certain=namesakes[0])
    if namesakes:
        return Match(shown, offered=tuple(namesakes[:MOST_OFFERED]))
    return Match(shown, offered=tuple(_similar(name, by_name)))


def _split(line: str) -> tuple[str, str, str]:
    parts = _HINT.split(line, maxsplit=1)
    name = _HONORIFIC.sub("", plain(parts[0]))
    return name, "", plain(parts[1].rstrip(") ")) if len(parts) > 1 else ""


def _fits(member: Known[Any], hint: str) -> bool:
    """Tell whether what stands behind the name speaks of this member: birth day, year, branch."""
    day = _DAY.search(hint)
    if day:
        return (int(day[1]), int(day[2]), int(day[3])) == (
            member.birth_date.day,
            member.birth_date.month,
            member.birth_date.year,
        )
    year = _YEAR.search(hint)
    if year:
        return int(year[0]) == member.birth_date.year
    return bool(hint) and hint in plain(member.unit_name)


def _similar(name: str, by_name: dict[str, list[Known[Key]]]) -> list[Known[Key]]:
    scored = sorted(
        ((score, key) for key in by_name if (score := _likeness(name, key)) >= SIMILAR), reverse=True
    )
    return [member for _score, key in scored for member in by_name[key]][:MOST_OFFERED]


def _likeness(typed: str, known: str) -> float:
    """Return 1 for a short form (“Ng. V. An”, “Văn An”), else the share of letters in common."""
    if not typed or typed.rsplit(maxsplit=1)[-1] != known.rsplit(maxsplit=1)[-1]:
        matcher = SequenceMatcher(None, typed, known)
        return matcher.ratio() if matcher.real_quick_ratio() >= SIMILAR else 0.0
    rest = iter(known.split()[:-1])
    short = [word.rstrip(".") for word in typed.split()[:-1]]
    if short and all(any(word.startswith(part) for word in rest) for part in short):
        return 1.0
    return SequenceMatcher(None, typed, known).ratio()
