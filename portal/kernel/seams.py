"""Where an upper floor hands something to a lower one without being imported by it.

Each seam is a plain typed list, filled once at start by ``init_app`` of the features and read
by the floor named in its comment (house-style.md §4.4).
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Callable
    from datetime import date
    from uuid import UUID

    from portal.kernel.actor import Actor, Role
    from portal.kernel.permissions import Permission
    from portal.kernel.report_parts import ReportScope, ReportSection


@dataclass(frozen=True, slots=True)
class Place:
    """One place in the left rail (read by web.frame)."""

    label: str
    endpoint: str
    icon: str
    permission: Permission
    order: int
    badge: Callable[[], int] | None = None
    arguments: dict[str, str] = field(default_factory=dict)
    for_roles: frozenset[Role] = frozenset()
    """Only these roles see the place; empty: everybody with the permission."""
    blueprints: frozenset[str] = frozenset()
    """Further blueprints whose pages belong to this place."""


@dataclass(frozen=True, slots=True)
class HomeCard:
    """One card of a home page: a template and what it shows (read by the home page)."""

    template: str
    context: dict[str, object]
    order: int
    wide: bool = False


@dataclass(frozen=True, slots=True)
class InboxItem:
    """One thing that waits for somebody, with the link that does it."""

    title: str
    url: str
    detail: str = ""
    due_on: date | None = None
    tone: str = "blue"
    order: int = 50


@dataclass(frozen=True, slots=True)
class PersonPanel:
    """One extra panel on a candidate's page."""

    title: str
    template: str
    context: dict[str, object]
    order: int


@dataclass(frozen=True, slots=True)
class TenantPanel:
    """One extra panel on the page that overseers read about a house."""

    title: str
    template: str
    context: dict[str, object]
    order: int


@dataclass(frozen=True, slots=True)
class TenantFigure:
    """One extra number for every house in the list of houses; ``count`` maps house id → number."""

    key: str
    label: str
    count: Callable[[], dict[UUID, int]]
    order: int


@dataclass(frozen=True, slots=True)
class SeatGap:
    """Seats set aside for a house in a class that are not yet filled (read by early warnings)."""

    tenant_id: UUID
    class_run_id: UUID
    class_title: str
    seats: int
    nominated: int
    nominate_until: date


@dataclass(frozen=True, slots=True)
class SearchHit:
    """One line of the search box."""

    kind: str
    title: str
    detail: str
    url: str


@dataclass(frozen=True, slots=True)
class StepPage:
    """A page of another feature that records a step: what its button says, its endpoint."""

    label: str
    endpoint: str


@dataclass(frozen=True, slots=True)
class DiscussionTopic:
    """What a discussion is about, for somebody who may read it; ``tenant_id`` is the house that moderates."""

    title: str
    tenant_id: UUID
    endpoint: str
    """Where its own page is for this actor, with ``arguments``."""
    arguments: dict[str, UUID] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Succession:
    """Houses that went into another by a decision."""

    house_ids: tuple[UUID, ...]
    receiver_id: UUID
    decision_no: str
    decision_date: date
    effective_on: date


@dataclass(frozen=True, slots=True)
class HistoryLine:
    """One thing a closed house leaves for its successor to know of; no person is named in it."""

    group: str
    """What kind of thing it is, in words: the heading it stands under."""
    day: date
    text: str


navigation: list[Place] = []
home_cards: list[Callable[[Actor], list[HomeCard]]] = []
inbox_items: list[Callable[[Actor], list[InboxItem]]] = []
person_panels: list[Callable[[UUID], list[PersonPanel]]] = []
tenant_panels: list[Callable[[UUID], list[TenantPanel]]] = []
tenant_figures: list[TenantFigure] = []
seat_gaps: list[Callable[[], list[SeatGap]]] = []
"""Of every house that the actor's door shows."""
search_sources: list[Callable[[str], list[SearchHit]]] = []
stage_watchers: list[Callable[[UUID, str, date], None]] = []
"""Called inside the operation that moves a candidate: candidate id, the stage, the day it holds from."""
people_views: list[Place] = []
"""Further ways to look at the people on the way, beside the register (read by its row of tabs)."""
step_pages: dict[str, StepPage] = {}
"""Stage → the page where a step to it is recorded, if another feature has one of its own."""
discussion_topics: dict[str, Callable[[UUID], DiscussionTopic | None]] = {}
"""Kind of topic → the topic of an id, if the actor may read it (read by the forum)."""
tenant_movers: dict[str, str] = {}
"""Table name → what a merge, split or transfer does with its rows: ``move``, ``keep`` or ``copy``."""
open_work: list[Callable[[UUID], list[str]]] = []
"""House → what must be finished before it may be closed, a sentence each (read by reorganizations)."""
inherited: list[Callable[[UUID], list[str]]] = []
"""House → what its successor takes over beside the rows that move, a sentence each."""
apart: list[Callable[[list[UUID]], list[str]]] = []
"""Houses that would become one → why their numbers cannot be added, a sentence each."""
house_histories: list[Callable[[UUID], list[HistoryLine]]] = []
"""House → what stays behind in it when it is closed, a line each; read by Khối's door (reorganizations)."""
successions: list[Callable[[Succession], None]] = []
"""Called by Khối's operator once houses have gone into another, again if it was cut short: idempotent."""
house_pointers: set[tuple[str, str]] = set()
"""Table and column that say which house something belongs to now: they follow to the successor."""
retention: dict[str, str] = {}
"""Table name → how long its personal data is kept, and what then happens, in words."""
report_sections: list[tuple[int, Callable[[ReportScope], ReportSection | None]]] = []
"""Sections of the periodic report in the order of the number; None where a section has nothing to say."""
demo_loaders: list[tuple[int, Callable[[], None]]] = []
"""Sample data of each feature, in the order of the number; run by ``demo load``."""


def clear() -> None:
    """Empty every seam; an application that is built again starts from nothing."""
    for seam in (navigation, home_cards, inbox_items, person_panels, search_sources, demo_loaders):
        seam.clear()
    tenant_panels.clear()
    tenant_figures.clear()
    seat_gaps.clear()
    report_sections.clear()
    stage_watchers.clear()
    people_views.clear()
    step_pages.clear()
    discussion_topics.clear()
    tenant_movers.clear()
    open_work.clear()
    inherited.clear()
    apart.clear()
    house_histories.clear()
    successions.clear()
    house_pointers.clear()
    retention.clear()
