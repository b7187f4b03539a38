"""Reads about dossiers: what a house sent, what lies at Khối, how each stands."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, exists, func, or_, select
from sqlalchemy.orm import aliased

from portal.admissions.models import AdmissionSubmission, SubmissionAnswer
from portal.admissions.states import (
    OPEN,
    AnswerKind,
    Purpose,
    State,
    next_answers,
    standing_answers,
    state_of,
)
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.kernel.text import fold
from portal.organizations.queries import list_organizations

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select


@dataclass(frozen=True, slots=True)
class SubmissionRow:
    """A dossier with Khối's answers, oldest first."""

    row: AdmissionSubmission
    answers: list[SubmissionAnswer]
    house_name: str = ""

    @property
    def id(self) -> UUID:
        return self.row.id

    @property
    def name(self) -> str:
        return self.row.full_name

    @property
    def standing(self) -> list[SubmissionAnswer]:
        """Return the answers that nobody took back."""
        return standing_answers(self.answers)

    @property
    def state(self) -> State:
        return state_of(self.standing, is_withdrawn=self.row.withdrawn_at is not None)

    @property
    def is_open(self) -> bool:
        """Tell whether Khối still has something to do with it."""
        return self.state in OPEN

    @property
    def next_answers(self) -> tuple[AnswerKind, ...]:
        return next_answers(self.state, self.row.purpose)

    @property
    def unnoted(self) -> list[SubmissionAnswer]:
        """Return the answers the house has not written into its register yet."""
        ids = [answer.id for answer in self.standing]
        noted = ids.index(self.row.noted_answer_id) + 1 if self.row.noted_answer_id in ids else 0
        return self.standing[noted:]

    @property
    def decision(self) -> SubmissionAnswer | None:
        """Return the standing decision."""
        return next((a for a in self.standing if a.kind is AnswerKind.DECIDED), None)

    @property
    def may_take_back(self) -> bool:
        """Tell whether the last answer can still be taken back: the house has not noted it."""
        return bool(self.standing) and self.standing[-1].id != self.row.noted_answer_id


@dataclass(frozen=True, slots=True)
class SubmissionFilter:
    """Which dossiers a list shows; ``state`` "open" means those that wait for Khối."""

    state: str = "open"
    house_id: UUID | None = None
    words: str = ""


def get_submission(submission_id: UUID) -> SubmissionRow:
    """Return a dossier of the actor's house, sent to it, or any for an overseer; NotFound otherwise."""
    row = db.session.scalar(
        select(AdmissionSubmission).where(AdmissionSubmission.id == submission_id, _mine())
    )
    if row is None:
        raise NotFound
    [found] = _with_answers([row])
    return found


def list_submissions(wanted: SubmissionFilter, *, offset: int, limit: int) -> tuple[list[SubmissionRow], int]:
    """Return dossiers, the longest waiting first, and how many there are in all."""
    statement = select(AdmissionSubmission).where(_mine(), *_conditions(wanted))
    total = db.session.scalar(select(func.count()).select_from(statement.subquery())) or 0
    order = (
        AdmissionSubmission.decide_by.asc().nulls_last()
        if wanted.state == "open"
        else AdmissionSubmission.sent_on.desc()
    )
    rows = db.session.scalars(statement.order_by(order, AdmissionSubmission.id).offset(offset).limit(limit))
    return _with_answers(list(rows)), total


def count_by_state() -> dict[State, int]:
    """Return how many dossiers the actor may see stand where."""
    last = _last_kind()
    rows = db.session.execute(
        select(last, AdmissionSubmission.withdrawn_at.is_not(None), func.count())
        .where(_mine())
        .group_by(last, AdmissionSubmission.withdrawn_at.is_not(None))
    )
    found: dict[State, int] = {}
    for kind, is_withdrawn, count in rows:
        state = State(kind) if kind else State.WITHDRAWN if is_withdrawn else State.SENT
        found[state] = found.get(state, 0) + count
    return found


def list_of_candidate(candidate_id: UUID) -> list[SubmissionRow]:
    """Return the dossiers sent about a candidate, the latest first."""
    statement = select(AdmissionSubmission).where(_mine(), AdmissionSubmission.candidate_id == candidate_id)
    return _with_answers(list(db.session.scalars(statement.order_by(AdmissionSubmission.created_at.desc()))))


def list_of_person(person_id: UUID) -> list[SubmissionRow]:
    """Return the dossiers sent about a person, the latest first."""
    statement = select(AdmissionSubmission).where(_mine(), AdmissionSubmission.person_id == person_id)
    return _with_answers(list(db.session.scalars(statement.order_by(AdmissionSubmission.created_at.desc()))))


def list_ready(submission_ids: Collection[UUID]) -> list[SubmissionRow]:
    """Return those of the dossiers that were appraised and wait for a decision."""
    statement = select(AdmissionSubmission).where(_mine(), AdmissionSubmission.id.in_(submission_ids))
    rows = _with_answers(list(db.session.scalars(statement.order_by(AdmissionSubmission.full_name))))
    return [row for row in rows if row.state is State.APPRAISED]


def list_unnoted(limit: int) -> list[SubmissionRow]:
    """Return the house's dossiers with an answer it has not written down, oldest answer first."""
    later = aliased(SubmissionAnswer)
    noted_at = (
        select(later.answered_at)
        .where(
            later.to_tenant_id == AdmissionSubmission.tenant_id,
            later.id == AdmissionSubmission.noted_answer_id,
        )
        .scalar_subquery()
    )
    newer = exists(
        select(SubmissionAnswer.id).where(
            SubmissionAnswer.to_tenant_id == AdmissionSubmission.tenant_id,
            SubmissionAnswer.submission_id == AdmissionSubmission.id,
            SubmissionAnswer.kind.not_in([AnswerKind.RECEIVED, AnswerKind.TAKEN_BACK]),
            or_(noted_at.is_(None), SubmissionAnswer.answered_at > noted_at),
        )
    )
    statement = select(AdmissionSubmission).where(
        AdmissionSubmission.tenant_id == current_actor().tenant_id, newer
    )
    rows = _with_answers(
        list(db.session.scalars(statement.order_by(AdmissionSubmission.sent_on).limit(limit)))
    )
    return [row for row in rows if row.unnoted]


def number_is_taken(document_no: str, document_date: date) -> bool:
    """Tell whether a standing decision of the house bears this number: each person has one's own."""
    back = aliased(SubmissionAnswer)
    taken = select(SubmissionAnswer.id).where(
        SubmissionAnswer.tenant_id == current_actor().tenant_id,
        func.lower(SubmissionAnswer.document_no) == document_no.strip().lower(),
        func.extract("year", func.coalesce(SubmissionAnswer.document_date, SubmissionAnswer.happened_on))
        == document_date.year,
        SubmissionAnswer.kind.in_([AnswerKind.DECIDED, AnswerKind.ANNULLED, AnswerKind.DELETED]),
        ~exists(
            select(back.id).where(
                back.tenant_id == SubmissionAnswer.tenant_id, back.takes_back_id == SubmissionAnswer.id
            )
        ),
    )
    return bool(db.session.scalar(select(taken.exists())))


def is_at_khoi(candidate_id: UUID, purpose: Purpose) -> bool:
    """Tell whether a dossier of the candidate lies undecided at Khối."""
    return any(row.is_open and row.row.purpose is purpose for row in list_of_candidate(candidate_id))


def _mine() -> ColumnElement[bool]:
    """Return the condition that the actor's side sent or received the dossier; overseers see all."""
    actor = current_actor()
    if actor.door is Door.OVERSIGHT:
        return AdmissionSubmission.to_tenant_id.is_not(None)
    return or_(
        AdmissionSubmission.tenant_id == actor.tenant_id, AdmissionSubmission.to_tenant_id == actor.tenant_id
    )


def _last_kind() -> Any:
    back = aliased(SubmissionAnswer)
    answer = aliased(SubmissionAnswer)
    return (
        select(answer.kind)
        .where(
            answer.to_tenant_id == AdmissionSubmission.tenant_id,
            answer.submission_id == AdmissionSubmission.id,
            answer.kind != AnswerKind.TAKEN_BACK,
            ~exists(
                select(back.id).where(back.tenant_id == answer.tenant_id, back.takes_back_id == answer.id)
            ),
        )
        .order_by(answer.answered_at.desc(), answer.id.desc())
        .limit(1)
        .correlate(AdmissionSubmission)
        .scalar_subquery()
    )


def _conditions(wanted: SubmissionFilter) -> Iterable[ColumnElement[bool]]:
    last = _last_kind()
    is_sent = and_(last.is_(None), AdmissionSubmission.withdrawn_at.is_(None))
    if wanted.state == "open":
        yield or_(is_sent, last.in_([AnswerKind.RECEIVED, AnswerKind.APPRAISED]))
    elif wanted.state == State.SENT:
        yield is_sent
    elif wanted.state == State.WITHDRAWN:
        yield and_(last.is_(None), AdmissionSubmission.withdrawn_at.is_not(None))
    elif wanted.state in set(AnswerKind):
        yield last == AnswerKind(wanted.state)
    if wanted.house_id is not None:
        yield AdmissionSubmission.tenant_id == wanted.house_id
    for word in fold(wanted.words).split():
        yield AdmissionSubmission.folded_name.contains(word, autoescape=True)


def _with_answers(rows: list[AdmissionSubmission]) -> list[SubmissionRow]:
    if not rows:
        return []
    answers: dict[UUID, list[SubmissionAnswer]] = {row.id: [] for row in rows}
    statement: Select[SubmissionAnswer] = select(SubmissionAnswer).where(
        SubmissionAnswer.to_tenant_id.in_({row.tenant_id for row in rows}),
        SubmissionAnswer.submission_id.in_(answers),
    )
    for answer in db.session.scalars(statement.order_by(SubmissionAnswer.answered_at, SubmissionAnswer.id)):
        answers[answer.submission_id].append(answer)
    names = {house.id: f"{house.code} · {house.name}" for house in list_organizations()}
    return [SubmissionRow(row, answers[row.id], names.get(row.tenant_id, "")) for row in rows]
