"""Three pages made of what the features registered in the seams."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request

from portal.inbox import queries
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, requires
from portal.web.frame import register_frame_link

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

bp = Blueprint("inbox", __name__)


def init_app(app: Flask) -> None:
    """Register the pages and the buttons of the top bar that lead to them."""
    app.register_blueprint(bp)
    for name, endpoint in {"home": "inbox.home", "inbox": "inbox.inbox", "search": "inbox.search"}.items():
        register_frame_link(name, endpoint)


@bp.get("/")
@requires(Permission.OWN_READ)
def home() -> ResponseReturnValue:
    actor = current_actor()
    return render_template(
        "inbox/home.html", cards=queries.list_home_cards(actor), items=queries.list_inbox_items(actor)
    )


@bp.get("/inbox")
@requires(Permission.OWN_READ)
def inbox() -> ResponseReturnValue:
    return render_template("inbox/inbox.html", items=queries.list_inbox_items(current_actor()))


@bp.get("/search")
@requires(Permission.OWN_READ)
def search() -> ResponseReturnValue:
    words = request.args.get("q", "").strip()
    return render_template("inbox/search.html", words=words, hits=queries.list_hits(words))
