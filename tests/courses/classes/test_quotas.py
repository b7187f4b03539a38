"""Dividing the seats of a class: all houses on one page."""

from __future__ import annotations

import pytest

from courses.classes.queries.classes import get_class, list_quotas
from courses.classes.states import NominationAnswer
from tests.courses.classes.builders import an_open_class, approve, decide, propose

LAN, HOA = "Lê Thị Lan", "Lê Thị Hoa"


@pytest.fixture
def class_run_id(app, cast):
    with app.app_context():
        class_run_id = an_open_class(cast)
        propose(cast.an, class_run_id, LAN, HOA)
        approve(cast, class_run_id, LAN)
        return class_run_id


def quotas(acting, cast, class_run_id) -> dict:
    with acting(cast.giang):
        return {row.organization_id: row.seats for row in list_quotas(get_class(class_run_id))}


def test_seats_of_all_houses_are_set_at_once_and_taken_back_by_leaving_them_empty(
    acting, cast, client_as, class_run_id, owner_sql
):
    giang, url = client_as(cast.giang), f"/classes/{class_run_id}/quotas"
    page = giang.get(url).text
    assert "Đảng bộ Sở Thử Nghiệm A" in page
    a, b = f"seats-{cast.house_a}", f"seats-{cast.house_b}"
    assert giang.post(url, data={a: "1", b: " 20 "}).status_code == 302
    assert quotas(acting, cast, class_run_id) == {cast.house_a: 1, cast.house_b: 20}
    assert "đề nghị nhiều hơn số chỗ" in giang.get(url).text
    assert giang.post(url, data={a: "", b: "20"}).status_code == 302
    assert quotas(acting, cast, class_run_id) == {cast.house_b: 20}
    assert "20 chỗ" in client_as(cast.chi).get(f"/classes/{class_run_id}").text
    bodies = owner_sql("select body from audit_entry where body like '%%class_quota.set%%' order by sequence")
    assert "K01" in bodies[-1][0]
    assert "K02" not in bodies[-1][0]


def test_a_number_that_cannot_be_is_refused_beside_its_house_and_nothing_is_lost(
    acting, cast, client_as, class_run_id
):
    giang, url = client_as(cast.giang), f"/classes/{class_run_id}/quotas"
    a, b = f"seats-{cast.house_a}", f"seats-{cast.house_b}"
    for typed, words in {
        "ba": "Ghi một số",
        "-1": "Ghi một số",
        "31": "từ 0 đến 30",
        "9" * 9: "Ghi một số",
    }.items():
        answer = giang.post(url, data={a: "7", b: typed})
        assert (answer.status_code, words in answer.text) == (422, True)
        assert f'value="{typed}"' in answer.text
        assert 'value="7"' in answer.text
    assert quotas(acting, cast, class_run_id) == {}


def test_more_houses_cost_no_more_statements(cast, client_as, class_run_id, statements):
    giang, url = client_as(cast.giang), f"/classes/{class_run_id}/quotas"
    for data in ({}, {f"seats-{cast.house_a}": "3", f"seats-{cast.house_b}": "2"}):
        giang.post(url, data=data)
        with statements() as sent:
            giang.get(url)
        assert len(sent) == 6


def test_those_who_wait_are_shown_in_the_order_of_their_turn(app, cast, client_as):
    """Khối sees whose turn it is; a house sees since when, for it does not see the others."""
    with app.app_context():
        class_run_id = an_open_class(cast, seats=1)
        propose(cast.an, class_run_id, LAN, HOA)
        propose(cast.chi, class_run_id, "Lê Thị Mai")
        approve(cast, class_run_id, LAN)
        for name in ("Lê Thị Mai", HOA):
            decide(cast, class_run_id, NominationAnswer.WAITING, name)
    url = f"/classes/{class_run_id}/nominations"
    khoi = client_as(cast.giang).get(url).text
    assert khoi.index("Lê Thị Mai") < khoi.index("thứ 1, từ") < khoi.index(HOA) < khoi.index("thứ 2, từ")
    house = client_as(cast.an).get(url).text
    assert "Chờ chỗ" in house
    assert "thứ " not in house.split("<main")[1].split("Người được đề nghị")[1]
