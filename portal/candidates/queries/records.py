"""Everything known about some candidates, by a fixed number of statements however many they are."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any, TypeVar

from sqlalchemy import and_, literal, or_, select, union_all
from sqlalchemy.orm import aliased

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.evidence import Evidence
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.review import ProgressReview
from portal.candidates.models.review_setting import ReviewSetting
from portal.candidates.models.stage import StageStep
from portal.candidates.models.training_record import TrainingRecord
from portal.candidates.models.waiver import Waiver
from portal.candidates.queries.access import is_visible
from portal.candidates.reviews import ReviewRules
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.organizations.models import (
    AttributeName,
    Organization,
    OrganizationAttribute,
    OrganizationKind,
    Unit,
    UnitAttribute,
    UnitKind,
    UnitName,
)
from portal.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

R = TypeVar("R")
UNIONS = (AttributeName.HAS_YOUTH_UNION, AttributeName.HAS_TRADE_UNION)


@dataclass(slots=True)
class CandidateRecord:
    """One candidate with all rows about the person, oldest first; what was superseded is left out."""

    candidate: Candidate
    person: Person
    unit_name: str
    house_kind: OrganizationKind = OrganizationKind.GRASSROOTS_COMMITTEE_ORG
    is_in_section: bool = False
    review_rules: ReviewRules = field(default_factory=ReviewRules)
    unions: dict[str, bool] = field(default_factory=dict)
    steps: list[StageStep] = field(default_factory=list)
    helpers: list[HelperAssignment] = field(default_factory=list)
    reviews: list[ProgressReview] = field(default_factory=list)
    training: list[TrainingRecord] = field(default_factory=list)
    evidence: list[Evidence] = field(default_factory=list)
    waivers: list[Waiver] = field(default_factory=list)

    @property
    def standing_steps(self) -> list[StageStep]:
        """Return the steps that were not taken back, without the corrections themselves."""
        corrected = {step.corrects_step_id for step in self.steps}
        return [step for step in self.steps if step.corrects_step_id is None and step.id not in corrected]

    @property
    def has_committee(self) -> bool:
        """Tell whether a committee stands above the cell; a grassroots cell has none."""
        return self.house_kind is not OrganizationKind.GRASSROOTS_CELL

    @property
    def standing_waivers(self) -> list[Waiver]:
        """Return the waivers that nobody took back."""
        revoked = {waiver.revokes_waiver_id for waiver in self.waivers}
        return [w for w in self.waivers if w.revokes_waiver_id is None and w.id not in revoked]

    @property
    def helper(self) -> HelperAssignment | None:
        """Return the present helper."""
        today = clock.today()
        current = [h for h in self.helpers if h.ends_on is None or h.ends_on >= today]
        return current[-1] if current else None

    def certificate(self, kind: str) -> TrainingRecord | None:
        """Return the latest certificate of a kind of class that was not annulled."""
        valid = [record for record in self.training if record.kind == kind and record.annulled_on is None]
        return max(valid, key=lambda record: record.issued_on, default=None)


def get_record(candidate_id: UUID, *, on: date | None = None) -> CandidateRecord:
    """Return the record of one candidate the actor may see; NotFound otherwise."""
    found = load_records([candidate_id], on=on)
    if not found:
        raise NotFound
    return found[0]


def load_records(candidate_ids: Collection[UUID], *, on: date | None = None) -> list[CandidateRecord]:
    """Return the records of those candidates the actor may see; eight statements in all.

    Names and attributes of units are those of the day ``on`` (today unless said).
    """
    day = on or clock.today()
    records = _load_people(candidate_ids, day)
    if not records:
        return []
    by_id = {record.candidate.id: record for record in records}
    tenants = {record.candidate.tenant_id for record in records}
    for model, name, order in (
        (StageStep, "steps", (StageStep.recorded_at, StageStep.id)),
        (HelperAssignment, "helpers", (HelperAssignment.starts_on, HelperAssignment.id)),
        (Waiver, "waivers", (Waiver.recorded_at, Waiver.id)),
    ):
        _attach(by_id, name, _about(model, tenants, by_id).order_by(*order))
    reviews = _about(ProgressReview, tenants, by_id).where(ProgressReview.is_current)
    _attach(by_id, "reviews", reviews.order_by(ProgressReview.period))
    papers = _about(Evidence, tenants, by_id).where(Evidence.is_current)
    _attach(by_id, "evidence", papers.order_by(Evidence.recorded_at, Evidence.id))
    _attach_training(records)
    attach_unions(records, tenants, day)
    return records


def on_day(model: Any, day: date) -> ColumnElement[bool]:
    """Return the condition that a dated row holds on a day."""
    return and_(model.valid_from <= day, or_(model.valid_to.is_(None), model.valid_to > day))


def _load_people(candidate_ids: Collection[UUID], day: date) -> list[CandidateRecord]:
    parent = aliased(Unit)
    statement = (
        select(
            Candidate,
            Person,
            UnitName.name,
            Organization.kind,
            parent.kind,
            ReviewSetting.rhythm,
            ReviewSetting.due_day,
        )
        .outerjoin(ReviewSetting, ReviewSetting.tenant_id == Candidate.tenant_id)
        .join(Organization, Organization.id == Candidate.tenant_id)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .outerjoin(
            UnitName,
            and_(
                UnitName.tenant_id == Candidate.tenant_id,
                UnitName.unit_id == Candidate.unit_id,
                on_day(UnitName, day),
            ),
        )
        .outerjoin(Unit, and_(Unit.tenant_id == Candidate.tenant_id, Unit.id == Candidate.unit_id))
        .outerjoin(parent, and_(parent.tenant_id == Unit.tenant_id, parent.id == Unit.parent_unit_id))
        .where(Candidate.id.in_(candidate_ids), is_visible())
    )
    return [
        CandidateRecord(
            candidate,
            person,
            unit or "",
            house,
            is_in_section=above is UnitKind.SECTION_ORG,
            review_rules=ReviewRules(rhythm, due_day) if rhythm else ReviewRules(),
        )
        for candidate, person, unit, house, above, rhythm, due_day in db.session.execute(statement)
    ]


def _about(model: Any, tenants: Iterable[UUID], by_id: dict[UUID, CandidateRecord]) -> Select[Any]:
    return select(model).where(model.tenant_id.in_(tenants), model.candidate_id.in_(by_id))


def _attach(by_id: dict[UUID, CandidateRecord], name: str, statement: Select[Any]) -> None:
    for row in db.session.scalars(statement):
        getattr(by_id[row.candidate_id], name).append(row)


def _attach_training(records: list[CandidateRecord]) -> None:
    by_person = {record.person.id: record for record in records}
    statement = select(TrainingRecord).where(TrainingRecord.person_id.in_(by_person))
    for row in db.session.scalars(statement.order_by(TrainingRecord.issued_on, TrainingRecord.id)):
        by_person[row.person_id].training.append(row)


def attach_unions(records: list[CandidateRecord], tenants: Iterable[UUID], day: date) -> None:
    """Attach what the unit says of its unions; where it says nothing, what the house says."""
    of_house = select(
        OrganizationAttribute.organization_id.label("owner"),
        OrganizationAttribute.name.label("name"),
        OrganizationAttribute.value.label("value"),
        literal(value=False).label("is_unit"),
    ).where(
        OrganizationAttribute.organization_id.in_(tenants),
        OrganizationAttribute.name.in_(UNIONS),
        on_day(OrganizationAttribute, day),
    )
    units = {record.candidate.unit_id for record in records if record.candidate.unit_id}
    of_unit = select(
        UnitAttribute.unit_id, UnitAttribute.name, UnitAttribute.value, literal(value=True)
    ).where(
        UnitAttribute.tenant_id.in_(tenants),
        UnitAttribute.unit_id.in_(units),
        UnitAttribute.name.in_(UNIONS),
        on_day(UnitAttribute, day),
    )
    facts: dict[UUID, dict[str, bool]] = defaultdict(dict)
    for owner, name, value, _ in db.session.execute(union_all(of_house, of_unit)):
        facts[owner][str(name)] = bool(value)
    for record in records:
        unit = facts[record.candidate.unit_id] if record.candidate.unit_id else {}
        record.unions = {**facts[record.candidate.tenant_id], **unit}
