"""Names, figures and closings are dated rows; each house changes its own and no other."""

from __future__ import annotations

from datetime import date

import pytest
from sqlalchemy import select

from portal.kernel.audit import AuditEntry
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.organizations import pages, queries
from portal.organizations.models import AttributeName, OrganizationKind, UnitKind
from portal.organizations.operations.add_fixed_holidays import add_fixed_holidays
from portal.organizations.operations.change_setting import change_setting
from portal.organizations.operations.close_organization import close_organization
from portal.organizations.operations.close_unit import close_unit
from portal.organizations.operations.register_organization import register_organization
from portal.organizations.operations.register_unit import register_unit
from portal.organizations.operations.remove_holiday import remove_holiday
from portal.organizations.operations.rename_organization import rename_organization
from portal.organizations.operations.rename_unit import rename_unit
from portal.organizations.operations.reopen_organization import reopen_organization
from portal.organizations.operations.reopen_unit import reopen_unit
from portal.organizations.operations.set_holiday import set_holiday
from portal.organizations.operations.set_organization_attribute import set_organization_attribute
from portal.organizations.operations.update_organization import update_organization
from portal.organizations.operations.update_unit import update_unit

RENAMED = date(2025, 3, 1)


def own_unit() -> object:
    return queries.list_units()[0].id


def actions(tenant_id) -> list[str]:
    bodies = db.session.scalars(
        select(AuditEntry.body).where(AuditEntry.tenant_id == tenant_id).order_by(AuditEntry.sequence)
    )
    return [body.split('"action": "')[1].split('"')[0] for body in bodies]


def rename(house_id, name="Đảng bộ Sở Mới", on=RENAMED):
    rename_organization(organization_id=house_id, name=name, decision_no="12-QĐ/ĐUK", valid_from=on)


def test_a_renamed_house_bears_each_name_on_its_days(acting, cast):
    with acting(cast.giang):
        rename(cast.house_a)
        before = queries.get_organization(cast.house_a, on=date(2025, 2, 28))
        after = queries.get_organization(cast.house_a, on=RENAMED)
    assert (before.name, after.name) == ("Đảng bộ Sở Thử Nghiệm A", "Đảng bộ Sở Mới")
    with acting(cast.ha, reading=True):
        assert actions(cast.khoi)[-1] == "organization.renamed"


def test_a_name_cannot_begin_before_the_one_in_use(acting, cast):
    with acting(cast.giang):
        rename(cast.house_a)
        with pytest.raises(RuleRefused) as refused:
            rename(cast.house_a, name="Đảng bộ Khác", on=RENAMED)
    assert refused.value.field == "valid_from"


def test_a_house_does_not_rename_itself_nor_found_others(acting, cast):
    with acting(cast.an), pytest.raises(NotFound):
        rename(cast.house_a)
    with acting(cast.an), pytest.raises(RuleRefused):
        register_organization(
            code="K77", name="Chi bộ Lạ", kind=OrganizationKind.GRASSROOTS_CELL, valid_from=RENAMED
        )


@pytest.mark.parametrize("code", ["K 63", "Đ01", "K-63", ""])
def test_a_code_is_plain_letters_and_digits(acting, cast, code):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        register_organization(
            code=code, name="Chi bộ Lạ", kind=OrganizationKind.GRASSROOTS_CELL, valid_from=RENAMED
        )
    assert refused.value.field == "code"


def test_figures_are_dated_and_the_same_day_corrects(acting, cast):
    with acting(cast.giang):
        for value in (80, 81):
            set_organization_attribute(
                organization_id=cast.house_a, name=AttributeName.MEMBER_COUNT, value=value, valid_from=RENAMED
            )
        page = pages.house_page(cast.house_a)
        history = [row.value for row in page.attributes if row.name is AttributeName.MEMBER_COUNT]
        was = queries.attributes_on(on=date(2025, 2, 1))[cast.house_a][AttributeName.MEMBER_COUNT]
    assert (history, was) == ([81, 70], 70)


def test_saving_what_is_so_already_writes_nothing(acting, cast):
    with acting(cast.giang), pytest.raises(DomainError, match="Không có gì thay đổi"):
        update_organization(
            organization_id=cast.house_a,
            sector="Cơ quan nhà nước",
            attributes={AttributeName.MEMBER_COUNT: 70, AttributeName.CELL_COUNT: None},
            valid_from=RENAMED,
        )


def test_a_closed_house_leaves_the_list_and_can_come_back(acting, cast):
    with acting(cast.giang):
        close_organization(organization_id=cast.house_b, closed_on=RENAMED, decision_no="9-QĐ/ĐUK")
        assert "K02" not in [house.code for house in queries.list_organizations()]
        assert not queries.get_organization(cast.house_b).is_open
        with pytest.raises(Conflict):
            close_organization(organization_id=cast.house_b, closed_on=RENAMED, decision_no="9-QĐ/ĐUK")
        reopen_organization(organization_id=cast.house_b)
        assert "K02" in [house.code for house in queries.list_organizations()]


def test_the_root_is_not_closed(acting, cast):
    with acting(cast.giang), pytest.raises(RuleRefused):
        close_organization(organization_id=cast.khoi, closed_on=RENAMED, decision_no="9-QĐ/ĐUK")


def test_units_are_renamed_closed_and_reopened_by_their_house(acting, cast):
    with acting(cast.an):
        unit_id = own_unit()
        rename_unit(unit_id=unit_id, name="Chi bộ Một", valid_from=RENAMED)
        update_unit(unit_id=unit_id, attributes={AttributeName.HAS_YOUTH_UNION: 1}, valid_from=RENAMED)
        page = pages.unit_page(unit_id)
        assert (page.name, page.current) == ("Chi bộ Một", {AttributeName.HAS_YOUTH_UNION: 1})
        close_unit(unit_id=unit_id, closed_on=date(2025, 6, 1))
        assert queries.list_units() == []
        reopen_unit(unit_id=unit_id)
        assert [unit.name for unit in queries.list_units()] == ["Chi bộ Một"]


def test_a_unit_of_another_house_is_not_there(acting, cast):
    with acting(cast.an):
        unit_id = own_unit()
    with acting(cast.chi), pytest.raises(NotFound):
        rename_unit(unit_id=unit_id, name="Chi bộ Chiếm", valid_from=RENAMED)
    with acting(cast.giang, reading=True), pytest.raises(NotFound):
        pages.unit_page(unit_id)


def test_a_unit_with_open_units_below_stays_open(acting, cast):
    with acting(cast.an):
        parent = own_unit()
        register_unit(name="Tổ đảng 1", kind=UnitKind.PARTY_GROUP, valid_from=RENAMED, parent_unit_id=parent)
        with pytest.raises(RuleRefused):
            close_unit(unit_id=parent, closed_on=date(2026, 1, 1))


def test_two_units_do_not_share_a_name(acting, cast):
    with acting(cast.an):
        register_unit(name="Chi bộ Hai", kind=UnitKind.PARTY_CELL, valid_from=RENAMED)
        with pytest.raises(DomainError) as refused:
            rename_unit(unit_id=own_unit(), name="Chi bộ Văn phòng A", valid_from=date(2026, 1, 1))
    assert refused.value.field == "name"


def test_a_house_sets_its_letterhead_but_not_the_words_of_all(acting, cast):
    with acting(cast.an):
        change_setting(place="Đà Lạt")
        assert queries.get_setting().place == "Đà Lạt"
        with pytest.raises(DomainError):
            change_setting(bloc_label="Tỉnh")
    with acting(cast.giang):
        assert queries.get_setting().place == ""
        change_setting(bloc_label="Đảng bộ UBND tỉnh")
        assert queries.get_setting().bloc_label == "Đảng bộ UBND tỉnh"


def test_holidays_hold_for_every_house_and_only_khoi_sets_them(acting, cast):
    with acting(cast.giang):
        assert add_fixed_holidays(year=2027) == 4
        with pytest.raises(DomainError):
            add_fixed_holidays(year=2027)
        set_holiday(day=date(2027, 2, 8), name="Tết Nguyên đán")
    with acting(cast.an):
        assert date(2027, 2, 8) in pages.holiday_days()
        holiday = next(row.id for row in pages.list_holidays() if row.day == date(2027, 9, 2))
        with pytest.raises(NotFound):
            remove_holiday(holiday_id=holiday)
    with acting(cast.giang):
        remove_holiday(holiday_id=holiday)
        assert date(2027, 9, 2) not in pages.holiday_days()
        set_holiday(day=date(2027, 2, 20), name="Làm bù Tết", is_worked=True)
        assert date(2027, 2, 20) not in pages.holiday_days()
        with pytest.raises(DomainError) as refused:
            set_holiday(day=date(2027, 2, 22), name="Làm bù Tết", is_worked=True)
        assert refused.value.field == "day"
