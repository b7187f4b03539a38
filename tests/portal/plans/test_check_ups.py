"""A check-up: announced, found, mended, closed; each side writes its own rows."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.kernel import clock
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.plans.operations.announce_check_up import announce_check_up
from portal.plans.operations.close_check_up import close_check_up
from portal.plans.operations.record_findings import record_findings
from portal.plans.operations.report_remedy import report_remedy
from portal.plans.planning import CheckUpKind, CheckUpState
from portal.plans.queries.check_ups import get_check_up, list_check_ups


@pytest.fixture
def announced(acting, cast):
    with acting(cast.giang):
        return announce_check_up(
            house_id=cast.house_a,
            kind=CheckUpKind.SUPERVISION,
            subject="Việc nhận xét hằng tháng",
            planned_on=clock.today(),
        )


def find(check_up_id, *, remedy="Bổ sung nhận xét."):
    record_findings(
        check_up_id=check_up_id,
        held_on=clock.today(),
        findings="Hai chi bộ nhận xét thiếu.",
        remedy=remedy,
        remedy_due=clock.today() + timedelta(days=14) if remedy else None,
    )


def test_from_the_notice_to_the_end(acting, cast, announced):
    with acting(cast.an, reading=True):
        assert get_check_up(announced).state is CheckUpState.PLANNED
    with acting(cast.giang):
        with pytest.raises(RuleRefused):
            close_check_up(check_up_id=announced, closing_words="Xong.")
        find(announced)
    with acting(cast.an):
        assert get_check_up(announced).state is CheckUpState.TO_MEND
        report_remedy(check_up_id=announced, words="Đã bổ sung đủ.")
    with acting(cast.giang):
        assert get_check_up(announced).state is CheckUpState.REPORTED
        close_check_up(check_up_id=announced, closing_words="Đã khắc phục.")
        with pytest.raises(RuleRefused):
            find(announced)
    with acting(cast.an), pytest.raises(RuleRefused):
        report_remedy(check_up_id=announced, words="Thêm.")


def test_another_house_and_the_house_itself_cannot_write_findings(acting, client_as, cast, announced):
    with acting(cast.chi, reading=True):
        assert list_check_ups() == []
    with acting(cast.chi), pytest.raises(NotFound):
        report_remedy(check_up_id=announced, words="Không phải của tôi.")
    assert client_as(cast.an).post(f"/check-ups/{announced}/findings").status_code == 403
    with acting(cast.an), pytest.raises(NotFound):
        find(announced)


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"held_on": 1}, "held_on"),
        ({"findings": "  "}, "findings"),
        ({"remedy": "Bổ sung.", "remedy_due": None}, "remedy_due"),
        ({"remedy": "", "remedy_due": 5}, "remedy"),
        ({"remedy": "Bổ sung.", "remedy_due": -5}, "remedy_due"),
    ],
)
def test_what_is_wrong_names_its_field(acting, cast, announced, change, field):
    def day(value):
        return clock.today() + timedelta(days=value) if isinstance(value, int) else value

    asked = {"held_on": 0, "findings": "Thiếu.", "remedy": "", "remedy_due": None} | change
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        record_findings(
            check_up_id=announced, **asked | {name: day(asked[name]) for name in ("held_on", "remedy_due")}
        )
    assert refused.value.field == field


def test_findings_come_back_in_the_form_that_refused_them(client_as, cast, announced):
    answer = client_as(cast.giang).post(
        f"/check-ups/{announced}/findings",
        data={"held_on": "31/02/2026", "findings": "Hai chi bộ nhận xét thiếu.", "remedy": ""},
    )
    assert answer.status_code == 422
    assert "Hai chi bộ nhận xét thiếu." in answer.text
    assert "31/02/2026" in answer.text


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_every_number(acting, client_as, cast, statements, announced, number):
    with acting(cast.giang):
        for n in range(number - 1):
            announce_check_up(
                house_id=cast.house_b,
                kind=CheckUpKind.INSPECTION,
                subject=f"Nội dung {n}",
                planned_on=clock.today(),
            )
    client = client_as(cast.giang)
    client.get("/check-ups")
    with statements() as sent:
        assert client.get("/check-ups").status_code == 200
    assert len(sent) == 5
