"""The dossier of a class says what is missing, and gives the whole class as two files."""

from __future__ import annotations

import io
from dataclasses import replace
from datetime import date
from zipfile import ZipFile

import pytest
from python_calamine import CalamineWorkbook

from courses.dossiers.rules import ClassFigures, parts_of
from tests.courses.class_end import attend

EMPTY = ClassFigures(
    opening_decision_no="",
    learners=0,
    smallest_class=25,
    planned_periods=45,
    required_periods=50,
    sessions_held=0,
    sessions_recorded=0,
    has_monitor=False,
    has_results=False,
    completed=0,
    decision_no="",
    decided_on=None,
    certificates=0,
)
WHOLE = ClassFigures(
    opening_decision_no="7-QĐ/ĐUK",
    learners=25,
    smallest_class=25,
    planned_periods=50,
    required_periods=50,
    sessions_held=10,
    sessions_recorded=10,
    has_monitor=True,
    has_results=True,
    completed=20,
    decision_no="9-QĐ/ĐUK",
    decided_on=date(2026, 5, 20),
    certificates=20,
)


def missing(figures) -> list[str]:
    return [part.name for part in parts_of(figures) if not part.is_complete]


def test_nothing_is_missing_only_from_a_whole_dossier():
    assert missing(WHOLE) == []
    assert len(missing(EMPTY)) == len(parts_of(EMPTY))


@pytest.mark.parametrize(
    ("change", "part"),
    [
        ({"opening_decision_no": ""}, "Quyết định mở lớp"),
        ({"learners": 24}, "Danh sách học viên"),
        ({"has_monitor": False}, "Ban cán sự lớp"),
        ({"planned_periods": 49}, "Lịch học"),
        ({"sessions_recorded": 9}, "Điểm danh"),
        ({"certificates": 19}, "Giấy chứng nhận"),
    ],
)
def test_each_part_answers_for_itself(change, part):
    assert missing(replace(WHOLE, **change)) == [part]


@pytest.fixture
def khoi(room, client_as):
    return client_as(room.cast.giang)


def test_the_page_and_both_files_hold_the_class(room, khoi, statements, owner_sql):
    attend(room)
    address = f"/classes/{room.class_run_id}"
    with statements() as sent:
        page = khoi.get(f"{address}/dossier").text
    assert len(sent) == 12, sent.texts
    assert "chưa cử lớp trưởng" in page
    document = khoi.get(f"{address}/opening.docx").data
    words = ZipFile(io.BytesIO(document)).read("word/document.xml").decode()
    for wanted in ("Lớp thử".lower(), "Trần Thị Em A", "DỰ THẢO", "LỊCH HỌC"):
        assert wanted in words, wanted
    assert "{{" not in words
    assert "{%" not in words
    rows = CalamineWorkbook.from_filelike(io.BytesIO(khoi.get(f"{address}/dossier.xlsx").data))
    lines = rows.get_sheet_by_index(0).to_python()
    [em] = [line for line in lines if "Trần Thị Em A" in line]
    assert 50 in em
    exported = "select count(*) from audit_entry where body like '%%class.exported%%'"
    assert owner_sql(exported) == [(2,)]


def test_only_the_house_of_the_class_has_its_dossier(room, client_as, em):
    for browser in (em, client_as(room.cast.an), client_as(room.cast.chi)):
        for file in ("dossier", "opening.docx", "dossier.xlsx"):
            assert browser.get(f"/classes/{room.class_run_id}/{file}").status_code in {403, 404}
