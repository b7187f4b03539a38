"""Nonsense typed into every form and every address is answered in words, never by a crash.

The fields of a form are read from its own page. Addresses get the nonsense in every parameter that
a list page keeps. Each route is tried once, with an account that may use it.
"""

from __future__ import annotations

import uuid
from html.parser import HTMLParser

import pytest

from portal.kernel.permissions import ROLE_PERMISSIONS, declared_permission, is_public
from tests.house import houses
from tests.house.test_routes import address, routes

WORST = ("x" * 20_000, "9" * 40, "01/01/0001", str(uuid.UUID(int=7)))
NONSENSE = (
    *WORST,
    "",
    "a\x00b",
    "<script>alert(1)</script>'\";--%_\\",
    "-1",
    "٣",
    "1e400",
    "31/02/2026",
    "9999-12-31",
    "\u202eabc\ufeff\u0301",
)
"""Typed into all fields at once; the worst also into one field after the other."""
PARAMETERS = (
    *("q", "page", "sort", "as_of", "term", "code", "house", "house_id", "from", "to", "actor", "noun"),
    *("threshold", "next", "unit", "stage", "sector", "below", "kind", "state", "helper"),
)
LEAVES = {"accounts.sign_out", "accounts.switch_tenant", "accounts.revoke_session"}
"""Routes that would end the session the test works in."""


class Fields(HTMLParser):
    """The fields of the largest form of a page, with what stands in them."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[dict[str, str]] = []
        self.select = ""

    def handle_starttag(self, tag, attrs):
        a = dict(attrs)
        if tag == "form":
            self.forms.append({})
        name = a.get("name")
        if not self.forms:
            return
        if tag in {"input", "textarea", "select"} and name and a.get("type") not in {"file", "submit"}:
            if a.get("type") in {"checkbox", "radio"} and "checked" not in a:
                self.forms[-1].setdefault(name, a.get("value") or "")
            else:
                self.forms[-1][name] = a.get("value") or ""
            self.select = name if tag == "select" else ""
        if tag == "option" and self.select and (a.get("value") and not self.forms[-1].get(self.select)):
            self.forms[-1][self.select] = a["value"]


def fields_of(page: str) -> dict[str, str]:
    parser = Fields()
    parser.feed(page)
    return max(parser.forms, key=len, default={})


@pytest.fixture
def answering(demo_app, monkeypatch):
    """The application as it runs in an office: a crash is an answer, not the end of the test."""
    monkeypatch.setitem(demo_app.config, "PROPAGATE_EXCEPTIONS", False)
    return demo_app


def routes_by_role(app, method):
    """Each route once, with the first role that may use it."""
    for rule, view in routes(app):
        permission = declared_permission(view)
        if method in rule.methods and not is_public(view) and rule.endpoint not in LEAVES:
            yield next(role for role in sorted(houses.ACCOUNTS) if permission in ROLE_PERMISSIONS[role]), rule


@pytest.mark.parametrize("username", sorted(houses.ACCOUNTS.values()))
def test_no_form_crashes_on_nonsense(answering, browser_of, filled, username):
    client = browser_of(username)
    crashed = []
    for role, rule in routes_by_role(answering, "POST"):
        if houses.ACCOUNTS[role] != username:
            continue
        path = address(rule, filled.own)
        offered = fields_of(client.get(path).get_data(as_text=True)) if "GET" in rule.methods else {}
        trials = [dict.fromkeys(offered, nonsense) for nonsense in NONSENSE]
        trials += [{**offered, name: nonsense} for nonsense in WORST for name in offered]
        for data in trials:
            status = client.post(path, data=data).status_code
            if status >= 500:
                crashed.append((rule.endpoint, {name: value[:20] for name, value in data.items()}, status))
    assert crashed == []


@pytest.mark.parametrize("username", sorted(houses.ACCOUNTS.values()))
def test_no_address_crashes_on_nonsense(answering, browser_of, filled, username):
    client = browser_of(username)
    crashed = []
    for role, rule in routes_by_role(answering, "GET"):
        if houses.ACCOUNTS[role] != username:
            continue
        for nonsense in NONSENSE[1:]:
            asked = dict.fromkeys(PARAMETERS, nonsense[:2000])
            status = client.get(address(rule, filled.own), query_string=asked).status_code
            if status >= 500:
                crashed.append((rule.endpoint, nonsense[:20], status))
    assert crashed == []
