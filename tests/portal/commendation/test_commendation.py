"""Proposed from the figures, decided on paper, shown to the house, kept in a register."""

from __future__ import annotations

import io
from datetime import date

import openpyxl
import pytest
from docx import Document

from portal.commendation import queries
from portal.commendation.merits import Award, Kind
from portal.commendation.operations.decide_commendations import decide_commendations
from portal.commendation.operations.decline_commendation import decline_commendation
from portal.commendation.operations.propose_commendation import propose_commendation
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.targets.operations.import_targets import import_targets
from tests.portal.targets.sheets import sheet


@pytest.fixture
def targets(acting, cast):
    with acting(cast.giang):
        import_targets(content=sheet([("K01", 10, 4, 3), ("K02", 6, 2, 5)]), term_code="2020-2025")


@pytest.fixture
def proposed(acting, cast):
    with acting(cast.giang):
        return propose(cast.house_a)


def propose(house, **values):
    asked = {"kind": Kind.YEARLY, "award": Award.MERIT_CERTIFICATE, "year": 2023, "reason": "Đạt 5/4."}
    return propose_commendation(house_id=house, **asked | values)


def decide(*commendation_ids, **values):
    asked = {"decision_no": "45-QĐ/ĐUK", "decided_on": date(2024, 2, 2)}
    return decide_commendations(commendation_ids=commendation_ids, **asked | values)


def test_the_figures_propose_and_the_chosen_are_put_on_the_list(client_as, acting, cast, targets):
    giang = client_as(cast.giang)
    page = giang.get("/commendations/merits?year=2023").text
    assert "Năm 2023 kết nạp 5/2 chỉ tiêu (250%)" in page
    assert "Đảng bộ Sở Thử Nghiệm A" not in page
    key = f"{cast.house_b}:yearly"
    assert giang.post("/commendations/merits?year=2023", data={"chosen": [key]}).status_code == 302
    assert "đã đề xuất" in giang.get("/commendations/merits?year=2023").text
    with acting(cast.giang, reading=True):
        (row,) = queries.list_commendations()
        assert (row.commendation.as_of, row.commendation.kind) == (date(2023, 12, 31), Kind.YEARLY)


@pytest.mark.parametrize("chosen", [[], ["nonsense"]])
def test_a_choice_that_does_not_hold_is_refused_in_words(client_as, cast, targets, chosen):
    answer = client_as(cast.giang).post("/commendations/merits?year=2023", data={"chosen": chosen})
    assert answer.status_code == 422
    assert "Chọn ít nhất một đơn vị" in answer.text


def test_a_line_that_no_longer_holds_stops_all(client_as, acting, cast, targets):
    chosen = [f"{cast.house_b}:yearly", f"{cast.house_a}:yearly"]
    answer = client_as(cast.giang).post("/commendations/merits?year=2023", data={"chosen": chosen})
    assert "Số liệu vừa thay đổi" in answer.text
    with acting(cast.giang, reading=True):
        assert queries.list_commendations() == []


def test_the_house_sees_it_only_when_it_was_decided(client_as, acting, cast, proposed):
    with acting(cast.an, reading=True):
        assert queries.list_commendations() == []
    with acting(cast.giang):
        assert decide(proposed) == 1
    an = client_as(cast.an)
    assert "45-QĐ/ĐUK" in an.get("/commendations").text
    assert "Giấy khen, năm 2023" in an.get("/").text
    with acting(cast.chi, reading=True):
        assert queries.list_commendations() == []
    assert an.post("/commendations/decision").status_code == 403
    assert client_as(cast.khanh).get("/commendations/decision").status_code == 403


def test_number_and_day_can_be_corrected(client_as, acting, cast, proposed, owner_sql):
    with acting(cast.giang):
        decide(proposed)
    answer = client_as(cast.giang).post(
        f"/commendations/{proposed}/correction", data={"decision_no": "46-QĐ/ĐUK", "decided_on": "03/02/2024"}
    )
    assert answer.status_code == 302
    assert owner_sql("select decision_no from commendation") == [("46-QĐ/ĐUK",)]
    assert owner_sql("select count(*) from audit_entry where body like '%%45-QĐ/ĐUK%%'") != [(0,)]


def test_the_same_merit_is_proposed_once_and_again_after_it_was_declined(acting, cast, proposed):
    with acting(cast.giang):
        with pytest.raises(DomainError, match="đã được đề xuất"):
            propose(cast.house_a)
        decline_commendation(commendation_id=proposed, declined_reason="Chưa đủ hồ sơ thành tích.")
        with pytest.raises(RuleRefused):
            decline_commendation(commendation_id=proposed, declined_reason="Lần nữa.")
        with pytest.raises(DomainError, match="không khen"):
            decide(proposed)
        propose(cast.house_a)


def test_several_reasons_of_the_moment_stand_side_by_side(acting, cast):
    with acting(cast.giang):
        propose(cast.house_a, kind=Kind.AD_HOC)
        propose(cast.house_a, kind=Kind.AD_HOC, reason="Dẫn đầu chuyên đề.")
        with pytest.raises(DomainError):
            propose(cast.house_a, kind=Kind.AD_HOC)


@pytest.mark.parametrize(
    ("change", "field"),
    [({"reason": "  "}, "reason"), ({"year": 2099}, "year")],
)
def test_what_is_wrong_with_a_proposal_names_its_field(acting, cast, change, field):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        propose(cast.house_a, **change)
    assert refused.value.field == field


@pytest.mark.parametrize(
    ("change", "field"),
    [({"decision_no": " "}, "decision_no"), ({"decided_on": date(2200, 1, 1)}, "decided_on")],
)
def test_what_is_wrong_with_a_decision_names_its_field(acting, cast, proposed, change, field):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        decide(proposed, **change)
    assert refused.value.field == field


def test_a_decision_without_anybody_and_a_foreign_id_are_refused(acting, cast, proposed):
    with acting(cast.giang), pytest.raises(DomainError):
        decide()
    with acting(cast.an), pytest.raises(NotFound):
        decide(proposed)


def test_a_refused_decision_keeps_what_was_typed(client_as, cast, proposed):
    answer = client_as(cast.giang).post(
        "/commendations/decision",
        data={"commendation_ids": [str(proposed)], "decision_no": "45-QĐ", "decided_on": "30/02/2024"},
    )
    assert answer.status_code == 422
    assert "30/02/2024" in answer.text
    assert "45-QĐ" in answer.text


def test_a_year_that_is_none_is_not_there(client_as, cast):
    for year in ("1", "2999", "x", "-5"):
        assert client_as(cast.giang).get(f"/commendations/merits?year={year}").status_code == 404


def test_the_register_as_a_workbook(client_as, acting, cast, proposed):
    with acting(cast.giang):
        decide(proposed)
        propose(cast.house_b)
    answer = client_as(cast.khanh).get("/commendations/export")
    rows = list(openpyxl.load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True))
    assert [row[8] for row in rows[4:]] == ["đang đề xuất", "đã khen"]
    own = client_as(cast.an).get("/commendations/export")
    own_rows = list(openpyxl.load_workbook(io.BytesIO(own.data)).active.iter_rows(values_only=True))
    assert len(own_rows[4:]) == 1


@pytest.mark.parametrize("number", [1, 3])
def test_the_register_costs_the_same_for_every_number(acting, client_as, cast, statements, number):
    with acting(cast.giang):
        for n in range(number):
            propose(cast.house_a, kind=Kind.AD_HOC, reason=f"Thành tích {n}")
    client = client_as(cast.giang)
    client.get("/commendations")
    with statements() as sent:
        assert client.get("/commendations").status_code == 200
    assert len(sent) == 3


def test_what_the_figures_propose_costs_the_same_for_every_number(
    acting, cast, targets, keep_figures, statements
):
    keep_figures()
    with acting(cast.giang, reading=True), statements() as sent:
        queries.list_merits(2023)
    assert len(sent) == 12


def test_what_waits_is_written_as_a_decision_and_as_a_request(client_as, acting, cast, proposed):
    giang = client_as(cast.giang)
    assert "Dự thảo tờ trình" not in giang.get("/commendations").text
    assert giang.get("/commendations/request.docx").status_code == 404
    with acting(cast.giang):
        propose(cast.house_b, kind=Kind.FIVE_YEAR, award=Award.FLAG, reason="Xuất sắc năm năm liền.")
    said = {}
    for paper in ("decision", "request"):
        document = Document(io.BytesIO(giang.get(f"/commendations/{paper}.docx").data))
        cells = [cell.text for table in document.tables for cell in table._cells]
        said[paper] = "\n".join([*(one.text for one in document.paragraphs), *cells])
        assert "DỰ THẢO" in said[paper]
        assert "{" not in said[paper]
    assert "Tặng giấy khen cho 1 tổ chức đảng" in said["decision"]
    assert "Đạt 5/4." in said["decision"]
    assert "năm năm liền" not in said["decision"]
    assert "Xuất sắc năm năm liền." in said["request"]
    assert client_as(cast.an).get("/commendations/decision.docx").status_code == 403
    with acting(cast.giang):
        decide(proposed)
    assert giang.get("/commendations/decision.docx").status_code == 404
