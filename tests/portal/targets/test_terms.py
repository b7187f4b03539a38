"""A term is opened and mended on a page; its percentages draw the colours."""

from __future__ import annotations

from datetime import date

import pytest

from portal.kernel.errors import DomainError
from portal.targets import queries
from portal.targets.operations.import_targets import import_targets
from portal.targets.operations.set_target import set_target
from portal.targets.operations.set_term import set_term
from portal.targets.pace import Flag
from tests.portal.targets.sheets import sheet

FIVE_YEARS = {"code": "2025-2030", "starts_on": date(2025, 10, 1), "ends_on": date(2030, 9, 30)}


def test_the_colours_of_a_term_follow_its_own_percentages(acting, cast):
    with acting(cast.giang):
        import_targets(content=sheet([("K01", 10, 2, 6)]), term_code="2020-2025")
        set_term(
            code="2020-2025",
            starts_on=date(2020, 10, 1),
            ends_on=date(2025, 9, 30),
            good_from=90,
            watch_from=65,
        )
    with acting(cast.giang, reading=True):
        found = queries.list_progress("2020-2025", date(2023, 8, 31))
    assert found.houses[0].progress.flag is Flag.RED
    assert found.below_half == [], "the letter's half stays a half"


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"starts_on": date(2024, 10, 1)}, "starts_on"),
        ({"good_from": 40}, "good_from"),
        ({"watch_from": 0}, "good_from"),
        ({"good_from": 101}, "good_from"),
        ({"code": "2025-2025"}, "term_code"),
    ],
)
def test_a_term_that_contradicts_itself_is_refused(acting, cast, values, field):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        set_term(**(FIVE_YEARS | values))
    assert refused.value.field == field
    with acting(cast.giang, reading=True):
        assert queries.list_terms() == []


def test_a_change_of_a_term_says_what_stood_before(acting, cast, owner_sql):
    with acting(cast.giang):
        first = set_term(**FIVE_YEARS)
        second = set_term(**FIVE_YEARS, good_from=80)
    assert first == second
    bodies = [body for (body,) in owner_sql("select body from audit_entry where body like '%%term.set%%'")]
    assert len(bodies) == 2


def test_a_new_term_is_opened_on_the_page_and_takes_targets(client_as, acting, cast):
    giang = client_as(cast.giang)
    typed = {
        "code": "2025-2030",
        "starts_on": "01/10/2025",
        "ends_on": "30/09/2030",
        "good_from": "70",
        "watch_from": "50",
    }
    refused = giang.post("/targets/term", data=typed | {"watch_from": "80"})
    assert refused.status_code == 422
    assert "cao hơn" in refused.text
    assert giang.post("/targets/term", data=typed).status_code == 302
    with acting(cast.giang):
        set_target(
            house_id=cast.house_a,
            term_code="2025-2030",
            year=0,
            value=9,
            decision_no="3-QĐ/ĐUK",
            decision_date=date(2026, 1, 5),
        )
    assert "2025-2030" in giang.get("/targets?term=2025-2030").text
    for somebody in (cast.an, cast.khanh, cast.ha, cast.em):
        assert client_as(somebody).post("/targets/term", data=typed).status_code == 403


def test_a_target_is_given_to_grassroots_organisations_only(acting, cast):
    with acting(cast.giang):
        set_term(**FIVE_YEARS)
        with pytest.raises(DomainError) as refused:
            set_target(
                house_id=cast.union,
                term_code="2025-2030",
                year=0,
                value=3,
                decision_no="3-QĐ/ĐUK",
                decision_date=date(2026, 1, 5),
            )
    assert refused.value.field == "house_id"
