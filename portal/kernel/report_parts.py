"""What a periodic report is made of: each feature writes its own section (seams.report_sections).

A section says in sentences what its figures are; the figures are kept beside the words, so that a
report sent on one day can be laid beside the record of another.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING, TypeAlias

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

Cell: TypeAlias = str | int | float | None


@dataclass(frozen=True, slots=True)
class ReportScope:
    """What is asked: first and last day, both included; one house, or every house (None).

    ``who`` is how sentences name it; ``words`` name the period, as in "quý III năm 2026".
    """

    since: date
    until: date
    house: UUID | None
    who: str
    words: str


@dataclass(frozen=True, slots=True)
class ReportFigure:
    """One number with the name it keeps from report to report; None where nothing can be said."""

    key: str
    label: str
    value: int | float | None
    unit: str = ""


@dataclass(frozen=True, slots=True)
class ReportTable:
    """A table; ``widths`` are the shares of the columns in the width of the page."""

    caption: str
    columns: tuple[str, ...]
    widths: tuple[int, ...]
    rows: tuple[tuple[Cell, ...], ...]


@dataclass(frozen=True, slots=True)
class ReportSection:
    """One section: heading, sentences, the figures they speak of, tables with at least one row."""

    title: str
    sentences: tuple[str, ...]
    figures: tuple[ReportFigure, ...] = ()
    tables: tuple[ReportTable, ...] = field(default=())
