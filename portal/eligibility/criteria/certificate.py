"""The class before admission: its certificate (E11, E12) and what earns one (E41)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import day, failed, judge, passed, unknown
from portal.eligibility.criteria.prospect import ONE_DAY
from portal.eligibility.dates import add_months

if TYPE_CHECKING:
    from decimal import Decimal

    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding


def certificate_exists(facts: Facts, _rules: RuleSet) -> Finding:
    certificate = facts.certificate
    if certificate is None or certificate.issued_on is None or not certificate.number:
        changes = (certificate.issued_on,) if certificate and certificate.issued_on else ()
        return unknown("giấy chứng nhận lớp bồi dưỡng nhận thức về Đảng (số, ngày cấp)", changes=changes)
    said = f"Giấy chứng nhận số {certificate.number} ngày {day(certificate.issued_on)}"
    return judge(
        certificate.issued_on <= facts.as_of,
        yes=f"{said}.",
        no=f"{said}, sau ngày xét.",
        observed=certificate.issued_on,
        changes=(certificate.issued_on,),
    )


def certificate_valid(facts: Facts, rules: RuleSet) -> Finding:
    months = rules.thresholds.certificate_months
    if facts.certificate is None or facts.certificate.issued_on is None:
        return unknown("ngày cấp giấy chứng nhận", months)
    until = add_months(facts.certificate.issued_on, months)
    return judge(
        facts.as_of <= until,
        yes=f"Giấy chứng nhận còn giá trị đến hết ngày {day(until)} ({months} tháng).",
        no=f"Giấy chứng nhận hết giá trị sau ngày {day(until)} ({months} tháng); phải học lại.",
        observed=facts.certificate.issued_on,
        threshold=until,
        changes=(until + ONE_DAY,),
    )


def class_completed(facts: Facts, rules: RuleSet) -> Finding:
    attendance, limits = facts.attendance, rules.thresholds
    if attendance is None or attendance.periods is None or attendance.attended is None:
        return unknown("số tiết của lớp và số tiết dự học", limits.attendance_percent)
    present = f"{attendance.attended}/{attendance.periods}"
    if attendance.periods == 0 or attendance.attended > attendance.periods:
        return failed(f"Số tiết không hợp lý: {present}.", present, limits.attendance_percent)
    if 100 * attendance.attended < limits.attendance_percent * attendance.periods:
        return failed(
            f"Dự {present} tiết, chưa đủ {limits.attendance_percent} %: không được đánh giá.",
            present,
            limits.attendance_percent,
        )
    return _paper_passed(facts.paper_scores, f"Dự {present} tiết", rules)


def _paper_passed(scores: tuple[Decimal, ...] | None, present: str, rules: RuleSet) -> Finding:
    """Judge the reflection paper: the first attempt that passes counts, and there is one redo."""
    limits = rules.thresholds
    if not scores:
        return unknown("điểm bài thu hoạch", limits.pass_mark)
    counted = scores[: limits.paper_attempts]
    good = next((score for score in counted if score >= limits.pass_mark), None)
    if good is not None:
        return passed(
            f"{present}; bài thu hoạch {_score(good)} điểm, xếp loại {rules.grade_of(good)}.",
            float(good),
            limits.pass_mark,
        )
    told = " và ".join(_score(score) for score in counted)
    redo = "được làm lại một lần" if len(counted) < limits.paper_attempts else "không còn lần làm lại"
    return failed(
        f"{present}; bài thu hoạch {told} điểm, cần {limits.pass_mark}; {redo}.",
        float(max(counted)),
        limits.pass_mark,
    )


def _score(score: Decimal) -> str:
    return f"{score.normalize():f}".replace(".", ",")
