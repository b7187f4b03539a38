"""A whole list at once: checked, then written, and undone while nothing touched its rows."""

from __future__ import annotations

import base64
from dataclasses import dataclass
from typing import Any
from uuid import UUID

from portal.candidates.models.candidate import Candidate, CandidateImport, ImportState
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.queries.access import check_unit, signature
from portal.candidates.queries.import_check import ImportCheck, NewPerson, check_file
from portal.candidates.stages import Stage
from portal.kernel import audit, clock
from portal.kernel.bulk_insert import insert_all
from portal.kernel.crypto import keyring
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id
from portal.kernel.text import fold, sort_name
from portal.people.models import Education, Person, Sex, SourceGroup
from portal.people.sealing import NATIONAL_ID

FILE_PURPOSE = "import_file"


@dataclass(frozen=True, slots=True)
class ImportResult:
    """What was done with a file."""

    import_id: UUID
    report: dict[str, Any]


@operation
def check_import(
    *,
    file_name: str,
    content: bytes,
    unit_id: UUID | None = None,
    source_group: SourceGroup = SourceGroup.OTHER,
    list_resolution_no: str = "",
) -> UUID:
    """Keep an uploaded list, encrypted, with what it would do; return the import's id."""
    if unit_id is not None:
        check_unit(unit_id)
    check = check_file(content)
    run = _keep(
        check,
        file_name=file_name,
        content=content,
        unit_id=unit_id,
        source_group=source_group,
        list_resolution_no=list_resolution_no,
    )
    audit.record("candidates.import_checked", run, file=file_name, counts=_counts(run.report))
    return run.id


@operation
def confirm_import(*, candidate_import_id: UUID) -> ImportResult:
    """Write the accepted rows of a checked list; the check is made again, because time has passed."""
    run = lock(CandidateImport, candidate_import_id)
    if run.state is not ImportState.CHECKED or run.file_sealed is None:
        raise Conflict("Danh sách này đã được ghi hoặc đã bỏ.")
    return _carry_out(run, check_file(open_file(run.file_sealed)))


@operation
def import_candidates(
    *,
    file_name: str,
    content: bytes,
    source_group: SourceGroup = SourceGroup.OTHER,
    unit_id: UUID | None = None,
    list_resolution_no: str = "",
) -> ImportResult:
    """Check and write a list in one transaction (command line, sample data)."""
    if unit_id is not None:
        check_unit(unit_id)
    check = check_file(content)
    run = _keep(
        check,
        file_name=file_name,
        content=content,
        unit_id=unit_id,
        source_group=source_group,
        list_resolution_no=list_resolution_no,
    )
    return _carry_out(run, check)


def _keep(check: ImportCheck, *, content: bytes, list_resolution_no: str, **fixed: Any) -> CandidateImport:
    report = check.report()
    run = CandidateImport(
        report=report,
        list_resolution_no=list_resolution_no.strip(),
        file_sealed=seal_file(content),
        created_by=signature(),
        **fixed,
        **_counts(report),
    )
    db.session.add(run)
    db.session.flush()
    return run


def _carry_out(run: CandidateImport, check: ImportCheck) -> ImportResult:
    _write(run, check)
    run.report = check.report()
    for name, number in _counts(run.report).items():
        setattr(run, name, number)
    run.state, run.imported_at = ImportState.IMPORTED, clock.now()
    audit.record("candidates.imported", run, file=run.file_name, counts=_counts(run.report))
    return ImportResult(run.id, run.report)


def seal_file(content: bytes) -> str:
    """Return an uploaded file encrypted as text."""
    return keyring().encrypt(base64.b64encode(content).decode(), purpose=FILE_PURPOSE)


def open_file(sealed: str) -> bytes:
    """Return the uploaded file."""
    return base64.b64decode(keyring().decrypt(sealed, purpose=FILE_PURPOSE))


def _counts(report: dict[str, Any]) -> dict[str, int]:
    return {
        "row_count": report["rows"],
        "accepted_count": report["accepted"],
        "error_count": len({error["row"] for error in report["errors"]}),
        "duplicate_count": len(report["duplicates"]),
    }


def _write(run: CandidateImport, check: ImportCheck) -> None:
    people = [_person(run, new) for new in check.accepted]
    pairs = [(new, person["id"]) for new, person in zip(check.accepted, people, strict=True)]
    insert_all(Person, people)
    insert_all(Candidate, [_candidate(run, new, person_id) for new, person_id in pairs])
    insert_all(
        TrainingRecord,
        [_training(run, new, person_id) for new, person_id in pairs if _has_certificate(new)],
    )


def _has_certificate(new: NewPerson) -> bool:
    return bool(new.row.certificate_number and new.row.certificate_issued_on)


def _person(run: CandidateImport, new: NewPerson) -> dict[str, Any]:
    row, now = new.row, clock.now()
    sealed = keyring().encrypt(row.national_id, purpose=NATIONAL_ID) if row.national_id else None
    return {
        "tenant_id": current_tenant_id(),
        "id": new_id(),
        "full_name": row.full_name,
        "folded_name": fold(row.full_name),
        "sort_name": sort_name(row.full_name),
        "birth_date": row.birth_date,
        "sex": Sex(row.sex),
        "ethnicity": row.ethnicity or "Kinh",
        "religion": row.religion,
        "education": Education(row.education) if row.education else None,
        "education_text": row.education_text,
        "source_group": run.source_group,
        "position": "",
        "youth_member": row.youth_member,
        "trade_union_member": False,
        "unit_id": run.unit_id,
        "national_id_sealed": sealed,
        "national_id_index": new.national_id_index,
        "created_at": now,
        "updated_at": now,
    }


def _candidate(run: CandidateImport, new: NewPerson, person_id: UUID) -> dict[str, Any]:
    row = new.row
    stage, since = _first_stage(new)
    return {
        "tenant_id": current_tenant_id(),
        "id": new_id(),
        "person_id": person_id,
        "unit_id": run.unit_id,
        "first_stage": stage,
        "stage": stage,
        "stage_since": since,
        "listed_on": row.listed_on,
        "list_resolution_no": run.list_resolution_no if row.listed_on else "",
        "remarks": "",
        "import_id": run.id,
        "version": 1,
        "created_at": clock.now(),
    }


def _first_stage(new: NewPerson) -> tuple[Stage, Any]:
    """Return where a listed person stands: with a certificate beyond the class, else on the list."""
    row = new.row
    if row.listed_on is None:
        return Stage.NOMINATED, clock.today()
    if row.certificate_number and row.certificate_issued_on:
        return Stage.CLASS_PASSED, max(row.listed_on, row.certificate_issued_on)
    return Stage.PROSPECT, row.listed_on


def _training(run: CandidateImport, new: NewPerson, person_id: UUID) -> dict[str, Any]:
    return {
        "tenant_id": current_tenant_id(),
        "id": new_id(),
        "person_tenant_id": current_tenant_id(),
        "person_id": person_id,
        "kind": TrainingKind.AWARENESS_CLASS,
        "certificate_number": new.row.certificate_number,
        "issued_on": new.row.certificate_issued_on,
        "grade": "",
        "issuer": "",
        "class_name": "",
        "certificate_code": "",
        "import_id": run.id,
        "created_at": clock.now(),
    }
