"""Issuing certificates: numbers without gaps, a seal anybody can check, a training record for the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from courses.catalog.models import ProgrammeVersion
from courses.certificates.models import Certificate, CertificateSeal
from courses.certificates.queries import Awaiting, last_serial, list_awaiting
from courses.certificates.seal import show_number, sign
from courses.classes.models import ClassRun
from courses.grading.queries.class_results import get_version
from courses.grading.words import GRADE_LABELS
from portal.candidates.operations.record_training import record_training
from portal.eligibility.dates import add_months
from portal.kernel import audit, clock
from portal.kernel.crypto import new_token, token_hash
from portal.kernel.database import db, get_row
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.organizations.queries import get_organization, get_setting

REGISTER_LOCK = "certificate register"


@dataclass(frozen=True, slots=True)
class Signer:
    """Whose name stands under the certificates."""

    title: str
    name: str


@operation
def issue_certificates(*, class_run_id: UUID, issued_on: date, signer: Signer) -> int:
    """Issue the certificate of everybody who completed the class and has none; return how many.

    One register at a time: the lock makes the serials of a year follow each other without a gap,
    whoever else issues. Raises RuleRefused before the results are recognised.
    """
    run = get_row(ClassRun, class_run_id)
    _lock_register()
    waiting = list_awaiting(run)
    if not waiting:
        raise RuleRefused("Không có ai chờ cấp giấy chứng nhận: kết quả chưa công nhận hoặc đã cấp hết.")
    if issued_on > clock.today():
        raise DomainError("Ngày cấp ở tương lai.", field="issued_on")
    decided_on = max(one.result.decided_on for one in waiting if one.result.decided_on)
    if issued_on < decided_on:
        raise DomainError(f"Ngày cấp phải từ ngày quyết định {decided_on:%d/%m/%Y}.", field="issued_on")
    version = get_version(run)
    first = last_serial(issued_on.year) + 1
    for serial, one in enumerate(waiting, start=first):
        _issue(run, version, one, serial, issued_on, signer)
    audit.record(
        "certificates.issued", run, first=show_number(first, issued_on.year), certificates=len(waiting)
    )
    return len(waiting)


def _lock_register() -> None:
    key = func.hashtextextended(f"{REGISTER_LOCK} {current_tenant_id()}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(key)))


def _issue(
    run: ClassRun, version: ProgrammeVersion, one: Awaiting, serial: int, issued_on: date, signer: Signer
) -> None:
    code, number = new_token(), show_number(serial, issued_on.year)
    enrolment, result = one.enrolment, one.result
    grade = GRADE_LABELS[result.grade]
    certificate = Certificate(
        to_tenant_id=enrolment.to_tenant_id,
        class_result_id=result.id,
        class_run_id=run.id,
        person_id=enrolment.person_id,
        year=issued_on.year,
        serial=serial,
        number=number,
        code=code,
        full_name=enrolment.full_name,
        birth_date=enrolment.birth_date,
        organization_name=enrolment.organization_name,
        class_title=run.title,
        studied_from=run.starts_on,
        studied_to=run.ends_on,
        grade=grade,
        issued_on=issued_on,
        signer_title=signer.title.strip(),
        signer_name=signer.name.strip(),
        signature=sign(code, number, issued_on),
    )
    seal = CertificateSeal(
        code_hash=token_hash(code),
        number=number,
        issued_on=issued_on,
        valid_until=add_months(issued_on, version.certificate_months),
    )
    db.session.add_all([certificate, seal])
    audit.record("certificate.issued", certificate, number=number, person_id=enrolment.person_id)
    record_training(
        person_tenant_id=enrolment.to_tenant_id or current_tenant_id(),
        person_id=enrolment.person_id,
        kind=version.training_kind,
        certificate_number=number,
        issued_on=issued_on,
        grade=grade,
        score=result.final_mark,
        issuer=_issuer(),
        class_name=run.title,
        certificate_code=code,
    )


def _issuer() -> str:
    return get_setting().issuing_body or get_organization(current_tenant_id()).name
