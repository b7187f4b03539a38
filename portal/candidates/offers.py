"""What the feature offers to the frame, the home page, the inbox and the search box."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from portal.candidates.clock_items import announced_clocks, clock_items
from portal.candidates.queries import home
from portal.candidates.queries.journey import my_journey
from portal.candidates.queries.review_setting import get_review_rules
from portal.candidates.queries.standing import count_ready
from portal.candidates.reviews import last_overdue_period, show_period
from portal.candidates.stages import IN_LIST, PATH, RULES
from portal.kernel import clock, seams
from portal.kernel.actor import Actor, Role, current_actor
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import HomeCard, InboxItem, Place, SearchHit
from portal.kernel.text import fold

if TYPE_CHECKING:
    from portal.candidates.queries.home import Waiting

DESK = (Role.SECRETARY, Role.CELL_SECRETARY)
MOVERS = {
    "candidate": "move",
    "candidate_import": "keep",
    "clock_setting": "keep",
    "evidence": "move",
    "eligibility_standing": "move",
    "kept_figures": "keep",
    "figures_mark": "keep",
    "helper_assignment": "move",
    "progress_review": "move",
    "review_setting": "keep",
    "saved_list": "keep",
    "stage_step": "move",
    "training_record": "move",
    "waiver": "move",
    "rule_set_draft": "keep",
}
_WHILE_FOLLOWED = "Trong thời gian theo dõi và 24 tháng sau khi ra khỏi danh sách; sau đó ẩn danh."
RETENTION = {
    **dict.fromkeys(MOVERS, _WHILE_FOLLOWED),
    "review_setting": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
    "clock_setting": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
    "saved_list": "Chỉ có cách chọn cột và điều kiện; giữ đến khi đơn vị bỏ.",
    "candidate_import": "Tệp gốc đã mã hóa: xóa sau 30 ngày; số đếm giữ lại.",
    "stage_step": "Giữ lâu dài dưới dạng đã ẩn danh, để số liệu các kỳ không đổi.",
    "kept_figures": "Số đếm của từng đơn vị, không có tên người; ghi đè mỗi lần đếm lại.",
    "figures_mark": "Dấu báo đơn vị vừa có thay đổi; xóa khi đã đếm lại, chừng năm phút.",
    "eligibility_standing": "Kết quả tính sẵn; tính lại mỗi đêm, xóa khi người đó không còn trước bước nào.",
    "rule_set_draft": "Giữ lâu dài; không có dữ liệu cá nhân.",
    "training_record": "60 tháng kể từ ngày cấp, rồi ẩn danh.",
}


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.navigation += [
        Place("Quần chúng", "candidates.show_register", "people", Permission.CANDIDATE_READ, 20),
        Place("Đánh giá", "candidates.show_due_reviews", "review", Permission.REVIEW_RECORD, 25),
        Place("Hành trình của tôi", "candidates.show_journey", "flag", Permission.JOURNEY_READ, 20),
    ]
    seams.home_cards.append(home_cards)
    seams.inbox_items.append(inbox_items)
    seams.search_sources.append(search)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)


def home_cards(actor: Actor) -> list[HomeCard]:
    """Return the cards of the roles that follow people, and of the person followed."""
    cards: list[HomeCard] = []
    if actor.has_role(*DESK):
        waiting = home.count_waiting()
        stages = [(stage, waiting.by_stage[stage]) for stage in PATH if waiting.by_stage.get(stage)]
        context: dict[str, object] = {
            "waiting": waiting,
            "stages": stages,
            "broken": sum(row.band == 0 for row in announced_clocks(actor)),
        }
        cards.append(HomeCard("candidates/_card_pipeline.html", context, 10, wide=True))
    if actor.has_role(Role.HELPER):
        rules = get_review_rules()
        due = last_overdue_period(clock.today(), rules.due_day, is_quarter=rules.kinds[0])
        context = {"people": home.list_helped(), "overdue_period": due, "reviewed": IN_LIST}
        cards.append(HomeCard("candidates/_card_helped.html", context, 5, wide=True))
    if has_permission(actor, Permission.JOURNEY_READ) and (journey := my_journey()):
        cards.append(HomeCard("candidates/_card_journey.html", {"journey": journey}, 5))
    return cards


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return what waits for the desk of a house or for a helper."""
    if actor.has_role(*DESK):
        return _desk_items(home.count_waiting()) + clock_items(actor)
    if actor.has_role(Role.KHOI_OFFICER):
        return clock_items(actor)
    return _helper_items() if actor.has_role(Role.HELPER) else []


def search(words: str) -> list[SearchHit]:
    """Return the people of the actor's house whose name holds the words."""
    if not has_permission(current_actor(), Permission.CANDIDATE_READ):
        return []
    return [
        SearchHit(
            "Quần chúng",
            name,
            f"sinh {born:%d/%m/%Y} · {RULES[stage].label}",
            url_for("candidates.show_person", candidate_id=candidate_id),
        )
        for candidate_id, name, born, stage in home.search_people(fold(words).split())
    ]


def _desk_items(waiting: Waiting) -> list[InboxItem]:
    items = []
    reviews = url_for("candidates.show_due_reviews")
    if waiting.overdue_reviews:
        title = f"{waiting.overdue_reviews} người chưa có đánh giá {show_period(waiting.overdue_period)}"
        items.append(InboxItem(title, reviews, due_on=waiting.overdue_on, tone="red", order=10))
    if waiting.due_reviews:
        title = f"{waiting.due_reviews} người cần đánh giá {show_period(waiting.due_period)}"
        items.append(InboxItem(title, reviews, due_on=waiting.due_on, order=30))
    if waiting.without_helper:
        title = f"{waiting.without_helper} người chưa có người giúp đỡ"
        url = url_for("candidates.show_register", helper="no")
        items.append(InboxItem(title, url, "Chi bộ ra nghị quyết phân công đảng viên chính thức.", order=20))
    if waiting.ready_to_advance:
        title = f"{waiting.ready_to_advance} người vừa có giấy chứng nhận"
        url = url_for("candidates.show_register", certificate="yes", stage="before_class")
        items.append(InboxItem(title, url, "Ghi nhận hoàn thành lớp để chuyển bước.", order=25))
    if ready := count_ready():
        title = f"{ready} người đủ điều kiện để chi bộ xem xét"
        items.append(InboxItem(title, url_for("candidates.list_standings", part="eligible"), order=22))
    if waiting.corrections:
        title = f"{waiting.corrections} đề nghị sửa thông tin cá nhân"
        items.append(InboxItem(title, url_for("people.list_corrections"), order=15))
    return items


def _helper_items() -> list[InboxItem]:
    return [
        InboxItem(
            f"Đánh giá {show_period(month.period)}: {row.name}",
            url_for("candidates.record_review", candidate_id=row.id, period=month.period),
            row.unit_name,
            due_on=month.due_on,
            order=10,
        )
        for month in home.list_due_reviews()
        for row in month.rows
    ]
