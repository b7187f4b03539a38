"""The register of houses is searched without tones and sorted by any column."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st
from uuid_utils.compat import uuid7

from portal.organizations.house_list import arrange, narrow, sectors_of
from portal.organizations.models import OrganizationKind
from portal.organizations.pages import HouseRow


def a_house(
    code,
    name,
    *,
    sector="Sở ngành",
    kind=OrganizationKind.GRASSROOTS_CELL,
    closed_on=None,
    members=None,
    officers=0,
):
    return HouseRow(
        uuid7(), code, name, kind, "", sector, closed_on, members, None, 0, {"officer_count": officers}
    )


HOUSES = [
    a_house("K53", "Đảng bộ Bệnh viện Đa khoa tỉnh", sector="Bệnh viện", members=420, officers=2),
    a_house("K55", "Đảng bộ Bệnh viện Nhi", sector="Bệnh viện", members=140),
    a_house("K20", "Đảng bộ Sở Nội vụ", members=None),
    a_house("K99", "Chi bộ Đã giải thể", closed_on=date(2025, 3, 1), members=12),
]


def codes(rows):
    return [row.code for row in rows]


def test_search_ignores_tones_case_and_the_order_of_words():
    assert codes(narrow(HOUSES, words="KHOA benh VIEN")) == ["K53"]
    assert codes(narrow(HOUSES, words="k55")) == ["K55"]


def test_closed_houses_are_shown_only_when_asked_for():
    assert codes(narrow(HOUSES)) == ["K53", "K55", "K20"]
    assert codes(narrow(HOUSES, state="closed")) == ["K99"]
    assert len(narrow(HOUSES, state="all")) == 4


def test_filters_join():
    assert codes(narrow(HOUSES, sector="Bệnh viện", words="nhi")) == ["K55"]
    assert narrow(HOUSES, kind="mass_union") == []


def test_a_house_without_the_figure_comes_last_either_way():
    assert codes(arrange(HOUSES, "member_count")) == ["K99", "K55", "K53", "K20"]
    assert codes(arrange(HOUSES, "member_count", is_descending=True)) == ["K53", "K55", "K99", "K20"]


def test_figures_of_other_features_sort_too():
    assert codes(arrange(HOUSES, "officer_count", is_descending=True))[0] == "K53"


def test_sectors_in_use():
    assert sectors_of(HOUSES) == ["Bệnh viện", "Sở ngành"]


@given(st.permutations(HOUSES), st.sampled_from(["code", "name", "sector", "member_count", "officer_count"]))
def test_sorting_keeps_every_house(houses, key):
    assert sorted(codes(arrange(houses, key))) == sorted(codes(HOUSES))
