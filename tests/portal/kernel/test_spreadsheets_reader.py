"""Tables as people draw them: titles above, headers over two rows, totals and signatures below."""

from __future__ import annotations

import unicodedata
from datetime import date

import pytest

from portal.kernel.errors import DomainError
from portal.kernel.spreadsheets.legacy_encodings import Encoding
from portal.kernel.spreadsheets.reader import find_only_table, find_table, is_total, open_sheet, open_sheets
from tests.portal.kernel.workbooks import xlsx

FIELDS = {
    "name": ("ho va ten", "ho ten"),
    "day": ("ngay sinh", "ngay, thang, nam sinh"),
    "number": ("so gcn", "giay chung nhan / so"),
    "issued": ("ngay cap", "giay chung nhan / ngay cap"),
}
REQUIRED = ("name", "day")
TITLE = ["DANH SÁCH QUẦN CHÚNG NĂM 2023", "", ""]
HEADER = ["STT", "Họ và tên", "Ngày sinh"]


def table(*rows, required=REQUIRED):
    return find_table(open_sheet(xlsx(rows)), FIELDS, required=required)


def test_the_header_is_found_below_titles_and_rows_keep_the_numbers_excel_shows():
    found = table(
        TITLE, ["", "", ""], HEADER, [1, "Lê Văn An", date(1999, 1, 2)], ["", "", ""], [2, "Vũ Bình", "x"]
    )
    assert list(found) == [
        (4, {"name": "Lê Văn An", "day": date(1999, 1, 2)}),
        (6, {"name": "Vũ Bình", "day": "x"}),
    ]


@pytest.mark.parametrize(
    "heading",
    [
        "HỌ VÀ TÊN",
        "ho va ten",
        "Họ\nvà tên",
        "Họ và tên (chữ in hoa)",
        " Họ  và tên: ",
        "Họ và tên *",
        "Họ tên",
        unicodedata.normalize("NFD", "Họ và tên"),
    ],
)
def test_a_heading_is_known_whatever_its_case_tones_and_remarks(heading):
    assert list(table([heading, "Ngày tháng năm sinh", "Ngày sinh"], ["Lê Văn An", "", "1/1/1999"])) == [
        (2, {"name": "Lê Văn An", "day": "1/1/1999"})
    ]


def test_a_header_over_two_rows_is_read_as_upper_and_lower():
    found = table(
        ["STT", "Họ và tên", "Ngày sinh", "Giấy chứng nhận", "", "Ghi chú"],
        ["", "", "", "Số", "Ngày cấp", ""],
        [1, "Lê Văn An", "1/1/1999", "12/GCN", "2/2/2020", ""],
    )
    assert list(found) == [
        (3, {"name": "Lê Văn An", "day": "1/1/1999", "number": "12/GCN", "issued": "2/2/2020"})
    ]


def test_a_first_row_of_words_alone_is_data_not_a_second_header():
    assert list(table(HEADER, ["", "Lê Văn An", "1/1/1999"])) == [
        (2, {"name": "Lê Văn An", "day": "1/1/1999"})
    ]


@pytest.mark.parametrize(
    "row",
    [
        ["Tổng cộng"],
        ["", "Tổng cộng: 24 quần chúng"],
        ["TỔNG SỐ", 3],
        ["Cộng:", 24],
        ["Cộng"],
        ["Tổng: 5"],
        ["Tong cong: 5"],
        [24, "Tổng cộng", 958],
    ],
)
def test_a_row_that_sums_up_is_a_total(row):
    assert is_total(row)


@pytest.mark.parametrize(
    "row",
    [
        [1, "Tống Công Minh"],
        ["Công Thị Hà"],
        ["Tong Cong Minh"],
        ["Cộng đồng"],
        [""],
        [3.0],
        ["Tổng Giám đốc"],
    ],
)
def test_people_whose_names_sound_like_a_total_are_people(row):
    assert not is_total(row)


def test_totals_notes_and_signatures_are_no_data_but_a_row_without_a_name_is():
    found = table(
        HEADER,
        [1, "", "1/1/1999"],
        [2, "Tống Công Minh", "2/1/1999"],
        ["", "", "Ghi chú: đợt 1"],
        [3, "", ""],
        ["", "Tổng cộng: 2", ""],
        ["NGƯỜI LẬP", "", "T/M CHI BỘ"],
    )
    assert [(number, cells["name"]) for number, cells in found] == [(2, ""), (3, "Tống Công Minh")]


def test_a_table_of_one_known_column_is_a_table():
    assert list(table(["Họ và tên", "?"], ["Lê Văn An", 1], required=("name",))) == [
        (2, {"name": "Lê Văn An"})
    ]


def test_a_missing_column_is_named():
    with pytest.raises(DomainError, match="Không tìm thấy cột: ngay sinh"):
        table(["STT", "Họ và tên"], [1, "Lê Văn An"])


def test_decomposed_letters_arrive_composed():
    rows = open_sheet(xlsx([[unicodedata.normalize("NFD", "Nguyễn  Thị Huệ")]])).rows
    assert rows == [["Nguyễn Thị Huệ"]]


def test_a_workbook_in_an_old_font_arrives_in_unicode():
    sheet = open_sheet(
        xlsx([["Hä vµ tªn", "Ngµy sinh"], ["NguyÔn V¨n ¢n", "1/1/1999"], ["Lª Quèc TuÊn", ""]])
    )
    assert sheet.encoding is Encoding.TCVN3
    assert sheet.rows == [["Họ và tên", "Ngày sinh"], ["Nguyễn Văn Ân", "1/1/1999"], ["Lê Quốc Tuấn", ""]]


COVER = [["HƯỚNG DẪN"], ["Điền vào trang sau"]]
LIST = [HEADER, [1, "Lê Văn An", "1/1/1999"]]


def test_the_list_is_found_behind_a_cover_sheet():
    found = find_only_table(open_sheets(xlsx(COVER, LIST, [HEADER])), FIELDS, REQUIRED)
    assert [number for number, _ in found] == [2]
    assert found.sheet.name == "Trang 2"


def test_an_empty_list_is_a_list():
    assert list(find_only_table(open_sheets(xlsx(COVER, [HEADER])), FIELDS, REQUIRED)) == []


def test_two_lists_in_one_file_are_refused_rather_than_half_read():
    with pytest.raises(DomainError, match="“Trang 1”, “Trang 2”"):
        find_only_table(open_sheets(xlsx(LIST, LIST)), FIELDS, REQUIRED)


def test_no_list_at_all_names_what_is_missing():
    with pytest.raises(DomainError, match="Không tìm thấy cột: ho va ten, ngay sinh"):
        find_only_table(open_sheets(xlsx(COVER)), FIELDS, ("number", "issued"), REQUIRED)


def test_an_empty_workbook_is_refused():
    with pytest.raises(DomainError):
        find_only_table(open_sheets(xlsx([])), FIELDS, REQUIRED)
