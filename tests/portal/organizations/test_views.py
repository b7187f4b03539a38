"""Pages of houses for Khối, of units and settings for each house."""

from __future__ import annotations

import io

import pytest
from python_calamine import CalamineWorkbook

from portal.kernel.tenancy import new_id
from portal.organizations import queries
from portal.organizations.models import UnitKind
from portal.organizations.operations.register_organization import register_organization
from portal.organizations.operations.register_unit import register_unit
from tests.portal.organizations.test_operations import RENAMED


def text(answer) -> str:
    return answer.get_data(as_text=True)


@pytest.fixture
def unit_a(acting, cast):
    with acting(cast.an):
        return queries.list_units()[0].id


def test_khoi_finds_a_house_without_typing_tones(client_as, cast):
    page = text(client_as(cast.giang).get("/organizations?q=DOAN khoi"))
    assert "Đoàn Khối các cơ quan tỉnh" in page
    assert "Đảng bộ Sở Thử Nghiệm A" not in page


def test_the_list_alone_is_sent_when_only_the_list_is_asked_for(client_as, cast):
    page = text(client_as(cast.giang).get("/organizations", headers={"X-Fragment": "results"}))
    assert "Đảng bộ Sở Thử Nghiệm A" in page
    assert "<html" not in page


def test_units_and_officers_are_counted_for_overseers(client_as, cast):
    page = text(client_as(cast.khanh).get("/organizations?q=K01"))
    row = page.split("<tbody>")[1].split("</tr>")[0]
    assert [cell.split("<")[0] for cell in row.split('<td class="num')[1:]] == [
        '">70',
        ' wide-only">1',
        ' wide-only">2',
    ]


def test_the_export_holds_exactly_what_is_shown_and_is_recorded(client_as, cast, owner_sql):
    answer = client_as(cast.giang).get("/organizations/export?q=thu nghiem&sort=-code")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert [row[0] for row in rows[4:]] == ["K02", "K01"]
    assert "giang" in rows[1][0]
    assert owner_sql("select count(*) from audit_entry where body like '%%organization.list_exported%%'") == [
        (1,)
    ]


def test_who_may_see_the_houses(client_as, cast):
    for someone, status in (
        (cast.giang, 200),
        (cast.son, 200),
        (cast.an, 403),
        (cast.em, 403),
        (cast.dung, 403),
    ):
        assert client_as(someone).get("/organizations").status_code == status, someone.username


def test_a_house_shows_its_units_and_officers_to_overseers(client_as, cast):
    page = text(client_as(cast.ha).get(f"/organizations/{cast.house_a}"))
    assert "Chi bộ Văn phòng A" in page
    assert "An" in page
    assert "Đổi tên" not in page


def test_the_system_admin_sees_no_officers_of_other_houses(client_as, cast):
    page = text(client_as(cast.son).get(f"/organizations/{cast.house_a}"))
    assert "Chi bộ Văn phòng A" not in page


def test_a_house_of_nobody(client_as, cast):
    assert client_as(cast.giang).get(f"/organizations/{new_id()}").status_code == 404


def test_khoi_registers_renames_and_closes_a_house(client_as, cast, acting):
    client = client_as(cast.giang)
    made = client.post(
        "/organizations/new",
        data={
            "code": "k63",
            "name": "Chi bộ Ban Mới",
            "kind": "grassroots_cell",
            "sector": "",
            "valid_from": "1/3/2025",
        },
    )
    house_url = made.location
    renamed = client.post(
        f"{house_url}/name",
        data={"name": "Chi bộ Ban Rất Mới", "decision_no": "5-QĐ/ĐUK", "valid_from": "1/4/2025"},
    )
    closed = client.post(f"{house_url}/closing", data={"decision_no": "6-QĐ/ĐUK", "closed_on": "1/5/2025"})
    assert (made.status_code, renamed.status_code, closed.status_code) == (302, 302, 302)
    page = text(client.get(house_url))
    for part in ("Chi bộ Ban Mới", "Chi bộ Ban Rất Mới", "5-QĐ/ĐUK", "6-QĐ/ĐUK", "01/05/2025"):
        assert part in page
    assert client.post(f"{house_url}/reopening").status_code == 302
    with acting(cast.giang):
        assert "K63" in [house.code for house in queries.list_organizations()]


def test_a_refused_rename_stands_beside_its_field_and_keeps_what_was_typed(client_as, cast):
    answer = client_as(cast.giang).post(
        f"/organizations/{cast.house_a}/name",
        data={"name": "Tên Giữ Lại", "decision_no": "1", "valid_from": "1/1/1999"},
    )
    assert answer.status_code == 422
    assert "Tên Giữ Lại" in text(answer)
    assert "phải sau 01/01/2000" in text(answer)


def test_figures_typed_by_khoi(client_as, cast, acting):
    url = f"/organizations/{cast.house_a}/figures"
    data = {
        "sector": "Cơ quan nhà nước",
        "member_count": "75",
        "has_trade_union": "1",
        "has_youth_union": "1",
        "valid_from": "1/3/2025",
    }
    assert client_as(cast.giang).post(url, data=data).status_code == 302
    with acting(cast.giang):
        found = queries.attributes_on(on=RENAMED)[cast.house_a]
    assert {name.value: value for name, value in found.items()} == {
        "member_count": 75,
        "has_trade_union": 1,
        "has_youth_union": 1,
    }


def test_a_secretary_runs_the_units_of_the_house(client_as, cast):
    client = client_as(cast.an)
    made = client.post(
        "/units/new", data={"name": "Chi bộ Kế toán", "kind": "party_cell", "valid_from": "1/3/2025"}
    )
    assert made.status_code == 302
    assert "Chi bộ Kế toán" in text(client.get("/units"))


def test_a_union_has_branches_not_party_cells(client_as, cast):
    client = client_as(cast.dung)
    wrong = client.post(
        "/units/new", data={"name": "Chi bộ Lạ", "kind": "party_cell", "valid_from": "1/3/2025"}
    )
    right = client.post(
        "/units/new", data={"name": "Chi đoàn 1", "kind": "youth_branch", "valid_from": "1/3/2025"}
    )
    assert (wrong.status_code, right.status_code) == (422, 302)


def test_a_unit_is_its_houses_own(client_as, cast, unit_a):
    for page in ("", "/name", "/figures", "/closing"):
        assert client_as(cast.an).get(f"/units/{unit_a}{page}").status_code == 200
        assert client_as(cast.chi).get(f"/units/{unit_a}{page}").status_code == 404
        assert client_as(cast.giang).get(f"/units/{unit_a}{page}").status_code == 404
        assert client_as(cast.em).get(f"/units/{unit_a}{page}").status_code == 403


def test_a_unit_changes_by_its_pages(client_as, cast, unit_a, acting):
    client = client_as(cast.an)
    client.post(f"/units/{unit_a}/name", data={"name": "Chi bộ Đổi", "valid_from": "1/3/2025"})
    client.post(
        f"/units/{unit_a}/figures",
        data={"member_count": "9", "has_youth_union": "0", "valid_from": "1/3/2025"},
    )
    client.post(f"/units/{unit_a}/closing", data={"closed_on": "1/4/2025"})
    page = text(client.get(f"/units/{unit_a}"))
    for part in ("Chi bộ Đổi", "01/04/2025", "không"):
        assert part in page
    assert client.post(f"/units/{unit_a}/reopening").status_code == 302


def test_each_house_keeps_its_own_settings(client_as, cast):
    client = client_as(cast.an)
    assert client.post("/settings", data={"place": "Bảo Lộc"}).status_code == 302
    assert "Bảo Lộc" in text(client.get("/settings"))
    assert "Bảo Lộc" not in text(client_as(cast.chi).get("/settings"))
    assert "bloc_label" not in text(client.get("/settings"))
    assert "bloc_label" in text(client_as(cast.giang).get("/settings"))


def test_holidays_are_read_by_khoi_and_changed_by_its_officers(client_as, cast):
    client = client_as(cast.giang)
    assert client.post("/holidays", data={"day": "8/2/2027", "name": "Tết"}).status_code == 302
    assert client.post("/holidays/year", data={"year": "2027"}).status_code == 302
    page = text(client.get("/holidays"))
    assert "08/02/2027" in page
    assert "02/09/2027" in page
    again = client.post("/holidays", data={"day": "8/2/2027", "name": "Tết"})
    assert (again.status_code, "đã có trong danh sách" in text(again)) == (422, True)
    assert client_as(cast.khanh).get("/holidays").status_code == 200
    assert client_as(cast.khanh).post("/holidays", data={}).status_code == 403
    assert client_as(cast.an).get("/holidays").status_code == 403


@pytest.mark.parametrize("n", [1, 3])
def test_the_price_of_the_list_of_houses(client_as, cast, acting, statements, n):
    with acting(cast.giang):
        for number in range(n):
            register_organization(
                code=f"K9{number}", name=f"Chi bộ {number}", kind="grassroots_cell", valid_from=RENAMED
            )
    client = client_as(cast.giang)
    client.get("/organizations")
    with statements() as sent:
        client.get("/organizations")
    assert len(sent) == 5


@pytest.mark.parametrize("n", [1, 3])
def test_the_price_of_the_list_of_units(client_as, cast, acting, statements, n):
    with acting(cast.an):
        for number in range(n):
            register_unit(name=f"Chi bộ {number}", kind=UnitKind.PARTY_CELL, valid_from=RENAMED)
    client = client_as(cast.an)
    client.get("/units")
    with statements() as sent:
        client.get("/units")
    assert len(sent) == 4
