"""Reads about referrals and tasks of helping, on both sides."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import TYPE_CHECKING

from sqlalchemy import and_, exists, func, select

from portal.activities.log.models import Participation, ParticipationNotice, ParticipationRole
from portal.activities.members.labels import TITLE
from portal.activities.members.models import EmulationTitle, UnionMember
from portal.activities.referrals.models import (
    Answer,
    MentoringNote,
    MentoringTask,
    Referral,
    ReferralAnswer,
    ReferralState,
)
from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.access import is_visible
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import list_organizations
from portal.people.models import Person

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement

FINAL = frozenset({Answer.ACCEPTED, Answer.REFUSED})
MOST_SHOWN = 300


@dataclass(frozen=True, slots=True)
class ReferralRow:
    """A referral with what was answered, the last word last."""

    referral: Referral
    answers: Sequence[ReferralAnswer] = field(default_factory=list)
    other_house: str = ""

    @property
    def answer(self) -> ReferralAnswer | None:
        """Return the last word about it, or None."""
        return self.answers[-1] if self.answers else None

    @property
    def decision(self) -> ReferralAnswer | None:
        """Return the answer that settled it: into the list, or not."""
        return next((row for row in reversed(self.answers) if row.answer in FINAL), None)

    @property
    def is_waiting(self) -> bool:
        """Tell whether the Party house still owes its answer."""
        return self.referral.state is ReferralState.SENT and self.decision is None


def get_referral(referral_id: UUID) -> ReferralRow:
    """Return one referral that the actor's house wrote or was sent, with its answers."""
    referral = get_row(Referral, referral_id)
    return _with_answers([referral])[0]


def list_sent() -> list[ReferralRow]:
    """Return the referrals of the actor's union, those that wait first; three statements."""
    statement = (
        select(Referral)
        .where(Referral.tenant_id == current_actor().tenant_id)
        .order_by(Referral.created_at.desc())
        .limit(MOST_SHOWN)
    )
    rows = _with_answers(list(db.session.scalars(statement)))
    return sorted(rows, key=lambda row: (not row.is_waiting, row.referral.state is ReferralState.WITHDRAWN))


def list_received() -> list[ReferralRow]:
    """Return the referrals sent to the actor's house, those that wait first; three statements."""
    statement = (
        select(Referral)
        .where(Referral.to_tenant_id == current_actor().tenant_id)
        .order_by(Referral.sent_on.desc())
        .limit(MOST_SHOWN)
    )
    rows = _with_answers(list(db.session.scalars(statement)))
    return sorted(rows, key=lambda row: not row.is_waiting)


def _with_answers(referrals: list[Referral]) -> list[ReferralRow]:
    answers: dict[UUID, list[ReferralAnswer]] = defaultdict(list)
    if referrals:
        statement = (
            select(ReferralAnswer)
            .where(ReferralAnswer.referral_id.in_([row.id for row in referrals]))
            .order_by(ReferralAnswer.created_at, ReferralAnswer.id)
        )
        for answer in db.session.scalars(statement):
            answers[answer.referral_id].append(answer)
    names = {house.id: house.name for house in list_organizations()} if referrals else {}
    here = current_actor().tenant_id
    return [
        ReferralRow(
            row,
            answers[row.id],
            names.get(row.party_house_id if row.tenant_id == here else row.tenant_id, ""),
        )
        for row in referrals
    ]


def waiting_dates(*, received: bool) -> list[Referral]:
    """Return the unanswered referrals of the actor's house, sent or received, the oldest first."""
    here = current_actor().tenant_id
    side = Referral.to_tenant_id == here if received else Referral.tenant_id == here
    answered = exists(
        select(ReferralAnswer.id).where(
            ReferralAnswer.referral_tenant_id == Referral.tenant_id,
            ReferralAnswer.referral_id == Referral.id,
            ReferralAnswer.answer.in_(FINAL),
        )
    )
    statement = (
        select(Referral)
        .where(side, Referral.state == ReferralState.SENT, ~answered)
        .order_by(Referral.due_on)
        .limit(MOST_SHOWN)
    )
    return list(db.session.scalars(statement))


def count_to_send() -> int:
    """Return the branches' proposals on which the union has not resolved yet."""
    return (
        db.session.scalar(
            select(func.count()).where(
                Referral.tenant_id == current_actor().tenant_id, Referral.state == ReferralState.PROPOSED
            )
        )
        or 0
    )


def get_proposable(person_id: UUID) -> tuple[UnionMember, Person] | None:
    """Return a member of the actor's union with the person, or None when there is none or he left."""
    row = db.session.execute(
        select(UnionMember, Person)
        .join(Person, and_(Person.tenant_id == UnionMember.tenant_id, Person.id == UnionMember.person_id))
        .where(
            UnionMember.tenant_id == current_actor().tenant_id,
            UnionMember.person_id == person_id,
            UnionMember.left_on.is_(None),
        )
    ).first()
    return (row[0], row[1]) if row else None


def open_referral_of(person_id: UUID) -> Referral | None:
    """Return a referral of the person that is neither withdrawn nor refused, or None."""
    statement = select(Referral).where(
        Referral.tenant_id == current_actor().tenant_id,
        Referral.person_id == person_id,
        Referral.state != ReferralState.WITHDRAWN,
    )
    rows = _with_answers(list(db.session.scalars(statement)))
    return next(
        (row.referral for row in rows if row.decision is None or row.decision.answer is Answer.ACCEPTED), None
    )


def achievements_of(person_id: UUID) -> str:
    """Return in words what the union has on record of a member: activities by role, titles by year."""
    here = current_actor().tenant_id
    roles = dict(
        db.session.execute(
            select(Participation.role, func.count())
            .where(Participation.tenant_id == here, Participation.person_id == person_id)
            .group_by(Participation.role)
        ).all()
    )
    titles = db.session.scalars(
        select(EmulationTitle)
        .where(EmulationTitle.tenant_id == here, EmulationTitle.person_id == person_id)
        .where(EmulationTitle.withdrawn_on.is_(None))
        .order_by(EmulationTitle.year.desc())
    )
    lines = []
    if roles:
        leading = roles.get(ParticipationRole.ORGANIZED, 0) + roles.get(ParticipationRole.CORE, 0)
        lines.append(
            f"Tham gia {sum(roles.values())} hoạt động, {leading} lần giữ vai trò tổ chức, nòng cốt."
        )
    lines += [f"{TITLE[row.title]} năm {row.year} (QĐ {row.decision_no})." for row in titles]
    return "\n".join(lines)


@dataclass(frozen=True, slots=True)
class UnionRecord:
    """What unions have told the actor's house about a person of it."""

    notices: list[ParticipationNotice]
    titles: list[EmulationTitle]
    union_names: dict[UUID, str]

    def count_of(self, *roles: ParticipationRole) -> int:
        """Return how many activities in any of the roles."""
        return sum(notice.role in roles for notice in self.notices)


def union_record_of(person_id: UUID) -> UnionRecord:
    """Return approved activities and titles that bear the person's name and birth date.

    Two people of one name and birth date in one house would share them: the panel says by what it
    was found.
    """
    notices = db.session.scalars(
        select(ParticipationNotice)
        .join(Person, _bears_name(ParticipationNotice))
        .where(Person.id == person_id, ParticipationNotice.withdrawn_at.is_(None))
        .order_by(ParticipationNotice.held_on.desc())
        .limit(MOST_SHOWN)
    )
    titles = db.session.scalars(
        select(EmulationTitle)
        .join(Person, _bears_name(EmulationTitle))
        .where(Person.id == person_id, EmulationTitle.withdrawn_on.is_(None))
        .order_by(EmulationTitle.year.desc())
    )
    found = UnionRecord(list(notices), list(titles), {})
    if found.notices or found.titles:
        unions = list_organizations(kinds=(OrganizationKind.MASS_UNION,))
        found.union_names.update({union.id: union.name for union in unions})
    return found


def _bears_name(model: type[ParticipationNotice | EmulationTitle]) -> ColumnElement[bool]:
    return and_(
        Person.tenant_id == model.to_tenant_id,
        Person.folded_name == model.folded_name,
        Person.birth_date == model.birth_date,
    )


def find_referral_of_candidate(candidate_id: UUID) -> ReferralAnswer | None:
    """Return the acceptance that put a candidate of the actor's house on the way, or None."""
    return db.session.scalar(
        select(ReferralAnswer)
        .where(
            ReferralAnswer.tenant_id == current_actor().tenant_id,
            ReferralAnswer.candidate_id == candidate_id,
            ReferralAnswer.answer == Answer.ACCEPTED,
        )
        .order_by(ReferralAnswer.created_at.desc())
        .limit(1)
    )


@dataclass(frozen=True, slots=True)
class TaskRow:
    """A task of helping with what the union did about it."""

    task: MentoringTask
    notes: list[MentoringNote]
    other_house: str

    @property
    def note(self) -> MentoringNote | None:
        """Return the last word about it, or None."""
        return self.notes[-1] if self.notes else None


def list_tasks() -> list[TaskRow]:
    """Return the tasks addressed to the actor's union, newest first; three statements."""
    statement = (
        select(MentoringTask)
        .where(MentoringTask.to_tenant_id == current_actor().tenant_id)
        .order_by(MentoringTask.created_at.desc())
        .limit(MOST_SHOWN)
    )
    return _with_notes(list(db.session.scalars(statement)))


def list_tasks_about(person_id: UUID) -> list[TaskRow]:
    """Return what the house asked unions to do for a person, newest first."""
    statement = (
        select(MentoringTask)
        .join(
            Candidate,
            and_(Candidate.tenant_id == MentoringTask.tenant_id, Candidate.id == MentoringTask.candidate_id),
        )
        .where(Candidate.person_id == person_id)
        .order_by(MentoringTask.created_at.desc())
        .limit(MOST_SHOWN)
    )
    return _with_notes(list(db.session.scalars(statement)))


def get_task(mentoring_task_id: UUID) -> TaskRow:
    """Return one task the actor's house wrote or was sent."""
    return _with_notes([get_row(MentoringTask, mentoring_task_id)])[0]


def _with_notes(tasks: list[MentoringTask]) -> list[TaskRow]:
    notes: dict[UUID, list[MentoringNote]] = defaultdict(list)
    if tasks:
        statement = (
            select(MentoringNote)
            .where(MentoringNote.task_id.in_([task.id for task in tasks]))
            .order_by(MentoringNote.created_at, MentoringNote.id)
        )
        for note in db.session.scalars(statement):
            notes[note.task_id].append(note)
    names = {house.id: house.name for house in list_organizations()} if tasks else {}
    here = current_actor().tenant_id
    return [
        TaskRow(
            task,
            notes[task.id],
            names.get(task.to_tenant_id if task.tenant_id == here else task.tenant_id, ""),  # type: ignore[arg-type]
        )
        for task in tasks
    ]


def count_open_tasks() -> int:
    """Return the tasks addressed to the actor's union that nobody answered."""
    answered = exists(
        select(MentoringNote.id).where(
            MentoringNote.task_tenant_id == MentoringTask.tenant_id, MentoringNote.task_id == MentoringTask.id
        )
    )
    statement = select(func.count()).select_from(MentoringTask)
    here = MentoringTask.to_tenant_id == current_actor().tenant_id
    return db.session.scalar(statement.where(here, ~answered)) or 0


def union_choices() -> list[tuple[UUID, str]]:
    """Return the unions a cell may ask."""
    return [(union.id, union.name) for union in list_organizations(kinds=(OrganizationKind.MASS_UNION,))]


def candidate_of(person_id: UUID) -> tuple[Candidate, str]:
    """Return the candidate behind a person, with the name; NotFound when the actor may not see him or her."""
    row = db.session.execute(
        select(Candidate, Person.full_name)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .where(
            Candidate.tenant_id == current_actor().tenant_id, Candidate.person_id == person_id, is_visible()
        )
    ).first()
    if row is None:
        raise NotFound
    return row[0], row[1]


def today_is_past(referral: Referral) -> bool:
    """Tell whether the answer to a referral is overdue."""
    return referral.due_on is not None and referral.due_on < clock.today()
