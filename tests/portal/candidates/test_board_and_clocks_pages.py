"""Board, limits and step form as people use them; each page a fixed number of statements."""

from __future__ import annotations

import re
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.stage import StageStep
from portal.candidates.queries import board
from portal.candidates.stages import Stage
from portal.eligibility.dates import add_months
from portal.kernel import clock
from portal.kernel.actor import Role
from portal.kernel.database import db
from tests.portal.candidates.builders import a_candidate, a_certificate, a_helper, step, the_unit, travel

NAMES = ("Lê Thị Hoa", "Nguyễn Văn Ân", "Đỗ Đức Khánh")


@pytest.fixture
def an(client_as, cast):
    return client_as(cast.an)


def columns(page) -> dict[str, list[str]]:
    """Return the names on each column of the board."""
    parts = re.split(r'data-phase="(\w+)"', page.text)
    return {
        phase: re.findall(r'<a href="/candidates/[0-9a-f-]{36}">([^<]+)</a>', content)
        for phase, content in zip(parts[1::2], parts[2::2], strict=True)
    }


def test_the_board_shows_people_by_phase_and_every_move_is_the_form_of_a_step(acting, cast, an):
    with acting(cast.an):
        listed, resolved = a_candidate("Lê Thị Hoa"), a_candidate("Đỗ Đức Khánh")
        gone = a_candidate("Phan Văn Nam")
        travel(resolved, Stage.CELL_RESOLVED)
        step(gone, Stage.WITHDRAWN)
    page = an.get("/candidates/board")
    assert columns(page) == {
        "source": ["Lê Thị Hoa"],
        "class": [],
        "dossier": [],
        "resolution": ["Đỗ Đức Khánh"],
        "probation": [],
    }
    assert f'data-to-class="/candidates/{listed}/advance?to=class_proposed"' in page.text
    assert f'data-to-dossier="/candidates/{resolved}/advance?to=not_approved"' in page.text
    assert f'href="/candidates/{resolved}/advance?to=committee_resolved"' in page.text
    assert "ra quyết định kết nạp" in page.text or "chi bộ gửi nghị quyết" in page.text


@pytest.mark.parametrize("n", [1, 3])
def test_the_board_costs_the_same_for_one_and_for_three(acting, cast, an, statements, n):
    with acting(cast.an):
        for name in NAMES[:n]:
            candidate_id = a_candidate(name)
            a_helper(candidate_id)
            a_certificate(candidate_id, number=name)
    with statements() as sent:
        page = an.get("/candidates/board")
    assert len(columns(page)["source"]) == n
    assert len(sent) == 7, sent.texts


def test_a_column_shows_the_first_and_leads_to_all_of_them(acting, cast, an, monkeypatch):
    monkeypatch.setattr(board, "MOST_CARDS", 2)
    with acting(cast.an):
        for name in NAMES:
            a_candidate(name)
    page = an.get("/candidates/board?youth=no")
    assert len(columns(page)["source"]) == 2
    address = re.search(r'href="(/candidates\?[^"]*)">Xem tất cả 3 người', page.text)[1].replace("&amp;", "&")
    assert all(name in an.get(address).text for name in NAMES)


def test_the_filters_of_the_register_hold_on_the_board_and_stay_in_the_address(acting, cast, an):
    with acting(cast.an):
        for name in NAMES:
            a_candidate(name)
    page = an.get("/candidates/board?q=khanh")
    assert columns(page)["source"] == ["Đỗ Đức Khánh"]
    assert 'href="/candidates?q=khanh"' in page.text
    assert 'href="/candidates/board?q=khanh"' in an.get("/candidates?q=khanh&stage=prospect").text


def test_khoi_reads_a_board_house_by_house_and_moves_nobody(acting, cast, client_as, an):
    with acting(cast.an):
        a_candidate("Lê Thị Hoa")
    giang = client_as(cast.giang)
    assert "Chọn một đơn vị" in giang.get("/candidates/board").text
    page = giang.get(f"/candidates/board?house={cast.house_a}")
    assert columns(page)["source"] == ["Lê Thị Hoa"]
    assert "advance" not in page.text
    assert columns(client_as(cast.chi).get("/candidates/board"))["source"] == []
    assert client_as(cast.em).get("/candidates/board").status_code == 403


def test_a_cell_secretary_is_offered_only_the_steps_of_the_cell(acting, cast, client_as, owner_sql):
    with acting(cast.an):
        candidate_id = a_candidate(unit_id=the_unit())
        travel(candidate_id, Stage.CELL_RESOLVED)
        unit_id = the_unit()
    owner_sql(
        "update membership set roles = %s, unit_id = %s where username = 'binh'",
        [Role.CELL_SECRETARY.value],
        unit_id,
    )
    cell = client_as(cast.binh)
    assert "to=committee_resolved" not in cell.get("/candidates/board").text
    assert "Chi bộ gửi nghị quyết lên đảng ủy: Lê Thị Hoa" in cell.get("/inbox").text
    assert "Ra quyết định kết nạp" not in cell.get("/inbox").text
    bounced = cell.get(f"/candidates/{candidate_id}/advance?to=committee_resolved")
    assert bounced.location.endswith(f"/candidates/{candidate_id}")


@pytest.mark.parametrize("n", [1, 3])
def test_the_limits_cost_the_same_for_one_and_for_three(acting, cast, an, statements, n):
    with acting(cast.an):
        for name in NAMES[:n]:
            travel(a_candidate(name), Stage.CELL_RESOLVED)
    with statements() as sent:
        page = an.get("/candidates/clocks")
    assert page.text.count("Ra quyết định kết nạp</a>") == n
    assert len(sent) == 4, sent.texts


@pytest.mark.parametrize("n", [1, 3])
def test_the_secretarys_home_costs_the_same_for_one_and_for_three(acting, cast, an, statements, n):
    with acting(cast.an):
        for name in NAMES[:n]:
            travel(a_candidate(name), Stage.CELL_RESOLVED)
    with statements() as sent:
        page = an.get("/")
    assert "Chi bộ gửi nghị quyết lên đảng ủy" in page.text
    assert len(sent) == 30, sent.texts


def test_limits_wait_where_somebody_acts_and_lead_to_the_form(acting, cast, client_as, an):
    today = clock.today()
    with acting(cast.an):
        resolved, submitted = a_candidate("Lê Thị Hoa"), a_candidate("Đỗ Đức Khánh")
        travel(resolved, Stage.CELL_RESOLVED, last_on=today - timedelta(days=3))
        travel(submitted, Stage.SUBMITTED, last_on=today - timedelta(days=90))
    inbox = an.get("/inbox").text
    assert f'href="/candidates/{resolved}/advance?to=committee_resolved"' in inbox
    assert inbox.index("Đỗ Đức Khánh") < inbox.index("Lê Thị Hoa")  # broken before near
    khoi = client_as(cast.giang).get("/inbox").text
    assert f'href="/candidates/{submitted}"' in khoi
    assert "Lê Thị Hoa" not in khoi
    assert "Đỗ Đức Khánh" not in client_as(cast.chi).get("/inbox").text
    page = an.get("/candidates/clocks?kind=decision")
    assert "Quá hạn" in page.text
    assert "Chi bộ gửi nghị quyết lên đảng ủy</a>" not in page.text
    assert "Ra quyết định kết nạp" in an.get(f"/candidates/{submitted}").text


def test_more_limits_than_an_inbox_holds_lead_to_their_page(acting, cast, an, monkeypatch):
    monkeypatch.setattr("portal.candidates.clock_items.MOST_IN_INBOX", 2)
    with acting(cast.an):
        travel(a_candidate(), Stage.CELL_RESOLVED)
    inbox = an.get("/inbox").text
    assert "Còn 1 thời hạn khác" in inbox
    assert 'href="/candidates/clocks"' in inbox


def test_only_khoi_sees_the_settings_of_limits_and_bad_days_are_refused(cast, client_as, an):
    address = "/candidates/clocks/settings"
    assert an.get(address).status_code == 404
    assert an.post(address, data={"warning_days": "9"}).status_code == 404
    giang = client_as(cast.giang)
    typed = {"warning_days": "60; 20, 5", "cell_sends_days": "0", "committee_sends_days": "30"}
    for wrong in (
        {"warning_days": "sớm"},
        {"warning_days": "0"},
        {"warning_days": "-5"},
        {"cell_sends_days": "x"},
    ):
        answer = giang.post(address, data=typed | wrong)
        assert answer.status_code == 422
        assert next(iter(wrong.values())) in answer.text
    assert giang.post(address, data=typed).status_code == 302
    assert 'value="60, 20, 5"' in giang.get(address).text


def test_the_step_form_asks_for_an_answer_only_when_something_is_not_known(acting, cast, an):
    with acting(cast.an):
        candidate_id = a_candidate()
        a_helper(candidate_id)
        step(candidate_id, Stage.CLASS_PASSED)
    address = f"/candidates/{candidate_id}/advance?to=dossier_permitted"
    assert 'name="acknowledgement"' in an.get(address).text
    assert (
        'name="acknowledgement"' not in an.get(f"/candidates/{candidate_id}/advance?to=class_proposed").text
    )
    typed = {"happened_on": f"{clock.today():%d/%m/%Y}", "document_no": "7-CV/ĐU", "remarks": "Giữ lại"}
    missing = an.post(address, data=typed)
    assert missing.status_code == 422
    assert "Chưa ghi nhận" in missing.text
    assert "Giữ lại" in missing.text
    assert an.post(address, data=typed | {"acknowledgement": "Đã có giấy"}).status_code == 302


def test_a_failed_gate_is_said_before_and_after_sending(acting, cast, an):
    with acting(cast.an):
        candidate_id = a_candidate()
        step(candidate_id, Stage.CLASS_PASSED)
    address = f"/candidates/{candidate_id}/advance?to=dossier_permitted"
    assert "Chưa ghi được bước này" in an.get(address).text
    typed = {"happened_on": f"{clock.today():%d/%m/%Y}", "document_no": "7-CV/ĐU", "acknowledgement": "x"}
    refused = an.post(address, data=typed)
    assert refused.status_code == 422
    assert "chưa đủ điều kiện. Đảng viên giúp đỡ" in refused.text
    assert 'value="7-CV/ĐU"' in refused.text


@pytest.mark.parametrize(
    ("wrong", "words"),
    [
        ({"exit_reason": ""}, "Chọn lý do."),
        ({"exit_reason": "bịa"}, "không"),
        ({"exit_reason": "other"}, "Ghi rõ lý do."),
        ({"document_no": ""}, "Cần số của nghị quyết chi bộ."),
        ({"document_no": "9" * 61}, "60"),
        ({"happened_on": "32/13/2025"}, "Nhập ngày theo dạng"),
        ({"happened_on": "01/01/2190"}, "tương lai"),
        ({"document_date": "01/01/2190"}, "tương lai"),
    ],
)
def test_a_wrong_way_out_is_refused_in_words_and_keeps_what_was_typed(acting, cast, an, wrong, words):
    with acting(cast.an):
        candidate_id = a_candidate()
    typed = {
        "happened_on": f"{clock.today():%d/%m/%Y}",
        "document_no": "31-NQ/CB",
        "exit_reason": "over_age",
    }
    answer = an.post(f"/candidates/{candidate_id}/advance?to=removed_from_list", data=typed | wrong)
    assert answer.status_code == 422
    assert words in answer.text
    for name in {"document_no", "happened_on"} - set(wrong):
        assert f'value="{typed[name]}"' in answer.text


def test_sending_a_step_twice_records_it_once(acting, cast, an):
    with acting(cast.an):
        candidate_id = a_candidate()
    address = f"/candidates/{candidate_id}/advance?to=class_proposed"
    version = re.search(r'name="version"[^>]*value="(\d+)"', an.get(address).text)[1]
    typed = {"happened_on": f"{clock.today():%d/%m/%Y}", "version": version}
    assert an.post(address, data=typed).status_code == 302
    again = an.post(address, data=typed)
    assert again.location.endswith(f"/candidates/{candidate_id}")
    with acting(cast.an):
        assert len(db.session.scalars(select(StageStep.id)).all()) == 1
        assert db.session.scalar(select(Candidate.stage)) is Stage.CLASS_PROPOSED


def test_a_step_taken_back_is_written_again_from_what_was_typed(acting, cast, an):
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.CELL_RESOLVED)
        wrong = db.session.scalar(select(StageStep.id).where(StageStep.to_stage == Stage.CELL_RESOLVED))
    back = an.post(f"/candidates/{candidate_id}/steps/{wrong}/correct", data={"remarks": "Sai số"})
    assert back.status_code == 302
    page = an.get(f"/candidates/{candidate_id}").text
    assert "<s>Chi bộ đã ra nghị quyết</s>" in page
    form = an.get(f"/candidates/{candidate_id}/advance?to=cell_resolved").text
    assert 'value="21-NQ/CB"' in form
    for value in ("17", "3", "10"):
        assert f'value="{value}"' in form


def test_certificates_that_ended_are_one_line_of_the_inbox(acting, cast, an):
    with acting(cast.an):
        for number, name in enumerate(NAMES):
            a_certificate(a_candidate(name), issued_on=add_months(clock.today(), -62), number=f"{number}/GCN")
    page = an.get("/inbox").text
    assert f"{len(NAMES)} người có giấy chứng nhận đã hết giá trị" in page
    assert "Giấy chứng nhận hết giá trị: " not in page
