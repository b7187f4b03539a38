"""From a pool and a blueprint to one frozen paper with its key (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from uuid import UUID

from courses.bank.formats.question import Question
from courses.bank.types import essay
from courses.exams.blueprint import Candidate, Rule, draw
from courses.exams.frozen_paper import FrozenItem, ItemKey, Source, freeze


def machine_scored(pool: Sequence[Candidate]) -> list[Candidate]:
    """Return the questions a machine can score: what a screening exam may draw."""
    return [one for one in pool if one.kind != essay.NAME]


def draw_paper(
    pool: Sequence[Candidate], rules: Sequence[Rule], questions: Mapping[UUID, Question], seed: str
) -> tuple[list[FrozenItem], list[ItemKey]]:
    """Return the items and keys of one paper; the same for the same pool, rules and seed.

    ``questions`` holds the wording of every version in the pool. Raises BlueprintMistake.
    """
    frozen = [
        freeze(
            place.item,
            as_source(place.question_version_id, questions[place.question_version_id]),
            place.points,
            seed,
        )
        for place in draw(pool, rules, seed)
    ]
    return [item for item, _ in frozen], [key for _, key in frozen]


def as_source(version_id: UUID, question: Question) -> Source:
    """Return as much of a question of the bank as a paper needs."""
    return Source(
        version_id=version_id,
        type=question.kind,
        text=question.text,
        key=question.key,
        options=question.options,
        targets=question.targets,
        ignore_tones=question.ignore_tones,
        pictures=question.pictures,
    )
