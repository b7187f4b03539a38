"""Files that are no workbooks, or workbooks made to do harm, are refused in words and hurt nobody."""

from __future__ import annotations

import io
import zipfile
from datetime import date, datetime, timedelta

import pytest

from portal.kernel.errors import DomainError
from portal.kernel.spreadsheets import containment, reading_child
from portal.kernel.spreadsheets.containment import check_is_workbook, read_sheets
from portal.kernel.spreadsheets.reader import open_sheet, open_sheets
from tests.portal.kernel.workbooks import changed, ods, xlsx

ROWS = [["Họ và tên", "Ngày sinh"], ["Lê Văn An", date(1999, 1, 2)]]
SHEET = "xl/worksheets/sheet1.xml"


def zipped(**parts: bytes) -> bytes:
    output = io.BytesIO()
    with zipfile.ZipFile(output, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, data in parts.items():
            archive.writestr(name.replace("__", "/"), data)
    return output.getvalue()


@pytest.mark.parametrize("content", [b"", b"not a workbook", b"%PDF-1.7", zipped(word__document=b"<w/>")])
def test_what_is_no_workbook_is_refused_by_content(content):
    with pytest.raises(DomainError, match="không phải bảng Excel"):
        check_is_workbook(content)


def test_a_file_over_the_limit_is_refused_before_it_is_opened(monkeypatch):
    monkeypatch.setattr(containment, "MOST_BYTES", 10)
    with pytest.raises(DomainError, match="quá lớn"):
        check_is_workbook(b"x" * 11)


def test_a_workbook_that_unpacks_to_too_much_is_refused(monkeypatch):
    bomb = zipped(xl__workbook=b"0" * 5000)
    monkeypatch.setattr(containment, "MOST_UNPACKED_BYTES", 4999)
    with pytest.raises(DomainError, match="bung ra"):
        check_is_workbook(bomb)


def test_a_workbook_that_lies_about_its_size_is_refused():
    honest = zipped(xl__workbook=b"0" * 5000)
    lying = honest.replace((5000).to_bytes(4, "little"), (10).to_bytes(4, "little"))
    assert lying != honest
    with pytest.raises(DomainError):
        check_is_workbook(lying)


def test_what_turns_out_too_large_while_unpacking_is_refused(monkeypatch):
    monkeypatch.setattr(containment, "MOST_UNPACKED_BYTES", 4999)
    with zipfile.ZipFile(io.BytesIO(zipped(xl__workbook=b"0" * 5000))) as archive:
        entry = archive.infolist()[0]
        entry.file_size = 0
        monkeypatch.setattr(archive, "open", lambda _entry: io.BytesIO(b"0" * 5000))
        with pytest.raises(DomainError, match="bung ra"):
            containment._check_unpacked_size(archive)


def test_a_damaged_workbook_is_refused():
    content = xlsx(ROWS)
    for broken in (content[: len(content) // 2], content[:200] + b"\xff" * 300 + content[500:]):
        with pytest.raises(DomainError):
            read_sheets(broken)


def test_one_cell_at_the_far_corner_does_not_end_the_portal():
    far = changed(
        xlsx(ROWS),
        SHEET,
        b"</sheetData>",
        b'<row r="1048576"><c r="XFD1048576"><v>1</v></c></row></sheetData>',
    )
    with pytest.raises(DomainError, match="quá phức tạp"):
        read_sheets(far)
    assert open_sheet(xlsx(ROWS)).rows == ROWS


def test_a_sheet_that_reaches_too_far_down_says_how_far():
    deep = changed(
        xlsx(ROWS), SHEET, b"</sheetData>", b'<row r="60000"><c r="A60000"><v>1</v></c></row></sheetData>'
    )
    with pytest.raises(DomainError, match=r"“Trang 1” kéo dài đến dòng 60000"):
        read_sheets(deep)


def test_empty_formatted_cells_far_away_do_no_harm():
    styled = changed(
        xlsx(ROWS), SHEET, b"</sheetData>", b'<row r="1048576"><c r="XFD1048576" s="1"/></row></sheetData>'
    )
    assert open_sheet(styled).rows == ROWS


def test_old_excel_bytes_without_a_workbook_inside_are_refused():
    with pytest.raises(DomainError, match="không mở được"):
        read_sheets(b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + b"\0" * 4096)


def test_hidden_sheets_are_not_read():
    assert [sheet.name for sheet in open_sheets(xlsx([["mẫu"]], ROWS, hidden=[0]))] == ["Trang 2"]


def test_days_and_instants_arrive_as_they_were():
    rows = open_sheet(xlsx([[date(1999, 1, 2), datetime(2020, 5, 6, 7, 8), 1.5, "x", True]])).rows
    assert rows == [[date(1999, 1, 2), datetime(2020, 5, 6, 7, 8), 1.5, "x", True]]


def test_an_opendocument_sheet_is_read_too():
    sheet = open_sheet(ods([["Họ và tên"], ["Lê Văn An"]]))
    assert (sheet.name, sheet.rows) == ("Danh sách", [["Họ và tên"], ["Lê Văn An"]])


def test_a_sheet_that_is_not_there_is_refused():
    with pytest.raises(DomainError, match="thứ 2"):
        open_sheet(xlsx(ROWS), sheet=1)


def test_a_child_that_never_answers_is_given_up(monkeypatch):
    monkeypatch.setattr(containment, "PATIENCE_SECONDS", 0.001)
    with pytest.raises(DomainError, match="quá phức tạp"):
        read_sheets(xlsx(ROWS))


def test_the_child_names_its_reason(monkeypatch):
    monkeypatch.setattr(reading_child, "MOST_CELLS", 3)
    assert reading_child.read(xlsx(ROWS)) == {"refused": "cells", "sheet": "Trang 1"}
    monkeypatch.setattr(reading_child, "MOST_ROWS", 1)
    assert reading_child.read(xlsx(ROWS)) == {"refused": "rows", "sheet": "Trang 1", "rows": 2}
    assert reading_child.read(b"rubbish") == {"refused": "unreadable"}


def test_every_reason_has_words():
    for reason in ("password", "unreadable", "rows", "cells"):
        assert containment._REFUSALS[reason].format(sheet="A", rows=1)


def test_the_child_sends_days_beside_the_rows_and_rarities_as_text():
    rows = [["a", date(1999, 1, 2)], [datetime(2020, 5, 6, 7, 8, 9), timedelta(hours=30)]]
    assert reading_child._take_days(rows) == [(0, 1, (1999, 1, 2)), (1, 0, (2020, 5, 6, 7, 8, 9))]
    assert rows == [["a", ""], ["", "1 day, 6:00:00"]]


def test_the_child_leaves_hidden_sheets_closed():
    answer = reading_child.read(xlsx([["mẫu"]], ROWS, hidden=[0]))
    assert answer == {
        "sheets": [("Trang 2", [["Họ và tên", "Ngày sinh"], ["Lê Văn An", ""]], [(1, 1, (1999, 1, 2))])]
    }


def test_a_locked_workbook_says_so(monkeypatch):
    import python_calamine

    class Locked:
        @staticmethod
        def from_filelike(_file):
            raise python_calamine.PasswordError("locked")

    monkeypatch.setattr(python_calamine, "CalamineWorkbook", Locked)
    assert reading_child.read(xlsx(ROWS)) == {"refused": "password"}


def test_a_workbook_without_a_sheet_to_see_is_refused(monkeypatch):
    monkeypatch.setattr(containment, "_ask_child", lambda _content: {"sheets": []})
    with pytest.raises(DomainError, match="không mở được"):
        read_sheets(xlsx(ROWS))
