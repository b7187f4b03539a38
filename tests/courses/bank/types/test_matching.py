"""Matching: pairs of ids, shared targets, distractors."""

from decimal import Decimal

import pytest

from courses.bank.types import matching
from courses.bank.types.contract import KeyMistake, ValueMistake
from tests.courses.bank.questions import LEFTS, RIGHTS, a_question

ITEM = a_question("matching")


@pytest.mark.parametrize("value", [["1"], ["1:"], [":a"], ["3:a"], ["1:d"], ["a:1"], ["1:a:b"], [""]])
def test_a_pair_that_is_not_there_is_refused(value):
    with pytest.raises(ValueMistake, match="Không có cặp"):
        matching.check(value, ITEM)


def test_a_line_matched_twice_is_refused():
    with pytest.raises(ValueMistake, match="một lần"):
        matching.check(["1:a", "1:b"], ITEM)


def test_two_lines_may_share_a_target():
    matching.check(["1:a", "2:a"], ITEM)


@pytest.mark.parametrize(
    ("value", "earned"),
    [(["1:a", "2:b"], "2"), (["2:b", "1:a"], "2"), (["1:a", "2:c"], "1"), (["1:b", "2:a"], "0"), ([], "0")],
)
def test_each_right_pair_earns_an_even_part_and_a_wrong_one_costs_nothing(value, earned):
    assert matching.score(value, ITEM.scoring_key(), Decimal(2)) == Decimal(earned)


@pytest.mark.parametrize(
    ("changes", "answers", "words"),
    [
        ({}, ["1:a"], "đúng một ý ghép"),
        ({}, ["2:b", "1:a"], "đúng một ý ghép"),
        ({}, ["1:a", "2:z"], "đúng một ý ghép"),
        ({"options": LEFTS[:1]}, ["1:a"], "ít nhất hai"),
        ({"targets": RIGHTS[:1]}, ["1:a", "2:a"], "ít nhất hai"),
    ],
)
def test_every_line_needs_one_target(changes, answers, words):
    with pytest.raises(KeyMistake, match=words):
        matching.check_key(a_question("matching", **changes), answers)


def test_columns_from_pairs_put_distractors_last_and_join_equal_targets():
    options, targets, key = matching.columns(
        [("", "1945"), ("Đảng", "1930"), ("Đoàn", "1931"), ("Mặt trận", "1930")]
    )
    assert [option.text for option in options] == ["Đảng", "Đoàn", "Mặt trận"]
    assert [target.text for target in targets] == ["1930", "1931", "1945"]
    assert key == ("1:a", "2:b", "3:a")


def test_more_targets_than_letters_are_refused():
    with pytest.raises(KeyMistake, match="quá 26"):
        matching.columns((f"trái {n}", f"phải {n}") for n in range(27))


def test_only_the_right_column_is_shuffled():
    arranged = matching.arrange(ITEM, lambda ids: [ids[2], ids[1], ids[0]])
    assert arranged.options == LEFTS
    assert [target.text for target in arranged.targets] == ["1975", "1986", "1930"]
    assert matching.rename(ITEM.key, arranged.names) == ("1:c", "2:b")


def test_the_values_are_all_pairs():
    assert matching.values(ITEM) == ["1:a", "1:b", "1:c", "2:a", "2:b", "2:c"]
