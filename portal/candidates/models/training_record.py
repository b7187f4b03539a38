"""That somebody completed a class: the one way by which course results reach eligibility."""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from enum import StrEnum
from uuid import UUID

from sqlalchemy import Index, Numeric, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, addressed_index, between_houses, within_house
from portal.organizations.models import one_of


class TrainingKind(StrEnum):
    AWARENESS_CLASS = "awareness_class"
    NEW_MEMBER_CLASS = "new_member_class"


class TrainingRecord(Addressed, Base):
    """Owned by the house that issued it (or that typed it from paper), addressed to the person's house.

    ``score`` is on the ten-point scale; ``certificate_code`` is the public code of a certificate
    of this portal, empty for one read from paper.
    """

    __tablename__ = "training_record"
    __table_args__ = (
        between_houses("person_tenant_id", "person_id", "person"),
        within_house("import_id", "candidate_import"),
        Index("ix_training_record_person", "person_id"),
        Index(None, "tenant_id", "import_id"),
        UniqueConstraint("tenant_id", "person_id", "kind", "certificate_number", "issued_on"),
        one_of("kind", TrainingKind),
        *addressed_index(),
        {"comment": "Completed classes of a person, by the issuing house, addressed to the person's."},
    )
    person_column = "person_id"

    person_tenant_id: Mapped[UUID]
    person_id: Mapped[UUID]
    kind: Mapped[TrainingKind]
    certificate_number: Mapped[str]
    issued_on: Mapped[date]
    grade: Mapped[str] = mapped_column(default="")
    score: Mapped[Decimal | None] = mapped_column(Numeric(4, 2))
    issuer: Mapped[str] = mapped_column(default="")
    class_name: Mapped[str] = mapped_column(default="")
    certificate_code: Mapped[str] = mapped_column(default="")
    annulled_on: Mapped[date | None]
    import_id: Mapped[UUID | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
