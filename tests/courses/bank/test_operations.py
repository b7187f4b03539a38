"""The bank takes what is new, keeps every version, and hands out the present one."""

from __future__ import annotations

from dataclasses import replace

import pytest
from sqlalchemy.exc import ProgrammingError

from courses.bank import queries
from courses.bank.formats import moodle_xml
from courses.bank.formats.gift import writing as gift
from courses.bank.formats.qti import writing as qti
from courses.bank.formats.question import Difficulty, Question, choice_body
from courses.bank.offers import SAMPLES, approve_all
from courses.bank.operations.add_question import add_question
from courses.bank.operations.approve_questions import approve_questions
from courses.bank.operations.import_questions import (
    check_questions,
    confirm_questions,
    import_questions,
    preview_questions,
)
from courses.bank.operations.keep_picture import keep_picture
from courses.bank.operations.retire_question import restore_question, retire_question
from courses.bank.operations.revise_question import revise_question
from courses.bank.queries import UNGRADED
from portal.kernel.errors import Conflict, DomainError, NotFound
from tests.courses.bank.pictures import A_PICTURE

XLSX = (SAMPLES / "cau-hoi.xlsx").read_bytes()
GIFT = (SAMPLES / "cau-hoi.gift").read_bytes()


def a_question(text: str = "Đảng thành lập năm nào?", **values) -> Question:
    body = choice_body("single_choice", [("1930", True), ("1945", False)])
    there = {"lesson": "Bài 1", "difficulty": Difficulty.RECOGNITION}
    return Question(body.kind, text, body.key, body.options, **(there | values))


def test_a_file_that_comes_twice_brings_nothing_new(acting, cast):
    with acting(cast.giang):
        first = import_questions(file_name="a.xlsx", content=XLSX)
        again = import_questions(file_name="b.xlsx", content=XLSX)
        assert (queries.count_bank().total, queries.count_bank().waiting) == (0, 35)
    assert (first.questions, first.accepted, first.known) == (35, 35, 0)
    assert (again.questions, again.accepted, again.known) == (35, 0, 35)
    assert "35 câu ngân hàng đã có" in again.in_words()
    assert again.errors == again.unsupported == ()


def test_another_format_of_the_same_bank_is_known_too(acting, cast):
    with acting(cast.giang):
        import_questions(file_name="a.xlsx", content=XLSX)
        report = preview_questions(file_name="a.gift", content=GIFT)
    assert (report.format, report.questions, report.accepted) == ("gift", 34, 0)


def test_a_preview_writes_nothing(acting, cast):
    with acting(cast.giang):
        assert preview_questions(file_name="a.gift", content=GIFT).accepted == 34
        assert not queries.has_questions()


def test_a_checked_file_is_taken_in_once_and_then_forgotten(acting, cast):
    with acting(cast.giang):
        import_id = check_questions(file_name="a.gift", content=GIFT)
        assert not queries.has_questions()
        add_question(question=queries_first())
        assert confirm_questions(question_import_id=import_id).accepted == 33
        assert queries.get_import(import_id).file_sealed is None
        with pytest.raises(Conflict):
            confirm_questions(question_import_id=import_id)


def queries_first() -> Question:
    from courses.bank.formats.detect import read_bank

    return read_bank(GIFT).questions[0]


def test_a_file_of_no_known_format_is_refused(acting, cast):
    with acting(cast.giang), pytest.raises(DomainError, match="định dạng"):
        import_questions(file_name="a.xlsx", content=b"\x00\x01\x02")


def test_what_goes_out_comes_back(acting, cast):
    with acting(cast.giang):
        import_questions(file_name="a.gift", content=GIFT)
        out = gift.write(queries.list_for_export(with_pictures=False))
        assert preview_questions(file_name="again.gift", content=out).accepted == 0


def test_an_edit_is_a_new_version_and_the_old_one_stays(acting, cast, nga):
    with acting(cast.giang):
        question_id = add_question(question=a_question())
    with acting(nga):
        approve_questions(wordings=[(question_id, 1)])
        before = queries.list_pool()[0].question_version_id
    with acting(cast.giang):
        assert (
            revise_question(question_id=question_id, question=a_question("Đảng ra đời năm nào?"), version=1)
            == 2
        )
        page = queries.get_question_page(question_id)
        assert [version.text for version in page.versions] == [
            "Đảng ra đời năm nào?",
            "Đảng thành lập năm nào?",
        ]
        assert queries.list_pool() == []
    with acting(nga):
        approve_questions(wordings=[(question_id, 2)])
        assert [row.question_version_id for row in queries.list_pool()] == [page.versions[0].id]
        assert queries.get_versions([before])[before].text == "Đảng thành lập năm nào?"


def test_a_save_that_changes_nothing_is_dropped(acting, cast):
    with acting(cast.giang):
        question_id = add_question(question=a_question())
        assert revise_question(question_id=question_id, question=a_question(), version=1) == 1
        assert len(queries.get_question_page(question_id).versions) == 1


def test_the_second_of_two_editors_is_told(acting, cast):
    with acting(cast.giang):
        question_id = add_question(question=a_question())
        revise_question(question_id=question_id, question=a_question("A?"), version=1)
        with pytest.raises(Conflict, match="người khác"):
            revise_question(question_id=question_id, question=a_question("B?"), version=1)


def test_the_same_wording_is_kept_once(acting, cast):
    with acting(cast.giang):
        add_question(question=a_question())
        other = add_question(question=a_question("Khác?"))
        with pytest.raises(Conflict):
            add_question(question=a_question("  đảng thành lập năm nào? "))
        with pytest.raises(Conflict):
            revise_question(question_id=other, question=a_question(), version=1)


def test_a_question_that_cannot_be_scored_is_refused(acting, cast):
    with acting(cast.giang), pytest.raises(DomainError):
        add_question(question=replace(a_question(), key=()))


def test_a_retired_question_is_not_drawn_until_it_comes_back(acting, cast, nga):
    with acting(cast.giang):
        question_id = add_question(question=a_question())
    with acting(nga):
        approve_questions(wordings=[(question_id, 1)])
        retire_question(question_id=question_id)
        assert queries.list_pool() == []
        assert queries.count_bank().retired == 1
        assert queries.list_questions(filters={"state": "retired"})[1] == 1
        restore_question(question_id=question_id)
        assert len(queries.list_pool()) == 1


@pytest.mark.parametrize(
    ("filters", "found"),
    [
        ({}, 35),
        ({"q": "THANH LAP vao ngay cong san"}, 1),
        ({"q": "không có chữ này"}, 0),
        ({"q": "%"}, 0),
        ({"lesson": "Bài 3"}, 12),
        ({"difficulty": "application"}, 4),
        ({"difficulty": UNGRADED}, 0),
        ({"kind": "essay"}, 3),
        ({"lesson": "Bài 1", "kind": "ordering"}, 1),
        ({"state": "retired"}, 0),
    ],
)
def test_search_and_filters(acting, cast, filters, found):
    with acting(cast.giang):
        import_questions(file_name="a.xlsx", content=XLSX)
        rows, total = queries.list_questions(filters=filters, limit=100)
    assert len(rows) == total == found


def test_counts_by_lesson_and_level_add_up(acting, cast, nga):
    with acting(cast.giang):
        import_questions(file_name="a.xlsx", content=XLSX)
    with acting(nga):
        approve_all()
        counts = queries.count_bank()
    assert counts.lessons == ["Bài 1", "Bài 2", "Bài 3", "Bài 4", "Bài 5"]
    assert sum(counts.of_lesson(lesson) for lesson in counts.lessons) == counts.total == 35
    assert counts.counts["Bài 3", "recognition"] > 0


def test_no_other_house_sees_the_bank(acting, cast):
    with acting(cast.giang):
        question_id = add_question(question=a_question())
    for someone in (cast.an, cast.em):
        with acting(someone), pytest.raises((NotFound, ProgrammingError)):
            queries.get_question_page(question_id)
    with acting(cast.an):
        assert queries.list_pool() == []


def test_pictures_are_kept_found_again_and_stay_with_their_version(acting, cast):
    shown = a_question("Sơ đồ nói gì?", pictures=(A_PICTURE,))
    file = moodle_xml.write([shown])
    with acting(cast.giang):
        assert import_questions(file_name="a.xml", content=file).accepted == 1
        assert import_questions(file_name="b.xml", content=file).accepted == 0
        (exported,) = queries.list_for_export(with_pictures=True)
        assert exported.pictures[0].content == A_PICTURE.content
        assert queries.list_for_export(with_pictures=False) == []
        (row,), _ = queries.list_questions(filters={})
        revise_question(question_id=row.id, question=replace(exported, pictures=()), version=1)
        newest, oldest = queries.get_question_page(row.id).versions
        assert newest.pictures == []
        assert [one["digest"] for one in oldest.pictures] == [A_PICTURE.digest]
        again = qti.write([exported])
        assert import_questions(file_name="c.zip", content=again).accepted == 1  # the bank's wording changed


def test_a_picture_that_is_none_is_refused(acting, cast):
    with acting(cast.giang), pytest.raises(DomainError, match="không mở được"):
        keep_picture(content=b"GIF89a")
