"""Reads of one attempt, through the member door: the person's own."""

from __future__ import annotations

from collections import OrderedDict
from collections.abc import Collection, Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime, timedelta
from threading import Lock
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import and_, func, select, text

from courses.bank.formats.picture import Picture
from courses.bank.types.contract import Option
from courses.exams.durability import NEEDED
from courses.exams.events import EventKind
from courses.exams.frozen_paper import FrozenItem
from courses.exams.machine import AttemptState, Standing
from courses.exams.models import Answer, AnswerEvent, Attempt, Exam, ExamOrder, Paper, Submission
from courses.exams.orders import OrderKind
from courses.exams.saving import Held
from portal.kernel import clock
from portal.kernel.database import db, get_row
from portal.kernel.errors import NotFound

if TYPE_CHECKING:
    from sqlalchemy import Select

GRACE = timedelta(seconds=5)
"""Forgives the way of a packet that left before the deadline, not lateness."""


@dataclass(frozen=True, slots=True)
class PlayerPage:
    """What the player shows; ``answers`` by item number."""

    attempt: Attempt
    title: str
    items: list[FrozenItem]
    answers: dict[int, Held]


@dataclass(frozen=True, slots=True)
class ReceiptPage:
    """What was handed in: the attempt, its exam and how many items there are."""

    attempt: Attempt
    exam: Exam
    total: int

    @property
    def is_expired(self) -> bool:
        """Tell whether time ran out before it was handed in."""
        return self.attempt.state is AttemptState.EXPIRED


def standing_of(attempt: Attempt) -> Standing:
    """Return where an attempt stands at this moment, by the server's clock."""
    return Standing(attempt.state, attempt.deadline, clock.now(), GRACE)


def get_attempt(attempt_id: UUID) -> Attempt:
    """Return one of the person's own attempts."""
    return get_row(Attempt, attempt_id)


def list_attempts(exam_id: UUID, person_id: UUID) -> list[Attempt]:
    """Return the person's attempts of an exam, the first one first."""
    statement = select(Attempt).where(Attempt.person_id == person_id, Attempt.exam_id == exam_id)
    return list(db.session.scalars(statement.order_by(Attempt.number)))


def list_held(attempt_id: UUID, items: Collection[int] | None = None) -> dict[int, Held]:
    """Return the current answers of an attempt, of some items or of all."""
    statement = select(Answer.item, Answer.seq, Answer.value).where(Answer.attempt_id == attempt_id)
    if items is not None:
        statement = statement.where(Answer.item.in_(items))
    return {item: Held(seq, value) for item, seq, value in db.session.execute(statement)}


def list_acked(attempt_id: UUID) -> dict[int, int]:
    """Return the sequence held of each item that was answered."""
    statement = select(Answer.item, Answer.seq).where(Answer.attempt_id == attempt_id)
    return dict(db.session.execute(statement.order_by(Answer.item)).all())


def list_late(attempt_id: UUID) -> dict[int, Held]:
    """Return the newest answer to each item among those that came after the deadline."""
    statement = (
        select(AnswerEvent.item, AnswerEvent.seq, AnswerEvent.value)
        .where(AnswerEvent.attempt_id == attempt_id, AnswerEvent.kind == EventKind.LATE)
        .order_by(AnswerEvent.seq)
    )
    rows = db.session.execute(statement)
    return {item: Held(seq, value) for item, seq, value in rows if item and seq and value is not None}


def time_per_item(attempt: Attempt) -> dict[int, int]:
    """Return seconds by item: a save ends the time of its item, the next item's begins there."""
    statement = (
        select(AnswerEvent.item, AnswerEvent.received_at)
        .where(AnswerEvent.attempt_id == attempt.id, AnswerEvent.kind == EventKind.SAVED)
        .order_by(AnswerEvent.received_at, AnswerEvent.seq)
    )
    spent: dict[int, float] = {}
    before = attempt.started_at
    for item, at in db.session.execute(statement):
        if item is not None:
            spent[item] = spent.get(item, 0) + (at - before).total_seconds()
            before = at
    return {item: round(seconds) for item, seconds in spent.items()}


def last_revision(attempt: Attempt) -> int:
    """Return the number of the attempt's newest submission, 0 for none."""
    statement = select(func.max(Submission.revision)).where(
        Submission.tenant_id == attempt.tenant_id, Submission.attempt_id == attempt.id
    )
    return db.session.scalar(statement) or 0


def get_exam_of(attempt: Attempt) -> Exam:
    """Return the exam of an attempt."""
    return db.session.scalars(
        select(Exam).where(Exam.tenant_id == attempt.to_tenant_id, Exam.id == attempt.exam_id)
    ).one()


def total_extra_time(exam: Exam, person_id: UUID, paper_id: UUID) -> timedelta:
    """Return the personal extra time of a sitting: with the paper, and what a proctor gave since."""
    ordered = select(func.coalesce(func.sum(ExamOrder.minutes), 0)).where(
        ExamOrder.tenant_id == exam.tenant_id,
        ExamOrder.exam_id == exam.id,
        ExamOrder.person_id == person_id,
        ExamOrder.kind == OrderKind.EXTRA_TIME,
    )
    drawn = select(Paper.extra_minutes).where(Paper.tenant_id == exam.tenant_id, Paper.id == paper_id)
    minutes = (db.session.scalar(drawn) or 0) + (db.session.scalar(ordered) or 0)
    return timedelta(minutes=minutes)


def get_items(paper_id: UUID) -> list[FrozenItem]:
    """Return the items of a paper the actor may read."""
    return get_paper(paper_id).frozen_items


def get_paper(paper_id: UUID) -> Paper:
    """Return a paper the actor may read; NotFound for every other."""
    paper = db.session.scalars(select(Paper).where(Paper.id == paper_id)).one_or_none()
    if paper is None:
        raise NotFound
    return paper


def get_player_page(attempt_id: UUID) -> PlayerPage:
    """Return everything the player shows."""
    attempt = get_attempt(attempt_id)
    title = db.session.scalar(
        select(Exam.title).where(Exam.tenant_id == attempt.to_tenant_id, Exam.id == attempt.exam_id)
    )
    return PlayerPage(attempt, title or "", get_items(attempt.paper_id), list_held(attempt_id))


def get_receipt_page(attempt_id: UUID) -> ReceiptPage:
    """Return what the receipt shows; the attempt may still be open."""
    attempt = get_attempt(attempt_id)
    exam, total = db.session.execute(
        _with_paper(attempt).add_columns(func.jsonb_array_length(Paper.items))
    ).one()
    return ReceiptPage(attempt, exam, total)


def _with_paper(attempt: Attempt) -> Select[Exam]:
    return (
        select(Exam)
        .join(Paper, and_(Paper.tenant_id == Exam.tenant_id, Paper.exam_id == Exam.id))
        .where(Paper.id == attempt.paper_id, Exam.tenant_id == attempt.to_tenant_id)
    )


def durability_settings() -> Mapping[str, str]:
    """Return the settings of this database that decide whether a commit survives a crash."""
    columns = ", ".join(f"current_setting('{name}')" for name in NEEDED)
    row = db.session.execute(text("select " + columns)).one()
    return dict(zip(NEEDED, row, strict=True))


# --- What an answer is checked against --------------------------------------------------------------


class _Shapes:
    """Item shapes of the attempts in use: a paper never changes, and a save must not read it again."""

    def __init__(self, most: int) -> None:
        self._most = most
        self._kept: OrderedDict[UUID, dict[int, FrozenItem]] = OrderedDict()
        self._lock = Lock()

    def find(self, attempt_id: UUID) -> dict[int, FrozenItem] | None:
        """Return the items by number, without their texts, or None when they were not read yet."""
        with self._lock:
            kept = self._kept.get(attempt_id)
            if kept is not None:
                self._kept.move_to_end(attempt_id)
            return kept

    def keep(self, attempt_id: UUID, items: Iterable[FrozenItem]) -> dict[int, FrozenItem]:
        """Remember the items of an attempt, forgetting those not asked for longest."""
        shapes = {item.item: _bare(item) for item in items}
        with self._lock:
            self._kept[attempt_id] = shapes
            while len(self._kept) > self._most:
                self._kept.popitem(last=False)
        return shapes


def _bare(item: FrozenItem) -> FrozenItem:
    options = tuple(Option(option.id, "") for option in item.options)
    targets = tuple(Option(target.id, "") for target in item.targets)
    return replace(item, text="", options=options, targets=targets)


_shapes = _Shapes(2000)


def find_shapes(attempt_id: UUID) -> Mapping[int, FrozenItem] | None:
    """Return what answers of an attempt are checked against if this process has read it.

    Says nothing about whose attempt it is: nothing may be answered before the database has.
    """
    return _shapes.find(attempt_id)


def item_shapes(attempt: Attempt) -> Mapping[int, FrozenItem]:
    """Return what answers of an attempt are checked against."""
    return find_shapes(attempt.id) or _shapes.keep(attempt.id, get_items(attempt.paper_id))


def is_over(attempt: Attempt) -> bool:
    """Tell whether the attempt takes no more answers, whoever has noticed that or not."""
    return standing_of(attempt).shown_state is not AttemptState.OPEN


def closing_time(deadline: datetime) -> datetime:
    """Return when the server closes an attempt that nobody submitted."""
    return deadline + GRACE + timedelta(seconds=1)


def get_picture(items: Sequence[FrozenItem], item: int, place: int) -> Picture:
    """Return the picture at a place, from 1, of an item of a paper; NotFound when there is none."""
    found = [picture for one in items if one.item == item for picture in one.pictures[place - 1 : place]]
    if place < 1 or not found:
        raise NotFound
    return found[0]
