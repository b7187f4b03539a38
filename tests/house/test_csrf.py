"""A POST without the token of its own page is refused on every route, before anything is read or written."""

from __future__ import annotations

import re
import uuid

import pytest

from portal.kernel.permissions import declared_permission, declared_scope, has_permission, is_public
from tests.cast import PASSWORD

WRITING = {"POST", "PUT", "PATCH", "DELETE"}


@pytest.fixture
def guarded(app, monkeypatch):
    """The application as it runs in an office: tokens checked."""
    monkeypatch.setitem(app.config, "WTF_CSRF_ENABLED", True)
    return app


def writing_routes(app):
    for rule in app.url_map.iter_rules():
        if rule.methods & WRITING and not rule.endpoint.startswith("styleguide"):
            yield rule, app.view_functions[rule.endpoint]


def address(app, rule) -> str:
    samples = {"UUIDConverter": uuid.UUID(int=7), "IntegerConverter": 7}
    values = {name: samples.get(type(rule._converters[name]).__name__, "x") for name in rule.arguments}
    with app.test_request_context():
        return app.url_for(rule.endpoint, **values) if rule.arguments else rule.rule


def entries(owner_sql) -> list:
    return owner_sql("select count(*) from audit_entry")


def test_a_post_without_its_token_is_refused_on_every_route(guarded, cast, client_as, visitor, owner_sql):
    clients = {someone.username: client_as(someone) for someone in cast.everybody()}
    before = entries(owner_sql)
    wrong, tried = [], 0
    for rule, view in writing_routes(guarded):
        may = [
            s
            for s in cast.everybody()
            if not is_public(view) and has_permission(s.actor(), declared_permission(view))
        ]
        client = visitor if is_public(view) else clients[may[0].username]
        for method in sorted(rule.methods & WRITING):
            tried += 1
            answer = client.open(address(guarded, rule), method=method, data={"anything": "x"})
            # the API knows no browser: a session opens nothing there that could be forged
            refusal = 400 if declared_scope(view) is None else 401
            if answer.status_code != refusal:
                wrong.append((rule.rule, method, answer.status_code))
    assert wrong == []
    assert tried >= 25
    assert entries(owner_sql) == before


def token_of(page) -> str:
    return re.search(r'name="csrf-token" content="([^"]+)"', page.get_data(as_text=True))[1]


def test_the_token_of_the_page_lets_the_same_browser_in(guarded, cast, visitor):
    token = token_of(visitor.get("/sign-in"))
    answer = visitor.post("/sign-in", data={"username": "an", "password": PASSWORD, "csrf_token": token})
    assert answer.status_code == 302


def test_the_token_of_another_browser_is_worth_nothing(guarded, cast, app):
    stolen = token_of(app.test_client().get("/sign-in"))
    victim = app.test_client()
    victim.get("/sign-in")
    answer = victim.post("/sign-in", data={"username": "an", "password": PASSWORD, "csrf_token": stolen})
    assert answer.status_code == 400


def test_the_token_from_before_sign_in_does_not_outlive_it(guarded, cast, visitor):
    token = token_of(visitor.get("/sign-in"))
    visitor.post("/sign-in", data={"username": "an", "password": PASSWORD, "csrf_token": token})
    assert visitor.post("/sign-out", data={"csrf_token": token}).status_code == 400
    assert (
        visitor.post("/sign-out", data={"csrf_token": token_of(visitor.get("/account"))}).status_code == 302
    )
