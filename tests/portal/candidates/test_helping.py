"""How many each helper has, and who went without one for too long."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.candidates.facts import build_facts
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.queries.helping import gap_limit, list_gaps, list_load
from portal.candidates.queries.records import get_record
from portal.eligibility.criteria.prospect import longest_gap
from portal.kernel import clock
from portal.kernel.database import db
from tests.portal.candidates.builders import a_candidate, a_helper

NAMES = ("Lê Thị Hoa", "Nguyễn Văn Ân", "Đỗ Đức Khánh")


def helped(*spans) -> object:
    """Register Hoa with helpers from and until so many days ago; None for one who still helps."""
    candidate_id = a_candidate()
    for number, (begun, ended) in enumerate(spans):
        a_helper(candidate_id, helper_name=NAMES[number], starts_on=clock.today() - timedelta(days=begun))
        row = db.session.scalars(
            select(HelperAssignment).order_by(HelperAssignment.starts_on.desc()).limit(1)
        ).one()
        row.ends_on = None if ended is None else clock.today() - timedelta(days=ended)
        db.session.commit()
    return candidate_id


@pytest.mark.parametrize(
    ("spans", "days"),
    [
        (((300, None),), []),
        (((300, 200), (169, None)), []),
        (((300, 200), (168, None)), [31]),
        (((300, 30),), []),
        (((300, 31),), [31]),
        (((300, 250), (200, 40)), [40, 49]),
    ],
)
def test_more_than_thirty_days_between_helpers_or_since_the_last_is_a_gap(acting, cast, spans, days):
    with acting(cast.an):
        candidate_id = helped(*spans)
        found = list_gaps(gap_limit())
        facts = build_facts(get_record(candidate_id), step="cell", as_of=clock.today())
    assert [gap.days for gap in found] == days
    closed = [gap.days for gap in found if gap.until]
    assert (longest_gap(facts) > gap_limit()) == bool(closed), "the engine says the same of closed gaps"


def test_the_busiest_helper_stands_first_and_another_house_sees_none(acting, cast):
    with acting(cast.an):
        for name in NAMES:
            a_helper(a_candidate(name), helper_name="Vũ Thị Tâm" if name == NAMES[0] else "Trần Văn Minh")
        found = list_load()
    assert [(row.name, len(row.people)) for row in found] == [("Trần Văn Minh", 2), ("Vũ Thị Tâm", 1)]
    with acting(cast.chi):
        assert list_load() == []


@pytest.mark.parametrize("n", [1, 3])
def test_the_page_costs_the_same_for_one_and_for_three(acting, cast, client_as, statements, n):
    with acting(cast.an):
        for name in NAMES[:n]:
            a_helper(a_candidate(name))
    browser = client_as(cast.an)
    with statements() as sent:
        page = browser.get("/candidates/helpers?most=2")
    assert page.text.count("quá 2") == (n > 2)
    assert len(sent) == 3, sent.texts
    assert browser.get("/candidates/helpers?most=abc").status_code == 200
    assert client_as(cast.em).get("/candidates/helpers").status_code == 403
