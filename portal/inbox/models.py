"""A word from somebody at the desk to an account of the same house."""

from __future__ import annotations

from datetime import date, datetime
from uuid import UUID

from sqlalchemy import ForeignKey, Index
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned


class Notice(Owned, Base):
    """Stands in the inbox of one account until it is read; the link leads to what is to be done."""

    __tablename__ = "notice"
    __table_args__ = (
        Index(None, "tenant_id", "to_account_id", "read_at"),
        {"comment": "Reminders of the desk to accounts of the house, read or not."},
    )

    to_account_id: Mapped[UUID] = mapped_column(ForeignKey("account.id"))
    subject: Mapped[str]
    """What it is about, as a word: the same subject is not sent twice while unread."""
    text: Mapped[str]
    url: Mapped[str]
    due_on: Mapped[date | None]
    sent_by: Mapped[str]
    sent_at: Mapped[datetime] = mapped_column(default=clock.now)
    read_at: Mapped[datetime | None]
