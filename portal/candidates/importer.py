"""A list of prospects from Excel: bytes in, rows and complaints out; nothing is written here."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from typing import TYPE_CHECKING, Any

from portal.kernel.errors import DomainError
from portal.kernel.spreadsheets.cells import as_date, as_mark, as_national_id, as_text
from portal.kernel.spreadsheets.complaints import RowError
from portal.kernel.spreadsheets.reader import Sheet, Table, find_table, open_sheet
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

_SEX = {"nam": "male", "nu": "female"}
_EDUCATION = {
    "khong biet chu": "none",
    "biet doc, biet viet": "literate",
    "tieu hoc": "primary",
    "5/5": "primary",
    "thcs": "lower_secondary",
    "trung hoc co so": "lower_secondary",
    "9/12": "lower_secondary",
    "10/12": "lower_secondary",
    "11/12": "lower_secondary",
    "thpt": "upper_secondary",
    "trung hoc pho thong": "upper_secondary",
    "12/12": "upper_secondary",
    "10/10": "upper_secondary",
    "trung cap": "upper_secondary",
    "cao dang": "college",
    "dai hoc": "university",
    "cu nhan": "university",
    "ky su": "university",
    "bac si": "university",
    "thac si": "postgraduate",
    "tien si": "postgraduate",
    "sau dai hoc": "postgraduate",
}
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
    same name and birth date) is reported against the first.
    """
    sheet = open_sheet(content)
    table = _find_table(sheet)
    rows: list[CandidateRow] = []
    errors: list[RowError] = []
    duplicates: list[Duplicate] = []
    seen: dict[object, int] = {}
    total = 0
    for number, cells in table:
        total += 1
        found, complaints = _read_row(number, cells, today)
        errors += complaints
        if found is None:
            continue
        keys = [key for key in (found.national_id, found.name_key) if key]
        first = next((seen[key] for key in keys if key in seen), None)
        if first is not None:
            duplicates.append(Duplicate(number, first))
            continue
        seen.update(dict.fromkeys(keys, number))
        rows.append(found)
    return ParsedCandidates(rows, errors, duplicates, total, sheet.rows, table.first_data_row - 1)


def _find_table(sheet: Sheet) -> Table:
    """Find the birth date in two columns that also tell the sex, or in one."""
    try:
        return find_table(sheet, FIELDS, required=("full_name", "born_male", "born_female"))
    except DomainError:
        return find_table(sheet, FIELDS, required=("full_name", "birth_date"))


class _Reader:
    """Reads the cells of one row, collecting what is wrong with each."""

    def __init__(self, number: int, cells: dict[str, Any]) -> None:
        self.number, self.cells = number, cells
        self.errors: list[RowError] = []

    def complain(self, column: str, code: str, message: str) -> None:
        self.errors.append(RowError(self.number, column, code, message))

    def read(self, column: str, how: Callable[[object], Any], *, says: str, source: str | None = None) -> Any:
        try:
            return how(self.cells.get(source or column, ""))
        except ValueError as error:
            self.complain(column, f"{column}_invalid", f"{says}: {error}.")
            return None


def _read_row(number: int, cells: dict[str, Any], today: date) -> tuple[CandidateRow | None, list[RowError]]:
    reader = _Reader(number, cells)
    name = tidy_name(as_text(cells.get("full_name", "")))
    if not name:
        reader.complain("full_name", "full_name_missing", "Thiếu họ và tên.")
    elif len(name.split()) == 1:
        reader.complain("full_name", "full_name_invalid", f"“{name}” chưa đủ họ và tên.")
    birth_date, sex = _birth_and_sex(reader, today)
    national_id = reader.read("national_id", as_national_id, says="Số căn cước")
    listed_on = reader.read("listed_on", as_date, says="Ngày vào danh sách")
    issued_on = reader.read("certificate_issued_on", as_date, says="Ngày cấp giấy chứng nhận")
    for column, day in (("listed_on", listed_on), ("certificate_issued_on", issued_on)):
        if day is not None and day > today:
            reader.complain(column, f"{column}_in_future", f"Ngày {day:%d/%m/%Y} ở tương lai.")
    education_text = as_text(cells.get("education", ""))
    if reader.errors or birth_date is None or sex is None:
        return None, reader.errors
    row = CandidateRow(
        row=number,
        full_name=name,
        birth_date=birth_date,
        sex=sex,
        national_id=national_id or "",
        ethnicity=as_text(cells.get("ethnicity", "")),
        religion=_religion(as_text(cells.get("religion", ""))),
        education=_EDUCATION.get(fold(education_text)),
        education_text=education_text,
        youth_member=as_mark(cells.get("youth_member", "")),
        listed_on=listed_on,
        certificate_number=as_text(cells.get("certificate_number", "")),
        certificate_issued_on=issued_on,
    )
    return row, []


def _birth_and_sex(reader: _Reader, today: date) -> tuple[date | None, str | None]:
    cells = reader.cells
    sex: str | None
    if "born_male" in cells:
        male, female = as_text(cells["born_male"]), as_text(cells["born_female"])
        if male and female:
            reader.complain("sex", "sex_unclear", "Ngày sinh ghi ở cả cột Nam và cột Nữ.")
        source, sex = ("born_male", "male") if male else ("born_female", "female")
    else:
        source, typed = "birth_date", as_text(cells.get("sex", ""))
        sex = _SEX.get(fold(typed))
        if sex is None:
            reason = f"“{typed}” không phải Nam hoặc Nữ." if typed else "Thiếu giới tính."
            reader.complain("sex", "sex_invalid" if typed else "sex_missing", reason)
    before = len(reader.errors)
    day = reader.read("birth_date", as_date, says="Ngày sinh", source=source)
    if day is None and len(reader.errors) == before:
        reader.complain("birth_date", "birth_date_missing", "Thiếu ngày sinh.")
    elif day is not None and not YOUNGEST <= today.year - day.year <= OLDEST:
        reader.complain("birth_date", "birth_date_implausible", f"Ngày sinh {day:%d/%m/%Y} không hợp lý.")
    return day, sex


def _religion(text: str) -> str:
    return "" if fold(text) in {"khong", "0", "-"} else text
