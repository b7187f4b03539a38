"""From submission to result: the machine's items, the essay marked blind, one result whatever is repeated."""

from __future__ import annotations

from dataclasses import replace
from decimal import Decimal

import pytest
from sqlalchemy import select

from courses.bank.offers import approve_all
from courses.bank.operations.revise_question import revise_question
from courses.bank.queries import get_question_page, list_questions
from courses.exams.models import Submission
from courses.grading.models import Marking
from courses.grading.operations.assign_markers import assign_waiting
from courses.grading.operations.mark_paper import mark_paper
from courses.grading.operations.score_submission import score_submission
from courses.grading.queries.submissions import get_scoring
from portal.kernel.database import db, session_as
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.organizations.queries import root_operator
from tests.courses import room as building
from tests.courses.class_end import hand_in, run_jobs

QUEUE_STATEMENTS = 3
RESULTS = "select mark, is_passed from exam_result where superseded_at is null"


def the_submission() -> object:
    return db.session.scalar(select(Submission.id))


def test_the_worker_scores_what_was_handed_in(room, em, app, owner_sql):
    hand_in(em, room.exam_id, {"short_answer": ["Văn  Minh"]})
    run_jobs(app)
    assert owner_sql(RESULTS) == [(Decimal("1.67"), False)], "one of six points, on the ten scale, half up"
    assert owner_sql("select count(*), sum(points), sum(out_of) from item_score") == [
        (6, Decimal(1), Decimal(6))
    ]
    page = em.get("/results").text
    assert "1,67" in page
    assert "chưa đạt" in page


def test_a_perfect_paper_is_ten_for_every_type(room, em, app, acting, owner_sql):
    keys = owner_sql("select items, keys from paper join paper_key on paper_id = paper.id")[0]
    right = building.right_answers(*keys)
    attempt = em.post(f"/exams/{room.exam_id}/start").location
    em.post(
        f"{attempt}/answers", json={"answers": [{"item": i, "seq": 1, "value": v} for i, v in right.items()]}
    )
    em.post(f"{attempt}/submit")
    run_jobs(app)
    assert owner_sql(RESULTS) == [(Decimal("10.00"), True)]


def test_scoring_again_changes_nothing(room, em, acting, owner_sql):
    hand_in(em, room.exam_id, {"true_false": ["true"]})
    with acting(room.cast.giang):
        first = score_submission(submission_id=the_submission())
        before = owner_sql("select id, scored_at from exam_result"), owner_sql("select id from item_score")
        assert score_submission(submission_id=the_submission()) == first
    assert (
        owner_sql("select id, scored_at from exam_result"),
        owner_sql("select id from item_score"),
    ) == before


def test_editing_the_bank_changes_no_paper(room, em, app, owner_sql):
    owner_sql("update question_version set text = 'sửa rồi', key = '[\"d\"]'")
    attempt = hand_in(em, room.exam_id, {"short_answer": ["văn minh"]})
    run_jobs(app)
    assert "sửa rồi" not in em.get(f"{attempt}/paper").text
    assert owner_sql(RESULTS)[0][0] == Decimal("1.67")


def test_khoi_reads_a_submission_and_never_an_open_answer(room, em, client_as, acting, owner_sql):
    attempt = em.post(f"/exams/{room.exam_id}/start").location
    khoi = client_as(room.cast.giang)
    em.post(f"{attempt}/answers", json={"answers": [{"item": 1, "seq": 1, "value": []}]})
    for reading in (True, False):
        with acting(room.cast.giang, reading=reading):
            for table in ("answer", "answer_event"):
                with pytest.raises(Exception, match="permission denied"):
                    db.session.execute(building.select_all(table))
                db.session.rollback()
    em.post(f"{attempt}/submit")
    ((submission_id,),) = owner_sql("select id from submission")
    page = khoi.get(f"/submissions/{submission_id}")
    assert page.status_code == 200
    assert owner_sql("select count(*) from audit_entry where body like '%%submission.read%%'") == [(1,)]
    assert khoi.get(f"/exam-desk/{room.exam_id}/results").status_code == 200
    for name, status in (("em", 403), ("an", 403), ("chi", 403), ("lan", 403)):
        assert client_as(getattr(room.cast, name)).get(f"/submissions/{submission_id}").status_code == status


# --- The thu hoạch -----------------------------------------------------------------------------------


@pytest.fixture
def essay(room, app):
    """A published thu hoạch of the room's class; marked by as many as asked."""

    def publish(**values):
        with app.app_context(), room.as_khoi():
            return building.a_reflection(room.class_run_id, **values)

    return publish


def test_an_essay_goes_to_one_marker_under_a_code(room, em, app, essay, client_as, owner_sql):
    exam_id = essay()
    hand_in(em, exam_id, {"essay": ["Tôi phấn đấu vào Đảng vì …"]})
    run_jobs(app)
    assert owner_sql(RESULTS) == []
    ((marker, code, marking_id),) = owner_sql(
        "select username, code, marking.id from marking join account on account.id = marker_account_id"
    )
    other = next(name for name in ("lan", "minh") if name != marker)
    browser = client_as(getattr(room.cast, marker))
    page = browser.get(f"/marking/{marking_id}").text
    assert code in page
    assert "Tôi phấn đấu" in page
    assert "Chấm theo thang 10." in page
    assert "Trần Thị Em" not in page
    assert "Sở Thử Nghiệm" not in page.replace("Đảng bộ Sở Thử Nghiệm B", "")
    assert client_as(getattr(room.cast, other)).get(f"/marking/{marking_id}").status_code == 404
    assert "1 bài chờ chấm" in browser.get("/").text
    for wrong in ("10,25", "7,1", "-1", "x"):
        assert browser.post(f"/marking/{marking_id}", data={"mark": wrong}).status_code == 422
    done = browser.post(f"/marking/{marking_id}", data={"mark": "7,25", "remark": "Có liên hệ thực tế."})
    assert done.location == "/marking"
    assert owner_sql(RESULTS) == [(Decimal("7.25"), True)]
    assert browser.post(f"/marking/{marking_id}", data={"mark": "9"}).status_code == 422, "the result stands"


def test_a_blank_essay_is_zero_without_a_marker(room, em, app, essay, owner_sql):
    hand_in(em, essay(), {"essay": []})
    run_jobs(app)
    assert owner_sql(RESULTS) == [(Decimal("0.00"), False)]
    assert owner_sql("select 1 from marking") == []


def test_nobody_of_the_candidates_own_house_marks(room, em, app, essay, owner_sql, acting):
    owner_sql(
        "insert into membership (tenant_id, id, account_id, username, display_name, position, roles, is_active, created_at)"
        " select %s, gen_random_uuid(), account_id, username, display_name, '', '{helper}', true, now() from membership"
        " where username in ('lan', 'minh')",
        room.cast.house_a,
    )
    exam_id = essay()
    hand_in(em, exam_id, {"essay": ["x"]})
    run_jobs(app)
    assert owner_sql("select 1 from marking") == []
    with acting(room.cast.giang):
        assert assign_waiting(exam_id=exam_id) == 0
    owner_sql("delete from membership where username = 'minh' and tenant_id = %s", room.cast.house_a)
    with acting(room.cast.giang):
        assert assign_waiting(exam_id=exam_id) == 1
    assert owner_sql("select username from marking join account on account.id = marker_account_id") == [
        ("minh",)
    ]


@pytest.fixture
def two_markings(room, em, app, essay, acting):
    """An essay given to two markers; returns what each may mark, in the order of the names."""
    hand_in(em, essay(markers_needed=2), {"essay": ["x"]})
    run_jobs(app)
    by_name = {}
    for name in ("lan", "minh"):
        with acting(getattr(room.cast, name)) as actor:
            by_name[name] = db.session.scalar(
                select(Marking.id).where(Marking.marker_account_id == actor.account_id)
            )
    return by_name


def give(acting, someone, marking_id, mark):
    with acting(someone):
        return mark_paper(marking_id=marking_id, mark=Decimal(mark))


def test_two_markers_close_to_each_other_give_their_mean(room, acting, two_markings, owner_sql):
    assert not give(acting, room.cast.lan, two_markings["lan"], "7")
    assert owner_sql(RESULTS) == []
    assert give(acting, room.cast.minh, two_markings["minh"], "8")
    assert owner_sql(RESULTS) == [(Decimal("7.50"), True)]


def test_two_markers_far_apart_call_a_third(room, acting, two_markings, owner_sql, app):
    from portal.accounts.operations.invitations import create_account
    from portal.kernel.actor import Role

    give(acting, room.cast.lan, two_markings["lan"], "4")
    assert not give(acting, room.cast.minh, two_markings["minh"], "8")
    assert owner_sql("select 1 from marking where round = 2") == [], "there is no third marker yet"
    with app.app_context():
        create_account(
            tenant_id=room.cast.khoi,
            username="nga",
            display_name="Nga",
            roles=frozenset({Role.MARKER}),
            password="mot-cau-de-nho-2026",
        )
    with acting(room.cast.giang):
        exam_id = get_scoring(the_submission()).exam.id
        assert assign_waiting(exam_id=exam_id) == 1
    ((third, account_id),) = owner_sql("select id, marker_account_id from marking where round = 2")
    from tests.cast import Someone

    nga = Someone("nga", room.cast.khoi, account_id, frozenset({Role.MARKER}))
    assert give(acting, nga, third, "7")
    assert owner_sql(RESULTS) == [(Decimal("7.50"), True)], "the mean of the two nearest"


def test_a_mark_is_refused_with_its_reason(room, acting, two_markings):
    with acting(room.cast.lan):
        with pytest.raises(DomainError, match="0,25"):
            mark_paper(marking_id=two_markings["lan"], mark=Decimal("7.1"))
        with pytest.raises(NotFound):
            mark_paper(marking_id=two_markings["minh"], mark=Decimal(7))
    give(acting, room.cast.lan, two_markings["lan"], "7")
    give(acting, room.cast.lan, two_markings["lan"], "7.5")
    give(acting, room.cast.minh, two_markings["minh"], "7.5")
    with acting(room.cast.minh), pytest.raises(RuleRefused, match="chính thức"):
        mark_paper(marking_id=two_markings["minh"], mark=Decimal(9))


ONE_MORE = """
insert into marking (tenant_id, id, submission_tenant_id, submission_id, exam_id, code, round,
                     marker_account_id, remark, assigned_at)
select tenant_id, gen_random_uuid(), submission_tenant_id, submission_id, exam_id, code,
       10 + (select count(*) from marking), marker_account_id, '', now() from marking limit 1
"""


@pytest.mark.parametrize("n", [1, 3])
def test_the_queue_costs_the_same_for_one_and_three(
    room, em, app, essay, client_as, statements, owner_sql, n
):
    hand_in(em, essay(), {"essay": ["x"]})
    run_jobs(app)
    for _ in range(n - 1):
        owner_sql(ONE_MORE)
    (marker,) = owner_sql(
        "select username from account where id = (select marker_account_id from marking limit 1)"
    )[0]
    browser = client_as(getattr(room.cast, marker))
    with statements() as sent:
        assert browser.get("/marking").status_code == 200
    assert len(sent) == QUEUE_STATEMENTS


RUBRIC = "Nhận thức: 4 điểm\nLiên hệ = 3,5 đ\n- Diễn đạt: 2.5 điểm."


@pytest.fixture
def by_criteria(room, em, app, essay, owner_sql):
    """A thu hoạch of Em whose guide is a rubric, with its one marker."""
    with app.app_context(), session_as(root_operator()):
        (row,), _ = list_questions(filters={"kind": "essay"})
        question = get_question_page(row.id).question
        revise_question(question_id=row.id, question=replace(question, explanation=RUBRIC), version=1)
        approve_all()
    hand_in(em, essay(), {"essay": ["Bài làm"]})
    run_jobs(app)
    ((marker, marking_id),) = owner_sql(
        "select username, marking.id from marking join account on account.id = marker_account_id"
    )
    return marker, marking_id


def test_a_rubric_is_marked_criterion_by_criterion(room, client_as, by_criteria, owner_sql):
    marker, marking_id = by_criteria
    browser = client_as(getattr(room.cast, marker))
    page = browser.get(f"/marking/{marking_id}").text
    assert "Nhận thức (0 đến 4)" in page
    assert "Liên hệ (0 đến 3,5)" in page
    assert 'name="mark"' not in page
    given = {"points_0": "3,5", "points_1": "2", "points_2": "2,25", "remark": "Rõ ràng."}
    for wrong in ({"points_0": "4,25"}, {"points_1": "2,1"}, {"points_2": ""}, {"points_0": "x"}):
        refused = browser.post(f"/marking/{marking_id}", data=given | wrong)
        assert (refused.status_code, "Rõ ràng." in refused.text) == (422, True)
    assert browser.post(f"/marking/{marking_id}", data=given).status_code == 302
    assert owner_sql(RESULTS) == [(Decimal("7.75"), True)]
    ((submission,),) = owner_sql("select id from submission")
    seen = client_as(room.cast.giang).get(f"/submissions/{submission}").text
    assert "Nhận thức: 3,5/4 điểm\nLiên hệ: 2/3,5 điểm\nDiễn đạt: 2,25/2,5 điểm\nRõ ràng." in seen


def test_one_mark_for_all_is_refused_where_there_is_a_rubric(room, acting, by_criteria):
    marker, marking_id = by_criteria
    with acting(getattr(room.cast, marker)), pytest.raises(DomainError, match="từng tiêu chí"):
        mark_paper(marking_id=marking_id, mark=Decimal(8))
