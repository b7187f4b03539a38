"""Sample plans of two houses, one accepted and one waiting, and two check-ups. All invented."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from portal.kernel import clock
from portal.kernel.database import session_as
from portal.organizations import queries as organizations
from portal.plans.operations.announce_check_up import announce_check_up
from portal.plans.operations.answer_plan import answer_plan
from portal.plans.operations.mark_task import mark_task
from portal.plans.operations.open_plan import open_plan
from portal.plans.operations.record_findings import record_findings
from portal.plans.operations.save_task import save_task
from portal.plans.operations.submit_plan import submit_plan
from portal.plans.planning import CheckUpKind, Measure, Verdict
from portal.plans.queries import plans as queries

OWNERS = (
    "Ban Tổ chức",
    "Các chi bộ",
    "Phó bí thư thường trực",
    "Bí thư",
    "Văn phòng",
    "Ủy ban kiểm tra",
    "Bí thư",
)
NUMBERS = {Measure.ADMITTED: 6, Measure.LISTED: 12, Measure.CERTIFIED: 10, Measure.HELPED: 100}
CHECKED = {
    "K53": (
        "Việc nhận xét hằng tháng đối với quần chúng trong danh sách",
        "Bổ sung nhận xét hai tháng còn thiếu.",
    ),
    "K18": ("Thực hiện kế hoạch tạo nguồn 6 tháng đầu năm", "Lập danh sách nguồn của hai chi bộ chưa có."),
}


def load() -> None:
    """Make the samples unless there are some already."""
    year = clock.today().year
    with session_as(organizations.find_operator("K53")):
        if queries.list_plans():
            return
    for code in ("K53", "K18"):
        with session_as(organizations.find_operator(code)):
            plan_id = _plan(year)
        if code == "K53":
            with session_as(organizations.root_operator()):
                answer_plan(
                    plan_id=plan_id,
                    submission=1,
                    verdict=Verdict.ACCEPTED,
                    remarks="Đồng ý. Chú ý nguồn là bác sĩ trẻ và điều dưỡng.",
                )
    for code, (subject, remedy) in CHECKED.items():
        _check(code, subject, remedy)


def _plan(year: int) -> UUID:
    plan_id = open_plan(term_code="", year=year)
    for task, owner in zip(queries.list_tasks(queries.get_plan(plan_id)), OWNERS, strict=True):
        save_task(
            plan_task_id=task.id,
            title=task.title,
            measure=task.measure,
            target=NUMBERS.get(task.measure),
            owner=owner,
            due_on=task.due_on,
        )
        if "6 tháng" in task.title:
            mark_task(
                plan_task_id=task.id, done_on=min(task.due_on, clock.today()), done_note="Đã báo cáo Khối."
            )
    submit_plan(plan_id=plan_id)
    return plan_id


def _check(code: str, subject: str, remedy: str) -> None:
    today = clock.today()
    with session_as(organizations.root_operator()):
        house = organizations.find_organization_id(code)
        assert house is not None  # noqa: S101 -- the sample list holds this house
        check_up_id = announce_check_up(
            house_id=house,
            kind=CheckUpKind.SUPERVISION,
            subject=subject,
            planned_on=today - timedelta(days=20),
        )
        record_findings(
            check_up_id=check_up_id,
            held_on=today - timedelta(days=18),
            findings="Có kế hoạch, phân công rõ; một số chi bộ thực hiện chưa đều.",
            remedy=remedy,
            remedy_due=today + timedelta(days=14),
        )
