"""The record of who did what: a hash chain per tenant that no door can touch.

``record`` is called by every operation inside its own transaction. The database function
``audit_append`` takes tenant and door from the session itself, so neither can be forged by the
caller, and chains the SHA-256 of the entry before it under a lock on the tenant's head row.
Ids and field names are recorded; values of sensitive fields are not.
"""

from __future__ import annotations

import hashlib
import json
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING, Any
from uuid import UUID

from sqlalchemy import BigInteger, LargeBinary, Text, select, text
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.actor import Door, current_actor
from portal.kernel.database import Base, db
from portal.kernel.operation import note_entry
from portal.kernel.tenancy import System
from portal.kernel.tenancy_v1 import READ

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping

_APPEND = text(
    "select audit_append(:action, :subject_type, :subject_id, cast(:details as jsonb), :account_id, :actor)"
)

SENSITIVE = frozenset({"national_id", "phone", "ethnicity", "religion", "password", "code"})
"""Fields whose change is recorded by name only (rules.md §8.1)."""


class AuditHead(System, Base):
    __tablename__ = "audit_head"
    __table_args__ = (
        {"comment": "The last entry of each tenant's audit chain; locked while one is appended."},
    )
    service_doors = {Door.OVERSIGHT.value: READ}  # noqa: RUF012 -- declared like a table option

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


class AuditEntry(System, Base):
    __tablename__ = "audit_entry"
    __table_args__ = (
        {"comment": "Who did what, chained by SHA-256 per tenant; written by audit_append only."},
    )
    service_doors = {Door.OVERSIGHT.value: READ}  # noqa: RUF012 -- declared like a table option

    tenant_id: Mapped[UUID] = mapped_column(primary_key=True)
    sequence: Mapped[int] = mapped_column(BigInteger, primary_key=True)
    body: Mapped[str] = mapped_column(Text)
    previous_hash: Mapped[bytes] = mapped_column(LargeBinary)
    hash: Mapped[bytes] = mapped_column(LargeBinary)


def record(
    action: str,
    subject: Base | None = None,
    *,
    subject_id: UUID | None = None,
    before: Mapping[str, Any] | None = None,
    after: Mapping[str, Any] | None = None,
    **details: Any,
) -> None:
    """Append one entry (``noun.verb_in_past_tense``) to the tenant's chain, in this transaction.

    The subject is flushed first, so that the entry never speaks of a row that failed to land.
    """
    db.session.flush()
    note_entry(action)
    changes = _changes(before or {}, after or {})
    _append(
        action,
        subject.__tablename__ if subject is not None else "",
        subject.id if subject is not None else subject_id,  # type: ignore[attr-defined]
        {**({"changes": changes} if changes else {}), **details},
    )


def record_read(action: str, *, subject_type: str, subject_id: UUID | None, **details: Any) -> None:
    """Append an entry for a read of sensitive data or an export, through the audit door.

    The page's own transaction is read only; this one is separate and commits at once.
    """
    house = str(current_actor().tenant_id)
    with db.engines[Door.AUDIT.value].begin() as connection:
        connection.execute(text("select set_config('app.tenant_id', :t, true)"), {"t": house})
        connection.execute(_APPEND, _parameters(action, subject_type, subject_id, details))


def _append(action: str, subject_type: str, subject_id: UUID | None, details: dict[str, Any]) -> None:
    db.session.execute(_APPEND, _parameters(action, subject_type, subject_id, details))


def _parameters(
    action: str, subject_type: str, subject_id: UUID | None, details: Mapping[str, Any]
) -> dict[str, Any]:
    actor = current_actor()
    return {
        "action": action,
        "subject_type": subject_type,
        "subject_id": subject_id,
        "details": json.dumps(details, default=_plain, ensure_ascii=False, sort_keys=True),
        "account_id": actor.account_id,
        "actor": actor.name,
    }


def _changes(before: Mapping[str, Any], after: Mapping[str, Any]) -> dict[str, Any]:
    names = {name for name in {*before, *after} if before.get(name) != after.get(name)}
    return {name: "…" if name in SENSITIVE else [before.get(name), after.get(name)] for name in sorted(names)}


def _plain(value: object) -> object:
    if isinstance(value, UUID | Decimal):
        return str(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    if isinstance(value, set | frozenset):
        return sorted(str(item) for item in value)
    raise TypeError(f"cannot record a {type(value).__name__}")


@dataclass(frozen=True, slots=True)
class Break:
    """One place where a chain does not hold."""

    tenant_id: str
    sequence: int
    problem: str


@dataclass(frozen=True, slots=True)
class ChainReport:
    """What ``audit verify`` found."""

    tenants: int
    entries: int
    broken: list[Break]


def entry_hash(previous: bytes, body: str) -> bytes:
    """Return the hash the database must have stored for an entry."""
    return hashlib.sha256(previous + body.encode()).digest()


def check_chain(entries: Iterable[Any], heads: Mapping[str, tuple[int, bytes]]) -> ChainReport:
    """Walk entries ordered by (tenant, sequence) and compare each chain with its head row."""
    broken: list[Break] = []
    last: dict[str, tuple[int, bytes]] = {}
    count = 0
    for row in entries:
        count += 1
        tenant = str(row.tenant_id)
        sequence, previous = last.get(tenant, (0, b""))
        if row.sequence != sequence + 1:
            broken.append(Break(tenant, row.sequence, f"expected entry {sequence + 1}"))
        elif bytes(row.previous_hash) != previous:
            broken.append(Break(tenant, row.sequence, "does not follow the entry before it"))
        elif entry_hash(previous, row.body) != bytes(row.hash):
            broken.append(Break(tenant, row.sequence, "content does not match its hash"))
        last[tenant] = (row.sequence, bytes(row.hash))
    broken += [
        Break(tenant, head[0], "the chain does not end where its head says")
        for tenant, head in heads.items()
        if last.get(tenant, (0, b"")) != head
    ]
    return ChainReport(tenants=len(heads), entries=count, broken=broken)


def verify_chains() -> ChainReport:
    """Recompute every chain this door can see (the oversight door sees all)."""
    heads = {
        str(row.tenant_id): (row.sequence, bytes(row.hash))
        for row in db.session.execute(select(AuditHead.tenant_id, AuditHead.sequence, AuditHead.hash))
    }
    columns = (
        getattr(AuditEntry, name) for name in ("tenant_id", "sequence", "body", "previous_hash", "hash")
    )
    entries = select(*columns).order_by(AuditEntry.tenant_id, AuditEntry.sequence)
    return check_chain(db.session.execute(entries.execution_options(yield_per=1000)), heads)
