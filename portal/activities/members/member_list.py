"""A list of members, pasted or from Excel: lines in, people and complaints out; nothing is written here."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date
from typing import Any

from portal.kernel.errors import DomainError
from portal.kernel.spreadsheets.cells import as_date, as_text
from portal.kernel.spreadsheets.reader import find_only_table, open_sheets
from portal.kernel.text import fold, tidy_name
from portal.people import rules
from portal.people.models import Sex

FIELDS: dict[str, tuple[str, ...]] = {
    "full_name": ("ho va ten", "ho ten", "ho va ten doan vien", "doan vien"),
    "birth_date": ("ngay sinh", "ngay thang nam sinh", "sinh ngay", "nam sinh"),
    "sex": ("gioi tinh", "nam/nu", "phai"),
    "position": ("chuc vu", "chuc vu doan", "cong viec", "chuc vu cong viec"),
}
MOST_LINES = 2000
_SEX = {"nam": Sex.MALE, "nu": Sex.FEMALE}
_NUMBERING = re.compile(r"^\s*(?:\d+\s*[.)\-]|[-•*+])\s*")
_BREAK = re.compile(r"\s*[\t;|]\s*")


@dataclass(frozen=True, slots=True)
class NewMember:
    """One line of the list; ``problem`` says in words why it cannot be written, else it is empty."""

    line: int
    full_name: str
    birth_date: date | None
    sex: Sex | None
    position: str
    problem: str


def parse_members(text: str, *, today: date) -> list[NewMember]:
    """Read pasted lines “họ tên; ngày sinh; Nam/Nữ; chức vụ” (tabs as from Excel, too)."""
    lines = [line for line in text.splitlines() if line.strip()]
    if len(lines) > MOST_LINES:
        raise DomainError(f"Mỗi lần nhiều nhất {MOST_LINES} dòng.", field="lines")
    return [_parse_line(number, line, today) for number, line in enumerate(lines, start=1)]


def lines_of_workbook(content: bytes) -> str:
    """Return the list of an .xlsx as the lines a person would paste; DomainError names what is missing."""
    table = find_only_table(open_sheets(content), FIELDS, ("full_name",))
    return "\n".join("; ".join(_cell(row.get(name)) for name in FIELDS) for _number, row in table)


def _cell(value: Any) -> str:
    return as_text(value).replace(";", ",")


def _parse_line(number: int, line: str, today: date) -> NewMember:
    parts = [part.strip() for part in _BREAK.split(_NUMBERING.sub("", line))]
    name, day, sex, position = [*parts, "", "", "", ""][:4]
    problems = []
    try:
        name = rules.clean_name(tidy_name(name))
    except rules.Complaint as complaint:
        problems.append(complaint.message)
    born: date | None = None
    try:
        born = as_date(day)
        if born is None:
            problems.append("Thiếu ngày sinh.")
        else:
            rules.check_birth_date(born, on=today)
    except rules.Complaint as complaint:
        problems.append(complaint.message)
    except ValueError as error:
        problems.append(f"Ngày sinh: {error}.")
    found = _SEX.get(fold(sex))
    if found is None:
        problems.append("Ghi rõ Nam hoặc Nữ.")
    return NewMember(number, name, born, found, position[:120], " ".join(problems))
