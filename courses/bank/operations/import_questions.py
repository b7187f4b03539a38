"""A file of questions: read and reported first, then what is new is taken into the bank."""

from __future__ import annotations

import base64
from dataclasses import dataclass, replace
from typing import Any
from uuid import UUID

from sqlalchemy import insert

from courses.bank.fingerprint import fingerprint
from courses.bank.formats.detect import read_bank
from courses.bank.formats.question import ParsedBank, Question, UnreadableBank
from courses.bank.import_report import ImportReport
from courses.bank.models import Question as QuestionRow
from courses.bank.models import QuestionImport, QuestionVersion
from courses.bank.operations.keep_picture import write_pictures
from courses.bank.queries import known_fingerprints
from courses.bank.stored_question import question_fields, version_fields
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.crypto import keyring
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id

FILE_PURPOSE = "question_import_file"


@dataclass(frozen=True, slots=True)
class _Reading:
    """A file as read, the questions of it the bank lacks, and the report of both."""

    new: list[Question]
    report: ImportReport


@operation
def check_questions(*, file_name: str, content: bytes) -> UUID:
    """Keep a file, encrypted, with the report of what it would add; return the import's id."""
    run = _keep(file_name, content, _read(file_name, content))
    audit.record("questions.import_checked", run, file=file_name, accepted=run.report["accepted"])
    return run.id


@operation
def confirm_questions(*, question_import_id: UUID) -> ImportReport:
    """Take a checked file into the bank; read again, because the bank may have grown meanwhile."""
    run = lock(QuestionImport, question_import_id)
    if run.imported_at is not None or run.file_sealed is None:
        raise Conflict("Tệp này đã được nhập.")
    content = base64.b64decode(keyring().decrypt(run.file_sealed, purpose=FILE_PURPOSE))
    return _take_in(run, _read(run.file_name, content))


@operation
def import_questions(*, file_name: str, content: bytes) -> ImportReport:
    """Read a file of any known format and take in what is new, in one transaction (command line)."""
    reading = _read(file_name, content)
    return _take_in(_keep(file_name, content, reading), reading)


def preview_questions(*, file_name: str, content: bytes) -> ImportReport:
    """Return the report of a file without writing anything."""
    return _read(file_name, content).report


def _read(file_name: str, content: bytes) -> _Reading:
    try:
        parsed = read_bank(content)
    except UnreadableBank as trouble:
        raise DomainError(str(trouble), field="file") from None
    new = _new_questions(parsed)
    return _Reading(new, ImportReport.of(file_name, parsed, accepted=len(new)))


def _new_questions(parsed: ParsedBank) -> list[Question]:
    """Return the questions the bank does not have, each once."""
    known = known_fingerprints()
    new: list[Question] = []
    for question in parsed.questions:
        mark = fingerprint(question)
        if mark not in known:
            known.add(mark)
            new.append(question)
    return new


def _keep(file_name: str, content: bytes, reading: _Reading) -> QuestionImport:
    run = QuestionImport(
        file_name=file_name,
        format=reading.report.format,
        report=reading.report.as_json(),
        file_sealed=keyring().encrypt(base64.b64encode(content).decode(), purpose=FILE_PURPOSE),
        created_by=current_actor().name,
    )
    db.session.add(run)
    db.session.flush()
    return run


def _take_in(run: QuestionImport, reading: _Reading) -> ImportReport:
    questions = [
        (new_id(), replace(question, pictures=write_pictures(question.pictures))) for question in reading.new
    ]
    _insert_all(QuestionRow, [_question(row_id, question) for row_id, question in questions])
    _insert_all(QuestionVersion, [_version(row_id, question) for row_id, question in questions])
    run.report = reading.report.as_json()
    run.accepted_count = len(questions)
    run.imported_at, run.file_sealed = clock.now(), None
    audit.record("questions.imported", run, file=run.file_name, accepted=run.accepted_count)
    return reading.report


def _question(row_id: UUID, question: Question) -> dict[str, Any]:
    return {
        "tenant_id": current_tenant_id(),
        "id": row_id,
        "current_version": 1,
        "external_id": question.external_id,
        "created_at": clock.now(),
        **question_fields(question),
    }


def _version(row_id: UUID, question: Question) -> dict[str, Any]:
    return {
        "tenant_id": current_tenant_id(),
        "id": new_id(),
        "question_id": row_id,
        "number": 1,
        "created_at": clock.now(),
        **version_fields(question),
    }


def _insert_all(model: type, rows: list[dict[str, Any]]) -> None:
    if rows:
        db.session.execute(insert(model), rows)
