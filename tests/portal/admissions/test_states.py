"""The desk of Khối as a machine: what follows what, and what an answer means for the house."""

from __future__ import annotations

from dataclasses import dataclass, field
from uuid import UUID, uuid4

from hypothesis import given
from hypothesis import strategies as st

from portal.admissions.states import (
    OPEN,
    AnswerKind,
    Purpose,
    State,
    next_answers,
    stage_after,
    standing_answers,
    state_of,
)
from portal.candidates.stages import NEXT, Stage


@dataclass(frozen=True)
class Answer:
    kind: AnswerKind
    takes_back_id: UUID | None = None
    id: UUID = field(default_factory=uuid4)


@given(st.data(), st.sampled_from(Purpose))
def test_every_walk_stays_on_declared_answers_and_can_be_walked_back(data, purpose):
    answers: list[Answer] = []
    for _ in range(data.draw(st.integers(0, 12))):
        standing = standing_answers(answers)
        choices = next_answers(state_of(standing), purpose)
        if standing and data.draw(st.booleans()):
            answers.append(Answer(AnswerKind.TAKEN_BACK, standing[-1].id))
            assert standing_answers(answers) == standing[:-1]
        elif choices:
            kind = data.draw(st.sampled_from(choices))
            answers.append(Answer(kind))
            assert state_of(standing_answers(answers)) == kind.value
    kinds = [answer.kind for answer in standing_answers(answers)]
    assert AnswerKind.TAKEN_BACK not in kinds
    assert kinds.count(AnswerKind.DECIDED) <= 1


def test_what_was_withdrawn_or_settled_asks_nothing_more():
    assert state_of([], is_withdrawn=True) is State.WITHDRAWN
    for purpose in Purpose:
        for state in set(State) - set(OPEN) - {State.DECIDED}:
            assert next_answers(state, purpose) == ()
    assert next_answers(State.DECIDED, Purpose.RECOGNITION) == ()


def test_each_answer_brings_the_house_a_step_its_path_knows():
    from_stage = {AnswerKind.APPRAISED: Stage.SUBMITTED, AnswerKind.DECIDED: Stage.APPRAISED}
    from_stage |= {AnswerKind.RETURNED: Stage.APPRAISED, AnswerKind.REFUSED: Stage.APPRAISED}
    from_stage |= {AnswerKind.ANNULLED: Stage.DECIDED, AnswerKind.DELETED: Stage.CEREMONY_HELD}
    for kind, before in from_stage.items():
        assert stage_after(kind, Purpose.ADMISSION) in NEXT[before]
    assert stage_after(AnswerKind.RECEIVED, Purpose.ADMISSION) is None
    assert stage_after(AnswerKind.DECIDED, Purpose.RECOGNITION) is Stage.OFFICIAL
    assert stage_after(AnswerKind.RETURNED, Purpose.RECOGNITION) is None
