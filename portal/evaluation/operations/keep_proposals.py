"""The proposals of a period, reckoned from figures and addressed to the houses."""

from __future__ import annotations

from collections.abc import Mapping
from uuid import UUID

from portal.evaluation.kept import keep_figures, read_criteria
from portal.evaluation.models import EvaluationProposal
from portal.evaluation.periods import days_of, period_words
from portal.evaluation.queries.register import current_proposals, find_criteria_set
from portal.evaluation.scoring import Figure, Measure, reckon
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation


@operation
def keep_proposals(
    *, period: str, figures: Mapping[UUID, Mapping[Measure, Figure | None]]
) -> tuple[int, int]:
    """Keep a proposal for every house; return how many are new or changed, and how many lack a figure.

    ``figures`` were read before through the oversight door, which cannot write. The one before
    stays readable; an unchanged one is not written again.
    """
    lock_name(f"evaluation:{period}")
    first, last = days_of(period)
    if first > clock.today():
        raise DomainError(f"Kỳ {period_words(period)} chưa bắt đầu.")
    criteria_set = find_criteria_set(period)
    if criteria_set is None:
        raise DomainError(
            f"Chưa có bộ tiêu chí áp dụng từ đầu {period_words(period)}; lập bộ tiêu chí trước."
        )
    criteria = read_criteria(criteria_set.criteria)
    standing = current_proposals(period)
    changed = lacking = 0
    for house, known in figures.items():
        score = reckon(criteria, known).total
        lacking += score is None
        kept, before = keep_figures(known), standing.get(house)
        if before is not None:
            if (before.criteria_set_id, before.figures, before.score) == (criteria_set.id, kept, score):
                continue
            before.superseded_at = clock.now()
            db.session.flush()
        changed += 1
        db.session.add(
            EvaluationProposal(
                to_tenant_id=house,
                period=period,
                criteria_set_id=criteria_set.id,
                as_of=min(clock.today(), last),
                figures=kept,
                score=score,
            )
        )
    audit.record("evaluation.proposed", criteria_set, period=period, changed=changed, lacking=lacking)
    return changed, lacking
