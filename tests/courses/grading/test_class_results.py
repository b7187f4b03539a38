"""The result of a class: attendance first, then the test, then the thu hoạch; a decision locks it."""

from __future__ import annotations

from datetime import timedelta
from decimal import Decimal

import pytest

from courses.grading.operations.class_results import approve_class_results, compute_class_results, grant_redo
from courses.grading.outcomes import Outcome
from portal.kernel import clock
from portal.kernel.errors import DomainError, RuleRefused
from tests.courses.class_end import attend, give_mark, hand_in, pass_class, results, run_jobs


@pytest.fixture
def passed(room, em, app, client_as, owner_sql):
    """Em attended everything, passed the test and got 8 for the thu hoạch; results are not computed."""
    return pass_class(room, em, app, client_as, owner_sql)


@pytest.mark.parametrize(("share", "outcome"), [(0.7, Outcome.NOT_ASSESSABLE), (0.8, Outcome.AWAITING_EXAM)])
def test_eighty_percent_of_periods_come_first(room, acting, share, outcome):
    attend(room, share)
    assert [row.outcome for row in results(acting, room)] == [outcome]


def test_computing_again_without_news_supersedes_nothing(passed, acting, owner_sql):
    results(acting, passed)
    with acting(passed.cast.giang):
        assert compute_class_results(class_run_id=passed.class_run_id) == 0
    assert owner_sql("select count(*) from class_result") == [(1,)]


def test_below_five_is_redone_once_and_the_redo_counts(room, em, app, client_as, acting, owner_sql):
    pass_class(room, em, app, client_as, owner_sql, mark="4,75")
    assert [row.outcome for row in results(acting, room)] == [Outcome.REDO]
    ((essay_id,),) = owner_sql("select id from exam where purpose = 'reflection'")
    assert "dùng hết lượt" in em.get(f"/exams/{essay_id}").text
    khoi = client_as(room.cast.giang)
    tomorrow = clock.today() + timedelta(days=2)
    base = f"/class-runs/{room.class_run_id}/results"
    assert khoi.post(f"{base}/redo", data={"until": "01/01/2020"}).status_code == 422
    assert khoi.post(f"{base}/redo", data={"until": f"{tomorrow:%d/%m/%Y}"}).status_code == 302
    hand_in(em, essay_id, {"essay": ["Bài làm lại"]})
    run_jobs(app)
    give_mark(room, client_as, owner_sql, "5")
    (row,) = results(acting, room)
    assert (row.outcome, row.grade, row.reflection_mark) == (Outcome.COMPLETED, "average", Decimal("5.00"))
    assert owner_sql("select count(*) from class_result where superseded_at is not null") == [(1,)]


def test_a_redo_is_only_for_those_who_failed(passed, acting):
    results(acting, passed)
    with acting(passed.cast.giang), pytest.raises(RuleRefused, match="Không có ai"):
        grant_redo(class_run_id=passed.class_run_id, until=clock.now() + timedelta(days=1))


def approve(room, acting, **values):
    there = {"decision_no": "12-QĐ/ĐUK", "decided_on": clock.today()}
    with acting(room.cast.giang):
        return approve_class_results(class_run_id=room.class_run_id, **(there | values))


def test_a_decision_needs_results_a_number_and_a_day(passed, acting):
    with pytest.raises(RuleRefused, match="Tính kết quả"):
        approve(passed, acting)
    results(acting, passed)
    with pytest.raises(DomainError, match="số quyết định"):
        approve(passed, acting, decision_no=" ")
    with pytest.raises(DomainError, match="tương lai"):
        approve(passed, acting, decided_on=clock.today() + timedelta(days=1))
    assert approve(passed, acting) == 1
    with acting(passed.cast.giang), pytest.raises(RuleRefused, match="đã được công nhận"):
        compute_class_results(class_run_id=passed.class_run_id)
    with pytest.raises(RuleRefused, match="đã được công nhận"):
        approve(passed, acting)
