"""Rectification: the register, one case, and each step of it."""

from __future__ import annotations

from datetime import timedelta
from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for

from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.wording import bloc
from portal.organizations.queries import list_organizations
from portal.oversight.warnings.queries.register import get_warning
from portal.plans.queries.check_ups import get_check_up
from portal.rectification import queries, states
from portal.rectification.forms import CloseCaseForm, EntryForm, OpenCaseForm, PlanForm
from portal.rectification.operations.close_case import close_case
from portal.rectification.operations.hand_in_plan import hand_in_plan
from portal.rectification.operations.open_case import open_case
from portal.rectification.operations.tell_house import tell_house
from portal.rectification.operations.write_entry import write_entry
from portal.targets.queries import GRASSROOTS
from portal.web.filters import show_number

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask.typing import ResponseReturnValue

    from portal.web.form_base import PortalForm

bp = Blueprint("rectification", __name__)
PLAN_DAYS = 15


@bp.app_context_processor
def words() -> dict[str, object]:
    return {"case_words": states}


@bp.get("/rectification")
@requires(Permission.RECTIFICATION_READ)
def list_cases() -> ResponseReturnValue:
    return render_template("rectification/list_cases.html", rows=queries.list_cases())


@bp.route("/rectification/new", methods=["GET", "POST"])
@requires(Permission.RECTIFICATION_HANDLE)
def open_new() -> ResponseReturnValue:
    early_warning_id, check_up_id = _asked("warning"), _asked("check_up")
    house_id, cause = _begin(early_warning_id, check_up_id)
    plan_due = clock.today() + timedelta(days=PLAN_DAYS)
    form = OpenCaseForm(data={"house_id": house_id, "cause": cause, "plan_due": plan_due})
    form.house_id.offer(
        [(row.id, f"{row.code} · {row.name}") for row in list_organizations(kinds=GRASSROOTS)]
    )
    if form.carry_out(open_case, early_warning_id=early_warning_id, check_up_id=check_up_id):
        flash("Đã mở hồ sơ và soạn dự thảo công văn. Đọc lại công văn, trình ký, ghi số rồi gửi.", "ok")
        return redirect(url_for(".show_case", rectification_case_id=form.outcome))
    return render_template("rectification/open_case.html", form=form), form.status


@bp.get("/rectification/<uuid:rectification_case_id>")
@requires(Permission.RECTIFICATION_READ)
def show_case(rectification_case_id: UUID) -> ResponseReturnValue:
    row = queries.get_case(rectification_case_id)
    is_of_khoi = row.case.tenant_id == current_actor().tenant_id
    is_open = row.case.closed_on is None
    return render_template(
        "rectification/show_case.html",
        row=row,
        is_of_khoi=is_of_khoi,
        may_handle=is_of_khoi
        and is_open
        and has_permission(current_actor(), Permission.RECTIFICATION_HANDLE),
        may_answer=not is_of_khoi and is_open,
    )


@bp.post("/rectification/<uuid:rectification_case_id>/telling")
@requires(Permission.RECTIFICATION_HANDLE)
def tell(rectification_case_id: UUID) -> ResponseReturnValue:
    try:
        tell_house(case_id=rectification_case_id)
    except DomainError as error:
        if error.status == NotFound.status:
            raise
        flash(error.message, "red")
    else:
        flash("Đã chuyển hồ sơ; đơn vị thấy yêu cầu và hạn gửi kế hoạch.", "ok")
    return redirect(url_for(".show_case", rectification_case_id=rectification_case_id))


@bp.route("/rectification/<uuid:rectification_case_id>/plan", methods=["GET", "POST"])
@requires(Permission.RECTIFICATION_ANSWER)
def plan(rectification_case_id: UUID) -> ResponseReturnValue:
    return _ask(
        PlanForm(),
        hand_in_plan,
        rectification_case_id,
        "Gửi kế hoạch khắc phục",
        f"Đã gửi kế hoạch đến {bloc()}.",
    )


@bp.route("/rectification/<uuid:rectification_case_id>/report", methods=["GET", "POST"])
@requires(Permission.RECTIFICATION_ANSWER)
def report(rectification_case_id: UUID) -> ResponseReturnValue:
    return _ask(
        EntryForm(),
        write_entry,
        rectification_case_id,
        "Báo cáo kết quả khắc phục",
        f"Đã gửi báo cáo đến {bloc()}.",
    )


@bp.route("/rectification/<uuid:rectification_case_id>/follow-up", methods=["GET", "POST"])
@requires(Permission.RECTIFICATION_HANDLE)
def follow_up(rectification_case_id: UUID) -> ResponseReturnValue:
    return _ask(
        EntryForm(), write_entry, rectification_case_id, "Ghi kết quả theo dõi", "Đã ghi; đơn vị đọc được."
    )


@bp.route("/rectification/<uuid:rectification_case_id>/closing", methods=["GET", "POST"])
@requires(Permission.RECTIFICATION_HANDLE)
def close(rectification_case_id: UUID) -> ResponseReturnValue:
    return _ask(
        CloseCaseForm(), close_case, rectification_case_id, "Kết thúc hồ sơ", "Đã kết thúc hồ sơ chấn chỉnh."
    )


def _ask(
    form: PortalForm, operation: Callable[..., None], rectification_case_id: UUID, title: str, said: str
) -> ResponseReturnValue:
    row = queries.get_case(rectification_case_id)
    if form.carry_out(operation, case_id=rectification_case_id):
        flash(said, "ok")
        return redirect(url_for(".show_case", rectification_case_id=rectification_case_id))
    return render_template("rectification/edit_case.html", form=form, row=row, title=title), form.status


def _asked(name: str) -> UUID | None:
    """Return an id of the address; NotFound for what is none."""
    text = request.args.get(name)
    if not text:
        return None
    try:
        return UUID(text)
    except ValueError:
        raise NotFound from None


def _begin(early_warning_id: UUID | None, check_up_id: UUID | None) -> tuple[UUID | None, str]:
    """Return the house and the first words of the cause, from what triggers the case."""
    if early_warning_id is not None:
        found = get_warning(early_warning_id)
        warning, rule = found.warning, found.rule
        return warning.to_tenant_id, (
            f"{rule.label}: {show_number(warning.value)} {rule.unit} (mức cảnh báo từ {warning.threshold}), "
            f"số liệu ngày {warning.seen_on:%d/%m/%Y}."
        )
    if check_up_id is not None:
        check_up = get_check_up(check_up_id).check_up
        mend = f" Việc cần khắc phục: {check_up.remedy}" if check_up.remedy else ""
        return check_up.to_tenant_id, f"{check_up.subject}: {check_up.findings}{mend}"
    return None, ""
