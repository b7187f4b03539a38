"""A class with people in it and an exam they may sit, made through the operations."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select, text

from courses.bank.formats.question import Question
from courses.bank.offers import approve_all
from courses.bank.operations.add_question import add_question
from courses.bank.queries import list_pool
from courses.bank.types.contract import Option
from courses.catalog.offers import load_programmes
from courses.catalog.queries import current_programme
from courses.classes.models import Nomination
from courses.classes.operations.change_class_state import open_nominations, start_class
from courses.classes.operations.decide_nominations import decide_nominations
from courses.classes.operations.nominate import nominate
from courses.classes.operations.plan_class import ClassDetails, plan_class
from courses.classes.states import DeliveryMode, NominationAnswer
from courses.exams.blueprint import Rule
from courses.exams.operations.set_exam import ExamPlan, publish_exam, set_reflection, set_screening
from portal.candidates.models.candidate import Candidate
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.actor import Actor, Door, Role
from portal.kernel.database import db, session_as
from portal.organizations.queries import root_operator
from tests.cast import add_person

ABCD = tuple(Option(letter, f"phương án {letter}") for letter in "abcd")
SIDES = (Option("a", "bên phải một"), Option("b", "bên phải hai"))
LINES = (Option("1", "bên trái một"), Option("2", "bên trái hai"))
TRUTH = (Option("true", "Đúng"), Option("false", "Sai"))

QUESTIONS = {
    "single_choice": Question("single_choice", "Chọn một", ("a",), ABCD, lesson="Bài 1"),
    "multiple_choice": Question("multiple_choice", "Chọn nhiều", ("a", "b"), ABCD, lesson="Bài 1"),
    "true_false": Question("true_false", "Đúng hay sai", ("true",), TRUTH, lesson="Bài 2"),
    "short_answer": Question("short_answer", "Điền từ", ("văn minh",), lesson="Bài 2"),
    "matching": Question("matching", "Ghép đôi", ("1:a", "2:b"), LINES, SIDES, lesson="Bài 3"),
    "ordering": Question("ordering", "Sắp xếp", ("a", "b", "c", "d"), ABCD, lesson="Bài 3"),
    "essay": Question("essay", "Vì sao đồng chí phấn đấu vào Đảng?", explanation="Chấm theo thang 10."),
}
SCORED = 6
"""Questions a machine can score: all but the essay."""


@dataclass(frozen=True)
class Sitter:
    """One who sits exams: acts like somebody of the cast without an account."""

    tenant_id: UUID
    person_id: UUID

    def actor(self, *, reading: bool = False) -> Actor:  # noqa: ARG002 -- as the cast has it
        return Actor(
            tenant_id=self.tenant_id,
            door=Door.MEMBER,
            roles=frozenset({Role.CANDIDATE}),
            person_id=self.person_id,
            name="candidate",
        )


@dataclass
class Room:
    """The class, its exam, and who sits in it."""

    app: object
    cast: object
    class_run_id: UUID
    exam_id: UUID
    others: list[Sitter]

    def as_khoi(self):
        return session_as(self.cast.giang.actor())

    def as_em(self):
        return session_as(self.cast.em.actor())


def fill_bank() -> None:
    """Questions of every kind that somebody has looked over."""
    with session_as(root_operator()):
        for question in QUESTIONS.values():
            add_question(question=question)
        approve_all()


def plan(**values) -> ExamPlan:
    now = clock.now()
    there = {
        "title": "Kiểm tra cuối khóa",
        "opens_at": now - timedelta(minutes=1),
        "closes_at": now + timedelta(hours=3),
        "duration_minutes": 30,
    }
    return ExamPlan(**(there | values))


def a_class(cast, *, people: dict[UUID, int] | None = None) -> tuple[UUID, list[Sitter]]:
    """A running class with Em and so many further people of each house; return it and the others."""
    load_programmes()
    with session_as(cast.giang.actor()):
        class_run_id = plan_class(
            programme_version_id=current_programme().version.id,
            details=ClassDetails(
                code="L01",
                title="Lớp thử",
                delivery_mode=DeliveryMode.MIXED,
                starts_on=clock.today(),
                nominate_until=clock.today(),
                seats=40,
            ),
        )
        open_nominations(class_run_id=class_run_id)
    others: list[Sitter] = []
    for secretary, number in (
        (cast.an, (people or {}).get(cast.house_a, 0)),
        (cast.chi, (people or {}).get(cast.house_b, 0)),
    ):
        with session_as(secretary.actor()):
            persons = [
                add_person(f"Người thứ {n}", birth_date=date(1997, 1, 1 + n)).id for n in range(number)
            ]
            others += [Sitter(secretary.tenant_id, person_id) for person_id in persons]
            if secretary is cast.an:
                persons.append(cast.em.person_id)
            followed = [follow(person_id) for person_id in persons]
            db.session.commit()
            if followed:
                nominate(class_run_id=class_run_id, candidate_ids=followed)
    with session_as(cast.giang.actor()):
        ids = list(db.session.scalars(select(Nomination.id)))
        decide_nominations(class_run_id=class_run_id, nomination_ids=ids, answer=NominationAnswer.APPROVED)
        start_class(class_run_id=class_run_id)
    return class_run_id, others


def follow(person_id: UUID) -> UUID:
    there = db.session.scalar(select(Candidate.id).where(Candidate.person_id == person_id))
    if there is not None:
        return there
    candidate = Candidate(
        person_id=person_id,
        first_stage=Stage.PROSPECT,
        stage=Stage.PROSPECT,
        stage_since=date(2024, 1, 10),
        listed_on=date(2024, 1, 10),
        list_resolution_no="12-NQ/CB",
    )
    db.session.add(candidate)
    db.session.flush()
    return candidate.id


def a_screening(class_run_id: UUID, **values) -> UUID:
    """A published exam with one item of each machine-scored type, a point each, in the room of Khối."""
    rules = [Rule(1, Decimal(1), kind=kind) for kind in QUESTIONS if kind != "essay"]
    exam_id = set_screening(class_run_id=class_run_id, plan=plan(**values), rules=rules)
    publish_exam(exam_id=exam_id)
    return exam_id


def a_reflection(class_run_id: UUID, **values) -> UUID:
    """A published thu hoạch."""
    essay = next(row.question_version_id for row in list_pool() if row.kind == "essay")
    exam_id = set_reflection(
        class_run_id=class_run_id, plan=plan(title="Bài thu hoạch", **values), question_version_id=essay
    )
    publish_exam(exam_id=exam_id)
    return exam_id


def open_room(app, cast, *, people: dict[UUID, int] | None = None, **values) -> Room:
    """A bank, a class with Em, and a published screening exam."""
    class_run_id, others = a_class(cast, people=people)
    fill_bank()
    with session_as(cast.giang.actor()):
        exam_id = a_screening(class_run_id, **values)
    return Room(app, cast, class_run_id, exam_id, others)


def select_all(table: str):
    """The plainest look into a table."""
    return text(f"select * from {table}")


def right_answers(items: list[dict], keys: dict) -> dict[int, list[str]]:
    """What a perfect paper would hold, from the stored key."""
    return {
        item["item"]: list(keys[str(item["item"])]["answers"])[
            : None if item["type"] != "short_answer" else 1
        ]
        for item in items
    }
