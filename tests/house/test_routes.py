"""Route × role and foreign ids, generated from url_map: nothing is listed by hand.

``houses.fill`` gives every argument of a route an id of house A and one of house B, found by the
argument's name in the tables (``candidate_id`` → table ``candidate``). A route whose argument has no
row in the filled houses fails the test: an unproved route is not a proved one.
"""

from __future__ import annotations

import uuid

import pytest

from portal.kernel.actor import Role
from portal.kernel.permissions import Permission, declared_permission, has_permission, is_public
from tests.cast import ROLES
from tests.house import houses

SAFE = {"GET", "HEAD", "OPTIONS"}
UNGUARDED = {"static", "bootstrap.static"}
KHOI_READERS = {Role.KHOI_OFFICER, Role.KHOI_LEADER, Role.INSPECTOR}


def routes(app):
    for rule in app.url_map.iter_rules():
        if rule.endpoint not in UNGUARDED and not rule.endpoint.startswith("styleguide"):
            yield rule, app.view_functions[rule.endpoint]


def test_every_route_declares_who_may(app):
    undeclared = [rule.rule for rule, view in routes(app) if not is_public(view) and declared_permission(view) is None]
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
    }


def test_every_permission_is_held_by_somebody_and_used_somewhere(app):
    used = {declared_permission(view) for _, view in routes(app)}
    from portal.kernel.permissions import ROLE_PERMISSIONS

    held = set().union(*ROLE_PERMISSIONS.values())
    assert set(Permission) - held == set()
    assert {permission for permission in used if permission} <= set(Permission)


@pytest.fixture
def filled(app, cast):
    with app.app_context():
        return houses.fill(cast)


def address(rule, ids: dict[str, object]) -> str:
    path = rule.rule
    for argument in rule.arguments:
        for converter in ("uuid:", "int:", "string:", "path:", ""):
            path = path.replace(f"<{converter}{argument}>", str(ids[argument]))
    return path


@pytest.mark.parametrize("name", sorted(ROLES))
def test_each_role_may_exactly_what_the_table_says(app, cast, client_as, filled, name):
    """Allowed: anything but 403. Not allowed: 403, or 404 when the id is not shown either."""
    someone = getattr(cast, name)
    client = client_as(someone)
    wrong = []
    for rule, view in routes(app):
        if is_public(view):
            continue
        permission = declared_permission(view)
        allowed = has_permission(someone.actor(), permission)
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            if method != "GET" and allowed:
                continue  # writes of the allowed are the features' own tests; here they would change the house
            answer = client.open(address(rule, filled.own), method=method)
            if allowed and answer.status_code == 403:
                wrong.append((rule.rule, method, "refused though allowed"))
            if allowed and answer.status_code >= 500:
                wrong.append((rule.rule, method, answer.status_code))
            if not allowed and answer.status_code not in {403, 404, 405}:
                wrong.append((rule.rule, method, answer.status_code))
    assert wrong == []


def test_a_visitor_is_asked_to_sign_in_everywhere(app, visitor, filled):
    wrong = []
    for rule, view in routes(app):
        if is_public(view):
            continue
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            answer = visitor.open(address(rule, filled.own), method=method)
            if not (answer.status_code == 302 and "/sign-in" in answer.location):
                wrong.append((rule.rule, method, answer.status_code))
            scripted = visitor.open(address(rule, filled.own), method=method, headers={"Accept": "application/json"})
            if scripted.status_code != 401:
                wrong.append((rule.rule, method, "json", scripted.status_code))
    assert wrong == []


@pytest.mark.parametrize("name", ["chi", "dung", "em"])
def test_a_foreign_id_looks_like_no_id_and_changes_nothing(app, cast, client_as, filled, owner_sql, name):
    """Every id in every URL is replaced by one of another house: 404 (or 403 by role), nothing written."""
    client = client_as(getattr(cast, name))
    foreign = filled.foreign_to(getattr(cast, name))
    before = houses.fingerprint(owner_sql)
    wrong = []
    for rule, view in routes(app):
        guarded = [argument for argument in rule.arguments if argument in foreign]
        if is_public(view) or not guarded:
            continue
        ids = filled.own | foreign
        for method in sorted(rule.methods - {"HEAD", "OPTIONS"}):
            answer = client.open(address(rule, ids), method=method, data={})
            if answer.status_code not in {403, 404}:
                wrong.append((rule.rule, method, answer.status_code))
    assert wrong == []
    assert houses.fingerprint(owner_sql) == before


def test_an_id_of_nobody_is_404_for_overseers_too(app, cast, client_as, filled):
    client = client_as(cast.giang)
    nobody = dict.fromkeys(filled.own, uuid.uuid4())
    wrong = []
    for rule, view in routes(app):
        permission = declared_permission(view)
        if not rule.arguments or is_public(view) or "GET" not in rule.methods:
            continue
        if not has_permission(cast.giang.actor(), permission) or not (rule.arguments <= set(filled.own)):
            continue
        answer = client.get(address(rule, {**filled.words, **nobody}))
        if answer.status_code not in {404, 302}:
            wrong.append((rule.rule, answer.status_code))
    assert wrong == []
