"""How the items of a paper are laid over the pages of the player (pure)."""

from __future__ import annotations

from collections.abc import Sequence

from courses.bank.types import essay
from courses.exams.frozen_paper import FrozenItem

ITEMS_A_PAGE = 5


def lay_out(items: Sequence[FrozenItem]) -> list[list[FrozenItem]]:
    """Return the pages: five items each, an essay on a page of its own."""
    pages: list[list[FrozenItem]] = []
    for item in items:
        is_alone = item.type == essay.NAME
        starts_page = (
            not pages or is_alone or len(pages[-1]) == ITEMS_A_PAGE or pages[-1][0].type == essay.NAME
        )
        if starts_page:
            pages.append([])
        pages[-1].append(item)
    return pages
