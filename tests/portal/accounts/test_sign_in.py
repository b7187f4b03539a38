"""The door: who comes in, who is told what, and what takes effect at the next request."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import pytest

from portal.accounts import rules
from portal.accounts.operations import sessions
from portal.accounts.operations.set_membership_active import set_membership_active
from portal.kernel import clock
from portal.kernel.errors import DomainError
from tests.cast import PASSWORD

NEW = "một câu mới thật dài"


def sign_in(client, username="an", password=PASSWORD, target="/sign-in"):
    return client.post(target, data={"username": username, "password": password})


def words(answer) -> str:
    return answer.get_data(as_text=True)


def alert(answer) -> str:
    return words(answer).split('role="alert"')[1].split("</p>")[0]


def test_the_right_password_opens_the_home_page(visitor, cast):
    answer = sign_in(visitor, username="  AN ")
    assert (answer.status_code, answer.location) == (302, "/")
    assert "Chào đồng chí An" in words(visitor.get("/"))


def test_a_wrong_password_an_unknown_name_and_nobody_look_alike(app, cast):
    answers = [sign_in(app.test_client(), name, "sai mật khẩu") for name in ("an", "khong-co-ai")]
    assert [answer.status_code for answer in answers] == [422, 422]
    assert alert(answers[0]) == alert(answers[1])


def test_names_that_exist_and_names_that_do_not_are_shut_out_alike(app, cast):
    shut = {}
    with clock.frozen_at(clock.now()):  # the answer names the minute
        for name in ("an", "khong-co-ai"):
            for _ in range(rules.FAILURES_BEFORE_LOCK):
                sign_in(app.test_client(), name, "sai mật khẩu")
            shut[name] = alert(sign_in(app.test_client(), name))
    assert "tạm dừng đến" in shut["an"]
    assert shut["an"] == shut["khong-co-ai"]


def test_a_shut_door_opens_again_and_success_starts_the_count_afresh(app, cast):
    with app.app_context():
        for _ in range(rules.FAILURES_BEFORE_LOCK):
            with pytest.raises(DomainError):
                sessions.sign_in(username="an", password="sai")
        with pytest.raises(DomainError, match="tạm dừng"):
            sessions.sign_in(username="an", password=PASSWORD)
        with clock.frozen_at(datetime.now(UTC) + rules.LOCK_STEP + timedelta(seconds=1)):
            assert sessions.sign_in(username="an", password=PASSWORD)
        with pytest.raises(DomainError, match="không đúng"):
            sessions.sign_in(username="an", password="sai")


def test_one_address_cannot_try_every_name(app, cast):
    with app.app_context():
        for number in range(rules.FAILURES_FROM_ONE_ADDRESS):
            with pytest.raises(DomainError, match="không đúng"):
                sessions.sign_in(username=f"ai-do-{number}", password="sai", address="10.0.0.9")
        with pytest.raises(DomainError, match="tạm dừng"):
            sessions.sign_in(username="chi", password=PASSWORD, address="10.0.0.9")
        assert sessions.sign_in(username="chi", password=PASSWORD, address="10.0.0.10")


def test_what_was_typed_as_a_name_is_not_kept(app, cast, owner_sql):
    with app.app_context(), pytest.raises(DomainError):
        sessions.sign_in(username="mat-khau-go-nham", password="sai")
    assert "mat-khau-go-nham" not in str(owner_sql("select * from sign_in_throttle"))
    assert "mat-khau-go-nham" not in str(owner_sql("select body from audit_entry"))


def test_a_failure_is_recorded_in_the_persons_house(app, cast, owner_sql):
    with app.app_context(), pytest.raises(DomainError):
        sessions.sign_in(username="an", password="sai")
    found = owner_sql(
        "select count(*) from audit_entry where tenant_id = %s and body like '%%sign_in_failed%%'",
        cast.house_a,
    )
    assert found == [(1,)]


@pytest.mark.parametrize(
    "target",
    [
        "//evil.example/",
        "/\\evil.example",
        "https://evil.example/",
        "/\t/evil.example",
        "javascript:alert(1)",
        "\\/evil",
        "/%0a//evil\n",
    ],
)
def test_sign_in_never_leads_to_another_site(visitor, cast, target):
    answer = visitor.post(
        "/sign-in", query_string={"next": target}, data={"username": "an", "password": PASSWORD}
    )
    assert answer.location == "/"


def test_sign_in_leads_back_to_the_page_that_was_asked_for(visitor, cast):
    asked = visitor.get("/units?q=1")
    answer = sign_in(visitor, target=asked.location)
    assert answer.location == "/units?q=1"


def test_a_session_planted_before_sign_in_is_worth_nothing(app, cast):
    with app.app_context():
        planted = cast.chi.open_session()
    client = app.test_client()
    with client.session_transaction() as session:
        session["_user_id"] = planted
        session["left_by_attacker"] = "x"
    sign_in(client)
    with client.session_transaction() as session:
        assert session["_user_id"] != planted
        assert "left_by_attacker" not in session
    assert "An" in words(client.get("/account"))


def test_two_sign_ins_are_two_sessions(app, cast):
    tokens = []
    for _ in range(2):
        client = app.test_client()
        sign_in(client)
        with client.session_transaction() as session:
            tokens.append(session["_user_id"])
    assert len(set(tokens)) == 2


def test_a_cookie_kept_after_signing_out_opens_nothing(app, cast):
    client = app.test_client()
    sign_in(client)
    kept = client.get_cookie("portal").value
    client.post("/sign-out")
    thief = app.test_client()
    thief.set_cookie("portal", kept)
    assert thief.get("/").status_code == 302


def test_a_revoked_browser_is_out_at_its_next_request(client_as, cast):
    here, there = client_as(cast.an), client_as(cast.an)
    assert there.get("/").status_code == 200
    page = words(here.get("/account"))
    address = page.split('action="/account/sessions/')[1].split('"')[0]
    assert here.post(f"/account/sessions/{address}").status_code == 302
    assert [there.get("/").status_code, here.get("/").status_code] == [302, 200]


def test_somebody_elses_browser_is_not_there(client_as, cast, owner_sql):
    client_as(cast.chi)
    [(theirs,)] = owner_sql("select id from web_session where account_id = %s", cast.chi.account_id)
    assert client_as(cast.an).post(f"/account/sessions/{theirs}/revoke").status_code == 404
    assert owner_sql("select revoked_at from web_session where id = %s", theirs) == [(None,)]


def test_who_is_switched_off_is_out_at_the_next_request(client_as, acting, cast):
    browser = client_as(cast.binh)
    assert browser.get("/").status_code == 200
    [membership] = [row for row in _officers(acting, cast) if row.username == "binh"]
    with acting(cast.an):
        set_membership_active(membership_id=membership.id, is_active=False)
    assert browser.get("/").status_code == 302
    assert sign_in(browser, "binh").status_code == 422


def _officers(acting, cast):
    from portal.accounts.pages import list_officers

    with acting(cast.an):
        return list_officers()


def test_an_idle_session_ends(client_as, cast, owner_sql):
    browser = client_as(cast.an)
    owner_sql("update web_session set last_seen_at = now() - interval '5 hours'")
    assert browser.get("/").status_code == 302


def test_a_first_password_is_only_good_for_choosing_another(app, cast):
    result = app.test_cli_runner().invoke(
        args=["accounts", "create", "moi", "--tenant", "K01", "--role", "helper"]
    )
    once = result.output.strip()
    client = app.test_client()
    sign_in(client, "moi", once)
    assert client.get("/").location == "/account/password"
    assert client.get("/account").location == "/account/password"
    refused = client.post("/account/password", data={"current": "sai", "new": NEW, "repeated": NEW})
    assert (refused.status_code, "hiện tại không đúng" in words(refused)) == (422, True)
    done = client.post("/account/password", data={"current": once, "new": NEW, "repeated": NEW})
    assert done.location == "/"
    assert client.get("/").status_code == 200
    assert sign_in(app.test_client(), "moi", once).status_code == 422


def test_changing_the_password_signs_other_browsers_out(client_as, cast):
    here, there = client_as(cast.an), client_as(cast.an)
    here.post("/account/password", data={"current": PASSWORD, "new": NEW, "repeated": NEW})
    assert [here.get("/").status_code, there.get("/").status_code] == [200, 302]


@pytest.mark.parametrize("weak", ["ngắn", "1234567890", "aaaaaaaaaaaa", "an-an-an-an-2026"])
def test_a_weak_password_is_refused_in_words(client_as, cast, weak):
    answer = client_as(cast.an).post(
        "/account/password", data={"current": PASSWORD, "new": weak, "repeated": weak}
    )
    assert answer.status_code == 422


def test_a_person_of_two_houses_chooses_where_to_work(client_as, cast, owner_sql):
    owner_sql(
        "insert into membership (tenant_id, id, account_id, username, display_name, position, roles, is_active, created_at)"
        " values (%s, gen_random_uuid(), %s, 'an', 'An', '', '{helper}', true, now())",
        cast.house_b,
        cast.an.account_id,
    )
    [(elsewhere,)] = owner_sql(
        "select id from membership where account_id = %s and tenant_id = %s", cast.an.account_id, cast.house_b
    )
    browser = client_as(cast.an)
    assert "Đổi đơn vị làm việc" in words(browser.get("/"))
    assert browser.post("/account/working-in", data={"membership_id": elsewhere}).status_code == 302
    assert "Đảng viên giúp đỡ · Đảng bộ Sở Thử Nghiệm B" in words(browser.get("/"))
    assert browser.get("/units").status_code == 403


def test_nobody_moves_into_a_house_without_a_role_there(client_as, cast, owner_sql):
    [(theirs,)] = owner_sql("select id from membership where username = 'chi'")
    browser = client_as(cast.an)
    for wanted in (theirs, "", "không phải mã"):
        assert browser.post("/account/working-in", data={"membership_id": wanted}).status_code == 404
    assert "Sở Thử Nghiệm A" in words(browser.get("/"))


def test_a_role_of_khoi_written_into_another_house_opens_nothing(client_as, cast, owner_sql):
    owner_sql("update membership set roles = '{inspector,khoi_officer}' where username = 'an'")
    browser = client_as(cast.an)
    assert [browser.get(path).status_code for path in ("/", "/organizations", "/oversight", "/audit")] == [
        403
    ] * 4
