"""The board: the people of a house by phase; every move opens the form of its step."""

from __future__ import annotations

from dataclasses import replace

from flask.typing import ResponseReturnValue

from portal.candidates.phases import PHASES
from portal.candidates.queries.board import MOST_CARDS, Board, board_page
from portal.candidates.views.blueprint import bp
from portal.candidates.views.register import FILTERS, filter_fields, read_filter
from portal.kernel.actor import Door, current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.organizations.queries import list_organizations
from portal.web.fragments import render_page_or_block
from portal.web.tables import read_listing

BOARD_FILTERS = tuple(name for name in FILTERS if name != "stage")


@bp.get("/candidates/board")
@requires(Permission.CANDIDATE_READ)
def show_board() -> ResponseReturnValue:
    listing = read_listing((), filters=BOARD_FILTERS)
    actor = current_actor()
    is_overseer = actor.door is Door.OVERSIGHT
    houses = [house for house in list_organizations() if not house.is_root] if is_overseer else []
    wanted = read_filter(listing, is_overseer=is_overseer)
    needs_house = is_overseer and wanted.tenant_id is None
    board = Board([], []) if needs_house else board_page(wanted)
    asked = {name: value for name, value in listing.filters.items() if value}
    return render_page_or_block(
        "candidates/board.html",
        blocks=("results",),
        listing=listing,
        fields=[field for field in filter_fields(board.units, houses) if field["name"] != "stage"],
        board=board,
        phases=PHASES,
        asked=asked,
        most_cards=MOST_CARDS,
        needs_house=needs_house,
        may_advance=has_permission(actor, Permission.STAGE_ADVANCE),
        other_view=replace(listing, endpoint=".show_register").url(),
    )
