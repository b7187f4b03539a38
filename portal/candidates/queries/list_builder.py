"""A list of people with chosen columns and conditions; the same statements whatever is chosen."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, func, select

from portal.candidates.list_choice import EVERYBODY, NOT_JUDGED
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.review import ProgressReview
from portal.candidates.models.saved_list import SavedList
from portal.candidates.models.standing import EligibilityStanding
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.queries.access import is_helping_now, is_visible
from portal.candidates.queries.register import RegisterFilter, register_conditions
from portal.candidates.queries.standing_answer import same_candidate, still_holds
from portal.candidates.stages import Stage
from portal.eligibility.verdict import VerdictWord
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.organizations.queries import list_units
from portal.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from portal.candidates.list_choice import ListChoice


@dataclass(frozen=True, slots=True)
class ListRow:
    """Everything a list may show of one person."""

    candidate: Candidate
    person: Person
    unit_name: str
    helper_name: str
    helper_since: date | None
    certificate_number: str
    certificate_on: date | None
    last_review: str
    verdict: VerdictWord | None


@dataclass(frozen=True, slots=True)
class ListPage:
    """One page of the rows, and how many there are in all."""

    rows: list[ListRow]
    total: int


def list_people(
    choice: ListChoice, *, house: UUID | None = None, offset: int = 0, limit: int | None = 50
) -> ListPage:
    """Return one page of a chosen list; six statements whatever is chosen.

    The house is the actor's own, or for overseers the one named.
    """
    house = house or current_actor().tenant_id
    verdict = case((func.coalesce(still_holds(clock.today()), False), EligibilityStanding.verdict))
    joined = (
        select(Candidate, Person, verdict)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .outerjoin(EligibilityStanding, same_candidate())
        .where(Candidate.tenant_id == house, is_visible(), *_conditions(choice, verdict))
    )
    total = db.session.scalar(select(func.count()).select_from(joined.subquery())) or 0
    order = joined.order_by(Person.sort_name, Person.birth_date, Candidate.id)
    found = db.session.execute(order.offset(offset).limit(limit)).all()
    units = {unit.id: unit.name for unit in list_units(tenant_id=house)}
    ids = [candidate.id for candidate, _, _ in found]
    helpers = _helpers(ids, house)
    certificates = _certificates([person.id for _, person, _ in found])
    reviews = _last_reviews(ids, house)
    rows = [
        ListRow(
            candidate,
            person,
            units.get(candidate.unit_id, "") if candidate.unit_id else "",
            *helpers.get(candidate.id, ("", None)),
            *certificates.get(person.id, ("", None)),
            reviews.get(candidate.id, ""),
            VerdictWord(word) if word else None,
        )
        for candidate, person, word in found
    ]
    return ListPage(rows, total)


def list_saved() -> list[SavedList]:
    """Return the lists of the actor's house, by name."""
    statement = select(SavedList).where(SavedList.tenant_id == current_actor().tenant_id)
    return list(db.session.scalars(statement.order_by(SavedList.name)))


def _conditions(choice: ListChoice, verdict: ColumnElement[str]) -> list[ColumnElement[bool]]:
    stages = frozenset(Stage) if choice.stage == EVERYBODY else frozenset(filter(None, [choice.stage]))
    conditions = register_conditions(
        RegisterFilter(
            words=choice.words,
            stages=frozenset(map(Stage, stages)),
            unit_id=choice.unit_id,
            source_group=choice.source_group,
            has_helper=choice.has_helper,
            has_certificate=choice.has_certificate,
        )
    )
    limits = (
        (Candidate.listed_on, choice.listed_since, choice.listed_until),
        (Candidate.stage_since, choice.stage_since, choice.stage_until),
    )
    for column, since, until in limits:
        if since is not None:
            conditions.append(column >= since)
        if until is not None:
            conditions.append(column <= until)
    if choice.verdict:
        conditions.append(verdict.is_(None) if choice.verdict == NOT_JUDGED else verdict == choice.verdict)
    return conditions


def _helpers(candidate_ids: Collection[UUID], house: UUID | None) -> dict[UUID, tuple[str, date | None]]:
    helper = HelperAssignment
    statement = (
        select(helper.candidate_id, helper.helper_name, helper.starts_on)
        .where(helper.tenant_id == house, helper.candidate_id.in_(candidate_ids), is_helping_now())
        .order_by(helper.starts_on)
    )
    return {candidate: (name, since) for candidate, name, since in db.session.execute(statement)}


def _certificates(person_ids: Collection[UUID]) -> dict[UUID, tuple[str, date | None]]:
    record = TrainingRecord
    statement = (
        select(record.person_id, record.certificate_number, record.issued_on)
        .where(
            record.person_id.in_(person_ids),
            record.kind == TrainingKind.AWARENESS_CLASS,
            record.annulled_on.is_(None),
        )
        .order_by(record.issued_on)
    )
    return {person: (number, issued_on) for person, number, issued_on in db.session.execute(statement)}


def _last_reviews(candidate_ids: Collection[UUID], house: UUID | None) -> dict[UUID, str]:
    review = ProgressReview
    statement = (
        select(review.candidate_id, func.max(review.period))
        .where(review.tenant_id == house, review.candidate_id.in_(candidate_ids), review.is_current)
        .group_by(review.candidate_id)
    )
    return dict(db.session.execute(statement).all())
