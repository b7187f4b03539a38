import pytest
from flask import abort
from sqlalchemy.exc import OperationalError
from sqlalchemy.exc import TimeoutError as NoFreeConnection

from portal.kernel.errors import Conflict, NoActorError, NotFound, PermissionRefusedError, RuleRefused


@pytest.fixture
def raising(app):
    """Add a route that raises; returns the answer to a person and to a script."""

    def run(error):
        def view():
            raise error

        app.add_url_rule("/boom", "boom", view)
        client = app.test_client()
        return client.get("/boom"), client.get("/boom", headers={"Accept": "application/json"})

    return run


@pytest.mark.parametrize(
    ("error", "code"),
    [
        (NotFound(), 404),
        (PermissionRefusedError(), 403),
        (Conflict("Đã có bản mới hơn."), 409),
        (RuleRefused("Người này chưa đủ 18 tuổi.", field="born_on"), 422),
    ],
)
def test_a_refusal_of_the_domain_is_told_in_its_own_words(raising, error, code):
    page, script = raising(error)
    assert (page.status_code, script.status_code) == (code, code)
    assert error.message in page.text
    assert script.json == {"error": {"code": code, "message": error.message, "field": error.field}}


@pytest.mark.parametrize("code", [400, 401, 403, 404, 405, 409, 413, 422, 429, 503])
def test_every_code_has_a_page_in_vietnamese(app, code):
    app.add_url_rule("/abort", "abort", lambda: abort(code))
    page = app.test_client().get("/abort")
    assert page.status_code == code
    assert f"Mã {code}" in page.text
    assert 'lang="vi"' in page.text
    assert "The " not in page.text


@pytest.mark.parametrize("error", [RuntimeError("secret of the database"), NoActorError("no actor")])
def test_a_bug_shows_a_reference_and_never_its_cause(raising, caplog, error):
    page, script = raising(error)
    assert (page.status_code, script.status_code) == (500, 500)
    assert str(error) not in page.text
    assert "Traceback" not in page.text
    reference = script.json["error"]["reference"]
    assert reference in caplog.text
    assert str(error) in caplog.text


@pytest.mark.parametrize(
    "error",
    [
        OperationalError("select 1", {}, Exception("server closed\nthe connection")),
        NoFreeConnection("pool is empty"),
    ],
)
def test_a_database_that_does_not_answer_is_a_busy_page_and_one_line(raising, caplog, error):
    page, script = raising(error)
    assert (page.status_code, script.status_code) == (503, 503)
    assert "Thử lại sau ít phút" in page.text
    assert all("\n" not in record.getMessage() for record in caplog.records)


def test_what_the_database_cannot_keep_is_refused_before_any_view(client):
    for sent in ({"query_string": {"q": "a\0b"}}, {"data": {"username": "a\0b"}}, {"data": {"a\0": "x"}}):
        answer = client.post("/sign-in", **sent)
        assert answer.status_code == 400
        assert "không đọc được" in answer.text
    assert client.get("/a%00b").status_code == 400


def test_a_code_without_its_own_words_still_has_a_page(app):
    app.add_url_rule("/teapot", "teapot", lambda: abort(418))
    page = app.test_client().get("/teapot")
    assert page.status_code == 418
    assert "Yêu cầu không còn hợp lệ" in page.text


def test_a_route_keeps_the_list_of_its_methods(client):
    assert "POST" in client.get("/styleguide").headers.get("Allow", "POST")
    refused = client.post("/styleguide/sign-up")
    assert refused.status_code in {400, 405}


def test_an_error_page_leaves_the_session_alone(client):
    """Else a 404 of /favicon.ico, racing with a page, would spoil that page's token."""
    assert "Set-Cookie" not in client.get("/favicon.ico").headers
    assert "Set-Cookie" in client.get("/styleguide").headers


def test_a_page_sent_without_its_token_says_what_to_do(client):
    page = client.post("/styleguide", data={"name": "An"})
    assert page.status_code == 400
    assert "tải lại rồi gửi lần nữa" in page.text
