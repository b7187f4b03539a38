"""How the person works and trains: warnings that never block (E37–E40), and the class itself (E41)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import judge, not_applicable, unknown
from portal.eligibility.dates import first_of_month

if TYPE_CHECKING:
    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

YEARS_NEEDED = 2
SCORES_AT_MOST = 2
_FAIR_OR_BETTER = frozenset({"khá", "giỏi", "tốt", "xuất sắc", "fair", "good", "very_good", "excellent"})


def work_result(facts: Facts, _rules: RuleSet) -> Finding:
    if facts.ratings is None:
        if facts.student is not None:
            return not_applicable("Người học: xét theo kết quả học tập.")
        return unknown("xếp loại hai năm gần nhất", YEARS_NEEDED)
    if len(facts.ratings) < YEARS_NEEDED:
        return unknown("xếp loại đủ hai năm gần nhất", YEARS_NEEDED)
    good = all(rating in {"excellent", "good"} for rating in facts.ratings[-YEARS_NEEDED:])
    return judge(
        good,
        yes="Hai năm liền hoàn thành tốt nhiệm vụ trở lên.",
        no="Chưa đủ hai năm liền hoàn thành tốt nhiệm vụ trở lên.",
        observed=", ".join(facts.ratings[-YEARS_NEEDED:]),
        threshold="good",
    )


def study_result(facts: Facts, _rules: RuleSet) -> Finding:
    student = facts.student
    if student is None:
        if facts.ratings is not None:
            return not_applicable("Không phải người học.")
        return unknown("kết quả học tập (nếu là học sinh, sinh viên)")
    if student.study is None or student.conduct is None or student.failed_courses is None:
        return unknown("học lực, rèn luyện và số môn không đạt")
    levels = {student.study.casefold(), student.conduct.casefold()}
    return judge(
        levels <= _FAIR_OR_BETTER and student.failed_courses == 0,
        yes="Học lực, rèn luyện từ Khá trở lên, không có môn không đạt.",
        no="Học lực hoặc rèn luyện dưới Khá, hoặc có môn không đạt.",
        observed=f"{student.study}, {student.conduct}, {student.failed_courses} môn không đạt",
    )


def reviews_complete(facts: Facts, rules: RuleSet) -> Finding:
    months = facts.review_months_required
    months = rules.thresholds.review_months if months is None else months
    if facts.reviews is None:
        return unknown(f"đánh giá của {months} tháng gần nhất", months)
    wanted = [f"{first_of_month(facts.as_of, -back):%Y-%m}" for back in range(1, months + 1)]
    done = {review.period: review.on_time for review in facts.reviews}
    absent = sorted(period for period in wanted if period not in done)
    late = sorted(period for period in wanted if done.get(period) is False)
    words = [f"thiếu tháng {_month(period)}" for period in absent]
    words += [f"tháng {_month(period)} nộp muộn" for period in late]
    return judge(
        not words,
        yes=f"Đủ đánh giá {months} tháng gần nhất, đúng hạn.",
        no=f"Đánh giá {months} tháng gần nhất: {', '.join(words)}.",
        observed=months - len(absent),
        threshold=months,
        changes=_window_edges(facts, months),
    )


def _window_edges(facts: Facts, months: int) -> tuple[date, ...]:
    """Return the days on which a review enters the months looked at, and on which it leaves them."""
    starts = [date.fromisoformat(f"{review.period}-01") for review in facts.reviews or ()]
    return tuple(first_of_month(start, later) for start in starts for later in (1, months + 1))


def _month(period: str) -> str:
    year, _, month = period.partition("-")
    return f"{month}/{year}"


def task_given(facts: Facts, _rules: RuleSet) -> Finding:
    if facts.task_given is None:
        return unknown("nhiệm vụ đã giao để thử thách và kết quả")
    return judge(
        facts.task_given, yes="Đã giao nhiệm vụ và có kết quả.", no="Chưa giao nhiệm vụ để thử thách."
    )


def class_completed(facts: Facts, rules: RuleSet) -> Finding:
    attendance, scores, limits = facts.attendance, facts.paper_scores, rules.thresholds
    if attendance is None or attendance.periods is None or attendance.attended is None:
        return unknown("số tiết của lớp và số tiết dự học", limits.attendance_percent)
    present = f"{attendance.attended}/{attendance.periods}"
    if 100 * attendance.attended < limits.attendance_percent * attendance.periods or not attendance.periods:
        return judge(
            False,
            yes="",
            no=f"Dự {present} tiết, chưa đủ {limits.attendance_percent} %: không được đánh giá.",
            observed=present,
            threshold=limits.attendance_percent,
        )
    if not scores:
        return unknown("điểm bài thu hoạch", limits.pass_mark)
    counted = scores[:SCORES_AT_MOST]
    best = max(counted)
    return judge(
        best >= limits.pass_mark,
        yes=f"Dự {present} tiết; bài thu hoạch {best} điểm.",
        no=f"Bài thu hoạch {', '.join(str(score) for score in counted)} điểm, chưa đạt {limits.pass_mark}.",
        observed=float(best),
        threshold=limits.pass_mark,
    )
