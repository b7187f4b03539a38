import pytest
from jinja2 import DictLoader

from portal.web.fragments import render_page_or_block

PAGE = "<h1>Danh sách</h1>{% block results %}<p>{{ found }} người</p>{% endblock %}{% block secret %}x{% endblock %}"

LAYOUT = "<html>{% block content %}{% endblock %}</html>"
CHILD = (
    '{% extends "layout.html" %}{% from "words.html" import people %}{% set unit = "K53" %}'
    "{% block content %}<h1>Danh sách</h1>{% block results %}{{ people(found) }} {{ unit }}{% endblock %}{% endblock %}"
)
WORDS = "{% macro people(number) %}{{ number }} người{% endmacro %}"


@pytest.fixture
def client(app):
    pages = {"list.html": PAGE, "layout.html": LAYOUT, "child.html": CHILD, "words.html": WORDS}
    app.jinja_env.loader = DictLoader(pages)
    app.add_url_rule("/list", "list", lambda: render_page_or_block("list.html", blocks=("results",), found=3))
    app.add_url_rule(
        "/child", "child", lambda: render_page_or_block("child.html", blocks=("results",), found=3)
    )
    return app.test_client()


def test_a_script_gets_the_block_it_names_and_everybody_else_the_page(client):
    assert client.get("/list", headers={"X-Fragment": "results"}).text == "<p>3 người</p>"
    assert client.get("/list").text == "<h1>Danh sách</h1><p>3 người</p>x"


def test_a_block_that_was_not_offered_is_not_sent_alone(client):
    assert client.get("/list", headers={"X-Fragment": "secret"}).text.startswith("<h1>")


def test_caches_keep_the_two_apart(client):
    assert "X-Fragment" in client.get("/list").headers["Vary"]


def test_a_block_knows_what_the_head_of_its_page_imports_and_sets(client):
    assert client.get("/child").text == "<html><h1>Danh sách</h1>3 người K53</html>"
    assert client.get("/child", headers={"X-Fragment": "results"}).text == "3 người K53"
