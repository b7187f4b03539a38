"""Issuing certificates: numbers without gaps, a seal anybody can check, a training record for the house."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from uuid import UUID

from courses.catalog.queries import ProgrammeRow, get_programme
from courses.certificates.models import Certificate, CertificateSeal
from courses.certificates.queries.awaiting import AwaitingRow, is_recognised, list_awaiting
from courses.certificates.queries.register import last_issued_on, last_serial
from courses.certificates.rules import last_valid_day, register_number, why_not_issue_on
from courses.certificates.seal import sign
from courses.classes.models import ClassRun
from portal.candidates.operations.record_training import record_training
from portal.kernel import audit, clock
from portal.kernel.crypto import new_token, token_hash
from portal.kernel.database import db, get_row, lock_name
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.text import fold
from portal.organizations.queries import current_organization, get_setting


@dataclass(frozen=True, slots=True)
class Signer:
    """Who stands under the certificates; the title may have two lines (in whose name, as what)."""

    title: str
    name: str


@dataclass(frozen=True, slots=True)
class _Issue:
    """What all certificates of one issue have in common."""

    run: ClassRun
    programme: ProgrammeRow
    issued_on: date
    valid_until: date
    letterhead: dict[str, str]
    signer: Signer


@operation
def issue_certificates(*, class_run_id: UUID, issued_on: date, signer: Signer) -> int:
    """Issue the certificate of everybody who completed the class and has none; return how many.

    Whoever else issues waits for the register, so the serials of a year follow each other without
    a gap. A second call finds nobody and issues nothing. Raises RuleRefused before a decision
    recognises the results, DomainError for a date the register cannot take.
    """
    run = get_row(ClassRun, class_run_id)
    lock_name("certificate register")
    if not is_recognised(run):
        raise RuleRefused("Công nhận kết quả lớp trước khi cấp giấy chứng nhận.")
    waiting = list_awaiting(run)
    if waiting:
        _check_date(issued_on, waiting)
        _issue_all(_prepare(run, issued_on, signer), waiting)
    audit.record("certificates.issued", run, issued_on=issued_on, certificates=len(waiting))
    return len(waiting)


def _check_date(issued_on: date, waiting: list[AwaitingRow]) -> None:
    refusal = why_not_issue_on(
        issued_on,
        decided_on=max(row.decided_on for row in waiting),
        last_issued_on=last_issued_on(),
        today=clock.today(),
    )
    if refusal:
        raise DomainError(refusal, field="issued_on")


def _prepare(run: ClassRun, issued_on: date, signer: Signer) -> _Issue:
    programme = get_programme(run.programme_version_id)
    setting = get_setting()
    return _Issue(
        run,
        programme,
        issued_on,
        last_valid_day(issued_on, programme.version.certificate_months),
        {
            "superior_body": setting.superior_body,
            "issuing_body": setting.issuing_body or current_organization().name,
            "place": setting.place,
        },
        Signer(_lines(signer.title), signer.name.strip()),
    )


def _lines(text: str) -> str:
    return "\n".join(line for line in map(str.strip, text.splitlines()) if line)


def _issue_all(issue: _Issue, waiting: list[AwaitingRow]) -> None:
    first = last_serial(issue.issued_on.year) + 1
    for serial, row in enumerate(waiting, start=first):
        certificate = _certificate(issue, row, serial)
        db.session.add_all([certificate, _seal(certificate)])
        audit.record(
            "certificate.issued", certificate, number=certificate.number, person_id=certificate.person_id
        )
        _tell_candidates(issue, row, certificate)


def _certificate(issue: _Issue, row: AwaitingRow, serial: int) -> Certificate:
    run, code = issue.run, new_token()
    year = issue.issued_on.year
    number = register_number(serial, year, issue.programme.version.training_kind)
    return Certificate(
        to_tenant_id=row.enrolment.to_tenant_id,
        class_result_id=row.result.id,
        class_run_id=run.id,
        person_id=row.enrolment.person_id,
        year=year,
        serial=serial,
        number=number,
        code=code,
        full_name=row.enrolment.full_name,
        folded_name=fold(row.enrolment.full_name),
        birth_date=row.enrolment.birth_date,
        organization_name=row.enrolment.organization_name,
        programme_title=issue.programme.title,
        class_title=run.title,
        studied_from=run.starts_on,
        studied_to=run.ends_on,
        grade=row.grade,
        decision_no=row.result.decision_no,
        decided_on=row.decided_on,
        issued_on=issue.issued_on,
        valid_until=issue.valid_until,
        signer_title=issue.signer.title,
        signer_name=issue.signer.name,
        signature=sign(code, number, issue.issued_on),
        **issue.letterhead,
    )


def _seal(certificate: Certificate) -> CertificateSeal:
    return CertificateSeal(
        code_hash=token_hash(certificate.code),
        number=certificate.number,
        issued_on=certificate.issued_on,
        valid_until=certificate.valid_until,
    )


def _tell_candidates(issue: _Issue, row: AwaitingRow, certificate: Certificate) -> None:
    """Write the training record by which the person's house, and eligibility, know of it."""
    record_training(
        person_tenant_id=certificate.to_tenant_id or current_tenant_id(),
        person_id=certificate.person_id,
        kind=issue.programme.version.training_kind,
        certificate_number=certificate.number,
        issued_on=certificate.issued_on,
        grade=row.grade,
        score=row.result.final_mark,
        issuer=certificate.issuing_body,
        class_name=certificate.class_title,
        certificate_code=certificate.code,
    )
