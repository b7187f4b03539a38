"""The sample targets: term 2020-2025 from its file, and the term that runs today, made up from it."""

from __future__ import annotations

import io
from datetime import date
from pathlib import Path
from uuid import UUID

import xlsxwriter

from portal.kernel import clock
from portal.kernel.database import session_as
from portal.organizations import queries as organizations
from portal.targets import queries
from portal.targets.kinds import TargetKind
from portal.targets.operations.import_targets import import_targets
from portal.targets.operations.set_target import set_target

SAMPLE = Path(__file__).parent / "samples" / "chi-tieu-2020-2025.xlsx"
TERM = "2020-2025"
PARTS = (("K53", TargetKind.WOMEN, 4), ("K53", TargetKind.YOUTH_MEMBER, 5), ("K18", TargetKind.STUDENT, 3))


TERM_YEARS = 5
FIRST_TERM = 2020
SHARES = (0.95, 0.6, 1.0, 0.4, 0.8, 0.7, 0.3, 1.15, 0.5, 0.75, 0.85, 0.2)
"""What part of the year's target the houses had reached when the figures were taken, in turn; invented."""


def load() -> None:
    """Import both terms, each unless it is there already."""
    _load_file()
    _load_running_term()


def _load_file() -> None:
    with session_as(organizations.root_operator()):
        if queries.find_term(TERM) is None:
            import_targets(
                content=SAMPLE.read_bytes(),
                term_code=TERM,
                decision_no="215-QĐ/ĐUK",
                decision_date=date(2021, 1, 15),
                source=SAMPLE.name,
            )
            for year, value in ((0, 1100), (2025, 240)):
                _ask(organizations.root_id(), year, value, TargetKind.ADMISSION)
            for code, kind, value in PARTS:
                _ask(organizations.find_organization_id(code), 0, value, kind)


def _load_running_term() -> None:
    today = clock.today()
    first = today.year - (today.year - FIRST_TERM - 1) % TERM_YEARS - 1
    code = f"{first}-{first + TERM_YEARS}"
    with session_as(organizations.root_operator()):
        if queries.find_term(code) is None:
            before = queries.current_targets(queries.get_term(TERM).id)
            values = {house: row.value for (house, year), row in before.items() if year == 0}
            import_targets(
                content=_sheet(values, today), term_code=code, decision_no="12-QĐ/ĐUK", source="so-lieu.xlsx"
            )


def _sheet(term_targets: dict[UUID, int], today: date) -> bytes:
    """Return a file in the layout of the sample one: term, this year with results so far, next year."""
    is_last = (today.year - FIRST_TERM) % TERM_YEARS == 0
    years, until = (today.year,) if is_last else (today.year, today.year + 1), today.replace(day=1)
    output = io.BytesIO()
    workbook = xlsxwriter.Workbook(output)
    sheet = workbook.add_worksheet("Chỉ tiêu")
    sheet.write_row(
        0, 0, [f"CHỈ TIÊU VÀ KẾT QUẢ KẾT NẠP ĐẢNG VIÊN (dữ liệu mẫu, số liệu đến {until:%d/%m/%Y})"]
    )
    heads = [f"Năm {year}" if at == 0 else "" for year in years for at in range(2)]
    sheet.write_row(2, 0, ["STT", "Mã", "Tên đơn vị", "Chỉ tiêu nhiệm kỳ", *heads])
    sheet.write_row(3, 4, ["Chỉ tiêu", "Kết nạp"] * len(years))
    houses = [house for house in organizations.list_organizations() if house.id in term_targets]
    for number, house in enumerate(houses):
        whole = term_targets[house.id]
        yearly = max(1, round(whole / TERM_YEARS))
        admitted = round(yearly * SHARES[number % len(SHARES)])
        figures = [yearly, admitted, yearly, ""][: 2 * len(years)]
        sheet.write_row(4 + number, 0, [number + 1, house.code, house.name, max(whole, yearly), *figures])
    workbook.close()
    return output.getvalue()


def _ask(house_id: UUID | None, year: int, value: int, kind: TargetKind) -> None:
    assert house_id is not None  # noqa: S101 -- the sample list holds these houses
    set_target(
        house_id=house_id,
        term_code=TERM,
        year=year,
        value=value,
        kind=kind,
        decision_no="38-QĐ/TU" if kind is TargetKind.ADMISSION else "216-QĐ/ĐUK",
        decision_date=date(2021, 1, 12),
    )
