"""A house invites, changes and switches off its own officers; Khối hands over the desk and no more."""

from __future__ import annotations

import re

import pytest

from portal.accounts import pages
from portal.accounts.operations import invitations
from portal.accounts.operations.invite_secretary_of import invite_secretary_of
from portal.accounts.operations.reset_password import reset_password
from portal.kernel.actor import Role
from portal.kernel.errors import Conflict, DomainError, NotFound, PermissionRefusedError, RuleRefused
from portal.organizations import queries as organizations
from tests.cast import PASSWORD

CODE = re.compile(r"K01(?:-[A-Z2-9]{4}){4}")
OWN = "câu riêng của tôi"


def words(answer) -> str:
    return answer.get_data(as_text=True)


def invite_by_page(client, **data) -> str:
    client.post("/officers/invite", data={"display_name": "Lý Văn Mới", "roles": ["helper"], **data})
    return CODE.search(words(client.get("/officers/paper")))[0]


def accept(client, code, username="moi", password=OWN):
    return client.post(
        "/accept-invitation",
        data={"code": code, "username": username, "password": password, "repeated": password},
    )


def officer(acting, cast, username):
    with acting(cast.an):
        return next(row for row in pages.list_officers() if row.username == username)


def test_a_printed_code_becomes_an_account_once(client_as, app, cast):
    code = invite_by_page(client_as(cast.an))
    newcomer = app.test_client()
    assert accept(newcomer, code.lower().replace("-", " ")).status_code == 302
    assert newcomer.post("/sign-in", data={"username": "moi", "password": OWN}).status_code == 302
    assert "Đảng viên giúp đỡ" in words(newcomer.get("/"))
    assert accept(app.test_client(), code, "khac").status_code == 422


@pytest.mark.parametrize("weak", ["ngắn", "1234567890", "moi-moi-moi-2026"])
def test_a_new_account_needs_a_good_password_and_the_code_stays_good(client_as, app, cast, weak):
    code = invite_by_page(client_as(cast.an))
    newcomer = app.test_client()
    refused = accept(newcomer, code, password=weak)
    assert refused.status_code == 422
    assert "Mật khẩu" in words(refused)
    assert accept(newcomer, code).status_code == 302


@pytest.mark.parametrize("name", ["\u202eima", "\u0430n2", "a<b>c", "hai tu", "2026"])
def test_a_sign_in_name_is_what_it_looks_like(client_as, app, cast, name):
    code = invite_by_page(client_as(cast.an))
    refused = accept(app.test_client(), code, username=name)
    assert refused.status_code == 422
    assert "Tên đăng nhập chỉ gồm" in words(refused)


def test_the_code_is_shown_once_and_kept_nowhere(client_as, cast, owner_sql):
    client = client_as(cast.an)
    code = invite_by_page(client)
    again = words(client.get("/officers/paper"))
    assert not CODE.search(again)
    stored = str(owner_sql("select * from invitation")) + str(owner_sql("select body from audit_entry"))
    assert code not in stored


def test_the_sheet_carries_a_qr_code_without_inline_style(client_as, cast):
    client = client_as(cast.an)
    client.post("/officers/invite", data={"display_name": "Lý Văn Mới", "roles": ["helper"]})
    sheet = words(client.get("/officers/paper"))
    assert 'class="qrline"' in sheet
    assert "style=" not in sheet


def test_the_sealed_code_cannot_be_read_from_the_cookie(client_as, cast):
    client = client_as(cast.an)
    client.post("/officers/invite", data={"display_name": "Lý Văn Mới", "roles": ["helper"]})
    with client.session_transaction() as session:
        assert not CODE.search(str(dict(session)))


def test_a_revoked_code_opens_nothing(client_as, app, cast, owner_sql):
    client = client_as(cast.an)
    code = invite_by_page(client)
    [(invitation_id,)] = owner_sql("select id from invitation")
    assert client_as(cast.chi).post(f"/officers/invitations/{invitation_id}/revoke").status_code == 404
    assert client.post(f"/officers/invitations/{invitation_id}/revoke").status_code == 302
    assert accept(app.test_client(), code).status_code == 422
    assert "Lý Văn Mới" not in words(client.get("/officers"))


def test_a_used_code_is_not_revoked_any_more(client_as, app, acting, cast, owner_sql):
    accept(app.test_client(), invite_by_page(client_as(cast.an)))
    [(invitation_id,)] = owner_sql("select id from invitation")
    with acting(cast.an), pytest.raises(Conflict):
        invitations.revoke_invitation(invitation_id=invitation_id)


def test_an_expired_code_opens_nothing(client_as, app, cast, owner_sql):
    code = invite_by_page(client_as(cast.an))
    owner_sql("update invitation set expires_at = now() - interval '1 minute'")
    assert accept(app.test_client(), code).status_code == 422


def test_an_account_of_another_house_joins_by_its_own_password(client_as, app, cast):
    code = invite_by_page(client_as(cast.an))
    wrong = accept(app.test_client(), code, "chi", "không phải của Chi")
    assert (wrong.status_code, "đã có người dùng" in words(wrong)) == (422, True)
    assert accept(app.test_client(), code, "chi", PASSWORD).status_code == 302
    client = client_as(cast.chi)
    assert "Sở Thử Nghiệm A" in words(client.get("/account"))


def test_wrong_codes_from_one_address_are_stopped(app, cast):
    client = app.test_client()
    for _ in range(40):
        accept(client, "K01-AAAA-BBBB-CCCC-DDDD")
    assert "tạm dừng" in words(accept(client, "K01-AAAA-BBBB-CCCC-DDDD"))


@pytest.mark.parametrize("roles", [["khoi_officer"], ["union_officer"], ["system_admin", "secretary"], []])
def test_a_house_gives_only_its_own_roles(client_as, cast, roles, owner_sql):
    answer = client_as(cast.an).post("/officers/invite", data={"display_name": "Lý", "roles": roles})
    assert answer.status_code == 422
    assert owner_sql("select count(*) from invitation") == [(0,)]


def test_a_cell_secretary_needs_a_cell(client_as, cast, acting):
    client = client_as(cast.an)
    data = {"display_name": "Lý", "roles": ["cell_secretary"]}
    refused = client.post("/officers/invite", data=data)
    assert (refused.status_code, "Chọn chi bộ" in words(refused)) == (422, True)
    with acting(cast.an):
        unit_id = organizations.list_units()[0].id
    assert client.post("/officers/invite", data=data | {"unit_id": unit_id}).status_code == 302


def test_changed_roles_hold_at_the_next_request(client_as, acting, cast):
    binh = officer(acting, cast, "binh")
    browser = client_as(cast.binh)
    assert browser.get("/units").status_code == 403
    changed = client_as(cast.an).post(
        f"/officers/{binh.id}", data={"display_name": "Bình", "position": "", "roles": ["secretary"]}
    )
    assert (changed.status_code, browser.get("/units").status_code) == (302, 200)


def test_nobody_locks_the_desk_from_inside(client_as, acting, cast):
    an = officer(acting, cast, "an")
    client = client_as(cast.an)
    assert client.post(f"/officers/{an.id}/deactivation").status_code == 422
    dropped = client.post(f"/officers/{an.id}", data={"display_name": "An", "roles": ["helper"]})
    assert (dropped.status_code, client.get("/officers").status_code) == (422, 200)


def test_officers_of_another_house_are_not_there(client_as, acting, cast):
    binh = officer(acting, cast, "binh")
    for someone, status in ((cast.an, 200), (cast.chi, 404), (cast.giang, 404), (cast.em, 403)):
        assert client_as(someone).get(f"/officers/{binh.id}").status_code == status, someone.username
    for step in ("deactivation", "reactivation", "password"):
        assert client_as(cast.chi).post(f"/officers/{binh.id}/{step}").status_code == 404


def test_candidates_are_not_among_the_officers(client_as, acting, cast, owner_sql):
    [(em,)] = owner_sql("select id from membership where username = 'em'")
    assert client_as(cast.an).get(f"/officers/{em}").status_code == 404
    with acting(cast.an):
        assert {row.username for row in pages.list_officers()} == {"an", "binh"}


def test_a_forgotten_password_is_replaced_on_paper(client_as, app, acting, cast):
    binh = officer(acting, cast, "binh")
    old, client = client_as(cast.binh), client_as(cast.an)
    client.post(f"/officers/{binh.id}/password")
    sheet = words(client.get("/officers/paper"))
    once = re.search(r'class="paper-secret">([^<]+)<', sheet)[1]
    assert old.get("/").status_code == 302
    fresh = app.test_client()
    fresh.post("/sign-in", data={"username": "binh", "password": once})
    assert fresh.get("/").location == "/account/password"


def test_one_house_cannot_open_the_way_into_another(client_as, app, acting, cast):
    accept(app.test_client(), invite_by_page(client_as(cast.an)), "chi", PASSWORD)
    chi = officer(acting, cast, "chi")
    with acting(cast.an), pytest.raises(RuleRefused):
        reset_password(membership_id=chi.id)
    assert (
        app.test_client().post("/sign-in", data={"username": "chi", "password": PASSWORD}).status_code == 302
    )


def test_khoi_hands_the_desk_of_a_house_to_its_secretary(client_as, app, cast, owner_sql):
    client = client_as(cast.giang)
    client.post(f"/organizations/{cast.house_a}/secretary", data={"display_name": "Hồ Thị Bí Thư"})
    code = CODE.search(words(client.get("/officers/paper")))[0]
    assert accept(app.test_client(), code, "bithu").status_code == 302
    [(tenant_id, roles)] = owner_sql("select tenant_id, roles from membership where username = 'bithu'")
    assert (tenant_id, roles) == (cast.house_a, ["secretary"])
    [(actor, account)] = owner_sql(
        "select body::jsonb ->> 'actor', body::jsonb ->> 'account_id' from audit_entry"
        " where tenant_id = %s and body like '%%invitation.written%%'",
        cast.house_a,
    )
    assert (actor, account) == ("giang", str(cast.giang.account_id))
    ordered = owner_sql(
        "select count(*) from audit_entry where tenant_id = %s and body like '%%secretary_invited%%'",
        cast.khoi,
    )
    assert ordered == [(1,)]


def test_the_house_sees_who_invited_and_may_take_it_back(client_as, cast):
    client_as(cast.giang).post(
        f"/organizations/{cast.house_a}/secretary", data={"display_name": "Hồ Thị Bí Thư"}
    )
    page = words(client_as(cast.an).get("/officers"))
    assert "Hồ Thị Bí Thư" in page
    assert "người mời: giang" in page


def test_a_union_gets_a_union_officer(client_as, cast, owner_sql):
    client_as(cast.giang).post(f"/organizations/{cast.union}/secretary", data={"display_name": "Bí thư Đoàn"})
    assert owner_sql("select roles from invitation where tenant_id = %s", cast.union) == [
        (["union_officer"],)
    ]


def test_only_khoi_officers_hand_desks_over(client_as, acting, cast, owner_sql):
    for someone in (cast.an, cast.chi, cast.khanh, cast.son):
        answer = client_as(someone).post(
            f"/organizations/{cast.house_a}/secretary", data={"display_name": "Kẻ Lạ"}
        )
        assert answer.status_code == 403, someone.username
        with acting(someone), pytest.raises(PermissionRefusedError):
            invite_secretary_of(organization_id=cast.house_a, display_name="Kẻ Lạ")
    assert owner_sql("select count(*) from invitation") == [(0,)]


def test_khoi_is_not_handed_over_to_itself_this_way(acting, cast):
    with acting(cast.giang), pytest.raises(RuleRefused):
        invite_secretary_of(organization_id=cast.khoi, display_name="Ai Đó")


def test_a_candidate_is_not_made_an_officer_by_changing_roles(acting, cast, owner_sql):
    from portal.accounts.operations.change_membership import change_membership

    [(em,)] = owner_sql("select id from membership where username = 'em'")
    with acting(cast.an), pytest.raises(NotFound):
        change_membership(membership_id=em, display_name="Em", position="", roles=frozenset({Role.SECRETARY}))


def test_the_candidate_role_stands_alone(acting, cast):
    with acting(cast.an), pytest.raises(DomainError, match="không kiêm"):
        invitations.invite(display_name="Em", roles=frozenset({Role.CANDIDATE, Role.SECRETARY}))


@pytest.mark.parametrize("n", [1, 3])
def test_the_price_of_the_list_of_officers(client_as, acting, cast, statements, n):
    with acting(cast.an):
        for number in range(n):
            invitations.invite(display_name=f"Người {number}", roles=frozenset({Role.HELPER}))
    client = client_as(cast.an)
    client.get("/officers")
    with statements() as sent:
        client.get("/officers")
    assert len(sent) == 5
