"""An open exam with any number of candidates who can sign in: for rehearsals and measurements.

The people, their nominations and accounts are written in bulk, each kind by one operation of the
house they live in; class, seats, exam and papers go the ordinary way.
"""

from __future__ import annotations

import secrets
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from decimal import Decimal
from pathlib import Path
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from courses.bank.offers import approve_all, load_samples
from courses.bank.operations.import_questions import import_questions
from courses.bank.queries import list_pool
from courses.bank.types import essay
from courses.catalog.offers import load_programmes
from courses.catalog.queries import current_programme
from courses.classes.models import Nomination
from courses.classes.operations.change_class_state import open_nominations, start_class
from courses.classes.operations.decide_nominations import decide_nominations
from courses.classes.operations.plan_class import ClassDetails, plan_class
from courses.classes.states import DeliveryMode, NominationAnswer
from courses.exams.blueprint import Rule
from courses.exams.operations.set_exam import ExamPlan, publish_exam, set_screening
from portal.accounts.models import Account, Membership
from portal.accounts.passwords import hash_password
from portal.accounts.rules import new_password
from portal.candidates.models.candidate import Candidate
from portal.candidates.stages import Stage
from portal.kernel import audit, clock
from portal.kernel.actor import Actor, Door, Role
from portal.kernel.database import db, session_as
from portal.kernel.errors import NotFound
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id
from portal.kernel.text import fold, sort_name
from portal.organizations import demo as sample_houses
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import list_organizations, operator_of, root_id, root_operator
from portal.people.models import Person, Sex

EXTRA_QUESTIONS = Path(__file__).parent / "samples" / "bo-sung.gift"
ITEMS = 40
POINTS = Decimal("0.25")
DURATION_MINUTES = 120
OPEN_FOR = timedelta(days=30)
BIRTH_DATE = date(1996, 3, 26)


@dataclass(frozen=True, slots=True)
class Rehearsal:
    """The exam and the sign-in names made for it, all with one password."""

    exam_id: UUID
    usernames: list[str]
    password: str


def open_rehearsal(candidates: int) -> Rehearsal:
    """Make a class, an exam of forty items open now, and so many candidates with accounts."""
    _prepare_ground()
    tag = secrets.token_hex(3)
    with session_as(root_operator()):
        khoi_id = current_tenant_id()
        house_id = _house()
        class_run_id = _announce(tag, candidates)
    with session_as(operator_of(house_id, is_root=False)):
        people = _register_people(
            class_run_id=class_run_id, khoi_id=khoi_id, names=[f"Thí sinh {n:04}" for n in _count(candidates)]
        )
    with session_as(root_operator()):
        exam_id = _open(class_run_id, tag, list(people.values()))
    password = new_password()
    usernames = [f"thisinh-{tag}-{n:04}" for n in _count(candidates)]
    with session_as(Actor(tenant_id=house_id, door=Door.AUTH, name="operator")):
        _open_accounts(usernames=usernames, person_ids=list(people), password=password)
    return Rehearsal(exam_id, usernames, password)


def _count(candidates: int) -> range:
    return range(1, candidates + 1)


def _prepare_ground() -> None:
    """Have houses, a programme and enough questions; what is there is left alone."""
    if root_id() is None:
        sample_houses.load()
    load_programmes()
    load_samples()
    with session_as(root_operator()):
        if sum(row.kind != essay.NAME for row in list_pool()) < ITEMS:
            import_questions(file_name=EXTRA_QUESTIONS.name, content=EXTRA_QUESTIONS.read_bytes())
            approve_all()


def _house() -> UUID:
    kinds = (OrganizationKind.GRASSROOTS_COMMITTEE_ORG, OrganizationKind.GRASSROOTS_CELL)
    houses = list_organizations(kinds=kinds)
    if not houses:
        raise NotFound("Chưa có tổ chức cơ sở đảng nào để đặt thí sinh vào.")
    return houses[0].id


def _announce(tag: str, seats: int) -> UUID:
    programme = current_programme()
    if programme is None:
        raise NotFound("Chưa có chương trình nào đang áp dụng.")
    today = clock.today()
    class_run_id = plan_class(
        programme_version_id=programme.version.id,
        details=ClassDetails(
            code=f"TT-{tag}",
            title=f"Lớp thi thử {tag}",
            delivery_mode=DeliveryMode.ONLINE,
            starts_on=today,
            nominate_until=today,
            seats=max(1, seats),
        ),
    )
    open_nominations(class_run_id=class_run_id)
    return class_run_id


def _open(class_run_id: UUID, tag: str, nomination_ids: Sequence[UUID]) -> UUID:
    if nomination_ids:
        decide_nominations(
            class_run_id=class_run_id, nomination_ids=nomination_ids, answer=NominationAnswer.APPROVED
        )
        start_class(class_run_id=class_run_id)
    fitting = sum(row.kind != essay.NAME for row in list_pool())
    exam_id = set_screening(
        class_run_id=class_run_id,
        plan=ExamPlan(
            title=f"Thi thử {tag}",
            opens_at=clock.now(),
            closes_at=clock.now() + OPEN_FOR,
            duration_minutes=DURATION_MINUTES,
        ),
        rules=[Rule(min(ITEMS, fitting), POINTS)],
    )
    publish_exam(exam_id=exam_id)
    return exam_id


@operation
def _register_people(*, class_run_id: UUID, khoi_id: UUID, names: Sequence[str]) -> dict[UUID, UUID]:
    """Write people, candidates and nominations of a house; return the nomination of each person."""
    people = [_person(name) for name in names]
    followed = [_candidate(person["id"]) for person in people]
    nominations = [
        _nomination(class_run_id, khoi_id, person, candidate["id"])
        for person, candidate in zip(people, followed, strict=True)
    ]
    for model, rows in ((Person, people), (Candidate, followed), (Nomination, nominations)):
        if rows:
            db.session.execute(insert(model), rows)
    audit.record("rehearsal.people_registered", people=len(people), class_run_id=class_run_id)
    return {row["person_id"]: row["id"] for row in nominations}


def _person(name: str) -> dict[str, Any]:
    return {
        "tenant_id": current_tenant_id(),
        "id": new_id(),
        "full_name": name,
        "folded_name": fold(name),
        "sort_name": sort_name(name),
        "birth_date": BIRTH_DATE,
        "sex": Sex.FEMALE,
    }


def _candidate(person_id: UUID) -> dict[str, Any]:
    return {
        "tenant_id": current_tenant_id(),
        "id": new_id(),
        "person_id": person_id,
        "first_stage": Stage.NOMINATED,
        "stage": Stage.NOMINATED,
        "stage_since": clock.today(),
    }


def _nomination(
    class_run_id: UUID, khoi_id: UUID, person: dict[str, Any], candidate_id: UUID
) -> dict[str, Any]:
    return {
        "tenant_id": current_tenant_id(),
        "id": new_id(),
        "to_tenant_id": khoi_id,
        "class_run_id": class_run_id,
        "candidate_id": candidate_id,
        "person_id": person["id"],
        "full_name": person["full_name"],
        "birth_date": person["birth_date"],
        "sex": person["sex"],
    }


@operation
def _open_accounts(*, usernames: Sequence[str], person_ids: Sequence[UUID], password: str) -> None:
    """Give every person an account; the password is hashed once, which is what takes the time."""
    hashed = hash_password(password)
    accounts = [{"id": new_id(), "username": name, "password_hash": hashed} for name in usernames]
    memberships = [
        {
            "tenant_id": current_tenant_id(),
            "id": new_id(),
            "account_id": account["id"],
            "username": account["username"],
            "display_name": account["username"],
            "roles": [Role.CANDIDATE.value],
            "person_id": person_id,
        }
        for account, person_id in zip(accounts, person_ids, strict=True)
    ]
    if accounts:
        db.session.execute(insert(Account), accounts)
        db.session.execute(insert(Membership), memberships)
    audit.record("rehearsal.accounts_opened", accounts=len(accounts))
