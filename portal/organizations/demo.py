"""Sample houses: the list that comes with the product, units of three houses, holidays of 2026."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from portal.kernel.database import session_as
from portal.organizations import pages, queries
from portal.organizations.importer import parse_organizations
from portal.organizations.models import AttributeName, UnitKind
from portal.organizations.operations.add_fixed_holidays import add_fixed_holidays
from portal.organizations.operations.change_setting import change_setting
from portal.organizations.operations.found_bloc import FIRST_DAY, found_bloc
from portal.organizations.operations.import_organizations import import_organizations
from portal.organizations.operations.register_unit import register_unit
from portal.organizations.operations.set_holiday import set_holiday
from portal.organizations.operations.update_unit import update_unit

SAMPLE = Path(__file__).parent / "samples" / "to-chuc.xlsx"
UNITS = {
    "K53": (
        "Chi bộ Khối Hành chính",
        "Chi bộ Khối Nội",
        "Chi bộ Khối Ngoại",
        "Chi bộ Khối Cận lâm sàng",
        "Chi bộ Khối Dược",
    ),
    "K57": (
        "Chi bộ Phòng ban",
        "Chi bộ Khoa Sư phạm",
        "Chi bộ Khoa Kinh tế",
        "Chi bộ Khoa Công nghệ thông tin",
        "Chi bộ Sinh viên 1",
        "Chi bộ Sinh viên 2",
    ),
    "K18": ("Chi bộ Hành chính - Tổ chức", "Chi bộ Tổng hợp", "Chi bộ Quản trị - Tài vụ"),
}
UNION_UNITS = {
    "D02": ("Chi đoàn Bệnh viện Đa khoa tỉnh", "Chi đoàn Trường Đại học A", "Chi đoàn Văn phòng UBND tỉnh")
}
YEAR = 2026
ANNOUNCED_HOLIDAYS = {
    **{date(YEAR, 2, day): "Tết Nguyên đán Bính Ngọ" for day in range(16, 21)},
    date(YEAR, 4, 27): "Nghỉ bù Giỗ Tổ Hùng Vương",
    date(YEAR, 9, 1): "Nghỉ lễ Quốc khánh",
}


def load() -> None:
    """Load the sample houses; what is there already is left alone."""
    content = SAMPLE.read_bytes()
    if queries.root_id() is None:
        found_bloc(name=parse_organizations(content).bloc_name)
    with session_as(queries.root_operator()):
        import_organizations(content=content, file_name=SAMPLE.name)
        _write_letterhead()
        _mark_holidays()
    for code, names in (UNITS | UNION_UNITS).items():
        with session_as(queries.find_operator(code)):
            _add_units(names, UnitKind.YOUTH_BRANCH if code in UNION_UNITS else UnitKind.PARTY_CELL)


def _write_letterhead() -> None:
    if queries.get_setting().number_suffix:
        return
    change_setting(
        superior_body="TỈNH ỦY",
        number_suffix="CV/ĐUK",
        signing_authority="T/M BAN THƯỜNG VỤ",
        signer_title="PHÓ BÍ THƯ",
        recipients="Các tổ chức cơ sở đảng trực thuộc\nCác đoàn thể Khối\nLưu Văn phòng Đảng ủy Khối",
    )


def _mark_holidays() -> None:
    if any(holiday.day.year == YEAR for holiday in pages.list_holidays(from_year=YEAR)):
        return
    add_fixed_holidays(year=YEAR)
    for day, name in ANNOUNCED_HOLIDAYS.items():
        set_holiday(day=day, name=name)


def _add_units(names: tuple[str, ...], kind: UnitKind) -> None:
    known = {unit.name for unit in queries.list_units()}
    for name in names:
        if name in known:
            continue
        unit_id = register_unit(name=name, kind=kind, valid_from=FIRST_DAY)
        if kind is UnitKind.PARTY_CELL:
            update_unit(
                unit_id=unit_id,
                valid_from=FIRST_DAY,
                attributes={AttributeName.HAS_YOUTH_UNION: 1},
            )
