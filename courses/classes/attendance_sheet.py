"""The roll of a whole class as a workbook: a line a learner, a column a session; out and back in."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from portal.kernel.spreadsheets.cells import as_date, as_text
from portal.kernel.spreadsheets.complaints import RowError
from portal.kernel.spreadsheets.reader import find_only_table, open_sheets
from portal.kernel.spreadsheets.writer import Column
from portal.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence
    from uuid import UUID

    from courses.classes.queries.classes import SessionRow
    from courses.classes.queries.enrolments import EnrolledRow
    from portal.kernel.spreadsheets.reader import Table

WAY_TO_FILL = "x: dự đủ; 0: vắng; số: số tiết đã dự; để trống: chưa ghi, giữ nguyên"
PERSON_COLUMNS = (Column("TT", 6), Column("Họ và tên", 28), Column("Ngày sinh", 12), Column("Đơn vị", 36))
FIELDS: dict[str, tuple[str, ...]] = {
    "full_name": ("ho va ten", "ho ten"),
    "birth_date": ("ngay sinh", "ngay thang nam sinh"),
}
_PRESENT = frozenset({"x", "du", "co", "co mat", "✓", "✔"})
_ABSENT = frozenset({"vang", "nghi", "p", "k", "vp", "vk", "khong"})
_UNCLEAR = frozenset({"v", "c", "-", "?"})
"""A small v is an absence on one list and a tick on the next."""


@dataclass(frozen=True, slots=True)
class RollLine:
    """One line of the workbook: who, and the periods by session where something is written."""

    row: int
    full_name: str
    birth_date: date | None
    periods: dict[UUID, int]


@dataclass(frozen=True, slots=True)
class ParsedRoll:
    """What a workbook holds: lines that can be read, mistakes by line, columns no session answers to."""

    lines: list[RollLine]
    errors: list[RowError]
    unknown_columns: list[str] = field(default_factory=list)


def heading_of(number: int, session: SessionRow) -> str:
    """Return the heading of a session's column; what stands in brackets is for people only."""
    return f"Buổi {number} {session.day:%d/%m/%Y} ({session.periods} tiết)"


def sheet_columns(sessions: Sequence[SessionRow]) -> list[Column]:
    """Return the columns of the workbook that is handed out."""
    return [*PERSON_COLUMNS, *(Column(heading_of(n, one), 12) for n, one in enumerate(sessions, start=1))]


def sheet_lines(
    learners: Sequence[EnrolledRow], sessions: Sequence[SessionRow], recorded: Mapping[tuple[UUID, UUID], int]
) -> Iterator[list[Any]]:
    """Yield a line for each learner, with what is recorded so far."""
    for number, learner in enumerate(learners, start=1):
        person = [number, learner.full_name, learner.birth_date, learner.organization_name]
        yield [*person, *(_written(recorded.get((one.id, learner.id)), one.periods) for one in sessions)]


def _written(periods: int | None, of: int) -> str | int | None:
    return "x" if periods == of else periods


def parse_roll(content: bytes, sessions: Sequence[SessionRow]) -> ParsedRoll:
    """Read a filled workbook; DomainError when it is no roll at all.

    A line with a mistake is not accepted as a whole, so that it is mended and sent again as a whole.
    """
    fields = FIELDS | {
        str(one.id): (heading_of(number, one), f"Buổi {number}")
        for number, one in enumerate(sessions, start=1)
    }
    table = find_only_table(open_sheets(content), fields, ("full_name",))
    lines: list[RollLine] = []
    errors: list[RowError] = []
    for number, cells in table:
        found = _read_line(number, cells, sessions)
        if isinstance(found, RollLine):
            lines.append(found)
        else:
            errors += found
    return ParsedRoll(lines, errors, _unknown_columns(table))


def _unknown_columns(table: Table) -> list[str]:
    """Return the headings of sessions that were not matched: another date, a session more."""
    headings = table.sheet.rows[table.first_data_row - 2]
    known = set(table.columns.values())
    texts = (as_text(cell) for at, cell in enumerate(headings) if at not in known)
    return [text for text in texts if fold(text).startswith("buoi")]


def _read_line(
    number: int, cells: dict[str, Any], sessions: Sequence[SessionRow]
) -> RollLine | list[RowError]:
    errors: list[RowError] = []
    periods: dict[UUID, int] = {}
    name = as_text(cells["full_name"])
    if not name:
        errors.append(RowError(number, "full_name", "full_name_missing", "Thiếu họ và tên."))
    for place, session in enumerate(sessions, start=1):
        try:
            count = read_periods(cells.get(str(session.id)), session.periods)
        except ValueError as error:
            words = f"{name}, buổi {place}: {error}."
            errors.append(RowError(number, f"session_{place}", "periods_invalid", words))
            continue
        if count is not None:
            periods[session.id] = count
    try:
        birth_date = as_date(cells.get("birth_date"))
    except ValueError as error:
        errors.append(RowError(number, "birth_date", "birth_date_invalid", f"{name}, ngày sinh: {error}."))
        birth_date = None
    return errors or RollLine(number, name, birth_date, periods)


def read_periods(cell: object, of: int) -> int | None:
    """Return the periods a cell means, None when it is empty; ValueError says why it means none."""
    text = as_text(cell)
    word = fold(text)
    if not text:
        return None
    if word in _PRESENT:
        return of
    if word in _ABSENT:
        return 0
    if word in _UNCLEAR:
        raise ValueError(f"“{text}” không rõ là có mặt hay vắng; ghi x hoặc 0")
    if not (text.isascii() and text.isdigit()):
        raise ValueError(f"“{text}” không phải x, 0 hay số tiết")
    if int(text[:6]) > of:
        raise ValueError(f"ghi {text} tiết, buổi này chỉ có {of} tiết")
    return int(text)
