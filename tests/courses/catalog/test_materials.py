"""Files beside a lesson: who puts them there, who sees them, and how a player asks for parts."""

from __future__ import annotations

import io

import pytest
from PIL import Image

from courses.catalog.operations.add_material import add_material
from courses.catalog.operations.define_programme import define_programme
from courses.catalog.operations.remove_material import remove_material
from courses.catalog.queries import get_material, list_lessons, list_materials
from courses.catalog.shipped_programmes import shipped_programme
from portal.kernel.errors import DomainError, NotFound

FILM = b"\x00\x00\x00\x18ftypmp42" + bytes(range(256)) * 8
CAPTIONS = b"WEBVTT\n\n00:01.000 --> 00:04.000\nxin ch\xc3\xa0o\n"
PAPER = b"%PDF-1.7 bai 1"


@pytest.fixture
def lessons(acting, cast):
    with acting(cast.giang):
        return list_lessons(define_programme(plan=shipped_programme("HD61")))


@pytest.fixture
def film(acting, cast, lessons):
    with acting(cast.lan):
        return add_material(
            lesson_id=lessons[0].id, title="Phim tư liệu", content=FILM, name="phim.mp4", captions=CAPTIONS
        )


def picture() -> bytes:
    output = io.BytesIO()
    Image.new("RGB", (30, 20), "red").save(output, "PNG")
    return output.getvalue()


def test_a_player_gets_the_part_it_asks_for(client_as, cast, film):
    em = client_as(cast.em)
    whole = em.get(f"/lessons/materials/{film}")
    assert (whole.status_code, whole.mimetype, whole.data) == (200, "video/mp4", FILM)
    assert whole.headers["Accept-Ranges"] == "bytes"
    part = em.get(f"/lessons/materials/{film}", headers={"Range": "bytes=10-19"})
    assert (part.status_code, part.data) == (206, FILM[10:20])
    assert part.headers["Content-Range"] == f"bytes 10-19/{len(FILM)}"
    beyond = em.get(f"/lessons/materials/{film}", headers={"Range": "bytes=999999-"})
    assert beyond.status_code == 416


def test_a_learner_of_any_house_sees_it_with_captions_and_officers_without_the_right_do_not(
    client_as, cast, lessons, film
):
    em = client_as(cast.em)
    page = em.get(f"/study/lessons/{lessons[0].id}").text
    assert f'src="/lessons/materials/{film}"' in page
    assert f'src="/lessons/materials/{film}/captions"' in page
    assert "Gỡ khỏi bài" not in page
    captions = em.get(f"/lessons/materials/{film}/captions")
    assert (captions.mimetype, captions.data) == ("text/vtt", CAPTIONS)
    assert client_as(cast.binh).get(f"/lessons/materials/{film}").status_code == 403


def test_a_lecturer_adds_a_paper_and_takes_it_off_again(client_as, acting, cast, lessons):
    lan = client_as(cast.lan)
    address = f"/programmes/lessons/{lessons[0].id}/materials"
    assert "Thêm vào bài" in lan.get(address).text
    done = lan.post(address, data={"title": "Đề cương", "file": (io.BytesIO(PAPER), "bai-1.pdf")})
    assert done.status_code == 302
    with acting(cast.lan):
        (paper,) = list_materials(lessons[0].id)
    page = lan.get(f"/programmes/lessons/{lessons[0].id}").text
    assert "Đề cương (PDF)" in page
    assert "attachment" in lan.get(f"/lessons/materials/{paper.id}").headers["Content-Disposition"]
    assert lan.get(f"/lessons/materials/{paper.id}/captions").status_code == 404
    assert lan.post(f"/programmes/materials/{paper.id}/remove").status_code == 302
    assert "Đề cương (PDF)" not in lan.get(f"/programmes/lessons/{lessons[0].id}").text
    assert lan.get(f"/lessons/materials/{paper.id}").status_code == 404


def test_learners_and_houses_add_nothing(client_as, cast, lessons, film):
    for someone in (cast.em, cast.an, cast.ha):
        client = client_as(someone)
        assert client.get(f"/programmes/lessons/{lessons[0].id}/materials").status_code == 403
        assert client.post(f"/programmes/materials/{film}/remove").status_code == 403


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"title": "Đề cương"}, "Chọn tệp"),
        ({"title": "Đề cương", "file": (b"x", "a.exe")}, "Chỉ nhận tệp"),
        ({"title": "Đề cương", "file": (b"not a film", "a.mp4")}, "không đọc được"),
        ({"title": "Đề cương", "file": (b"", "a.pdf")}, "Tệp trống"),
        ({"title": "Đề cương", "file": (PAPER, "a.pdf"), "captions": (CAPTIONS, "a.vtt")}, "đi cùng video"),
        ({"title": "Đề cương", "file": (FILM, "a.mp4"), "captions": (b"x", "a.vtt")}, "Không thấy dòng"),
        ({"title": "", "file": (PAPER, "a.pdf")}, "Ghi tên tài liệu"),
        ({"title": "Đề cương" * 40, "file": (PAPER, "a.pdf")}, "160"),
    ],
)
def test_what_is_refused_is_said_and_the_title_stays(client_as, cast, lessons, data, words):
    sent = {
        name: (io.BytesIO(value[0]), value[1]) if isinstance(value, tuple) else value
        for name, value in data.items()
    }
    answer = client_as(cast.lan).post(f"/programmes/lessons/{lessons[0].id}/materials", data=sent)
    assert answer.status_code == 422
    assert words in answer.text
    assert f'value="{data["title"]}"' in answer.text


def test_a_house_puts_nothing_beside_the_lessons_of_khoi(acting, cast, lessons, film):
    with acting(cast.an):
        with pytest.raises(NotFound):
            add_material(lesson_id=lessons[0].id, title="x", content=PAPER, name="x.pdf")
        with pytest.raises(NotFound):
            remove_material(lesson_material_id=film)


def test_a_part_without_a_page_takes_no_file(acting, cast, lessons):
    with acting(cast.lan), pytest.raises(DomainError, match="học trên lớp"):
        add_material(lesson_id=lessons[-1].id, title="x", content=PAPER, name="x.pdf")


def test_taking_off_twice_changes_nothing(acting, cast, film):
    with acting(cast.lan):
        remove_material(lesson_material_id=film)
        remove_material(lesson_material_id=film)
        with pytest.raises(NotFound):
            get_material(film)


def test_a_lesson_costs_the_same_with_one_file_or_three(client_as, acting, cast, lessons, film, statements):
    em = client_as(cast.em)
    address = f"/study/lessons/{lessons[0].id}"
    em.get(address)
    with statements() as one:
        em.get(address)
    with acting(cast.lan):
        for name in ("a.png", "b.png"):
            add_material(lesson_id=lessons[0].id, title=name, content=picture(), name=name)
    with statements() as three:
        assert 'alt="b.png"' in em.get(address).text
    assert len(one) == len(three) == 8
