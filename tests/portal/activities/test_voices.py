"""Campaigns, stories, discussions: what is said to everybody, and who lets it through."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.activities.campaigns.models import Campaign, CampaignMaterial, CampaignReport
from portal.activities.campaigns.operations.call_campaign import call_campaign
from portal.activities.campaigns.operations.change_campaign import change_campaign
from portal.activities.campaigns.operations.publish_campaign import publish_campaign
from portal.activities.exemplars.models import Exemplar, ExemplarApproval, ExemplarPublication
from portal.activities.exemplars.operations.decide_exemplar import decide_exemplar
from portal.activities.exemplars.operations.propose_exemplar import propose_exemplar
from portal.activities.exemplars.operations.publish_exemplar import publish_exemplar
from portal.activities.exemplars.operations.return_exemplar import return_exemplar
from portal.activities.exemplars.queries import list_own
from portal.activities.forum.models import ForumMessage, ForumPost, TopicKind
from portal.activities.forum.operations.hide_post import hide_post
from portal.activities.forum.operations.let_through import let_through
from portal.activities.forum.operations.refuse_message import refuse_message
from portal.activities.forum.operations.report_abuse import report_abuse
from portal.activities.forum.operations.say import say
from portal.activities.forum.queries import topic_page
from portal.activities.progress.operations.close_campaign import close_campaign
from portal.activities.progress.operations.report_campaign import report_campaign
from portal.activities.progress.queries import campaign_page
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from tests.portal.activities.builders import a_branch, a_member, a_photo, an_activity

STORY = "Mười năm nay chị hiến máu hai mươi sáu lần, lần nào cũng tự nguyện."


def a_campaign(**values):
    there = {
        "kind": "movement",
        "title": "Tuổi trẻ xung kích",
        "starts_on": clock.today() - timedelta(days=30),
        "ends_on": clock.today() + timedelta(days=30),
    }
    return call_campaign(**(there | values))


@pytest.fixture
def campaign(acting, cast):
    """Khối's campaign, running."""
    with acting(cast.giang):
        campaign_id = a_campaign()
        publish_campaign(campaign_id=campaign_id)
    return campaign_id


def test_a_draft_is_its_houses_own_and_a_call_is_everybodys(acting, cast, client_as):
    with acting(cast.giang):
        campaign_id = a_campaign()
    address = f"/campaigns/{campaign_id}"
    assert client_as(cast.dung).get(address).status_code == 404
    assert client_as(cast.giang).get(address).status_code == 200
    client_as(cast.giang).post(f"{address}/publish")
    for someone in (cast.dung, cast.an, cast.chi, cast.khanh):
        assert client_as(someone).get(address).status_code == 200
    assert client_as(cast.em).get(address).status_code == 403


def test_a_unions_campaign_is_on_no_other_houses_list(acting, cast, client_as):
    with acting(cast.dung):
        publish_campaign(campaign_id=a_campaign(title="Riêng của đoàn"))
    assert "Riêng của đoàn" in client_as(cast.dung).get("/campaigns").text
    assert "Riêng của đoàn" not in client_as(cast.an).get("/campaigns").text


def test_only_the_caller_changes_and_closes(acting, cast, campaign):
    with acting(cast.dung):
        for refused in (
            lambda: close_campaign(campaign_id=campaign, closing_words="x"),
            lambda: publish_campaign(campaign_id=campaign),
            lambda: change_campaign(
                campaign_id=campaign, starts_on=clock.today(), ends_on=clock.today(), title="x"
            ),
        ):
            with pytest.raises(NotFound):
                refused()


def test_an_end_before_the_beginning_is_refused_at_its_field(acting, cast, client_as):
    data = {"kind": "movement", "title": "x", "starts_on": "02/01/2026", "ends_on": "01/01/2026"}
    answer = client_as(cast.giang).post("/campaigns/new", data=data)
    assert answer.status_code == 422
    assert "không thể trước ngày bắt đầu" in answer.text
    with acting(cast.giang):
        assert db.session.scalars(select(Campaign)).all() == []


def test_participation_is_counted_from_the_log_by_unit_and_for_khoi_by_union(acting, cast, campaign):
    with acting(cast.dung):
        unit = a_branch()
        a_member(unit, "Lê Thị Hoa")
        an_activity(campaign_id=campaign, unit_id=unit, names="Lê Thị Hoa")
        an_activity(campaign_id=campaign, held_on=clock.today() + timedelta(days=3))
        parts = {part.name: (part.activities, part.people) for part in campaign_page(campaign).parts}
        assert parts["Chi đoàn Văn phòng"] == (1, 1)
        report_campaign(campaign_id=campaign, kind="progress", words="Làm tốt")
    with acting(cast.giang, reading=True):
        page = campaign_page(campaign)
        assert [(part.activities, part.people) for part in page.parts] == [(1, 1)]
        assert [(row.report.activity_count, row.report.participant_count) for row in page.reports] == [(1, 1)]
    with acting(cast.an):
        assert db.session.scalars(select(CampaignReport)).all() == []


def test_a_closed_campaign_takes_nothing_more(acting, cast, campaign):
    with acting(cast.giang):
        close_campaign(campaign_id=campaign, closing_words="Đạt mục tiêu.")
    with acting(cast.dung):
        with pytest.raises(RuleRefused):
            report_campaign(campaign_id=campaign, kind="closing", words="x")
        with pytest.raises(DomainError):
            an_activity(campaign_id=campaign)


def test_materials_are_read_by_every_house_and_macros_are_refused(acting, cast, client_as, campaign):
    giang = client_as(cast.giang)
    address = f"/campaigns/{campaign}/materials"
    assert (
        giang.post(address, data={"file": (io.BytesIO(b"%PDF-1.7 plan"), "Kế hoạch.pdf")}).status_code == 302
    )
    assert giang.post(address, data={"file": (io.BytesIO(b"MZ"), "a.pdf")}).status_code == 422
    with acting(cast.dung):
        [material] = db.session.scalars(select(CampaignMaterial))
    answer = client_as(cast.dung).get(f"/campaigns/materials/{material.id}")
    assert answer.data == b"%PDF-1.7 plan"
    giang.post(f"/campaigns/materials/{material.id}/remove")
    assert "Kế hoạch.pdf" not in client_as(cast.dung).get(f"/campaigns/{campaign}").text


def a_story(**values):
    return propose_exemplar(**({"title": "Giọt hồng", "about": "Chị Hoa", "story": STORY} | values))


def test_a_candidates_story_is_approved_twice_and_then_read_by_all(acting, cast, client_as):
    em = client_as(cast.em)
    data = {
        "title": "Giọt hồng",
        "about": "Chị Hoa",
        "story": STORY,
        "picture": (io.BytesIO(a_photo()), "a.jpg"),
    }
    assert em.post("/exemplars/new", data=data).status_code == 302
    with acting(cast.chi):
        assert db.session.scalars(select(Exemplar)).all() == []
    with acting(cast.an):
        [row] = list_own()
        assert row.exemplar.author_name == "Trần Thị Em A"
        approval = decide_exemplar(exemplar_id=row.exemplar.id, state="approved")
    assert "Giọt hồng" not in client_as(cast.chi).get("/exemplars").text
    assert "Giọt hồng" in client_as(cast.giang).get("/exemplars/desk").text
    assert client_as(cast.giang).get(f"/exemplars/desk/{approval}/picture").status_code == 200
    client_as(cast.giang).post(f"/exemplars/desk/{approval}/publish")
    for someone in (cast.chi, cast.em, cast.dung, cast.lan):
        browser = client_as(someone)
        assert "Giọt hồng" in browser.get("/").text
        assert "Giọt hồng" in browser.get("/exemplars/bulletin").text
    with acting(cast.chi):
        [story] = db.session.scalars(select(ExemplarPublication))
    picture = client_as(cast.chi).get(f"/exemplars/published/{story.id}/picture")
    assert picture.mimetype == "image/jpeg"
    client_as(cast.giang).post(f"/exemplars/published/{story.id}/withdraw")
    assert "Giọt hồng" not in client_as(cast.chi).get("/").text
    assert client_as(cast.chi).get(f"/exemplars/published/{story.id}/picture").status_code == 404


def test_a_story_is_decided_once_and_a_refusal_says_why(acting, cast):
    with acting(cast.an):
        story = a_story()
        with pytest.raises(DomainError, match="lý do"):
            decide_exemplar(exemplar_id=story, state="declined")
        decide_exemplar(exemplar_id=story, state="declined", reason="Cần xác minh")
        with pytest.raises(Conflict):
            decide_exemplar(exemplar_id=story, state="approved")
        assert list_own()[0].reason == "Cần xác minh"
    with acting(cast.giang):
        assert db.session.scalars(select(ExemplarApproval)).all() == []


def test_khoi_returns_a_story_to_the_house_that_sent_it(acting, cast):
    with acting(cast.an):
        approval = decide_exemplar(exemplar_id=a_story(), state="approved")
    with acting(cast.giang):
        return_exemplar(exemplar_approval_id=approval, reason="Thiếu nơi xảy ra")
        with pytest.raises(Conflict):
            publish_exemplar(exemplar_approval_id=approval)
    with acting(cast.an):
        assert list_own()[0].words == ("Khối chưa đăng", "red")


def test_a_story_too_short_keeps_what_was_typed(cast, client_as):
    answer = client_as(cast.em).post("/exemplars/new", data={"title": "T", "about": "A", "story": "Ngắn quá"})
    assert answer.status_code == 422
    assert "Ngắn quá" in answer.text
    assert "ít nhất một vài câu" in answer.text


def ask(campaign_id, text="Làm chung hai chi đoàn thì ghi ở đâu?", **values):
    return say(topic_kind=TopicKind.CAMPAIGN, topic_id=campaign_id, text=text, **values)


def read(campaign_id):
    return topic_page(TopicKind.CAMPAIGN, campaign_id, may_moderate=True)


def test_a_message_is_read_before_it_appears_and_keeps_its_words(acting, cast, campaign):
    for someone in (cast.em, cast.dung):
        with acting(someone):
            assert ask(campaign, f"Câu hỏi của {someone.username}?") is False
            page = read(campaign)
            assert [m.text for m in page.mine_waiting] == [f"Câu hỏi của {someone.username}?"]
            assert (page.threads, page.to_read) == ([], [])
    with acting(cast.giang):
        waiting = read(campaign).to_read
        assert [m.author_name for m in waiting] == ["Trần Thị Em A", "Dung"]
        post_id = let_through(forum_message_id=waiting[0].id)
        assert ask(campaign, "Ghi ở đơn vị chủ trì.", reply_to_id=post_id) is True
    with acting(cast.chi):
        [thread] = read(campaign).threads
        assert (thread.post.text, thread.post.author_name) == ("Câu hỏi của em?", "Trần Thị Em A")
        assert [answer.text for answer in thread.answers] == ["Ghi ở đơn vị chủ trì."]
        assert db.session.scalars(select(ForumMessage)).all() == []


def test_what_is_sent_twice_is_there_once(acting, cast, campaign):
    with acting(cast.em):
        ask(campaign)
        with pytest.raises(Conflict):
            ask(campaign)
        a_story()
        with pytest.raises(Conflict):
            a_story()


def test_a_refused_message_leaves_neither_words_nor_name(acting, cast, campaign):
    with acting(cast.dung):
        ask(campaign, "Lời không nên nói")
    with acting(cast.giang):
        [message] = read(campaign).to_read
        refuse_message(forum_message_id=message.id, reason="Không đúng chỗ")
        with pytest.raises(Conflict):
            let_through(forum_message_id=message.id)
    with acting(cast.chi):
        [post] = db.session.scalars(select(ForumPost))
        assert (post.text, post.author_name, post.house_name) == ("", "", "")
    with acting(cast.dung):
        assert [post.hidden_reason for post in read(campaign).mine_refused] == ["Không đúng chỗ"]


def test_nobody_else_moderates(acting, cast, campaign):
    with acting(cast.dung):
        ask(campaign)
        message = db.session.scalars(select(ForumMessage)).one()
        with pytest.raises(NotFound):
            let_through(forum_message_id=message.id)


def test_abuse_is_reported_by_name_and_the_post_hidden(acting, cast, campaign):
    with acting(cast.dung):
        ask(campaign, "Lời xúc phạm")
    with acting(cast.giang):
        post_id = let_through(forum_message_id=read(campaign).to_read[0].id)
    with acting(cast.em):
        first = report_abuse(forum_post_id=post_id, reason="Xúc phạm người khác")
        assert report_abuse(forum_post_id=post_id, reason="Lần nữa") == first
    with acting(cast.giang):
        [(report, _post)] = read(campaign).reports
        assert report.reporter_name == "Trần Thị Em A"
        hide_post(forum_post_id=post_id, reason="Xúc phạm")
        assert read(campaign).reports == []
    with acting(cast.chi):
        assert read(campaign).threads == []
        assert db.session.get(ForumPost, (cast.khoi, post_id)).text == "", "its words are not published"
        with pytest.raises(NotFound):
            report_abuse(forum_post_id=post_id, reason="x")


def test_the_pages_of_a_discussion_ask_answer_and_refuse(acting, cast, client_as, campaign):
    address = f"/campaigns/{campaign}/forum"
    em = client_as(cast.em)
    assert em.post(address, data={"text": "Hỏi"}).status_code == 422
    assert (
        "hiện ra sau khi ban tổ chức đọc"
        in em.post(address, data={"text": "Hỏi điều này"}, follow_redirects=True).text
    )
    desk = client_as(cast.giang)
    assert "1 ý kiến chờ đọc" in desk.get(address).text
    assert "1 ý kiến chờ đọc trước khi đăng" in desk.get("/inbox").text
    with acting(cast.giang):
        [message] = read(campaign).to_read
    assert "Ghi lý do" in desk.post(f"/forum/messages/{message.id}/refuse", follow_redirects=True).text
    desk.post(f"/forum/messages/{message.id}/let-through")
    assert "Hỏi điều này" in client_as(cast.chi).get(address).text
    assert client_as(cast.chi).get(f"/classes/{campaign}/forum").status_code == 404


def test_a_draft_has_no_discussion(acting, cast, client_as):
    with acting(cast.giang):
        campaign_id = a_campaign()
    assert client_as(cast.giang).get(f"/campaigns/{campaign_id}/forum").status_code == 404
