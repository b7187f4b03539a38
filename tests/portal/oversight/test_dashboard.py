"""Khối at a glance."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest

from portal.kernel.database import session_as
from portal.oversight.dashboard.rules import shade_of, shade_of_broken
from portal.oversight.figures import bloc
from portal.targets.operations.import_targets import import_targets
from portal.targets.queries import list_progress
from tests.portal.candidates.builders import a_candidate
from tests.portal.targets.sheets import sheet


@pytest.fixture
def targets(acting, cast):
    def give(rows):
        with acting(cast.giang):
            import_targets(content=sheet(rows), term_code="2020-2025")

    return give


def test_the_overview_shows_the_whole_and_each_house(client_as, cast, targets):
    targets([("K01", 10, 2, 4), ("K02", 6, 2, 5)])
    page = client_as(cast.giang).get("/oversight?as_of=31/08/2023").text
    for part in ("Toàn Khối đến 31/08/2023", "9", "/ 16", "K01", "K02", "58,3"):
        assert part in page


def test_only_houses_below_half(client_as, cast, targets):
    targets([("K01", 10, 2, 4), ("K02", 6, 2, 5)])
    page = client_as(cast.khanh).get("/oversight?as_of=31/08/2023&below=1").text
    assert "K01 ·" in page
    assert "K02 ·" not in page
    assert "Soạn công văn" not in page, "a leader reads, an officer writes"


def test_a_day_that_is_none_is_said_and_the_page_still_shows(client_as, cast, targets):
    targets([("K01", 10, 2, 4)])
    answer = client_as(cast.giang).get("/oversight?as_of=31/02/2023")
    assert answer.status_code == 200
    assert "không phải ngày" in answer.text


def test_before_any_target_the_page_says_what_to_do(client_as, cast):
    assert "Chưa có chỉ tiêu nhiệm kỳ" in client_as(cast.giang).get("/oversight").text


@pytest.mark.parametrize("rows", [[("K01", 10, 2, 4)], [("K01", 10, 2, 4), ("K02", 6, 2, 5)]])
def test_the_overview_costs_the_same_for_every_number_of_houses(
    acting, cast, targets, keep_figures, statements, rows
):
    targets(rows)
    keep_figures()
    with acting(cast.giang, reading=True), statements() as sent:
        bloc.bloc_page(date(2023, 8, 31))
    assert len(sent) == 7


@pytest.mark.parametrize("rows", [[("K01", 10, 2, 4)], [("K01", 10, 2, 4), ("K02", 6, 2, 5)]])
def test_the_page_costs_the_same_for_every_number_of_houses(
    client_as, cast, targets, keep_figures, statements, rows
):
    targets(rows)
    keep_figures()
    client = client_as(cast.giang)
    client.get("/oversight")
    with statements() as sent:
        assert client.get("/oversight?as_of=31/08/2023").status_code == 200
    assert len(sent) == 7


def test_the_home_of_khoi_says_who_to_urge_and_a_leader_only_reads(client_as, cast, targets):
    targets([("K01", 10, 2, 4), ("K02", 6, 2, 5)])
    officer = client_as(cast.giang).get("/").text
    assert "1 tổ chức dưới 50% chỉ tiêu nhiệm kỳ" in officer
    assert "/letters/urging" in officer
    for reader in (cast.khanh, cast.ha):
        page = client_as(reader).get("/").text
        assert "1 tổ chức dưới 50%" in page
        assert "/letters/urging" not in page


def test_the_card_and_the_reminder_of_home_read_the_bloc_once(client_as, cast, targets, statements):
    targets([("K01", 10, 2, 4), ("K02", 6, 2, 5)])
    client = client_as(cast.giang)
    client.get("/")
    with statements() as sent:
        client.get("/")
    assert sum("FROM target" in text for text in sent.texts) == 1


def test_what_is_exported_is_what_is_shown_and_it_is_recorded(client_as, acting, cast, targets, owner_sql):
    targets([("K01", 10, 2, 4), ("K02", 6, 2, 5)])
    answer = client_as(cast.ha).get("/oversight/export?as_of=31/08/2023&below=1")
    sheet_read = openpyxl.load_workbook(io.BytesIO(answer.data)).active
    rows = list(sheet_read.iter_rows(values_only=True))
    assert rows[1][0].startswith("Xuất bởi ha lúc")
    assert [row[0] for row in rows[4:]] == ["K01"]
    assert owner_sql("select count(*) from audit_entry where body like '%%bloc.exported%%'") == [(1,)]


def test_houses_do_not_see_the_bloc(client_as, cast):
    for somebody in (cast.an, cast.chi, cast.dung, cast.em, cast.son):
        assert client_as(somebody).get("/oversight").status_code == 403


def test_a_shade_has_a_word_and_never_falls_with_the_value():
    shades = [shade_of(value, (50, 80, 100)) for value in range(101)]
    assert [shade.level for shade in shades] == sorted(shade.level for shade in shades)
    assert (shades[49].word, shades[50].word, shades[100].word) == ("rất thấp", "thấp", "tốt")
    assert [shade_of_broken(number).level for number in (0, 1, 2, 3)] == [3, 1, 1, 0]


def test_a_cell_leads_to_the_people_behind_it(client_as, acting, cast, targets, owner_sql):
    targets([("K01", 10, 2, 4), ("K02", 6, 2, 5)])
    with acting(cast.an):
        a_candidate("Lê Thị Nguồn")
    giang = client_as(cast.giang)
    link = f"/oversight/houses/{cast.an.tenant_id}/behind?figure=unreviewed"
    assert link in giang.get("/oversight").text
    page = giang.get(link).text
    assert "Lê Thị Nguồn" in page
    assert "Chưa có ai" not in page
    other = giang.get(f"/oversight/houses/{cast.chi.tenant_id}/behind?figure=unreviewed").text
    assert "Lê Thị Nguồn" not in other
    assert owner_sql("select count(*) from audit_entry where body like '%%bloc.people_read%%'") == [(2,)]
    assert giang.get(f"/oversight/houses/{cast.an.tenant_id}/behind?figure=none").status_code == 404
    assert client_as(cast.an).get(link).status_code == 403


def test_the_last_line_adds_the_houses_and_sectors_are_compared(acting, cast, targets):
    targets([("K01", 10, 2, 4), ("K02", 6, 2, 5)])
    with acting(cast.giang, reading=True):
        page = bloc.bloc_page(date(2023, 8, 31))
    assert (page.together.progress.term_target, page.together.progress.admitted) == (16, 9)
    assert page.together.progress.percent == 56.2
    assert page.by_sector() == {"Cơ quan nhà nước": page.together}


def test_early_in_a_term_those_behind_time_lead_later_those_below_half(app, cast, targets):
    targets([("K01", 10, 2, 4), ("K02", 6, 2, 5)])
    with app.app_context(), session_as(cast.giang.actor(reading=True)):
        early = list_progress("2020-2025", date(2021, 1, 31))
        late = list_progress("2020-2025", date(2025, 1, 31))
    assert not early.is_half_gone
    assert all(row.progress.pace < 0 for row in early.lagging)
    assert late.is_half_gone
    assert late.lagging == late.below_half
