"""The source of every house today: who is followed, helped, reviewed in time, through the class."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from portal.candidates.queries.house_figures import GroupFigures, count_groups, house_figures
from portal.kernel.actor import Door, current_actor
from portal.people.models import SourceGroup
from portal.targets.pace import percent_of

if TYPE_CHECKING:
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class Source:
    """People a house follows, and how many of them are helped, reviewed in time, through the class."""

    followed: int = 0
    helped: int = 0
    reviewed: int = 0
    certified: int = 0
    groups: Counter[SourceGroup] = field(default_factory=Counter)

    @property
    def helped_percent(self) -> float:
        """Return the share with a helper now."""
        return percent_of(self.helped, self.followed)

    @property
    def reviewed_percent(self) -> float:
        """Return the share whose latest review that fell due was handed in by its due day."""
        return percent_of(self.reviewed, self.followed)

    @property
    def certified_percent(self) -> float:
        """Return the share with a certificate of the awareness class."""
        return percent_of(self.certified, self.followed)

    def __add__(self, other: Source) -> Source:
        return Source(
            self.followed + other.followed,
            self.helped + other.helped,
            self.reviewed + other.reviewed,
            self.certified + other.certified,
            self.groups + other.groups,
        )


def list_sources() -> dict[UUID, Source]:
    """Return the source of every house that the door shows and that follows somebody."""
    if current_actor().door is Door.OVERSIGHT:
        return {
            house: _source(figures.groups) for house, figures in house_figures().items() if figures.groups
        }
    return {house: _source(groups) for house, groups in count_groups().items()}


def _source(groups: dict[SourceGroup, GroupFigures]) -> Source:
    return Source(
        sum(part.followed for part in groups.values()),
        sum(part.helped for part in groups.values()),
        sum(part.reviewed for part in groups.values()),
        sum(part.certified for part in groups.values()),
        Counter({group: part.followed for group, part in groups.items()}),
    )
