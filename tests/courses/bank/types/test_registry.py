"""Every type keeps the whole promise of the contract; a new file in types/ meets this test first."""

import inspect
from decimal import Decimal
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

import courses.bank.types as folder
from courses.bank.types.contract import QuestionType, ValueMistake
from courses.bank.types.registry import TYPES
from tests.courses.bank.questions import KINDS, a_question, questions

PARTS = {"contract", "choices", "registry"}


def test_the_names_are_the_ones_the_database_and_the_player_know():
    assert tuple(TYPES) == KINDS


def test_every_file_of_the_folder_is_a_registered_type():
    files = {path.stem for path in Path(folder.__file__).parent.glob("*.py")} - {"__init__"} - PARTS
    assert files == set(TYPES)


@pytest.mark.parametrize("kind", KINDS)
def test_a_type_has_the_whole_interface_and_speaks_vietnamese(kind):
    question_type = TYPES[kind]
    promised = [name for name, _ in inspect.getmembers(QuestionType, inspect.isfunction) if name[0] != "_"]
    assert set(promised) >= {
        "check",
        "check_key",
        "score",
        "empty",
        "is_answered",
        "values",
        "arrange",
        "rename",
    }
    assert all(callable(getattr(question_type, name)) for name in promised)
    assert kind == question_type.NAME
    assert question_type.RULE.endswith(".")
    assert question_type.LABEL


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize(
    ("value", "words"),
    [
        ("a", "danh sách"),
        (None, "danh sách"),
        ({"a": 1}, "danh sách"),
        ([1], "danh sách"),
        ([["a"]], "danh sách"),
    ],
)
def test_only_a_list_of_strings_is_an_answer(kind, value, words):
    with pytest.raises(ValueMistake, match=words):
        TYPES[kind].check(value, a_question(kind))


@pytest.mark.parametrize("kind", KINDS)
@pytest.mark.parametrize("text", ["a\x00", "\ud800"])
def test_characters_no_database_holds_are_refused(kind, text):
    with pytest.raises(ValueMistake, match="không hợp lệ"):
        TYPES[kind].check([text], a_question(kind))


@pytest.mark.parametrize("kind", KINDS)
def test_an_empty_answer_is_allowed_unanswered_and_worth_nothing(kind):
    question_type, question = TYPES[kind], a_question(kind)
    question_type.check(question_type.empty(), question)
    assert not question_type.is_answered(question_type.empty())
    assert question_type.score(question_type.empty(), question.scoring_key(), Decimal(2)) == 0


@pytest.mark.parametrize("kind", KINDS)
def test_each_value_a_player_may_send_alone_passes_the_check(kind):
    question = a_question(kind)
    for value in TYPES[kind].values(question):
        TYPES[kind].check([value], question)


@given(questions())
def test_the_key_is_a_perfect_answer(question):
    question_type = TYPES[question.kind]
    question_type.check_key(question, question.key)
    if question.kind == "essay":
        return
    value = list(question.key[:1] if question.kind == "short_answer" else question.key)
    question_type.check(value, question)
    assert question_type.is_answered(value)
    assert question_type.score(value, question.scoring_key(), question.points) == question.points


@given(questions(), st.data())
def test_no_answer_earns_less_than_nothing_or_more_than_the_points(question, data):
    question_type = TYPES[question.kind]
    some = st.lists(st.sampled_from(question_type.values(question) or ["x"]), unique=True)
    points = question_type.score(data.draw(some), question.scoring_key(), question.points)
    assert points is None or 0 <= points <= question.points


@given(questions(), st.randoms(use_true_random=False))
def test_an_arranged_item_scores_as_the_question_of_the_bank(question, random):
    question_type = TYPES[question.kind]

    def shuffle(ids):
        return random.sample(ids, len(ids))

    arranged = question_type.arrange(question, shuffle)
    renamed = question_type.rename(question.key, arranged.names)
    question_type.check_key(arranged, renamed)
    assert {option.text for option in arranged.options} == {option.text for option in question.options}
    assert [option.text for option in sorted(arranged.targets, key=lambda t: t.text)] == sorted(
        target.text for target in question.targets
    )
