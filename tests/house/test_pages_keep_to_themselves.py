"""Every page answers with the closed headers and carries nothing inline, whoever reads it."""

from __future__ import annotations

import re

import pytest

from portal.kernel.permissions import declared_permission, has_permission, is_public
from portal.web.headers import CONTENT_SECURITY_POLICY

INLINE = re.compile(
    r"<style|<script(?![^>]*\ssrc=)(?![^>]*type=\"application/json\")|\sstyle=|\son[a-z]+=\"|javascript:",
    re.IGNORECASE,
)
ELSEWHERE = re.compile(r"(?:src|href|action)=\"(?:https?:)?//(?!localhost)", re.IGNORECASE)
EXPECTED = {
    "Content-Security-Policy": CONTENT_SECURITY_POLICY,
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Referrer-Policy": "same-origin",
    "Cross-Origin-Opener-Policy": "same-origin",
}


def plain_pages(app):
    for rule in app.url_map.iter_rules():
        known = rule.endpoint in {"static", "bootstrap.static", "healthz"} or rule.endpoint.startswith(
            "styleguide"
        )
        if "GET" in rule.methods and not rule.arguments and not known:
            yield rule.rule, app.view_functions[rule.endpoint]


def test_the_policy_lets_nothing_inline_through():
    assert "unsafe" not in CONTENT_SECURITY_POLICY
    assert "script-src 'self'" in CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("name", ["an", "dung", "em", "giang", "ha", "lan", "minh", "son"])
def test_pages_of_each_role(app, cast, client_as, name):
    someone = getattr(cast, name)
    client = client_as(someone)
    wrong, seen = [], 0
    for path, view in plain_pages(app):
        if is_public(view) or not has_permission(someone.actor(), declared_permission(view)):
            continue
        answer = client.get(path)
        seen += 1
        wrong += [(path, header) for header, value in EXPECTED.items() if answer.headers.get(header) != value]
        if answer.mimetype == "text/html":
            body = answer.get_data(as_text=True)
            wrong += [(path, found) for found in INLINE.findall(body) + ELSEWHERE.findall(body)]
            if answer.headers.get("Cache-Control") != "no-store":
                wrong.append((path, "stored"))
    assert wrong == []
    assert seen >= 5


def test_pages_for_anybody(visitor, cast):
    for path in ("/sign-in", "/accept-invitation", "/khong-co-trang-nay"):
        answer = visitor.get(path)
        assert {header: answer.headers.get(header) for header in EXPECTED} == EXPECTED
        assert not INLINE.findall(answer.get_data(as_text=True))


def test_the_session_cookie_is_out_of_reach_of_scripts_and_of_other_sites(visitor, cast):
    cookie = visitor.get("/sign-in").headers["Set-Cookie"]
    assert "HttpOnly" in cookie
    assert "SameSite=Lax" in cookie
