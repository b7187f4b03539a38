"""The handbook page, and its hits in the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from portal.candidates.queries.judging_rules import load_rules
from portal.handbook.entries import make_handbook, search_handbook
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.seams import SearchHit

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("handbook", __name__)
MOST_HITS = 5


@bp.get("/handbook")
@requires(Permission.CANDIDATE_READ)
def show_handbook() -> ResponseReturnValue:
    rules = load_rules().book.on(clock.today())
    words = request.args.get("q", "")
    return render_template(
        "handbook/show_handbook.html",
        rules=rules,
        words=words,
        chapters=search_handbook(make_handbook(rules), words),
    )


def search(words: str) -> list[SearchHit]:
    """Return the first entries that hold the words."""
    if not has_permission(current_actor(), Permission.CANDIDATE_READ):
        return []
    chapters = search_handbook(make_handbook(load_rules().book.on(clock.today())), words)
    entries = [(chapter, entry) for chapter in chapters for entry in chapter.entries]
    return [
        SearchHit(
            "Sổ tay",
            entry.title,
            chapter.title,
            url_for("handbook.show_handbook", q=words, _anchor=entry.key),
        )
        for chapter, entry in entries[:MOST_HITS]
    ]
