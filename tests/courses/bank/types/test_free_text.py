"""Short answers and essays: what is the same answer, what is too long, who marks."""

import unicodedata
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.bank.types import essay, short_answer
from courses.bank.types.contract import Key, KeyMistake, ValueMistake
from tests.courses.bank.questions import ABCD, a_question


@pytest.mark.parametrize(
    ("form", "given_text"),
    [
        ("văn minh", "văn minh"),
        ("văn minh", "  Văn   MINH "),
        ("văn minh", unicodedata.normalize("NFD", "Văn minh")),
        ("hòa bình", "hoà bình"),
        ("Thủy lợi", "thuỷ lợi"),
        ("1954", " 1954\n"),
        ("Đảng", "đảng"),
    ],
)
def test_case_spaces_composition_and_place_of_tone_do_not_matter(form, given_text):
    assert short_answer.score([given_text], Key((form,)), Decimal(1)) == 1


@pytest.mark.parametrize(
    ("form", "given_text"), [("văn minh", "van minh"), ("đảng", "đang"), ("đ", "d"), ("1954", "1945")]
)
def test_tones_and_letters_matter_unless_said_otherwise(form, given_text):
    assert short_answer.score([given_text], Key((form,)), Decimal(1)) == 0


@pytest.mark.parametrize(
    ("form", "given_text", "earned"),
    [("văn minh", "VAN MINH", 1), ("Đảng", "dang", 1), ("vô tư", "vo tư", 1), ("vô tư", "vo to", 0)],
)
def test_with_the_option_every_mark_is_ignored(form, given_text, earned):
    assert short_answer.score([given_text], Key((form,), ignore_tones=True), Decimal(1)) == earned


def test_any_accepted_form_earns_the_points():
    key = Key(("3", "ba", "ba người"))
    assert [short_answer.score([text], key, Decimal(2)) for text in ("3", "Ba", "BA NGƯỜI", "bốn")] == [
        2,
        2,
        2,
        0,
    ]


@given(st.text())
def test_folding_twice_changes_nothing(text):
    for ignore_tones in (False, True):
        once = short_answer.fold(text, ignore_tones=ignore_tones)
        assert (
            short_answer.fold(unicodedata.normalize("NFD", once), ignore_tones=ignore_tones).split()
            == once.split()
        )


@pytest.mark.parametrize(
    ("changes", "answers", "words"),
    [
        ({}, [], "ít nhất một đáp án"),
        ({}, ["x", " "], "ít nhất một đáp án"),
        ({}, ["x" * 501], "dài nhất 500"),
        ({}, [str(n) for n in range(31)], "nhiều nhất 30"),
        ({"options": ABCD}, ["x"], "không có phương án"),
    ],
)
def test_a_short_answer_without_a_usable_form_is_refused(changes, answers, words):
    with pytest.raises(KeyMistake, match=words):
        short_answer.check_key(a_question("short_answer", **changes), answers)


def test_an_essay_has_no_options_and_no_key():
    with pytest.raises(KeyMistake, match="hướng dẫn chấm"):
        essay.check_key(a_question("essay"), ["x"])
    with pytest.raises(KeyMistake, match="không có phương án"):
        essay.check_key(a_question("essay", options=ABCD), [])


@pytest.mark.parametrize(
    ("question_type", "longest", "words"), [(short_answer, 500, "500"), (essay, 50_000, "50.000")]
)
def test_a_text_has_a_longest_length(question_type, longest, words):
    item = a_question(question_type.NAME)
    question_type.check(["x" * longest], item)
    with pytest.raises(ValueMistake, match=words):
        question_type.check(["x" * (longest + 1)], item)
    with pytest.raises(ValueMistake, match="nhiều nhất 1"):
        question_type.check(["x", "y"], item)


@pytest.mark.parametrize("question_type", [short_answer, essay])
def test_blank_text_is_no_answer(question_type):
    assert not question_type.is_answered([" \n "])
    assert question_type.is_answered(["x"])
    assert question_type.values(a_question(question_type.NAME)) == []


def test_an_essay_waits_for_a_person_and_an_empty_one_does_not():
    assert essay.score(["Tôi phấn đấu …"], Key(), Decimal(5)) is None
    assert essay.score(["  "], Key(), Decimal(5)) == 0
