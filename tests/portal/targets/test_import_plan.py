"""What a file would change, before it does."""

from __future__ import annotations

from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from portal.targets.import_plan import Change, Figure, Known, plan_import
from portal.targets.importer import TargetRow, YearFigures

UNTIL = date(2023, 8, 31)
NOTHING = Known({}, {})
NUMBERS = st.one_of(st.none(), st.integers(0, 50))


def row(code: str = "K01", term: int = 10, *years: YearFigures) -> TargetRow:
    return TargetRow(row=5, code=code, name=f"Đảng bộ {code}", term_target=term, years=years)


@st.composite
def files(draw):
    codes = draw(st.lists(st.sampled_from(["K01", "k02", "K03"]), unique=True))
    years = draw(st.lists(st.integers(2021, 2023), unique=True))
    return [
        row(code, draw(st.integers(0, 90)), *(YearFigures(y, draw(NUMBERS), draw(NUMBERS)) for y in years))
        for code in codes
    ]


def carried_out(known: Known, planned) -> Known:
    targets, balances = dict(known.targets), dict(known.balances)
    for line in planned:
        for change in line.changes:
            key = (line.row.code.upper(), change.year)
            if change.figure is Figure.TARGET:
                targets[key] = change.after
            else:
                balances[key] = (change.after, UNTIL)
    return Known(targets, balances)


def test_a_first_file_sets_everything_it_says():
    (planned,) = plan_import([row("K01", 10, YearFigures(2023, 2, None))], NOTHING, UNTIL)
    assert planned.changes == (
        Change(Figure.TARGET, 0, None, 10),
        Change(Figure.TARGET, 2023, None, 2),
    )
    assert (planned.is_new, planned.corrections) == (True, ())


def test_another_number_is_shown_beside_the_one_that_stood():
    known = Known({("K01", 0): 10, ("K01", 2023): 2}, {("K01", 2023): (4, UNTIL)})
    (planned,) = plan_import([row("k01", 12, YearFigures(2023, 2, 5))], known, UNTIL)
    assert planned.corrections == (Change(Figure.TARGET, 0, 10, 12), Change(Figure.ADMITTED, 2023, 4, 5))
    assert not planned.is_new


def test_a_later_closing_day_is_a_change_even_of_the_same_number():
    known = Known({("K01", 0): 10}, {("K01", 2023): (4, UNTIL)})
    (planned,) = plan_import([row("K01", 10, YearFigures(2023, None, 4))], known, date(2023, 9, 30))
    assert planned.changes == (Change(Figure.ADMITTED, 2023, 4, 4),)


@given(files(), files())
def test_a_file_carried_out_has_nothing_left_to_change(before, after):
    known = carried_out(NOTHING, plan_import(before, NOTHING, UNTIL))
    now = carried_out(known, plan_import(after, known, UNTIL))
    assert all(not line.changes for line in plan_import(after, now, UNTIL))


@given(files())
def test_an_empty_cell_takes_nothing_away(rows):
    known = Known({(c, y): 7 for c in ("K01", "K02", "K03") for y in (0, 2021, 2022, 2023)}, {})
    now = carried_out(known, plan_import(rows, known, UNTIL))
    assert set(now.targets) == set(known.targets)
