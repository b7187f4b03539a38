"""The list of prospects of one cell: who stood on it on a day, who may come, which resolutions changed it."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, func, select
from sqlalchemy.orm import aliased

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.stage import StageStep
from portal.candidates.prospect_list import ListedStep, listing_on
from portal.candidates.queries.access import is_visible, sees_whole_house
from portal.candidates.stages import IN_LIST, Stage, is_allowed
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.organizations.queries import get_unit
from portal.people.models import Person, SourceGroup

if TYPE_CHECKING:
    from collections.abc import Iterable
    from datetime import date
    from uuid import UUID

CHANGES = (Stage.PROSPECT, Stage.REMOVED_FROM_LIST)


@dataclass(frozen=True, slots=True)
class ListedRow:
    """One person on the list of a day."""

    id: UUID
    name: str
    birth_date: date
    position: str
    source_group: SourceGroup
    since: date | None
    resolution_no: str
    helper_name: str


@dataclass(frozen=True, slots=True)
class ResolutionRow:
    """One resolution about the list: how many came and how many went."""

    resolved_on: date
    number: str
    added: int
    removed: int


@dataclass(frozen=True, slots=True)
class MemberRow:
    """Somebody of the cell whom its next resolution may name."""

    id: UUID
    name: str
    birth_date: date
    stage: Stage


@dataclass(frozen=True, slots=True)
class ProspectList:
    """The list of a cell on a day, with the resolutions that made it, the latest first."""

    rows: list[ListedRow]
    resolutions: list[ResolutionRow]

    @property
    def by_group(self) -> Counter[SourceGroup]:
        """Return how many of each source group stand on the list."""
        return Counter(row.source_group for row in self.rows)


def check_own_unit(unit_id: UUID) -> None:
    """Raise NotFound for a unit of another house, or one the actor does not answer for."""
    actor = current_actor()
    unit = get_unit(unit_id)
    if unit.tenant_id != actor.tenant_id or not (sees_whole_house(actor) or unit_id in actor.unit_scope):
        raise NotFound


def prospect_list(unit_id: UUID, day: date) -> ProspectList:
    """Return the list of a cell on a day; four statements. People count in the cell they are in today."""
    people = db.session.execute(_members(unit_id).add_columns(Candidate, Person)).all()
    steps: dict[UUID, list[ListedStep]] = {}
    for row in db.session.execute(_standing_steps(unit_id)):
        steps.setdefault(row.candidate_id, []).append(
            ListedStep(row.to_stage, row.happened_on, row.document_no)
        )
    helpers = _helpers(unit_id, day)
    rows = []
    for _, candidate, person in people:
        found = listing_on(_first(candidate, steps.get(candidate.id, [])), steps.get(candidate.id, []), day)
        if found:
            rows.append(
                ListedRow(
                    candidate.id,
                    person.full_name,
                    person.birth_date,
                    person.position,
                    person.source_group,
                    found.since,
                    found.resolution_no,
                    helpers.get(candidate.id, ""),
                )
            )
    return ProspectList(rows, _resolutions(unit_id))


def list_members(unit_id: UUID) -> tuple[list[MemberRow], list[MemberRow]]:
    """Return who of a cell may be put on the list, and who may be taken off it, by name."""
    columns = (Person.full_name, Person.birth_date, Candidate.stage)
    found = [MemberRow(*row) for row in db.session.execute(_members(unit_id).add_columns(*columns))]
    coming = {Stage.NOMINATED, Stage.REMOVED_FROM_LIST, Stage.WITHDRAWN}
    return (
        [row for row in found if row.stage in coming],
        [row for row in found if row.stage in IN_LIST and is_allowed(row.stage, Stage.REMOVED_FROM_LIST)],
    )


def _mine(unit_id: UUID):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- SQLAlchemy conditions
    return (Candidate.tenant_id == current_actor().tenant_id, Candidate.unit_id == unit_id, is_visible())


def _members(unit_id: UUID):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- a SQLAlchemy statement
    same = and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id)
    return select(Candidate.id).join(Person, same).where(*_mine(unit_id)).order_by(Person.sort_name)


def _standing_steps(unit_id: UUID):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- a SQLAlchemy statement
    correction = aliased(StageStep)
    is_corrected = (
        select(correction.id)
        .where(correction.tenant_id == StageStep.tenant_id, correction.corrects_step_id == StageStep.id)
        .exists()
    )
    same = and_(Candidate.tenant_id == StageStep.tenant_id, Candidate.id == StageStep.candidate_id)
    return (
        select(StageStep.candidate_id, StageStep.to_stage, StageStep.happened_on, StageStep.document_no)
        .join(Candidate, same)
        .where(*_mine(unit_id), StageStep.corrects_step_id.is_(None), ~is_corrected)
        .order_by(StageStep.recorded_at, StageStep.id)
    )


def _first(candidate: Candidate, steps: Iterable[ListedStep]) -> ListedStep:
    """Return where the candidate began; a first listing that a later one overwrote keeps no number."""
    entered = clock.local(candidate.created_at).date()
    is_listed_again = any(step.to_stage is Stage.PROSPECT and step.document_no for step in steps)
    if candidate.first_stage not in IN_LIST or is_listed_again or candidate.listed_on is None:
        return ListedStep(candidate.first_stage, entered)
    return ListedStep(candidate.first_stage, candidate.listed_on, candidate.list_resolution_no)


def _helpers(unit_id: UUID, day: date) -> dict[UUID, str]:
    same = and_(
        Candidate.tenant_id == HelperAssignment.tenant_id, Candidate.id == HelperAssignment.candidate_id
    )
    statement = (
        select(HelperAssignment.candidate_id, HelperAssignment.helper_name)
        .join(Candidate, same)
        .where(
            *_mine(unit_id),
            HelperAssignment.starts_on <= day,
            func.coalesce(HelperAssignment.ends_on, day) >= day,
        )
        .order_by(HelperAssignment.starts_on)
    )
    return dict(db.session.execute(statement).all())


def _resolutions(unit_id: UUID) -> list[ResolutionRow]:
    steps = _standing_steps(unit_id).order_by(None).subquery()
    statement = (
        select(
            steps.c.happened_on,
            steps.c.document_no,
            func.count().filter(steps.c.to_stage == Stage.PROSPECT),
            func.count().filter(steps.c.to_stage == Stage.REMOVED_FROM_LIST),
        )
        .where(steps.c.to_stage.in_(CHANGES), steps.c.document_no != "")
        .group_by(steps.c.happened_on, steps.c.document_no)
        .order_by(steps.c.happened_on.desc(), steps.c.document_no)
    )
    return [ResolutionRow(*row) for row in db.session.execute(statement)]
