"""The guide of an essay: words for the markers, or a rubric that makes up a mark of ten."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.bank.types.contract import KeyMistake
from courses.bank.types.essay import check_guide, rubric, written

QUARTERS = st.integers(1, 12).map(lambda quarters: Decimal(quarters) / 4)
NAMES = st.text("aăđêôơư bcx", min_size=1).map(str.strip).filter(bool)


@given(st.lists(st.tuples(NAMES, QUARTERS), min_size=1, max_size=5))
def test_lines_that_make_up_ten_are_a_rubric(lines):
    rest = Decimal(10) - sum(most for _, most in lines)
    if rest <= 0:
        return
    lines = [*lines, ("còn lại", rest)]
    guide = "\n".join(f"- {name}: {written(most)} điểm" for name, most in lines)
    check_guide(guide)
    assert [(one.text, one.most) for one in rubric(guide)] == lines


@pytest.mark.parametrize(
    "guide", ["", "Chấm theo thang 10.", "Thang điểm: 10 điểm", "Nội dung 4 điểm\nsâu 6 điểm"]
)
def test_a_guide_in_plain_words_is_no_rubric(guide):
    check_guide(guide)
    assert rubric(guide) == ()


@pytest.mark.parametrize(
    ("guide", "words"),
    [
        ("Nội dung: 4 điểm\nDiễn đạt: 5,5 điểm", "cộng được 9,5 điểm; cần đủ 10"),
        ("Nội dung: 4,1 điểm\nDiễn đạt: 5,9 điểm", "cách nhau 0,25"),
    ],
)
def test_criteria_that_cannot_be_marked_by_are_refused(guide, words):
    with pytest.raises(KeyMistake, match=words):
        check_guide(guide)
