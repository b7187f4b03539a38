"""Workbooks handed out: marked with who took them, nothing in them computes, and they can come back."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from portal.kernel.spreadsheets.complaints import RowError
from portal.kernel.spreadsheets.headings import find_headings
from portal.kernel.spreadsheets.reader import open_sheet
from portal.kernel.spreadsheets.reading_child import read
from portal.kernel.spreadsheets.writer import Column, write_error_workbook, write_table

COLUMNS = [Column("Họ và tên", 30), Column("Ngày sinh")]


def sheet_xml(content: bytes) -> str:
    with zipfile.ZipFile(io.BytesIO(content)) as archive:
        return archive.read("xl/worksheets/sheet1.xml").decode()


def test_a_table_carries_its_title_who_took_it_and_its_cells():
    content = write_table(
        "Danh sách", COLUMNS, [["Lê Văn An", date(1999, 1, 2)], [12, True], ["", None]], taken_by="Giang"
    )
    rows = open_sheet(content).rows
    assert rows[0][0] == "Danh sách"
    assert rows[1][0].startswith("Xuất bởi Giang lúc ")
    assert rows[3:] == [["Họ và tên", "Ngày sinh"], ["Lê Văn An", date(1999, 1, 2)], [12.0, "x"]]


def test_an_instant_is_written_in_local_time():
    content = write_table("A", COLUMNS, [[datetime(2026, 1, 1, 20, 0, tzinfo=timezone.utc)]], taken_by="G")  # noqa: UP017 -- the standard name
    assert open_sheet(content).rows[4][0] == datetime(2026, 1, 2, 3, 0)


@pytest.mark.parametrize(
    "text", ["=1+1", "+84 63", "-x", "@SUM(A1)", '=HYPERLINK("http://a")', "\t=1", "{=1}"]
)
def test_no_text_becomes_a_formula_or_a_link(text):
    content = write_table(text, [Column(text)], [[text]], taken_by=text)
    assert "<f>" not in sheet_xml(content)
    assert "hyperlink" not in sheet_xml(content)
    assert open_sheet(content).rows[4][0] == " ".join(text.split())


@settings(max_examples=25, deadline=None)
@given(
    st.lists(
        st.text(alphabet=st.characters(codec="utf-8", exclude_categories=["C"]), max_size=20), min_size=1
    )
)
def test_any_text_comes_back_as_text(texts):
    (_, rows, _), *_ = read(write_table("A", [Column("B")], [[text] for text in texts], taken_by="C"))[
        "sheets"
    ]
    came_back = [row[0] for row in rows[4:]]
    assert [text for text in came_back if text] == [text for text in texts if text]


def test_refused_rows_go_out_with_every_reason_and_a_header_that_can_be_read_again():
    rows = [
        ["DANH SÁCH", "", "", ""],
        ["STT", "Họ và tên", "Ngày sinh", ""],
        ["", "", "Nam", "Nữ"],
        [1, "Lê Văn An", "31/02/1999", ""],
        [2, "Vũ Bình", "1/1/1999", ""],
        [3, "", "", "tháng 5"],
    ]
    errors = [
        RowError(4, "birth_date", "birth_date_invalid", "Sai ngày."),
        RowError(6, "full_name", "full_name_missing", "Thiếu tên."),
        RowError(6, "birth_date", "birth_date_invalid", "Sai ngày."),
    ]
    content = write_error_workbook(rows, errors, header_rows=3, taken_by="An")
    back = open_sheet(content).rows
    assert back[3] == ["STT", "Họ và tên", "Ngày sinh / Nam", "Ngày sinh / Nữ", "Lỗi"]
    assert back[4] == [1.0, "Lê Văn An", "31/02/1999", "", "Sai ngày."]
    assert back[5] == [3.0, "", "", "tháng 5", "Thiếu tên.; Sai ngày."]
    assert len(back) == 6
    found = find_headings(back, {"male": ("ngay sinh / nam",), "name": ("ho va ten",)}, ("male", "name"))
    assert found is not None
    assert (found.columns, found.last_row) == ({"male": 2, "name": 1}, 4)


def test_an_error_as_a_command_prints_it():
    assert RowError(4, "sex", "sex_missing", "Thiếu giới tính.").as_dict() == {
        "row": 4,
        "column": "sex",
        "code": "sex_missing",
        "message": "Thiếu giới tính.",
    }
