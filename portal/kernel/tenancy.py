"""Whose row it is: every table says so by one mixin, and its policies follow from that.

``Owned``       a row of one house: its staff read and write it.
``Addressed``   a letter between houses: the owner writes, the owner and the addressee read.
``Published``   one house writes, everybody reads.
``Private``     only the person it is about, through the member door (open exam answers).
``System``      no house: the doors are listed by hand.
``AboutPerson`` beside one of the first three: opens the row to that person too.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any, ClassVar, cast
from uuid import UUID

from sqlalchemy import ForeignKey, ForeignKeyConstraint, Index
from sqlalchemy.orm import Mapped, declared_attr, mapped_column
from uuid_utils.compat import uuid7

from portal.kernel.actor import current_actor
from portal.kernel.database import Base
from portal.kernel.errors import NoActorError
from portal.kernel.tenancy_v1 import READ, WRITE, Kind, Protection, Verb

if TYPE_CHECKING:
    from sqlalchemy import Table


def new_id() -> UUID:
    """Return a fresh time-ordered id (UUIDv7); an id is not a secret."""
    return cast("UUID", uuid7())


def current_tenant_id() -> UUID:
    """Return the house the current actor writes in."""
    tenant_id = current_actor().tenant_id
    if tenant_id is None:
        raise NoActorError("this actor has no tenant to write in")
    return tenant_id


class _Kind:
    """What the mixins share: the declaration that the policy generator reads."""

    tenancy_kind: ClassVar[Kind]
    person_column: ClassVar[str | None] = None
    staff_verbs: ClassVar[tuple[Verb, ...]] = WRITE
    member_verbs: ClassVar[tuple[Verb, ...]] = READ
    shown_to_oversight: ClassVar[bool] = True
    service_doors: ClassVar[dict[str, tuple[Verb, ...]]] = {}


class _InHouse(_Kind):
    """Key of every tenant table: the house first, so that a reference cannot leave it."""

    tenant_id: Mapped[UUID] = mapped_column(
        ForeignKey("organization.id"), primary_key=True, default=current_tenant_id
    )
    id: Mapped[UUID] = mapped_column(primary_key=True, default=new_id)


class Owned(_InHouse):
    """A row of one house."""

    tenancy_kind = "owned"


class Addressed(_InHouse):
    """A row one house writes to another; without an addressee it is still the writer's own."""

    tenancy_kind = "addressed"
    to_tenant_id: Mapped[UUID | None] = mapped_column(ForeignKey("organization.id"))

    @declared_attr.directive
    def __table_args__(cls) -> tuple[Any, ...]:  # noqa: N805 -- SQLAlchemy calls it on the class
        return addressed_index()


class Published(_InHouse):
    """A row one house writes for everybody to read."""

    tenancy_kind = "published"


class Private(_InHouse):
    """A row only the person it is about may read or write."""

    tenancy_kind = "private"
    shown_to_oversight = False


class System(_Kind):
    """A row of no house; ``service_doors`` lists who may do what."""

    tenancy_kind = "system"


def addressed_index() -> tuple[Any, ...]:
    """Return the index every Addressed table needs for the addressee's reading."""
    return (Index(None, "to_tenant_id", "id"),)


def within_house(column: str, table: str) -> ForeignKeyConstraint:
    """Return a foreign key that carries the tenant, so that it cannot point into another house."""
    return ForeignKeyConstraint(["tenant_id", column], [f"{table}.tenant_id", f"{table}.id"])


def between_houses(tenant_column: str, column: str, table: str) -> ForeignKeyConstraint:
    """Return a foreign key to a row of a named other house (an addressee's person, a class of Khối)."""
    return ForeignKeyConstraint([tenant_column, column], [f"{table}.tenant_id", f"{table}.id"])


def protection_of(model: type[Base]) -> Protection:
    """Return the declared protection of a model; raise when it declares none."""
    if not issubclass(model, _Kind):
        raise TypeError(f"{model.__name__} does not say whose row it is: give it a mixin of kernel.tenancy")
    return Protection(
        table=cast("Table", model.__table__).name,
        kind=model.tenancy_kind,
        person_column=model.person_column,
        staff_verbs=model.staff_verbs,
        member_verbs=model.member_verbs,
        oversight=model.shown_to_oversight,
        doors=dict(model.service_doors),
    )


def declared_protections() -> dict[str, Protection]:
    """Return the protection of every mapped table, by table name."""
    found = [protection_of(mapper.class_) for mapper in Base.registry.mappers]
    return {protection.table: protection for protection in sorted(found, key=lambda p: p.table)}
