"""The end of a unit; what was written about it stays."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import func, or_, select

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import Conflict, RuleRefused
from portal.kernel.operation import operation
from portal.organizations import rules
from portal.organizations.models import Unit, UnitName


@operation
def close_unit(*, unit_id: UUID, closed_on: date) -> None:
    """Close a unit of the actor's house; RuleRefused while units below it are open."""
    unit = lock(Unit, unit_id)
    if unit.closed_on is not None:
        raise Conflict("Bộ phận đã kết thúc hoạt động trước đó.")
    below = select(func.count()).where(
        Unit.parent_unit_id == unit.id, or_(Unit.closed_on.is_(None), Unit.closed_on > closed_on)
    )
    if db.session.scalar(below):
        raise RuleRefused("Còn bộ phận trực thuộc đang hoạt động; kết thúc hoặc chuyển các bộ phận đó trước.")
    opened_on = db.session.scalar(select(func.min(UnitName.valid_from)).where(UnitName.unit_id == unit.id))
    problem = rules.closing_problem(opened_on, closed_on)
    if problem:
        raise RuleRefused(problem, field="closed_on")
    unit.closed_on = closed_on
    audit.record("unit.closed", unit, closed_on=closed_on)
