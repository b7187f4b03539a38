"""Reads of the certificate register: Khối sees every line, a house those of its people, a person the own."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from courses.certificates.models import Certificate
from courses.classes.models import ClassRun
from portal.kernel.database import db, get_row
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Sequence


@dataclass(frozen=True, slots=True)
class RegisterFilter:
    """What is looked for; None or empty means any. Words match a name without tones, or a number."""

    words: str = ""
    year: int | None = None
    class_run_id: UUID | None = None


@dataclass(frozen=True, slots=True)
class RegisterPage:
    """Some lines of the register, the newest first, and how many match in all."""

    rows: Sequence[Certificate]
    total: int


@dataclass(frozen=True, slots=True)
class RegisterChoices:
    """The years and the classes that have a line."""

    years: list[int]
    classes: list[tuple[UUID, str]]


def register_page(wanted: RegisterFilter, *, offset: int = 0, limit: int | None = 50) -> RegisterPage:
    """Return one page of the lines the actor's door shows; two statements whatever their number."""
    conditions = _conditions(wanted)
    total = db.session.scalar(select(func.count()).select_from(Certificate).where(*conditions)) or 0
    statement = (
        select(Certificate)
        .where(*conditions)
        .order_by(Certificate.year.desc(), Certificate.serial.desc(), Certificate.id)
        .offset(offset)
        .limit(limit)
    )
    return RegisterPage(list(db.session.scalars(statement)), total)


def register_choices() -> RegisterChoices:
    """Return what the register can be narrowed to, the newest first."""
    statement = (
        select(Certificate.year, Certificate.class_run_id, Certificate.class_title)
        .distinct()
        .order_by(Certificate.year.desc(), Certificate.class_title)
    )
    found = db.session.execute(statement).all()
    return RegisterChoices(
        list(dict.fromkeys(year for year, _, _ in found)),
        list({class_run_id: title for _, class_run_id, title in found}.items()),
    )


def get_certificate(certificate_id: UUID) -> Certificate:
    """Return one line of the register."""
    return get_row(Certificate, certificate_id)


def list_of_person(person_id: UUID) -> list[Certificate]:
    """Return the certificates of a person, the newest first."""
    statement = (
        select(Certificate)
        .where(Certificate.person_id == person_id)
        .order_by(Certificate.issued_on.desc(), Certificate.serial.desc())
    )
    return list(db.session.scalars(statement))


def list_of_class(run: ClassRun) -> list[Certificate]:
    """Return the certificates issued for a class, in the order of the register."""
    statement = (
        select(Certificate)
        .where(Certificate.tenant_id == run.tenant_id, Certificate.class_run_id == run.id)
        .order_by(Certificate.year, Certificate.serial)
    )
    return list(db.session.scalars(statement))


def last_serial(year: int) -> int:
    """Return the last serial the actor's house used in a year, 0 for none."""
    statement = select(func.max(Certificate.serial)).where(
        Certificate.tenant_id == current_tenant_id(), Certificate.year == year
    )
    return db.session.scalar(statement) or 0


def last_issued_on() -> date | None:
    """Return the date of the latest line of the register of the actor's house."""
    return db.session.scalar(
        select(func.max(Certificate.issued_on)).where(Certificate.tenant_id == current_tenant_id())
    )


def _conditions(wanted: RegisterFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if words := fold(wanted.words).split():
        in_name = and_(*(Certificate.folded_name.contains(word, autoescape=True) for word in words))
        in_number = Certificate.number.icontains(wanted.words.strip(), autoescape=True)
        found.append(or_(in_name, in_number))
    if wanted.year is not None:
        found.append(Certificate.year == wanted.year)
    if wanted.class_run_id is not None:
        found.append(Certificate.class_run_id == wanted.class_run_id)
    return found
