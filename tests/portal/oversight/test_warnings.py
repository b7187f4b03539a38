"""Early warnings: found in live data, handled by Khối, seen by the house concerned and no other."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.accounts.pages import list_officers
from portal.kernel import clock, jobs
from portal.kernel.errors import DomainError
from portal.oversight.warnings.operations.assign_warning import assign_warning
from portal.oversight.warnings.operations.close_warning import close_warning
from portal.oversight.warnings.operations.refresh_warnings import refresh_warnings
from portal.oversight.warnings.operations.snooze_warning import snooze_warning
from portal.oversight.warnings.queries.findings import find_today
from portal.oversight.warnings.queries.register import (
    WarningState,
    get_warning,
    list_running,
    list_warnings,
)
from portal.oversight.warnings.thresholds import Finding, WarningKind
from portal.targets.operations.import_targets import import_targets
from tests.portal.candidates.builders import a_candidate
from tests.portal.targets.sheets import sheet

NAMES = ("Lê Thị Hoa", "Lê Thị Lan", "Lê Thị Cúc", "Lê Thị Mai")
REVIEWS = WarningKind.REVIEWS_MISSING


@pytest.fixture
def targets(acting, cast):
    with acting(cast.giang):
        import_targets(content=sheet([("K01", 10, 2, 4), ("K02", 6, 2, 6)]), term_code="2020-2025")


@pytest.fixture
def found(acting, cast):
    def refresh(value: float | None):
        kinds = {} if value is None else {REVIEWS: Finding(value, 3)}
        with acting(cast.giang):
            return refresh_warnings(found={cast.an.tenant_id: kinds})

    return refresh


@pytest.fixture
def warning_id(acting, cast, found):
    found(5)
    with acting(cast.giang):
        (warning,) = list_running()
        return warning.id


def state_of(acting, cast, warning_id):
    with acting(cast.giang):
        return get_warning(warning_id).state


def test_live_data_of_every_house_is_measured(acting, cast, targets):
    with acting(cast.an):
        for name in NAMES:
            a_candidate(name)
    with acting(cast.giang, reading=True):
        today = find_today()
    mine, met = today[cast.an.tenant_id], today[cast.chi.tenant_id]
    assert mine[REVIEWS] == Finding(4, 3)
    assert mine[WarningKind.SLOW_PACE].value == 60.0
    assert mine[WarningKind.NO_ADMISSION].value > 30, "the balance counts until 31/08/2023"
    assert met == {}, "who has met the target is neither slow nor without admission"


@pytest.mark.parametrize("people", [1, 3])
def test_the_reckoning_costs_the_same_for_every_number_of_people(
    acting, cast, targets, keep_figures, statements, people
):
    with acting(cast.an):
        for name in NAMES[:people]:
            a_candidate(name)
    keep_figures()
    with acting(cast.giang, reading=True), statements() as sent:
        find_today()
    assert len(sent) == 11


def test_a_warning_begins_goes_on_ends_and_may_begin_again(acting, cast, found):
    assert found(5) == (1, 0)
    assert found(6) == (0, 0)
    with acting(cast.giang):
        (warning,) = list_running()
        assert (warning.value, warning.found_on) == (6, clock.today())
    assert found(None) == (0, 1)
    assert found(4) == (1, 0)
    with acting(cast.giang):
        assert [row.state for row in list_warnings()].count(WarningState.ENDED) == 1


def test_what_was_closed_stays_closed_until_it_gets_worse(acting, cast, found, warning_id):
    with acting(cast.giang):
        close_warning(early_warning_id=warning_id, reason="Đã làm việc với chi ủy.")
    found(5)
    assert state_of(acting, cast, warning_id) is WarningState.CLOSED
    found(6)
    assert state_of(acting, cast, warning_id) is WarningState.WAITING


def test_a_warning_is_assigned_and_rests_until_a_day(acting, cast, warning_id, monkeypatch):
    with acting(cast.giang):
        officer = list_officers()[0]
        assign_warning(early_warning_id=warning_id, membership_id=officer.id)
        assert get_warning(warning_id).officer_name == officer.display_name
        until = clock.today() + timedelta(days=10)
        snooze_warning(early_warning_id=warning_id, until=until, reason="Chờ đại hội chi bộ.")
        assert get_warning(warning_id).state is WarningState.SNOOZED
        monkeypatch.setattr(clock, "today", lambda: until + timedelta(days=1))
        assert get_warning(warning_id).state is WarningState.ASSIGNED


@pytest.mark.parametrize(
    ("days", "reason", "field"), [(0, "x", "until"), (184, "x", "until"), (5, "  ", "reason")]
)
def test_a_rest_has_a_day_in_the_next_half_year_and_a_reason(acting, cast, warning_id, days, reason, field):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        snooze_warning(early_warning_id=warning_id, until=clock.today() + timedelta(days=days), reason=reason)
    assert refused.value.field == field


def test_an_officer_of_another_house_cannot_be_given_a_warning(acting, cast, warning_id):
    with acting(cast.an):
        foreign = list_officers()[0].id
    with acting(cast.giang), pytest.raises(DomainError):
        assign_warning(early_warning_id=warning_id, membership_id=foreign)


def test_a_house_sees_its_own_warning_and_no_note_of_khoi(client_as, acting, cast, warning_id):
    with acting(cast.giang):
        snooze_warning(
            early_warning_id=warning_id, until=clock.today() + timedelta(days=9), reason="Ghi chú nội bộ"
        )
    mine, other = client_as(cast.an), client_as(cast.chi)
    page = mine.get("/warnings/own").text
    assert "Thiếu đánh giá hằng tháng đúng hạn" in page
    assert "Ghi chú nội bộ" not in page
    assert "Cảnh báo sớm của Khối" in mine.get("/").text
    assert "Đơn vị không có cảnh báo nào" in other.get("/warnings/own").text
    with acting(cast.an):
        assert list_warnings()[0].handlings == (), "the database keeps Khối's notes to itself"
    with acting(cast.chi):
        assert list_warnings() == []


def test_khoi_works_through_the_pages(client_as, cast, warning_id):
    giang = client_as(cast.giang)
    assert "1 cảnh báo sớm chưa giao ai" in giang.get("/inbox").text
    assert f"/warnings/{warning_id}" in giang.get("/warnings").text
    wrong = giang.post(f"/warnings/{warning_id}/rest", data={"until": "31/02/2027", "reason": "Chờ đại hội"})
    assert wrong.status_code == 422
    assert "Nhập ngày theo dạng" in wrong.text
    assert 'value="Chờ đại hội"' in wrong.text, "nothing typed is lost"
    done = giang.post(f"/warnings/{warning_id}/closing", data={"reason": "Đã nhắc nhở trong giao ban"})
    assert done.status_code == 302
    again = giang.post(f"/warnings/{warning_id}/closing", data={"reason": "Lần nữa"})
    assert again.status_code == 422
    assert "đã kết thúc trước đó" in again.text
    assert f"/warnings/{warning_id}" not in giang.get("/warnings").text
    assert f"/warnings/{warning_id}" in giang.get("/warnings?state=closed").text


def test_a_leader_reads_and_does_not_handle(client_as, cast, warning_id):
    khanh = client_as(cast.khanh)
    assert "Giao theo dõi" not in khanh.get(f"/warnings/{warning_id}").text
    assert khanh.post(f"/warnings/{warning_id}/closing", data={"reason": "x"}).status_code == 403
    assert client_as(cast.an).get(f"/warnings/{warning_id}").status_code == 403


def test_thresholds_are_set_on_a_page_and_bad_ones_are_said_beside_their_field(
    client_as, acting, cast, targets
):
    giang = client_as(cast.giang)
    on = {kind.value: "2" for kind in WarningKind} | {f"{kind.value}_on": "y" for kind in WarningKind}
    assert giang.post("/warnings/rules", data=on | {"slow_pace": "0"}).status_code == 422
    assert giang.post("/warnings/rules", data=on | {"slow_pace": "61"}).status_code == 302
    with acting(cast.giang, reading=True):
        assert WarningKind.SLOW_PACE not in find_today()[cast.an.tenant_id]
    giang.post("/warnings/rules", data=on | {"slow_pace": "60"})
    assert giang.post("/warnings/reckoning").status_code == 302
    assert "Chậm so với nhịp nhiệm kỳ" in giang.get("/warnings").text


def test_the_list_costs_the_same_for_one_warning_and_three(client_as, acting, cast, statements):
    giang = client_as(cast.giang)
    counts = []
    for kinds in ([REVIEWS], list(WarningKind)[:3]):
        with acting(cast.giang):
            refresh_warnings(found={cast.an.tenant_id: {kind: Finding(20, 3) for kind in kinds}})
        giang.get("/warnings")
        with statements() as sent:
            giang.get("/warnings")
        counts.append(len(sent))
    assert counts == [3, 3]


def test_the_nightly_job_reckons_and_records(app, cast, targets, owner_sql):
    jobs.run_task(app, "warnings.refresh", {})
    assert owner_sql("select count(*) from early_warning where ended_on is null")[0][0] == 2
    assert owner_sql("select count(*) from audit_entry where body like '%%warnings.refreshed%%'") == [(1,)]
