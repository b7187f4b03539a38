"""Targets and results of a term as the Khối sends them."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from portal.kernel.errors import DomainError
from portal.targets.importer import TargetRow, YearFigures, parse_targets
from tests.portal.kernel.workbooks import xlsx

SAMPLE = Path(__file__).parents[3] / "portal" / "targets" / "samples" / "chi-tieu-2020-2025.xlsx"
EXPECTED = json.loads(
    (Path(__file__).parents[2] / "samples" / "chi-tieu-2020-2025.expected.json").read_text()
)
UPPER = ["STT", "Mã", "Tên đơn vị", "Chỉ tiêu nhiệm kỳ", "Năm 2021", "", "Ghi chú"]
LOWER = ["", "", "", "", "Chỉ tiêu", "Kết nạp", ""]
GOOD = [1, "K01", "Đảng bộ A", 12, 2, 3, ""]


def parse(*rows, title="CHỈ TIÊU"):
    return parse_targets(xlsx([[title], [], UPPER, LOWER, *rows]), first_year=2020, last_year=2025)


def test_the_sample_gives_the_expected_totals_and_units_below_half():
    found = parse_targets(SAMPLE.read_bytes(), first_year=2020, last_year=2025)
    assert {
        "term_target_total": sum(row.term_target for row in found.rows),
        "admitted_total": sum(row.admitted for row in found.rows),
        "below_half_of_term_target": [row.code for row in found.rows if row.admitted * 2 < row.term_target],
    } == EXPECTED
    assert (found.total, found.errors, found.counted_until) == (62, [], "31/8/2023")
    assert found.rows[0] == TargetRow(
        row=5,
        code="K01",
        name="Đảng bộ Văn phòng Tỉnh ủy",
        term_target=12,
        years=(YearFigures(2021, 2, 2), YearFigures(2022, 2, 3), YearFigures(2023, 2, 3)),
    )


@pytest.mark.parametrize(
    ("at", "value", "column", "code"),
    [
        (1, "", "code", "code_missing"),
        (1, "k01", "code", "code_repeated"),
        (3, "", "term_target", "term_target_missing"),
        (3, 1.5, "term_target", "term_target_invalid"),
        (4, -1, "target_2021", "target_2021_invalid"),
        (5, "ba", "admitted_2021", "admitted_2021_invalid"),
    ],
)
def test_a_mistake_is_named_by_row_and_field(at, value, column, code):
    wrong = [2, "K02", *GOOD[2:]]
    wrong[at] = value
    found = parse(GOOD, wrong)
    assert [(error.row, error.column, error.code) for error in found.errors] == [(6, column, code)]
    assert [row.code for row in found.rows] == ["K01"]


def test_a_row_without_code_and_target_says_both():
    assert [error.column for error in parse([1, "", "Đảng bộ A", "", 2, 3]).errors] == ["code", "term_target"]


def test_an_empty_figure_is_not_a_zero():
    (row,) = parse([1, "K01", "Đảng bộ A", 12, "", ""]).rows
    assert row.years == (YearFigures(2021, None, None),)
    assert row.admitted == 0


def test_a_year_in_a_title_or_a_note_is_no_column():
    found = parse([*GOOD[:6], "Sáp nhập năm 2019"], title="NGHỊ QUYẾT NĂM 2018")
    assert ([figures.year for figures in found.rows[0].years], found.errors) == ([2021], [])


def test_a_year_outside_the_term_is_refused():
    with pytest.raises(DomainError, match="Năm 2021 không thuộc nhiệm kỳ 2025-2030"):
        parse_targets(xlsx([UPPER, LOWER, GOOD]), first_year=2025, last_year=2030)


def test_a_file_of_something_else_is_refused():
    with pytest.raises(DomainError, match="chi tieu nhiem ky"):
        parse_targets(xlsx([["Mã", "Tên đơn vị"], ["K01", "A"]]), first_year=2020, last_year=2025)
