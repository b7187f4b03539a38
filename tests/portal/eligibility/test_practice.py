"""E37–E40: warnings about work, study, reviews and tasks."""

from __future__ import annotations

import pytest

from tests.portal.eligibility.facts_made import judged, line, message, result, turns

STUDENT = {"study": "Khá", "conduct": "Tốt", "failed_courses": 0}


@pytest.mark.parametrize(
    ("ratings", "expected"),
    [
        (["good", "good"], "pass"),
        (["completed", "excellent", "good"], "pass"),
        (["good", "completed"], "fail"),
        (["completed", "good"], "fail"),
        (["not_completed"], "fail"),
        (["good"], "unknown"),
        ([], "unknown"),
        (None, "unknown"),
    ],
)
def test_two_good_years_running(ratings, expected):
    assert result("E37", ratings=ratings) == expected
    assert judged(ratings=ratings).verdict == "eligible"


def test_ratings_are_told_in_words():
    assert message("E37", ratings=["good", "completed"]) == (
        "Chưa đủ 2 năm liền hoàn thành tốt nhiệm vụ trở lên (hoàn thành tốt, hoàn thành)."
    )


@pytest.mark.parametrize(
    ("changed", "expected"),
    [
        ({}, "pass"),
        ({"study": "Giỏi", "conduct": "xuất sắc"}, "pass"),
        ({"study": "excellent", "conduct": "fair"}, "pass"),
        ({"study": "Trung bình"}, "fail"),
        ({"conduct": " average "}, "fail"),
        ({"failed_courses": 1}, "fail"),
        ({"failed_courses": 1, "study": None}, "fail"),
        ({"study": "Yếu", "failed_courses": None}, "fail"),
        ({"study": None}, "unknown"),
        ({"conduct": None}, "unknown"),
        ({"failed_courses": None}, "unknown"),
        ({"study": "8,2"}, "unknown"),
    ],
)
def test_students_study_and_behave_fairly_and_fail_nothing(changed, expected):
    assert result("E38", ratings=None, student=STUDENT | changed) == expected


def test_staff_are_judged_by_work_and_students_by_study():
    assert (result("E37"), result("E38")) == ("pass", "not_applicable")
    student = {"ratings": None, "student": STUDENT}
    assert (result("E37", **student), result("E38", **student)) == ("not_applicable", "pass")
    nothing = {"ratings": None}
    assert (result("E37", **nothing), result("E38", **nothing)) == ("unknown", "unknown")
    both = {"student": STUDENT}
    assert (result("E37", **both), result("E38", **both)) == ("pass", "pass")


def months(first, last, **on_time):
    return [{"period": f"2025-{number:02d}", **on_time} for number in range(first, last + 1)]


@pytest.mark.parametrize(
    ("reviews", "expected", "counted"),
    [
        (months(5, 10), "pass", 6),
        (months(6, 11), "pass", 6),
        (months(1, 11), "pass", 6),
        (months(5, 10, on_time=True), "pass", 6),
        (months(6, 10), "fail", 5),
        (months(5, 9), "fail", 5),
        (months(5, 9) + months(10, 10, on_time=False), "fail", 5),
        (months(5, 10) + months(11, 11, on_time=False), "pass", 6),
        ([], "fail", 0),
    ],
)
def test_the_last_six_months_are_reviewed(reviews, expected, counted):
    """On 5 November; the review of November is welcome and not yet missed."""
    found = line("E39", reviews=reviews)
    assert (found.result, found.observed, found.threshold) == (expected, counted, 6)


def test_reviews_not_known():
    assert result("E39", reviews=None) == "unknown"


def test_a_unit_may_ask_for_fewer_or_no_months():
    assert result("E39", reviews=months(8, 10), review_months_required=3) == "pass"
    assert result("E39", reviews=months(9, 10), review_months_required=3) == "fail"
    assert result("E39", reviews=[], review_months_required=0) == "pass"


def test_missing_and_late_months_are_named():
    reviews = months(5, 8) + months(9, 9, on_time=False)
    assert message("E39", reviews=reviews) == (
        "Đánh giá đúng hạn 4/6 tháng gần nhất: nộp muộn tháng 09/2025, thiếu tháng 10/2025."
    )


def test_the_month_in_which_a_missed_review_will_show():
    assert turns("E39", reviews=months(5, 10)) == [("2025-12-01", "fail")]
    assert turns("E39", reviews=months(5, 11)) == [("2026-01-01", "fail")]
    assert turns("E39", reviews=months(6, 12)) == [("2026-02-01", "fail")]
    assert turns("E39", reviews=months(7, 12)) == [("2025-12-01", "pass"), ("2026-02-01", "fail")]


@pytest.mark.parametrize(("given", "expected"), [(True, "pass"), (False, "fail"), (None, "unknown")])
def test_a_task_was_given(given, expected):
    assert result("E40", task_given=given) == expected
