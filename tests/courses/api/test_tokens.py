"""Who comes in by a token: what opens the API, what shuts it, and what never opens it."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.accounts.operations.make_access_token import make_access_token
from portal.accounts.rules import REQUESTS_A_MINUTE
from portal.kernel import clock
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Scope
from tests.courses.api.conftest import Program

CLASS = "/classes/{class_run_id}"


@pytest.mark.parametrize(
    "shut",
    [
        "update access_token set revoked_at = now()",
        "update access_token set expires_at = now()",
        "update account set is_active = false where username = 'an'",
        "update account set must_change_password = true where username = 'an'",
        "update membership set is_active = false where username = 'an'",
        "update membership set roles = '{cell_secretary}' where username = 'an'",
        "update organization set closed_on = '2020-01-01' where code = 'K01'",
    ],
)
def test_what_ends_a_token_ends_it_at_the_next_request(cast, program, owner_sql, shut):
    own = program(cast.an)
    assert own.get("/classes").status_code == 200
    owner_sql(shut)
    answer = own.get("/classes")
    assert (answer.status_code, answer.headers["WWW-Authenticate"]) == (401, "Bearer")


def test_a_token_does_what_its_scopes_say_and_nothing_else(cast, training, program):
    own = program(cast.an, Scope.CLASSES)
    assert own.get("/classes").status_code == 200
    assert own.get(f"{CLASS}/enrolments", training).status_code == 403
    assert own.get(f"{CLASS}/results", training).status_code == 403
    letter = {"candidate_ids": [str(training)]}
    assert own.call("post", f"{CLASS}/nominations", training, json=letter).status_code == 403


def test_a_browser_is_nothing_to_the_api_and_a_token_nothing_to_pages(app, cast, client_as, token_of):
    browser, token = client_as(cast.an), token_of(cast.an)
    assert browser.get("/api/v1/classes").status_code == 401
    bearer = {"Authorization": f"Bearer {token}"}
    page = app.test_client().get("/classes", headers=bearer)
    assert (page.status_code, "/sign-in" in page.location) == (302, True)
    for header in ("Bearer", "Bearer ", f"Basic {token}", f"Bearer {token}x", "Bearer \u00e9"):
        assert app.test_client().get("/api/v1/classes", headers={"Authorization": header}).status_code == 401


def test_a_browser_beside_the_token_changes_nothing(cast, client_as, token_of):
    """Chi's browser with An's token: the token alone says whose rows are read, and no cookie is set."""
    both = Program(client_as(cast.chi), token_of(cast.an))
    answer = both.get("/classes")
    assert answer.status_code == 200
    assert "Set-Cookie" not in answer.headers


def test_too_many_requests_in_a_minute_have_to_wait(cast, program, owner_sql):
    own = program(cast.an)
    own.get("/classes")
    with clock.frozen_at(clock.now()):
        owner_sql(
            "update access_token set minute_began_at = %s, requests_in_minute = %s",
            clock.now(),
            REQUESTS_A_MINUTE - 1,
        )
        assert own.get("/classes").status_code == 200
        answer = own.get("/classes")
        assert (answer.status_code, answer.headers["Retry-After"]) == (429, "60")
    with clock.frozen_at(clock.now() + timedelta(seconds=61)):
        assert own.get("/classes").status_code == 200


def test_an_unknown_address_is_a_problem_document(visitor):
    answer = visitor.get("/api/v1/nothing")
    assert (answer.status_code, answer.mimetype) == (404, "application/problem+json")


def test_nobody_gives_a_program_more_than_their_own_roles(acting, cast, owner_sql):
    with acting(cast.giang), pytest.raises(DomainError, match="không có quyền"):
        make_access_token(name="X", scopes=[Scope.NOMINATIONS], days=30)
    with acting(cast.son), pytest.raises(DomainError, match="không có quyền"):
        make_access_token(name="X", scopes=[Scope.CLASSES], days=30)
    assert owner_sql("select count(*) from access_token") == [(0,)]


def test_the_token_is_shown_once_and_kept_as_a_hash(cast, client_as, owner_sql):
    browser = client_as(cast.an)
    typed = {"name": "Phần mềm cán bộ", "scopes": ["classes:read"], "days": "90"}
    refused = browser.post("/settings/access-tokens/new", data=typed | {"scopes": []})
    assert (refused.status_code, "Phần mềm cán bộ" in refused.text) == (422, True)
    assert browser.post("/settings/access-tokens/new", data=typed).status_code == 302
    page = browser.get("/settings/access-tokens/once").text
    (row,) = owner_sql("select id, hint, token_hash, a::text from access_token a")
    token = page.split('paper-secret">')[1].split("<")[0]
    assert token.startswith(row[1])
    assert token not in row[3]
    assert token not in browser.get("/settings/access-tokens/once").text
    assert Program(browser, token).get("/classes").status_code == 200
    assert "Phần mềm cán bộ" in browser.get("/settings/access-tokens").text
    assert browser.get("/settings/access-tokens/guide").status_code == 200
    assert browser.post(f"/settings/access-tokens/{row[0]}/revocation").status_code == 302
    assert Program(browser, token).get("/classes").status_code == 401
    assert "đã thu hồi" in browser.get("/settings/access-tokens").text


def test_a_house_sees_and_revokes_its_own_tokens_only(cast, client_as, token_of, owner_sql):
    token_of(cast.an)
    ((access_token_id,),) = owner_sql("select id from access_token")
    stranger, admin = client_as(cast.chi), client_as(cast.giang)
    assert "Phần mềm thử" not in stranger.get("/settings/access-tokens").text
    assert "Phần mềm thử" not in admin.get("/settings/access-tokens").text
    for browser in (stranger, admin):
        assert browser.post(f"/settings/access-tokens/{access_token_id}/revocation").status_code == 404
