"""Whether candidates have been shown the answers of an exam: from then on nobody may write it again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from decimal import Decimal
from typing import Any
from uuid import UUID

from sqlalchemy import and_, select

from courses.exams.frozen_paper import FrozenItem
from courses.exams.models import Exam, ExamPurpose, PaperReview
from portal.kernel.database import db
from portal.kernel.errors import RuleRefused


@dataclass(frozen=True, slots=True)
class MarkedItem:
    """One item as it was drawn, what was given, what was right; ``earned`` None where nothing was marked."""

    item: FrozenItem
    given: list[str]
    key: list[str]
    earned: Decimal | None
    explanation: str

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> MarkedItem:
        """Read what ``show_review`` wrote."""
        earned = stored["earned"]
        return cls(
            FrozenItem.from_json(stored),
            stored["given"],
            stored["key"],
            None if earned is None else Decimal(earned),
            stored["explanation"],
        )


@dataclass(frozen=True, slots=True)
class Review:
    """The mark on the ten scale, the items behind it and what the markers wrote."""

    mark: Decimal
    shown_items: list[MarkedItem]
    remarks: list[str]


def are_answers_shown(exam_id: UUID) -> bool:
    """Tell whether anybody was shown right answers of an exam; a thu hoạch has none."""
    statement = (
        select(PaperReview.id)
        .join(Exam, and_(Exam.tenant_id == PaperReview.tenant_id, Exam.id == PaperReview.exam_id))
        .where(PaperReview.exam_id == exam_id, Exam.purpose == ExamPurpose.SCREENING)
    )
    return db.session.scalar(statement.limit(1)) is not None


def refuse_when_answers_are_shown(exam_id: UUID) -> None:
    """Raise RuleRefused when somebody was shown the answers."""
    if are_answers_shown(exam_id):
        raise RuleRefused("Đáp án của bài thi này đã cho học viên xem; không mở lại, không đổi được nữa.")


def find_review(attempt_id: UUID, person_id: UUID) -> Review | None:
    """Return what a person may look back on of an attempt, or None while nothing is allowed."""
    row = db.session.scalars(
        select(PaperReview)
        .where(PaperReview.attempt_id == attempt_id, PaperReview.person_id == person_id)
        .order_by(PaperReview.shown_at.desc())
        .limit(1)
    ).one_or_none()
    return Review(row.mark, [MarkedItem.from_json(item) for item in row.items], row.remarks) if row else None
