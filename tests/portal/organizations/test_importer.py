"""The list of organisations as the Khối sends it."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from portal.kernel.errors import DomainError
from portal.organizations.importer import OrganizationRow, parse_organizations
from tests.portal.kernel.workbooks import xlsx

SAMPLE = Path(__file__).parents[3] / "portal" / "organizations" / "samples" / "to-chuc.xlsx"
HEADER = ["STT", "Mã", "Tên đơn vị", "Loại hình", "Lĩnh vực", "Tổng số đảng viên", "Công đoàn"]
GOOD = [1, "K01", "Đảng bộ A", "Đảng bộ cơ sở", "Sở ngành", 70, "x"]


def parse(*rows):
    return parse_organizations(xlsx([["ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH"], HEADER, *rows]))


def test_the_sample_is_read_whole():
    found = parse_organizations(SAMPLE.read_bytes())
    assert (found.total, found.errors, len(found.rows)) == (65, [], 65)
    assert found.bloc_name == "Đảng ủy Khối các cơ quan tỉnh"
    assert Counter(row.kind for row in found.rows) == {
        "grassroots_committee_org": 52,
        "grassroots_cell": 10,
        "mass_union": 3,
    }
    assert {row.code: row.union_kind for row in found.rows if row.union_kind} == {
        "D01": "trade_union",
        "D02": "youth_union",
        "D03": "veterans_association",
    }
    assert found.rows[6] == OrganizationRow(
        row=11,
        code="K07",
        name="Đảng bộ Trường Chính trị tỉnh",
        kind="grassroots_committee_org",
        union_kind=None,
        sector="Trường học",
        member_count=60,
        cell_count=2,
        has_trade_union=True,
        has_youth_union=None,
    )
    assert (found.rows[-1].member_count, found.rows[-1].cell_count) == (None, None)


@pytest.mark.parametrize(
    ("at", "value", "column", "code"),
    [
        (1, "K 01", "code", "code_invalid"),
        (1, "Sở1", "code", "code_invalid"),
        (1, "K" * 13, "code", "code_invalid"),
        (2, "Đ" * 201, "name", "name_too_long"),
        (4, "S" * 101, "sector", "sector_too_long"),
        (5, 99_999_999_999, "member_count", "member_count_invalid"),
        (1, "", "code", "code_missing"),
        (1, "k01", "code", "code_repeated"),
        (2, "", "name", "name_missing"),
        (3, "Tổ", "kind", "kind_invalid"),
        (3, "Đoàn thể", "sector", "union_invalid"),
        (5, 70.5, "member_count", "member_count_invalid"),
        (5, "nhiều", "member_count", "member_count_invalid"),
        (6, "có thể", "has_trade_union", "has_trade_union_invalid"),
    ],
)
def test_a_mistake_is_named_by_row_and_field(at, value, column, code):
    wrong = [2, "K02", *GOOD[2:]]
    wrong[at] = value
    found = parse(GOOD, wrong)
    assert [(error.row, error.column, error.code) for error in found.errors] == [(4, column, code)]
    assert found.errors[0].message.endswith(".")
    assert [row.code for row in found.rows] == ["K01"]


def test_a_list_without_rows_is_refused():
    with pytest.raises(DomainError, match="không có dòng"):
        parse()


def test_a_title_that_names_no_superior_gives_no_name():
    assert parse_organizations(xlsx([["DANH SÁCH"], HEADER, GOOD])).bloc_name == ""
