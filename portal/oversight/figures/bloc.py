"""The figures of the whole bloc: every house, a sector, the sum; a fixed number of statements."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from portal.candidates.queries.house_figures import house_figures
from portal.oversight.figures.sources import Source, list_sources
from portal.targets.pace import Progress, measure
from portal.targets.queries import TermProgress, current_targets, list_progress

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from portal.organizations.queries import OrganizationRow


@dataclass(frozen=True, slots=True)
class Figures:
    """What is measured of a house, of a sector or of the bloc; ``broken`` counts limits already passed."""

    progress: Progress
    source: Source
    year_target: int
    broken: int

    @property
    def source_per_target(self) -> float | None:
        """Return how many are followed for each admission asked this year; None without a target."""
        return round(self.source.followed / self.year_target, 1) if self.year_target else None


@dataclass(frozen=True, slots=True)
class HouseRow:
    """One line of the heat table."""

    house: OrganizationRow
    figures: Figures


@dataclass(frozen=True, slots=True)
class BlocPage:
    """Everything the overview shows; ``together`` sums the rows shown."""

    progress: TermProgress
    rows: list[HouseRow]
    sectors: list[str]
    together: Figures

    def by_sector(self) -> dict[str, Figures]:
        """Return the sum of each sector of the rows shown, by name."""
        return {
            sector: total([row.figures for row in self.rows if row.house.sector == sector], self.progress)
            for sector in sorted({row.house.sector for row in self.rows})
        }


def bloc_page(
    as_of: date, *, term: str | None = None, sector: str = "", only_below_half: bool = False
) -> BlocPage:
    """Return the overview on a day, for all houses or those of a sector or below half of the target.

    Targets and results are those of the day; the source and the limits are always those of today.
    """
    progress = list_progress(term, as_of)
    sources = list_sources()
    broken = count_broken()
    asked = current_targets(progress.term.id)
    rows = []
    for line in progress.houses:
        house = line.house
        target = asked.get((house.id, as_of.year))
        source = sources.get(house.id, Source())
        figures = Figures(line.progress, source, target.value_on(as_of) if target else 0, broken[house.id])
        if sector and house.sector != sector:
            continue
        if only_below_half and not line.progress.is_below_half:
            continue
        rows.append(HouseRow(house, figures))
    sectors = sorted({line.house.sector for line in progress.houses if line.house.sector})
    return BlocPage(progress, rows, sectors, total([row.figures for row in rows], progress))


def total(parts: Sequence[Figures], progress: TermProgress) -> Figures:
    """Return several houses taken together: numbers are added, rates are made of the sums."""
    return Figures(
        measure(
            term_target=sum(part.progress.term_target for part in parts),
            admitted=sum(part.progress.admitted for part in parts),
            elapsed=progress.whole.elapsed_percent,
            scale=progress.term.scale,
        ),
        reduce(add, (part.source for part in parts), Source()),
        sum(part.year_target for part in parts),
        sum(part.broken for part in parts),
    )


def count_broken() -> Counter[UUID]:
    """Return how many limits are broken today, by house; through the overseers' door."""
    return Counter({house: figures.broken for house, figures in house_figures().items()})
