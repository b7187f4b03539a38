"""The result of a class, written by the house that issued the certificate."""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from uuid import UUID

from sqlalchemy import select

from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id


@operation
def record_training(
    *,
    person_tenant_id: UUID,
    person_id: UUID,
    kind: TrainingKind | str,
    certificate_number: str,
    issued_on: date,
    grade: str = "",
    score: Decimal | None = None,
    issuer: str = "",
    class_name: str = "",
    certificate_code: str = "",
) -> UUID:
    """Record that a person completed a class; return the record's id.

    The row belongs to the actor's house and is addressed to the person's house, which so reads
    it at once. Recording the same certificate again returns the record that is there.
    """
    kind = TrainingKind(kind)
    there = db.session.scalar(
        select(TrainingRecord.id).where(
            TrainingRecord.tenant_id == current_tenant_id(),
            TrainingRecord.person_id == person_id,
            TrainingRecord.kind == kind,
            TrainingRecord.certificate_number == certificate_number,
            TrainingRecord.issued_on == issued_on,
        )
    )
    if there is not None:
        audit.record("training.recorded_again", subject_id=there)
        return there
    record = TrainingRecord(
        to_tenant_id=person_tenant_id if person_tenant_id != current_tenant_id() else None,
        person_tenant_id=person_tenant_id,
        person_id=person_id,
        kind=kind,
        certificate_number=certificate_number,
        issued_on=issued_on,
        grade=grade,
        score=score,
        issuer=issuer,
        class_name=class_name,
        certificate_code=certificate_code,
    )
    db.session.add(record)
    audit.record(
        "training.recorded",
        record,
        person_id=person_id,
        kind=kind,
        certificate_number=certificate_number,
        issued_on=issued_on,
    )
    return record.id


@operation
def annul_training(*, certificate_code: str, annulled_on: date) -> None:
    """Mark the record of an annulled certificate; it stands as history and counts no more."""
    record = db.session.scalar(
        select(TrainingRecord)
        .where(
            TrainingRecord.tenant_id == current_tenant_id(),
            TrainingRecord.certificate_code == certificate_code,
            TrainingRecord.certificate_code != "",
        )
        .order_by(TrainingRecord.created_at.desc())
        .limit(1)
    )
    if record is None:
        raise NotFound("Không có kết quả học tập mang mã chứng nhận này.")
    record.annulled_on = annulled_on
    audit.record("training.annulled", record, annulled_on=annulled_on)
