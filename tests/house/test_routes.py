"""Route × role and foreign ids, generated from url_map and played on the sample data.

``houses.fill`` gives every argument of a route an id of K53 and one only K18 may see, found by the
argument's name in the tables (``candidate_id`` → table ``candidate``). A route whose argument stands
for nothing fails the test: an unproved route is not a proved one.
"""

from __future__ import annotations

import uuid

import pytest

from portal.kernel.actor import Role
from portal.kernel.permissions import (
    ROLE_PERMISSIONS,
    Permission,
    Scope,
    declared_permission,
    declared_scope,
    is_public,
)
from tests.house import houses

SAFE = {"GET", "HEAD", "OPTIONS"}
UNGUARDED = {"static", "bootstrap.static", "assets.show_stylesheet"}


def routes(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in UNGUARDED and not rule.endpoint.startswith("styleguide"):
            yield rule, app.view_functions[rule.endpoint]


def test_every_route_declares_who_may(app):
    undeclared = [
        rule.rule for rule, view in routes(app) if not is_public(view) and declared_permission(view) is None
    ]
    assert undeclared == []


def test_no_route_that_writes_rests_on_a_permission_to_read(app):
    red = [
        rule.rule
        for rule, view in routes(app)
        if rule.methods - SAFE and (declared_permission(view) or "").endswith(".read")
    ]
    assert red == []


def test_public_routes_are_the_known_few(app):
    assert {rule.endpoint for rule, view in routes(app) if is_public(view)} == {
        "healthz",
        "accounts.sign_in",
        "accounts.accept_invitation",
        "certificates.verify_certificate",
        "api.describe",
    }


def test_every_permission_is_held_by_somebody_and_used_somewhere(app):
    used = {declared_permission(view) for _, view in routes(app)}
    held = set().union(*ROLE_PERMISSIONS.values())
    assert set(Permission) - held == set()
    assert {permission for permission in used if permission} <= set(Permission)


def address(rule, ids: dict[str, object]) -> str:
    path = rule.rule
    for argument in rule.arguments:
        for converter in ("uuid:", "int:", "string:", "path:", ""):
            path = path.replace(f"<{converter}{argument}>", str(ids[argument]))
    return path


def test_every_argument_of_a_route_stands_for_something(demo_app, filled):
    unknown = {
        argument for rule, _ in routes(demo_app) for argument in rule.arguments if argument not in filled.own
    }
    assert unknown == set()


@pytest.mark.parametrize("role", sorted(houses.ACCOUNTS))
def test_each_role_may_exactly_what_the_table_says(demo_app, browser_of, filled, role):
    """Allowed: anything but 403, and no crash. Not allowed: 403, or 404 where the row is not shown."""
    client = browser_of(houses.ACCOUNTS[role])
    permissions = ROLE_PERMISSIONS[role] | (ROLE_PERMISSIONS[Role.MARKER] if role is Role.LECTURER else set())
    wrong = []
    for rule, view in routes(demo_app):
        permission = declared_permission(view)
        if is_public(view):
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            allowed = permission in permissions
            if method != "GET" and allowed:
                continue  # a write by those who may is its feature's own test
            status = client.open(address(rule, filled.own), method=method).status_code
            if declared_scope(view) is not None:
                if status != 401:  # a browser's session opens nothing of the API
                    wrong.append((rule.rule, method, status))
                continue
            if allowed and (status == 403 or status >= 500):
                wrong.append((rule.rule, method, status))
            if not allowed and status not in {403, 404}:
                wrong.append((rule.rule, method, status))
    assert wrong == []


@pytest.mark.parametrize("role", sorted(houses.ACCOUNTS))
def test_a_program_may_what_the_role_of_its_maker_may(demo_app, program_of, filled, role):
    """With a token of every scope: 401 for roles that make none, 403 beyond the role, no crash within it."""
    client = program_of(houses.ACCOUNTS[role])
    permissions = ROLE_PERMISSIONS[role]
    wrong, tried = [], 0
    for rule, view in routes(demo_app):
        if declared_scope(view) is None:
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            tried += 1
            status = client.open(address(rule, filled.own), method=method, json={}).status_code
            if Permission.TOKEN_MANAGE not in permissions:
                fits = status == 401
            elif declared_permission(view) not in permissions:
                fits = status == 403
            else:
                fits = status in ({200, 404} if method == "GET" else {422})
            if not fits:
                wrong.append((rule.rule, method, status))
    assert wrong == []
    assert tried >= 7


@pytest.mark.parametrize("scope", sorted(Scope))
def test_a_token_opens_the_routes_of_its_scope_and_no_page(demo_app, program_of, filled, scope):
    client = program_of("bithu53", scopes=(scope,))
    wrong = []
    for rule, view in routes(demo_app):
        if is_public(view):
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            status = client.open(address(rule, filled.own), method=method, json={}).status_code
            if declared_scope(view) is None:
                fits = status in {302, 401}
            elif declared_scope(view) == scope:
                fits = status in {200, 404, 422}
            else:
                fits = status == 403
            if not fits:
                wrong.append((rule.rule, method, status))
    assert wrong == []


def test_a_visitor_is_asked_to_sign_in_everywhere(demo_app, filled):
    visitor = demo_app.test_client()
    wrong = []
    for rule, view in routes(demo_app):
        if is_public(view):
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            answer = visitor.open(address(rule, filled.own), method=method)
            if declared_scope(view) is not None:
                if answer.status_code != 401:
                    wrong.append((rule.rule, method, answer.status_code))
                continue
            if not (answer.status_code == 302 and "/sign-in" in answer.location):
                wrong.append((rule.rule, method, answer.status_code))
            scripted = visitor.open(
                address(rule, filled.own), method=method, headers={"Accept": "application/json"}
            )
            if scripted.status_code != 401:
                wrong.append((rule.rule, method, "json", scripted.status_code))
    assert wrong == []


@pytest.mark.parametrize("username", ["bithu53", "chibo53", "doankhoi", "quanchung", "giangvien"])
def test_a_foreign_id_looks_like_no_id_and_changes_nothing(demo_app, browser_of, filled, demo_sql, username):
    """Every id in every URL is replaced by one of another house: 404 (or 403 by role), nothing written.

    Routes of the API take ids of published classes only; whose people they name is the canary's test.
    """
    client = browser_of(username)
    before = houses.fingerprint(demo_sql)
    wrong = []
    for rule, view in routes(demo_app):
        foreign = {name: value for name, value in filled.foreign.items() if name in rule.arguments}
        if is_public(view) or not foreign:
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            status = client.open(address(rule, filled.own | foreign), method=method, data={}).status_code
            if status not in {403, 404}:
                wrong.append((rule.rule, method, status))
    assert wrong == []
    assert houses.fingerprint(demo_sql) == before


def test_an_id_of_nobody_is_404_for_overseers_too(demo_app, browser_of, program_of, filled):
    browser, program = browser_of("khoi"), program_of("khoi")
    wrong = []
    for rule, view in routes(demo_app):
        ids = {name for name in rule.arguments if houses.table_of(name)}
        allowed = declared_permission(view) in ROLE_PERMISSIONS[Role.KHOI_OFFICER]
        if not ids or is_public(view) or not allowed:
            continue
        nobody = dict.fromkeys(ids, uuid.uuid4())
        client = browser if declared_scope(view) is None else program
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            status = client.open(address(rule, filled.own | nobody), method=method, data={}).status_code
            if status != 404:
                wrong.append((rule.rule, method, status))
    assert wrong == []


def test_no_page_of_another_house_carries_the_canary(demo_app, browser_of, program_of, filled, demo_sql):
    """A word planted in every name of K18 is seen by K18's secretary and by nobody of another house."""
    canary = "Zqxcanary"
    stranger = "(select id from organization where code = 'K18')"
    demo_sql(f"update person set full_name = full_name || ' {canary}' where tenant_id = {stranger}")
    demo_sql(f"update unit_name set name = name || ' {canary}' where tenant_id = {stranger}")
    try:
        assert canary in browser_of("bithu18").get("/candidates").text, (
            "the canary must be there to be missed"
        )
        for username in ("bithu53", "chibo53", "doankhoi", "quanchung", "chamthi"):
            browser, program = browser_of(username), program_of(username)
            for rule, view in routes(demo_app):
                if "GET" in rule.methods and not is_public(view):
                    client = browser if declared_scope(view) is None else program
                    answer = client.get(address(rule, filled.own))
                    assert canary.encode() not in answer.data, (username, rule.rule)
    finally:
        demo_sql(
            f"update person set full_name = replace(full_name, ' {canary}', '') where tenant_id = {stranger}"
        )
        demo_sql(f"update unit_name set name = replace(name, ' {canary}', '') where tenant_id = {stranger}")
