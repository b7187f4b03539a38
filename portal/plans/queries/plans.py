"""Reads about plans: the list of a house or of Khối, one plan with its live figures, check-ups."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import and_, case, exists, func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.queries.access import is_helping_now
from portal.candidates.queries.admissions import count_admissions
from portal.candidates.stages import IN_LIST
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.organizations import queries as organizations
from portal.plans.models import Plan, PlanAnswer, PlanTask
from portal.plans.planning import Measure, Standing, TaskState, standing_of, task_state
from portal.sources.queries import source_totals

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID

    from sqlalchemy import Select

    from portal.sources.totals import Totals

MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class PlanRow:
    """A plan as lists show it; ``house`` is its house in words."""

    plan: Plan
    house: str
    standing: Standing


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task with what the portal counts for it today."""

    task: PlanTask
    counted: int
    state: TaskState


@dataclass(frozen=True, slots=True)
class PlanPage:
    """One plan with everything said and counted about it."""

    plan: Plan
    standing: Standing
    tasks: list[TaskRow]
    answers: list[PlanAnswer]
    is_own: bool
    source: Totals | None
    """What the units stated of their source in the plan's first year, once the review was closed."""

    @property
    def done(self) -> int:
        """Return how many tasks are done."""
        return sum(row.state is TaskState.DONE for row in self.tasks)


def list_plans() -> list[PlanRow]:
    """Return the plans of the actor's house, or for Khối all that were handed in; those that wait first."""
    own = organizations.current_organization()
    statement = select(Plan).order_by(Plan.year.desc(), Plan.version.desc()).limit(MOST_SHOWN)
    whose = (Plan.to_tenant_id if own.is_root else Plan.tenant_id) == own.id
    plans = list(db.session.scalars(statement.where(whose)))
    names = {row.id: f"{row.code} · {row.name}" for row in organizations.list_organizations()}
    latest = _latest_answers(plans)
    rows = [
        PlanRow(plan, names.get(plan.tenant_id, ""), _standing(plan, latest.get(plan.id))) for plan in plans
    ]
    return sorted(rows, key=lambda row: (row.standing is not Standing.SUBMITTED, -row.plan.year, row.house))


def list_handed_in(house_id: UUID) -> list[PlanRow]:
    """Return every plan a house ever handed in, the oldest first; two statements."""
    statement = select(Plan).where(Plan.tenant_id == house_id, Plan.submission > 0)
    plans = list(db.session.scalars(statement.order_by(Plan.starts_on, Plan.version)))
    latest = _latest_answers(plans)
    return [PlanRow(plan, "", _standing(plan, latest.get(plan.id))) for plan in plans]


def list_standings(year: int, *, house: UUID | None) -> list[PlanRow]:
    """Return the newest plan of the year of one house, or of every house the door shows; two statements.

    Drafts of other houses are not shown to Khối and are left out for everybody.
    """
    statement = select(Plan).where(Plan.year == year, Plan.submission > 0).order_by(Plan.version)
    if house is not None:
        statement = statement.where(Plan.tenant_id == house)
    newest = {plan.tenant_id: plan for plan in db.session.scalars(statement)}
    latest = _latest_answers(list(newest.values()))
    return [PlanRow(plan, "", _standing(plan, latest.get(plan.id))) for plan in newest.values()]


def _latest_answers(plans: list[Plan]) -> dict[UUID, PlanAnswer]:
    if not plans:
        return {}
    asked = select(PlanAnswer).where(PlanAnswer.plan_id.in_({plan.id for plan in plans}))
    return {row.plan_id: row for row in db.session.scalars(asked.order_by(PlanAnswer.submission))}


def _standing(plan: Plan, answer: PlanAnswer | None) -> Standing:
    return standing_of(
        plan.submission, answer.submission if answer else 0, answer.verdict if answer else None
    )


def list_answers(plan: Plan) -> list[PlanAnswer]:
    """Return what Khối said about a plan, the newest first."""
    statement = select(PlanAnswer).where(PlanAnswer.plan_id == plan.id).order_by(PlanAnswer.submission.desc())
    return list(db.session.scalars(statement))


def standing(plan: Plan) -> Standing:
    """Return where a plan stands now."""
    return _standing(plan, next(iter(list_answers(plan)), None))


def get_plan(plan_id: UUID) -> Plan:
    """Return a plan of the actor's house or handed in to it; NotFound for another house's draft."""
    plan = get_row(Plan, plan_id)
    if current_actor().tenant_id not in {plan.tenant_id, plan.to_tenant_id}:
        raise NotFound
    return plan


def list_tasks(plan: Plan) -> list[PlanTask]:
    """Return the tasks of a plan in their order."""
    statement = (
        select(PlanTask)
        .where(PlanTask.tenant_id == plan.tenant_id, PlanTask.plan_id == plan.id)
        .order_by(PlanTask.position, PlanTask.due_on)
    )
    return list(db.session.scalars(statement))


def plan_page(plan_id: UUID) -> PlanPage:
    """Return a plan with its tasks measured today."""
    plan = get_plan(plan_id)
    today = clock.today()
    answers = list_answers(plan)
    counted = measure_house(plan.tenant_id, plan.starts_on, min(plan.ends_on, today))
    rows = []
    for task in list_tasks(plan):
        number = counted.get(task.measure, 0)
        state = task_state(
            measure=task.measure,
            target=task.target,
            counted=number,
            done_on=task.done_on,
            due_on=task.due_on,
            today=today,
        )
        rows.append(TaskRow(task, number, state))
    latest = next(iter(answers), None)
    is_own = plan.tenant_id == current_actor().tenant_id
    source = source_totals(plan.tenant_id, plan.starts_on.year)
    return PlanPage(plan, _standing(plan, latest), rows, answers, is_own, source)


def measure_house(house_id: UUID, since: date, until: date) -> dict[Measure, int]:
    """Return what the portal has recorded of a house in a period; helpers are those of today, in percent."""
    if until < since:
        return {}
    in_list, helped, listed = db.session.execute(_people_of(house_id, since, until)).one()
    certified = db.session.scalar(
        select(func.count(TrainingRecord.person_id.distinct())).where(
            TrainingRecord.person_tenant_id == house_id,
            TrainingRecord.kind == TrainingKind.AWARENESS_CLASS,
            TrainingRecord.issued_on.between(since, until),
            TrainingRecord.annulled_on.is_(None),
        )
    )
    return {
        Measure.ADMITTED: count_admissions(since=since, until=until).get(house_id, 0),
        Measure.LISTED: listed,
        Measure.CERTIFIED: certified or 0,
        Measure.HELPED: 100 * helped // in_list if in_list else 0,
    }


def _people_of(house_id: UUID, since: date, until: date) -> Select[int, int, int]:
    is_helped = exists().where(
        HelperAssignment.tenant_id == Candidate.tenant_id,
        HelperAssignment.candidate_id == Candidate.id,
        is_helping_now(),
    )
    stands_in_list = Candidate.stage.in_(IN_LIST)
    return select(
        func.count(case((stands_in_list, 1))),
        func.count(case((and_(stands_in_list, is_helped), 1))),
        func.count(case((Candidate.listed_on.between(since, until), 1))),
    ).where(Candidate.tenant_id == house_id)


def get_own_plan(plan_id: UUID) -> Plan:
    """Return a plan of the actor's house; NotFound for any other."""
    plan = get_row(Plan, plan_id)
    if plan.tenant_id != current_actor().tenant_id:
        raise NotFound
    return plan


def get_task(plan_task_id: UUID) -> PlanTask:
    """Return a task of the actor's house."""
    return get_row(PlanTask, plan_task_id)
