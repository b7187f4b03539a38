"""How the person works, studies and is followed: warnings that never block (E37–E40)."""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import judge, month, not_applicable, passed, unknown
from portal.eligibility.dates import MONTHS_A_YEAR, first_day, month_number

if TYPE_CHECKING:
    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

RATING_WORDS = {
    "excellent": "hoàn thành xuất sắc",
    "good": "hoàn thành tốt",
    "completed": "hoàn thành",
    "not_completed": "không hoàn thành",
}
GOOD_RATINGS = frozenset({"excellent", "good"})
FAIR_OR_BETTER = frozenset(
    {"khá", "giỏi", "tốt", "rất tốt", "xuất sắc", "fair", "good", "very_good", "excellent"}
)
BELOW_FAIR = frozenset(
    {"trung bình", "trung bình khá", "đạt", "chưa đạt", "yếu", "kém", "average", "weak", "poor"}
)


def work_result(facts: Facts, rules: RuleSet) -> Finding:
    years = rules.thresholds.rating_years
    if facts.ratings is None and facts.student is not None:
        return not_applicable("Người học: xét theo kết quả học tập.")
    latest = (facts.ratings or ())[-years:]
    told = ", ".join(RATING_WORDS[rating] for rating in latest)
    if GOOD_RATINGS.issuperset(latest) and len(latest) < years:
        return unknown(f"xếp loại công tác đủ {years} năm gần nhất", years)
    return judge(
        GOOD_RATINGS.issuperset(latest),
        yes=f"{years} năm liền hoàn thành tốt nhiệm vụ trở lên ({told}).",
        no=f"Chưa đủ {years} năm liền hoàn thành tốt nhiệm vụ trở lên ({told}).",
        observed=list(latest),
        threshold="good",
    )


def study_result(facts: Facts, _rules: RuleSet) -> Finding:
    student = facts.student
    if student is None:
        if facts.ratings is not None:
            return not_applicable("Không phải người học.")
        return unknown("kết quả học tập (nếu là học sinh, sinh viên)", "khá")
    levels = {level.strip().casefold() for level in (student.study, student.conduct) if level}
    said = f"học lực {student.study}, rèn luyện {student.conduct}, {student.failed_courses} môn không đạt"
    observed = {"study": student.study, "conduct": student.conduct, "failed_courses": student.failed_courses}
    if levels & BELOW_FAIR or student.failed_courses:
        return judge(
            False, yes="", no=f"Chưa đạt: {said}; cần Khá trở lên.", observed=observed, threshold="khá"
        )
    is_known = student.study and student.conduct and student.failed_courses is not None
    if not is_known or not levels <= FAIR_OR_BETTER:
        return unknown("học lực, rèn luyện (Khá, Giỏi, Tốt…) và số môn không đạt", "khá")
    return passed(f"Đạt: {said}.", observed, "khá")


def reviews_complete(facts: Facts, rules: RuleSet) -> Finding:
    """Judge the last months; this month counts as soon as it is reviewed, and is not missed before."""
    required = facts.review_months_required
    required = rules.thresholds.review_months if required is None else required
    if facts.reviews is None:
        return unknown(f"đánh giá định kỳ của {required} tháng gần nhất", required)
    on_time = {_month(review.period): review.on_time is not False for review in facts.reviews}
    good = {number for number, is_on_time in on_time.items() if is_on_time}
    now = month_number(facts.as_of)
    end = now if now in good else now - 1
    wanted = range(end - required + 1, end + 1)
    lacking = [
        f"{'thiếu tháng' if number not in on_time else 'nộp muộn tháng'} {month(first_day(number))}"
        for number in wanted
        if number not in good
    ]
    return judge(
        not lacking,
        yes=f"Đủ đánh giá {required} tháng gần nhất, đúng hạn.",
        no=f"Đánh giá đúng hạn {required - len(lacking)}/{required} tháng gần nhất: {', '.join(lacking)}.",
        observed=required - len(lacking),
        threshold=required,
        changes=_edges_of_long_runs(good, required),
    )


def _month(period: str) -> int:
    return int(period[:4]) * MONTHS_A_YEAR + int(period[5:]) - 1


def _edges_of_long_runs(good: set[int], required: int) -> tuple[date, ...]:
    """Return when enough months in a row become complete, and when the first miss shows."""
    edges = []
    for start in (number for number in good if number - 1 not in good):
        end = start
        while end + 1 in good:
            end += 1
        if end - start + 1 >= required:
            edges += [first_day(start + required - 1), first_day(end + 2)]
    return tuple(edges)


def task_given(facts: Facts, _rules: RuleSet) -> Finding:
    if facts.task_given is None:
        return unknown("nhiệm vụ đã giao để thử thách và kết quả")
    return judge(
        facts.task_given, yes="Đã giao nhiệm vụ và có kết quả.", no="Chưa giao nhiệm vụ để thử thách."
    )
