"""Who stands behind a figure of a house: by name, for whoever may read that house's people."""

from __future__ import annotations

from dataclasses import dataclass
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import and_, not_, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.access import is_visible
from portal.candidates.queries.clocks import list_pressing_clocks
from portal.candidates.queries.house_figures import (
    BEFORE_DECISION,
    asked_periods,
    is_certified,
    is_helped,
    is_reviewed_in_time,
)
from portal.candidates.stages import RULES
from portal.kernel import clock
from portal.kernel.database import db
from portal.people.models import Person

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement

MOST = 500


class Behind(StrEnum):
    """The figures that have people behind them."""

    UNHELPED = "unhelped"
    UNREVIEWED = "unreviewed"
    UNTRAINED = "untrained"
    BROKEN = "broken"
    ENDING = "ending"


@dataclass(frozen=True, slots=True)
class PersonBehind:
    """One person, and what about that person makes the figure."""

    candidate_id: UUID
    name: str
    detail: str


def list_behind(figure: Behind, house: UUID) -> list[PersonBehind]:
    """Return the people of a house behind a figure, by name or by urgency, at most 500."""
    today = clock.today()
    if figure in {Behind.BROKEN, Behind.ENDING}:
        return [
            PersonBehind(row.candidate_id, row.name, f"{row.clock.label}: {row.clock.due_on:%d/%m/%Y}")
            for row in list_pressing_clocks(house=house)
            if (row.clock.due_on < today) == (figure is Behind.BROKEN)
        ][:MOST]
    lacking: dict[Behind, ColumnElement[bool]] = {
        Behind.UNHELPED: is_helped(today),
        Behind.UNREVIEWED: is_reviewed_in_time(asked_periods(today)),
        Behind.UNTRAINED: is_certified(),
    }
    statement = (
        select(Candidate.id, Person.full_name, Candidate.stage, Candidate.stage_since)
        .join(Person, and_(Person.tenant_id == Candidate.tenant_id, Person.id == Candidate.person_id))
        .where(
            Candidate.tenant_id == house,
            is_visible(),
            Candidate.stage.in_(BEFORE_DECISION),
            not_(lacking[figure]),
        )
        .order_by(Person.sort_name, Candidate.id)
        .limit(MOST)
    )
    return [
        PersonBehind(row.id, row.full_name, f"{RULES[row.stage].label} từ {row.stage_since:%d/%m/%Y}")
        for row in db.session.execute(statement)
    ]
