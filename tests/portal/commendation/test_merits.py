"""What the figures say for a house, and what they do not."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.commendation.merits import Kind, Record, find_merits
from portal.evaluation.levels import Level

FIVE = dict.fromkeys(range(2019, 2024), Level.EXCELLENT)


def kinds(**known):
    return [merit.kind for merit in find_merits(Record(**known), 2023)]


@pytest.mark.parametrize(
    ("known", "found"),
    [
        ({}, []),
        ({"year_target": 4, "year_admitted": 4}, [Kind.YEARLY]),
        ({"year_target": 4, "year_admitted": 3}, []),
        ({"year_target": 0, "year_admitted": 3}, []),
        ({"term_target": 9, "term_admitted": 9, "elapsed_percent": 60.0}, [Kind.AD_HOC]),
        ({"term_target": 9, "term_admitted": 9, "elapsed_percent": 100.0}, []),
        ({"term_target": 9, "term_admitted": 8, "elapsed_percent": 60.0}, []),
        ({"levels": FIVE}, [Kind.FIVE_YEAR]),
        ({"levels": FIVE | {2021: Level.GOOD}}, []),
        ({"levels": {year: level for year, level in FIVE.items() if year > 2019}}, []),
    ],
)
def test_only_what_was_reached_counts(known, found):
    assert kinds(**known) == found


def test_the_reason_holds_the_figures():
    (merit,) = find_merits(Record(year_target=8, year_admitted=9), 2023)
    assert merit.reason == "Năm 2023 kết nạp 9/8 chỉ tiêu (112,5%)."


@given(st.integers(0, 50), st.integers(0, 50), st.integers(0, 10))
def test_admitting_more_never_loses_a_merit(target, admitted, more):
    known = {"year_target": target, "term_target": target, "elapsed_percent": 40.0}
    fewer = kinds(**known, year_admitted=admitted, term_admitted=admitted)
    assert set(fewer) <= set(kinds(**known, year_admitted=admitted + more, term_admitted=admitted + more))
