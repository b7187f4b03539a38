"""Khối's pages of reorganisations, as its officer and its leader see them."""

from __future__ import annotations

import re
from datetime import date, timedelta

import pytest

from portal.kernel import clock
from portal.organizations.models import UnitKind
from portal.organizations.operations.register_unit import register_unit


@pytest.fixture
def giang(client_as, cast):
    return client_as(cast.giang)


def typed(**values):
    day = f"{clock.today():%d/%m/%Y}"
    return {"decision_no": "125-QĐ/ĐUK", "decision_date": day, "effective_on": day} | values


def test_from_the_choice_to_the_result(giang, cast):
    assert "Hợp nhất" in giang.get("/reorganizations/new").text
    answer = giang.post(
        "/reorganizations/new/rename", data=typed(house_id=cast.house_a, new_name="Đảng bộ Sở Tên Mới")
    )
    assert answer.status_code == 302
    page = answer.headers["Location"]
    assert "Thực hiện" in giang.get(page).text
    giang.post(f"{page}/confirmation")
    assert "Đã thực hiện" in giang.get(page).text
    assert "Đổi tên thành Đảng bộ Sở Tên Mới" in giang.get(f"/organizations/{cast.house_a}").text
    assert "125-QĐ/ĐUK" in giang.get("/reorganizations").text


def test_the_preview_names_what_would_move(giang, cast):
    data = typed(house_ids=[cast.house_a], receiver_id=cast.house_b)
    page = giang.get(giang.post("/reorganizations/new/absorb", data=data).headers["Location"]).text
    assert "sẽ chuyển đi" in page
    assert "hết quyền" in page
    assert "giữ quyền" in page


def test_a_refusal_stands_beside_its_field_and_nothing_typed_is_lost(giang, cast):
    late = f"{clock.today() + timedelta(days=9):%d/%m/%Y}"
    answer = giang.post(
        "/reorganizations/new/dissolve",
        data=typed(house_id=cast.house_a, receiver_id=cast.house_a, decision_no="9-QĐ/X"),
    )
    assert answer.status_code == 422
    assert "phải khác đơn vị" in answer.text
    assert "9-QĐ/X" in answer.text
    answer = giang.post(
        "/reorganizations/new/merge",
        data=typed(house_ids=["x"], new_code="K63", new_name="M", effective_on=late),
    )
    assert answer.status_code == 422
    assert late in answer.text


def test_a_leader_reads_and_changes_nothing(client_as, cast, giang):
    page = giang.post(
        "/reorganizations/new/absorb", data=typed(house_ids=[cast.house_a], receiver_id=cast.house_b)
    ).headers["Location"]
    leader = client_as(cast.khanh)
    assert leader.get(page).status_code == 200
    assert "Bỏ dự thảo" not in leader.get(page).text
    assert leader.post(f"{page}/confirmation").status_code == 403
    assert client_as(cast.an).get(page).status_code == 403


def test_an_unknown_kind_is_not_there(giang):
    assert giang.get("/reorganizations/new/secede").status_code == 404


def test_the_list_costs_the_same_for_one_decision_and_three(giang, cast, statements):
    def cost():
        with statements() as sent:
            assert giang.get("/reorganizations").status_code == 200
        return len(sent)

    def add(kind, **values):
        assert giang.post(f"/reorganizations/new/{kind}", data=typed(**values)).status_code == 302

    add("rename", house_id=cast.house_a, new_name="Một")
    first = cost()
    add("rename", house_id=cast.house_b, new_name="Hai")
    add("rename", house_id=cast.union, new_name="Ba")
    assert cost() == first == PRICE


PRICE = 4


def test_a_draft_is_written_again_until_it_is_confirmed(giang, cast):
    late = f"{clock.today() + timedelta(days=9):%d/%m/%Y}"
    data = typed(house_ids=[cast.house_a], receiver_id=cast.house_b, effective_on=late)
    page = giang.post("/reorganizations/new/absorb", data=data).headers["Location"]
    form = giang.get(f"{page}/revision").text
    assert 'value="125-QĐ/ĐUK"' in form
    assert re.search(rf'<input checked[^>]*value="{cast.house_a}"', form)
    again = typed(house_ids=[cast.house_a], receiver_id=cast.house_b, decision_no="126-QĐ/ĐUK")
    wrong = giang.post(f"{page}/revision", data=again | {"receiver_id": cast.house_a})
    assert (wrong.status_code, "phải khác đơn vị" in wrong.text) == (422, True)
    assert giang.post(f"{page}/revision", data=again).headers["Location"] == page
    seen = giang.get(page).text
    assert "126-QĐ/ĐUK" in seen
    assert "Thực hiện" in seen, "the day it holds from is today now"
    giang.post(f"{page}/dropping")
    assert giang.post(f"{page}/revision", data=again).status_code == 422


def test_khoi_itself_takes_a_new_name_and_nothing_else(giang, cast):
    name = "Đảng bộ các cơ quan Đảng tỉnh"
    page = giang.post("/reorganizations/new/rename", data=typed(house_id=cast.khoi, new_name=name)).location
    giang.post(f"{page}/confirmation")
    seen = giang.get(page).text
    assert "Khối đã mang tên mới" in seen
    assert 'href="/settings"' in seen
    assert name in giang.get("/").text
    refused = giang.post(
        "/reorganizations/new/dissolve", data=typed(house_id=cast.khoi, receiver_id=cast.house_a)
    )
    assert refused.status_code == 422


def test_units_are_ticked_once_their_house_is_chosen(giang, acting, cast):
    with acting(cast.an):
        register_unit(name="Chi bộ thêm", kind=UnitKind.PARTY_CELL, valid_from=date(2020, 1, 1))
    first = giang.get("/reorganizations/new/split").text
    assert 'name="house_id"' in first
    assert "unit_ids" not in first
    page = giang.get(f"/reorganizations/new/split?house_id={cast.house_a}").text
    units = re.findall(r'name="unit_ids"[^>]*value="([^"]+)"', page)
    assert len(units) > 1
    data = typed(house_id=cast.house_a, unit_ids=units[:1], new_code="K63", new_name="Đảng bộ Tách Ra")
    wrong = giang.post("/reorganizations/new/split", data=data | {"unit_ids": units})
    assert (wrong.status_code, "chọn Sáp nhập hoặc Giải thể" in wrong.text) == (422, True)
    assert "Đảng bộ Tách Ra" in wrong.text, "nothing typed is lost"
    none = giang.post("/reorganizations/new/split", data=data | {"unit_ids": []})
    assert (none.status_code, "Chọn chi bộ, bộ phận." in none.text) == (422, True)
    place = giang.post("/reorganizations/new/split", data=data).location
    seen = giang.get(place).text
    assert "Chỉ tiêu ở lại" in seen
    assert "sẽ chuyển đi" in seen
    form = giang.get(f"{place}/revision").text
    assert re.search(rf'<input checked[^>]*value="{units[0]}"', form)
    again = giang.post(f"{place}/revision", data=data | {"unit_ids": units[1:2]})
    assert again.location == place


def test_a_unit_of_another_house_cannot_be_ticked(giang, cast):
    page = giang.get(f"/reorganizations/new/hand_over?house_id={cast.house_b}").text
    stranger = re.findall(r'name="unit_ids"[^>]*value="([^"]+)"', page)
    data = typed(house_id=cast.house_a, unit_ids=stranger[:1], receiver_id=cast.house_b)
    answer = giang.post("/reorganizations/new/hand_over", data=data)
    assert (answer.status_code, stranger != []) == (422, True)
    assert giang.get("/reorganizations/new/hand_over?house_id=x").status_code == 200
