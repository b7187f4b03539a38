"""The session: every statement goes through the database door of the current actor.

A door is a PostgreSQL login role with its own pool. No actor, no engine: the query raises.
The transaction is bound to the actor's tenant and person at its first statement and is read
only while a page is being read, so forgetting is safe (architecture.md §2).
"""

from __future__ import annotations

from contextlib import contextmanager
from contextvars import ContextVar
from copy import copy
from datetime import datetime
from enum import StrEnum
from functools import cache, wraps
from typing import TYPE_CHECKING, Any, ClassVar, ParamSpec, TypeVar

from flask_sqlalchemy import SQLAlchemy
from flask_sqlalchemy.session import Session as FlaskSession
from sqlalchemy import DateTime, Enum, MetaData, Select, Text, event, func, select, text
from sqlalchemy.orm import DeclarativeBase, Session, SessionTransaction

from portal.kernel import one_trip
from portal.kernel.actor import Actor, Door, acting_as, current_actor
from portal.kernel.errors import NotFound

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Mapping
    from uuid import UUID

    from sqlalchemy import ClauseElement, Connection, Engine, TextClause

    from portal.kernel.config import Settings


P = ParamSpec("P")
T = TypeVar("T")


class Base(DeclarativeBase):
    """The mother of all tables; constraints are named by one convention, words are text."""

    type_annotation_map: ClassVar[dict[Any, Any]] = {
        str: Text,
        datetime: DateTime(timezone=True),
        StrEnum: Enum(
            StrEnum,
            native_enum=False,
            length=40,
            create_constraint=False,
            values_callable=lambda words: [word.value for word in words],
        ),
    }
    metadata = MetaData(
        naming_convention={
            "ix": "ix_%(table_name)s_%(column_0_N_name)s",
            "uq": "uq_%(table_name)s_%(column_0_N_name)s",
            "ck": "ck_%(table_name)s_%(constraint_name)s",
            "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
            "pk": "pk_%(table_name)s",
        }
    )


class ActorChangedError(RuntimeError):
    """A transaction opened for one actor was about to be used by another: a bug."""


_read_only: ContextVar[dict[object, Any] | None] = ContextVar("read_only_transactions", default=None)
"""While a page is being read: what its reads marked ``once_a_page`` have answered; else None."""


class DoorSession(FlaskSession):
    """A session that picks the engine of the current actor's door."""

    def get_bind(self, *_: Any, **__: Any) -> Engine | Connection:
        actor = current_actor()
        opened: Actor | None = self.info.get(actor.door)
        if opened is not None and _binding(opened) != _binding(actor):
            raise ActorChangedError(f"transaction of {opened.name!r} used by {actor.name!r}")
        return self._db.engines[actor.door.value]


def _binding(actor: Actor) -> tuple[UUID | None, UUID | None]:
    return actor.tenant_id, actor.person_id


db = SQLAlchemy(
    metadata=Base.metadata,
    disable_autonaming=True,
    session_options={"class_": DoorSession, "expire_on_commit": False},
)


@event.listens_for(DoorSession, "after_begin")
def _bind_transaction(session: Session, _transaction: SessionTransaction, connection: Connection) -> None:
    actor = current_actor()
    session.info[actor.door] = actor
    settings = _settings_of(actor)
    if settings:
        calls = ", ".join(f"set_config('{name}', :v{i}, true)" for i, name in enumerate(settings))
        values = {f"v{i}": value for i, value in enumerate(settings.values())}
        connection.execute(text("select " + calls).execution_options(door_binding=True), values)


def _settings_of(actor: Actor) -> dict[str, str]:
    """Return what a transaction of this actor is bound to."""
    names = {"app.tenant_id": actor.tenant_id, "app.person_id": actor.person_id}
    settings = {name: str(value) for name, value in names.items() if value is not None}
    if _read_only.get() is not None or actor.door is Door.OVERSIGHT:
        settings["transaction_read_only"] = "on"
    return settings


@event.listens_for(DoorSession, "after_transaction_end")
def _forget_actors(session: Session, transaction: SessionTransaction) -> None:
    if transaction.parent is None:
        for door in Door:
            session.info.pop(door, None)


@contextmanager
def reading_only() -> Iterator[None]:
    """Make every transaction opened in the block read only (requests by GET and HEAD)."""
    token = _read_only.set({})
    try:
        yield
    finally:
        _read_only.reset(token)


def once_a_page(read: Callable[P, T]) -> Callable[P, T]:
    """Ask the database once for what several parts of one page want to know.

    Only while a page is being read, when nothing can change under it, and for each actor apart. The
    caller gets a shallow copy, so that one part's sorting is not the other's. For small things that
    many ask for: the houses, the units, what waits.
    """

    @wraps(read)
    def remembered(*args: P.args, **kwargs: P.kwargs) -> T:
        answers = _read_only.get()
        if answers is None:
            return read(*args, **kwargs)
        actor = current_actor()
        question = (read, actor.door, _binding(actor), actor.account_id, args, tuple(sorted(kwargs.items())))
        if question not in answers:
            answers[question] = read(*args, **kwargs)
        answer: T = copy(answers[question])
        return answer

    return remembered


@contextmanager
def session_as(actor: Actor) -> Iterator[Actor]:
    """Run a block as one actor in a session of its own (commands, jobs, tests)."""
    db.session.remove()
    try:
        with acting_as(actor):
            yield actor
    finally:
        db.session.remove()


@contextmanager
def service_connection(door: Door) -> Iterator[Connection]:
    """Open a short transaction of its own through a service door, before anybody is known.

    For sign-in and look-ups by code only; it commits when the block ends without an error.
    """
    with db.engines[door.value].begin() as connection:
        yield connection


def run_alone(statement: TextClause, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """Run one statement as a whole transaction of the current actor, in one round trip; return its rows.

    Binding, statement and commit go out together; the rows are read after the commit, so whoever has
    them may say that they are kept. For the exam's autosave, which everybody waits for at once;
    everything else takes the session, whose open transaction this one does not see.
    """
    actor = current_actor()
    settings = _settings_of(actor)
    steps = (one_trip.BEGIN, _binding_step(*settings), one_trip.step_of(statement), one_trip.COMMIT)
    return one_trip.send(db.engines[actor.door.value], *steps, values={**settings, **values})[2]


@cache
def _binding_step(*names: str) -> one_trip.Step:
    calls = (f"set_config('{name}', ${place}, true)" for place, name in enumerate(names, start=1))
    return one_trip.Step.of("select " + ", ".join(calls), names, is_frame=True)


def read_alone(door: Door, statement: ClauseElement, values: Mapping[str, object]) -> list[tuple[Any, ...]]:
    """Run one statement through a service door without a transaction round it (every request's session)."""
    return one_trip.send(db.engines[door.value], one_trip.step_of(statement), values=values)[0]


M = TypeVar("M", bound=Base)


def by_id(model: type[M], row_id: UUID) -> Select[M]:
    """Select one row by id in a way that uses the tenant-leading key through every door.

    Overseers have no tenant in their policy; naming every house turns the look-up into one
    index probe a house instead of a scan of all people.
    """
    statement = select(model).where(model.id == row_id)  # type: ignore[attr-defined]
    if current_actor().door is Door.OVERSIGHT and hasattr(model, "tenant_id"):
        houses = text("select id from organization")
        statement = statement.where(model.tenant_id.in_(houses))  # type: ignore[attr-defined]
    return statement


def find_row(model: type[M], row_id: UUID) -> M | None:
    """Return the row with this id if the actor's door shows it, else None."""
    return db.session.scalars(by_id(model, row_id)).one_or_none()


def get_row(model: type[M], row_id: UUID) -> M:
    """Return the row with this id; NotFound when it is not there or not the actor's."""
    row = find_row(model, row_id)
    if row is None:
        raise NotFound
    return row


def lock(model: type[M], row_id: UUID) -> M:
    """Return the row, locked until the transaction ends and read afresh; NotFound like get_row."""
    statement = by_id(model, row_id).with_for_update().execution_options(populate_existing=True)
    row = db.session.scalars(statement).one_or_none()
    if row is None:
        raise NotFound
    return row


def lock_name(name: str) -> None:
    """Hold a name of the actor's house until the transaction ends; whoever asks for it next waits.

    For work that has no row of its own to lock, such as giving consecutive numbers. What is read
    after it sees what the one before has committed.
    """
    key = func.hashtextextended(f"{current_actor().tenant_id}:{name}", 0)
    db.session.execute(select(func.pg_advisory_xact_lock(key)))


def engine_options(settings: Settings, url_of: dict[Door, str]) -> dict[str, dict[str, Any]]:
    """Return Flask-SQLAlchemy binds: one small pool a door, every hang bounded (quality.md)."""
    limits = "-c statement_timeout={0}s -c lock_timeout=5s -c idle_in_transaction_session_timeout=60s"
    seconds = {Door.OVERSIGHT: 30, Door.BACKUP: 3600}
    return {
        door.value: {
            "url": url,
            "pool_size": settings.pool_size if door in {Door.MEMBER, Door.STAFF, Door.AUTH} else 3,
            "max_overflow": 2,
            "pool_timeout": 5,
            "pool_pre_ping": False,
            "pool_recycle": 1800,
            "connect_args": {
                "connect_timeout": 5,
                "tcp_user_timeout": 15000,
                "options": limits.format(seconds.get(door, 20)),
                "application_name": door.value,
            },
        }
        for door, url in url_of.items()
    }
