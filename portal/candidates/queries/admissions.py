"""How many were admitted, by house, for targets and oversight (rules.md §4.2)."""

from __future__ import annotations

from collections import defaultdict
from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from portal.candidates.models.stage import StageStep
from portal.candidates.queries.statistics import counting_house, standing
from portal.candidates.stages import Stage
from portal.kernel.database import db
from portal.organizations.models import Organization

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement


def count_admissions(*, since: date, until: date, tree_of: date | None = None) -> dict[UUID, int]:
    """Return admission decisions dated in the period, first and last day included, by house.

    The counting date is the date of the decision. An annulled admission is taken away in the
    period of its annulment; a step entered by mistake and corrected counts nowhere. Through the
    staff door only the actor's own house is counted. Houses without a movement are left out.

    What a reorganisation moved counts, by the tree of the day ``tree_of`` (today if None), for the
    house where it was decided until the decision held, and for the successor from then on.
    """
    house = counting_house(tree_of)
    statement = (
        select(house, _change())
        .where(
            StageStep.tenant_id.in_(select(Organization.id)),
            StageStep.to_stage.in_([Stage.DECIDED, Stage.ANNULLED]),
            StageStep.happened_on.between(since, until),
            standing(),
        )
        .group_by(house)
    )
    return {tenant_id: int(number) for tenant_id, number in db.session.execute(statement)}


def admissions_by_month(houses: Collection[UUID]) -> dict[UUID, dict[str, int]]:
    """Return the admission decisions of some houses by month, as count_admissions counts them today."""
    month = func.to_char(StageStep.happened_on, "YYYY-MM")
    statement = (
        select(StageStep.tenant_id, month, _change())
        .where(
            StageStep.tenant_id.in_(houses),
            StageStep.to_stage.in_([Stage.DECIDED, Stage.ANNULLED]),
            standing(),
        )
        .group_by(StageStep.tenant_id, month)
    )
    found: dict[UUID, dict[str, int]] = defaultdict(dict)
    for house, name, number in db.session.execute(statement):
        found[house][name] = int(number)
    return found


def _change() -> ColumnElement[int]:
    return func.sum(case((StageStep.to_stage == Stage.DECIDED, 1), else_=-1))


def last_admissions() -> dict[UUID, date]:
    """Return the day of the last admission decision of every house that the door shows."""
    statement = (
        select(StageStep.tenant_id, func.max(StageStep.happened_on))
        .where(
            StageStep.tenant_id.in_(select(Organization.id)),
            StageStep.to_stage == Stage.DECIDED,
            standing(),
        )
        .group_by(StageStep.tenant_id)
    )
    return dict(db.session.execute(statement).all())
