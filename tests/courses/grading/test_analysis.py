"""Item statistics against hand-worked figures, and their limits."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.grading.analysis import alpha, discrimination, facility

POINTS = st.integers(0, 4).map(Decimal)


def decimals(*numbers):
    return [Decimal(str(number)) for number in numbers]


@pytest.mark.parametrize(
    ("points", "most", "figure"),
    [
        ((1, 1, 0, 0), 1, "0.5"),
        ((2, 1), 2, "0.75"),
        ((1, 0, 0), 1, "0.333"),
        ((0, 0), 1, "0"),
        ((), 1, None),
        ((1,), 0, None),
    ],
)
def test_facility(points, most, figure):
    assert facility(decimals(*points), Decimal(most)) == (None if figure is None else Decimal(figure))


@pytest.mark.parametrize(
    ("points", "figure"),
    [
        ([0] * 5 + [1] * 5, "1"),
        ([1] * 5 + [0] * 5, "-1"),
        ([1] * 10, "0"),
        ([0, 0, 1, 0, 1, 0, 1, 1, 1, 0], "0.370"),
    ],
)
def test_discrimination(points, figure):
    totals = decimals(*range(10))
    assert discrimination(decimals(*points), totals, Decimal(1)) == Decimal(figure)


def test_too_few_people_or_no_spread_say_nothing():
    assert discrimination(decimals(*[1] * 9), decimals(*range(9)), Decimal(1)) is None
    assert discrimination(decimals(*[1] * 10), decimals(*[5] * 10), Decimal(1)) is None
    assert discrimination(decimals(*[0] * 10), decimals(*range(10)), Decimal(0)) is None


@given(
    st.lists(st.tuples(POINTS, st.integers(0, 5).map(Decimal)), min_size=10, max_size=30),
    st.randoms(use_true_random=False),
)
def test_the_order_of_people_with_equal_totals_changes_nothing(people, random):
    def figure(listed):
        return discrimination([p for p, _ in listed], [t for _, t in listed], Decimal(4))

    assert figure(people) == figure(random.sample(people, len(people)))
    assert figure(people) is None or -1 <= figure(people) <= 1


def test_alpha_of_a_worked_example():
    table = [decimals(1, 1, 1), decimals(1, 1, 0), decimals(1, 0, 0), decimals(0, 0, 0)]
    assert alpha(table) == Decimal("0.750")


def test_alpha_of_items_that_agree_is_one():
    assert alpha([decimals(n, n) for n in range(5)]) == 1


@pytest.mark.parametrize(
    "table", [[], [[Decimal(1), Decimal(0)]], [[Decimal(1)], [Decimal(0)]], [[Decimal(1)] * 2] * 3]
)
def test_alpha_needs_two_people_two_items_and_a_spread(table):
    assert alpha(table) is None


def test_alpha_needs_the_same_items_for_everybody():
    with pytest.raises(ValueError, match="shorter"):
        alpha([decimals(1, 2), decimals(1)])


@given(st.lists(st.lists(POINTS, min_size=3, max_size=3), min_size=2, max_size=12))
def test_alpha_never_exceeds_one(table):
    figure = alpha(table)
    assert figure is None or figure <= 1
