"""What counts as admitted: the opening balance of a house, then what the portal records itself."""

from __future__ import annotations

from datetime import date

import pytest

from portal.candidates.stages import Stage
from portal.targets import queries
from portal.targets.operations.import_targets import import_targets
from tests.portal.candidates.builders import a_candidate, step, travel
from tests.portal.targets.sheets import sheet

TERM = "2020-2025"


@pytest.fixture
def give(acting, cast):
    def run(rows, *, until: str = "31/8/2024"):
        with acting(cast.giang):
            import_targets(content=sheet(rows, title=f"CHỈ TIÊU (số liệu đến {until})"), term_code=TERM)

    return run


@pytest.fixture
def decide(acting):
    def run(someone, on: date, name: str = "Lê Thị Hoa"):
        with acting(someone):
            candidate_id = a_candidate(name)
            travel(candidate_id, Stage.DECIDED, last_on=on)
            return candidate_id

    return run


@pytest.fixture
def admitted(acting, cast):
    def run(as_of: date) -> dict[str, int]:
        with acting(cast.giang, reading=True):
            return {
                row.house.code: row.progress.admitted for row in queries.list_progress(TERM, as_of).houses
            }

    return run


def test_a_decision_after_the_balance_counts_and_one_inside_it_does_not(give, decide, cast, admitted):
    give([("K01", 10, 2, 4)])
    decide(cast.an, date(2024, 8, 31), "Lê Thị Trong")
    decide(cast.an, date(2024, 9, 1), "Lê Thị Sau")
    assert admitted(date(2024, 8, 31)) == {"K01": 4}
    assert admitted(date(2024, 9, 1)) == {"K01": 5}


def test_each_house_is_counted_from_the_end_of_its_own_balance(give, decide, cast, admitted):
    give([("K01", 10, 2, 4)], until="31/8/2024")
    give([("K02", 6, 2, 5)], until="31/10/2024")
    for someone in (cast.an, cast.chi):
        decide(someone, date(2024, 9, 15))
    assert admitted(date(2024, 12, 31)) == {"K01": 4 + 1, "K02": 5}


def test_a_house_without_a_balance_is_counted_from_the_first_day_of_the_term(give, decide, cast, admitted):
    give([("K01", 10, 2, None), ("K02", 6, 2, 5)])
    decide(cast.an, date(2024, 5, 10))
    assert admitted(date(2024, 12, 31)) == {"K01": 1, "K02": 5}


def test_an_annulled_admission_is_taken_away_when_it_is_annulled(give, acting, decide, cast, admitted):
    give([("K01", 10, 2, 3)])
    candidate_id = decide(cast.an, date(2024, 9, 15))
    with acting(cast.an):
        step(candidate_id, Stage.ANNULLED, date(2024, 11, 5))
    assert admitted(date(2024, 11, 4)) == {"K01": 4}
    assert admitted(date(2024, 11, 5)) == {"K01": 3}


def test_nobody_is_counted_after_the_last_day_of_the_term(give, decide, cast, admitted):
    give([("K01", 10, 2, 4)])
    decide(cast.an, date(2025, 9, 30), "Lê Thị Kịp")
    decide(cast.an, date(2025, 10, 1), "Lê Thị Muộn")
    assert admitted(date(2026, 6, 1)) == {"K01": 5}


def test_the_secretary_reads_the_same_numbers_year_by_year(give, acting, decide, cast):
    give([("K01", 10, 2, 4)])
    decide(cast.an, date(2024, 9, 15))
    with acting(cast.an, reading=True):
        found = queries.house_targets(cast.house_a, date(2024, 12, 31), TERM)
    assert (found.progress.admitted, found.progress.term_target) == (5, 10)
    assert [(row.year, row.target, row.admitted) for row in found.years] == [(2023, 2, 4)]


@pytest.mark.parametrize("rows", [[("K01", 10, 2, 4)], [("K01", 10, 2, 4), ("K02", 6, 2, 5)]])
def test_the_progress_of_all_houses_takes_five_statements(give, acting, cast, statements, rows):
    give(rows)
    with acting(cast.giang, reading=True), statements() as sent:
        queries.list_progress(TERM, date(2024, 12, 31))
    assert len(sent) == 5
