"""Open a term, or mend its days and the percentages at which its colours change."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.targets import queries
from portal.targets.models import Term
from portal.targets.pace import HUNDRED, USUAL_SCALE
from portal.targets.term_code import term_years

FIELDS = ("starts_on", "ends_on", "good_from", "watch_from")


@operation
def set_term(
    *,
    code: str,
    starts_on: date,
    ends_on: date,
    good_from: int = USUAL_SCALE.good_from,
    watch_from: int = USUAL_SCALE.watch_from,
) -> UUID:
    """Write down a congress term by its code (2020-2025); return its id.

    Admissions are counted from ``starts_on`` to ``ends_on``. A result is shown as good from
    ``good_from`` percent of the target, and as red below ``watch_from`` (rules.md §4.2).
    """
    first, last = term_years(code)
    if starts_on.year != first or ends_on.year != last:
        raise DomainError(
            f"Nhiệm kỳ {code} bắt đầu trong năm {first}, kết thúc trong năm {last}.", field="starts_on"
        )
    if not 0 < watch_from < good_from <= HUNDRED:
        raise DomainError(
            "Hai mức phần trăm từ 1 đến 100, mức “khá” cao hơn mức “cần chú ý”.", field="good_from"
        )
    known = queries.find_term(code)
    term = lock(Term, known.id) if known else Term(code=code)
    before = {name: str(getattr(term, name)) for name in FIELDS} if known else None
    term.starts_on, term.ends_on, term.good_from, term.watch_from = starts_on, ends_on, good_from, watch_from
    db.session.add(term)
    db.session.flush()
    audit.record("term.set", term, before=before, after={name: str(getattr(term, name)) for name in FIELDS})
    return term.id
