"""Where a plan stands, what its tasks are measured by and what a new plan begins with (pure).

The tasks are those letter 1849-CV/ĐUK asks of committees (1.a–1.c); owner and numbers are the house's.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence


class Measure(StrEnum):
    """By what a task is counted; all but ``done`` come from the portal's own records."""

    ADMITTED = "admitted"
    LISTED = "listed"
    CERTIFIED = "certified"
    HELPED = "helped"
    DONE = "done"


class Verdict(StrEnum):
    ACCEPTED = "accepted"
    RETURNED = "returned"


class CheckUpKind(StrEnum):
    """Kiểm tra, giám sát."""

    INSPECTION = "inspection"
    SUPERVISION = "supervision"


class Standing(StrEnum):
    """Where a plan is between the house and Khối."""

    DRAFT = "draft"
    SUBMITTED = "submitted"
    RETURNED = "returned"
    ACCEPTED = "accepted"


class TaskState(StrEnum):
    DONE = "done"
    RUNNING = "running"
    LATE = "late"


class CheckUpState(StrEnum):
    PLANNED = "planned"
    TO_MEND = "to_mend"
    REPORTED = "reported"
    CLOSED = "closed"


@dataclass(frozen=True, slots=True)
class TaskTemplate:
    """A task a new plan begins with; day and month of the year it is due."""

    title: str
    measure: Measure
    month: int
    day: int


YEAR_TEMPLATE = (
    TaskTemplate("Rà soát quần chúng, lập danh sách cảm tình Đảng", Measure.LISTED, 3, 31),
    TaskTemplate("Phân công đảng viên chính thức giúp đỡ từng người trong danh sách", Measure.HELPED, 3, 31),
    TaskTemplate("Cử quần chúng học lớp bồi dưỡng nhận thức về Đảng", Measure.CERTIFIED, 9, 30),
    TaskTemplate("Kết nạp đảng viên mới theo chỉ tiêu được giao", Measure.ADMITTED, 12, 15),
    TaskTemplate("Sơ kết 6 tháng, báo cáo khó khăn và kiến nghị với cấp trên", Measure.DONE, 6, 30),
    TaskTemplate("Tự kiểm tra việc nhận xét hằng tháng, hằng quý của chi bộ", Measure.DONE, 10, 31),
    TaskTemplate("Tổng kết công tác tạo nguồn, kết nạp đảng viên trong năm", Measure.DONE, 12, 31),
)
TERM_TEMPLATE = (
    TaskTemplate("Kết nạp đảng viên mới theo chỉ tiêu nhiệm kỳ", Measure.ADMITTED, 12, 31),
    TaskTemplate("Tạo nguồn: quần chúng đưa vào danh sách trong nhiệm kỳ", Measure.LISTED, 12, 31),
    TaskTemplate("Quần chúng được cấp giấy chứng nhận học lớp bồi dưỡng", Measure.CERTIFIED, 12, 31),
    TaskTemplate("Xây dựng kế hoạch và kiểm điểm việc thực hiện từng năm", Measure.DONE, 12, 31),
)


def template_of(year: int) -> tuple[TaskTemplate, ...]:
    """Return the tasks a plan begins with; year 0 is the whole term."""
    return YEAR_TEMPLATE if year else TERM_TEMPLATE


def due_day(template: TaskTemplate, year: int, ends_on: date) -> date:
    """Return the day a task of the template is due, never after the end of the plan."""
    return min(date(year, template.month, template.day), ends_on) if year else ends_on


def standing_of(submission: int, answered: int, verdict: Verdict | None) -> Standing:
    """Return where a plan stands; ``answered`` is the submission of the newest answer, 0 without one."""
    if submission == 0:
        return Standing.DRAFT
    if verdict is None or answered < submission:
        return Standing.SUBMITTED
    return Standing.ACCEPTED if verdict is Verdict.ACCEPTED else Standing.RETURNED


def may_change(standing: Standing) -> bool:
    """Tell whether the house may still change the plan's tasks."""
    return standing in {Standing.DRAFT, Standing.RETURNED}


def task_state(
    *, measure: Measure, target: int | None, counted: int, done_on: date | None, due_on: date, today: date
) -> TaskState:
    """Return how a task stands on a day; counted work is done when its number is reached."""
    is_done = done_on is not None if measure is Measure.DONE else target is not None and counted >= target
    if is_done:
        return TaskState.DONE
    return TaskState.LATE if due_on < today else TaskState.RUNNING


def missing_words(tasks: Sequence[tuple[str, str, Measure, int | None]]) -> list[str]:
    """Return what a plan lacks before it can be handed in; tasks are (title, owner, measure, target)."""
    if not tasks:
        return ["Kế hoạch chưa có việc nào."]
    lacking = [f"Việc “{title}” chưa ghi người phụ trách." for title, owner, _, _ in tasks if not owner]
    return lacking + [
        f"Việc “{title}” chưa ghi chỉ tiêu."
        for title, _, measure, target in tasks
        if measure is not Measure.DONE and target is None
    ]


def check_up_state(*, is_held: bool, has_remedy: bool, is_reported: bool, is_closed: bool) -> CheckUpState:
    """Return where a check-up is; without anything to mend it waits only for its closing."""
    if is_closed:
        return CheckUpState.CLOSED
    if not is_held:
        return CheckUpState.PLANNED
    return CheckUpState.REPORTED if is_reported or not has_remedy else CheckUpState.TO_MEND
