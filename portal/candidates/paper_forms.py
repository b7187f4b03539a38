"""Which code a form of the dossier bears on a day: dated, from ``paper_forms.toml``. Pure."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

FILE = Path(__file__).with_name("paper_forms.toml")


@dataclass(frozen=True, slots=True)
class FormEdition:
    """The codes from a day on, and those not compared with the text of the edition."""

    valid_from: date
    basis: str
    codes: Mapping[str, str]
    unverified: frozenset[str]


@cache
def form_editions() -> tuple[FormEdition, ...]:
    """Return every edition, the oldest first."""
    codes: dict[str, str] = {}
    editions = []
    for edition in tomllib.loads(FILE.read_text(encoding="utf-8"))["edition"]:
        codes = {**codes, **edition.get("codes", {})}
        editions.append(
            FormEdition(edition["valid_from"], edition["basis"], codes, frozenset(edition["unverified"]))
        )
    return tuple(editions)


def form_edition_on(day: date) -> FormEdition:
    """Return the edition in use on a day; the oldest before it, as nothing earlier was read."""
    editions = form_editions()
    return next((edition for edition in reversed(editions) if edition.valid_from <= day), editions[0])
