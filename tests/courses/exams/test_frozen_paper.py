"""Frozen papers: what is shown, what is hidden, what survives the database."""

import json
from datetime import UTC, datetime
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.bank.types.registry import TYPES
from courses.exams.frozen_paper import FrozenItem, ItemKey, Source, correct_key, freeze, to_candidate_json
from tests.courses.bank.questions import KINDS, a_question, questions

VERSION = UUID(int=7)
ATTEMPT = UUID(int=9)
DEADLINE = datetime(2026, 11, 23, 3, 0, tzinfo=UTC)


def source(question):
    return Source(
        VERSION,
        question.kind,
        question.text,
        question.key,
        question.options,
        question.targets,
        question.ignore_tones,
    )


@given(questions(), st.integers(1, 99), st.text(max_size=5))
def test_a_frozen_question_is_still_answered_by_its_key(question, number, seed):
    item, key = freeze(number, source(question), Decimal(2), seed)
    assert (item.item, item.text, item.points, item.version_id) == (number, question.text, 2, VERSION)
    TYPES[item.type].check_key(item, key.key.answers)
    if question.kind not in {"essay", "short_answer"}:
        assert TYPES[item.type].score(list(key.key.answers), key.key, item.points) == 2


@given(questions(), st.text(max_size=5))
def test_item_and_key_survive_json(question, seed):
    item, key = freeze(1, source(question), question.points, seed)
    assert FrozenItem.from_json(json.loads(json.dumps(item.to_json()))) == item
    assert ItemKey.from_json(json.loads(json.dumps(key.to_json()))) == key


@given(questions(), st.text(max_size=5))
def test_the_same_seed_freezes_the_same_item(question, seed):
    assert freeze(1, source(question), Decimal(1), seed) == freeze(1, source(question), Decimal(1), seed)


def test_the_ids_shown_do_not_tell_which_option_the_author_wrote_first():
    keys = {freeze(1, source(a_question()), Decimal(1), str(seed))[1].key.answers for seed in range(50)}
    assert keys == {("a",), ("b",), ("c",), ("d",)}


def test_two_items_of_one_paper_are_shuffled_apart():
    orders = {tuple(freeze(n, source(a_question()), Decimal(1), "s")[0].options) for n in range(1, 30)}
    assert len(orders) > 5


@pytest.mark.parametrize("kind", KINDS)
def test_the_candidate_sees_no_key(kind):
    question = a_question(kind, ignore_tones=True, explanation="vì sao")
    item, _ = freeze(1, source(question), Decimal("0.50"), "s")
    shown = to_candidate_json(ATTEMPT, DEADLINE, [item])
    assert set(shown) == {"attempt", "deadline", "items"}
    assert set(shown["items"][0]) <= {
        "item",
        "type",
        "text",
        "points",
        "rule",
        "options",
        "texts",
        "left",
        "right",
    }
    assert "vì sao" not in json.dumps(shown, ensure_ascii=False)


def test_the_paper_as_the_contract_has_it():
    item = FrozenItem(1, VERSION, "single_choice", "Ai?", Decimal("0.5"), a_question().options)
    assert to_candidate_json(ATTEMPT, DEADLINE, [item]) == {
        "attempt": str(ATTEMPT),
        "deadline": "2026-11-23T03:00:00+00:00",
        "items": [
            {
                "item": 1,
                "type": "single_choice",
                "text": "Ai?",
                "points": "0.5",
                "rule": "Chọn một phương án; đúng được trọn điểm, sai hoặc để trống được 0 điểm.",
                "options": ["a", "b", "c", "d"],
                "texts": {"a": "Phương án A", "b": "Phương án B", "c": "Phương án C", "d": "Phương án D"},
            }
        ],
    }


@pytest.mark.parametrize("kind", KINDS)
def test_every_value_offered_is_a_value_accepted(kind):
    item, _ = freeze(1, source(a_question(kind)), Decimal(1), "s")
    for value in to_candidate_json(ATTEMPT, DEADLINE, [item])["items"][0]["options"]:
        TYPES[kind].check([value], item)


def test_a_matching_shows_two_columns():
    item, _ = freeze(1, source(a_question("matching")), Decimal(1), "s")
    shown = to_candidate_json(ATTEMPT, DEADLINE, [item])["items"][0]
    assert shown["left"] == {"1": "Thành lập Đảng", "2": "Đại hội VI"}
    assert sorted(shown["right"].values()) == ["1930", "1975", "1986"]
    assert len(shown["options"]) == 6


@pytest.mark.parametrize("seed", ["1", "2", "3"])
def test_a_corrected_key_reaches_papers_that_renamed_the_options(seed):
    question = a_question()
    item, old = freeze(1, source(question), Decimal(1), seed)
    new = correct_key(item, old, ["c"], ignore_tones=False)
    assert dict(item.options)[new.key.answers[0]] == "Phương án C"
    assert (new.key.options, new.names, new.item) == (old.key.options, old.names, 1)
