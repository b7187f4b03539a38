"""A new plan of the actor's house, begun from the template with the targets it was given."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from sqlalchemy import select

from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.plans.labels import period_words
from portal.plans.models import Plan, PlanTask
from portal.plans.planning import Measure, due_day, template_of
from portal.targets import queries as targets


@operation
def open_plan(*, term_code: str, year: int) -> UUID:
    """Draft the plan of a calendar year, or of a term (``year`` 0); return its id. One a period.

    A plan of a year is not bound to a term: it may be made before Khối has opened the next one.
    """
    house = current_actor().tenant_id
    if year and abs(year - clock.today().year) > 1:
        raise DomainError("Lập kế hoạch cho năm nay, năm trước hoặc năm sau.", field="period")
    term = targets.get_term(None if year else term_code, on=date(year, 12, 31) if year else None)
    code = "" if year else term.code
    lock_name("plan")
    same = select(Plan.id).where(Plan.tenant_id == house, Plan.term_code == code, Plan.year == year)
    if db.session.scalar(same.limit(1)):
        raise Conflict(f"Đơn vị đã có kế hoạch {period_words(code, year)}.", field="period")
    starts_on, ends_on = (date(year, 1, 1), date(year, 12, 31)) if year else (term.starts_on, term.ends_on)
    plan = Plan(
        term_code=code,
        year=year,
        title=f"Kế hoạch tạo nguồn, kết nạp đảng viên {period_words(code, year)}",
        starts_on=starts_on,
        ends_on=ends_on,
        created_by=signature(),
    )
    db.session.add(plan)
    db.session.flush()
    given = targets.current_targets(term.id, house=house)
    asked = next((row.value for (_, of_year), row in given.items() if of_year == year), None)
    usual = {Measure.ADMITTED: asked, Measure.HELPED: 100}
    for position, task in enumerate(template_of(year), start=1):
        db.session.add(
            PlanTask(
                plan_id=plan.id,
                position=position,
                title=task.title,
                measure=task.measure,
                target=usual.get(task.measure),
                due_on=due_day(task, year, ends_on),
            )
        )
    audit.record("plan.opened", plan, term=code, year=year)
    return plan.id
