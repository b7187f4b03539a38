"""A union officer's pages, fit to be seen; a check-in in a hall without a network."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from portal.activities.log.models import Activity, ActivityState, CheckIn, Participation
from portal.activities.log.operations.check_in import sign
from portal.activities.members.models import UnionMember
from portal.activities.referrals.models import MentoringTask, Referral, ReferralState
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.kernel.presence_code import write_code
from portal.organizations.queries import find_operator
from tests.journeys.browsing import PHONE, at_a_screen, look_at, look_at_both_sizes, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


def ask_union(site, read):
    """What stands in the rows of the sample union."""
    with site.app.app_context(), session_as(find_operator("D02")), site.today():
        return read()


def one(statement):
    return db.session.scalars(statement).first()


def a_planned_activity() -> Activity:
    return one(select(Activity).where(Activity.state == ActivityState.PLANNED))


def a_code() -> str:
    activity = a_planned_activity()
    return write_code(
        activity.tenant_id,
        activity.id,
        title=activity.title,
        place=activity.place,
        now=clock.now(),
        sign=sign,
    )


def pages_of_the_union() -> list[str]:
    planned = a_planned_activity().id
    reported = one(select(Activity).where(Activity.state == ActivityState.REPORTED)).id
    pictured = one(select(Activity).where(Activity.state == ActivityState.APPROVED)).id
    member = one(select(UnionMember))
    campaign = one(select(Activity.campaign_id).where(Activity.campaign_id.is_not(None)))
    proposed = one(select(Referral).where(Referral.state == ReferralState.PROPOSED)).id
    sent = one(select(Referral).where(Referral.state == ReferralState.SENT)).id
    return [
        *(f"/activities/{i}" for i in (planned, reported, pictured)),
        *(f"/activities/{planned}/{page}" for page in ("change", "names", "people", "evidence", "check-in")),
        f"/activities/{reported}/report",
        f"/activities/participants/{one(select(Participation)).id}",
        "/activities/new",
        "/activities/clone",
        "/activities/calendar",
        "/union/overview",
        "/union/branches",
        f"/union/branches/{member.unit_id}",
        "/union/members/new",
        "/union/members/list",
        f"/union/members/{member.id}",
        f"/union/members/{member.id}/change",
        f"/union/members/{member.id}/title",
        "/campaigns/new",
        f"/campaigns/{campaign}",
        f"/campaigns/{campaign}/report",
        f"/campaigns/{campaign}/forum",
        "/referrals/new",
        f"/referrals/new?person={member.person_id}",
        *(f"/referrals/{i}" for i in (proposed, sent)),
        f"/referrals/{proposed}/send",
        "/mentoring",
        f"/mentoring/{one(select(MentoringTask)).id}",
        "/exemplars",
        "/exemplars/new",
        "/exemplars/own",
        "/exemplars/bulletin",
    ]


def test_every_page_of_a_union_is_fit_to_be_seen(browser, site):
    with at_a_screen(browser, site) as page:
        sign_in(page, "doankhoi")
        for address in ask_union(site, pages_of_the_union):
            page.goto(address)
            look_at_both_sizes(page)


@pytest.mark.parametrize(
    ("username", "addresses"),
    [
        ("bithu53", ["/referrals/received", "/exemplars/own", "/campaigns"]),
        ("khoi", ["/exemplars/desk", "/campaigns", "/activities", "/union/overview"]),
    ],
)
def test_the_pages_of_the_other_sides_are_fit_to_be_seen(browser, site, username, addresses):
    with at_a_screen(browser, site) as page:
        sign_in(page, username)
        for address in addresses:
            page.goto(address)
            look_at_both_sizes(page)


def test_an_activity_is_logged_on_a_telephone_in_one_form(browser, site):
    with at_a_screen(browser, site, PHONE) as page:
        sign_in(page, "doankhoi")
        page.get_by_role("link", name="Ghi một hoạt động").click()
        page.get_by_label("Tên hoạt động").fill("Vệ sinh nghĩa trang liệt sĩ")
        page.get_by_label("Ai tham gia").fill("ho dang khoa\nNguoi Chua Ai Biet")
        page.get_by_role("button", name="Ghi hoạt động").click()
        expect(page.get_by_role("heading", name="tên chưa rõ là ai")).to_be_visible()
        look_at(page)


def test_a_check_in_waits_for_the_network_and_arrives_once(browser, site):
    def check_ins() -> int:
        return len(db.session.scalars(select(CheckIn)).all())

    before = ask_union(site, check_ins)
    with at_a_screen(browser, site, PHONE) as page:
        sign_in(page, "quanchung53")
        page.goto(f"/check-in?c={ask_union(site, a_code)}")
        look_at(page)
        page.context.set_offline(True)
        page.get_by_role("button", name="Tôi có mặt").click()
        expect(page.locator("[data-status]")).to_contain_text("giữ trong máy")
        assert ask_union(site, check_ins) == before
        page.context.set_offline(False)
        expect(page.locator("[data-status]")).to_contain_text("Đã ghi nhận đồng chí có mặt")
    assert ask_union(site, check_ins) == before + 1
