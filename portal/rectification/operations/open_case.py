"""A case of rectification with the draft of its letter."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, get_row, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.organizations.queries import get_organization, get_setting
from portal.oversight.letters.models import LetterKind
from portal.oversight.letters.operations.draft_letter import draft_letter
from portal.oversight.letters.operations.edit_letter import edit_letter
from portal.oversight.warnings.models import EarlyWarning
from portal.plans.models import CheckUp
from portal.rectification.models import RectificationCase
from portal.rectification.queries import find_open_case
from portal.rectification.states import SUBJECT, Trigger, letter_body
from portal.targets.queries import GRASSROOTS


@operation
def open_case(
    *,
    house_id: UUID,
    cause: str,
    demand: str,
    plan_due: date,
    early_warning_id: UUID | None = None,
    check_up_id: UUID | None = None,
) -> UUID:
    """Open a case and draft its letter; return the id. The house is not told before the letter is sent."""
    house = get_organization(house_id)
    if house.kind not in GRASSROOTS:
        raise DomainError("Chọn một tổ chức cơ sở đảng.", field="house_id")
    for field, text in (("cause", cause), ("demand", demand)):
        if not text.strip():
            raise DomainError("Ghi nội dung.", field=field)
    if plan_due <= clock.today():
        raise DomainError("Hạn gửi kế hoạch phải sau hôm nay.", field="plan_due")
    trigger = _check_trigger(house_id, early_warning_id, check_up_id)
    lock_name("rectification_cases")
    if find_open_case(early_warning_id=early_warning_id, check_up_id=check_up_id) is not None:
        raise DomainError("Đã có hồ sơ chấn chỉnh đang mở cho việc này.")
    case = RectificationCase(
        house_id=house_id,
        trigger=trigger,
        early_warning_id=early_warning_id,
        check_up_id=check_up_id,
        letter_id=_draft(house_id, house.name, cause, demand, plan_due),
        cause=cause.strip(),
        demand=demand.strip(),
        plan_due=plan_due,
        opened_by=signature(),
        opened_on=clock.today(),
    )
    db.session.add(case)
    audit.record("rectification.opened", case, house=house.code, trigger=trigger, plan_due=plan_due)
    return case.id


def _check_trigger(house_id: UUID, early_warning_id: UUID | None, check_up_id: UUID | None) -> Trigger:
    if early_warning_id is not None:
        trigger, about = Trigger.WARNING, get_row(EarlyWarning, early_warning_id).to_tenant_id
    elif check_up_id is not None:
        trigger, about = Trigger.CHECK_UP, get_row(CheckUp, check_up_id).to_tenant_id
    else:
        return Trigger.OTHER
    if about != house_id:
        raise DomainError("Căn cứ này là của đơn vị khác.", field="house_id")
    return trigger


def _draft(house_id: UUID, name: str, cause: str, demand: str, plan_due: date) -> UUID:
    letter_id = draft_letter(
        kind=LetterKind.NOTICE,
        figures={},
        as_of=clock.today(),
        reply_due=plan_due,
        addressees=[house_id],
    )
    board = get_setting().board_label
    edit_letter(
        letter_id=letter_id,
        subject=SUBJECT,
        body=letter_body(house=name, cause=cause, demand=demand, board=board, plan_due=plan_due),
        addressees=[house_id],
        reply_due=plan_due,
        version=1,
    )
    return letter_id
