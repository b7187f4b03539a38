"""What stands twice stays right while many write: the figures of Khối are those of the steps themselves.

The stage, its day and the day limits count from stand on the candidate, the steps beside it; the
overview counts the one, this test the other.
"""

from __future__ import annotations

from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from datetime import date

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from portal.candidates.clocks import clock_start
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.correct_stage import correct_stage
from portal.candidates.operations.keep_house_figures import keep_house_figures
from portal.candidates.queries.admissions import count_admissions
from portal.candidates.queries.house_figures import BEFORE_DECISION, count_figures, house_figures
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.kernel.errors import DomainError
from portal.organizations.models import Organization
from portal.oversight.figures.sources import list_sources
from tests.portal.candidates.builders import WAY, a_candidate, a_helper, step, travel

FIRST_DAY = date(2024, 1, 1)
ACTIONS = st.sampled_from(["advance", "advance", "advance", "correct", "help", "leave", "register"])
SCRIPTS = st.lists(
    st.lists(st.tuples(ACTIONS, st.integers(0, 1)), min_size=2, max_size=5), min_size=4, max_size=4
)
"""What each of four officers does, and to which of two people of the house."""


@pytest.fixture
def houses(acting, cast):
    """Two houses with two people each, a few steps before the decision."""
    found = []
    for someone in (cast.an, cast.chi):
        with acting(someone):
            people = [a_candidate("Lê Thị Hoa"), a_candidate("Vũ Thị Lan")]
            travel(people[0], Stage.SUBMITTED)
            travel(people[1], Stage.CLASS_PASSED)
            found.append((someone, people))
    return found


def act(app, someone, candidate_id, action, name):
    """Do one thing as an officer would; what the rules or another officer forbid is left undone."""
    with app.app_context(), session_as(someone.actor()):
        try:
            if action == "register":
                a_candidate(name)
            elif action == "help":
                a_helper(candidate_id, helper_name=name)
            elif action == "leave":
                step(candidate_id, Stage.WITHDRAWN, clock.today())
            elif action == "correct":
                latest = steps_of(candidate_id)
                if latest:
                    correct_stage(candidate_id=candidate_id, stage_step_id=latest[-1].id, remarks="Ghi nhầm")
            else:
                stage = db.session.scalar(select(Candidate.stage).where(Candidate.id == candidate_id))
                coming = WAY[WAY.index(stage) + 1] if stage in WAY[:-1] else WAY[0]
                step(candidate_id, coming, clock.today())
        except DomainError:
            return False
        return True


def steps_of(candidate_id) -> list[StageStep]:
    """The steps that stand, the last one last: no corrections, nothing corrected."""
    every = list(
        db.session.scalars(
            select(StageStep)
            .where(StageStep.candidate_id == candidate_id)
            .order_by(StageStep.recorded_at, StageStep.id)
        )
    )
    taken_back = {one.corrects_step_id for one in every}
    return [one for one in every if one.corrects_step_id is None and one.id not in taken_back]


@settings(
    max_examples=6,
    deadline=None,
    suppress_health_check=[HealthCheck.function_scoped_fixture, HealthCheck.too_slow],
)
@given(scripts=SCRIPTS)
def test_the_figures_are_those_of_the_steps_after_many_wrote_at_once(app, acting, cast, houses, scripts):
    def work(number):
        someone, people = houses[number % 2]
        words = ("Ba", "Tư", "Năm", "Sáu")
        return [
            act(app, someone, people[which], action, f"Lê {words[number]} {words[turn % 4]}")
            for turn, (action, which) in enumerate(scripts[number])
        ]

    with ThreadPoolExecutor(5) as officers:
        counting = officers.submit(keep_often, app, cast)
        list(officers.map(work, range(4)))
        counting.result()
    with acting(cast.khanh, reading=True):
        assert house_figures() == count_figures(list(db.session.scalars(select(Organization.id))))

    followed, helped, admitted = Counter(), Counter(), Counter()
    with acting(cast.giang, reading=True):
        for candidate in db.session.scalars(select(Candidate)):
            standing = steps_of(candidate.id)
            stage = standing[-1].to_stage if standing else candidate.first_stage
            assert candidate.stage is stage
            assert candidate.clock_from == clock_start(stage, standing)
            if standing:
                assert candidate.stage_since == standing[-1].happened_on
            admitted[candidate.tenant_id] += sum(one.to_stage is Stage.DECIDED for one in standing)
            if stage in BEFORE_DECISION:
                followed[candidate.tenant_id] += 1
                helped[candidate.tenant_id] += is_helped(candidate.id)
        sources = list_sources()
        assert {house: source.followed for house, source in sources.items()} == dict(followed)
        assert {house: source.helped for house, source in sources.items()} == {
            house: helped[house] for house in followed
        }
        counted = count_admissions(since=FIRST_DAY, until=clock.today())
        assert counted == {house: number for house, number in admitted.items() if number}


def keep_often(app, cast):
    """The job of Khối, run while the others write."""
    for _ in range(4):
        with app.app_context(), session_as(cast.giang.actor()):
            keep_house_figures()


def is_helped(candidate_id) -> bool:
    today = clock.today()
    rows = db.session.scalars(select(HelperAssignment).where(HelperAssignment.candidate_id == candidate_id))
    return any(row.starts_on <= today and (row.ends_on is None or row.ends_on >= today) for row in rows)
