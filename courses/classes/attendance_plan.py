"""What a filled roll would change, told before it is done (pure)."""

from __future__ import annotations

import hashlib
from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.kernel.spreadsheets.complaints import RowError
from portal.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable, Mapping, Sequence
    from datetime import date
    from uuid import UUID

    from courses.classes.attendance_sheet import ParsedRoll, RollLine
    from courses.classes.queries.classes import SessionRow
    from courses.classes.queries.enrolments import EnrolledRow


@dataclass(frozen=True, slots=True)
class Change:
    """Periods of one learner in one session; ``before`` is None where nothing was recorded."""

    enrolment_id: UUID
    session_id: UUID
    before: int | None
    after: int


@dataclass(frozen=True, slots=True)
class ClassRoll:
    """What the portal knows of the class when the workbook comes in."""

    learners: Sequence[EnrolledRow]
    sessions: Sequence[SessionRow]
    recorded: Mapping[tuple[UUID, UUID], int]
    """By session and enrolment."""
    scanned: Collection[tuple[UUID, UUID]]
    """Session and person of those who scanned the code."""


@dataclass(frozen=True, slots=True)
class RollPlan:
    """Everything a workbook would do, and what somebody should look at first."""

    changes: list[Change]
    errors: list[RowError]
    doubts: list[str]
    not_in_file: list[str]

    @property
    def new(self) -> int:
        return sum(change.before is None for change in self.changes)

    @property
    def corrected(self) -> int:
        return len(self.changes) - self.new

    @property
    def by_session(self) -> dict[UUID, dict[UUID, int]]:
        """Return the periods to record, by session and enrolment."""
        found: dict[UUID, dict[UUID, int]] = defaultdict(dict)
        for change in self.changes:
            found[change.session_id][change.enrolment_id] = change.after
        return found

    @property
    def signature(self) -> str:
        """Return what tells this plan from every other: who confirms means this one."""
        lines = sorted(f"{c.session_id} {c.enrolment_id} {c.before} {c.after}" for c in self.changes)
        return hashlib.sha256("\n".join(lines).encode()).hexdigest()


def plan_roll(parsed: ParsedRoll, known: ClassRoll, today: date) -> RollPlan:
    """Return what a workbook would change: only what differs, only sessions that were held."""
    names = _by_name(known.learners)
    held = {session.id for session in known.sessions if session.day <= today}
    changes: list[Change] = []
    errors = list(parsed.errors)
    doubts = [
        f"Cột “{text}” không khớp buổi nào của lớp nên không được đọc." for text in parsed.unknown_columns
    ]
    doubts += _too_early(parsed.lines, known.sessions, held)
    rows: dict[UUID, int] = {}
    for line in parsed.lines:
        learner = _learner_of(line, names)
        if isinstance(learner, str):
            errors.append(RowError(line.row, "full_name", "learner_unknown", learner))
        elif learner.id in rows:
            words = f"{line.full_name} đã có ở dòng {rows[learner.id]}."
            errors.append(RowError(line.row, "full_name", "learner_repeated", words))
        else:
            rows[learner.id] = line.row
            if line.birth_date is None:
                doubts.append(f"Dòng {line.row}: {line.full_name} không có ngày sinh, nhận theo tên.")
            found = [
                change for change in _changes(line, learner, known.recorded) if change.session_id in held
            ]
            changes += found
            doubts += _against_the_code(line, learner, found, known)
    missing = [row.full_name for row in known.learners if row.id not in rows]
    return RollPlan(changes, sorted(errors, key=lambda error: error.row), doubts, missing)


def _by_name(learners: Iterable[EnrolledRow]) -> dict[str, list[EnrolledRow]]:
    found: dict[str, list[EnrolledRow]] = defaultdict(list)
    for learner in learners:
        found[fold(learner.full_name)].append(learner)
    return found


def _learner_of(line: RollLine, names: Mapping[str, list[EnrolledRow]]) -> EnrolledRow | str:
    """Return the learner a line is about, or why nobody is."""
    namesakes = names.get(fold(line.full_name), [])
    if not namesakes:
        return f"{line.full_name} không có trong lớp."
    if line.birth_date is not None:
        namesakes = [one for one in namesakes if one.birth_date == line.birth_date]
    if not namesakes:
        return f"{line.full_name} trong lớp không sinh ngày {line.birth_date:%d/%m/%Y}."
    if len(namesakes) > 1:
        words = "ghi ngày sinh, nếu vẫn trùng thì điểm danh trên cổng"
        return f"Lớp có {len(namesakes)} người tên {line.full_name}; {words}."
    return namesakes[0]


def _changes(
    line: RollLine, learner: EnrolledRow, recorded: Mapping[tuple[UUID, UUID], int]
) -> Iterable[Change]:
    for session_id, periods in line.periods.items():
        before = recorded.get((session_id, learner.id))
        if before != periods:
            yield Change(learner.id, session_id, before, periods)


def _too_early(
    lines: Iterable[RollLine], sessions: Sequence[SessionRow], held: Collection[UUID]
) -> list[str]:
    filled = {session_id for line in lines for session_id in line.periods}
    return [
        f"Buổi {number} ngày {session.day:%d/%m/%Y} chưa đến nên phần đã ghi chưa được nhận."
        for number, session in enumerate(sessions, start=1)
        if session.id in filled and session.id not in held
    ]


def _against_the_code(
    line: RollLine, learner: EnrolledRow, changes: Iterable[Change], known: ClassRoll
) -> list[str]:
    places = {session.id: number for number, session in enumerate(known.sessions, start=1)}
    return [
        f"Dòng {line.row}: {line.full_name} đã quét mã ở buổi {places[change.session_id]} nhưng tệp ghi vắng."
        for change in changes
        if change.after == 0 and (change.session_id, learner.person_id) in known.scanned
    ]
