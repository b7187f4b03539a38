"""Why a person may or may not: words first, what to do, every criterion, another day, other rules."""

from __future__ import annotations

import re

import pytest

from portal.candidates.facts import build_facts
from portal.candidates.models.rule_set import RuleSetVersion
from portal.candidates.queries.eligibility_page import eligibility_page
from portal.candidates.queries.records import get_record
from portal.candidates.stages import Stage
from portal.eligibility.loader import get_rule_set
from portal.eligibility.rule_set_parsing import rule_set_document
from portal.kernel import clock
from portal.kernel.database import db
from portal.organizations.models import OrganizationKind
from tests.portal.candidates.builders import a_candidate, a_certificate, travel
from tests.portal.candidates.test_standing import before_the_cell


@pytest.fixture
def an(client_as, cast):
    return client_as(cast.an)


@pytest.fixture
def hoa(acting, cast):
    with acting(cast.an):
        return a_candidate()


def heading(page) -> str:
    return re.search(r"<h1>([^<]*)</h1>", page.text)[1]


def test_the_verdict_comes_first_in_words(acting, cast, an, hoa):
    with acting(cast.an):
        ready = before_the_cell(cast, "Đỗ Đức Khánh")
    assert heading(an.get(f"/candidates/{ready}/eligibility")) == "Đủ điều kiện để chi bộ xem xét"
    page = an.get(f"/candidates/{hoa}/eligibility?step=dossier")
    assert heading(page).startswith("Chưa đủ điều kiện: chưa đạt “Đảng viên giúp đỡ”")
    assert f"/candidates/{hoa}/helper" in page.text
    assert "cần đối chiếu văn bản gốc" in page.text


def test_another_day_another_step_and_another_set_are_tried_in_the_address(acting, cast, an, hoa):
    with acting(cast.an):
        a_certificate(hoa)
    page = an.get(f"/candidates/{hoa}/eligibility?step=dossier&on=02/06/2029&rules=RS2025B&compare=RS2026B")
    assert "xét vào ngày 02/06/2029" in page.text
    assert "hết giá trị sau ngày 01/06/2029" in page.text
    assert '<option value="RS2025B" selected>' in page.text
    assert "So với RS2026B" in page.text


def test_the_same_criterion_in_two_wordings_is_one_line_of_the_comparison(acting, cast, hoa):
    with acting(cast.an):
        page = eligibility_page(hoa, step="dossier", rule_set_id="RS2025B", compare_with="RS2026B")
    assert [row.title for row in page.differences].count("Trình độ học vấn") <= 1
    assert page.compared.id == "RS2026B"


@pytest.mark.parametrize(
    "query", ["on=32/13/2026", "step=vote", "rules=RS1999", "compare=RS1999", "on=&rules="]
)
def test_nonsense_in_the_address_falls_back(an, hoa, query):
    assert an.get(f"/candidates/{hoa}/eligibility?{query}").status_code == 200


def test_a_set_that_khoi_published_is_offered_and_one_of_a_house_is_not(acting, cast, an, hoa):
    for someone, code in ((cast.giang, "RS2026B.2"), (cast.an, "RS2026B.9")):
        with acting(someone):
            document = rule_set_document(get_rule_set("RS2026B")) | {"id": code, "valid_from": "2027-01-01"}
            db.session.add(
                RuleSetVersion(code=code, copied_from="RS2026B", document=document, published_by="x")
            )
            db.session.commit()
    page = an.get(f"/candidates/{hoa}/eligibility?on=05/01/2027")
    assert "RS2026B.2</a>, hiệu lực từ 01/01/2027" in page.text
    assert "RS2026B.9" not in page.text


def test_a_grassroots_cell_is_judged_without_a_committee(acting, cast, owner_sql):
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.CELL_RESOLVED)
        there = build_facts(get_record(candidate_id), step="decision", as_of=clock.today())
    assert there.unit.has_committee is True
    owner_sql(
        "update organization set kind = %s where id = %s",
        OrganizationKind.GRASSROOTS_CELL.value,
        cast.house_a,
    )
    with acting(cast.an):
        page = eligibility_page(candidate_id, step="decision")
    assert "E27" not in {row.criterion for row in page.checklist.open_rows}
    assert "E23" in {row.criterion for row in page.checklist.open_rows}


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_costs_the_same_however_many_certificates(acting, cast, an, statements, hoa, n):
    with acting(cast.an):
        for number in range(n):
            a_certificate(hoa, number=str(number))
    with statements() as sent:
        assert an.get(f"/candidates/{hoa}/eligibility?compare=RS2025B").status_code == 200
    assert len(sent) == 10, sent.texts
