"""Taking a list back as if it had never come, while nothing else touched its people."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import ColumnElement, delete, exists, or_, select
from sqlalchemy.exc import IntegrityError

from portal.accounts.models import Membership
from portal.candidates.models.candidate import Candidate, CandidateImport, ImportState
from portal.candidates.models.evidence import Evidence
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.review import ProgressReview
from portal.candidates.models.stage import StageStep
from portal.candidates.models.training_record import TrainingRecord
from portal.kernel import audit, clock
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, RuleRefused
from portal.kernel.operation import operation
from portal.people.models import CorrectionRequest, Person

TOUCHED = (
    "Đã có người trong danh sách này được giao người giúp đỡ, đánh giá, sửa hoặc chuyển bước; "
    "không hoàn tác được."
)


@operation
def undo_import(*, candidate_import_id: UUID) -> int:
    """Remove the people of an imported list; return how many. RuleRefused once they were worked with."""
    run = lock(CandidateImport, candidate_import_id)
    if run.state is not ImportState.IMPORTED:
        raise Conflict("Danh sách này chưa được ghi hoặc đã hoàn tác.")
    in_import = (Candidate.tenant_id == run.tenant_id, Candidate.import_id == run.id)
    touched = select(Candidate.id).where(*in_import, _is_touched()).limit(1)
    if db.session.scalar(touched) is not None:
        raise RuleRefused(TOUCHED)
    people = list(db.session.scalars(select(Candidate.person_id).where(*in_import)))
    try:
        db.session.execute(
            delete(TrainingRecord).where(
                TrainingRecord.tenant_id == run.tenant_id, TrainingRecord.import_id == run.id
            )
        )
        db.session.execute(delete(Candidate).where(*in_import))
        db.session.execute(delete(Person).where(Person.tenant_id == run.tenant_id, Person.id.in_(people)))
    except IntegrityError as error:  # a row of another feature (a nomination, an account) holds on to one
        raise RuleRefused(TOUCHED) from error
    run.state, run.undone_at, run.file_sealed = ImportState.UNDONE, clock.now(), None
    audit.record("candidates.import_undone", run, people=len(people))
    return len(people)


def _is_touched() -> ColumnElement[bool]:
    """Return the condition on Candidate that somebody worked with the person since the import."""
    of_candidate = [
        exists(
            select(model.id).where(model.tenant_id == Candidate.tenant_id, model.candidate_id == Candidate.id)
        )
        for model in (StageStep, HelperAssignment, ProgressReview, Evidence)
    ]
    of_person = [
        exists(
            select(model.id).where(
                model.tenant_id == Candidate.tenant_id, model.person_id == Candidate.person_id
            )
        )
        for model in (Membership, CorrectionRequest)
    ]
    taught = exists(
        select(TrainingRecord.id).where(
            TrainingRecord.person_id == Candidate.person_id,
            or_(TrainingRecord.import_id.is_(None), TrainingRecord.import_id != Candidate.import_id),
        )
    )
    return or_(Candidate.version > 1, taught, *of_candidate, *of_person)
