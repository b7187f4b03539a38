"""Reads of the bank of the actor's house."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, and_, case, func, select

from courses.bank.models import Question, QuestionImport, QuestionPicture, QuestionReview, QuestionVersion
from courses.bank.review import Standing
from courses.bank.stored_question import as_question
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.kernel.files import read_file
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.text import fold

if TYPE_CHECKING:
    from courses.bank.formats.question import Question as BankQuestion

UNGRADED = "none"
"""The filter value for questions nobody has graded yet."""


@dataclass(frozen=True, slots=True)
class QuestionRow:
    """A question as the list shows it."""

    id: UUID
    lesson: str
    difficulty: str | None
    kind: str
    text: str
    version: int
    standing: str
    """One of ``review.Standing``."""

    @property
    def name(self) -> str:
        return self.text


@dataclass(frozen=True, slots=True)
class QuestionPage:
    """A question with its versions, the newest first."""

    row: Question
    question: BankQuestion
    versions: list[QuestionVersion]
    reviews: list[QuestionReview]

    @property
    def is_own(self) -> bool:
        """Tell whether the reader wrote the present wording, and so may not approve it."""
        author = self.versions[0].written_by
        return author is not None and author == current_actor().account_id

    @property
    def last_note(self) -> str:
        """Return why the present wording was sent back, if it was."""
        told = (review.note for review in self.reviews if review.version == self.row.current_version)
        return next(told, "") if self.row.standing is Standing.RETURNED else ""


@dataclass(frozen=True, slots=True)
class PoolRow:
    """One question that a paper may draw, in its present version."""

    question_version_id: UUID
    lesson: str
    difficulty: str | None
    kind: str


@dataclass(frozen=True, slots=True)
class BankCounts:
    """How many questions that may be drawn each lesson has at each level; None is "not graded"."""

    lessons: list[str]
    counts: Mapping[tuple[str, str | None], int]
    waiting: int
    returned: int
    retired: int

    @property
    def total(self) -> int:
        return sum(self.counts.values())

    def of_lesson(self, lesson: str) -> int:
        return sum(number for (name, _), number in self.counts.items() if name == lesson)


IS_CURRENT = and_(
    QuestionVersion.tenant_id == Question.tenant_id,
    QuestionVersion.question_id == Question.id,
    QuestionVersion.number == Question.current_version,
)


_STANDING: ColumnElement[str] = case(
    (Question.retired_at.is_not(None), Standing.RETIRED.value),
    (Question.approved_version == Question.current_version, Standing.USABLE.value),
    (Question.returned_version == Question.current_version, Standing.RETURNED.value),
    else_=Standing.WAITING.value,
)
"""``review.standing`` as the database says it."""


def stands(wanted: Standing) -> ColumnElement[bool]:
    return _STANDING.in_([wanted.value])


def is_ours() -> ColumnElement[bool]:
    return Question.tenant_id == current_tenant_id()


def list_questions(
    *, filters: Mapping[str, str], offset: int = 0, limit: int = 50
) -> tuple[list[QuestionRow], int]:
    """Return one page of questions by lesson, and how many match in all.

    ``filters``: q (words of the wording, tones do not matter), lesson, difficulty (or UNGRADED),
    kind, state (a ``Standing``; otherwise all that are not retired).
    """
    conditions = list(_conditions(filters))
    total = db.session.scalar(select(func.count()).select_from(Question).where(is_ours(), *conditions)) or 0
    statement = (
        select(
            Question.id,
            Question.lesson,
            Question.difficulty,
            Question.kind,
            QuestionVersion.text,
            Question.current_version,
            _STANDING,
        )
        .join(QuestionVersion, IS_CURRENT)
        .where(is_ours(), *conditions)
        .order_by(Question.lesson, Question.created_at, Question.id)
        .offset(offset)
        .limit(limit)
    )
    return [QuestionRow(*row) for row in db.session.execute(statement)], total


def _conditions(filters: Mapping[str, str]) -> Iterable[ColumnElement[bool]]:
    state = filters.get("state", "")
    yield stands(Standing(state)) if state in set(Standing) else ~stands(Standing.RETIRED)
    for word in fold(filters.get("q", "")).split():
        yield Question.folded_text.contains(word, autoescape=True)
    if lesson := filters.get("lesson"):
        yield Question.lesson == lesson
    if kind := filters.get("kind"):
        yield Question.kind == kind
    if difficulty := filters.get("difficulty"):
        yield Question.difficulty.is_(None) if difficulty == UNGRADED else Question.difficulty == difficulty


def count_bank() -> BankCounts:
    """Return the numbers of questions that may be drawn by lesson and level, and how many wait or rest."""
    statement = (
        select(Question.lesson, Question.difficulty, _STANDING, func.count())
        .where(is_ours())
        .group_by(Question.lesson, Question.difficulty, _STANDING)
        .order_by(Question.lesson)
    )
    counts: dict[tuple[str, str | None], int] = {}
    others: Counter[Standing] = Counter()
    for lesson, difficulty, state, number in db.session.execute(statement):
        if state == Standing.USABLE:
            counts[lesson, difficulty] = number
        else:
            others[Standing(state)] += number
    lessons = list(dict.fromkeys(lesson for lesson, _ in counts))
    return BankCounts(
        lessons, counts, others[Standing.WAITING], others[Standing.RETURNED], others[Standing.RETIRED]
    )


def get_question_page(question_id: UUID) -> QuestionPage:
    """Return one question with all its versions."""
    row = get_row(Question, question_id)
    versions = list(
        db.session.scalars(
            select(QuestionVersion)
            .where(QuestionVersion.tenant_id == row.tenant_id, QuestionVersion.question_id == row.id)
            .order_by(QuestionVersion.number.desc())
        )
    )
    reviews = list(
        db.session.scalars(
            select(QuestionReview)
            .where(QuestionReview.tenant_id == row.tenant_id, QuestionReview.question_id == row.id)
            .order_by(QuestionReview.reviewed_at.desc(), QuestionReview.id.desc())
        )
    )
    return QuestionPage(row, as_question(row, versions[0]), versions, reviews)


def list_pool() -> list[PoolRow]:
    """Return every question that was looked over, in its present version: what papers are drawn from."""
    statement = (
        select(QuestionVersion.id, Question.lesson, Question.difficulty, Question.kind)
        .join(QuestionVersion, IS_CURRENT)
        .where(is_ours(), stands(Standing.USABLE))
    )
    return [PoolRow(*row) for row in db.session.execute(statement)]


def get_versions(version_ids: Collection[UUID]) -> dict[UUID, BankQuestion]:
    """Return the questions behind these versions, by version id; those not there are left out."""
    statement = (
        select(Question, QuestionVersion)
        .join(
            QuestionVersion,
            and_(QuestionVersion.tenant_id == Question.tenant_id, QuestionVersion.question_id == Question.id),
        )
        .where(is_ours(), QuestionVersion.id.in_(version_ids))
    )
    return {version.id: as_question(row, version) for row, version in db.session.execute(statement)}


def list_for_export(*, with_pictures: bool) -> list[BankQuestion]:
    """Return every question in use as the formats write it, by lesson.

    A format that cannot carry pictures gets no question with one: without it the question is another.
    """
    statement = (
        select(Question, QuestionVersion)
        .join(QuestionVersion, IS_CURRENT)
        .where(is_ours(), Question.retired_at.is_(None))
        .order_by(Question.lesson, Question.created_at, Question.id)
    )
    questions = [as_question(row, version) for row, version in db.session.execute(statement)]
    return [_with_pictures(one) for one in questions if with_pictures or not one.pictures]


def _with_pictures(question: BankQuestion) -> BankQuestion:
    """Return a question of the actor's house that carries what its pictures show."""
    if not question.pictures:
        return question
    carried = (replace(one, content=read_file(current_tenant_id(), one.digest)) for one in question.pictures)
    return replace(question, pictures=tuple(carried))


def find_pictures(ids: Iterable[str]) -> dict[str, QuestionPicture]:
    """Return the rows of pictures by id; what is no id, or of another house, is left out."""
    wanted = [found for found in map(_as_id, ids) if found]
    if not wanted:
        return {}
    statement = select(QuestionPicture).where(
        QuestionPicture.tenant_id == current_tenant_id(), QuestionPicture.id.in_(wanted)
    )
    return {str(row.id): row for row in db.session.scalars(statement)}


def _as_id(text: str | None) -> UUID | None:
    try:
        return UUID(text or "")
    except ValueError:
        return None


def get_picture(question_picture_id: UUID) -> QuestionPicture:
    """Return the row of a picture; NotFound for one of another house."""
    return get_row(QuestionPicture, question_picture_id)


def has_questions() -> bool:
    """Tell whether the bank holds any question."""
    return db.session.scalar(select(Question.id).where(is_ours()).limit(1)) is not None


def known_fingerprints() -> set[str]:
    """Return what the bank knows its questions by, retired ones too."""
    return set(db.session.scalars(select(Question.fingerprint).where(is_ours())))


def get_import(import_id: UUID) -> QuestionImport:
    """Return one uploaded file with its report."""
    return get_row(QuestionImport, import_id)


def list_imports(limit: int = 10) -> list[QuestionImport]:
    """Return the latest uploaded files."""
    statement = (
        select(QuestionImport)
        .where(QuestionImport.tenant_id == current_tenant_id())
        .order_by(QuestionImport.created_at.desc())
        .limit(limit)
    )
    return list(db.session.scalars(statement))
