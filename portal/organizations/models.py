"""Houses, the cells inside them, and what both are called on a date (rules.md §9)."""

from __future__ import annotations

from datetime import date, datetime
from enum import StrEnum
from uuid import UUID

from sqlalchemy import CheckConstraint, ForeignKey, Index, UniqueConstraint
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel import clock
from portal.kernel.actor import Door
from portal.kernel.database import Base
from portal.kernel.tenancy import Owned, Published, current_tenant_id, new_id, within_house
from portal.kernel.tenancy_v1 import READ


class OrganizationKind(StrEnum):
    BLOC_COMMITTEE = "bloc_committee"
    GRASSROOTS_COMMITTEE_ORG = "grassroots_committee_org"
    GRASSROOTS_CELL = "grassroots_cell"
    MASS_UNION = "mass_union"


class UnionKind(StrEnum):
    TRADE_UNION = "trade_union"
    YOUTH_UNION = "youth_union"
    VETERANS_ASSOCIATION = "veterans_association"


class UnitKind(StrEnum):
    SECTION_ORG = "section_org"
    PARTY_CELL = "party_cell"
    PARTY_GROUP = "party_group"
    YOUTH_BRANCH = "youth_branch"
    UNION_GROUP = "union_group"


class AttributeName(StrEnum):
    HAS_YOUTH_UNION = "has_youth_union"
    HAS_TRADE_UNION = "has_trade_union"
    MEMBER_COUNT = "member_count"
    CELL_COUNT = "cell_count"


def one_of(column: str, values: type[StrEnum]) -> CheckConstraint:
    """Return the CHECK that keeps a text column within an enumeration."""
    listed = ", ".join(f"'{value.value}'" for value in values)
    return CheckConstraint(f"{column} in ({listed})", name=column)


PERIOD = CheckConstraint("valid_to is null or valid_to > valid_from", name="period")


class Organization(Published, Base):
    """A house for life: its names, parents and attributes change with dates, its id never.

    ``tenant_id`` is the root organisation (Khối), which alone writes here; every house reads. A house
    closed by a merger names in ``successor_id`` the house that took its people and open work over.
    """

    __tablename__ = "organization"
    __table_args__ = (
        UniqueConstraint("tenant_id", "code"),
        one_of("kind", OrganizationKind),
        CheckConstraint("(kind = 'mass_union') = (union_kind is not null)", name="union_kind"),
        {"comment": "Khối, its grassroots organisations and its unions: one row a tenant, kept for life."},
    )
    service_doors = {Door.AUTH.value: READ, Door.AUDIT.value: READ}  # noqa: RUF012 -- a table option

    tenant_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"), default=current_tenant_id)
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)
    code: Mapped[str]
    kind: Mapped[OrganizationKind]
    union_kind: Mapped[UnionKind | None]
    sector: Mapped[str] = mapped_column(default="")
    closed_on: Mapped[date | None]
    closing_decision: Mapped[str] = mapped_column(default="")
    successor_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"))
    created_at: Mapped[datetime] = mapped_column(default=clock.now)

    @property
    def is_root(self) -> bool:
        """Tell whether this is the organisation that oversees all others."""
        return self.id == self.tenant_id


class OrganizationName(Published, Base):
    __tablename__ = "organization_name"
    __table_args__ = (
        Index(None, "tenant_id", "organization_id", "valid_from"),
        PERIOD,
        {"comment": "What a house is called from a date until a date."},
    )
    service_doors = {Door.AUTH.value: READ}  # noqa: RUF012 -- a table option

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[str]
    decision_no: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class OrganizationParent(Published, Base):
    __tablename__ = "organization_parent"
    __table_args__ = (
        Index(None, "tenant_id", "organization_id", "valid_from"),
        PERIOD,
        {"comment": "Under whom a house stands from a date until a date."},
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    parent_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    decision_no: Mapped[str] = mapped_column(default="")
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class OrganizationAttribute(Published, Base):
    __tablename__ = "organization_attribute"
    __table_args__ = (
        Index(None, "tenant_id", "organization_id", "name", "valid_from"),
        one_of("name", AttributeName),
        PERIOD,
        {"comment": "A dated fact of a house: a count, or 1 and 0 for yes and no."},
    )

    organization_id: Mapped[UUID] = mapped_column(ForeignKey("organization.id"))
    name: Mapped[AttributeName]
    value: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class Unit(Owned, Base):
    """A cell or a union branch inside a house."""

    __tablename__ = "unit"
    __table_args__ = (
        within_house("parent_unit_id", "unit"),
        one_of("kind", UnitKind),
        {"comment": "Cells, section organisations and union branches inside a house."},
    )

    kind: Mapped[UnitKind]
    parent_unit_id: Mapped[UUID | None]
    closed_on: Mapped[date | None]
    created_at: Mapped[datetime] = mapped_column(default=clock.now)


class UnitName(Owned, Base):
    __tablename__ = "unit_name"
    __table_args__ = (
        within_house("unit_id", "unit"),
        Index(None, "tenant_id", "unit_id", "valid_from"),
        PERIOD,
        {"comment": "What a unit is called from a date until a date."},
    )

    unit_id: Mapped[UUID]
    name: Mapped[str]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class UnitAttribute(Owned, Base):
    __tablename__ = "unit_attribute"
    __table_args__ = (
        within_house("unit_id", "unit"),
        Index(None, "tenant_id", "unit_id", "name", "valid_from"),
        one_of("name", AttributeName),
        PERIOD,
        {"comment": "A dated fact of a unit: a count, or 1 and 0 for yes and no."},
    )

    unit_id: Mapped[UUID]
    name: Mapped[AttributeName]
    value: Mapped[int]
    valid_from: Mapped[date]
    valid_to: Mapped[date | None]


class TenantSetting(Published, Base):
    """Words and letterhead of a house; those of the root also name the levels everywhere."""

    __tablename__ = "tenant_setting"
    __table_args__ = (
        UniqueConstraint("tenant_id"),
        {"comment": "Labels and letterhead of a house: what documents and pages call things."},
    )
    service_doors = {Door.AUTH.value: READ}  # noqa: RUF012 -- a table option

    bloc_label: Mapped[str] = mapped_column(default="Khối")
    board_label: Mapped[str] = mapped_column(default="Ban Xây dựng tổ chức cơ sở đảng")
    superior_body: Mapped[str] = mapped_column(default="")
    issuing_body: Mapped[str] = mapped_column(default="")
    number_suffix: Mapped[str] = mapped_column(default="")
    place: Mapped[str] = mapped_column(default="")
    signing_authority: Mapped[str] = mapped_column(default="")
    signer_title: Mapped[str] = mapped_column(default="")
    signer_name: Mapped[str] = mapped_column(default="")
    recipients: Mapped[str] = mapped_column(default="")


class Holiday(Published, Base):
    __tablename__ = "holiday"
    __table_args__ = (
        UniqueConstraint("tenant_id", "day"),
        {"comment": "Days off on Monday to Friday, and Saturdays and Sundays worked instead."},
    )

    day: Mapped[date]
    name: Mapped[str]
    is_worked: Mapped[bool] = mapped_column(default=False)
