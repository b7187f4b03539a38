"""The monthly review of a candidate's effort (letter 1849-CV/ĐUK, task 1; rules.md §13.4)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, Index, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house
from portal.organizations.models import one_of


class Rating(StrEnum):
    """Tốt, Khá, Trung bình, Chưa đạt: the product's own scale, not law."""

    GOOD = "good"
    FAIR = "fair"
    AVERAGE = "average"
    POOR = "poor"


class Proposal(StrEnum):
    """What the helper proposes to the cell."""

    KEEP = "keep"
    SEND_TO_CLASS = "send_to_class"
    PREPARE_DOSSIER = "prepare_dossier"
    REMOVE = "remove"


ITEMS = (
    "political_awareness",
    "professional_result",
    "study_training",
    "discipline",
    "union_role",
    "relations",
)
"""The rated items, in the order of the paper."""


class ProgressReview(Owned, Base):
    """One month's review; a later one of the same month supersedes it, nothing is edited.

    Closed to the member door: it is the cell's working paper about the person.
    """

    __tablename__ = "progress_review"
    __table_args__ = (
        within_house("candidate_id", "candidate"),
        Index(
            "uq_progress_review_current",
            "tenant_id",
            "candidate_id",
            "period",
            unique=True,
            postgresql_where=text("is_current"),
        ),
        Index(None, "tenant_id", "period"),
        CheckConstraint("period ~ '^\\d{4}-(0[1-9]|1[0-2]|Q[1-4])$'", name="period"),
        *(one_of(item, Rating) for item in ITEMS),
        one_of("proposal", Proposal),
        {"comment": "Monthly reviews of candidates; superseded by a later row, never edited."},
    )

    candidate_id: Mapped[UUID]
    period: Mapped[str]
    political_awareness: Mapped[Rating]
    professional_result: Mapped[Rating]
    study_training: Mapped[Rating]
    discipline: Mapped[Rating]
    union_role: Mapped[Rating]
    relations: Mapped[Rating]
    task_title: Mapped[str] = mapped_column(default="")
    task_due_on: Mapped[date | None]
    task_result: Mapped[str] = mapped_column(default="")
    strengths: Mapped[str] = mapped_column(default="")
    weaknesses: Mapped[str] = mapped_column(default="")
    proposal: Mapped[Proposal]
    conclusion: Mapped[str] = mapped_column(default="")
    next_task: Mapped[str] = mapped_column(default="")
    due_on: Mapped[date]
    submitted_on: Mapped[date]
    reviewer_name: Mapped[str]
    reviewer_account_id: Mapped[UUID | None]
    is_current: Mapped[bool] = mapped_column(default=True)
    recorded_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def is_on_time(self) -> bool:
        """Tell whether it was handed in by the due day."""
        return self.submitted_on <= self.due_on

    def count_of(self, rating: Rating) -> int:
        """Return how many items got a rating."""
        return sum(getattr(self, item) == rating for item in ITEMS)
