"""The list of prospects of a cell and the monthly resolution that changes it."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.correct_stage import correct_stage
from portal.candidates.operations.record_list_resolution import record_list_resolution
from portal.candidates.prospect_list import ListedStep, Listing, listing_on
from portal.candidates.queries.prospect_list import prospect_list
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import DomainError, NotFound
from tests.portal.candidates.builders import a_candidate, a_helper, the_unit

NAMES = ("Lê Thị Hoa", "Nguyễn Văn Ân", "Đỗ Đức Khánh")
START = ListedStep(Stage.NOMINATED, date(2024, 1, 1))
LISTED = ListedStep(Stage.PROSPECT, date(2024, 3, 10), "05-NQ/CB")
CLASS = ListedStep(Stage.CLASS_PASSED, date(2024, 6, 1))
GONE = ListedStep(Stage.REMOVED_FROM_LIST, date(2024, 9, 2), "11-NQ/CB")
AGAIN = ListedStep(Stage.PROSPECT, date(2025, 2, 3), "02-NQ/CB")
WAY = (LISTED, CLASS, GONE, AGAIN)


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2024, 3, 9), None),
        (date(2024, 3, 10), Listing(date(2024, 3, 10), "05-NQ/CB")),
        (date(2024, 9, 1), Listing(date(2024, 3, 10), "05-NQ/CB")),
        (date(2024, 9, 2), None),
        (date(2025, 2, 3), Listing(date(2025, 2, 3), "02-NQ/CB")),
    ],
)
def test_the_list_of_a_day_is_that_of_the_steps_until_then(day, expected):
    assert listing_on(START, WAY, day) == expected


@given(st.dates(date(2023, 1, 1), date(2026, 1, 1)))
def test_nobody_stands_on_the_list_before_the_first_or_after_the_decision(day):
    decided = ListedStep(Stage.DECIDED, date(2025, 6, 1))
    found = listing_on(START, (*WAY, decided), day)
    assert (found is None) or LISTED.happened_on <= day < decided.happened_on


def resolve(unit, added=(), removed=None, **values):
    there = {"resolution_no": "18-NQ/CB", "resolved_on": clock.today()}
    return record_list_resolution(unit_id=unit, added=list(added), removed=removed or {}, **(there | values))


def a_newcomer(name, unit):
    return a_candidate(name, unit_id=unit, listed_on=None, list_resolution_no="")


@pytest.fixture
def cell(acting, cast):
    """A cell with one listed person and two noticed ones."""
    with acting(cast.an):
        unit = the_unit()
        return unit, a_candidate(NAMES[0], unit_id=unit), *(a_newcomer(name, unit) for name in NAMES[1:])


def stages():
    return dict(db.session.execute(select(Candidate.id, Candidate.stage)).all())


def test_one_resolution_adds_several_and_removes_another_with_a_reason(acting, cast, cell):
    unit, hoa, an, khanh = cell
    with acting(cast.an):
        assert resolve(unit, [an, khanh], {hoa: "not_striving"}) == 3
        assert stages() == {hoa: Stage.REMOVED_FROM_LIST, an: Stage.PROSPECT, khanh: Stage.PROSPECT}
        steps = db.session.scalars(select(StageStep)).all()
        found = prospect_list(unit, clock.today())
        before = prospect_list(unit, clock.today() - timedelta(days=1))
    assert {(step.document_no, step.document_date) for step in steps} == {("18-NQ/CB", clock.today())}
    assert {row.id for row in found.rows} == {an, khanh}
    assert [row.name for row in before.rows] == [NAMES[0]]
    assert [(row.number, row.added, row.removed) for row in found.resolutions] == [("18-NQ/CB", 2, 1)]


def test_a_step_taken_back_counts_nowhere(acting, cast, cell):
    unit, _, an, _ = cell
    with acting(cast.an):
        resolve(unit, [an])
        step = db.session.scalars(select(StageStep)).one()
        correct_stage(candidate_id=an, stage_step_id=step.id, remarks="Ghi nhầm người")
        found = prospect_list(unit, clock.today())
    assert found.resolutions == []
    assert [row.name for row in found.rows] == [NAMES[0]]


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"resolution_no": " "}, "resolution_no"),
        ({"resolved_on": date(2100, 1, 1)}, "resolved_on"),
        ({"reason": "other"}, "remarks"),
        ({"reason": "no such reason"}, None),
    ],
)
def test_one_refusal_stops_all_and_names_the_person(acting, cast, cell, values, field):
    unit, hoa, an, _ = cell
    reason = values.pop("reason", "not_striving")
    with acting(cast.an), pytest.raises(DomainError) as refused:
        resolve(unit, [an], {hoa: reason}, **values)
    assert refused.value.field == field
    assert any(name in refused.value.message for name in NAMES)
    with acting(cast.an):
        assert db.session.scalar(select(func.count(StageStep.id))) == 0


def test_a_resolution_about_nobody_or_about_another_cell_is_refused(acting, cast, cell):
    unit, *_ = cell
    with acting(cast.an):
        elsewhere = a_newcomer("Phan Văn Nam", None)
    with acting(cast.an), pytest.raises(DomainError):
        resolve(unit)
    with acting(cast.an), pytest.raises(DomainError, match="Phan Văn Nam không thuộc chi bộ"):
        resolve(unit, [elsewhere])
    with acting(cast.chi), pytest.raises(NotFound):
        resolve(unit, [elsewhere])


def test_the_form_records_the_resolution_and_keeps_what_was_typed(client_as, acting, cast, cell):
    unit, hoa, an, khanh = cell
    browser, address = client_as(cast.an), f"/candidates/prospects/resolution?unit={unit}"
    typed = {"resolution_no": "18-NQ/CB", "resolved_on": "01/01/2100", "added": [str(an), str(khanh)]}
    page = browser.post(address, data=typed | {f"leaves-{hoa}": "over_age"})
    assert page.status_code == 422
    assert "Ngày ở tương lai" in page.text
    assert 'value="01/01/2100"' in page.text
    assert page.text.count(" checked") == 2
    today = f"{clock.today():%d/%m/%Y}"
    page = browser.post(address, data=typed | {"resolved_on": today, f"leaves-{hoa}": "over_age"})
    assert page.status_code == 302
    with acting(cast.an):
        assert set(stages().values()) == {Stage.PROSPECT, Stage.REMOVED_FROM_LIST}
    page = browser.post(address, data=typed | {"resolved_on": today})
    assert page.status_code == 422, "a form sent twice lists nobody twice"


@pytest.mark.parametrize("path", ["/candidates/prospects", "/candidates/prospects/resolution"])
def test_the_stranger_finds_no_such_cell_and_others_are_refused(client_as, cast, cell, path):
    address = f"{path}?unit={cell[0]}"
    assert client_as(cast.an).get(address).status_code == 200
    assert client_as(cast.chi).get(address).status_code == 404
    for someone in (cast.em, cast.binh, cast.giang):
        assert client_as(someone).get(address).status_code == 403


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_costs_the_same_for_one_and_for_three(acting, cast, client_as, statements, n):
    with acting(cast.an):
        unit = the_unit()
        for name in NAMES[:n]:
            a_helper(a_candidate(name, unit_id=unit))
    browser = client_as(cast.an)
    with statements() as sent:
        page = browser.get(f"/candidates/prospects?unit={unit}")
    assert all(name in page.text for name in NAMES[:n])
    assert len(sent) == 7, sent.texts
    assert "Bản in" in page.text
    assert NAMES[0] in browser.get(f"/candidates/prospects?unit={unit}&print=1").text
