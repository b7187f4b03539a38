"""A plan: drafted by the house, handed in, answered by Khối, measured from live data, revised."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.kernel import clock
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.kernel.report_parts import ReportScope
from portal.plans.operations.announce_check_up import announce_check_up
from portal.plans.operations.answer_plan import answer_plan
from portal.plans.operations.mark_task import mark_task
from portal.plans.operations.open_plan import open_plan
from portal.plans.operations.record_findings import record_findings
from portal.plans.operations.remove_task import remove_task
from portal.plans.operations.revise_plan import revise_plan
from portal.plans.operations.save_task import save_task
from portal.plans.operations.submit_plan import submit_plan
from portal.plans.planning import CheckUpKind, Measure, Standing, TaskState, Verdict, standing_of, task_state
from portal.plans.queries import plans as queries
from portal.plans.report_section import plan_section
from portal.sources.operations.close_review import close_review
from portal.sources.operations.fill_counts import fill_counts
from portal.targets.operations.import_targets import import_targets
from tests.portal.targets.sheets import sheet


@pytest.fixture
def year(acting, cast):
    with acting(cast.giang):
        import_targets(
            content=sheet([("K01", 10, 2, 4), ("K02", 6, 2, 5)]),
            term_code="2020-2025",
            decision_no="215-QĐ/ĐUK",
            decision_date=date(2021, 1, 15),
        )
    return clock.today().year


def fill(plan_id):
    for task in queries.list_tasks(queries.get_plan(plan_id)):
        save_task(
            plan_task_id=task.id,
            title=task.title,
            measure=task.measure,
            target=None if task.measure is Measure.DONE else 3,
            owner="Phó bí thư",
            due_on=task.due_on,
        )


@pytest.fixture
def handed_in(acting, cast, year):
    with acting(cast.an):
        plan_id = open_plan(term_code="", year=year)
        fill(plan_id)
        submit_plan(plan_id=plan_id)
    return plan_id


def test_a_draft_begins_with_the_template_and_is_the_house_s_own(acting, cast, year):
    with acting(cast.an):
        plan_id = open_plan(term_code="", year=year)
        tasks = queries.list_tasks(queries.get_plan(plan_id))
        assert {task.measure for task in tasks} == set(Measure)
    with acting(cast.giang, reading=True):
        assert queries.list_plans() == []
        with pytest.raises(NotFound):
            queries.plan_page(plan_id)
    with acting(cast.chi, reading=True), pytest.raises(NotFound):
        queries.plan_page(plan_id)


def test_the_term_plan_begins_with_the_target_that_was_given(acting, cast, year):
    with acting(cast.an):
        plan_id = open_plan(term_code="2020-2025", year=0)
        tasks = queries.list_tasks(queries.get_plan(plan_id))
        assert next(task.target for task in tasks if task.measure is Measure.ADMITTED) == 10


def test_one_plan_a_period(acting, cast, year):
    with acting(cast.an):
        open_plan(term_code="", year=year)
        with pytest.raises(Conflict) as second:
            open_plan(term_code="", year=year)
    assert second.value.field == "period"


def test_nothing_is_handed_in_without_owners_and_numbers(acting, cast, year):
    with acting(cast.an):
        plan_id = open_plan(term_code="", year=year)
        with pytest.raises(DomainError, match="người phụ trách"):
            submit_plan(plan_id=plan_id)


def test_what_lies_with_khoi_is_not_changed_and_what_is_returned_is(acting, cast, handed_in):
    with acting(cast.an):
        with pytest.raises(RuleRefused):
            fill(handed_in)
        task = queries.list_tasks(queries.get_plan(handed_in))[0]
        with pytest.raises(RuleRefused):
            remove_task(plan_task_id=task.id)
    with acting(cast.giang):
        with pytest.raises(DomainError) as without_words:
            answer_plan(plan_id=handed_in, submission=1, verdict=Verdict.RETURNED)
        assert without_words.value.field == "remarks"
        answer_plan(plan_id=handed_in, submission=1, verdict=Verdict.RETURNED, remarks="Ghi rõ nguồn.")
    with acting(cast.an):
        assert queries.plan_page(handed_in).answers[0].remarks == "Ghi rõ nguồn."
        fill(handed_in)
        submit_plan(plan_id=handed_in)
    with acting(cast.giang):
        with pytest.raises(Conflict):
            answer_plan(plan_id=handed_in, submission=1, verdict=Verdict.ACCEPTED)
        answer_plan(plan_id=handed_in, submission=2, verdict=Verdict.ACCEPTED)
        with pytest.raises(Conflict):
            answer_plan(plan_id=handed_in, submission=2, verdict=Verdict.RETURNED, remarks="Lần hai.")


def test_a_revision_leaves_the_accepted_plan_as_it_was(acting, cast, handed_in):
    with acting(cast.an), pytest.raises(RuleRefused):
        revise_plan(plan_id=handed_in)
    with acting(cast.giang):
        answer_plan(plan_id=handed_in, submission=1, verdict=Verdict.ACCEPTED)
    with acting(cast.an):
        before = [(t.title, t.target) for t in queries.list_tasks(queries.get_plan(handed_in))]
        draft = revise_plan(plan_id=handed_in)
        remove_task(plan_task_id=queries.list_tasks(queries.get_plan(draft))[0].id)
        assert [(t.title, t.target) for t in queries.list_tasks(queries.get_plan(handed_in))] == before
        with pytest.raises(Conflict):
            revise_plan(plan_id=handed_in)


def test_another_house_neither_sees_nor_changes_it(acting, client_as, cast, handed_in):
    with acting(cast.an, reading=True):
        task = queries.list_tasks(queries.get_plan(handed_in))[0]
    with acting(cast.chi):
        with pytest.raises(NotFound):
            submit_plan(plan_id=handed_in)
        with pytest.raises(NotFound):
            mark_task(plan_task_id=task.id, done_on=clock.today())
    assert client_as(cast.chi).get(f"/plans/{handed_in}").status_code == 404


def test_marks_are_for_work_not_counted_and_for_days_that_came(acting, cast, handed_in):
    with acting(cast.an):
        tasks = {t.measure: t for t in queries.list_tasks(queries.get_plan(handed_in))}
        with pytest.raises(RuleRefused):
            mark_task(plan_task_id=tasks[Measure.ADMITTED].id, done_on=clock.today())
        with pytest.raises(DomainError) as early:
            mark_task(plan_task_id=tasks[Measure.DONE].id, done_on=clock.today() + timedelta(days=1))
        assert early.value.field == "done_on"
        mark_task(plan_task_id=tasks[Measure.DONE].id, done_on=clock.today(), done_note="Xong.")
        assert queries.plan_page(handed_in).done == 1
        mark_task(plan_task_id=tasks[Measure.DONE].id, done_on=None)
        assert queries.plan_page(handed_in).done == 0


@pytest.mark.parametrize("houses", [1, 2])
def test_the_list_costs_the_same_for_every_number_of_plans(
    acting, client_as, cast, statements, handed_in, houses
):
    if houses == 2:
        with acting(cast.chi):
            other = open_plan(term_code="", year=clock.today().year)
            fill(other)
            submit_plan(plan_id=other)
    client = client_as(cast.giang)
    client.get("/plans")
    with statements() as sent:
        assert client.get("/plans").status_code == 200
    assert len(sent) == 5


def test_the_whole_way_in_the_browser(client_as, cast, year):
    house, khoi = client_as(cast.an), client_as(cast.giang)
    page = house.post("/plans/new", data={"period": str(year)}, follow_redirects=True)
    assert "bản nháp" in page.text
    plan_id = page.request.path.rsplit("/", 1)[1]
    wrong = house.post(
        f"/plans/{plan_id}/tasks/new",
        data={
            "title": "Mở hội nghị chuyên đề",
            "measure": "done",
            "due_on": "31/12/1999",
            "owner": "Văn phòng",
        },
    )
    assert wrong.status_code == 422
    assert "Hạn phải trong thời gian" in wrong.text
    assert "Mở hội nghị chuyên đề" in wrong.text
    assert "chưa ghi người phụ trách" in house.post(f"/plans/{plan_id}/submit", follow_redirects=True).text
    assert khoi.get(f"/plans/{plan_id}/answer").status_code == 404


def test_a_returned_plan_and_one_that_waits_stand_in_the_inbox(acting, client_as, cast, handed_in):
    assert "Kế hoạch chờ trả lời" in client_as(cast.giang).get("/inbox").text
    answer = {"submission": "1", "verdict": "returned", "remarks": "Bổ sung nguồn."}
    assert client_as(cast.giang).post(f"/plans/{handed_in}/answer", data=answer).status_code == 302
    assert "Khối trả lại kế hoạch" in client_as(cast.an).get("/inbox").text


def test_where_a_plan_stands_follows_from_the_newest_answer():
    assert standing_of(0, 0, None) is Standing.DRAFT
    assert standing_of(2, 1, Verdict.RETURNED) is Standing.SUBMITTED
    assert standing_of(2, 2, Verdict.RETURNED) is Standing.RETURNED
    assert standing_of(1, 1, Verdict.ACCEPTED) is Standing.ACCEPTED


@pytest.mark.parametrize(
    ("measure", "target", "counted", "done", "due", "state"),
    [
        (Measure.ADMITTED, 3, 3, None, 1, TaskState.DONE),
        (Measure.ADMITTED, 3, 2, None, 1, TaskState.LATE),
        (Measure.ADMITTED, None, 9, None, 30, TaskState.RUNNING),
        (Measure.DONE, None, 0, date(2026, 1, 5), 1, TaskState.DONE),
        (Measure.DONE, None, 0, None, 10, TaskState.RUNNING),
    ],
)
def test_a_task_is_done_by_its_number_or_its_mark(measure, target, counted, done, due, state):
    assert (
        task_state(
            measure=measure,
            target=target,
            counted=counted,
            done_on=done,
            due_on=date(2026, 1, due),
            today=date(2026, 1, 10),
        )
        is state
    )


def test_the_sums_of_a_closed_source_review_stand_beside_the_plan(acting, client_as, cast, handed_in):
    from tests.portal.sources.test_sources import NUMBERS, begin, the_unit

    an = client_as(cast.an)
    here = f"/plans/{handed_in}"
    assert "Chưa có đợt rà soát nguồn" in an.get(here).text
    with acting(cast.an):
        review_id = begin()
        fill_counts(source_review_id=review_id, unit_id=the_unit(), **NUMBERS)
        close_review(source_review_id=review_id)
    assert "12 quần chúng, 5 ưu tú" in an.get(here).text
    assert "12 quần chúng, 5 ưu tú" in client_as(cast.giang).get(here).text


def test_a_report_says_where_plans_stand_and_what_was_checked(acting, cast, handed_in):
    today = clock.today()

    def section(house):
        scope = ReportScope(today.replace(month=1, day=1), today, house, "Khối", f"năm {today.year}")
        with acting(cast.khanh, reading=True):
            return plan_section(scope)

    with acting(cast.giang):
        answer_plan(plan_id=handed_in, submission=1, verdict=Verdict.ACCEPTED, remarks="")
        check_up = announce_check_up(
            house_id=cast.house_a, kind=CheckUpKind.INSPECTION, subject="Hồ sơ", planned_on=today
        )
        record_findings(
            check_up_id=check_up,
            held_on=today,
            findings="Thiếu giấy giới thiệu.",
            remedy="Bổ sung.",
            remedy_due=today + timedelta(days=7),
        )
    bloc = section(None)
    assert {figure.key: figure.value for figure in bloc.figures} == {
        "plans": 1,
        "plans_accepted": 1,
        "check_ups": 1,
        "check_ups_to_mend": 1,
    }
    assert "1 đơn vị đã gửi kế hoạch" in bloc.sentences[0]
    assert section(cast.house_a).sentences[0] == f"Kế hoạch năm {today.year}: đã được chấp nhận."
    theirs = section(cast.house_b)
    assert theirs.sentences[0] == f"Chưa gửi kế hoạch năm {today.year}."
    assert {figure.value for figure in theirs.figures} == {0}
