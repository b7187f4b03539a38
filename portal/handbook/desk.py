"""The support desk: which board is asked, until when it answers, what may be published (pure)."""

from __future__ import annotations

import re
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.kernel.text import fold

if TYPE_CHECKING:
    from datetime import date

ANSWER_DAYS = 5
"""Working days in which Khối answers: the product's own promise, no text sets it."""
_PREFIX = re.compile(r"^(dang bo|chi bo|dang uy)\s+")


class Board(StrEnum):
    """Boards of Khối a house turns to (1849-CV/ĐUK, 1.c)."""

    ORG_BUILDING = "org_building"
    ORGANIZING = "organizing"
    PROPAGANDA = "propaganda"
    INSPECTION = "inspection"
    OFFICE = "office"


BOARDS = {
    Board.ORG_BUILDING: "Ban Xây dựng tổ chức cơ sở đảng",
    Board.ORGANIZING: "Ban Tổ chức",
    Board.PROPAGANDA: "Ban Tuyên giáo và Dân vận",
    Board.INSPECTION: "Ủy ban Kiểm tra",
    Board.OFFICE: "Văn phòng Đảng ủy",
}


class QuestionState(StrEnum):
    WAITING = "waiting"
    OVERDUE = "overdue"
    ANSWERED = "answered"


STATES = {
    QuestionState.WAITING: ("chờ trả lời", "blue"),
    QuestionState.OVERDUE: ("quá hạn trả lời", "red"),
    QuestionState.ANSWERED: ("đã trả lời", "ok"),
}


def state_of(*, is_answered: bool, due_on: date, today: date) -> QuestionState:
    """Return where a question stands on a day; the due day itself is still in time."""
    if is_answered:
        return QuestionState.ANSWERED
    return QuestionState.OVERDUE if due_on < today else QuestionState.WAITING


def names_house(text: str, code: str, name: str) -> bool:
    """Tell whether a text names a house by its code, or by its name with or without "Đảng bộ"."""
    told = fold(text)
    bare = _PREFIX.sub("", fold(name))
    return any(re.search(rf"\b{re.escape(word)}\b", told) for word in (fold(code), bare))
