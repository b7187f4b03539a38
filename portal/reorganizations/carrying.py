"""What the worker does with a confirmed reorganisation; begun again it goes on where it stopped."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import current_app

from portal.accounts.command_actor import overseeing
from portal.kernel import bootstrap, seams
from portal.kernel.actor import current_actor
from portal.kernel.database import session_as
from portal.kernel.doors import libpq_url
from portal.kernel.errors import DomainError
from portal.kernel.seams import Succession
from portal.reorganizations.kinds import State
from portal.reorganizations.operations.note_problem import note_problem
from portal.reorganizations.operations.register_receiver import register_receiver
from portal.reorganizations.operations.write_legacy import write_legacy
from portal.reorganizations.preview import list_all_obstacles
from portal.reorganizations.queries import ReorganizationRow, get_reorganization
from portal.reorganizations.relocation import Removal, relocate

if TYPE_CHECKING:
    from uuid import UUID


def carry_out(reorganization_id: UUID) -> None:
    """Move everything and close the houses, or write down why nothing was moved."""
    operator = current_actor()
    found = get_reorganization(reorganization_id)
    if found.row.state is State.CARRIED_OUT:  # cut short after the move: what follows it is done again
        _succeed(found)
    if found.row.state is not State.CONFIRMED:
        return
    house_ids = tuple(house.id for house in found.houses)
    with session_as(overseeing(operator)):
        obstacles = list_all_obstacles(found)
    if obstacles:
        note_problem(reorganization_id=reorganization_id, problem=" ".join(obstacles))
        return
    try:
        removal = Removal(
            reorganization_id=reorganization_id,
            root_id=found.row.tenant_id,
            house_ids=house_ids,
            receiver_id=register_receiver(reorganization_id=reorganization_id),
            decision_no=found.row.decision_no,
            effective_on=found.row.effective_on,
            done_by=found.row.confirmed_by,
            unit_ids=tuple(found.unit_ids),
        )
        relocate(libpq_url(bootstrap.owner_url(current_app.extensions["settings"])), removal)
        _succeed(get_reorganization(reorganization_id))
    except DomainError as error:
        note_problem(reorganization_id=reorganization_id, problem=error.message)


def _succeed(found: ReorganizationRow) -> None:
    row = found.row
    if row.receiver_id is None or not found.is_closing:
        return
    succession = Succession(
        house_ids=tuple(house.id for house in found.houses),
        receiver_id=row.receiver_id,
        decision_no=row.decision_no,
        decision_date=row.decision_date,
        effective_on=row.effective_on,
    )
    for take_over in seams.successions:
        take_over(succession)
    for house in found.houses:
        with session_as(overseeing(current_actor())):
            lines = [line for tell in seams.house_histories for line in tell(house.id)]
        write_legacy(reorganization_id=row.id, house_id=house.id, house_words=house.words, lines=lines)
