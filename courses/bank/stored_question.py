"""Between the question of the file formats and its two rows: the question and one version."""

from __future__ import annotations

from typing import Any

from courses.bank.fingerprint import fingerprint
from courses.bank.formats.picture import Picture
from courses.bank.formats.question import Difficulty, Question
from courses.bank.models import Question as QuestionRow
from courses.bank.models import QuestionVersion
from courses.bank.types.contract import Option
from portal.kernel.text import fold


def question_fields(question: Question) -> dict[str, Any]:
    """Return the columns of the question that follow from its present wording."""
    return {
        "lesson": question.lesson,
        "difficulty": question.difficulty.value if question.difficulty else None,
        "kind": question.kind,
        "fingerprint": fingerprint(question),
        "folded_text": fold(question.text),
    }


def version_fields(question: Question) -> dict[str, Any]:
    """Return the columns of one version."""
    return {
        "text": question.text,
        "options": [list(option) for option in question.options],
        "targets": [list(target) for target in question.targets],
        "key": list(question.key),
        "ignore_tones": question.ignore_tones,
        "explanation": question.explanation,
        "points": question.points,
        "pictures": [picture.to_json() for picture in question.pictures],
    }


def as_question(row: QuestionRow, version: QuestionVersion) -> Question:
    """Return a stored version as the question of the formats and of the type registry."""
    return Question(
        kind=row.kind,
        text=version.text,
        key=tuple(version.key),
        options=tuple(Option(*option) for option in version.options),
        targets=tuple(Option(*target) for target in version.targets),
        lesson=row.lesson,
        difficulty=Difficulty(row.difficulty) if row.difficulty else None,
        explanation=version.explanation,
        points=version.points,
        external_id=row.external_id,
        ignore_tones=version.ignore_tones,
        pictures=tuple(Picture.from_json(picture) for picture in version.pictures),
    )
