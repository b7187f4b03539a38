"""What classes offer to the frame, the home page, the inbox, the search box and a person's page."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import g, url_for

from courses.catalog.extensions import LessonPanel, lesson_panels
from courses.catalog.queries import LessonPage, count_reading
from courses.classes.extensions import list_learner_steps
from courses.classes.operations.withdraw_nominations import withdraw_nominations
from courses.classes.queries import classes
from courses.classes.queries.kept_lessons import find_keepable
from courses.classes.queries.my_class import find_my_class
from courses.classes.queries.quotas import list_seat_gaps
from courses.classes.queries.to_note import count_to_note
from courses.classes.report_section import class_section
from courses.classes.states import ACTIVE, ClassState
from portal.candidates.queries.nominable import count_nominable
from portal.kernel import clock, seams
from portal.kernel.actor import Actor, Role, current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import DiscussionTopic, HomeCard, InboxItem, PersonPanel, Place, SearchHit
from portal.kernel.text import fold

if TYPE_CHECKING:
    from uuid import UUID

    from courses.classes.queries.classes import ClassRow
from courses.classes.queries.my_class import MyClass

MOVERS = {
    **dict.fromkeys(
        ("class_run", "class_session", "class_announcement", "class_quota", "nomination_decision"), "keep"
    ),
    **dict.fromkeys(("nomination", "enrolment", "attendance", "session_check_in"), "move"),
}
_CLASS_PAPERS = "Danh sách lớp giữ theo hồ sơ lớp; ẩn danh 60 tháng sau ngày công nhận kết quả."
RETENTION = {
    "class_run": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
    "class_announcement": "Không chứa dữ liệu cá nhân; giữ theo hồ sơ lớp.",
    "class_session": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
    "class_quota": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
    **dict.fromkeys(
        ("nomination", "nomination_decision", "enrolment", "attendance", "session_check_in"), _CLASS_PAPERS
    ),
}
MOST_HITS = 5
TRAINING_DESK = frozenset(
    {
        "catalog",
        "bank",
        "bank_files",
        "bank_review",
        "exam_desk",
        "proctor",
        "grading",
        "analysis",
        "appeal_desk",
    }
)
"""Pages of the officers of Khối that belong to the place “Lớp học”."""


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.report_sections.append((40, class_section))
    seams.stage_watchers.append(
        lambda candidate_id, stage, _on: withdraw_nominations(candidate_id=candidate_id, stage=stage)
    )
    seams.navigation += [
        Place(
            "Lớp học",
            "classes.list_classes",
            "class",
            Permission.CLASS_READ,
            40,
            blueprints=frozenset(
                {
                    "catalog",
                    "bank",
                    "bank_files",
                    "bank_review",
                    "exam_desk",
                    "proctor",
                    "grading",
                    "analysis",
                    "appeal_desk",
                }
            ),
        ),
        Place(
            "Học tập",
            "classes.show_my_class",
            "book",
            Permission.LESSON_STUDY,
            30,
            blueprints=frozenset({"catalog"}),
        ),
    ]
    seams.home_cards.append(home_cards)
    seams.inbox_items.append(inbox_items)
    seams.person_panels.append(person_panels)
    seams.search_sources.append(search)
    seams.discussion_topics["class"] = discussion_topic
    seams.seat_gaps.append(list_seat_gaps)
    lesson_panels.append(offer_keeping)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)


def offer_keeping(page: LessonPage) -> list[LessonPanel]:
    """Return the button that keeps a lesson on the device, for a lesson of the reader's own class."""
    person_id = current_actor().person_id
    lesson = find_keepable(person_id, page.lesson.id) if person_id else None
    return [LessonPanel("classes/_keep_lesson.html", {"lesson": lesson})] if lesson else []


def home_cards(actor: Actor) -> list[HomeCard]:
    """Return the card of a learner, of a lecturer, and of everybody who reads classes."""
    cards: list[HomeCard] = []
    if has_permission(actor, Permission.LESSON_STUDY) and (mine := _mine()):
        steps = list_learner_steps(mine.run.id)
        cards.append(HomeCard("classes/_card_learner.html", {"mine": mine, "steps": steps}, 10))
    if actor.has_role(Role.LECTURER) and actor.account_id:
        taught = classes.list_taught_by(actor.account_id)
        cards.append(HomeCard("classes/_card_lecturer.html", {"taught": taught}, 10, wide=True))
    if has_permission(actor, Permission.CLASS_READ) and (rows := _active()):
        cards.append(HomeCard("classes/_card_classes.html", {"rows": rows}, 40, wide=True))
    return cards


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return what waits for Khối, for a house, for a lecturer and for a learner."""
    items: list[InboxItem] = []
    if has_permission(actor, Permission.NOMINATION_DECIDE):
        items += [_to_decide(row) for row in _active() if row.pending]
    if has_permission(actor, Permission.NOMINATION_SUBMIT):
        items += _for_house()
    if has_permission(actor, Permission.ATTENDANCE_RECORD):
        items += _rolls_to_call(actor)
    if has_permission(actor, Permission.LESSON_STUDY) and (mine := _mine()):
        items += _to_study(mine)
    return items


def person_panels(person_id: UUID) -> list[PersonPanel]:
    """Return how a person stands in the class, for whoever may see the person."""
    mine = find_my_class(person_id)
    if mine is None:
        return []
    context: dict[str, object] = {"mine": mine, "reading": count_reading(mine.lessons)}
    return [PersonPanel("Lớp bồi dưỡng", "classes/_person_panel.html", context, 30)]


def discussion_topic(class_run_id: UUID) -> DiscussionTopic | None:
    """Return a class as the topic of a discussion, for its learners and whoever reads classes."""
    if not has_permission(current_actor(), Permission.CLASS_READ):
        mine = _mine()
        if mine is None or mine.run.id != class_run_id:
            return None
        return DiscussionTopic(mine.run.title, mine.run.tenant_id, "classes.show_my_class")
    try:
        run = classes.get_class(class_run_id)
    except NotFound:
        return None
    place = {"class_run_id": class_run_id}
    return DiscussionTopic(run.title, run.tenant_id, "classes.show_class", place)


def search(words: str) -> list[SearchHit]:
    """Return classes whose title or code holds the words."""
    if not has_permission(current_actor(), Permission.CLASS_READ):
        return []
    wanted = fold(words).split()
    rows = [row for row in classes.list_classes() if row.run.state is not ClassState.PLANNED]
    return [
        SearchHit(
            "Lớp học",
            row.run.title,
            f"{row.run.code} · khai giảng {row.run.starts_on:%d/%m/%Y}",
            url_for("classes.show_class", class_run_id=row.run.id),
        )
        for row in rows
        if all(word in fold(f"{row.run.title} {row.run.code}") for word in wanted)
    ][:MOST_HITS]


def _active() -> list[ClassRow]:
    """Return the active classes of this request; home and inbox ask for them once."""
    if "active_classes" not in g:
        g.active_classes = classes.list_classes(tuple(ACTIVE))
    rows: list[ClassRow] = g.active_classes
    return rows


def _mine() -> MyClass | None:
    if "my_class" not in g:
        person_id = current_actor().person_id
        g.my_class = find_my_class(person_id) if person_id else None
    mine: MyClass | None = g.my_class
    return mine


def _to_decide(row: ClassRow) -> InboxItem:
    return InboxItem(
        f"{row.run.title}: {row.pending} người chờ duyệt",
        url_for("classes.list_nominations", class_run_id=row.run.id),
        f"lớp còn {row.seats_left} chỗ",
        due_on=row.run.starts_on if row.run.starts_on >= clock.today() else None,
        order=20,
    )


def _for_house() -> list[InboxItem]:
    return [*_seats_to_fill(), *_people_to_note()]


def _seats_to_fill() -> list[InboxItem]:
    opened = [row for row in _active() if row.takes_nominations and row.seats_left]
    waiting = count_nominable() if opened else 0
    return [
        InboxItem(
            f"{row.run.title}: còn {row.seats_left} chỗ",
            url_for("classes.nominate", class_run_id=row.run.id),
            f"đã đề nghị {row.nominated} người; {waiting} người trong danh sách chưa học lớp",
            due_on=row.run.nominate_until,
            order=25,
        )
        for row in opened
        if waiting > row.nominated
    ]


def _people_to_note() -> list[InboxItem]:
    to_note = count_to_note([row.run.id for row in _active()])
    return [
        InboxItem(
            f"{to_note[row.run.id]} người được duyệt vào {row.run.title}",
            url_for("classes.note_enrolled", class_run_id=row.run.id),
            "Xem danh sách rồi ghi nhận một lần cho tất cả.",
            due_on=row.run.starts_on if row.run.starts_on >= clock.today() else None,
            order=22,
        )
        for row in _active()
        if row.run.id in to_note
    ]


def _rolls_to_call(actor: Actor) -> list[InboxItem]:
    """Return the sessions held without attendance: a lecturer's own, for Khối those of every class."""
    if has_permission(actor, Permission.CLASS_MANAGE):
        waiting = classes.list_rolls_to_call()
    else:
        waiting = classes.list_rolls_to_call(actor.account_id) if actor.account_id else []
    return [
        InboxItem(
            f"Điểm danh buổi {session.day:%d/%m}: {session.title}",
            url_for("classes.take_attendance", class_session_id=session.id),
            run.title,
            order=15,
        )
        for run, session in waiting
    ]


def _to_study(mine: MyClass) -> list[InboxItem]:
    items = [
        InboxItem(
            step.title,
            step.url,
            step.detail,
            clock.local(step.due_at).date() if step.due_at else None,
            order=5,
        )
        for step in list_learner_steps(mine.run.id)
        if not step.is_done
    ]
    lesson = None if mine.run.state is ClassState.FINISHED else mine.next_lesson
    if lesson is not None:
        url = url_for("catalog.study_lesson", lesson_id=lesson.id)
        items.append(InboxItem(f"Đọc bài {lesson.number}: {lesson.title}", url, mine.run.title, order=30))
    return items
