"""One decision that gives many houses their target of a year."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.targets import queries
from portal.targets.models import Term
from portal.targets.operations.set_target import set_target


@operation
def allocate_targets(
    *, term_code: str, year: int, values: Mapping[UUID, int], decision_no: str, decision_date: date
) -> int:
    """Set the targets of a year of a term by house id; return how many numbers are new.

    A number that stands already is left with the decision it came from.
    """
    term = lock(Term, queries.get_term(term_code).id)
    standing = queries.current_targets(term.id)
    changed = {
        house: value
        for house, value in values.items()
        if (house, year) not in standing or standing[house, year].value != value
    }
    if not changed:
        raise DomainError("Không có chỉ tiêu nào thay đổi so với số đang giao.")
    for house, value in changed.items():
        set_target(
            house_id=house,
            term_code=term_code,
            year=year,
            value=value,
            decision_no=decision_no,
            decision_date=decision_date,
        )
    audit.record("targets.allocated", term, year=year, houses=len(changed), total=sum(values.values()))
    return len(changed)
