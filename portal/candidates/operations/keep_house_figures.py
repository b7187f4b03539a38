"""Khối counts again what was marked, and keeps it for its overview."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import replace
from uuid import UUID

from sqlalchemy import delete, select
from sqlalchemy.dialects.postgresql import insert

from portal.candidates.models.kept_figures import FiguresMark, KeptFigures
from portal.candidates.queries.house_figures import HouseFigures, count_figures, list_stale
from portal.kernel import audit, clock
from portal.kernel.actor import Door, acting_as, current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id


@operation
def keep_house_figures() -> int:
    """Keep the figures of every house whose kept ones are no longer true today; return how many.

    Marks are read before anything is counted and only those are taken away: what is written meanwhile
    leaves its own mark behind, and the house is counted again.
    """
    lock_name("kept_figures")
    marks = list(db.session.scalars(select(FiguresMark.id)))
    stale = list_stale()
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        found = count_figures(stale)
    if found:
        _keep(found)
    db.session.execute(delete(FiguresMark).where(FiguresMark.id.in_(marks)))
    audit.record("figures.kept", houses=len(found))
    return len(found)


def _keep(found: Mapping[UUID, HouseFigures]) -> None:
    today, counted_at, khoi = clock.today(), clock.now(), current_tenant_id()
    statement = insert(KeptFigures).values(
        [
            {
                "tenant_id": khoi,
                "id": new_id(),
                "house_id": house,
                "day": today,
                "figures": figures.as_json(),
                "counted_at": counted_at,
            }
            for house, figures in found.items()
        ]
    )
    anew = {name: statement.excluded[name] for name in ("day", "figures", "counted_at")}
    db.session.execute(statement.on_conflict_do_update(index_elements=["tenant_id", "house_id"], set_=anew))
