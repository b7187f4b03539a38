"""What an author types becomes options and key, and comes back as it was typed."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.bank.answer_lines import HINTS, key_in_words, read_lines, to_lines
from courses.bank.fingerprint import fingerprint
from courses.bank.formats.detect import read_bank
from courses.bank.formats.question import Question, QuestionMistake, check_question
from courses.bank.offers import SAMPLE_FILES, SAMPLES
from courses.bank.preview import preview_item
from courses.bank.types.registry import TYPES

SAMPLE_QUESTIONS = [
    question for name in SAMPLE_FILES for question in read_bank((SAMPLES / name).read_bytes()).questions
]
WORDS = st.text("abc đêXY", min_size=1, max_size=8).map(lambda text: " ".join(text.split())).filter(bool)


def as_question(kind: str, lines: str) -> Question:
    body = read_lines(kind, lines)
    return Question(body.kind, "Hỏi", body.key, body.options, body.targets)


def test_every_kind_has_a_hint():
    assert set(HINTS) == set(TYPES)


@pytest.mark.parametrize("question", SAMPLE_QUESTIONS, ids=lambda q: q.text[:30])
def test_the_sample_banks_survive_the_editor(question):
    again = read_lines(question.kind, to_lines(question))
    assert (again.key, again.options, again.targets) == (question.key, question.options, question.targets)


@given(st.lists(WORDS, min_size=2, max_size=6, unique=True), st.data())
def test_choices_come_back_as_typed(texts, data):
    right = data.draw(st.sets(st.sampled_from(texts), min_size=1))
    lines = "\n".join(f"*{text}" if text in right else text for text in texts)
    question = as_question("multiple_choice", lines)
    assert to_lines(question) == lines
    assert key_in_words(question) == [text for text in texts if text in right]
    check_question(question)


@given(st.lists(st.tuples(WORDS, WORDS), min_size=2, max_size=5, unique_by=(lambda p: p[0], lambda p: p[1])))
def test_pairs_come_back_as_typed(pairs):
    lines = "\n".join(f"{left} = {right}" for left, right in pairs)
    question = as_question("matching", lines)
    assert to_lines(question) == lines
    assert key_in_words(question) == [f"{left} – {right}" for left, right in pairs]


def test_a_right_side_alone_distracts():
    question = as_question("matching", "1930 = thành lập\n= 1945")
    assert [target.text for target in question.targets] == ["thành lập", "1945"]
    assert len(question.options) == 1


@pytest.mark.parametrize(
    ("kind", "lines", "words"),
    [
        ("true_false", "Có", "Đúng hoặc Sai"),
        ("true_false", "Đúng\nSai", "Đúng hoặc Sai"),
        ("matching", "chỉ có vế trái", "vế trái = vế phải"),
        ("essay", "đáp án", "để trống"),
        ("drawing", "", "Không có loại"),
    ],
)
def test_what_cannot_be_read_is_said_in_words(kind, lines, words):
    with pytest.raises(QuestionMistake, match=words):
        read_lines(kind, lines)


def test_true_false_reads_both_words():
    assert as_question("true_false", "đúng").key == ("true",)
    assert as_question("true_false", "SAI").key == ("false",)


def test_a_fingerprint_sees_wording_not_typing():
    question = as_question("single_choice", "*Một\nHai")
    assert fingerprint(question) == fingerprint(
        replace(question, text="  HOI ", explanation="khác", lesson="Bài 2")
    )
    assert fingerprint(question) == fingerprint(as_question("single_choice", "Hai\n*Một"))
    assert fingerprint(question) != fingerprint(as_question("single_choice", "*Một\nBa"))
    assert fingerprint(question) != fingerprint(as_question("multiple_choice", "*Một\nHai"))


def test_the_preview_keeps_the_authors_order():
    item = preview_item(as_question("single_choice", "*Một\nHai"))
    assert (item.item, item.type, [option.text for option in item.options]) == (
        1,
        "single_choice",
        ["Một", "Hai"],
    )
