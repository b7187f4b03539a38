"""Periodic reports: live, kept with the figures of a day, sent by a house, made by themselves."""

from __future__ import annotations

import io
from datetime import date

import pytest
from docx import Document
from docx.shared import Mm
from openpyxl import load_workbook
from sqlalchemy.exc import ProgrammingError

from portal.candidates.stages import Stage
from portal.kernel import clock, jobs
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.oversight.reports import queries
from portal.oversight.reports.building import build_sections
from portal.oversight.reports.operations.keep_report import keep_report
from portal.oversight.reports.periods import find_period
from portal.oversight.reports.scheduled import make_due
from portal.targets.operations.import_targets import import_targets
from tests.portal.candidates.builders import a_candidate, a_helper, a_review, travel
from tests.portal.targets.sheets import sheet

QUARTER = find_period("2024-Q4", {})


@pytest.fixture
def record(acting, cast):
    """A and B with targets; A admitted one in the last quarter of 2024 and follows one with a helper."""
    with acting(cast.giang):
        import_targets(
            content=sheet([("K01", 10, 2, 4), ("K02", 6, 2, 5)], title="CHỈ TIÊU (số liệu đến 31/8/2024)"),
            term_code="2020-2025",
        )
    with acting(cast.an):
        travel(a_candidate("Lê Thị Hoa"), Stage.DECIDED, last_on=date(2024, 10, 15))
        followed = a_candidate("Lê Thị Lan")
        a_helper(followed)
        a_review(followed, "2024-11")
    with acting(cast.chi):
        a_candidate("Vũ Thị Cúc")


@pytest.fixture
def on_day(monkeypatch):
    def choose(day: date):
        monkeypatch.setattr(clock, "today", lambda: day)

    return choose


def figures(sections):
    return {figure.key: figure.value for section in sections for figure in section.figures}


def khoi_figures(acting, cast, period=QUARTER):
    with acting(cast.giang, reading=True):
        return figures(build_sections(period, house=None))


def kept(acting, someone, period=QUARTER, **values):
    with acting(someone):
        house = None if someone.tenant_id == queries.root_id() else someone.tenant_id
        return keep_report(period=period, sections=build_sections(period, house=house), **values).id


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_khoi_counts_every_house_and_a_house_itself(acting, cast, record):
    every = khoi_figures(acting, cast)
    with acting(cast.an):
        own = figures(build_sections(QUARTER, house=cast.house_a))
    with acting(cast.chi):
        theirs = figures(build_sections(QUARTER, house=cast.house_b))
    assert (every["admitted"], own["admitted"], theirs["admitted"]) == (1, 1, 0)
    assert (every["followed"], own["followed"], theirs["followed"]) == (2, 1, 1)
    assert (every["helped"], own["helped"], theirs["helped"]) == (1, 1, 0)
    assert (every["term_target"], own["term_target"], theirs["term_target"]) == (16, 10, 6)
    assert (every["term_admitted"], own["term_admitted"]) == (10, 5)
    assert (every["reviews"], own["reviews"], theirs["reviews"]) == (1, 1, 0)


def test_khoi_reads_of_a_house_what_the_house_reads_of_itself(acting, cast, record):
    with acting(cast.an):
        own = build_sections(QUARTER, house=cast.house_a)
    with acting(cast.giang, reading=True):
        assert build_sections(QUARTER, house=cast.house_a) == own


def test_a_decision_outside_the_period_is_not_of_the_period(acting, cast, record):
    after = khoi_figures(acting, cast, find_period("2025-Q1", {}))
    assert (after["admitted"], after["term_admitted"]) == (0, 10)


def test_small_figures_point_at_nobody(acting, cast, record):
    with acting(cast.giang, reading=True):
        (admissions, *_) = build_sections(QUARTER, house=None)
    traits = admissions.tables[-1].rows
    assert traits, "one woman was admitted"
    assert {row[2] for row in traits} == {"dưới 3"}


def test_without_any_term_the_report_still_speaks(acting, cast):
    assert khoi_figures(acting, cast)["admitted"] == 0


def test_kept_figures_stay_when_the_record_moves(client_as, acting, cast, record):
    report_id = kept(acting, cast.an, remarks="Đề nghị mở lớp.")
    with acting(cast.an):
        a_candidate("Hoàng Thị Mai")
    page = client_as(cast.giang).get(f"/reports/{report_id}").text
    assert "1 số liệu đã thay đổi" in page
    assert "Đề nghị mở lớp." in page
    with acting(cast.giang, reading=True):
        report = queries.get_report(report_id)
        assert next(f["value"] for s in report.sections for f in s["figures"] if f["key"] == "followed") == 1
    assert report.to_tenant_id == cast.khoi


def test_khoi_sees_who_has_sent_and_who_has_not(client_as, acting, cast, record):
    kept(acting, cast.an)
    page = client_as(cast.giang).get("/reports?period=2024-Q4").text
    assert "1/2 đã gửi" in page
    assert page.count("chưa gửi") == 1


def test_the_later_report_of_a_period_counts_and_the_earlier_stays(acting, cast, record):
    first = kept(acting, cast.an)
    second = kept(acting, cast.an, remarks="Bổ sung.")
    with acting(cast.giang, reading=True):
        (row, _) = queries.list_of_houses("2024-Q4")
        assert row.report.id == second
        assert queries.get_report(first).id == first


def test_a_second_press_of_the_button_sends_nothing_new(acting, cast, record, on_day):
    first = kept(acting, cast.an, remarks="Xin mở lớp.")
    assert kept(acting, cast.an, remarks=" Xin mở lớp.\n") == first
    with acting(cast.an):
        a_candidate("Hoàng Thị Mai")
    assert kept(acting, cast.an, remarks="Xin mở lớp.") != first, "the record moved"
    with acting(cast.an):
        assert len(queries.list_made()) == 2


def test_a_house_sends_with_its_own_words_and_sees_it_listed(client_as, cast, record):
    browser = client_as(cast.an)
    assert "Gửi Khối" in browser.get("/reports/keeping?period=2024-Q4").text
    answer = browser.post("/reports/keeping?period=2024-Q4", data={"remarks": "Đã rà soát.\nXin mở lớp."})
    assert answer.status_code == 302
    assert "Đã rà soát." in browser.get(answer.headers["Location"]).text
    assert "Quý IV năm 2024" in browser.get("/reports").text


def test_what_is_too_long_is_kept_in_the_form(client_as, cast, record):
    answer = client_as(cast.an).post("/reports/keeping?period=2024-Q4", data={"remarks": "dài " * 1300})
    assert answer.status_code == 422
    assert "dài dài" in answer.text


def test_another_house_s_report_is_not_there(client_as, acting, cast, record):
    own, of_khoi = kept(acting, cast.an), kept(acting, cast.giang)
    for address in (own, f"{own}/docx", f"{own}/xlsx"):
        assert client_as(cast.chi).get(f"/reports/{address}").status_code == 404
    assert client_as(cast.an).get(f"/reports/{of_khoi}").status_code == 404
    assert client_as(cast.khanh).get(f"/reports/{own}").status_code == 200


@pytest.mark.parametrize("key", ["", "2026-13", "x' or 1=1", "2098", "2098-Q1"])
def test_a_period_that_is_none_or_to_come_is_not_there(client_as, cast, key):
    for address in ("/reports/live", "/reports/live.docx", "/reports/live.xlsx", "/reports/keeping"):
        assert client_as(cast.giang).get(address, query_string={"period": key}).status_code == 404


def test_a_period_to_come_is_not_kept(acting, cast):
    with acting(cast.an), pytest.raises(DomainError, match="chưa bắt đầu"):
        keep_report(period=find_period("2098", {}), sections=[])


def test_nothing_of_a_report_is_changed_afterwards(acting, cast, record):
    report_id = kept(acting, cast.an)
    with acting(cast.an):
        queries.get_report(report_id).remarks = "khác"
        with pytest.raises(ProgrammingError, match="permission denied"):
            db.session.flush()


def test_the_word_draft_has_the_form_and_the_figures(client_as, acting, cast, record):
    report_id = kept(acting, cast.an, remarks="Kiến nghị {{ 7 * 7 }} ⟦bảng 0⟧ <b>")
    content = client_as(cast.an).get(f"/reports/{report_id}/docx").data
    said = text_of(content)
    for part in (
        "DỰ THẢO",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "BÁO CÁO",
        "quý IV năm 2024",
        "Số       -BC/",
        "5/10 chỉ tiêu nhiệm kỳ",
        "Kiến nghị {{ 7 * 7 }} ⟦bảng 0⟧ <b>",
        "Nguồn theo nhóm",
        "Nơi nhận:",
    ):
        assert part in said, part
    section = Document(io.BytesIO(content)).sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(m / Mm(1)) for m in margins] == [20, 20, 30, 15]


def test_the_workbook_has_figures_and_tables_and_nothing_is_computed(client_as, cast, record):
    answer = client_as(cast.giang).get("/reports/live.xlsx?period=2024-Q4")
    rows = list(load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert ("Kết nạp trong kỳ", None, 1, "người") in [row[:4] for row in rows]
    assert any(row[0] == "K01" and row[2] == 1 for row in rows)
    assert not [cell for row in rows for cell in row if isinstance(cell, str) and cell.startswith("=")]


def test_taking_a_report_is_recorded(client_as, acting, cast, record):
    client_as(cast.giang).get("/reports/live.docx?period=2024-Q4")
    assert "Báo cáo định kỳ" in client_as(cast.ha).get("/audit?limit=20").text


def test_a_period_that_is_over_makes_its_report_once(acting, cast, record, on_day):
    on_day(date(2025, 1, 3))
    with acting(cast.giang):
        assert make_due() == 3, "month, quarter and year ended together"
        assert make_due() == 0
        assert {row.period_key for row in queries.list_made()} == {"2024-12", "2024-Q4", "2024"}


def test_what_ended_long_ago_is_not_made_up_for(acting, cast, record, on_day):
    on_day(date(2025, 2, 20))
    with acting(cast.giang):
        assert make_due() == 0


def test_the_worker_makes_them_and_the_officer_is_told_for_a_week(app, client_as, cast, record, on_day):
    on_day(date(2025, 1, 3))
    jobs.run_task(app, "reports.make_due", {})
    assert "Đã có báo cáo quý IV năm 2024" in client_as(cast.giang).get("/inbox").text
    on_day(date(2025, 1, 11))
    assert "Đã có báo cáo" not in client_as(cast.giang).get("/inbox").text


def test_a_scheduled_report_asked_for_twice_is_one(acting, cast, record):
    assert kept(acting, cast.giang, is_scheduled=True) == kept(acting, cast.giang, is_scheduled=True)


def test_a_house_is_reminded_until_it_has_sent(client_as, acting, cast, record, on_day):
    on_day(date(2025, 1, 5))
    assert "Gửi báo cáo quý IV năm 2024" in client_as(cast.an).get("/inbox").text
    kept(acting, cast.an)
    assert "Gửi báo cáo quý IV năm 2024" not in client_as(cast.an).get("/inbox").text


@pytest.mark.parametrize("reports", [1, 3])
def test_the_list_costs_the_same_for_one_and_three_reports(
    client_as, acting, cast, record, statements, reports
):
    for number in range(reports):
        kept(acting, cast.an, remarks=f"Lần {number}")
    browser = client_as(cast.giang)
    with statements() as sent:
        browser.get("/reports?period=2024-Q4")
    assert len(sent) == 6


@pytest.mark.parametrize("people", [1, 3])
def test_a_live_report_costs_the_same_for_one_and_three_people(
    client_as, acting, cast, record, keep_figures, statements, people
):
    with acting(cast.an):
        for word in ("Ba", "Tư", "Năm")[:people]:
            a_candidate(f"Lê Thị {word}")
    keep_figures()
    browser = client_as(cast.giang)
    with statements() as sent:
        browser.get("/reports/live?period=2024-Q4")
    assert len(sent) == 31, "ten sections, each with its own questions"
