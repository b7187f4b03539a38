"""Reads of the certificate register, and the one look-up that anybody may make."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import ColumnElement, and_, func, or_, select

from courses.certificates.models import Certificate, CertificateSeal
from courses.classes.models import ClassRun, Enrolment
from courses.grading.models import ClassResult
from portal.kernel.actor import Door
from portal.kernel.crypto import token_hash
from portal.kernel.database import db, get_row, service_connection
from portal.kernel.tenancy import current_tenant_id

LONGEST_CODE = 64


@dataclass(frozen=True, slots=True)
class RegisterRow:
    """One line of the register with its validity."""

    certificate: Certificate
    valid_until: date
    annulled_on: date | None

    @property
    def id(self) -> UUID:
        return self.certificate.id

    @property
    def name(self) -> str:
        return self.certificate.full_name


@dataclass(frozen=True, slots=True)
class Validity:
    """All that the public page says."""

    number: str
    issued_on: date
    valid_until: date
    annulled_on: date | None


@dataclass(frozen=True, slots=True)
class Awaiting:
    """A learner who completed the class and has no certificate yet, with what one says."""

    result: ClassResult
    enrolment: Enrolment


def list_register(
    *, filters: Mapping[str, str], offset: int = 0, limit: int | None = 50
) -> tuple[list[RegisterRow], int]:
    """Return one page of the lines the actor's door shows, the newest first, and how many match.

    ``filters``: q (part of a name or number), year, class (id of a class).
    """
    conditions = list(_conditions(filters))
    total = db.session.scalar(select(func.count()).select_from(Certificate).where(*conditions)) or 0
    statement = (
        _rows().where(*conditions).order_by(Certificate.year.desc(), Certificate.serial.desc()).offset(offset)
    )
    if limit is not None:
        statement = statement.limit(limit)
    return [RegisterRow(*row) for row in db.session.execute(statement)], total


def _rows():  # type: ignore[no-untyped-def]  # noqa: ANN202 -- SQLAlchemy's own type
    return select(Certificate, CertificateSeal.valid_until, CertificateSeal.annulled_on).join(
        CertificateSeal,
        and_(
            CertificateSeal.tenant_id == Certificate.tenant_id, CertificateSeal.number == Certificate.number
        ),
    )


def _conditions(filters: Mapping[str, str]) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = []
    if words := filters.get("q", "").strip():
        found.append(
            or_(
                Certificate.full_name.icontains(words, autoescape=True),
                Certificate.number.icontains(words, autoescape=True),
            )
        )
    if (year := filters.get("year", "")).isdigit():
        found.append(Certificate.year == int(year))
    return found


def list_years() -> list[int]:
    """Return the years in which certificates were issued, the newest first."""
    statement = select(Certificate.year).distinct().order_by(Certificate.year.desc())
    return list(db.session.scalars(statement))


def get_certificate(certificate_id: UUID) -> RegisterRow:
    """Return one line of the register."""
    certificate = get_row(Certificate, certificate_id)
    row = db.session.execute(
        _rows().where(Certificate.tenant_id == certificate.tenant_id, Certificate.id == certificate.id)
    ).one()
    return RegisterRow(*row)


def list_of_person(person_id: UUID) -> list[RegisterRow]:
    """Return the certificates of a person, the newest first."""
    statement = _rows().where(Certificate.person_id == person_id).order_by(Certificate.issued_on.desc())
    return [RegisterRow(*row) for row in db.session.execute(statement)]


def list_of_class(run: ClassRun) -> list[RegisterRow]:
    """Return the certificates issued for a class, in the order of the register."""
    statement = _rows().where(Certificate.tenant_id == run.tenant_id, Certificate.class_run_id == run.id)
    return [RegisterRow(*row) for row in db.session.execute(statement.order_by(Certificate.serial))]


def list_awaiting(run: ClassRun) -> list[Awaiting]:
    """Return who completed a class by a recognised result and has no certificate yet, by name."""
    statement = (
        select(ClassResult, Enrolment)
        .join(
            Enrolment,
            and_(Enrolment.tenant_id == ClassResult.tenant_id, Enrolment.id == ClassResult.enrolment_id),
        )
        .outerjoin(
            Certificate,
            and_(
                Certificate.tenant_id == ClassResult.tenant_id, Certificate.class_result_id == ClassResult.id
            ),
        )
        .where(
            ClassResult.tenant_id == run.tenant_id,
            ClassResult.class_run_id == run.id,
            ClassResult.superseded_at.is_(None),
            ClassResult.is_completed,
            ClassResult.decision_no != "",
            Certificate.id.is_(None),
        )
        .order_by(Enrolment.full_name, Enrolment.birth_date, Enrolment.id)
    )
    return [Awaiting(*row) for row in db.session.execute(statement)]


def count_awaiting() -> list[tuple[ClassRun, int]]:
    """Return the classes of the actor's house in which certificates wait to be issued."""
    statement = (
        select(ClassRun, func.count())
        .join(
            ClassResult,
            and_(ClassResult.tenant_id == ClassRun.tenant_id, ClassResult.class_run_id == ClassRun.id),
        )
        .outerjoin(
            Certificate,
            and_(
                Certificate.tenant_id == ClassResult.tenant_id, Certificate.class_result_id == ClassResult.id
            ),
        )
        .where(
            ClassRun.tenant_id == current_tenant_id(),
            ClassResult.superseded_at.is_(None),
            ClassResult.is_completed,
            ClassResult.decision_no != "",
            Certificate.id.is_(None),
        )
        .group_by(ClassRun.tenant_id, ClassRun.id)
    )
    return [(run, number) for run, number in db.session.execute(statement)]


def last_serial(year: int) -> int:
    """Return the last serial used in a year, 0 for none."""
    statement = select(func.max(Certificate.serial)).where(
        Certificate.tenant_id == current_tenant_id(), Certificate.year == year
    )
    return db.session.scalar(statement) or 0


def find_seal(certificate: Certificate) -> CertificateSeal:
    """Return the seal of a certificate."""
    return db.session.scalars(
        select(CertificateSeal).where(
            CertificateSeal.tenant_id == certificate.tenant_id,
            CertificateSeal.code_hash == token_hash(certificate.code),
        )
    ).one()


def find_validity(code: str) -> Validity | None:
    """Return what anybody may know of a code, or None; works without anybody being signed in."""
    if not 0 < len(code) <= LONGEST_CODE:
        return None
    columns = (
        CertificateSeal.number,
        CertificateSeal.issued_on,
        CertificateSeal.valid_until,
        CertificateSeal.annulled_on,
    )
    with service_connection(Door.AUTH) as connection:
        row = connection.execute(
            select(*columns).where(CertificateSeal.code_hash == token_hash(code))
        ).one_or_none()
    return Validity(*row) if row else None
