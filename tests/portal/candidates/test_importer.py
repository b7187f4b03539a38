"""Lists of prospects as they come: what is accepted, what is wrong where, who stands there twice."""

from __future__ import annotations

import json
import unicodedata
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.candidates.education_words import education_level
from portal.candidates.importer import CandidateRow, ParsedCandidates, parse_candidates
from portal.kernel.errors import DomainError
from portal.kernel.spreadsheets.reader import open_sheet
from portal.kernel.spreadsheets.writer import write_error_workbook
from tests.portal.kernel.workbooks import xlsx

SAMPLES = Path(__file__).parents[3] / "portal" / "candidates" / "samples"
EXPECTED = json.loads((Path(__file__).parents[2] / "samples" / "quan-chung.expected.json").read_text())
TODAY = date(2026, 11, 23)
HEADER = ["STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Trình độ", "Đoàn viên", "Ngày vào danh sách"]
GOOD = [1, "Lê Văn An", "1/2/1999", "Nam", "012345678901", "Đại học", "x", "5/6/2022"]


def sample(name: str) -> ParsedCandidates:
    return parse_candidates((SAMPLES / name).read_bytes(), today=TODAY)


def parse(*rows, header=HEADER) -> ParsedCandidates:
    return parse_candidates(xlsx([["DANH SÁCH"], header, *rows]), today=TODAY)


def with_cell(heading: str, value: object) -> list[object]:
    row: list[object] = list(GOOD)
    row[HEADER.index(heading)] = value
    return row


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda entry: entry["tenant"])
def test_each_sample_is_read_as_expected(expected):
    found = sample(expected["file"])
    assert {
        "file": expected["file"],
        "tenant": expected["tenant"],
        "accepted": len(found.rows),
        "errors": [{"row": error.row, "column": error.column} for error in found.errors],
        "duplicates": [{"row": twice.row, "same_as_row": twice.same_as_row} for twice in found.duplicates],
    } == expected
    assert found.total == len(found.rows) + len(found.errors) + len(found.duplicates)


def test_a_row_of_a_plain_list_in_full():
    assert sample("quan-chung-K18.xlsx").rows[1] == CandidateRow(
        row=5,
        full_name="K' Thu Hương",
        birth_date=date(1996, 5, 9),
        sex="female",
        national_id="099644210663",
        ethnicity="Kinh",
        religion="Công giáo",
        education="college",
        education_text="Cao đẳng",
        youth_member=True,
        listed_on=date(2022, 11, 25),
        certificate_number="",
        certificate_issued_on=None,
    )


def test_a_birth_date_under_nam_or_nu_tells_the_sex_and_a_split_certificate_is_joined():
    first, *_, fourth = sample("quan-chung-K53.xlsx").rows[:4]
    assert (first.row, first.sex, first.birth_date) == (5, "male", date(1979, 1, 8))
    assert (first.certificate_number, first.certificate_issued_on) == ("317/GCN", date(2019, 3, 17))
    assert (fourth.full_name, fourth.sex) == ("Trần Phương Quỳnh", "female")


def test_the_list_in_an_old_font_is_in_unicode_and_its_schooling_understood():
    rows = {row.row: row for row in sample("quan-chung-K57-tcvn3.xlsx").rows}
    assert (rows[37].full_name, rows[37].sex) == ("Dương Phương Anh", "female")
    assert (rows[66].full_name, rows[66].national_id) == ("Huỳnh Hồng Nhung", "086742590902")
    assert (rows[64].religion, rows[64].ethnicity) == ("Tin Lành", "Chu Ru")
    assert {row.education for row in rows.values()} == {"upper_secondary"}
    assert all(unicodedata.is_normalized("NFC", row.full_name) for row in rows.values())


def test_a_certificate_older_than_the_list_is_no_mistake():
    listed = [
        row for row in sample("quan-chung-K18.xlsx").rows if row.certificate_issued_on and row.listed_on
    ]
    assert any(row.certificate_issued_on < row.listed_on for row in listed)


@pytest.mark.parametrize(
    ("heading", "value", "column", "code", "words"),
    [
        ("Họ và tên", "", "full_name", "full_name_missing", "Thiếu họ và tên."),
        ("Họ và tên", "An", "full_name", "full_name_invalid", "chưa đủ"),
        ("Ngày sinh", "31/02/1999", "birth_date", "birth_date_invalid", "không có trong lịch"),
        ("Ngày sinh", "tháng 5/1998", "birth_date", "birth_date_invalid", "không phải ngày"),
        ("Ngày sinh", "", "birth_date", "birth_date_missing", "Thiếu ngày sinh."),
        ("Ngày sinh", "1/1/2020", "birth_date", "birth_date_implausible", "không hợp lý"),
        ("Ngày sinh", "1/1/1899", "birth_date", "birth_date_implausible", "không hợp lý"),
        ("Giới tính", "", "sex", "sex_missing", "Thiếu giới tính."),
        ("Giới tính", "?", "sex", "sex_invalid", "không phải Nam hoặc Nữ"),
        ("CCCD", "12345", "national_id", "national_id_invalid", "căn cước cần 12"),
        ("CCCD", 123456789, "national_id", "national_id_invalid", "căn cước cần 12"),
        ("Đoàn viên", "sẽ vào", "youth_member", "youth_member_invalid", "không rõ"),
        ("Ngày vào danh sách", "32/1/2022", "listed_on", "listed_on_invalid", "không có trong lịch"),
        ("Ngày vào danh sách", "24/11/2026", "listed_on", "listed_on_in_future", "tương lai"),
    ],
)
def test_a_mistake_is_named_by_row_and_field_in_words(heading, value, column, code, words):
    found = parse(GOOD, with_cell(heading, value))
    assert [(error.row, error.column, error.code) for error in found.errors] == [(4, column, code)]
    assert words in found.errors[0].message
    assert [row.row for row in found.rows] == [3]


def test_every_mistake_of_a_row_is_reported_at_once():
    found = parse([1, "An", "31/02/1999", "?", "x", "", "", ""])
    assert [error.column for error in found.errors] == ["full_name", "sex", "birth_date", "national_id"]


def test_a_birth_date_in_both_columns_is_refused():
    header = ["STT", "Họ và tên", "Ngày sinh / Nam", "Ngày sinh / Nữ"]
    found = parse([1, "Lê Văn An", "1/1/1999", "1/1/1999"], [2, "Vũ Bình", "", ""], header=header)
    assert [(error.row, error.column) for error in found.errors] == [(3, "sex"), (4, "birth_date")]


@pytest.mark.parametrize(
    "again",
    [
        [2, "Người Khác", "3/4/1990", "Nữ", "012345678901", "", "", ""],
        [2, "LÊ VĂN AN", "01-02-1999", "Nam", "", "", "", ""],
        [2, "Le Van An", "1/2/99", "Nam", "", "", "", ""],
    ],
    ids=["same number", "same name and day, no number", "same name and day typed without tones"],
)
def test_a_person_who_stands_there_twice_is_reported_against_the_first(again):
    found = parse(GOOD, again)
    assert [(twice.row, twice.same_as_row) for twice in found.duplicates] == [(4, 3)]
    assert [row.row for row in found.rows] == [3]


def test_a_repeated_row_is_accepted_when_the_first_was_wrong():
    found = parse(with_cell("Giới tính", ""), GOOD)
    assert ([row.row for row in found.rows], found.duplicates) == ([4], [])


@pytest.mark.parametrize(
    "other",
    [
        [2, "Lê Văn An", "2/2/1999", "Nam", "", "", "", ""],
        [2, "Lê Văn An", "1/2/1999", "Nam", "099999999999", "", "", ""],
    ],
    ids=["born on another day", "another number"],
)
def test_namesakes_are_two_people(other):
    assert len(parse(GOOD, other).rows) == 2


@pytest.mark.parametrize("name", ["K'Brèo", "H'Hen"])
def test_a_name_of_one_word_is_complete_where_that_is_the_custom(name):
    assert parse(with_cell("Họ và tên", name)).rows[0].full_name == name


@pytest.mark.parametrize("name", ["Tống Công Minh", "Công Thị Hà"])
def test_nobody_is_lost_because_the_name_sounds_like_a_total(name):
    assert [row.full_name for row in parse(["", name, *GOOD[2:]]).rows] == [name]


def test_a_column_that_is_missing_is_named():
    with pytest.raises(DomainError, match="ngay sinh"):
        parse([1, "Lê Văn An"], header=["STT", "Họ và tên"])


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda entry: entry["tenant"])
def test_refused_rows_can_be_mended_and_sent_again(expected):
    found = sample(expected["file"])
    refused = write_error_workbook(found.sheet, found.errors, header_rows=found.header_rows, taken_by="An")
    again = parse_candidates(refused, today=TODAY)
    assert [error.message for error in again.errors] == [error.message for error in found.errors]
    rows = [[str(cell) for cell in row] for row in open_sheet(refused).rows]
    mended = [
        [cell.replace("31/02/1999", "28/02/1999").replace("/1998", "/5/1998") for cell in row] for row in rows
    ]
    mended = [[cell.removeprefix("tháng ").removeprefix("thỏng ") for cell in row] for row in mended]
    accepted = parse_candidates(xlsx(mended), today=TODAY)
    assert (accepted.errors, len(accepted.rows)) == ([], len(found.errors))


@pytest.mark.parametrize(
    ("text", "level"),
    [
        ("Đại học", "university"),
        ("ĐẠI HỌC LUẬT", "university"),
        ("Kỹ sư CNTT", "university"),
        ("12/12, Đại học", "university"),
        ("Thạc sỹ QLNN", "postgraduate"),
        ("BS. CKI", "postgraduate"),
        ("Cao đẳng", "college"),
        ("Trung cấp", "upper_secondary"),
        ("12/12", "upper_secondary"),
        ("10/10", "upper_secondary"),
        ("9/12", "lower_secondary"),
        ("11/12", "lower_secondary"),
        ("7/10", "lower_secondary"),
        ("5/12", "primary"),
        ("3/12", None),
        ("13/12", None),
        ("Tiểu học", "primary"),
        ("", None),
        ("khác", None),
    ],
)
def test_education_as_lists_write_it(text, level):
    assert education_level(text) == level


cells = st.none() | st.text(max_size=12) | st.floats(allow_nan=False, allow_infinity=False) | st.booleans()


@given(st.lists(st.lists(cells, min_size=8, max_size=8), max_size=6))
def test_every_data_row_is_accepted_wrong_or_repeated_exactly_once(rows):
    from portal.candidates.importer import FIELDS, _read_row
    from portal.kernel.spreadsheets.headings import find_headings

    columns = find_headings([HEADER], FIELDS, ("full_name", "birth_date"))
    assert columns is not None
    for number, row in enumerate(rows, start=3):
        found, errors = _read_row(number, {name: row[at] for name, at in columns.columns.items()}, TODAY)
        assert (found is None) == bool(errors)
        assert {error.row for error in errors} <= {number}
