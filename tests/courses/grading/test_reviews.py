"""What a candidate may look back on: nothing of a key before the policy allows it, then the own paper only."""

from __future__ import annotations

import pytest

from courses.exams.models import ReviewPolicy
from courses.exams.operations.set_exam import change_review_policy, close_exam
from courses.grading.operations.class_results import compute_class_results
from courses.grading.queries.reviews_due import list_reviews_due
from courses.grading.tasks import show_papers_back
from portal.kernel import clock
from portal.kernel.database import session_as
from portal.kernel.errors import RuleRefused
from tests.courses import room as building
from tests.courses.class_end import hand_in, run_jobs

KEY_WORDS = ("đáp án</span>", "Thứ tự đúng", "Chấp nhận:")
VALUES = {"short_answer": ["sai bét"], "true_false": ["true"]}


@pytest.fixture
def khoi(room, client_as):
    return client_as(room.cast.giang)


@pytest.fixture
def handed_in(room, em, app):
    attempt = hand_in(em, room.exam_id, VALUES)
    run_jobs(app)
    return attempt


def set_policy(room, policy: ReviewPolicy) -> None:
    with room.app.app_context(), room.as_khoi():
        change_review_policy(exam_id=room.exam_id, review_policy=policy)


def close(room) -> None:
    with room.app.app_context(), room.as_khoi():
        close_exam(exam_id=room.exam_id)


def work(room) -> int:
    """Let the job run; return how many papers it had to show."""
    with room.app.app_context(), room.as_khoi():
        due = len(list_reviews_due())
        show_papers_back()
    return due


def is_shown(browser, attempt: str) -> bool:
    page = browser.get(f"{attempt}/looking-back").text
    return any(words in page for words in KEY_WORDS)


def test_by_default_nothing_but_the_mark_is_ever_shown(room, em, handed_in):
    close(room)
    assert work(room) == 0
    assert "chỉ cho xem điểm" in em.get(f"{handed_in}/looking-back").text
    assert "Xem lại bài" not in em.get("/exams").text


def test_after_closing_the_own_paper_stands_beside_its_key(room, em, client_as, handed_in, owner_sql):
    set_policy(room, ReviewPolicy.ANSWERS_AFTER_CLOSE)
    assert work(room) == 0, "the exam is still open"
    assert not is_shown(em, handed_in)
    assert owner_sql("select 1 from paper_review") == []
    close(room)
    assert work(room) == 1
    assert work(room) == 0, "shown once"
    page = em.get(f"{handed_in}/looking-back").text
    for words in (*KEY_WORDS, "sai bét", "văn minh"):
        assert words in page, words
    assert "Xem lại bài" in em.get("/exams").text
    for other in (room.cast.an, room.cast.chi):
        assert client_as(other).get(f"{handed_in}/looking-back").status_code in {403, 404}
    assert owner_sql("select count(*) from audit_entry where body like '%%paper.review_shown%%'") == [(1,)]


def test_while_somebody_still_sits_the_exam_nobody_sees_its_key(room, em, handed_in, owner_sql):
    set_policy(room, ReviewPolicy.ANSWERS_AFTER_CLOSE)
    owner_sql("update attempt set state = 'open'")
    close(room)
    assert work(room) == 0


def test_what_was_shown_cannot_be_sat_again(room, khoi, handed_in):
    set_policy(room, ReviewPolicy.ANSWERS_AFTER_CLOSE)
    close(room)
    work(room)
    with pytest.raises(RuleRefused, match="đã cho học viên xem"):
        set_policy(room, ReviewPolicy.SCORE_ONLY)
    day = clock.today().replace(year=clock.today().year + 1)
    answer = khoi.post(
        f"/exam-desk/{room.exam_id}/room/window",
        data={"window-closes_on": f"{day:%d/%m/%Y}", "window-closes_at": "17:00", "window-reason": "x"},
    )
    assert answer.status_code in {302, 422}
    page = khoi.get(f"/exam-desk/{room.exam_id}").text
    assert "đã đóng" in page
    assert "Đã cho xem: xem lại bài và đáp án sau khi đóng" in page


def test_a_regrade_is_shown_too(room, em, khoi, handed_in, owner_sql):
    set_policy(room, ReviewPolicy.ANSWERS_AFTER_CLOSE)
    close(room)
    work(room)
    version = owner_sql(
        "select v.id from question_version v join question q on q.id = question_id where kind = 'short_answer'"
    )[0][0]
    url = f"/exam-desk/{room.exam_id}/questions/{version}/key"
    data = {"lines": "văn minh\nsai bét", "reason": "Chấp nhận thêm", "apply": "1"}
    assert khoi.post(url, data=data).status_code == 302
    assert work(room) == 1
    assert "văn minh; sai bét" in em.get(f"{handed_in}/looking-back").text


def test_after_recognition_only_those_recognised(room, em, khoi, handed_in, owner_sql):
    set_policy(room, ReviewPolicy.ANSWERS_AFTER_RESULTS)
    close(room)
    assert work(room) == 0
    with room.app.app_context(), session_as(room.cast.giang.actor()):
        compute_class_results(class_run_id=room.class_run_id)
    assert work(room) == 0, "computed is not recognised"
    owner_sql("update class_result set decided_on = %s, decision_no = '7-QĐ'", clock.today())
    assert work(room) == 1
    assert is_shown(em, handed_in)


def test_the_desk_changes_the_policy_and_refuses_rubbish(room, khoi):
    address = f"/exam-desk/{room.exam_id}/review-policy"
    khoi.post(address, data={"review_policy": "rubbish"})
    assert 'selected value="score_only"' in khoi.get(f"/exam-desk/{room.exam_id}").text
    khoi.post(address, data={"review_policy": "answers_after_close"})
    assert 'selected value="answers_after_close"' in khoi.get(f"/exam-desk/{room.exam_id}").text


def test_the_writer_of_a_thu_hoach_reads_the_remarks_and_not_whose_they_are(
    room, em, app, khoi, client_as, owner_sql
):
    with app.app_context(), room.as_khoi():
        essay_id = building.a_reflection(room.class_run_id)
        change_review_policy(exam_id=essay_id, review_policy=ReviewPolicy.ANSWERS_AFTER_CLOSE)
    attempt = hand_in(em, essay_id, {"essay": ["Bài thu hoạch của Em"]})
    run_jobs(app)
    marker, marking_id = owner_sql(
        "select username, marking.id from marking join account on account.id = marker_account_id"
    )[0]
    letter = {"mark": "8", "remark": "Liên hệ bản thân cụ thể."}
    assert (
        client_as(getattr(room.cast, marker)).post(f"/marking/{marking_id}", data=letter).status_code == 302
    )
    assert work(room) == 0, "it can still be written"
    assert letter["remark"] not in em.get(f"{attempt}/looking-back").text
    with app.app_context(), room.as_khoi():
        close_exam(exam_id=essay_id)
    assert work(room) == 1
    page = em.get(f"{attempt}/looking-back").text
    assert "Nhận xét của người chấm" in page
    assert letter["remark"] in page
    assert "Bài thu hoạch của Em" in page
    guide, name = owner_sql(
        "select v.explanation, m.display_name from question_version v join question q on q.id = v.question_id,"
        " membership m join account a on a.id = m.account_id where q.kind = 'essay' and a.username = %s",
        marker,
    )[0]
    assert name not in page
    assert not guide or guide not in page
    assert "xem lại bài và nhận xét" in khoi.get(f"/exam-desk/{essay_id}").text
