"""What unions and emulation offer to the frame, the home page, the inbox, search and a person's page."""

from __future__ import annotations

from uuid import UUID

from flask import url_for

from portal.activities.campaigns.models import CampaignState
from portal.activities.campaigns.queries import get_campaign, list_campaigns
from portal.activities.exemplars import queries as exemplars
from portal.activities.forum.models import TopicKind
from portal.activities.forum.queries import list_topics_waiting
from portal.activities.log import queries as log
from portal.activities.log.models import ActivityState
from portal.activities.members.queries import list_members
from portal.activities.overview.report_section import union_section
from portal.activities.referrals import queries as referrals
from portal.activities.referrals.operations.tell_stage import tell_stage
from portal.kernel import seams
from portal.kernel.actor import Actor, Role, current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import (
    DiscussionTopic,
    HomeCard,
    InboxItem,
    PersonPanel,
    Place,
    SearchHit,
    TenantPanel,
)
from portal.kernel.wording import bloc
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import get_organization

UNION = frozenset({Role.UNION_OFFICER})
STORIES_AT_HOME = 2
MOST_HITS = 6
MOST_LISTED = 4
MOVERS = {
    **dict.fromkeys(
        ("union_branch", "union_member", "emulation_title", "activity", "activity_file", "participation"),
        "move",
    ),
    **dict.fromkeys(("referral", "referral_answer", "mentoring_task", "mentoring_note"), "move"),
    **dict.fromkeys(("check_in", "participation_notice"), "move"),
    **dict.fromkeys(
        (
            "campaign",
            "campaign_material",
            "campaign_report",
            "forum_message",
            "forum_post",
            "forum_report",
            "exemplar",
            "exemplar_approval",
            "exemplar_return",
            "exemplar_publication",
        ),
        "keep",
    ),
}
_MEMBER = "Khi còn là đoàn viên, hội viên và 24 tháng sau khi ra; sau đó ẩn danh, giữ số đếm."
_NO_PERSON = "Giữ lâu dài; không có dữ liệu cá nhân."
RETENTION = {
    **dict.fromkeys(MOVERS, _MEMBER),
    **dict.fromkeys(("campaign", "campaign_material", "campaign_report", "union_branch"), _NO_PERSON),
    **dict.fromkeys(
        ("forum_message", "forum_post", "forum_report"),
        "24 tháng sau khi phong trào, lớp học kết thúc, rồi xóa.",
    ),
    **dict.fromkeys(
        ("exemplar", "exemplar_approval", "exemplar_return", "exemplar_publication"),
        "36 tháng sau khi đăng hoặc trả lại, rồi xóa cả ảnh; người được viết có quyền yêu cầu gỡ sớm.",
    ),
    "check_in": "12 tháng sau hoạt động, rồi xóa; người tham gia đã nằm trong danh sách.",
    "activity_file": "36 tháng sau hoạt động, rồi xóa tệp.",
}


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.navigation += [
        Place(
            "Hoạt động",
            "activity_log.list_activities",
            "calendar",
            Permission.ACTIVITY_RECORD,
            12,
            for_roles=UNION,
            blueprints=frozenset({"union_overview"}),
        ),
        Place(
            "Đoàn viên", "union_members.list_members", "people", Permission.UNION_MANAGE, 14, for_roles=UNION
        ),
        Place(
            "Phong trào",
            "campaigns.list_campaigns",
            "flag",
            Permission.CAMPAIGN_READ,
            16,
            for_roles=UNION,
            blueprints=frozenset({"campaign_progress", "exemplars", "forum"}),
        ),
        Place(
            "Giới thiệu", "referrals.list_sent", "person-plus", Permission.REFERRAL_SEND, 18, for_roles=UNION
        ),
    ]
    seams.home_cards.append(home_cards)
    seams.report_sections.append((70, union_section))
    seams.inbox_items.append(inbox_items)
    seams.person_panels.append(person_panels)
    seams.tenant_panels.append(tenant_panels)
    seams.search_sources.append(search)
    seams.stage_watchers.append(
        lambda candidate_id, stage, on: tell_stage(candidate_id=candidate_id, stage=stage, on=on)
    )
    seams.discussion_topics[TopicKind.CAMPAIGN.value] = campaign_topic
    seams.tenant_movers.update(MOVERS)
    seams.house_pointers.add(("union_branch", "party_house_id"))
    seams.retention.update(RETENTION)


def campaign_topic(campaign_id: UUID) -> DiscussionTopic | None:
    """Return a campaign as the topic of a discussion; None when the actor may not read it."""
    try:
        campaign = get_campaign(campaign_id)
    except NotFound:
        return None
    if campaign.state is CampaignState.DRAFT:
        return None
    if not has_permission(current_actor(), Permission.CAMPAIGN_READ):
        return DiscussionTopic(campaign.title, campaign.tenant_id, "inbox.home")
    place = {"campaign_id": campaign_id}
    return DiscussionTopic(campaign.title, campaign.tenant_id, "campaign_progress.show_campaign", place)


def home_cards(actor: Actor) -> list[HomeCard]:
    """Return the union's desk, the running campaigns, and the stories everybody reads."""
    cards: list[HomeCard] = []
    if has_permission(actor, Permission.ACTIVITY_RECORD):
        recent, _total = log.list_activities(log.ActivityFilter(actor.tenant_id), limit=5)  # type: ignore[arg-type]
        cards.append(HomeCard("activities/_card_union.html", {"recent": recent}, -1, wide=True))
    if has_permission(actor, Permission.CAMPAIGN_READ):
        running = [row.campaign for row in list_campaigns() if row.campaign.state is CampaignState.RUNNING]
        context: dict[str, object] = {"running": running[:MOST_LISTED]}
        cards.append(HomeCard("activities/_card_campaigns.html", context, 70))
    if actor.person_id is not None and (present := log.own_check_ins(MOST_LISTED)):
        cards.append(HomeCard("activities/_card_present.html", {"present": present}, 60))
    if stories := exemplars.list_published(limit=STORIES_AT_HOME):
        cards.append(HomeCard("activities/exemplars/_card_feed.html", {"stories": stories}, 80, wide=True))
    return cards


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return what waits for a union, for a Party house, for Khối."""
    items: list[InboxItem] = []
    if has_permission(actor, Permission.ACTIVITY_RECORD):
        items += _union_items()
    if has_permission(actor, Permission.REFERRAL_ANSWER):
        items += _referrals_to_answer()
    if has_permission(actor, Permission.EXEMPLAR_DECIDE) and (count := exemplars.count_to_decide()):
        title = f"{count} bài người tốt, việc tốt chờ đơn vị duyệt"
        items.append(InboxItem(title, url_for("exemplars.list_own"), order=45))
    if has_permission(actor, Permission.EXEMPLAR_PUBLISH) and (count := exemplars.count_to_publish()):
        title = f"{count} bài người tốt, việc tốt chờ {bloc()} duyệt"
        items.append(InboxItem(title, url_for("exemplars.list_to_publish"), order=45))
    if has_permission(actor, Permission.FORUM_MODERATE):
        items += _messages_to_read()
    return items


def _union_items() -> list[InboxItem]:
    waiting = log.count_waiting()
    items = []
    for state, words, order in (
        (ActivityState.REPORTED, "hoạt động chờ duyệt", 12),
        (ActivityState.HELD, "hoạt động đã tổ chức, chưa báo cáo kết quả", 20),
        (ActivityState.PLANNED, "hoạt động dự kiến đã qua ngày", 22),
    ):
        if count := waiting.get(state, 0):
            url = url_for("activity_log.list_activities", state=state.value)
            items.append(InboxItem(f"{count} {words}", url, order=order))
    if count := referrals.count_to_send():
        title = f"{count} đề xuất của chi đoàn chờ ban chấp hành ra nghị quyết"
        items.append(InboxItem(title, url_for("referrals.list_sent"), order=15))
    if sent := referrals.waiting_dates(received=False):
        title = f"{len(sent)} lời giới thiệu chưa được cấp ủy trả lời"
        detail = f"Quá hạn thì nhắc cấp ủy hoặc báo {bloc()}." if referrals.today_is_past(sent[0]) else ""
        items.append(
            InboxItem(title, url_for("referrals.list_sent"), detail, due_on=sent[0].due_on, order=30)
        )
    if count := referrals.count_open_tasks():
        title = f"{count} việc cấp ủy nhờ đoàn thể giúp"
        items.append(InboxItem(title, url_for("referrals.list_tasks"), order=18))
    return items


def _referrals_to_answer() -> list[InboxItem]:
    waiting = referrals.waiting_dates(received=True)
    if len(waiting) > MOST_LISTED:
        title = f"{len(waiting)} đoàn viên ưu tú được giới thiệu, chờ trả lời"
        return [InboxItem(title, url_for("referrals.list_received"), due_on=waiting[0].due_on, order=14)]
    return [
        InboxItem(
            f"Trả lời giới thiệu {row.full_name}",
            url_for("referrals.answer_referral", referral_id=row.id),
            row.branch_name,
            due_on=row.due_on,
            order=14,
        )
        for row in waiting
    ]


def _messages_to_read() -> list[InboxItem]:
    addresses = {TopicKind.CAMPAIGN: "campaign_id", TopicKind.CLASS: "class_run_id"}
    return [
        InboxItem(
            f"{count} ý kiến chờ đọc trước khi đăng",
            url_for(f"forum.show_{kind.value}_topic", **{addresses[kind]: str(topic_id)}),  # type: ignore[arg-type]
            order=40,
        )
        for kind, topic_id, count in list_topics_waiting()
    ]


def person_panels(person_id: UUID) -> list[PersonPanel]:
    """Return what unions told the house about a candidate: a soft fact, never an automatic step."""
    actor = current_actor()
    if not has_permission(actor, Permission.CANDIDATE_READ):
        return []
    record = referrals.union_record_of(person_id)
    tasks = referrals.list_tasks_about(person_id)
    context: dict[str, object] = {
        "record": record,
        "tasks": tasks,
        "person_id": person_id if has_permission(actor, Permission.HELPER_ASSIGN) else None,
    }
    return [PersonPanel("Hoạt động đoàn thể", "activities/_person_panel.html", context, 25)]


def tenant_panels(house_id: UUID) -> list[TenantPanel]:
    """Return the latest activities of a union, for overseers."""
    if not has_permission(current_actor(), Permission.ACTIVITY_READ):
        return []
    if get_organization(house_id).kind is not OrganizationKind.MASS_UNION:
        return []
    rows, total = log.list_activities(log.ActivityFilter(house_id), limit=MOST_LISTED)
    context: dict[str, object] = {"rows": rows, "total": total, "house_id": house_id}
    return [TenantPanel("Hoạt động", "activities/_house_panel.html", context, order=10)]


def search(words: str) -> list[SearchHit]:
    """Return activities and members of the own union that hold the words."""
    actor = current_actor()
    if not has_permission(actor, Permission.ACTIVITY_RECORD) or actor.tenant_id is None:
        return []
    rows, _total = log.list_activities(log.ActivityFilter(actor.tenant_id, words=words), limit=MOST_HITS)
    members, _all = list_members(words=words, limit=MOST_HITS)
    return [
        SearchHit(
            "Hoạt động",
            row.activity.title,
            f"{row.activity.held_on:%d/%m/%Y} · {row.unit_name}",
            url_for("activity_log.show_activity", activity_id=row.id),
        )
        for row in rows
    ] + [
        SearchHit(
            "Đoàn viên",
            member.name,
            member.unit_name,
            url_for("activity_log.show_member", union_member_id=member.id),
        )
        for member in members
    ]
