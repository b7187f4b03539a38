"""Reports as they were made: the figures of that day stay, whatever the record says later."""

from __future__ import annotations

from datetime import date, datetime
from typing import Any

from sqlalchemy import CheckConstraint, Index, Text, text
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Addressed, addressed_index
from portal.kernel.tenancy_v1 import APPEND
from portal.organizations.models import one_of
from portal.oversight.reports.periods import ReportKind


class PeriodicReport(Addressed, Base):
    """One report of one period; a house's is addressed to Khối, Khối's own to nobody.

    ``sections`` hold sentences, figures and tables of ``as_of``. A second report of a period is a
    row of its own: the later one counts, the earlier one stays.
    """

    __tablename__ = "periodic_report"
    __table_args__ = (
        *addressed_index(),
        Index(None, "tenant_id", "period_key", "made_at"),
        Index(
            "uq_periodic_report_scheduled",
            "tenant_id",
            "period_key",
            unique=True,
            postgresql_where=text("is_scheduled"),
        ),
        one_of("kind", ReportKind),
        CheckConstraint("since <= until and since <= as_of", name="days"),
        {"comment": "Reports of a month, quarter, year or term with their figures frozen; append only."},
    )
    staff_verbs = APPEND

    kind: Mapped[ReportKind]
    period_key: Mapped[str]
    since: Mapped[date]
    until: Mapped[date]
    as_of: Mapped[date]
    sections: Mapped[list[dict[str, Any]]] = mapped_column(JSONB)
    remarks: Mapped[str] = mapped_column(Text, default="")
    is_scheduled: Mapped[bool] = mapped_column(default=False)
    made_by: Mapped[str]
    made_at: Mapped[datetime] = mapped_column(default=clock.now)
