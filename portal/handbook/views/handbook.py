"""The handbook page, and its hits in the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, render_template, request, url_for

from portal.candidates.queries.judging_rules import load_rules
from portal.handbook.entries import Chapter, answers_chapter, make_handbook, search_handbook
from portal.handbook.queries import list_published
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.seams import SearchHit

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.eligibility.rule_set import RuleSet

bp = Blueprint("handbook", __name__)
MOST_HITS = 5


@bp.get("/handbook")
@requires(Permission.HANDBOOK_READ)
def show_handbook() -> ResponseReturnValue:
    rules, chapters = _read()
    words = request.args.get("q", "")
    return render_template(
        "handbook/show_handbook.html",
        rules=rules,
        words=words,
        chapters=search_handbook(chapters, words),
        may_edit=has_permission(current_actor(), Permission.SUPPORT_ANSWER),
    )


def search(words: str) -> list[SearchHit]:
    """Return the first entries that hold the words."""
    if not has_permission(current_actor(), Permission.HANDBOOK_READ):
        return []
    chapters = search_handbook(_read()[1], words)
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


def _read() -> tuple[RuleSet, tuple[Chapter, ...]]:
    """Return the rules in force and every chapter, the published answers last."""
    rules = load_rules().book.on(clock.today())
    answers = answers_chapter((f"{row.id}", row.question, row.answer) for row in list_published())
    return rules, (*make_handbook(rules), *answers)
