"""Questions a reader asks of oneself: read from plain text, answered without a score for anybody."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.catalog.operations.define_programme import define_programme
from courses.catalog.operations.record_progress import complete_lesson, note_self_check
from courses.catalog.operations.write_self_check import write_self_check
from courses.catalog.queries import find_self_check, get_lesson_page, list_lessons
from courses.catalog.self_check import (
    CheckOption,
    CheckQuestion,
    Feedback,
    SelfCheckMistake,
    look_over,
    read_questions,
    write_questions,
)
from courses.catalog.shipped_programmes import shipped_programme
from portal.kernel.errors import Conflict, DomainError

TEXT = """Dự bị bao lâu?
- 6 tháng
* 12 tháng
> Điều 5.

Quyền nào không có?
* Biểu quyết
* Bầu cử
- Thảo luận
"""


@pytest.fixture
def lesson(acting, cast):
    with acting(cast.giang):
        return list_lessons(define_programme(plan=shipped_programme("HD61")))[0]


def write(lesson, text=TEXT, *, is_required=False, number=1):
    return write_self_check(lesson_id=lesson.id, text=text, is_required=is_required, number=number)


def test_text_becomes_questions():
    first, second = read_questions(TEXT)
    assert first == CheckQuestion(
        1, "Dự bị bao lâu?", (CheckOption(0, "6 tháng", False), CheckOption(1, "12 tháng", True)), "Điều 5."
    )
    assert (second.has_several, second.right, second.explanation) == (True, {0, 1}, "")
    assert read_questions(" \n\n ") == ()


@pytest.mark.parametrize(
    ("text", "complaint"),
    [
        ("- a\n* b", "Dòng 1: thiếu câu hỏi"),
        ("Hỏi?\n* a", r"Câu 1 \(dòng 1\): cần từ 2"),
        ("Hỏi?\n- a\n- b", "chưa đánh dấu"),
        ("Hỏi?\n* a\n- a", "giống hệt nhau"),
        ("Hỏi?\n* a\nb", "Dòng 3: bắt đầu bằng"),
        ("Hỏi?\n*\n- b", "Dòng 2: bắt đầu bằng"),
        ("Hỏi?\n* a\n- " + "b" * 700, "Dòng 3 dài quá"),
        ("\n\n".join(["Hỏi?\n* a\n- b"] * 21), "Nhiều nhất 20 câu"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(text, complaint):
    with pytest.raises(SelfCheckMistake, match=complaint):
        read_questions(text)


words = st.text(st.characters(codec="utf-8", categories=["L", "N"]), min_size=1, max_size=20)


@given(st.data())
def test_what_is_written_reads_back_the_same(data):
    questions = []
    for number in range(1, data.draw(st.integers(0, 4)) + 1):
        texts = data.draw(st.lists(words, min_size=2, max_size=5, unique=True))
        right = data.draw(st.sets(st.integers(0, len(texts) - 1), min_size=1))
        options = tuple(CheckOption(place, one, place in right) for place, one in enumerate(texts))
        questions.append(CheckQuestion(number, data.draw(words), options, data.draw(st.just("") | words)))
    assert read_questions(write_questions(questions)) == tuple(questions)


def test_only_exactly_the_right_answers_are_right():
    questions = read_questions(TEXT)
    told = look_over(questions, {1: frozenset({1}), 2: frozenset({0}), 9: frozenset({0})})
    assert told == {1: Feedback(frozenset({1}), True), 2: Feedback(frozenset({0}), False)}
    assert look_over(questions, {1: frozenset({7})}) == {}


def test_every_edition_is_kept_and_the_last_is_in_use(acting, cast, lesson):
    with acting(cast.giang):
        assert find_self_check(lesson.id).number == 1
        assert write(lesson) == 2
        assert write(lesson, number=2) == 2
        with pytest.raises(Conflict, match="người khác"):
            write(lesson, text="", number=1)
        with pytest.raises(DomainError, match="Chưa có câu nào"):
            write(lesson, text="", is_required=True, number=2)
        assert write(lesson, text="", number=2) == 3
        assert get_lesson_page(lesson.id).questions == ()


def test_a_lesson_may_ask_for_the_questions_before_it_counts(acting, cast, lesson):
    with acting(cast.giang):
        write(lesson, is_required=True)
    with acting(cast.em):
        with pytest.raises(DomainError, match="tự kiểm tra"):
            complete_lesson(lesson_id=lesson.id)
        note_self_check(lesson_id=lesson.id)
        complete_lesson(lesson_id=lesson.id)
        assert get_lesson_page(lesson.id, person_id=cast.em.person_id).progress.completed_at


def test_a_lesson_finished_before_stays_finished(acting, cast, lesson):
    with acting(cast.em):
        complete_lesson(lesson_id=lesson.id)
    with acting(cast.giang):
        write(lesson, is_required=True)
    with acting(cast.em):
        complete_lesson(lesson_id=lesson.id)


def test_a_learner_is_told_at_once_and_may_try_again(client_as, acting, cast, lesson):
    with acting(cast.giang):
        write(lesson, is_required=True)
    em = client_as(cast.em)
    address = f"/study/lessons/{lesson.id}"
    assert "chưa tự kiểm tra" in em.get(address).text
    refused = em.post(f"{address}/completion")
    assert refused.status_code == 422
    assert "đã trả lời hết" in refused.text
    half = em.post(f"{address}/self-check", data={"question-1": "0"}).text
    assert "Chưa đúng." in half
    assert "Câu này chưa trả lời." in half
    assert "chưa tự kiểm tra" in half
    whole = em.post(f"{address}/self-check", data={"question-1": "1", "question-2": ["0", "2"]}).text
    assert ("Đúng." in whole, "Chưa đúng." in whole) == (True, True)
    assert "đã tự kiểm tra" in whole
    assert em.post(f"{address}/self-check", data={"question-1": "x", "question-7": "1"}).status_code == 200
    assert em.post(f"{address}/completion").status_code == 302


def test_the_author_writes_on_the_page_and_loses_nothing(client_as, cast, lesson):
    giang = client_as(cast.giang)
    address = f"/programmes/lessons/{lesson.id}/self-check"
    assert "Chánh cương vắn tắt" in giang.get(address).text
    wrong = giang.post(address, data={"text": "Hỏi mà quên?\n- a", "number": "1"})
    assert wrong.status_code == 422
    assert "Hỏi mà quên?" in wrong.text
    assert "cần từ 2 đến 10 phương án" in wrong.text
    assert giang.post(address, data={"text": TEXT, "number": "1"}).status_code == 302
    assert giang.post(address, data={"text": TEXT + "\n\nMới?\n* a\n- b", "number": "1"}).status_code == 422
    assert "Dự bị bao lâu?" in giang.get(f"/programmes/lessons/{lesson.id}").text
    assert client_as(cast.em).get(address).status_code == 403
