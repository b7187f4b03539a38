"""A list of prospects from Excel: bytes in, rows and complaints out; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any, TypeVar

from portal.candidates.education_words import education_level
from portal.kernel.spreadsheets.cells import as_date, as_mark, as_national_id, as_text
from portal.kernel.spreadsheets.complaints import RowError
from portal.kernel.spreadsheets.reader import find_only_table, open_sheets
from portal.kernel.text import fold, tidy_name

if TYPE_CHECKING:
    from collections.abc import Callable

FIELDS: dict[str, tuple[str, ...]] = {
    "full_name": ("ho va ten", "ho ten", "ho va ten khai sinh"),
    "birth_date": ("ngay sinh", "ngay, thang, nam sinh", "ngay thang nam sinh", "sinh ngay"),
    "born_male": ("ngay, thang, nam sinh / nam", "ngay sinh / nam", "ngay thang nam sinh / nam"),
    "born_female": ("ngay, thang, nam sinh / nu", "ngay sinh / nu", "ngay thang nam sinh / nu"),
    "sex": ("gioi tinh", "nam/nu", "phai"),
    "national_id": ("cccd", "so cccd", "can cuoc", "so can cuoc", "so dinh danh", "cmnd/cccd"),
    "ethnicity": ("dan toc",),
    "religion": ("ton giao",),
    "education": ("trinh do hoc van", "trinh do", "hoc van"),
    "youth_member": ("doan vien", "doan vien tncs"),
    "listed_on": (
        "ngay vao danh sach",
        "ngay dua vao danh sach cam tinh dang",
        "ngay dua vao danh sach",
    ),
    "certificate_number": (
        "so gcn",
        "so giay chung nhan",
        "giay chung nhan lop nhan thuc ve dang / so",
    ),
    "certificate_issued_on": (
        "ngay cap gcn",
        "ngay cap giay chung nhan",
        "giay chung nhan lop nhan thuc ve dang / ngay cap",
    ),
}

_T = TypeVar("_T")
_SEX = {"Nam": "male", "Nữ": "female", "nam": "male", "nu": "female"}
_NO_RELIGION = frozenset({"khong", "khong co", "0", "-"})
YOUNGEST, OLDEST = 14, 100


@dataclass(frozen=True, slots=True)
class CandidateRow:
    """One person of the list as it will be registered; ``row`` as Excel numbers it."""

    row: int
    full_name: str
    birth_date: date
    sex: str
    national_id: str
    ethnicity: str
    religion: str
    education: str | None
    education_text: str
    youth_member: bool
    listed_on: date | None
    certificate_number: str
    certificate_issued_on: date | None

    @property
    def name_key(self) -> tuple[str, date]:
        """Return by what a person without an id number is recognised."""
        return fold(self.full_name), self.birth_date


@dataclass(frozen=True, slots=True)
class Duplicate:
    """A row that repeats an earlier row of the same file."""

    row: int
    same_as_row: int


@dataclass(frozen=True, slots=True)
class ParsedCandidates:
    """What a file holds: rows fit to register, mistakes, repetitions, and the sheet as it came."""

    rows: list[CandidateRow]
    errors: list[RowError]
    duplicates: list[Duplicate]
    total: int
    sheet: list[list[Any]] = field(repr=False)
    header_rows: int


def parse_candidates(content: bytes, *, today: date) -> ParsedCandidates:
    """Read a list of prospects; DomainError when it is no such list at all.

    A row with a mistake is not accepted; a row repeating an accepted one (same id number, or the
    same name and birth date unless both have numbers that differ) is reported against the first.
    """
    table = find_only_table(
        open_sheets(content), FIELDS, ("full_name", "born_male", "born_female"), ("full_name", "birth_date")
    )
    rows: list[CandidateRow] = []
    errors: list[RowError] = []
    duplicates: list[Duplicate] = []
    seen = _Seen()
    total = 0
    for number, cells in table:
        total += 1
        found, complaints = _read_row(number, cells, today)
        errors += complaints
        if found is None:
            continue
        first = seen.same_person(found)
        if first is not None:
            duplicates.append(Duplicate(number, first))
            continue
        seen.add(found)
        rows.append(found)
    return ParsedCandidates(rows, errors, duplicates, total, table.sheet.rows, table.first_data_row - 1)


class _Seen:
    """The people of the rows so far, by citizen number and by name and birth date."""

    def __init__(self) -> None:
        self.by_number: dict[str, int] = {}
        self.by_name: dict[tuple[str, date], list[CandidateRow]] = {}

    def add(self, row: CandidateRow) -> None:
        if row.national_id:
            self.by_number[row.national_id] = row.row
        self.by_name.setdefault(row.name_key, []).append(row)

    def same_person(self, row: CandidateRow) -> int | None:
        """Return the first row of the same person; namesakes whose numbers differ are two people."""
        if row.national_id in self.by_number:
            return self.by_number[row.national_id]
        namesakes = self.by_name.get(row.name_key, ())
        return next((other.row for other in namesakes if not (other.national_id and row.national_id)), None)


class _Complaints(list[RowError]):
    """What is wrong with one row."""

    def __init__(self, number: int) -> None:
        super().__init__()
        self.number = number

    def add(self, column: str, code: str, message: str) -> None:
        self.append(RowError(self.number, column, code, message))


def _text(cell: object) -> str:
    """Return a cell as text; the reader has tidied the texts already."""
    return cell if isinstance(cell, str) else as_text(cell)


def _read(how: Callable[[object], _T], cell: object, column: str, says: str, wrong: _Complaints) -> _T | None:
    try:
        return how(cell)
    except ValueError as error:
        wrong.add(column, f"{column}_invalid", f"{says}: {error}.")
        return None


def _read_row(number: int, cells: dict[str, Any], today: date) -> tuple[CandidateRow | None, list[RowError]]:
    wrong = _Complaints(number)
    get = cells.get
    name = _name(get("full_name"), wrong)
    birth_date, sex = _birth_and_sex(cells, today, wrong)
    national_id = _read(as_national_id, get("national_id"), "national_id", "Số căn cước", wrong)
    youth_member = _read(as_mark, get("youth_member"), "youth_member", "Đoàn viên", wrong)
    listed_on = _past_day(get("listed_on"), "listed_on", "Ngày vào danh sách", today, wrong)
    issued_on = _past_day(
        get("certificate_issued_on"), "certificate_issued_on", "Ngày cấp giấy chứng nhận", today, wrong
    )
    if wrong or birth_date is None or sex is None:
        return None, wrong
    education_text = _text(get("education"))
    row = CandidateRow(
        row=number,
        full_name=name,
        birth_date=birth_date,
        sex=sex,
        national_id=national_id or "",
        ethnicity=_text(get("ethnicity")),
        religion=_religion(_text(get("religion"))),
        education=education_level(education_text),
        education_text=education_text,
        youth_member=bool(youth_member),
        listed_on=listed_on,
        certificate_number=_text(get("certificate_number")),
        certificate_issued_on=issued_on,
    )
    return row, wrong


def _name(cell: object, wrong: _Complaints) -> str:
    """Read a full name; one word is too little unless it is a K' or H' name."""
    name = tidy_name(_text(cell))
    if not name:
        wrong.add("full_name", "full_name_missing", "Thiếu họ và tên.")
    elif " " not in name and "'" not in name:
        wrong.add("full_name", "full_name_invalid", f"“{name}” chưa đủ họ và tên.")
    return name


def _past_day(cell: object, column: str, says: str, today: date, wrong: _Complaints) -> date | None:
    day = _read(as_date, cell, column, says, wrong)
    if day is not None and day > today:
        wrong.add(column, f"{column}_in_future", f"{says} {day:%d/%m/%Y} ở tương lai.")
    return day


def _birth_and_sex(cells: dict[str, Any], today: date, wrong: _Complaints) -> tuple[date | None, str | None]:
    if "born_male" in cells:
        cell, sex = _split_by_sex(cells, wrong)
    else:
        cell, sex = cells["birth_date"], _sex(cells.get("sex"), wrong)
    if cell in (None, ""):
        wrong.add("birth_date", "birth_date_missing", "Thiếu ngày sinh.")
        return None, sex
    day = _read(as_date, cell, "birth_date", "Ngày sinh", wrong)
    if day is not None and not YOUNGEST <= today.year - day.year <= OLDEST:
        wrong.add("birth_date", "birth_date_implausible", f"Ngày sinh {day:%d/%m/%Y} không hợp lý.")
    return day, sex


def _split_by_sex(cells: dict[str, Any], wrong: _Complaints) -> tuple[object, str | None]:
    """Read a birth date that stands under Nam or under Nữ and so tells the sex."""
    male, female = cells["born_male"], cells["born_female"]
    if male not in (None, "") and female not in (None, ""):
        wrong.add("sex", "sex_unclear", "Ngày sinh ghi ở cả cột Nam và cột Nữ.")
        return male, None
    return (male, "male") if male not in (None, "") else (female, "female")


def _sex(cell: object, wrong: _Complaints) -> str | None:
    typed = _text(cell)
    sex = _SEX.get(typed) or _SEX.get(fold(typed))
    if sex is None:
        reason = f"“{typed}” không phải Nam hoặc Nữ." if typed else "Thiếu giới tính."
        wrong.add("sex", "sex_invalid" if typed else "sex_missing", reason)
    return sex


@lru_cache(maxsize=256)
def _religion(text: str) -> str:
    return "" if fold(text) in _NO_RELIGION else text
