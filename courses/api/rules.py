"""How a long list is given page by page, and how what a program sends is read (pure)."""

from __future__ import annotations

import base64
import binascii
from dataclasses import dataclass
from typing import Any
from uuid import UUID

USUAL_PAGE, LARGEST_PAGE = 50, 100
MOST_CANDIDATES = 200
LONGEST_NOTE = 500


class UnreadableError(ValueError):
    """What a program sent cannot be read; ``field`` names the part, the text says what it should be."""

    def __init__(self, field: str, message: str) -> None:
        super().__init__(message)
        self.field = field


@dataclass(frozen=True, slots=True)
class PageWish:
    """Which page is wanted: rows after an id, at most so many."""

    after: UUID | None = None
    limit: int = USUAL_PAGE


def read_page_wish(cursor: str | None, limit: str | None) -> PageWish:
    """Return the page that a query string asks for; raise UnreadableError."""
    if limit is None:
        size = USUAL_PAGE
    elif limit.isascii() and limit.isdigit() and 1 <= int(limit[:6]) <= LARGEST_PAGE:
        size = int(limit)
    else:
        raise UnreadableError("limit", f"Số dòng một trang từ 1 đến {LARGEST_PAGE}.")
    return PageWish(None if cursor is None else _read_cursor(cursor), size)


def _read_cursor(text: str) -> UUID:
    try:
        return UUID(bytes=base64.b64decode(f"{text}==", altchars=b"-_", validate=True))
    except (binascii.Error, ValueError) as error:
        raise UnreadableError("cursor", "Dùng đúng next_cursor của trang trước.") from error


def cursor_after(row_id: UUID) -> str:
    """Return the cursor of the rows after one."""
    return base64.urlsafe_b64encode(row_id.bytes).decode().rstrip("=")


@dataclass(frozen=True, slots=True)
class NominationLetter:
    """What a program sends to propose people for a class."""

    candidate_ids: tuple[UUID, ...]
    note: str


def read_nomination_letter(body: Any) -> NominationLetter:
    """Return what the body of a proposal says; raise UnreadableError for the first thing wrong with it."""
    if not isinstance(body, dict):
        raise UnreadableError("", "Cần một đối tượng JSON.")
    if unknown := sorted(set(body) - {"candidate_ids", "note"}):
        raise UnreadableError(unknown[0], "Không có trường này.")
    ids, note = body.get("candidate_ids"), body.get("note", "")
    if not isinstance(ids, list) or not 1 <= len(ids) <= MOST_CANDIDATES:
        raise UnreadableError("candidate_ids", f"Cần danh sách từ 1 đến {MOST_CANDIDATES} mã quần chúng.")
    if (
        not isinstance(note, str)
        or len(note) > LONGEST_NOTE
        or not all(c.isprintable() or c == "\n" for c in note)
    ):
        raise UnreadableError("note", f"Ghi chú là chữ, không quá {LONGEST_NOTE} ký tự.")
    return NominationLetter(tuple(_read_id(text) for text in ids), note)


def _read_id(text: Any) -> UUID:
    try:
        if isinstance(text, str):
            return UUID(text)
    except ValueError:
        pass
    raise UnreadableError("candidate_ids", "Có mã quần chúng viết sai dạng.")
