"""The limits of time that run for a candidate, and which of them somebody should be told of. Pure.

Lengths come from the rule set in force on the day a limit began (rules.md §1.7); working days are
counted over the calendar of Khối. The local limits inside the decision limit follow the internal
steps that the Hà Nội guide gives: they are soft, and off when set to 0.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta
from enum import StrEnum
from typing import TYPE_CHECKING, Protocol

from portal.candidates.stages import PROBATIONARY, Desk, Reached, Stage, still_holding
from portal.eligibility.dates import add_months

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Sequence

    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.working_days import WorkCalendar

    RulesOn = Callable[[date], RuleSet]


class ClockKind(StrEnum):
    CERTIFICATE = "certificate"
    DOSSIER = "dossier"
    CELL_SENDS = "cell_sends"
    COMMITTEE_SENDS = "committee_sends"
    DECISION = "decision"
    CEREMONY = "ceremony"
    PROBATION = "probation"
    RECOGNITION_MEETING = "recognition_meeting"
    RECOGNITION_DECISION = "recognition_decision"


LABELS = {
    ClockKind.CERTIFICATE: "Giấy chứng nhận hết giá trị",
    ClockKind.DOSSIER: "Hồ sơ đủ 12 tháng",
    ClockKind.CELL_SENDS: "Chi bộ gửi nghị quyết lên đảng ủy",
    ClockKind.COMMITTEE_SENDS: "Đảng ủy cơ sở gửi hồ sơ",
    ClockKind.DECISION: "Ra quyết định kết nạp",
    ClockKind.CEREMONY: "Tổ chức lễ kết nạp",
    ClockKind.PROBATION: "Hết 12 tháng dự bị",
    ClockKind.RECOGNITION_MEETING: "Chi bộ xét công nhận chính thức",
    ClockKind.RECOGNITION_DECISION: "Ra quyết định công nhận chính thức",
}
SOFT = frozenset({ClockKind.CELL_SENDS, ClockKind.COMMITTEE_SENDS})
AWAITING_DECISION = frozenset(
    {
        Stage.CELL_RESOLVED,
        Stage.SECTION_APPRAISED,
        Stage.COMMITTEE_RESOLVED,
        Stage.SUBMITTED,
        Stage.APPRAISED,
        Stage.RETURNED_FOR_SUPPLEMENT,
    }
)
AT_THE_AUTHORITY = frozenset({Stage.SUBMITTED, Stage.APPRAISED, Stage.RECOGNITION_COMMITTEE_RESOLVED})
AWAITING_RECOGNITION = frozenset({Stage.RECOGNITION_CELL_RESOLVED, Stage.RECOGNITION_COMMITTEE_RESOLVED})
ON_PROBATION = PROBATIONARY - AWAITING_RECOGNITION
CERTIFICATE_COUNTS = frozenset(
    {
        Stage.NOMINATED,
        Stage.PROSPECT,
        Stage.CLASS_PROPOSED,
        Stage.CLASS_ENROLLED,
        Stage.CLASS_PASSED,
        Stage.DOSSIER_PERMITTED,
        Stage.DOSSIER_IN_PROGRESS,
        Stage.STALE,
        Stage.NOT_APPROVED,
    }
)
"""Until the cell has considered: the certificate must be valid on that day, not later (06-HD/TW §5.4b)."""

BEGINS: dict[Stage, Stage] = {
    Stage.DOSSIER_IN_PROGRESS: Stage.DOSSIER_IN_PROGRESS,
    **dict.fromkeys(AWAITING_DECISION, Stage.CELL_RESOLVED),
    Stage.DECIDED: Stage.DECIDED,
    **dict.fromkeys(ON_PROBATION, Stage.CEREMONY_HELD),
    **dict.fromkeys(AWAITING_RECOGNITION, Stage.RECOGNITION_CELL_RESOLVED),
}
"""Stage → the step whose day its limit counts from."""


class DatedStep(Reached, Protocol):
    """A recorded step as far as clocks read it."""

    @property
    def happened_on(self) -> date: ...


def clock_start(stage: Stage, steps: Iterable[DatedStep]) -> date | None:
    """Return the day from which the limit of a stage counts, given the standing steps in order."""
    begin = BEGINS.get(stage)
    days = [step.happened_on for step in still_holding(steps) if step.to_stage is begin]
    return days[-1] if days else None


@dataclass(frozen=True, slots=True)
class ClockRules:
    """What Khối set: days before a limit on which it is announced, local limits in working days."""

    warning_days: tuple[int, ...] = (90, 60, 30, 15, 7)
    cell_sends_days: int = 5
    committee_sends_days: int = 25

    @property
    def first_warning(self) -> int:
        return max(self.warning_days)


@dataclass(frozen=True, slots=True)
class ClockFacts:
    """What the limits of one candidate depend on; a paper not recorded is None."""

    stage: Stage
    clock_from: date | None = None
    certificate_on: date | None = None
    dossier_renewed_on: date | None = None
    extended_on: date | None = None
    received_on: date | None = None
    late_ceremony_allowed: bool = False


@dataclass(frozen=True, slots=True)
class Clock:
    """One running limit: ``desk`` must act by ``due_on``, the last good day; ``note`` says how it counts."""

    kind: ClockKind
    started_on: date
    due_on: date
    desk: Desk
    note: str

    @property
    def label(self) -> str:
        return LABELS[self.kind]

    @property
    def is_soft(self) -> bool:
        return self.kind in SOFT

    def days_left(self, today: date) -> int:
        """Return calendar days until the last good day; negative once it is broken."""
        return (self.due_on - today).days


def running_clocks(
    facts: ClockFacts, *, today: date, rules_on: RulesOn, calendar: WorkCalendar, settings: ClockRules
) -> list[Clock]:
    """Return the limits running for a candidate, the nearest first.

    ``rules_on`` gives the rule set in force on a day.
    """
    found: list[Clock] = []
    if facts.certificate_on is not None and facts.stage in CERTIFICATE_COUNTS:
        months = rules_on(today).thresholds.certificate_months
        due = add_months(facts.certificate_on, months)
        found.append(
            Clock(
                ClockKind.CERTIFICATE,
                facts.certificate_on,
                due,
                Desk.CELL,
                f"{months} tháng kể từ ngày cấp; sau đó phải học lại",
            )
        )
    start = facts.clock_from
    if start is None:
        return found
    rules = rules_on(start)
    if facts.stage is Stage.DOSSIER_IN_PROGRESS:
        found.append(_dossier(facts, start, rules))
    elif facts.stage in AWAITING_DECISION:
        found += _awaiting_decision(facts, start, rules, calendar, settings)
    elif facts.stage is Stage.DECIDED and not facts.late_ceremony_allowed:
        found.append(_ceremony(facts, start, rules, calendar))
    elif facts.stage in ON_PROBATION:
        found.append(_probation(start, today, rules_on, calendar))
    elif facts.stage in AWAITING_RECOGNITION:
        found.append(_recognition_decision(facts, start, rules, calendar))
    return sorted(found, key=lambda clock: (clock.due_on, clock.kind))


def _dossier(facts: ClockFacts, start: date, rules: RuleSet) -> Clock:
    begun = max(start, facts.dossier_renewed_on or start)
    months = rules.thresholds.dossier_months
    note = f"{months} tháng từ ngày lập hồ sơ mà chi bộ chưa xét thì phải làm lại một số giấy tờ"
    return Clock(ClockKind.DOSSIER, begun, add_months(begun, months), Desk.CELL, note)


def _awaiting_decision(
    facts: ClockFacts, start: date, rules: RuleSet, calendar: WorkCalendar, settings: ClockRules
) -> list[Clock]:
    limits = rules.thresholds
    is_extended = facts.extended_on is not None and facts.extended_on >= start
    days = limits.decision_days + (limits.decision_extension_days if is_extended else 0)
    note = f"{days} ngày làm việc từ nghị quyết chi bộ" + (", đã gia hạn" if is_extended else "")
    desk = Desk.AUTHORITY if facts.stage in AT_THE_AUTHORITY else Desk.COMMITTEE
    found = [Clock(ClockKind.DECISION, start, calendar.add(start, days), desk, note)]
    local = {
        ClockKind.CELL_SENDS: (facts.stage is Stage.CELL_RESOLVED, settings.cell_sends_days, Desk.CELL),
        ClockKind.COMMITTEE_SENDS: (
            facts.stage in {Stage.CELL_RESOLVED, Stage.SECTION_APPRAISED, Stage.COMMITTEE_RESOLVED},
            settings.committee_sends_days,
            Desk.COMMITTEE,
        ),
    }
    for kind, (is_running, length, who) in local.items():
        if is_running and length:
            words = f"{length} ngày làm việc từ nghị quyết chi bộ, hạn nội bộ"
            found.append(Clock(kind, start, calendar.add(start, length), who, words))
    return found


def _ceremony(facts: ClockFacts, decided_on: date, rules: RuleSet, calendar: WorkCalendar) -> Clock:
    days = rules.thresholds.ceremony_days
    start, note = decided_on, f"{days} ngày làm việc từ ngày ban hành quyết định"
    if rules.ceremony_counted_from == "receipt":
        start = facts.received_on or decided_on
        note = f"{days} ngày làm việc từ ngày nhận quyết định"
        if facts.received_on is None:
            note = f"{days} ngày làm việc; chưa ghi ngày nhận nên tạm tính từ ngày quyết định"
    return Clock(ClockKind.CEREMONY, start, calendar.add(start, days), Desk.CELL, note)


def _probation(ceremony_on: date, today: date, rules_on: RulesOn, calendar: WorkCalendar) -> Clock:
    months = rules_on(ceremony_on).thresholds.probation_months
    end = add_months(ceremony_on, months)
    if today < end:
        note = f"{months} tháng từ ngày kết nạp; từ ngày này viết tự kiểm điểm, làm thủ tục công nhận"
        return Clock(ClockKind.PROBATION, ceremony_on, end, Desk.CELL, note)
    days = rules_on(end).thresholds.recognition_cell_days
    note = f"{days} ngày làm việc từ ngày hết dự bị {end:%d/%m/%Y}; công nhận vẫn tính từ ngày đó"
    return Clock(ClockKind.RECOGNITION_MEETING, end, calendar.add(end, days), Desk.CELL, note)


def _recognition_decision(facts: ClockFacts, start: date, rules: RuleSet, calendar: WorkCalendar) -> Clock:
    limits = rules.thresholds
    is_extended = facts.extended_on is not None and facts.extended_on >= start
    days = limits.recognition_decision_days + (limits.recognition_extension_days if is_extended else 0)
    note = f"{days} ngày làm việc từ nghị quyết chi bộ" + (", đã gia hạn" if is_extended else "")
    desk = Desk.AUTHORITY if facts.stage in AT_THE_AUTHORITY else Desk.COMMITTEE
    return Clock(ClockKind.RECOGNITION_DECISION, start, calendar.add(start, days), desk, note)


def warning_band(days_left: int, warning_days: Sequence[int]) -> int | None:
    """Return the announced day a limit has come to: 0 when broken, 30 with 16 to 30 days left.

    None while it is farther away than the first warning.
    """
    if days_left < 0:
        return 0
    return min((days for days in warning_days if days_left <= days), default=None)


def latest_announced_start(today: date, months: int, first_warning: int) -> date:
    """Return the last day on which a limit of so many months, announced today, can have begun.

    Up to three days more, since a shorter month pulls the end of a limit forward.
    """
    return add_months(today + timedelta(days=first_warning + 3), -months)
