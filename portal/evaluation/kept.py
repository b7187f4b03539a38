"""Criteria and figures as they are kept in a row, and back. Pure."""

from __future__ import annotations

from fractions import Fraction
from typing import TYPE_CHECKING, Any

from portal.evaluation.scoring import Criterion, Figure, Measure

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping


def keep_criteria(criteria: Iterable[Criterion]) -> list[dict[str, Any]]:
    """Return the criteria as a document."""
    return [{"measure": c.measure.value, "weight": c.weight, "bound": c.bound} for c in criteria]


def read_criteria(document: Iterable[Mapping[str, Any]]) -> tuple[Criterion, ...]:
    """Return the criteria of a document."""
    return tuple(Criterion(Measure(row["measure"]), row["weight"], row["bound"]) for row in document)


def keep_figures(figures: Mapping[Measure, Figure | None]) -> dict[str, Any]:
    """Return the figures as a document; fractions are written as such, so that nothing is rounded."""
    return {
        measure.value: None
        if figure is None
        else {"done": figure.done, "out_of": None if figure.out_of is None else str(figure.out_of)}
        for measure, figure in figures.items()
    }


def read_figures(document: Mapping[str, Any]) -> dict[Measure, Figure | None]:
    """Return the figures of a document."""
    return {Measure(name): None if kept is None else _figure(kept) for name, kept in document.items()}


def _figure(kept: Mapping[str, Any]) -> Figure:
    return Figure(kept["done"], None if kept["out_of"] is None else Fraction(kept["out_of"]))
