"""Inspectors read the trail in words and can prove that nobody changed it."""

from __future__ import annotations

import json

import pytest

from portal.accounts import trail_words
from portal.organizations.models import UnitKind
from portal.organizations.operations.change_setting import change_setting
from portal.organizations.operations.register_unit import register_unit
from tests.portal.organizations.test_operations import RENAMED


def words(answer) -> str:
    return answer.get_data(as_text=True)


def work_in_house_a(acting, cast, n=1):
    with acting(cast.an):
        for number in range(n):
            register_unit(name=f"Chi bộ {number}", kind=UnitKind.PARTY_CELL, valid_from=RENAMED)


def test_the_inspector_reads_what_was_done_in_a_house(client_as, acting, cast):
    work_in_house_a(acting, cast)
    with acting(cast.an):
        change_setting(place="Đà Lạt")
    page = words(client_as(cast.ha).get(f"/audit?house={cast.house_a}"))
    assert "Bộ phận trực thuộc: đăng ký" in page
    assert "– → Đà Lạt" in page


def test_entries_are_filtered_by_house_topic_person_and_day(client_as, acting, cast):
    work_in_house_a(acting, cast)
    client = client_as(cast.ha)

    def found(query: str) -> bool:
        page = words(client.get(f"/audit?{query}", headers={"X-Fragment": "results"}))
        return "Bộ phận trực thuộc: đăng ký" in page

    here = f"house={cast.house_a}"
    assert found(f"{here}&noun=unit&actor=AN&from=1/1/2020&to=31/12/2099")
    assert not found(f"house={cast.house_b}&actor=an")
    assert not found(f"{here}&noun=setting")
    assert not found(f"{here}&actor=chi")
    assert not found(f"{here}&to=1/1/2020")
    assert found(f"{here}&from=kh%C3%B4ng-ph%E1%BA%A3i-ng%C3%A0y")


def test_only_inspectors_read_the_trail(client_as, cast):
    for someone in (cast.an, cast.giang, cast.khanh, cast.son, cast.em):
        for page in ("/audit", "/audit/verification"):
            assert client_as(someone).get(page).status_code == 403, someone.username


def test_the_button_says_whether_the_chains_hold(client_as, acting, cast, owner_sql):
    work_in_house_a(acting, cast)
    client = client_as(cast.ha)
    assert "Mọi dòng khớp" in words(client.get("/audit/verification"))
    owner_sql(
        "update audit_entry set body = replace(body, 'unit', 'tinu') where tenant_id = %s", cast.house_a
    )
    broken = words(client.get("/audit/verification"))
    assert "nội dung đã bị sửa" in broken
    assert "K01 · Đảng bộ Sở Thử Nghiệm A" in broken


def test_checking_is_itself_recorded(client_as, cast, owner_sql):
    client_as(cast.ha).get("/audit/verification")
    assert owner_sql("select count(*) from audit_entry where body like '%%trail.verified%%'") == [(1,)]


def test_the_command_exits_with_one_when_a_chain_is_broken(app, cast, owner_sql):
    runner = app.test_cli_runner()
    whole = runner.invoke(args=["audit", "verify", "--format", "json"])
    answer = json.loads(whole.stdout)
    assert (whole.exit_code, set(answer), answer["broken"]) == (0, {"tenants", "entries", "broken"}, [])
    owner_sql("delete from audit_entry where tenant_id = %s and sequence = 1", cast.house_a)
    torn = runner.invoke(args=["audit", "verify", "--format", "json"])
    assert torn.exit_code == 1
    assert json.loads(torn.stdout)["broken"][0]["tenant_id"] == str(cast.house_a)


@pytest.mark.parametrize("n", [1, 3])
def test_the_price_of_the_trail(client_as, acting, cast, statements, n):
    work_in_house_a(acting, cast, n)
    client = client_as(cast.ha)
    with statements() as sent:
        client.get(f"/audit?house={cast.house_a}")
    assert len(sent) == 4


def test_an_action_without_words_is_shown_as_its_code():
    assert trail_words.action_words("rocket.launched") == "rocket.launched"
    assert trail_words.action_words("unit.renamed") == "Bộ phận trực thuộc: đổi tên"


def test_details_are_lines_and_sensitive_values_stay_unsaid():
    lines = trail_words.change_words(
        {
            "changes": {"name": ["Cũ", "Mới"], "religion": "…", "is_active": [True, False]},
            "rows": 3,
            "roles": [],
        }
    )
    assert lines == [
        "tên: Cũ → Mới",
        "religion: đã thay đổi (không ghi giá trị)",
        "đang hoạt động: có → không",
        "số dòng: 3",
        "vai trò: –",
    ]


def test_topics_with_the_same_words_are_one_choice():
    labels = [label for _, label in trail_words.topics()]
    assert len(labels) == len(set(labels))
    assert set(trail_words.nouns_of_topic("candidate")) == {"candidate", "candidates"}
    assert trail_words.nouns_of_topic("rocket") == []
