"""Sample classes: one that runs since a few days, one that houses propose people for. All invented.

A finished one, with its certificates, is made from the same parts in ``courses.certificates.demo``.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from courses.catalog.operations.record_progress import complete_lesson
from courses.catalog.operations.record_readings import record_readings
from courses.catalog.queries import current_programme, list_lessons
from courses.catalog.readings import Note
from courses.classes.operations.announce import announce as say
from courses.classes.operations.change_class_state import close_nominations, open_nominations, start_class
from courses.classes.operations.change_session import SessionDetails, change_session
from courses.classes.operations.decide_nominations import decide_nominations
from courses.classes.operations.name_board import name_board
from courses.classes.operations.nominate import nominate
from courses.classes.operations.note_enrolled import note_enrolled
from courses.classes.operations.plan_class import ClassDetails, plan_class
from courses.classes.operations.record_attendance import record_attendance
from courses.classes.queries.classes import SessionRow, get_class, list_classes, list_sessions
from courses.classes.queries.enrolments import list_enrolled
from courses.classes.queries.lecturers import list_lecturers
from courses.classes.queries.my_class import find_my_class
from courses.classes.queries.nominations import list_nominations
from courses.classes.queries.to_note import list_to_note
from courses.classes.states import ClassState, DeliveryMode, NominationAnswer
from portal.accounts.demo import PASSWORD
from portal.accounts.identity import actor_named
from portal.accounts.operations.invitations import create_account
from portal.accounts.queries import find_sign_in
from portal.candidates.queries.nominable import list_nominable
from portal.kernel import clock
from portal.kernel.actor import Role
from portal.kernel.database import session_as
from portal.kernel.tenancy import new_id
from portal.organizations.queries import find_operator, root_operator

if TYPE_CHECKING:
    from uuid import UUID

ORDER = 45
ACCOUNT_ORDER = 60
LEARNER = "quanchung"
LEARNERS_HOUSE = "K53"
PLACE = "Hội trường Đảng ủy Khối"
DESK_OPENS = time(8, 0)
A_DAY = 86_400  # seconds
NAME = "Lớp bồi dưỡng nhận thức về Đảng"
ANNOUNCEMENT = "Buổi học tới bắt đầu sớm 15 phút để điểm danh bằng danh sách. Mang theo căn cước."
LET_IN_EARLY = 4
NO_SEAT = "Lớp đã đủ chỗ; đề nghị đăng ký khóa sau."


@dataclass(frozen=True, slots=True)
class SampleClass:
    """A class, how far its first day is from today, and how many people each house proposes."""

    code: str
    title: str
    seats: int
    first_day: int
    announced: int
    proposed: dict[str, int]


RUNNING = SampleClass("K7", f"{NAME} khóa 7", 32, -4, -25, {"K53": 17, "K57": 11, "K18": 6})
OPEN = SampleClass("K8", f"{NAME} khóa 8", 60, 24, -3, {"K53": 6, "K57": 4})


def load() -> None:
    """Load the sample classes where there is none yet."""
    with session_as(root_operator()):
        programme = current_programme()
        if programme is None or list_classes((ClassState.RUNNING,)):
            return
        version_id = programme.version.id
    _run_since_days(version_id)
    _take_proposals(version_id)


def open_account() -> None:
    """Give one learner of the running class an account, with two lessons begun."""
    if find_sign_in(LEARNER) is not None:
        return
    house = find_operator(LEARNERS_HOUSE)
    with session_as(root_operator()):
        running = list_classes((ClassState.RUNNING,))
        learners = list_enrolled(running[0].run.id) if running else []
    learner = next((row for row in learners if row.tenant_id == house.tenant_id), None)
    if learner is None:
        return
    create_account(
        tenant_id=learner.tenant_id,
        username=LEARNER,
        display_name=learner.full_name,
        roles=frozenset({Role.CANDIDATE}),
        person_id=learner.person_id,
        password=PASSWORD,
    )
    _read_lessons(learner.person_id)


def _read_lessons(person_id: UUID) -> None:
    actor = actor_named(LEARNER)
    if actor is None:
        return
    with session_as(actor):
        mine = find_my_class(person_id)
        lessons = [lesson for lesson in (mine.lessons if mine else []) if lesson.is_taught]
        if len(lessons) > 1:
            complete_lesson(lesson_id=lessons[0].id)
            read = Note(new_id(), age=A_DAY, seconds=240, position=40, section=3, share=20)
            record_readings(lesson_id=lessons[1].id, notes=[read], device="điện thoại")


@contextmanager
def on_day(offset: int) -> Iterator[date]:
    """Work as if it were the morning of a day so many days from today."""
    day = clock.today() + timedelta(days=offset)
    with clock.frozen_at(datetime.combine(day, DESK_OPENS, clock.LOCAL)):
        yield day


def announce(sample: SampleClass, version_id: UUID) -> UUID:
    """Plan a class on its day, give the taught sessions to the first lecturer, open nominations."""
    first_day = clock.today() + timedelta(days=sample.first_day)
    with on_day(sample.announced), session_as(root_operator()):
        class_run_id = plan_class(
            programme_version_id=version_id,
            details=ClassDetails(
                code=sample.code,
                title=sample.title,
                delivery_mode=DeliveryMode.MIXED,
                starts_on=first_day,
                nominate_until=first_day - timedelta(days=3),
                seats=sample.seats,
                place=PLACE,
                opening_decision_no=f"{sample.code[1:]}-QĐ/ĐUK",
            ),
        )
        _give_sessions(class_run_id)
        open_nominations(class_run_id=class_run_id)
    return class_run_id


def _give_sessions(class_run_id: UUID) -> None:
    lecturers = list_lecturers()
    if not lecturers:
        return
    taught = {
        lesson.title
        for lesson in list_lessons(get_class(class_run_id).programme_version_id)
        if lesson.is_taught
    }
    for session in list_sessions(get_class(class_run_id)):
        if session.title in taught:
            change_session(class_session_id=session.id, details=_taught_by(session, lecturers[0][0]))


def _taught_by(session: SessionRow, account_id: UUID) -> SessionDetails:
    begins = clock.local(session.starts_at)
    return SessionDetails(
        title=session.title,
        day=begins.date(),
        begins_at=begins.time(),
        periods=session.periods,
        place=session.place,
        lecturer_account_id=account_id,
    )


def propose(sample: SampleClass, class_run_id: UUID, offset: int) -> None:
    """Let each house propose its people, a number of days from today."""
    for code, number in sample.proposed.items():
        with on_day(offset), session_as(find_operator(code)):
            since = {row.candidate_id for row in list_nominable()[:number]}
            if since:
                nominate(class_run_id=class_run_id, candidate_ids=since)


def _run_since_days(version_id: UUID) -> None:
    class_run_id = announce(RUNNING, version_id)
    propose(RUNNING, class_run_id, RUNNING.first_day - 11)
    start(RUNNING, class_run_id)
    call_rolls(class_run_id)
    with on_day(-1), session_as(root_operator()):
        say(class_run_id=class_run_id, text=ANNOUNCEMENT)


def start(sample: SampleClass, class_run_id: UUID) -> None:
    """Fill the seats, answer the others, let the houses note it, and begin on the first day."""
    with on_day(sample.first_day - 5), session_as(root_operator()):
        pending = [row.id for row in list_nominations(get_class(class_run_id))]
        answers = (NominationAnswer.APPROVED, NominationAnswer.WAITING, NominationAnswer.REFUSED)
        parts = (pending[: sample.seats], pending[sample.seats :][:1], pending[sample.seats + 1 :])
        for answer, ids in zip(answers, parts, strict=True):
            if ids:
                decide_nominations(
                    class_run_id=class_run_id, nomination_ids=ids, answer=answer, reason=NO_SEAT
                )
        close_nominations(class_run_id=class_run_id)
    for code in sample.proposed:
        with on_day(sample.first_day - 4), session_as(find_operator(code)):
            seated = [row.candidate_id for row in list_to_note(class_run_id)]
            if seated:
                note_enrolled(class_run_id=class_run_id, candidate_ids=seated)
    with on_day(sample.first_day), session_as(root_operator()):
        start_class(class_run_id=class_run_id)
        board = [learner.id for learner in list_enrolled(class_run_id)][:2]
        if board:
            name_board(class_run_id=class_run_id, monitor_id=board[0], deputy_ids=board[1:])


def call_rolls(class_run_id: UUID) -> None:
    """Record what was held until yesterday: most were there, a few missed some periods."""
    with session_as(root_operator()):
        learners = list_enrolled(class_run_id)
        held = [session for session in list_sessions(get_class(class_run_id)) if session.day < clock.today()]
        for place, session in enumerate(held):
            periods = {
                learner.id: 0 if (number + place) % 13 == 0 else session.periods
                for number, learner in enumerate(learners)
            }
            record_attendance(class_session_id=session.id, periods=periods)


def _take_proposals(version_id: UUID) -> None:
    """Announce the next class; some are let in already, their houses have not noted it yet."""
    class_run_id = announce(OPEN, version_id)
    propose(OPEN, class_run_id, -1)
    with on_day(-1), session_as(root_operator()):
        pending = [row.id for row in list_nominations(get_class(class_run_id)) if row.is_pending]
        decide_nominations(
            class_run_id=class_run_id,
            nomination_ids=pending[:LET_IN_EARLY],
            answer=NominationAnswer.APPROVED,
            reason="",
        )
