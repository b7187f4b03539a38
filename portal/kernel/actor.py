"""On whose behalf the code runs: frozen, made once per request, job or command."""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.kernel.errors import NoActorError

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID


class Door(StrEnum):
    """The database login role an actor comes in by (architecture.md §2)."""

    MEMBER = "portal_member"
    STAFF = "portal_staff"
    OVERSIGHT = "portal_oversight"
    AUTH = "portal_auth"
    AUDIT = "portal_audit"
    BACKUP = "portal_backup"


class Role(StrEnum):
    """What a person is in one tenant; one person may hold several."""

    CANDIDATE = "candidate"
    HELPER = "helper"
    CELL_SECRETARY = "cell_secretary"
    SECRETARY = "secretary"
    UNION_OFFICER = "union_officer"
    LECTURER = "lecturer"
    MARKER = "marker"
    KHOI_OFFICER = "khoi_officer"
    KHOI_LEADER = "khoi_leader"
    INSPECTOR = "inspector"
    SYSTEM_ADMIN = "system_admin"


@dataclass(frozen=True, slots=True)
class Actor:
    """Who acts, in which tenant, in which roles, through which door.

    ``unit_scope`` holds the units a cell secretary or helper is limited to; empty means the
    whole tenant. ``account_id`` is None for the built-in operator of commands and jobs.
    """

    tenant_id: UUID | None
    door: Door
    roles: frozenset[Role] = frozenset()
    account_id: UUID | None = None
    person_id: UUID | None = None
    unit_scope: frozenset[UUID] = field(default_factory=frozenset)
    name: str = ""
    token_scopes: frozenset[str] | None = None
    """What a program may do that came in by an access token; None for a person."""

    def has_role(self, *roles: Role) -> bool:
        """Tell whether the actor holds any of the roles."""
        return not self.roles.isdisjoint(roles)


_current: ContextVar[Actor | None] = ContextVar("current_actor", default=None)


def find_actor() -> Actor | None:
    """Return the current actor, or None when nobody was announced."""
    return _current.get()


def current_actor() -> Actor:
    """Return the current actor; raise when code forgot to say who acts."""
    actor = _current.get()
    if actor is None:
        message = "no actor: open acting_as(actor) around this code"
        raise NoActorError(message)
    return actor


@contextmanager
def acting_as(actor: Actor) -> Iterator[Actor]:
    """Run a block as one actor; the block's queries go through that actor's door."""
    token = _current.set(actor)
    try:
        yield actor
    finally:
        _current.reset(token)
