"""Lessons on a device: only those of the own class, with nothing on them of who reads."""

from __future__ import annotations

import io
import re
from pathlib import Path
from urllib.parse import urlsplit

import pytest
from PIL import Image

from courses.catalog.operations.add_material import add_material
from courses.catalog.operations.define_programme import define_programme
from courses.catalog.queries import list_lessons
from courses.catalog.shipped_programmes import shipped_programme
from courses.classes.queries.classes import get_class
from courses.classes.queries.kept_lessons import PAGE_BYTES, list_keepable
from courses.classes.views.kept_lessons import KEPT_SCRIPTS
from tests.courses.room import a_class

SCRIPTS = Path(__file__).parents[3] / "static" / "js"


@pytest.fixture
def lessons(app, acting, cast):
    """The lessons of the class Em is in."""
    with app.app_context():
        class_run_id, _ = a_class(cast)
    with acting(cast.giang):
        return list_lessons(get_class(class_run_id).programme_version_id)


def a_picture() -> bytes:
    content = io.BytesIO()
    Image.new("RGB", (40, 40), "red").save(content, "PNG")
    return content.getvalue()


def test_the_shelf_and_the_copies_are_of_the_own_class(client_as, acting, cast, lessons):
    em = client_as(cast.em)
    shelf = em.get("/study/kept").text
    assert shelf.count("data-copy=") == 5
    assert em.get(f"/study/kept/{lessons[0].id}").status_code == 200
    assert em.get(f"/study/kept/{lessons[-1].id}").status_code == 404
    with acting(cast.giang):
        other = list_lessons(define_programme(plan=a_second_edition()))
    assert em.get(f"/study/kept/{other[0].id}").status_code == 404
    assert "data-copy=" not in em.get(f"/study/lessons/{other[0].id}").text
    assert client_as(cast.an).get(f"/study/kept/{lessons[0].id}").status_code == 403


def a_second_edition():
    from dataclasses import replace

    return replace(shipped_programme("HD61"), version="bản khác")


def test_somebody_without_a_class_keeps_nothing(client_as, acting, cast):
    with acting(cast.giang):
        lessons = list_lessons(define_programme(plan=shipped_programme("HD61")))
    em = client_as(cast.em)
    assert "Chưa có bài để giữ" in em.get("/study/kept").text
    assert em.get(f"/study/kept/{lessons[0].id}").status_code == 404


def test_a_copy_says_nothing_about_who_reads(client_as, cast, lessons):
    em = client_as(cast.em)
    for address in ("/study/kept", f"/study/kept/{lessons[0].id}"):
        page = em.get(address)
        assert "csrf" not in page.text
        assert "Sở Thử Nghiệm" not in page.text
        assert "Set-Cookie" not in page.headers
    key = re.search(r'data-reader="([0-9a-f]{24})"', em.get("/my-class").text)[1]
    assert f'data-reader="{key}"' in em.get("/study/kept").text
    assert key not in client_as(cast.an).get("/").text


def test_a_sign_in_page_says_that_nobody_is_signed_in(app):
    assert 'data-reader=""' in app.test_client().get("/sign-in").text


def test_the_size_counts_the_files(acting, cast, lessons):
    with acting(cast.em):
        before = list_keepable(cast.em.person_id)[0].bytes
    with acting(cast.giang):
        add_material(lesson_id=lessons[0].id, title="Ảnh", content=a_picture(), name="a.png")
    with acting(cast.em):
        after = list_keepable(cast.em.person_id)[0].bytes
    assert PAGE_BYTES < before < after < before + 5000


def test_the_worker_is_served_inside_its_scope(client_as, cast):
    answer = client_as(cast.em).get("/study/worker.js")
    assert answer.mimetype == "text/javascript"
    assert "Service-Worker-Allowed" not in answer.headers
    assert client_as(cast.an).get("/study/worker.js").status_code == 403


def test_a_copy_brings_every_script_it_runs(client_as, cast, lessons):
    page = client_as(cast.em).get(f"/study/kept/{lessons[0].id}").text
    brought = {
        urlsplit(url).path.removeprefix("/static/js/") for url in re.findall(r'href="([^"]+\.js)"', page)
    }
    assert brought == {f"{name}.js" for name in KEPT_SCRIPTS}
    wanted = {f"{name.replace('-', '_')}.js" for name in re.findall(r'data-behaviour="([a-z-]+)"', page)}
    assert wanted <= brought
    for name in brought:
        text = (SCRIPTS / name).read_text(encoding="utf-8")
        for place in re.findall(r'^import .* from "(\.[^"]+)"', text, re.MULTILINE):
            assert str((SCRIPTS / name).parent.joinpath(place).resolve().relative_to(SCRIPTS)) in brought


@pytest.mark.parametrize("number", [1, 3])
def test_the_shelf_costs_one_statement_of_its_own(client_as, cast, lessons, acting, statements, number):
    with acting(cast.giang):
        for place in range(number):
            add_material(lesson_id=lessons[0].id, title=f"Ảnh {place}", content=a_picture(), name="a.png")
    em = client_as(cast.em)
    em.get("/study/kept")
    with statements() as sent:
        em.get("/study/kept")
    assert len([text for text in sent.texts if "lesson" in text]) == 1
