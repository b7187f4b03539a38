"""What must be done when somebody on the way moves, by how far he or she is (06-HD/TW §3.9–3.10). Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from portal.candidates.stages import PROBATIONARY, Stage
from portal.eligibility.working_days import WorkCalendar

FORWARD_DAYS = 15
"""Working days in which a committee that had not decided yet passes the dossier on."""
DECIDE_DAYS = 30
"""Working days in which the new committee decides, or says why not."""
LATE_DECISION_DAYS = 30
"""Working days after the move until which the old committee's decision still holds."""


class Case(StrEnum):
    """How far the person is on the day of the move; WITHIN means that Khối decides on both sides."""

    HELPED = "helped"
    RESOLVED = "resolved"
    SENT = "sent"
    SENT_WITHIN = "sent_within"
    DECIDED = "decided"
    DECIDED_WITHIN = "decided_within"
    DECIDED_LATE = "decided_late"
    PROBATION = "probation"


@dataclass(frozen=True, slots=True)
class Duty:
    """What both sides do, in words; ``days`` working days from the move, 0 where no limit is set."""

    label: str
    old_side: str
    new_side: str
    days: int = 0


DUTIES: dict[Case, Duty] = {
    Case.HELPED: Duty(
        "Đang được giúp đỡ, chưa có nghị quyết",
        "Cấp giấy chứng nhận đang được tổ chức đảng giúp đỡ, xem xét.",
        "Phân công đảng viên chính thức giúp đỡ; không cần đủ 12 tháng cùng công tác.",
    ),
    Case.RESOLVED: Duty(
        "Đã có nghị quyết, hồ sơ chưa gửi",
        "Gửi công văn và hồ sơ đến cấp ủy có thẩm quyền nơi đến.",
        "Cấp ủy nơi đến xem xét hồ sơ đã có nghị quyết.",
    ),
    Case.SENT: Duty(
        "Hồ sơ đã gửi, chưa có quyết định",
        f"Cấp ủy có thẩm quyền nơi đi chuyển hồ sơ trong {FORWARD_DAYS} ngày làm việc.",
        f"Cấp ủy có thẩm quyền nơi đến quyết định trong {DECIDE_DAYS} ngày làm việc, hoặc báo lý do.",
        FORWARD_DAYS,
    ),
    Case.SENT_WITHIN: Duty(
        "Hồ sơ đã gửi cấp trên, chưa có quyết định",
        "Báo cấp trên nơi đến của đồng chí này; hồ sơ vẫn ở cấp trên.",
        f"Cấp trên quyết định trong {DECIDE_DAYS} ngày làm việc; đơn vị mới tổ chức lễ kết nạp.",
        DECIDE_DAYS,
    ),
    Case.DECIDED: Duty(
        "Đã có quyết định, chưa làm lễ kết nạp",
        "Gửi quyết định và hồ sơ đến nơi mới.",
        "Lễ kết nạp chỉ tổ chức ở nơi mới.",
    ),
    Case.DECIDED_WITHIN: Duty(
        "Đã có quyết định của cấp trên, chưa làm lễ kết nạp",
        "Chuyển quyết định kết nạp về đơn vị mới.",
        "Tổ chức lễ kết nạp theo quyết định đã có.",
    ),
    Case.DECIDED_LATE: Duty(
        f"Quyết định ký quá {LATE_DECISION_DAYS} ngày làm việc kể từ khi chuyển đi",
        "Cấp ủy đã ký hủy quyết định, chuyển hồ sơ đến cấp ủy có thẩm quyền nơi đến.",
        "Cấp ủy nơi đến xem xét, quyết định lại.",
    ),
    Case.PROBATION: Duty(
        "Đảng viên dự bị",
        "Nhận xét vào bản tự kiểm điểm, gửi nhận xét của đảng viên giúp đỡ.",
        "Phân công đảng viên giúp đỡ trong thời gian dự bị còn lại.",
    ),
}


def case_of(
    stage: Stage, *, moved_on: date, decided_on: date | None, is_within: bool, calendar: WorkCalendar
) -> Case:
    """Return the case of a person who moved on a day from a stage.

    ``is_within``: the same committee decides on both sides. A decision of another committee that was
    signed more than thirty working days after the move does not hold.
    """
    if stage in PROBATIONARY:
        return Case.PROBATION
    if stage is Stage.DECIDED:
        if is_within:
            return Case.DECIDED_WITHIN
        is_late = decided_on is not None and decided_on > calendar.add(moved_on, LATE_DECISION_DAYS)
        return Case.DECIDED_LATE if is_late else Case.DECIDED
    if stage in {Stage.SUBMITTED, Stage.APPRAISED}:
        return Case.SENT_WITHIN if is_within else Case.SENT
    if stage in {
        Stage.CELL_RESOLVED,
        Stage.SECTION_APPRAISED,
        Stage.COMMITTEE_RESOLVED,
        Stage.RETURNED_FOR_SUPPLEMENT,
    }:
        return Case.RESOLVED
    return Case.HELPED


def due_date(case: Case, moved_on: date, calendar: WorkCalendar) -> date | None:
    """Return the last good day of what the case asks of the deciding side; None without a limit."""
    days = DUTIES[case].days
    return calendar.add(moved_on, days) if days else None


def arrival_stage(stage: Stage, case: Case) -> Stage:
    """Return the stage at which the new house takes a person in.

    A decision that does not hold leaves a dossier with its resolutions; so does one that lies at
    another committee, which passes it on.
    """
    if case in {Case.DECIDED_LATE, Case.SENT}:
        return Stage.COMMITTEE_RESOLVED
    return stage
