"""The verdict as a clerk reads it: what is missing first, and the form that settles it. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.candidates.evidence_kinds import kinds_for
from portal.eligibility.steps import NEVER_WAIVED
from portal.eligibility.verdict import CriterionResult, Kind, Result, Verdict, VerdictWord

if TYPE_CHECKING:
    from collections.abc import Sequence

STEPS = {
    "dossier": "Làm hồ sơ",
    "cell": "Chi bộ xét",
    "committee": "Đảng ủy cơ sở xét",
    "decision": "Ra quyết định kết nạp",
    "ceremony": "Tổ chức lễ kết nạp",
    "recognition": "Công nhận chính thức",
}
"""The steps of eligibility.md that a candidate passes, in order."""

PURPOSES = {
    "dossier": "để cho phép làm hồ sơ",
    "cell": "để chi bộ xem xét",
    "committee": "để đảng ủy cơ sở xem xét",
    "decision": "để ra quyết định kết nạp",
    "ceremony": "để tổ chức lễ kết nạp",
    "recognition": "để công nhận chính thức",
}
"""What a person is eligible for at each step; completes "Đủ điều kiện …"."""

OTHER_FORMS = {
    "E01": "change",
    "E05": "change",
    "E05b": "change",
    "E08": "change",
    "E09": "helper",
    "E39": "review",
    "E40": "review",
}
"""Criteria settled on a page other than the one for papers."""


MOST_NAMED = 2
"""How many failed criteria a headline names."""

STAFF_ONLY, STUDENTS_ONLY = "E37", "E38"


@dataclass(frozen=True, slots=True)
class ChecklistRow:
    """One line: what was found, whether it stops the step, and the form that settles it.

    ``form`` is ``evidence`` (with ``evidence_kind``), ``change``, ``helper``, ``review`` or empty;
    ``can_waive`` says that the rules let a named person let it go.
    """

    criterion: str
    title: str
    message: str
    source: str
    status: str
    form: str = ""
    evidence_kind: str = ""
    can_waive: bool = False


@dataclass(frozen=True, slots=True)
class Checklist:
    """A verdict in words: open rows (stopping first), passed rows, and the headline."""

    step: str
    headline: str
    tone: str
    advice: str
    open_rows: tuple[ChecklistRow, ...]
    warnings: tuple[ChecklistRow, ...]
    settled_rows: tuple[ChecklistRow, ...]


def make_checklist(verdict: Verdict, *, is_student: bool = False) -> Checklist:
    """Return what the page of a candidate shows of a verdict.

    The yearly rating is asked of staff only, the study result of students only.
    """
    idle = STAFF_ONLY if is_student else STUDENTS_ONLY
    lines = [line for line in verdict.criteria if line.id != idle or line.result is not Result.UNKNOWN]
    stopping = [line for line in lines if _stops(line)]
    stopping.sort(key=lambda line: line.result is not Result.FAIL)
    warnings = [line for line in lines if _warns(line)]
    settled = [line for line in lines if line not in stopping and line not in warnings]
    headline, tone = _headline(verdict, stopping)
    return Checklist(
        step=verdict.step,
        headline=headline,
        tone=tone,
        advice=_advice(verdict, stopping),
        open_rows=tuple(_row(line) for line in stopping),
        warnings=tuple(_row(line) for line in warnings),
        settled_rows=tuple(_row(line) for line in settled),
    )


def _stops(line: CriterionResult) -> bool:
    return line.kind in {Kind.HARD, Kind.GATE} and line.result in {Result.FAIL, Result.UNKNOWN}


def _warns(line: CriterionResult) -> bool:
    return line.kind is Kind.SOFT and line.result in {Result.FAIL, Result.UNKNOWN}


def _headline(verdict: Verdict, stopping: Sequence[CriterionResult]) -> tuple[str, str]:
    if verdict.verdict is VerdictWord.ELIGIBLE:
        return f"Đủ điều kiện {PURPOSES.get(verdict.step, '')}".strip(), "ok"
    if verdict.verdict is VerdictWord.BLOCKED:
        failed = [line.title for line in stopping if line.result is Result.FAIL]
        named = ", ".join(f"“{title}”" for title in failed[:MOST_NAMED])
        more = f" và {len(failed) - MOST_NAMED} điều kiện nữa" if len(failed) > MOST_NAMED else ""
        return f"Chưa đủ điều kiện: chưa đạt {named}{more}", "red"
    return f"Còn thiếu {len(stopping)} việc", "warn"


def _advice(verdict: Verdict, stopping: Sequence[CriterionResult]) -> str:
    purpose = PURPOSES.get(verdict.step, "")
    if verdict.verdict is VerdictWord.ELIGIBLE:
        return "Không còn việc gì phải bổ sung cho bước này."
    if len(stopping) == 1:
        return f"Xong việc này là đủ điều kiện {purpose}."
    missing = sum(line.result is Result.UNKNOWN for line in stopping)
    if verdict.verdict is VerdictWord.BLOCKED and missing:
        return f"Ngoài ra còn thiếu {missing} việc."
    return ""


def _row(line: CriterionResult) -> ChecklistRow:
    status = line.result.value
    if line.kind is Kind.SOFT and line.result in {Result.FAIL, Result.UNKNOWN}:
        status = "warning"
    form, kind = settling_form(line.id)
    can_waive = _stops(line) and line.id not in NEVER_WAIVED
    return ChecklistRow(line.id, line.title, line.message, line.source, status, form, kind, can_waive)


def settling_form(criterion: str) -> tuple[str, str]:
    """Return the form that settles a criterion and, for a paper, its kind; empty when there is none."""
    kinds = kinds_for(criterion)
    form = OTHER_FORMS.get(criterion) or ("evidence" if kinds else "")
    return form, kinds[0].value if form == "evidence" else ""
