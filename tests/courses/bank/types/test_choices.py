"""Single, multiple, true/false and ordering: what may be sent, what a key may be, what is earned."""

from decimal import Decimal

import pytest

from courses.bank.types import choices, multiple_choice, ordering, single_choice, true_false
from courses.bank.types.contract import Key, KeyMistake, Option, ValueMistake
from tests.courses.bank.questions import ABCD, a_question

ITEM = a_question()


@pytest.mark.parametrize("question_type", [single_choice, multiple_choice, ordering])
@pytest.mark.parametrize("value", [["e"], ["A"], [""], ["a "], ["a" * 100]])
def test_an_option_that_is_not_there_is_refused(question_type, value):
    with pytest.raises(ValueMistake, match="Không có phương án"):
        question_type.check(value, ITEM)


@pytest.mark.parametrize("question_type", [multiple_choice, ordering])
def test_an_option_chosen_twice_is_refused(question_type):
    with pytest.raises(ValueMistake, match="một lần"):
        question_type.check(["a", "a"], ITEM)


@pytest.mark.parametrize("question_type", [single_choice, true_false])
def test_one_answer_only(question_type):
    with pytest.raises(ValueMistake, match="nhiều nhất 1"):
        question_type.check(["a", "b"], ITEM)


@pytest.mark.parametrize(("value", "earned"), [(["a"], "2"), (["b"], "0"), ([], "0"), (["a", "b"], "0")])
def test_single_choice_is_all_or_nothing(value, earned):
    assert single_choice.score(value, ITEM.scoring_key(), Decimal(2)) == Decimal(earned)


@pytest.mark.parametrize(("value", "earned"), [(["true"], "1"), (["false"], "0"), ([], "0")])
def test_true_false_is_all_or_nothing(value, earned):
    key = a_question("true_false").scoring_key()
    assert true_false.score(value, key, Decimal(1)) == Decimal(earned)


def test_true_stays_before_false_on_every_paper():
    arranged = true_false.arrange(a_question("true_false"), lambda ids: list(reversed(ids)))
    assert [option.text for option in arranged.options] == ["Đúng", "Sai"]


@pytest.mark.parametrize(
    ("right", "value", "earned"),
    [
        ("ab", "ab", "3"),
        ("ab", "a", "1.5"),
        ("ab", "ac", "0"),
        ("ab", "abc", "1.5"),
        ("ab", "abcd", "0"),
        ("ab", "cd", "0"),
        ("ab", "", "0"),
        ("abc", "ab", "2"),
        ("abc", "a", "1"),
        ("abc", "abcd", "0"),
        ("a", "ab", "2"),
        ("a", "abc", "1"),
        ("abcd", "abcd", "3"),
        ("abcd", "abc", "2.25"),
    ],
)
def test_multiple_choice_adds_even_parts_and_takes_even_parts(right, value, earned):
    key = Key(tuple(right), tuple("abcd"))
    assert multiple_choice.score(list(value), key, Decimal(3)) == Decimal(earned)


def test_a_third_of_a_point_is_kept_to_four_decimals():
    assert multiple_choice.score(["a"], Key(tuple("abc"), tuple("abcd")), Decimal(1)) == Decimal("0.3333")
    assert multiple_choice.score(["a", "b"], Key(tuple("abc"), tuple("abcd")), Decimal(1)) == Decimal(
        "0.6667"
    )


def test_the_order_of_the_boxes_ticked_changes_nothing():
    key = Key(("a", "c"), tuple("abcd"))
    assert multiple_choice.score(["c", "a"], key, Decimal(1)) == multiple_choice.score(
        ["a", "c"], key, Decimal(1)
    )


@pytest.mark.parametrize(
    ("value", "earned"),
    [("abcd", "4"), ("abdc", "2"), ("badc", "0"), ("ab", "2"), ("", "0"), ("bacd", "2"), ("dabc", "0")],
)
def test_ordering_pays_each_option_at_its_place(value, earned):
    key = a_question("ordering").scoring_key()
    assert ordering.score(list(value), key, Decimal(4)) == Decimal(earned)


@pytest.mark.parametrize(
    ("question_type", "options", "answers", "words"),
    [
        (single_choice, ABCD[:1], ["a"], "ít nhất hai"),
        (single_choice, [Option(str(n), str(n)) for n in range(27)], ["1"], "quá 26"),
        (single_choice, (Option("a", "x"), Option("b", " ")), ["a"], "để trống"),
        (single_choice, (Option("a", "x"), Option("b", "x ")), ["a"], "giống hệt"),
        (single_choice, ABCD, [], "đúng một đáp án"),
        (single_choice, ABCD, ["a", "b"], "đúng một đáp án"),
        (single_choice, ABCD, ["e"], "“E” không có"),
        (multiple_choice, ABCD, [], "chưa có đáp án"),
        (multiple_choice, ABCD, ["a", "a"], "hai lần"),
        (multiple_choice, ABCD, ["a", "z"], "“Z” không có"),
        (ordering, ABCD, ["a", "b"], "đủ thứ tự"),
        (ordering, ABCD, ["a", "b", "c", "c"], "hai lần"),
        (true_false, ABCD, ["true"], "hai phương án Đúng và Sai"),
        (true_false, true_false.OPTIONS, ["a"], "phải là Đúng hoặc Sai"),
        (true_false, true_false.OPTIONS, [], "phải là Đúng hoặc Sai"),
    ],
)
def test_a_question_that_cannot_be_scored_is_refused(question_type, options, answers, words):
    with pytest.raises(KeyMistake, match=words):
        question_type.check_key(a_question(options=tuple(options)), answers)


@pytest.mark.parametrize("question_type", [single_choice, multiple_choice, ordering])
def test_the_ids_of_a_paper_follow_the_order_shown_and_tell_nothing(question_type):
    arranged = question_type.arrange(ITEM, lambda ids: [ids[2], ids[0], ids[3], ids[1]])
    assert [option.id for option in arranged.options] == ["a", "b", "c", "d"]
    assert [option.text[-1] for option in arranged.options] == ["C", "A", "D", "B"]
    assert arranged.names == {"c": "a", "a": "b", "d": "c", "b": "d"}


def test_the_key_goes_with_the_new_names():
    names = {"c": "a", "a": "b", "d": "c", "b": "d"}
    assert single_choice.rename(["a"], names) == ("b",)
    assert multiple_choice.rename(["b", "c"], names) == ("a", "d")
    assert ordering.rename(["a", "b", "c", "d"], names) == ("b", "d", "a", "c")
    assert true_false.rename(["true"], {"true": "true", "false": "false"}) == ("true",)


def test_option_ids_are_letters():
    assert [choices.option_id(place) for place in (0, 1, 25)] == ["a", "b", "z"]
