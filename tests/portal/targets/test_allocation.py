"""Sharing a number out: the parts add up, nobody with a list goes away empty."""

from __future__ import annotations

from fractions import Fraction
from uuid import UUID

from hypothesis import given, settings
from hypothesis import strategies as st

from portal.targets.allocation import Basis, Weight, by_percent, share_out

basis = st.builds(
    Basis, members=st.integers(0, 900), prospects=st.integers(0, 60), last_year=st.integers(0, 30)
)
houses = st.lists(basis, min_size=1, max_size=70).map(
    lambda found: {UUID(int=number): one for number, one in enumerate(found)}
)


@settings(deadline=None)
@given(houses, st.integers(0, 500), st.sampled_from(Weight), st.integers(0, 3))
def test_the_shares_add_up_to_the_total_when_anybody_has_weight(bases, total, weight, least):
    shares = share_out(bases, total, weight, least)
    assert all(share >= 0 for share in shares.values())
    if any(getattr(one, weight) for one in bases.values()):
        assert sum(shares.values()) == total
    else:
        assert sum(shares.values()) <= total


@settings(deadline=None)
@given(houses, st.integers(0, 500), st.sampled_from(Weight))
def test_a_house_with_a_list_gets_one_when_there_is_enough_for_all(bases, total, weight):
    listed = [house for house, one in bases.items() if one.prospects]
    shares = share_out(bases, total, weight, 1)
    if len(listed) <= total:
        assert all(shares[house] >= 1 for house in listed)


def test_percent_of_members_is_rounded_up_and_never_under_the_least():
    assert by_percent(Basis(members=101, prospects=4, last_year=0), Fraction(3), 1) == 4
    assert by_percent(Basis(members=0, prospects=4, last_year=0), Fraction(3), 1) == 1
    assert by_percent(Basis(members=0, prospects=0, last_year=0), Fraction(3), 1) == 0
    assert by_percent(Basis(members=1000, prospects=0, last_year=0), Fraction("3.5"), 1) == 35


def test_more_members_never_get_less_than_fewer():
    bases = {UUID(int=n): Basis(members=n * 10, prospects=0, last_year=0) for n in range(1, 9)}
    shares = list(share_out(bases, 20, Weight.MEMBERS).values())
    assert shares == sorted(shares)
