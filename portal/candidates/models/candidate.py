"""A person followed on the way into the Party, and the file such people came from."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from typing import Any
from uuid import UUID

from sqlalchemy import Index, UniqueConstraint
from sqlalchemy.dialects.postgresql import JSONB
from sqlalchemy.orm import Mapped, mapped_column

from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, within_house
from portal.organizations.models import one_of
from portal.people.models import SourceGroup


class ImportState(StrEnum):
    CHECKED = "checked"
    IMPORTED = "imported"
    UNDONE = "undone"


class CandidateImport(Owned, Base):
    """One uploaded list: checked first, then written, and undone while nothing touched its rows.

    ``unit_id``, ``source_group`` and ``list_resolution_no`` hold for every row of the file;
    ``file_sealed`` keeps the file, encrypted, between the dry run and the error workbook.
    """

    __tablename__ = "candidate_import"
    __table_args__ = (
        within_house("unit_id", "unit"),
        Index(None, "tenant_id", "created_at"),
        one_of("state", ImportState),
        one_of("source_group", SourceGroup),
        {"comment": "Lists of candidates read from a file: what was found, written and undone."},
    )

    file_name: Mapped[str]
    state: Mapped[ImportState] = mapped_column(default=ImportState.CHECKED)
    unit_id: Mapped[UUID | None]
    source_group: Mapped[SourceGroup] = mapped_column(default=SourceGroup.OTHER)
    list_resolution_no: Mapped[str] = mapped_column(default="")
    row_count: Mapped[int] = mapped_column(default=0)
    accepted_count: Mapped[int] = mapped_column(default=0)
    error_count: Mapped[int] = mapped_column(default=0)
    duplicate_count: Mapped[int] = mapped_column(default=0)
    report: Mapped[dict[str, Any]] = mapped_column(JSONB, default=dict)
    file_sealed: Mapped[str | None]
    created_by: Mapped[str]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
    imported_at: Mapped[datetime | None]
    undone_at: Mapped[datetime | None]


class Candidate(Owned, Base):
    """One person's way through the stages; where it started stands here, every step after in stage_step.

    ``clock_from`` is the day the limit of the present stage counts from (candidates.clocks); it
    follows from the steps and stands here so that a house is searched by it. ``version`` grows
    with each change, so that the second of two editors is told.
    """

    __tablename__ = "candidate"
    __table_args__ = (
        within_house("person_id", "person"),
        within_house("unit_id", "unit"),
        within_house("import_id", "candidate_import"),
        UniqueConstraint("tenant_id", "person_id"),
        Index("ix_candidate_person", "person_id"),
        Index(None, "tenant_id", "stage", "unit_id"),
        Index(None, "tenant_id", "stage", "clock_from", "id"),
        Index(None, "tenant_id", "import_id"),
        one_of("stage", Stage),
        one_of("first_stage", Stage),
        {"comment": "A person followed on the way into the Party, with the present stage."},
    )
    person_column = "person_id"

    person_id: Mapped[UUID]
    unit_id: Mapped[UUID | None]
    first_stage: Mapped[Stage]
    stage: Mapped[Stage]
    stage_since: Mapped[date]
    clock_from: Mapped[date | None]
    listed_on: Mapped[date | None]
    list_resolution_no: Mapped[str] = mapped_column(default="")
    removed_on: Mapped[date | None]
    remarks: Mapped[str] = mapped_column(default="")
    import_id: Mapped[UUID | None]
    version: Mapped[int] = mapped_column(default=1)
    created_at: Mapped[datetime] = mapped_column(default=clock.now)
