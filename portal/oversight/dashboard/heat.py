"""The heat table: the figures of a house as cells that lead to what is behind them."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from portal.oversight.dashboard.rules import PACE_WORDS, Shade, shade_of, shade_of_broken
from portal.oversight.figures.behind import Behind
from portal.people.labels import SOURCE_GROUP
from portal.targets.pace import Flag
from portal.web.filters import show_number

if TYPE_CHECKING:
    from uuid import UUID

    from portal.oversight.figures.bloc import Figures, HouseRow

MEASURES = (
    "Chỉ tiêu nhiệm kỳ",
    "Đã kết nạp",
    "% nhiệm kỳ",
    "So với nhịp",
    "Nguồn",
    "Nhóm nguồn đông nhất",
    "Nguồn / chỉ tiêu năm",
    "Có người giúp đỡ",
    "Đánh giá đúng hạn",
    "Đã học lớp",
    "Quá hạn",
)
FLAG_SHADES = {
    Flag.RED: Shade(0, "rất thấp"),
    Flag.WATCH: Shade(1, "thấp"),
    Flag.GOOD: Shade(2, "khá"),
    Flag.MET: Shade(3, "đạt"),
}
NOBODY: dict[str, object] = {"text": "–", "level": None}
"""No source to measure: the number of followed people beside it says so."""


def heat_row(row: HouseRow) -> dict[str, object]:
    """Return one house as a line of the heat table."""
    house = row.house
    return {
        "label": f"{house.code} · {house.name}",
        "url": url_for("targets.show_house", house_id=house.id),
        "cells": cells(row.figures, house.id),
    }


def cells(figures: Figures, house_id: UUID | None = None) -> list[dict[str, object]]:
    """Return the cells of one line; with a house, each leads to the rows or people behind it."""
    progress, source = figures.progress, figures.source
    targets = register = ""
    if house_id is not None:
        targets = url_for("targets.show_house", house_id=house_id)
        register = url_for("candidates.show_register", house=house_id)
    group, most = source.groups.most_common(1)[0] if source.groups else (None, 0)
    per_target = figures.source_per_target
    return [
        {"text": show_number(progress.term_target), "level": None, "url": targets},
        {"text": show_number(progress.admitted), "level": None, "url": targets},
        _shaded(f"{show_number(progress.percent)}%", FLAG_SHADES.get(progress.flag), targets),
        _shaded(signed(progress.pace), shade_of(progress.pace, (-15, 0, 10), PACE_WORDS), targets),
        {"text": show_number(source.followed), "level": None, "url": register},
        {
            "text": show_number(most) if group else "–",
            "word": SOURCE_GROUP[group] if group else "",
            "level": None,
            "url": f"{register}&group={group}" if register and group else "",
        },
        _shaded(show_number(per_target), shade_of(per_target, (1, 2, 3)), targets)
        if per_target is not None
        else {"text": "–", "word": "chưa giao", "level": None, "url": targets},
        _share(source.helped_percent, source.followed, _behind(house_id, Behind.UNHELPED)),
        _share(source.reviewed_percent, source.followed, _behind(house_id, Behind.UNREVIEWED)),
        _share(source.certified_percent, source.followed, _behind(house_id, Behind.UNTRAINED)),
        _shaded(
            show_number(figures.broken), shade_of_broken(figures.broken), _behind(house_id, Behind.BROKEN)
        ),
    ]


def plain_cells(figures: Figures) -> list[object]:
    """Return the same line for a workbook: numbers as numbers."""
    progress, source = figures.progress, figures.source
    group, most = source.groups.most_common(1)[0] if source.groups else (None, 0)
    return [
        progress.term_target,
        progress.admitted,
        progress.percent,
        progress.pace,
        source.followed,
        f"{SOURCE_GROUP[group]}: {most}" if group else "",
        figures.source_per_target,
        source.helped_percent,
        source.reviewed_percent,
        source.certified_percent,
        figures.broken,
    ]


def signed(value: float) -> str:
    """Return a difference with its sign."""
    return f"+{show_number(value)}" if value > 0 else show_number(value)


def _shaded(text: str, shade: Shade | None, url: str) -> dict[str, object]:
    if shade is None:
        return {"text": text, "level": None, "url": url}
    return {"text": text, "word": shade.word, "level": shade.level, "url": url}


def _share(percent: float, followed: int, url: str) -> dict[str, object]:
    if not followed:
        return NOBODY
    return _shaded(f"{show_number(percent)}%", shade_of(percent, (50, 80, 100)), url)


def _behind(house_id: UUID | None, figure: Behind) -> str:
    return url_for("dashboard.show_behind", house_id=house_id, figure=figure) if house_id else ""
