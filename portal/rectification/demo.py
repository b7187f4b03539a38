"""Two sample cases: one from an early warning that waits for its letter, one that is being mended."""

from __future__ import annotations

from datetime import timedelta

from portal.kernel import clock
from portal.kernel.database import session_as
from portal.kernel.text import number_text
from portal.organizations import queries as organizations
from portal.oversight.letters.operations.send_letter import send_letter
from portal.oversight.warnings.queries.register import list_running
from portal.oversight.warnings.thresholds import RULES
from portal.rectification import queries
from portal.rectification.operations.hand_in_plan import hand_in_plan
from portal.rectification.operations.open_case import open_case
from portal.rectification.operations.tell_house import tell_house
from portal.rectification.operations.write_entry import write_entry

DEMAND = "Kiểm điểm việc theo dõi của từng chi bộ.\nBổ sung nhận xét còn thiếu, phân công lại người giúp đỡ."


def load() -> None:
    """Make the samples unless there are some already."""
    today = clock.today()
    with session_as(organizations.root_operator()):
        if queries.list_cases():
            return
        warned = next((one for one in list_running() if one.to_tenant_id), None)
        if warned is not None and warned.to_tenant_id is not None:
            open_case(
                house_id=warned.to_tenant_id,
                early_warning_id=warned.id,
                cause=f"{RULES[warned.kind].label}: {number_text(warned.value)} {RULES[warned.kind].unit}.",
                demand=DEMAND,
                plan_due=today + timedelta(days=15),
            )
        house = organizations.find_organization_id("K53")
        assert house is not None  # noqa: S101 -- the sample list holds this house
        case_id = open_case(
            house_id=house,
            cause="Nhiều tháng liền thiếu nhận xét đối với quần chúng trong danh sách.",
            demand=DEMAND,
            plan_due=today + timedelta(days=10),
        )
        send_letter(letter_id=queries.get_case(case_id).case.letter_id, number="1912", signed_on=today)
        tell_house(case_id=case_id)
    with session_as(organizations.find_operator("K53")):
        hand_in_plan(
            case_id=case_id,
            text="Rà soát toàn bộ danh sách trong hai tuần.\nBổ sung nhận xét từng tháng còn thiếu.",
            owner="Đồng chí phó bí thư thường trực",
            mended_by=today + timedelta(days=45),
        )
    with session_as(organizations.root_operator()):
        write_entry(case_id=case_id, text="Đã làm việc với Đảng ủy; hai chi bộ đã bổ sung xong nhận xét.")
