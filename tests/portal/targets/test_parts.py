"""Targets for parts of the admissions, what the province asks of Khối, and the yearly allocation."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from portal.kernel.errors import DomainError
from portal.organizations.queries import root_id
from portal.targets import queries
from portal.targets.allocation_page import list_gaps, list_parts
from portal.targets.importer import parse_targets
from portal.targets.kinds import TargetKind
from portal.targets.operations.import_targets import check_targets, import_targets
from portal.targets.operations.set_target import set_target
from tests.portal.targets.sheets import sheet

TERM = "2020-2025"
DECISION = {"decision_no": "215-QĐ/ĐUK", "decision_date": date(2021, 1, 15)}


@pytest.fixture
def targets(acting, cast):
    """House A: 10 in the term, 2 in 2023; house B: 6 and 2."""
    with acting(cast.giang):
        import_targets(content=sheet([("K01", 10, 2, 4), ("K02", 6, 2, 5)]), term_code=TERM, **DECISION)


def ask(house_id, value, *, year=0, kind=TargetKind.ADMISSION):
    return set_target(house_id=house_id, term_code=TERM, year=year, value=value, kind=kind, **DECISION)


def test_a_part_stands_beside_the_main_target_and_supersedes_only_itself(acting, cast, targets):
    with acting(cast.giang):
        ask(cast.house_a, 3, kind=TargetKind.WOMEN)
        ask(cast.house_a, 4, kind=TargetKind.WOMEN)
    with acting(cast.giang, reading=True):
        term = queries.get_term(TERM)
        parts = list_parts(cast.house_a, term, date(2023, 8, 31))
        assert [(part.kind, part.target, part.admitted) for part in parts] == [(TargetKind.WOMEN, 4, 0)]
        assert queries.house_targets(cast.house_a, date(2023, 8, 31), TERM).progress.term_target == 10
        assert len([row for row in queries.target_history(cast.house_a) if row.kind is TargetKind.WOMEN]) == 2


@pytest.mark.parametrize(("value", "year"), [(11, 0), (1, 2024)])
def test_a_part_is_never_more_than_the_whole_nor_without_one(acting, cast, targets, value, year):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        ask(cast.house_a, value, year=year, kind=TargetKind.STUDENT)
    assert refused.value.field == "value"


def test_the_gap_between_what_was_asked_and_given_is_shown_not_closed(acting, client_as, cast, targets):
    with acting(cast.giang):
        ask(root_id(), 20)
    with acting(cast.giang, reading=True):
        gap = next(gap for gap in list_gaps(queries.get_term(TERM).id) if gap.asked is not None)
        assert (gap.asked, gap.given, gap.difference) == (20, 16, -4)
        assert queries.list_progress(TERM, date(2023, 8, 31)).whole.term_target == 16
    assert "còn 4 chưa phân bổ" in client_as(cast.giang).get("/targets").text


def test_the_worksheet_proposes_and_one_decision_sets_many(acting, client_as, cast, targets):
    client = client_as(cast.giang)
    shown = client.get("/targets/worksheet?year=2023&total=9&least=0&weight=last_year").text
    assert "Chỉ tiêu của K01" in shown
    asked = {
        "term_code": TERM,
        "year": "2023",
        f"house-{cast.house_a}": "2",
        f"house-{cast.house_b}": "5",
        "decision_no": "9-QĐ/ĐUK",
        "decision_date": "02/01/2023",
    }
    assert client.post("/targets/worksheet?year=2023", data=asked).status_code == 302
    with acting(cast.giang, reading=True):
        standing = queries.current_targets(queries.get_term(TERM).id)
        assert standing[cast.house_b, 2023].value == 5
        assert standing[cast.house_b, 2023].decision_no == "9-QĐ/ĐUK"
        assert standing[cast.house_a, 2023].decision_no == "215-QĐ/ĐUK"  # unchanged number, its own decision
    again = client.post("/targets/worksheet?year=2023", data=asked)
    assert again.status_code == 422
    assert "không có chỉ tiêu nào thay đổi" in again.text.lower()


@pytest.mark.parametrize("typed", ["-1", "abc", "99999999999"])
def test_a_wrong_number_stands_beside_its_house_and_nothing_typed_is_lost(client_as, cast, targets, typed):
    asked = {
        "term_code": TERM,
        "year": "2023",
        f"house-{cast.house_a}": typed,
        f"house-{cast.house_b}": "7",
        "decision_no": "77-QĐ/ĐUK",
        "decision_date": "02/01/2023",
    }
    answer = client_as(cast.giang).post("/targets/worksheet?year=2023", data=asked)
    assert answer.status_code == 422
    assert f'value="{typed}"' in answer.text
    assert 'value="7"' in answer.text
    assert "77-QĐ/ĐUK" in answer.text


def test_what_is_exported_is_read_back_as_it_stands(client_as, acting, cast, targets):
    content = client_as(cast.giang).get("/targets/export?term=2020-2025").data
    parsed = parse_targets(io.BytesIO(content).getvalue(), first_year=2020, last_year=2025)
    assert parsed.errors == []
    assert parsed.counted_until == "31/08/2023"
    assert [(row.code, row.term_target, row.admitted) for row in parsed.rows] == [
        ("K01", 10, 4),
        ("K02", 6, 5),
    ]
    with acting(cast.giang):
        again = import_targets(content=content, term_code=TERM, **DECISION)
    assert again.changed == 0


def rewritten(content: bytes, change) -> bytes:
    """The same workbook after somebody typed over cells: ``change`` gets the sheet and its heading row."""
    book = openpyxl.load_workbook(io.BytesIO(content))
    page = book.active
    heading = next(row for row in page.iter_rows() if row[0].value == "Mã")
    change(page, {cell.value: cell.column for cell in heading}, heading[0].row + 1)
    kept = io.BytesIO()
    book.save(kept)
    return kept.getvalue()


def test_parts_go_out_and_come_back_with_what_was_typed_over(client_as, acting, cast, targets):
    with acting(cast.giang):
        ask(cast.house_a, 4, kind=TargetKind.WOMEN)
        ask(cast.house_a, 1, year=2023, kind=TargetKind.STUDENT)
    content = client_as(cast.giang).get("/targets/export?term=2020-2025").data
    with acting(cast.giang):
        assert check_targets(content, TERM).changed == 0

    def more_women(page, columns, first):
        page.cell(first, columns["Nữ nhiệm kỳ"], 5)
        page.cell(first + 1, columns["Học sinh, sinh viên năm 2023"], 2)

    with acting(cast.giang):
        done = import_targets(content=rewritten(content, more_women), term_code=TERM, **DECISION)
        term_id = queries.get_term(TERM).id
        parts = queries.current_parts(term_id)
    assert (done.errors, done.changed) == ([], 2)
    assert {(house, kind, year): row.value for (house, kind, year), row in parts.items()} == {
        (cast.house_a, TargetKind.WOMEN, 0): 5,
        (cast.house_a, TargetKind.STUDENT, 2023): 1,
        (cast.house_b, TargetKind.STUDENT, 2023): 2,
    }

    def too_many(page, columns, first):
        page.cell(first, columns["Nữ nhiệm kỳ"], 11)

    with acting(cast.giang):
        refused = check_targets(rewritten(content, too_many), TERM)
    assert [(error.column, error.message) for error in refused.errors] == [
        ("women_0", "Nữ nhiệm kỳ: 11 lớn hơn chỉ tiêu chung của kỳ đó.")
    ]
    assert [planned.row.code for planned in refused.accepted] == ["K02"]
