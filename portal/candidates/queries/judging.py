"""What judging needs of thousands of people: only the columns of the facts, as plain rows.

The same ``CandidateRecord`` as a person's page, so that ``facts.build_facts`` is the one way from
rows to facts; entities would cost three times as much and nothing here is ever changed. Reviews are
left out: they only warn, and a verdict in brief tells what stops a step.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from sqlalchemy import Uuid, and_, any_, bindparam, select
from sqlalchemy.dialects.postgresql import ARRAY

from portal.candidates.facts import build_facts
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.evidence import Evidence
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.stage import StageStep
from portal.candidates.models.training_record import TrainingRecord
from portal.candidates.models.waiver import Waiver
from portal.candidates.queries.records import CandidateRecord, attach_unions
from portal.candidates.stages import next_gate
from portal.eligibility.engine import judge_in_brief
from portal.kernel.database import db
from portal.organizations.models import Organization
from portal.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterator
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement

    from portal.candidates.queries.judging_rules import JudgingRules
    from portal.eligibility.facts import Step
    from portal.eligibility.rule_book import RuleBook
    from portal.eligibility.verdict import Standing

_ABOUT_CANDIDATE = (
    Candidate.id,
    Candidate.tenant_id,
    Candidate.person_id,
    Candidate.unit_id,
    Candidate.stage,
    Candidate.listed_on,
    Candidate.list_resolution_no,
    Candidate.removed_on,
)
_ABOUT_PERSON = (
    Person.national_id_index,
    Person.birth_date,
    Person.education,
    Person.religion,
    Person.youth_member,
    Person.trade_union_member,
)
_CHILDREN: tuple[tuple[str, Any, tuple[Any, ...], tuple[Any, ...]], ...] = (
    (
        "steps",
        StageStep,
        (
            StageStep.id,
            StageStep.to_stage,
            StageStep.happened_on,
            StageStep.document_no,
            StageStep.document_date,
            StageStep.votes,
            StageStep.corrects_step_id,
        ),
        (StageStep.recorded_at, StageStep.id),
    ),
    (
        "helpers",
        HelperAssignment,
        (HelperAssignment.is_official, HelperAssignment.starts_on, HelperAssignment.ends_on),
        (HelperAssignment.starts_on, HelperAssignment.id),
    ),
    (
        "evidence",
        Evidence,
        (Evidence.kind, Evidence.state, Evidence.number, Evidence.dated_on, Evidence.value),
        (Evidence.recorded_at, Evidence.id),
    ),
    (
        "waivers",
        Waiver,
        (
            Waiver.id,
            Waiver.criterion,
            Waiver.evidence_no,
            Waiver.evidence_date,
            Waiver.decided_by,
            Waiver.revokes_waiver_id,
        ),
        (Waiver.recorded_at, Waiver.id),
    ),
)


def load_for_judging(candidate_ids: Collection[UUID], *, on: date) -> list[CandidateRecord]:
    """Return what the facts of some candidates are made of; seven statements in all.

    The actor's sight is not asked: whoever names the ids answers for them.
    """
    if not candidate_ids:
        return []
    by_id = {record.candidate.id: record for record in _load_people(candidate_ids)}
    tenants = {record.candidate.tenant_id for record in by_id.values()}
    for name, model, columns, order in _CHILDREN:
        statement = (
            select(model.candidate_id, *columns)
            .where(model.tenant_id.in_(tenants), is_one_of(model.candidate_id, by_id))
            .order_by(*order)
        )
        if hasattr(model, "is_current"):
            statement = statement.where(model.is_current)
        for row in db.session.execute(statement):
            getattr(by_id[row[0]], name).append(row)
    _attach_training(by_id)
    attach_unions(list(by_id.values()), tenants, on)
    return list(by_id.values())


def judge_many(
    records: Collection[CandidateRecord],
    *,
    as_of: date,
    rules: JudgingRules,
    book: RuleBook | None = None,
) -> Iterator[tuple[UUID, Step, Standing]]:
    """Yield for each candidate the gate ahead and how he or she stands before it on a day.

    Those with no gate ahead are left out; ``book`` stands for other rules than those in force.
    """
    for record in records:
        step: Any = next_gate(record.candidate.stage)
        if step:
            facts = build_facts(
                record, step=step, as_of=as_of, holidays=rules.holidays, worked_days=rules.worked_days
            )
            yield record.candidate.id, step, judge_in_brief(facts, book or rules.book)


def is_one_of(column: Any, ids: Collection[UUID]) -> ColumnElement[bool]:
    """Return the condition that a column is among many ids, sent as one array."""
    found: ColumnElement[bool] = column == any_(bindparam(None, list(ids), type_=ARRAY(Uuid()), unique=True))
    return found


def _load_people(candidate_ids: Collection[UUID]) -> list[CandidateRecord]:
    statement: Any = (
        select(*_ABOUT_CANDIDATE, *_ABOUT_PERSON, Organization.kind.label("house_kind"))
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .join(Organization, Organization.id == Candidate.tenant_id)
        .where(is_one_of(Candidate.id, candidate_ids))
    )
    return [CandidateRecord(row, row, "", row.house_kind) for row in db.session.execute(statement)]  # type: ignore[arg-type]


def _attach_training(by_id: dict[UUID, CandidateRecord]) -> None:
    by_person = {record.candidate.person_id: record for record in by_id.values()}
    statement = select(
        TrainingRecord.person_id,
        TrainingRecord.kind,
        TrainingRecord.certificate_number,
        TrainingRecord.issued_on,
        TrainingRecord.annulled_on,
    ).where(is_one_of(TrainingRecord.person_id, by_person))
    for row in db.session.execute(statement):
        by_person[row.person_id].training.append(row)  # type: ignore[arg-type]
