"""Pages of lessons and programmes."""

from __future__ import annotations

from uuid import uuid4

import pytest

from courses.catalog.operations.define_programme import define_programme
from courses.catalog.queries import list_lessons, list_programmes
from courses.catalog.shipped_programmes import shipped_programme
from portal.web.markdown import render_markdown


@pytest.fixture
def lesson(acting, cast):
    with acting(cast.giang):
        return list_lessons(define_programme(plan=shipped_programme("HD61")))[0]


def test_a_learner_reads_a_lesson_and_finishes_it(client_as, cast, lesson):
    em = client_as(cast.em)
    page = em.get(f"/study/lessons/{lesson.id}")
    assert page.status_code == 200
    assert "Đảng ra đời" in page.text
    assert "Đã đọc xong" in page.text
    done = em.post(f"/study/lessons/{lesson.id}/completion")
    assert done.status_code == 302
    assert "Đọc bài 2" in em.get(f"/study/lessons/{lesson.id}").text


def test_the_page_reports_its_reading_and_offers_the_place_next_time(client_as, cast, lesson):
    em = client_as(cast.em)
    address = f"/study/lessons/{lesson.id}/readings"
    assert "Lần trước" not in em.get(f"/study/lessons/{lesson.id}").text
    note = {"id": str(uuid4()), "age": 3, "seconds": 130, "position": 50, "section": 2, "share": 30}
    assert em.post(address, json={"notes": [note]}).json == {"position": 50}
    assert em.post(address, json={"notes": [note]}).json == {"position": 50}
    assert em.post(address, json={"notes": "x"}).status_code == 422
    assert em.post(address, data="not json").status_code == 422
    page = em.get(f"/study/lessons/{lesson.id}").text
    assert "mục “2. Đảng lãnh đạo giành và giữ chính quyền”" in page
    assert '<a href="#muc-2" data-share="30">' in page
    assert '<h2 id="muc-2">2. Đảng lãnh đạo' in page
    assert "đến nay khoảng 2 phút" in page


def test_officers_have_their_own_page_of_it(client_as, cast, lesson):
    assert client_as(cast.an).get(f"/study/lessons/{lesson.id}").status_code == 403
    assert client_as(cast.em).get(f"/programmes/lessons/{lesson.id}").status_code == 403
    assert client_as(cast.lan).get(f"/programmes/lessons/{lesson.id}").status_code == 200


def test_khoi_takes_the_shipped_programme_into_use(client_as, acting, cast):
    giang = client_as(cast.giang)
    assert "Thêm chương trình" in giang.get("/programmes").text
    assert giang.post("/programmes/shipped/HD61").status_code == 302
    assert giang.post("/programmes/shipped/HD99").status_code == 404
    with acting(cast.giang):
        version_id = list_programmes()[0].version.id
    page = giang.get(f"/programmes/{version_id}")
    assert "Điều lệ Đảng" in page.text
    assert "61-HD/BTGTW" in page.text
    assert client_as(cast.lan).post("/programmes/shipped/HD61").status_code == 403


def test_the_list_of_programmes_costs_the_same_whatever_it_holds(client_as, cast, lesson, statements):
    lan = client_as(cast.lan)
    lan.get("/programmes")
    with statements() as sent:
        lan.get("/programmes")
    assert len([text for text in sent.texts if "programme_version" in text]) == 1


@pytest.mark.parametrize(
    "text",
    [
        "<script>alert(1)</script>",
        "[x](javascript:alert(1))",
        '<img src=x onerror="alert(1)">',
        "[x](data:text/html,x)",
        '<a href="https://x" onclick="y()">z</a>',
    ],
)
def test_no_script_comes_out_of_markdown(text):
    html = str(render_markdown(text))
    assert "<script" not in html
    assert "<img" not in html
    assert 'href="javascript' not in html
    assert 'href="data' not in html
    assert '<a href="https://x" onclick' not in html


def test_tables_lists_and_links_stay():
    html = str(
        render_markdown("## Mục\n\n| a | b |\n|---|---|\n| 1 | 2 |\n\n- x\n\n[nguồn](https://vanban.vn)")
    )
    for part in ("<h2>Mục</h2>", "<td>1</td>", "<li>x</li>", 'href="https://vanban.vn"'):
        assert part in html
