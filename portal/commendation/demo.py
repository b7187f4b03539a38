"""Sample commendations of the year the sample targets tell of: some decided, some still proposed."""

from __future__ import annotations

from dataclasses import replace
from datetime import date

from portal.commendation import queries
from portal.commendation.operations.decide_commendations import decide_commendations
from portal.commendation.operations.propose_chosen import propose_chosen
from portal.kernel.actor import Door, acting_as
from portal.kernel.database import session_as
from portal.organizations import queries as organizations

YEAR, PROPOSED, DECIDED = 2023, 6, 4


def load() -> None:
    """Make the samples unless there are some already."""
    with session_as(organizations.root_operator()) as operator:
        if queries.list_commendations():
            return
        with acting_as(replace(operator, door=Door.OVERSIGHT)):
            best = queries.list_merits(YEAR)[:PROPOSED]
        if not best:
            return
        keyed = [(row.key, row.house.id, row.merit) for row in best]
        propose_chosen(year=YEAR, chosen=[row.key for row in best], merits=keyed)
        proposed = [row.commendation.id for row in queries.list_commendations()]
        decide_commendations(
            commendation_ids=proposed[:DECIDED], decision_no="45-QĐ/ĐUK", decided_on=date(YEAR + 1, 2, 2)
        )
