"""A case of rectification: trigger, letter, plan, follow-up, end; each side writes its own rows."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from portal.kernel import clock
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.oversight.letters.operations.send_letter import send_letter
from portal.oversight.letters.queries import get_letter
from portal.oversight.warnings.operations.refresh_warnings import refresh_warnings
from portal.oversight.warnings.queries.register import list_running
from portal.oversight.warnings.thresholds import Finding, WarningKind
from portal.plans.operations.announce_check_up import announce_check_up
from portal.plans.operations.record_findings import record_findings
from portal.plans.planning import CheckUpKind
from portal.rectification import queries
from portal.rectification.operations.close_case import close_case
from portal.rectification.operations.hand_in_plan import hand_in_plan
from portal.rectification.operations.open_case import open_case
from portal.rectification.operations.tell_house import tell_house
from portal.rectification.operations.write_entry import write_entry
from portal.rectification.states import CaseState, EntryKind, Result, Trigger, due_of, letter_body


@pytest.fixture
def opened(acting, cast):
    with acting(cast.giang):
        return start(cast.house_a)


@pytest.fixture
def told(acting, cast, opened):
    with acting(cast.giang):
        send_letter(letter_id=queries.get_case(opened).case.letter_id, number="1912", signed_on=clock.today())
        tell_house(case_id=opened)
    return opened


@pytest.fixture
def planned(acting, cast, told):
    with acting(cast.an):
        plan(told)
    return told


def start(house, **values):
    asked = {
        "cause": "Thiếu nhận xét ba tháng.",
        "demand": "Bổ sung nhận xét.\nPhân công lại người giúp đỡ.",
        "plan_due": clock.today() + timedelta(days=15),
    }
    return open_case(house_id=house, **asked | values)


def plan(case_id, **values):
    asked = {
        "text": "Bổ sung trong hai tuần.",
        "owner": "Phó bí thư",
        "mended_by": clock.today() + timedelta(days=30),
    }
    hand_in_plan(case_id=case_id, **asked | values)


def test_from_the_letter_to_the_end(acting, cast, opened):
    with acting(cast.giang):
        row = queries.get_case(opened)
        assert row.state is CaseState.LETTER
        letter = get_letter(row.case.letter_id)
        assert "Bổ sung nhận xét." in letter.body.splitlines()
        assert letter.addressees == [str(cast.house_a)]
        with pytest.raises(RuleRefused, match="Công văn chưa gửi"):
            tell_house(case_id=opened)
        send_letter(letter_id=letter.id, number="1912", signed_on=clock.today())
        tell_house(case_id=opened)
    with acting(cast.an):
        assert queries.get_case(opened).state is CaseState.PLAN
        plan(opened)
        write_entry(case_id=opened, text="Đã bổ sung đủ.")
    with acting(cast.giang):
        assert queries.get_case(opened).state is CaseState.MENDING
        write_entry(case_id=opened, text="Đã kiểm tra lại.")
        close_case(case_id=opened, result=Result.MENDED, closing_words="Đạt yêu cầu.")
        with pytest.raises(RuleRefused):
            write_entry(case_id=opened, text="Thêm.")
        with pytest.raises(RuleRefused):
            close_case(case_id=opened, result=Result.MENDED, closing_words="Lần nữa.")
    with acting(cast.an):
        row = queries.get_case(opened)
        assert [entry.kind for entry in row.entries] == [
            EntryKind.PLAN,
            EntryKind.REPORT,
            EntryKind.FOLLOW_UP,
        ]
        assert row.case.closing_words == "Đạt yêu cầu."
        with pytest.raises(RuleRefused):
            plan(opened)


def test_the_house_is_shown_nothing_before_it_is_told(acting, client_as, cast, opened):
    with acting(cast.an, reading=True):
        assert queries.list_cases() == []
    assert client_as(cast.an).get(f"/rectification/{opened}").status_code == 404
    with acting(cast.an), pytest.raises(NotFound):
        plan(opened)


def test_another_house_and_a_reader_of_khoi_cannot_write(acting, client_as, cast, told):
    with acting(cast.chi, reading=True):
        assert queries.list_cases() == []
    with acting(cast.chi), pytest.raises(NotFound):
        plan(told)
    assert client_as(cast.an).post(f"/rectification/{told}/closing").status_code == 403
    assert client_as(cast.khanh).get(f"/rectification/{told}").status_code == 200
    assert client_as(cast.khanh).post(f"/rectification/{told}/follow-up").status_code == 403
    assert client_as(cast.em).get("/rectification").status_code == 403


def test_a_house_does_not_end_its_own_case(acting, cast, planned):
    with acting(cast.an), pytest.raises(NotFound):
        close_case(case_id=planned, result=Result.MENDED, closing_words="Xong.")


def test_without_a_plan_nothing_was_mended(acting, cast, told):
    with acting(cast.giang):
        with pytest.raises(DomainError) as refused:
            close_case(case_id=told, result=Result.MENDED, closing_words="Xong.")
        assert refused.value.field == "result"
        close_case(case_id=told, result=Result.MISTAKEN, closing_words="Nhầm đơn vị.")


def test_a_later_plan_takes_the_place_of_the_first(acting, cast, planned):
    with acting(cast.an):
        plan(planned, text="Kế hoạch bổ sung.", mended_by=clock.today() + timedelta(days=60))
        row = queries.get_case(planned)
    assert row.due_on == clock.today() + timedelta(days=60)
    assert len(row.entries) == 2


def test_a_warning_opens_one_case_and_only_of_its_house(acting, client_as, cast):
    with acting(cast.giang):
        refresh_warnings(found={cast.house_a: {WarningKind.REVIEWS_MISSING: Finding(4, 3)}})
        (warning,) = list_running()
    giang = client_as(cast.giang)
    page = giang.get(f"/rectification/new?warning={warning.id}").text
    assert "Thiếu đánh giá hằng tháng đúng hạn: 4 người (mức cảnh báo từ 3)" in page
    with acting(cast.giang):
        with pytest.raises(DomainError, match="đơn vị khác"):
            start(cast.house_b, early_warning_id=warning.id)
        case_id = start(cast.house_a, early_warning_id=warning.id)
        assert queries.get_case(case_id).case.trigger is Trigger.WARNING
        with pytest.raises(DomainError, match="đang mở"):
            start(cast.house_a, early_warning_id=warning.id)
        close_case(case_id=case_id, result=Result.MISTAKEN, closing_words="Nhầm.")
        start(cast.house_a, early_warning_id=warning.id)
    assert giang.get("/rectification/new?warning=x").status_code == 404


def test_a_check_up_opens_a_case_with_its_words(acting, client_as, cast):
    with acting(cast.giang):
        check_up_id = announce_check_up(
            house_id=cast.house_a,
            kind=CheckUpKind.SUPERVISION,
            subject="Việc nhận xét",
            planned_on=clock.today(),
        )
        record_findings(check_up_id=check_up_id, held_on=clock.today(), findings="Hai chi bộ nhận xét thiếu.")
    giang = client_as(cast.giang)
    assert (
        "Việc nhận xét: Hai chi bộ nhận xét thiếu."
        in giang.get(f"/rectification/new?check_up={check_up_id}").text
    )
    with acting(cast.giang):
        assert queries.get_case(start(cast.house_a, check_up_id=check_up_id)).case.trigger is Trigger.CHECK_UP


@pytest.mark.parametrize(
    ("change", "field"),
    [({"cause": " "}, "cause"), ({"demand": ""}, "demand"), ({"plan_due": date(2020, 1, 1)}, "plan_due")],
)
def test_what_is_wrong_names_its_field(acting, cast, change, field):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        start(cast.house_a, **change)
    assert refused.value.field == field


def test_a_union_is_not_rectified(acting, cast):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        start(cast.union)
    assert refused.value.field == "house_id"


@pytest.mark.parametrize(
    ("change", "field"),
    [({"text": " "}, "text"), ({"owner": ""}, "owner"), ({"mended_by": date(2020, 1, 1)}, "mended_by")],
)
def test_a_plan_needs_work_owner_and_day(acting, cast, told, change, field):
    with acting(cast.an), pytest.raises(DomainError) as refused:
        plan(told, **change)
    assert refused.value.field == field


def test_a_refused_plan_keeps_what_was_typed(client_as, cast, told):
    answer = client_as(cast.an).post(
        f"/rectification/{told}/plan",
        data={"text": "Bổ sung nhận xét từng tháng.", "owner": "Phó bí thư", "mended_by": "31/02/2027"},
    )
    assert answer.status_code == 422
    assert "Bổ sung nhận xét từng tháng." in answer.text
    assert "31/02/2027" in answer.text


def test_the_same_words_are_written_once(acting, cast, planned):
    with acting(cast.an):
        write_entry(case_id=planned, text="Đã xong.")
        with pytest.raises(DomainError, match="đã ghi rồi"):
            write_entry(case_id=planned, text="Đã xong. ")


def test_the_inbox_of_each_side_holds_the_step_that_is_its_own(client_as, acting, cast, told):
    assert "Chấn chỉnh: chờ kế hoạch khắc phục" in client_as(cast.an).get("/inbox").text
    assert "Chấn chỉnh" not in client_as(cast.giang).get("/inbox").text


def test_days_by_state():
    plan_due, mended_by = date(2026, 12, 1), date(2027, 1, 1)
    wanted = {state: due_of(state, plan_due=plan_due, mended_by=mended_by) for state in CaseState}
    assert wanted == {
        CaseState.LETTER: None,
        CaseState.PLAN: plan_due,
        CaseState.MENDING: mended_by,
        CaseState.CLOSED: None,
    }


def test_the_letter_says_cause_demand_and_day():
    body = letter_body(
        house="Đảng bộ A", cause="Một.\n\nHai.", demand="Ba.", board="Ban XDTCCSĐ", plan_due=date(2026, 12, 1)
    )
    assert body.splitlines()[1:3] == ["Một.", "Hai."]
    assert "Ban XDTCCSĐ trước ngày 01/12/2026" in body


@pytest.mark.parametrize("number", [1, 3])
def test_the_register_costs_the_same_for_every_number(acting, client_as, cast, statements, number):
    with acting(cast.giang):
        for _ in range(number):
            start(cast.house_a)
    client = client_as(cast.giang)
    client.get("/rectification")
    with statements() as sent:
        assert client.get("/rectification").status_code == 200
    assert len(sent) == 4
