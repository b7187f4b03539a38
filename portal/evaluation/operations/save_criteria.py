"""A new version of the criteria."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from portal.candidates.queries.access import signature
from portal.evaluation.kept import keep_criteria
from portal.evaluation.levels import Cap
from portal.evaluation.models import CriteriaSet
from portal.evaluation.queries.register import list_criteria_sets
from portal.evaluation.scoring import Criterion, wrong_weights
from portal.kernel import audit
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def save_criteria(*, starts_on: date, source: str, criteria: Sequence[Criterion], cap: Cap) -> int:
    """Publish the next version of the criteria; return its number. What was scored before stays as it is."""
    if complaint := wrong_weights(criteria):
        raise DomainError(complaint)
    if not source.strip():
        raise DomainError("Ghi căn cứ: số, ngày văn bản của cấp ủy.", field="source")
    lock_name("criteria_sets")
    before = list_criteria_sets()
    kept = keep_criteria(criteria)
    if (
        before
        and (before[0].starts_on, before[0].source, before[0].criteria, before[0].cap_percent)
        == (
            starts_on,
            source.strip(),
            kept,
            cap.percent,
        )
        and before[0].cap_base is cap.base
    ):
        raise DomainError("Bộ tiêu chí này đã có, không có gì thay đổi.")
    criteria_set = CriteriaSet(
        number=before[0].number + 1 if before else 1,
        starts_on=starts_on,
        source=source.strip(),
        criteria=kept,
        cap_percent=cap.percent,
        cap_base=cap.base,
        created_by=signature(),
    )
    db.session.add(criteria_set)
    audit.record("criteria.published", criteria_set, number=criteria_set.number, starts_on=starts_on)
    return criteria_set.number
