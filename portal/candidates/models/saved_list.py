"""A choice of columns and conditions under a name; never the people themselves."""

from __future__ import annotations

from datetime import datetime
from typing import Any
from uuid import UUID

from sqlalchemy import CheckConstraint, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned


class SavedList(Owned, Base):
    """What a list of people shows and asks for, kept for everybody of the house who may see lists.

    ``choice`` is what ``list_choice.as_document`` wrote. Who opens it sees the people he or she may see.
    """

    __tablename__ = "saved_list"
    __table_args__ = (
        UniqueConstraint("tenant_id", "name"),
        CheckConstraint("length(name) between 1 and 80", name="name"),
        {"comment": "Columns and conditions of a list of people under a name; holds no people."},
    )

    name: Mapped[str]
    choice: Mapped[dict[str, Any]] = mapped_column(JSONB)
    account_id: Mapped[UUID | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
