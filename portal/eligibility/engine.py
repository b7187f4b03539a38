"""Judges a person for one step on one date: facts and a rule set in, a verdict out. Pure."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from portal.eligibility.criteria import (
    clocks,
    introducers,
    person,
    practice,
    preparation,
    probation,
    votes,
)
from portal.eligibility.loader import rule_set_on, rule_sets
from portal.eligibility.rule_set import RuleSet
from portal.eligibility.verdict import (
    Change,
    CriterionResult,
    Finding,
    Kind,
    Result,
    Verdict,
    VerdictWord,
)

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.facts import Facts

Judge = Callable[["Facts", RuleSet], Finding]


@dataclass(frozen=True, slots=True)
class Criterion:
    """One condition: its id, short Vietnamese title for pages, kind, and how it is judged.

    ``lifts`` names the criterion that an exception waives when it holds.
    """

    id: str
    title: str
    kind: Kind
    judge: Judge
    lifts: str | None = None


_ALL = (
    Criterion("E01", "Quốc tịch", Kind.HARD, person.citizenship),
    Criterion("E02", "Đủ tuổi", Kind.HARD, person.minimum_age),
    Criterion("E03", "Không quá tuổi", Kind.HARD, person.maximum_age),
    Criterion("E04", "Trường hợp quá 60 tuổi", Kind.EXCEPTION, person.over_age_exception, lifts="E03"),
    Criterion("E05", "Trình độ học vấn", Kind.HARD, person.education),
    Criterion("E05b", "Trình độ học vấn", Kind.HARD, person.education),
    Criterion(
        "E06", "Trường hợp địa bàn khó khăn", Kind.EXCEPTION, person.difficult_area_exception, lifts="E05"
    ),
    Criterion(
        "E07", "Trường hợp người có uy tín", Kind.EXCEPTION, person.village_prestige_exception, lifts="E05"
    ),
    Criterion("E08", "Danh sách cảm tình Đảng", Kind.HARD, preparation.prospect_list),
    Criterion("E09", "Đảng viên giúp đỡ", Kind.HARD, preparation.helper_assigned),
    Criterion("E10", "Cho phép làm hồ sơ", Kind.GATE, preparation.dossier_permission),
    Criterion("E11", "Giấy chứng nhận lớp bồi dưỡng", Kind.HARD, preparation.certificate_exists),
    Criterion("E12", "Giấy chứng nhận còn giá trị", Kind.HARD, preparation.certificate_valid),
    Criterion("E13", "Đủ người giới thiệu", Kind.HARD, introducers.introducers_complete),
    Criterion("E14", "Người giới thiệu là đảng viên chính thức", Kind.HARD, introducers.introducer_official),
    Criterion("E15", "Cùng công tác từ 12 tháng", Kind.HARD, introducers.together_long_enough),
    Criterion("E16", "Đoàn viên, nghị quyết của Đoàn", Kind.HARD, introducers.youth_union_member),
    Criterion(
        "E17", "Đoàn viên công đoàn, nghị quyết của Công đoàn", Kind.HARD, introducers.trade_union_member
    ),
    Criterion("E18", "Quá tuổi thanh niên", Kind.HARD, introducers.past_youth_age),
    Criterion("E19", "Đơn xin vào Đảng", Kind.HARD, preparation.application),
    Criterion("E20", "Lý lịch được chứng nhận", Kind.HARD, preparation.history_certified),
    Criterion("E21", "Thẩm tra, xác minh", Kind.HARD, preparation.verification_answered),
    Criterion("E22", "Người thẩm tra không phải người thân", Kind.HARD, preparation.verifier_not_family),
    Criterion("E23", "Tiêu chuẩn chính trị", Kind.GATE, preparation.political_standard),
    Criterion("E24", "Ý kiến đoàn thể và nơi cư trú", Kind.HARD, preparation.opinions_collected),
    Criterion("E25", "Hồ sơ còn mới", Kind.HARD, preparation.dossier_fresh),
    Criterion("E26", "Biểu quyết của chi bộ", Kind.HARD, votes.cell_vote),
    Criterion("E27", "Biểu quyết của đảng ủy cơ sở", Kind.HARD, votes.committee_vote),
    Criterion("E28", "Biểu quyết của cấp có thẩm quyền", Kind.HARD, votes.authority_vote),
    Criterion("E29", "Thời hạn ra quyết định", Kind.SOFT, clocks.decision_on_time),
    Criterion("E30", "Thời hạn tổ chức lễ kết nạp", Kind.GATE, clocks.ceremony_on_time),
    Criterion("E31", "Mỗi người một quyết định", Kind.HARD, clocks.own_decision_number),
    Criterion("E32", "Đúng tổ chức xem xét", Kind.HARD, person.competent_level),
    Criterion("E33", "Người theo tôn giáo", Kind.GATE, person.religion),
    Criterion("E34", "Yếu tố nước ngoài", Kind.GATE, person.foreign_relation),
    Criterion("E35", "Kết nạp lại", Kind.HARD, person.readmission),
    Criterion("E37", "Kết quả công tác", Kind.SOFT, practice.work_result),
    Criterion("E38", "Kết quả học tập", Kind.SOFT, practice.study_result),
    Criterion("E39", "Đánh giá định kỳ", Kind.SOFT, practice.reviews_complete),
    Criterion("E40", "Nhiệm vụ được giao", Kind.SOFT, practice.task_given),
    Criterion("E41", "Hoàn thành lớp bồi dưỡng", Kind.HARD, practice.class_completed),
    Criterion("R01", "Đủ 12 tháng dự bị", Kind.HARD, probation.probation_length),
    Criterion("R02", "Bản tự kiểm điểm", Kind.HARD, probation.self_review),
    Criterion("R03", "Lớp bồi dưỡng đảng viên mới", Kind.HARD, probation.new_member_class),
    Criterion("R04", "Nhận xét và ý kiến", Kind.HARD, probation.remarks),
    Criterion("R05", "Biểu quyết công nhận", Kind.HARD, votes.recognition_vote),
    Criterion("R06", "Thời hạn công nhận", Kind.SOFT, clocks.recognition_on_time),
)
CRITERIA = {criterion.id: criterion for criterion in _ALL}

_DOSSIER = ("E01", "E05", "E06", "E07", "E08", "E09", "E10", "E11", "E12")
_SOFT = ("E37", "E38", "E39", "E40")
_CELL = (
    *("E02", "E03", "E04", "E13", "E14", "E15", "E16", "E17", "E18", "E19", "E20", "E21", "E22"),
    *("E24", "E25", "E32", "E33", "E34", "E35"),
)
STEPS: dict[str, tuple[str, ...]] = {
    "dossier": (*_DOSSIER, *_SOFT),
    "cell": tuple(sorted((*_DOSSIER, *_CELL))) + _SOFT,
    "committee": ("E26",),
    "decision": ("E23", "E26", "E27", "E29"),
    "ceremony": ("E28", "E30", "E31"),
    "recognition": ("R01", "R02", "R03", "R04", "R05", "R06"),
    "certificate": ("E41",),
}
"""Which criteria the gate of each step judges (eligibility.md); E36 is historical and never judged."""

_DECISIVE = frozenset({Kind.HARD, Kind.GATE})


def evaluate(facts: Facts, rule_set: RuleSet | None = None) -> Verdict:
    """Judge the facts for their step on their date.

    The rule set is the one in force on that date unless one is named; its id is in the verdict and
    belongs into the record of the step.
    """
    rules = rule_set or rule_set_on(facts.as_of)
    lines, boundaries = _judge_all(facts, rules)
    return Verdict(
        rule_set=rules.id,
        step=facts.step,
        as_of=facts.as_of,
        verdict=_word(lines),
        criteria=lines,
        next_changes=_next_changes(facts, rule_set, lines, boundaries),
    )


def criteria_of(step: str, rules: RuleSet) -> list[Criterion]:
    """Return the criteria a step judges under a rule set, in the order they are shown."""
    wording = "E05b" if rules.education_wording == "completed_programme" else "E05"
    return [CRITERIA[wording if name == "E05" else name] for name in STEPS[step]]


def _judge_all(facts: Facts, rules: RuleSet) -> tuple[tuple[CriterionResult, ...], set[date]]:
    found = {criterion.id: criterion.judge(facts, rules) for criterion in criteria_of(facts.step, rules)}
    boundaries = {change for finding in found.values() for change in finding.changes_on}
    found = _apply_waivers(facts, _apply_exceptions(found))
    lines = tuple(
        CriterionResult(
            id=name,
            result=finding.result,
            kind=CRITERIA[name].kind,
            observed=finding.observed,
            threshold=finding.threshold,
            source=rules.source_of(name),
            message=finding.message,
        )
        for name, finding in found.items()
    )
    return lines, boundaries


def _apply_exceptions(found: dict[str, Finding]) -> dict[str, Finding]:
    """Turn a failed criterion that an exception lifts, and that holds, into a waived one."""
    lifted = dict(found)
    for name, finding in found.items():
        target = CRITERIA[name].lifts
        if target is None or finding.result is not Result.PASS:
            continue
        for wording in (target, f"{target}b"):
            general = found.get(wording)
            if general is not None and general.result is Result.FAIL:
                message = f"{general.message} Được miễn: {finding.message}"
                lifted[wording] = replace(general, result=Result.WAIVED, message=message)
    return lifted


def _apply_waivers(facts: Facts, found: dict[str, Finding]) -> dict[str, Finding]:
    """Cover what is missing or failed by waivers of a named person on stated evidence."""
    waived = dict(found)
    for waiver in facts.waivers:
        finding = waived.get(waiver.criterion)
        if finding is None or not waiver.evidence.strip() or not waiver.person.strip():
            continue
        if finding.result in {Result.FAIL, Result.UNKNOWN}:
            message = f"Được miễn theo {waiver.evidence} ({waiver.person}). {finding.message}"
            waived[waiver.criterion] = replace(finding, result=Result.WAIVED, message=message)
    return waived


def _word(lines: tuple[CriterionResult, ...]) -> VerdictWord:
    results = {line.result for line in lines if line.kind in _DECISIVE}
    if Result.FAIL in results:
        return VerdictWord.BLOCKED
    return VerdictWord.INCOMPLETE if Result.UNKNOWN in results else VerdictWord.ELIGIBLE


def _next_changes(
    facts: Facts, named: RuleSet | None, lines: tuple[CriterionResult, ...], boundaries: set[date]
) -> tuple[Change, ...]:
    """Judge again on each day on which time alone may change something, and keep what did."""
    pending = set(boundaries)
    if named is None:
        pending |= {rules.valid_from for rules in rule_sets()}
    before = {line.id: line.result for line in lines}
    changes: list[Change] = []
    day = facts.as_of
    while later_days := [boundary for boundary in pending if boundary > day]:
        day = min(later_days)
        later, further = _judge_all(replace(facts, as_of=day), named or rule_set_on(day))
        pending |= further
        after = {line.id: line.result for line in later}
        changes += [
            Change(day, name, result)
            for name, result in after.items()
            if name in before and before[name] is not result
        ]
        before = after
    return tuple(changes)
