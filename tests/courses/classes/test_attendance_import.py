"""The roll of a class from a workbook: read, doubted, planned, recorded once."""

from __future__ import annotations

import io
from contextlib import contextmanager, suppress
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from courses.classes.attendance_sheet import read_periods
from courses.classes.operations.leave_class import leave_class
from courses.classes.operations.record_attendance import record_attendance
from courses.classes.queries.class_roll import get_class_roll
from courses.classes.queries.classes import get_class
from portal.kernel import clock
from tests.courses.classes.builders import an_open_class, approve, propose, start

LAN, HOA, MAI = "Lê Thị Lan", "Lê Thị Hoa", "Lê Thị Mai"


@pytest.fixture
def roll(app, acting, cast, client_as):
    return Roll(app, acting, cast, client_as)


class Roll:
    """A running class whose first two sessions were held, and its workbook in a lecturer's hands."""

    def __init__(self, app, acting, cast, client_as) -> None:
        self.acting, self.cast, self.client_as = acting, cast, client_as
        with app.app_context():
            self.class_run_id = an_open_class(cast)
            propose(cast.an, self.class_run_id, LAN, HOA, MAI)
            approve(cast, self.class_run_id, LAN, HOA, MAI)
            self.sessions = start(cast, self.class_run_id)
        self.client = client_as(cast.lan)
        self.url = f"/classes/{self.class_run_id}/attendance"

    @contextmanager
    def after_session(self, number: int):
        """The lecturer signs in after so many sessions were held."""
        with clock.frozen_at(self.sessions[number - 1].starts_at + timedelta(hours=4)):
            self.client = self.client_as(self.cast.lan)
            yield

    def workbook(self):
        return load_workbook(io.BytesIO(self.client.get(f"{self.url}.xlsx").data))

    def send(self, book):
        content = io.BytesIO()
        book.save(content)
        content.seek(0)
        return self.client.post(f"{self.url}-import", data={"file": (content, "diem-danh.xlsx")})

    def confirm(self, page):
        fields = dict.fromkeys(("content", "signature"))
        for name in fields:
            fields[name] = page.text.split(f'name="{name}"')[1].split('value="')[1].split('"')[0]
        return self.client.post(f"{self.url}-import/confirmation", data=fields)

    def recorded(self) -> dict[tuple[int, str], int]:
        with self.acting(self.cast.giang):
            known = get_class_roll(get_class(self.class_run_id))
        names = {row.id: row.full_name for row in known.learners}
        places = {row.id: number for number, row in enumerate(known.sessions, start=1)}
        return {(places[s], names[e]): periods for (s, e), periods in known.recorded.items()}


def test_the_sheet_that_was_handed_out_comes_back_filled(roll):
    with roll.after_session(2):
        book = roll.workbook()
        sheet = book.active
        assert [cell.value for cell in sheet[4]][:5] == [
            "TT",
            "Họ và tên",
            "Ngày sinh",
            "Đơn vị",
            "Buổi 1 " + (f"{roll.sessions[0].day:%d/%m/%Y} ({roll.sessions[0].periods} tiết)"),
        ]
        names = {sheet.cell(row, 2).value: row for row in (5, 6, 7)}
        for name, mark in {LAN: "x", HOA: 2, MAI: "vắng"}.items():
            sheet.cell(names[name], 5, mark)
        page = roll.send(book)
        assert "3 lượt mới · 0 lượt sửa · 0 dòng lỗi" in page.text
        assert roll.recorded() == {}
        assert roll.confirm(page).status_code == 302
        full = roll.sessions[0].periods
        assert roll.recorded() == {(1, LAN): full, (1, HOA): 2, (1, MAI): 0}
        again = roll.workbook()
        assert [again.active.cell(names[name], 5).value for name in (LAN, HOA, MAI)] == ["x", 2, 0]
        assert "Tệp không có gì mới" in roll.send(again).text
        again.active.cell(names[HOA], 5, "x")
        corrected = roll.send(again)
        assert "0 lượt mới · 1 lượt sửa" in corrected.text
        assert f"2 tiết → đủ {full} tiết" in " ".join(corrected.text.split())
        roll.confirm(corrected)
        assert roll.recorded()[1, HOA] == full


def test_what_cannot_be_taken_is_named_by_its_row_and_the_rest_is_recorded(roll):
    with roll.after_session(1):
        book = roll.workbook()
        sheet = book.active
        names = {sheet.cell(row, 2).value: row for row in (5, 6, 7)}
        sheet.cell(names[LAN], 5, "x")
        sheet.cell(names[HOA], 5, "v")
        sheet.cell(names[MAI], 5, 99)
        sheet.cell(names[LAN], 13, "x")  # the ninth session is still to come
        sheet.append([4, "Lê Thị Lạ", None, None, "x"])
        sheet.append([5, LAN, None, None, "x"])
        sheet.cell(4, 14, "Buổi 11 01/01/2030")
        text = " ".join(roll.send(book).text.split())
        assert f"Dòng {names[HOA]}: {HOA}, buổi 1: “v” không rõ" in text
        assert f"Dòng {names[MAI]}: {MAI}, buổi 1: ghi 99 tiết" in text
        assert "Dòng 8: Lê Thị Lạ không có trong lớp" in text
        assert f"Dòng 9: {LAN} đã có ở dòng {names[LAN]}" in text
        assert f"Buổi 9 ngày {roll.sessions[8].day:%d/%m/%Y} chưa đến nên" in text
        assert "“Buổi 11 01/01/2030” không khớp buổi nào" in text
        assert "2 học viên không nhập từ tệp này" in text
        roll.confirm(roll.send(book))
        assert roll.recorded() == {(1, LAN): roll.sessions[0].periods}


def test_who_looked_before_somebody_called_the_roll_looks_again(roll):
    with roll.after_session(1):
        book = roll.workbook()
        book.active.cell(5, 5, "x")
        page = roll.send(book)
        with roll.acting(roll.cast.giang):
            known = get_class_roll(get_class(roll.class_run_id))
            everybody = dict.fromkeys((row.id for row in known.learners), 0)
            record_attendance(class_session_id=known.sessions[0].id, periods=everybody)
        answer = roll.confirm(page)
        assert (answer.status_code, "vừa thay đổi" in answer.text) == (422, True)
        assert set(roll.recorded().values()) == {0}


def test_nonsense_is_refused_in_words(roll):
    for content, name in ((b"", "a.xlsx"), (b"x", "a.xlsx"), (b"x", "a.pdf")):
        answer = roll.client.post(f"{roll.url}-import", data={"file": (io.BytesIO(content), name)})
        assert answer.status_code == 422
    assert roll.client.post(f"{roll.url}-import", data={}).status_code == 422
    wrong = roll.client.post(f"{roll.url}-import/confirmation", data={"content": "%%", "signature": "x"})
    assert wrong.status_code == 422
    with roll.after_session(1):
        book = roll.workbook()
    with roll.acting(roll.cast.giang):
        known = get_class_roll(get_class(roll.class_run_id))
        lan = next(row for row in known.learners if row.full_name == LAN)
        leave_class(enrolment_id=lan.id, reason="chuyển công tác")
    with roll.after_session(1):
        row = next(row for row in (5, 6, 7) if book.active.cell(row, 2).value == LAN)
        book.active.cell(row, 5, "x")
        assert f"{LAN} không có trong lớp" in roll.send(book).text


def test_a_class_that_does_not_run_takes_no_roll(app, cast, client_as):
    with app.app_context():
        class_run_id = an_open_class(cast)
    lecturer, url = client_as(cast.lan), f"/classes/{class_run_id}/attendance"
    sheet = lecturer.get(f"{url}.xlsx").data
    answer = lecturer.post(f"{url}-import", data={"file": (io.BytesIO(sheet), "a.xlsx")})
    assert (answer.status_code, "khi lớp đang học" in answer.text) == (422, True)


def test_a_larger_class_costs_no_more_statements(roll, statements):
    """The sheet for three learners; one learner more or less changes no number of statements."""
    counts = []
    for leaving in (None, LAN, HOA):
        if leaving:
            with roll.acting(roll.cast.giang):
                known = get_class_roll(get_class(roll.class_run_id))
                someone = next(row for row in known.learners if row.full_name == leaving)
                leave_class(enrolment_id=someone.id, reason="chuyển công tác")
        with statements() as sent:
            assert roll.client.get(f"{roll.url}.xlsx").status_code == 200
        counts.append(len(sent))
    assert counts == [11, 11, 11]


@given(st.integers(1, 12), st.one_of(st.none(), st.text(max_size=8), st.integers(-5, 99), st.floats()))
def test_a_cell_means_periods_of_the_session_or_is_refused(of, cell):
    with suppress(ValueError):
        found = read_periods(cell, of)
        assert found is None or 0 <= found <= of
