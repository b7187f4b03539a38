"""Three pages made of what the features registered in the seams."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, redirect, render_template, request, session, url_for

from portal.accounts.frame_names import INBOX_COUNT
from portal.inbox import queries
from portal.inbox.operations.read_notice import read_notice as read
from portal.kernel import seams
from portal.kernel.actor import Role, current_actor
from portal.kernel.permissions import Permission, requires
from portal.web.frame import register_frame_link

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

    from portal.kernel.seams import InboxItem

bp = Blueprint("inbox", __name__)

IN_THE_RAIL = frozenset(Role) - {Role.KHOI_OFFICER, Role.KHOI_LEADER, Role.INSPECTOR}
"""Overseers have their overview in the rail and seven places at most; the product's name leads home."""


def init_app(app: Flask) -> None:
    """Register the pages and the buttons of the top bar that lead to them."""
    app.register_blueprint(bp)
    for name, endpoint in {"home": "inbox.home", "inbox": "inbox.inbox", "search": "inbox.search"}.items():
        register_frame_link(name, endpoint)

    seams.navigation.append(
        seams.Place("Trang chủ", "inbox.home", "home", Permission.OWN_READ, order=0, for_roles=IN_THE_RAIL)
    )


@bp.get("/")
@requires(Permission.OWN_READ)
def home() -> ResponseReturnValue:
    """Answer "what do I do next?": what waits first, then the cards of the features."""
    return render_template(
        "inbox/home.html",
        items=_waiting(),
        notices=queries.unread_notices(),
        cards=queries.list_home_cards(current_actor()),
    )


@bp.get("/inbox")
@requires(Permission.OWN_READ)
def inbox() -> ResponseReturnValue:
    return render_template("inbox/inbox.html", items=_waiting(), notices=queries.unread_notices())


@bp.post("/notices/<uuid:notice_id>/read")
@requires(Permission.OWN_WRITE)
def read_notice(notice_id: UUID) -> ResponseReturnValue:
    read(notice_id=notice_id)
    return redirect(url_for(".inbox"))


def _waiting() -> list[InboxItem]:
    """Return what waits, and leave its number for the top bar of the pages that follow."""
    items = queries.list_inbox_items(current_actor())
    if session.get(INBOX_COUNT) != len(items):
        session[INBOX_COUNT] = len(items)
    return items


@bp.get("/search")
@requires(Permission.OWN_READ)
def search() -> ResponseReturnValue:
    words = request.args.get("q", "").strip()[: queries.LONGEST_SEARCH]
    return render_template(
        "inbox/search.html", words=words, groups=queries.group_hits(queries.list_hits(words))
    )
