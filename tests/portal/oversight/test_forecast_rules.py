"""The survival estimate: against a textbook case, and true for every history."""

from __future__ import annotations

from datetime import date, timedelta
from math import isclose
from uuid import UUID

from hypothesis import given
from hypothesis import strategies as st

from portal.oversight.forecast.rules import (
    FEWEST_EVENTS,
    Curve,
    Expected,
    Path,
    expect,
    fit_curve,
    fit_phases,
    look_back,
)

HOUSE = UUID(int=1)
START = date(2024, 1, 1)
TIMES = st.lists(st.tuples(st.integers(0, 900), st.booleans(), st.integers(1, 5)), min_size=1, max_size=40)


def path(after: int | None = None, *, left: int | None = None, since: date = START, people: int = 1) -> Path:
    return Path(
        HOUSE,
        {"source": since},
        since + timedelta(after) if after is not None else None,
        since + timedelta(left) if left is not None else None,
        people,
    )


def test_kaplan_and_meiers_own_kind_of_example():
    """Freireich's 6-MP group: 21 patients, S(6)=0.857, S(10)=0.753, S(23)=0.448 (Cox & Oakes, 1984)."""
    events = [6, 6, 6, 7, 10, 13, 16, 22, 23]
    censored = [6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35]
    curve = fit_curve([(t, True, 1) for t in events] + [(t, False, 1) for t in censored])
    shares = dict(zip(curve.days, curve.remaining, strict=True))
    assert [round(shares[t], 3) for t in (6, 7, 10, 13, 16, 22, 23)] == [
        *(0.857, 0.807, 0.753, 0.690, 0.627, 0.538, 0.448)
    ]


@given(TIMES)
def test_the_share_never_rises_and_stays_a_share(times):
    remaining = list(fit_curve(times).remaining)
    assert remaining == sorted(remaining, reverse=True)
    assert all(-1e-9 <= share <= 1 for share in remaining)


@given(TIMES, st.integers(0, 900), st.integers(0, 400), st.integers(0, 400))
def test_a_chance_is_a_chance_and_grows_with_time(times, start, days, more):
    curve = fit_curve(times)
    chance, error = curve.admitted_between(start, start + days)
    assert 0 <= chance <= 1
    assert error >= 0
    assert chance <= curve.admitted_between(start, start + days + more)[0] + 1e-9


def test_without_people_leaving_half_of_the_way_or_evidence_nothing_is_promised():
    few = fit_curve([(10, True, FEWEST_EVENTS - 1)])
    assert few.admitted_between(0, 20) == (0.0, 0.0)
    enough = fit_curve([(10, True, FEWEST_EVENTS), (30, False, FEWEST_EVENTS)])
    assert isclose(enough.admitted_between(0, 20)[0], 0.5)
    assert enough.admitted_between(11, 900)[0] == 0.0, "nobody was ever admitted so late"


def test_who_left_lowers_the_promise():
    day = START + timedelta(400)
    stayed = [path(100, people=20), path(people=20)]
    left = [path(100, people=20), path(left=10, people=20)]
    for history in (stayed, left):
        chance, _ = fit_phases(history, day)["source"].admitted_between(0, 365)
        assert isclose(chance, 0.5), "leaving counts as not admitted, not as unknown"


@given(st.lists(st.tuples(st.integers(0, 700), st.booleans(), st.integers(0, 700)), min_size=1, max_size=60))
def test_parts_add_up_and_the_interval_holds_the_mean(histories):
    day = START + timedelta(800)
    paths = [
        Path(UUID(int=1 + n % 3), {"source": START + timedelta(enter)}, START + timedelta(enter + after))
        if decided
        else Path(UUID(int=1 + n % 3), {"source": START + timedelta(enter)})
        for n, (enter, decided, after) in enumerate(histories)
    ]
    found = expect(paths, fit_phases(paths, day), day=day, until=day + timedelta(200))
    houses = [value for (house, phase), value in found.items() if house is not None and not phase]
    whole = found.get((None, ""), Expected())
    assert isclose(sum(value.mean for value in houses), whole.mean, abs_tol=1e-6)
    assert sum(value.people for value in houses) == whole.people
    for value in found.values():
        assert 0 <= value.low <= value.mean + 1e-9
        assert value.mean - 1e-9 <= value.high <= value.people


def test_a_past_year_is_forecast_from_what_was_known_then():
    known = [path(200, since=date(2023, 1, 1), people=30), path(None, since=date(2023, 1, 1), people=30)]
    coming = [path(200, since=date(2023, 12, 1), people=10), path(None, since=date(2023, 12, 1), people=10)]
    test = look_back([*known, *coming], 2024)
    assert test.could_tell
    assert test.actual == 10
    assert 5 < test.expected.mean < 15
    assert test.held
    assert not look_back(coming, 2023).could_tell, "nothing was known before"


def test_an_empty_curve_promises_nothing():
    assert Curve().admitted_between(0, 100) == (0.0, 0.0)
