"""Questions that ask nearly the same are set side by side."""

from __future__ import annotations

from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.bank.duplicates import ALIKE, Wording, similar_questions
from courses.bank.operations.add_question import add_question
from courses.bank.operations.retire_question import retire_question
from tests.courses.bank.test_operations import a_question

WORDS = ["đảng", "thành", "lập", "năm", "nào", "chi", "bộ", "họp"]


def a_wording(number: int, text: str, *options: str) -> Wording:
    return Wording(UUID(int=number), text, options)


def test_the_same_question_in_other_words_is_found():
    pairs = similar_questions(
        [
            a_wording(1, "Đảng Cộng sản Việt Nam thành lập ngày nào?", "03/02/1930", "19/5/1930"),
            a_wording(2, "Đảng Cộng sản Việt Nam được thành lập vào ngày nào?", "03/02/1930", "19/5/1930"),
            a_wording(3, "Chi bộ họp thường lệ bao lâu một lần?", "Mỗi tháng", "Mỗi quý"),
        ]
    )
    assert [(pair.first.int, pair.second.int) for pair in pairs] == [(1, 2)]
    assert ALIKE <= pairs[0].share < 1


def test_too_few_words_say_nothing():
    assert similar_questions([a_wording(1, "Nào?"), a_wording(2, "Nào?")]) == []


@given(st.lists(st.lists(st.sampled_from(WORDS), min_size=3, max_size=8), max_size=12))
def test_every_pair_is_as_alike_as_its_words_and_named_once(texts):
    wordings = [a_wording(number, " ".join(words)) for number, words in enumerate(texts)]
    pairs = similar_questions(wordings)
    for pair in pairs:
        first, second = wordings[pair.first.int].words, wordings[pair.second.int].words
        assert pair.share == len(first & second) / len(first | second) >= ALIKE
    assert len({frozenset((pair.first, pair.second)) for pair in pairs}) == len(pairs)
    same = sum(
        len(set(a) & set(b)) / len(set(a) | set(b)) >= ALIKE
        for place, a in enumerate(texts)
        for b in texts[:place]
        if len(set(a)) >= 3 and len(set(b)) >= 3
    )
    assert same == len(pairs)


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_shows_pairs_until_one_is_retired(client_as, acting, cast, statements, number):
    with acting(cast.giang):
        ids = [
            add_question(question=a_question(f"Đảng thành lập năm nào, lần {n}?")) for n in range(number + 1)
        ]
    giang = client_as(cast.giang)
    giang.get("/bank/duplicates")
    with statements() as sent:
        page = giang.get("/bank/duplicates").text
    assert len([text for text in sent.texts if "question" in text]) == 1
    assert page.count("Giống nhau") == number * (number + 1) // 2
    with acting(cast.giang):
        for question_id in ids[1:]:
            retire_question(question_id=question_id)
    assert "Không thấy câu nào gần giống nhau" in giang.get("/bank/duplicates").text
    assert client_as(cast.an).get("/bank/duplicates").status_code == 403
