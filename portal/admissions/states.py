"""What may happen to a dossier that was sent to Khối, and what each answer means for the house. Pure.

Order of the desk: 06-HD/TW §3.7 (appraise, decide by vote, one decision a person), 294-QĐ/TW §4.4
(annulment), §8.1 (deletion of a probationary member).
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from enum import StrEnum
from typing import Protocol, TypeVar
from uuid import UUID

from portal.candidates.stages import Stage


class Purpose(StrEnum):
    """What Khối is asked to decide."""

    ADMISSION = "admission"
    RECOGNITION = "recognition"


class AnswerKind(StrEnum):
    """What Khối did; TAKEN_BACK withdraws an earlier answer entered by mistake."""

    RECEIVED = "received"
    APPRAISED = "appraised"
    RETURNED = "returned"
    REFUSED = "refused"
    DECIDED = "decided"
    ANNULLED = "annulled"
    DELETED = "deleted"
    TAKEN_BACK = "taken_back"


class State(StrEnum):
    """Where a dossier stands: sent or withdrawn by the house, then what Khối did last."""

    SENT = "sent"
    WITHDRAWN = "withdrawn"
    RECEIVED = "received"
    APPRAISED = "appraised"
    RETURNED = "returned"
    REFUSED = "refused"
    DECIDED = "decided"
    ANNULLED = "annulled"
    DELETED = "deleted"


OPEN = (State.SENT, State.RECEIVED, State.APPRAISED)
"""With Khối, undecided."""

NEXT: dict[State, tuple[AnswerKind, ...]] = {
    State.SENT: (AnswerKind.RECEIVED, AnswerKind.RETURNED),
    State.RECEIVED: (AnswerKind.APPRAISED, AnswerKind.RETURNED),
    State.APPRAISED: (AnswerKind.DECIDED, AnswerKind.REFUSED, AnswerKind.RETURNED),
    State.DECIDED: (AnswerKind.ANNULLED, AnswerKind.DELETED),
}
AFTER_ADMISSION = frozenset({AnswerKind.ANNULLED, AnswerKind.DELETED})

STAGE_OF: dict[AnswerKind, Stage] = {
    AnswerKind.APPRAISED: Stage.APPRAISED,
    AnswerKind.RETURNED: Stage.RETURNED_FOR_SUPPLEMENT,
    AnswerKind.REFUSED: Stage.NOT_APPROVED,
    AnswerKind.DECIDED: Stage.DECIDED,
    AnswerKind.ANNULLED: Stage.ANNULLED,
    AnswerKind.DELETED: Stage.DELETED_PROBATIONARY,
}
SENDS_FROM: dict[Stage, Purpose] = {
    Stage.CELL_RESOLVED: Purpose.ADMISSION,
    Stage.COMMITTEE_RESOLVED: Purpose.ADMISSION,
    Stage.RETURNED_FOR_SUPPLEMENT: Purpose.ADMISSION,
    Stage.RECOGNITION_CELL_RESOLVED: Purpose.RECOGNITION,
    Stage.RECOGNITION_COMMITTEE_RESOLVED: Purpose.RECOGNITION,
}
"""Stages from which a dossier goes to Khối; a cell's own resolution is the last one only where no
committee stands above it."""


class Answered(Protocol):
    """An answer as far as its order matters."""

    @property
    def id(self) -> UUID: ...
    @property
    def kind(self) -> AnswerKind: ...
    @property
    def takes_back_id(self) -> UUID | None: ...


A = TypeVar("A", bound=Answered)


def standing_answers(answers: Iterable[A]) -> list[A]:
    """Return the answers that nobody took back, oldest first as given."""
    rows = list(answers)
    taken_back = {row.takes_back_id for row in rows}
    return [row for row in rows if row.kind is not AnswerKind.TAKEN_BACK and row.id not in taken_back]


def state_of(standing: Sequence[Answered], *, is_withdrawn: bool = False) -> State:
    """Return where a dossier stands after its standing answers."""
    if standing:
        return State(standing[-1].kind.value)
    return State.WITHDRAWN if is_withdrawn else State.SENT


def next_answers(state: State, purpose: Purpose) -> tuple[AnswerKind, ...]:
    """Return what Khối may do next, the ordinary thing first."""
    onward = NEXT.get(state, ())
    return onward if purpose is Purpose.ADMISSION else tuple(k for k in onward if k not in AFTER_ADMISSION)


def stage_after(kind: AnswerKind, purpose: Purpose) -> Stage | None:
    """Return the stage to which an answer brings a person; None for one that moves nobody.

    A dossier for recognition keeps its stage until the decision: the path knows none in between.
    """
    if purpose is Purpose.RECOGNITION:
        return Stage.OFFICIAL if kind is AnswerKind.DECIDED else None
    return STAGE_OF.get(kind)
