import gzip

import pytest

from portal.web.headers import CONTENT_SECURITY_POLICY


@pytest.mark.parametrize("path", ["/styleguide", "/nowhere", "/static/icons.svg"])
def test_every_answer_carries_the_strict_policy(client, path):
    headers = client.get(path, buffered=True).headers
    assert headers["Content-Security-Policy"] == CONTENT_SECURITY_POLICY
    assert headers["X-Content-Type-Options"] == "nosniff"
    assert headers["Referrer-Policy"] == "same-origin"
    assert "camera=(self)" in headers["Permissions-Policy"]


def test_the_policy_allows_only_this_site():
    sources = {part.split()[-1] for part in CONTENT_SECURITY_POLICY.split("; ")}
    assert sources == {"'self'", "'none'"}
    assert "frame-ancestors 'none'" in CONTENT_SECURITY_POLICY


def test_a_page_is_stored_nowhere_unless_its_view_says_so(app):
    app.add_url_rule("/own", "own", lambda: ("x", 200, {"Cache-Control": "private, max-age=60"}))
    client = app.test_client()
    assert client.get("/styleguide").headers["Cache-Control"] == "no-store"
    assert client.get("/own").headers["Cache-Control"] == "private, max-age=60"


def test_only_a_secure_connection_is_told_to_stay_secure(client):
    assert "Strict-Transport-Security" not in client.get("/styleguide").headers
    secure = client.get("/styleguide", base_url="https://portal.example")
    assert secure.headers["Strict-Transport-Security"].startswith("max-age=63072000")


def test_an_address_with_the_digest_may_be_kept_and_one_without_is_asked_again(app, client):
    with app.test_request_context():
        url = app.jinja_env.globals["asset_url"]("icons.svg")
    assert "immutable" in client.get(url, buffered=True).headers["Cache-Control"]
    assert client.get("/static/icons.svg", buffered=True).headers["Cache-Control"] == "no-cache"


def test_the_stylesheet_is_bootstrap_and_ours_compressed_in_one_answer(app, client):
    with app.test_request_context():
        url = app.jinja_env.globals["stylesheet_url"]()
    answer = client.get(url, headers={"Accept-Encoding": "gzip"})
    assert answer.headers["Content-Encoding"] == "gzip"
    assert answer.vary.as_set() >= {"accept-encoding"}
    assert len(answer.data) < 45_000
    text = gzip.decompress(answer.data).decode()
    assert "--bs-btn-padding-x" in text
    assert "--red: #a81e22" in text
    assert "@import" not in text
    assert client.get(url).data.decode() == text


def test_an_old_digest_gets_the_present_file_but_is_not_kept(client):
    answer = client.get("/assets/000000000000/portal.css")
    assert (answer.status_code, answer.headers["Cache-Control"]) == (200, "no-cache")


def test_a_page_with_a_token_is_never_compressed(client):
    assert "Content-Encoding" not in client.get("/styleguide", headers={"Accept-Encoding": "gzip"}).headers
