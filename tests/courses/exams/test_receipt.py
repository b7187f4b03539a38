"""Receipts: one hash for one submission, on every system and after every detour."""

import hashlib
import json
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exams.receipt import canonical_json, count_answered, receipt_code, submission_hash

PAPER = [
    {"item": 1, "type": "single_choice", "text": "Ai?", "points": "0.5", "options": [["a", "Trần Phú"]]},
    {"item": 2, "type": "essay", "text": "Viết", "points": "5", "options": []},
]
ANSWERS = {1: ["a"], 2: ["Kính thưa …"]}

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.text(),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=3), inner, max_size=3),
)


def test_the_bytes_are_fixed():
    assert canonical_json({"b": [1, True, None], "a": "Đảng", 10: (), 9: "\n"}) == (
        '{"10":[],"9":"\\n","a":"Đảng","b":[1,true,null]}'.encode()
    )


def test_the_code_of_a_known_submission_is_fixed():
    text = (
        '{"answers":{"1":["a"],"2":["Kính thưa …"]},"paper":['
        '{"item":1,"options":[["a","Trần Phú"]],"points":"0.5","text":"Ai?","type":"single_choice"},'
        '{"item":2,"options":[],"points":"5","text":"Viết","type":"essay"}]}'
    )
    full = submission_hash(PAPER, ANSWERS)
    assert full == hashlib.sha256(text.encode()).hexdigest()
    assert receipt_code(full) == "b4a34b25d3ea674c"


@given(values, st.randoms(use_true_random=False))
def test_neither_the_order_of_keys_nor_a_detour_through_json_matters(value, random):
    def turned(part):
        if isinstance(part, dict):
            pairs = list(part.items())
            return {key: turned(inner) for key, inner in random.sample(pairs, len(pairs))}
        return [turned(inner) for inner in part] if isinstance(part, list) else part

    try:
        expected = canonical_json(value)
    except UnicodeEncodeError:
        return
    assert canonical_json(turned(value)) == expected
    assert canonical_json(json.loads(json.dumps(value))) == expected


def test_item_numbers_may_come_back_as_text():
    assert submission_hash(PAPER, ANSWERS) == submission_hash(
        PAPER, {str(item): value for item, value in ANSWERS.items()}
    )


@pytest.mark.parametrize("answers", [{}, {1: ["b"], 2: ["Kính thưa …"]}, {1: ["a"], 2: ["Kính thưa ..."]}])
def test_any_other_answer_gives_another_code(answers):
    assert submission_hash(PAPER, answers) != submission_hash(PAPER, ANSWERS)


def test_the_order_inside_an_answer_counts():
    assert submission_hash(PAPER, {1: ["a", "b"]}) != submission_hash(PAPER, {1: ["b", "a"]})


@pytest.mark.parametrize("value", [1.5, Decimal("1.5"), {"a": {1, 2}}, [b"x"]])
def test_what_has_no_single_form_is_refused(value):
    with pytest.raises(TypeError, match="no canonical form"):
        canonical_json(value)


@pytest.mark.parametrize(
    ("answers", "count"), [(ANSWERS, 2), ({1: ["a"], 2: [" "]}, 1), ({1: []}, 0), ({9: ["x"]}, 0)]
)
def test_items_answered_are_counted(answers, count):
    assert count_answered(PAPER, answers) == count
