"""Logging, participants, approval and what the Party house is told."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.activities.campaigns.operations.call_campaign import call_campaign
from portal.activities.log.models import (
    Activity,
    ActivityFile,
    ActivityState,
    CheckIn,
    Participation,
    ParticipationNotice,
    ParticipationRole,
)
from portal.activities.log.operations.add_names import add_names
from portal.activities.log.operations.add_people import add_people
from portal.activities.log.operations.approve_activity import approve_activity
from portal.activities.log.operations.cancel_activity import cancel_activity
from portal.activities.log.operations.change_activity import change_activity
from portal.activities.log.operations.change_participation import change_participation
from portal.activities.log.operations.check_in import check_in, sign
from portal.activities.log.operations.clone_activities import clone_activities
from portal.activities.log.operations.keep_evidence import keep_evidence
from portal.activities.log.operations.remove_participant import remove_participant
from portal.activities.log.operations.reopen_activity import reopen_activity
from portal.activities.log.operations.report_activity import report_activity
from portal.activities.log.operations.resolve_names import resolve_names
from portal.activities.log.operations.take_in_check_ins import take_in_check_ins
from portal.activities.log.queries import activity_page, get_activity
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.kernel.presence_code import write_code
from tests.portal.activities.builders import a_branch, a_member, a_photo, an_activity, person_of


@pytest.fixture
def desk(acting, cast):
    """Act as the union officer, with one branch beside house A and two members."""
    with acting(cast.dung):
        desk.unit = a_branch(cast.house_a)
        desk.an = person_of(a_member(desk.unit, "Nguyễn Văn Ân"))
        desk.hoa = person_of(a_member(desk.unit, "Lê Thị Hoa", date(1998, 5, 20)))
        yield desk


def state_of(activity_id) -> ActivityState:
    return db.session.scalar(select(Activity.state).where(Activity.id == activity_id))


def people_of(activity_id) -> set:
    return set(
        db.session.scalars(select(Participation.person_id).where(Participation.activity_id == activity_id))
    )


def approved(*people, **values):
    activity_id = an_activity(**values)
    if people:
        add_people(activity_id=activity_id, person_ids=people)
    report_activity(activity_id=activity_id, result="Xong")
    approve_activity(activity_id=activity_id)
    return activity_id


def test_a_coming_day_is_a_plan_and_a_past_one_is_held(desk):
    assert state_of(an_activity(held_on=clock.today() + timedelta(days=1))) is ActivityState.PLANNED
    assert state_of(an_activity(held_on=clock.today())) is ActivityState.HELD


def test_names_pasted_while_logging_are_found_and_the_rest_waits(desk):
    activity_id = an_activity(names="1. nguyen van an\n2. Lê Thị Hoa\n3. Người Lạ Mặt")
    assert people_of(activity_id) == {desk.an, desk.hoa}
    assert get_activity(activity_id).unresolved_names == "Người Lạ Mặt"


def test_pasting_the_same_names_again_doubles_nobody(desk):
    activity_id = an_activity(names="nguyen van an\nNgười Lạ Mặt")
    assert add_names(activity_id=activity_id, names="Nguyễn Văn Ân\nNgười Lạ Mặt") == (0, 1)
    assert people_of(activity_id) == {desk.an}
    assert get_activity(activity_id).unresolved_names == "Người Lạ Mặt"


def test_a_doubt_is_settled_as_member_guest_or_nobody(desk):
    activity_id = an_activity(names="Nguyen V. An\nKhách Quý Một\nKhách Quý Hai\nDòng Thừa Này")
    left = resolve_names(
        activity_id=activity_id,
        members={"Nguyen V. An": desk.an, "a line nobody pasted": desk.hoa},
        guests=frozenset({"Khách Quý Một"}),
        dropped=frozenset({"Dòng Thừa Này"}),
    )
    activity = get_activity(activity_id)
    assert (left, activity.unresolved_names, activity.guest_count) == (1, "Khách Quý Hai", 1)
    assert people_of(activity_id) == {desk.an}


def test_approval_waits_for_every_name_and_for_the_report(desk):
    activity_id = an_activity(names="Người Lạ Mặt")
    with pytest.raises(RuleRefused, match="báo cáo"):
        approve_activity(activity_id=activity_id)
    report_activity(activity_id=activity_id, result="Xong")
    with pytest.raises(RuleRefused, match="Còn 1 tên"):
        approve_activity(activity_id=activity_id)


def test_approval_tells_the_party_house_and_reopening_takes_it_back(desk, cast, acting):
    activity_id = approved(desk.an, desk.hoa)
    notices = db.session.scalars(select(ParticipationNotice)).all()
    assert {(row.full_name, row.to_tenant_id) for row in notices} == {
        ("Nguyễn Văn Ân", cast.house_a),
        ("Lê Thị Hoa", cast.house_a),
    }
    reopen_activity(activity_id=activity_id, reason="Nhầm ngày")
    assert state_of(activity_id) is ActivityState.REPORTED
    db.session.expire_all()
    assert all(row.withdrawn_at for row in db.session.scalars(select(ParticipationNotice)))


def test_only_the_addressed_house_reads_the_notice(desk, cast, acting):
    approved(desk.an)
    for someone, count in ((cast.an, 1), (cast.chi, 0)):
        with acting(someone):
            assert len(db.session.scalars(select(ParticipationNotice)).all()) == count
            assert db.session.scalars(select(Activity)).all() == []


def test_a_branch_without_a_party_house_tells_nobody(desk):
    lonely = person_of(a_member(a_branch(name="Chi đoàn mới"), "Phạm Quốc Bảo"))
    approved(lonely)
    assert db.session.scalars(select(ParticipationNotice)).all() == []


def test_what_is_approved_is_not_changed(desk):
    activity_id = approved(desk.an)
    part = db.session.scalar(select(Participation))
    for refused in (
        lambda: add_people(activity_id=activity_id, person_ids=[desk.hoa]),
        lambda: add_names(activity_id=activity_id, names="Lê Thị Hoa"),
        lambda: remove_participant(participation_id=part.id),
        lambda: change_participation(participation_id=part.id, role=ParticipationRole.CORE),
        lambda: change_activity(activity_id=activity_id, title="Khác", kind="other", held_on=clock.today()),
        lambda: cancel_activity(activity_id=activity_id),
    ):
        with pytest.raises(RuleRefused):
            refused()


def test_the_second_of_two_editors_is_told(desk):
    activity_id = an_activity()
    values = {"activity_id": activity_id, "kind": "other", "held_on": clock.today()}
    change_activity(title="Một", version=1, **values)
    with pytest.raises(Conflict):
        change_activity(title="Hai", version=1, **values)


def test_points_are_between_nothing_and_a_hundred(desk):
    activity_id = an_activity(names="Nguyễn Văn Ân")
    part = db.session.scalar(select(Participation).where(Participation.activity_id == activity_id))
    with pytest.raises(DomainError, match="Điểm"):
        change_participation(participation_id=part.id, role="core", points=101)
    change_participation(participation_id=part.id, role="core", points=80, result="Tốt")
    assert (part.role, part.points) == (ParticipationRole.CORE, 80)


def test_only_members_of_the_union_take_part(desk, cast):
    with pytest.raises(DomainError):
        add_people(activity_id=an_activity(), person_ids=[cast.em.person_id])


def test_pictures_are_kept_once_and_without_metadata(desk):
    activity_id = an_activity()
    assert keep_evidence(activity_id=activity_id, files=[("a.jpg", a_photo()), ("b.jpg", a_photo())]) == 1
    [row] = db.session.scalars(select(ActivityFile))
    assert (row.file_name, row.file_type) == ("a.jpg", "image/jpeg")


def test_last_year_is_planned_again_without_its_people(desk):
    source = an_activity(title="Tháng Thanh niên 2025", held_on=date(2025, 3, 26), names="Nguyễn Văn Ân")
    assert clone_activities(activity_ids=[source], year=2027) == 1
    clone = db.session.scalars(select(Activity).where(Activity.cloned_from_id == source)).one()
    assert (clone.title, clone.held_on, clone.state) == (
        "Tháng Thanh niên 2027",
        date(2027, 3, 26),
        ActivityState.PLANNED,
    )
    assert people_of(clone.id) == set()


def test_planning_last_year_again_twice_plans_once(desk):
    source = an_activity(title="Hiến máu", held_on=date(2025, 3, 26))
    other = an_activity(title="Trồng cây", held_on=date(2025, 2, 3))
    clone_activities(activity_ids=[source], year=2027)
    with pytest.raises(DomainError, match="đã lập"):
        clone_activities(activity_ids=[source], year=2027)
    assert clone_activities(activity_ids=[source, other], year=2027) == 1


def test_a_button_pressed_twice_logs_once(desk):
    assert an_activity() == an_activity()
    assert an_activity() != an_activity(unit_id=desk.unit)


def test_a_draft_campaign_takes_no_activity(desk):
    campaign_id = call_campaign(kind="movement", title="Nháp", starts_on=clock.today(), ends_on=clock.today())
    with pytest.raises(DomainError) as refused:
        an_activity(campaign_id=campaign_id)
    assert refused.value.field == "campaign_id"


def a_code(activity_id, cast, *, minutes_ago=0) -> str:
    return write_code(
        cast.union,
        activity_id,
        title="Ngày thứ Bảy",
        place="",
        now=clock.now() - timedelta(minutes=minutes_ago),
        sign=sign,
    )


def test_a_candidate_checks_in_from_the_own_house_and_the_union_takes_it_in(acting, cast):
    with acting(cast.dung):
        unit = a_branch(cast.house_a)
        em = person_of(a_member(unit, "Trần Thị Em A", date(1998, 5, 20)))
        activity_id = an_activity()
    with acting(cast.em):
        code = a_code(activity_id, cast, minutes_ago=30)
        assert check_in(code=code).subject_id == activity_id
        check_in(code=code)  # the telephone sends it again
    with acting(cast.chi):
        assert db.session.scalars(select(CheckIn)).all() == []
    with acting(cast.dung):
        [row] = activity_page(activity_id).check_ins
        assert (row.member.key, row.is_late) == (em, True)
        assert take_in_check_ins(activity_id=activity_id, check_in_ids=[row.check_in.id]) == 1
        assert activity_page(activity_id).check_ins == []
        assert activity_page(activity_id).participants[0].participation.checked_in_at == row.check_in.shown_at


def test_somebody_who_is_no_member_scans_and_is_not_taken_in(acting, cast):
    with acting(cast.dung):
        activity_id = an_activity()
    with acting(cast.an):
        check_in(code=a_code(activity_id, cast))
    with acting(cast.dung):
        [row] = activity_page(activity_id).check_ins
        assert row.member is None
        with pytest.raises(DomainError):
            take_in_check_ins(activity_id=activity_id, check_in_ids=[row.check_in.id])


def test_an_old_code_is_refused_in_words(acting, cast):
    with acting(cast.em), pytest.raises(DomainError, match="đã cũ"):
        check_in(code=a_code(cast.union, cast, minutes_ago=60 * 13))


def test_a_stranger_finds_no_activity(acting, cast):
    with acting(cast.dung):
        activity_id = an_activity()
    with acting(cast.chi):
        for refused in (
            lambda: report_activity(activity_id=activity_id, result="x"),
            lambda: cancel_activity(activity_id=activity_id),
            lambda: keep_evidence(activity_id=activity_id, files=[("a.jpg", a_photo())]),
        ):
            with pytest.raises(NotFound):
                refused()
