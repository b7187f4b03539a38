"""A house counts its source unit by unit; the sums are what the units stated."""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import clock
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.people.models import SourceGroup
from portal.people.source_groups import SOURCE_GROUPS
from portal.sources.operations.close_review import close_review, reopen_review
from portal.sources.operations.fill_counts import fill_counts
from portal.sources.operations.open_review import open_review
from portal.sources.queries import open_lines, review_page, source_totals, totals_of_houses
from portal.sources.totals import problem_of, total_of
from tests.portal.candidates.builders import in_house, the_unit

NUMBERS = {"groups": {"medical": 10, "worker": 2}, "outstanding": 5, "this_year": 2, "next_year": 3}


@dataclass(frozen=True)
class Stated:
    groups: dict = field(default_factory=dict)
    outstanding: int = 0
    this_year: int = 0
    next_year: int = 0


counts = st.integers(0, 500)
rows = st.builds(Stated, st.fixed_dictionaries({"medical": counts, "worker": counts}), counts, counts, counts)


def test_the_groups_are_those_of_people():
    assert tuple(group.value for group in SourceGroup) == SOURCE_GROUPS


@given(st.lists(rows, max_size=4), rows)
def test_a_sum_grows_by_what_one_more_unit_states(stated, more):
    before, after = total_of(stated), total_of([*stated, more])
    assert after.people - before.people == sum(more.groups.values())
    assert after.outstanding - before.outstanding == more.outstanding
    assert (after.this_year, after.next_year) == (
        before.this_year + more.this_year,
        before.next_year + more.next_year,
    )


@pytest.mark.parametrize(
    ("stated", "where"),
    [
        (Stated({"worker": 3}, 4), "outstanding"),
        (Stated({"worker": -1}), "outstanding"),
        (Stated({"worker": 9}, 3, 4), "this_year"),
        (Stated({"worker": 9}, 5, 5, 5), "next_year"),
        (Stated({"worker": 9}, 5, 2, 3), None),
    ],
)
def test_numbers_that_contradict_each_other_are_named(stated, where):
    problem = problem_of(stated)
    assert (problem and problem[0]) == where


def begin(**values):
    there = {
        "title": "Rà soát cuối năm",
        "year": clock.today().year,
        "due_on": clock.today() + timedelta(days=9),
    }
    return open_review(**(there | values))


@pytest.fixture(autouse=True)
def _context(app, request):
    if "client_as" in request.fixturenames:
        yield
        return
    with app.app_context():
        yield


def test_a_review_is_opened_filled_closed_and_read_by_plans(cast):
    year = clock.today().year
    with in_house(cast.an):
        review_id, unit_id = begin(), the_unit()
        with pytest.raises(Conflict):
            begin()
        assert [len(units) for _row, units in open_lines()] == [len(review_page(review_id).lines)]
        with pytest.raises(RuleRefused, match="Chưa có chi bộ"):
            close_review(source_review_id=review_id)
        fill_counts(source_review_id=review_id, unit_id=unit_id, **NUMBERS)
        fill_counts(source_review_id=review_id, unit_id=unit_id, **(NUMBERS | {"outstanding": 6}))
        assert review_page(review_id).totals.outstanding == 6
        assert source_totals(cast.house_a, year) is None, "open numbers are nobody's plan"
        close_review(source_review_id=review_id)
        assert source_totals(cast.house_a, year).people == 12
        with pytest.raises(RuleRefused, match="đã chốt"):
            fill_counts(source_review_id=review_id, unit_id=unit_id, **NUMBERS)
        reopen_review(source_review_id=review_id)
        assert open_lines() != []


def test_bad_numbers_and_bad_days_are_refused_beside_their_field(cast):
    with in_house(cast.an):
        for values, where in (
            ({"title": " "}, "title"),
            ({"year": 1990}, "year"),
            ({"due_on": clock.today() - timedelta(days=1)}, "due_on"),
        ):
            with pytest.raises(DomainError) as refused:
                begin(**values)
            assert refused.value.field == where
        review_id = begin()
        with pytest.raises(DomainError) as refused:
            fill_counts(source_review_id=review_id, unit_id=the_unit(), **(NUMBERS | {"outstanding": 99}))
        assert refused.value.field == "outstanding"


def test_another_house_neither_reads_nor_fills(cast):
    with in_house(cast.an):
        review_id, unit_id = begin(), the_unit()
        fill_counts(source_review_id=review_id, unit_id=unit_id, **NUMBERS)
    with in_house(cast.chi):
        for operation in (
            lambda: review_page(review_id),
            lambda: fill_counts(source_review_id=review_id, unit_id=unit_id, **NUMBERS),
            lambda: close_review(source_review_id=review_id),
        ):
            with pytest.raises(NotFound):
                operation()


def test_khoi_sees_the_sums_of_every_house(cast):
    from portal.kernel.database import session_as

    with in_house(cast.an):
        fill_counts(source_review_id=begin(), unit_id=the_unit(), **NUMBERS)
    with session_as(cast.giang.actor(reading=True)):
        lines = totals_of_houses(clock.today().year)
        assert [line.totals.people for line in lines if line.row] == [12]
        assert any(line.row is None for line in lines)


def test_the_pages(app, client_as, cast, statements):
    an = client_as(cast.an)
    assert "Chưa có đợt rà soát nào" in an.get("/sources").text
    wrong = an.post("/sources/new", data={"title": "Đợt một", "year": "x", "due_on": "31/02/2026"})
    assert (wrong.status_code, "Đợt một" in wrong.text) == (422, True)
    with app.app_context(), in_house(cast.an):
        review_id, unit_id = begin(), the_unit()
    assert "chưa ghi số liệu" in an.get("/inbox").text
    here = f"/sources/{review_id}/units/{unit_id}"
    refused = an.post(here, data={"group_medical": "4", "outstanding": "9"})
    assert (refused.status_code, "không thể nhiều hơn" in refused.text) == (422, True)
    an.post(here, data={"group_medical": "12", "outstanding": "9", "this_year": "2"})
    with statements() as sent:
        page = an.get(f"/sources/{review_id}").text
    assert len(sent) == 4
    assert "Cộng" in page
    assert client_as(cast.chi).get(f"/sources/{review_id}").status_code == 404
    assert client_as(cast.em).get("/sources").status_code == 403
    khoi = client_as(cast.giang).get(f"/sources?year={clock.today().year}").text
    assert "đang ghi, 1 chi bộ" in khoi
    assert client_as(cast.giang).get("/sources?year=rubbish").status_code == 200
