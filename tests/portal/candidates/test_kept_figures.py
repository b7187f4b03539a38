"""What the overview keeps of a house is used only while it is what counting would give."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta

import psycopg
import pytest
from sqlalchemy import select

from portal.candidates.models.kept_figures import FiguresMark, KeptFigures
from portal.candidates.operations.keep_house_figures import keep_house_figures
from portal.candidates.operations.set_review_rules import set_review_rules
from portal.candidates.queries.admissions import count_admissions
from portal.candidates.queries.house_figures import (
    HouseFigures,
    admissions_between,
    count_figures,
    house_figures,
)
from portal.candidates.reviews import Rhythm
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.kernel.doors import libpq_url
from portal.organizations.models import Organization
from portal.people.models import SourceGroup
from tests.conftest import TEMPLATE, WORKER
from tests.portal.candidates.builders import a_candidate, a_review, travel


@pytest.fixture
def kept(app, acting, cast):
    """A house with somebody admitted and somebody on the way; everything is counted and kept."""
    with acting(cast.an):
        travel(a_candidate("Lê Thị Hoa"), Stage.DECIDED)
        on_the_way = a_candidate("Vũ Thị Lan")
        travel(on_the_way, Stage.SUBMITTED)
    keep(acting, cast)
    return on_the_way


def keep(acting, cast) -> int:
    with acting(cast.giang):
        return keep_house_figures()


def see(acting, cast) -> tuple[dict[object, HouseFigures], dict[object, HouseFigures]]:
    """What the overview says and what counting everything gives, of the houses that have people."""
    with acting(cast.khanh, reading=True):
        every = list(db.session.scalars(select(Organization.id)))
        return house_figures(), count_figures(every)


def stale(owner_sql, cast) -> set[str]:
    marks = owner_sql(
        "select coalesce(o.code, 'all') from figures_mark m left join organization o on o.id = m.house_id"
    )
    return {code for (code,) in marks}


def test_what_is_kept_costs_one_question_and_says_what_counting_says(acting, cast, kept, statements):
    with acting(cast.khanh, reading=True), statements() as sent:
        figures = house_figures()
    assert len(sent) == 1
    house = figures[cast.house_a]
    assert sum(group.followed for group in house.groups.values()) == 1
    assert sum(house.admitted.values()) == 1
    said, counted = see(acting, cast)
    assert said == counted
    assert keep(acting, cast) == 0, "nothing was written since"


def test_a_house_that_writes_is_counted_until_it_is_kept_again(acting, cast, kept, statements, owner_sql):
    with acting(cast.an):
        a_candidate("Đỗ Thị Mai", source_group=SourceGroup.TEACHER)
    assert stale(owner_sql, cast) == {"K01"}
    with acting(cast.khanh, reading=True), statements() as sent:
        house_figures()
    assert len(sent) == 6
    said, counted = see(acting, cast)
    assert said == counted
    assert said[cast.house_a].groups[SourceGroup.TEACHER].followed == 1
    assert keep(acting, cast) == 1
    assert stale(owner_sql, cast) == set()
    assert see(acting, cast)[0] == counted


@pytest.mark.parametrize(
    ("write", "marked"),
    [
        ("update candidate set stage = 'nominated' where stage = 'submitted'", "K01"),
        ("update person set source_group = 'worker'", "K01"),
        ("delete from stage_step where to_stage = 'submitted'", "K01"),
        ("update stage_step set happened_on = happened_on", "K01"),
        ("insert into holiday (tenant_id, id, day, name, is_worked) select id, gen_random_uuid(), '2026-12-24', 'Bù', false from organization where id = tenant_id", "all"),
    ],
)  # fmt: skip
def test_no_write_goes_round_the_mark(acting, cast, kept, owner_sql, write, marked):
    owner_sql("set session_replication_role = origin")
    owner_sql(write)
    assert marked in stale(owner_sql, cast)
    said, counted = see(acting, cast)
    assert said == counted


def test_what_was_taken_back_leaves_no_mark_and_what_is_not_yet_written_no_trace(
    acting, cast, kept, house, owner_sql
):
    url = libpq_url(house.owner.set(database=f"{TEMPLATE}_{WORKER}"))
    with psycopg.connect(url) as open_one:
        open_one.execute("update candidate set stage = 'nominated' where stage = 'submitted'")
        assert keep(acting, cast) == 0
        said, counted = see(acting, cast)
        assert said == counted
        open_one.rollback()
    assert stale(owner_sql, cast) == set()


def test_a_write_while_the_job_counts_keeps_its_mark(acting, cast, kept, owner_sql, monkeypatch):
    from portal.candidates.operations import keep_house_figures as job

    def count_then_write(houses):
        counted = count_figures(houses)
        owner_sql("update candidate set stage = 'nominated' where stage = 'submitted'")
        return counted

    owner_sql("update candidate set clock_from = clock_from")
    monkeypatch.setattr(job, "count_figures", count_then_write)
    assert keep(acting, cast) == 1
    assert stale(owner_sql, cast) == {"K01"}
    said, counted = see(acting, cast)
    assert said == counted


def test_another_day_is_counted_anew(acting, cast, kept):
    with clock.frozen_at(clock.now() + timedelta(days=400)):
        said, counted = see(acting, cast)
        assert said == counted
        assert said[cast.house_a].broken > 0
        assert keep(acting, cast) > 1


def test_months_give_what_the_decisions_give(acting, cast, kept):
    today = clock.today()
    first = today.replace(day=1)
    periods = [(first, today), (first.replace(month=1), today.replace(month=12, day=31)), (first, first)]
    with acting(cast.khanh, reading=True):
        for since, until in periods:
            assert admissions_between(since=since, until=until) == count_admissions(since=since, until=until)


def test_a_house_sees_nothing_of_it_and_cannot_forge_it(app, acting, cast, kept, owner_sql):
    with acting(cast.an, reading=True):
        assert db.session.scalars(select(KeptFigures)).all() == []
        assert db.session.scalars(select(FiguresMark)).all() == []
    before = see(acting, cast)[0]
    with app.app_context(), session_as(cast.an.actor()):
        forged = {"groups": {}, "broken": 0, "ending": 0, "admitted": {"2026-01": 99}}
        db.session.add(KeptFigures(house_id=cast.house_b, day=clock.today(), figures=forged))
        db.session.commit()
    owner_sql("delete from kept_figures where house_id = %s and tenant_id <> %s", cast.house_a, cast.house_a)
    assert see(acting, cast)[0] == before


def test_a_house_that_reviews_by_quarter_is_measured_by_its_quarters(acting, cast, owner_sql):
    with clock.frozen_at(datetime(2026, 10, 5, tzinfo=UTC)), acting(cast.an):
        set_review_rules(rhythm=Rhythm.QUARTERLY, due_day=20)
        a_review(a_candidate("Lê Thị Hoa"), period="2026-Q3")
    with clock.frozen_at(datetime(2026, 11, 25, tzinfo=UTC)):
        keep(acting, cast)
        said, counted = see(acting, cast)
        assert said == counted
        (group,) = said[cast.house_a].groups.values()
        assert (group.followed, group.reviewed) == (1, 1)
        with acting(cast.an):
            set_review_rules(rhythm=Rhythm.MONTHLY, due_day=10)
        (group,) = see(acting, cast)[0][cast.house_a].groups.values()
        assert group.reviewed == 0
