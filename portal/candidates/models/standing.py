"""The verdict of everybody for the gate ahead, kept so that a list of thousands is one question."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import Index, Text, UniqueConstraint
from sqlalchemy.dialects.postgresql import ARRAY
from sqlalchemy.orm import Mapped, mapped_column

from portal.eligibility.verdict import VerdictWord
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house
from portal.organizations.models import one_of


class EligibilityStanding(Owned, Base):
    """What the engine said of one candidate on ``judged_on``; true for every day before ``holds_until``.

    Derived, never evidence: it is deleted with any change of what it was judged from, and whoever
    has none is judged while the page is made (docs/decisions/012). ``lacking`` names the criteria
    that stop the step, those that fail first.
    """

    __tablename__ = "eligibility_standing"
    __table_args__ = (
        within_house("candidate_id", "candidate"),
        UniqueConstraint("tenant_id", "candidate_id"),
        Index(None, "tenant_id", "step", "verdict"),
        one_of("verdict", VerdictWord),
        {"comment": "Verdict of each candidate for the gate ahead; derived, deleted when its facts change."},
    )

    candidate_id: Mapped[UUID]
    step: Mapped[str]
    verdict: Mapped[VerdictWord]
    lacking: Mapped[list[str]] = mapped_column(ARRAY(Text))
    rule_set_id: Mapped[str]
    judged_on: Mapped[date]
    holds_until: Mapped[date | None]
    judged_at: Mapped[datetime] = mapped_column(default=clock.now)
