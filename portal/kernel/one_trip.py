"""Several statements to PostgreSQL and back in one round trip, for what everybody does at the same moment.

The driver sends and waits once a statement, and SQLAlchemy adds its own work to each; for the look-up of
every request's session and for the exam's autosave that is most of the price. Here the statements of one
trip leave in one packet, prepared once a connection, and their answers are read one after the other.
Nothing else should need this.
"""

from __future__ import annotations

import hashlib
import select
from contextlib import closing
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from typing import TYPE_CHECKING, Any

from psycopg import pq
from psycopg.adapt import Transformer
from psycopg.errors import InvalidSqlStatementName, error_from_result
from sqlalchemy.dialects.postgresql.psycopg import PGDialect_psycopg

if TYPE_CHECKING:
    from collections.abc import Iterator, Mapping, Sequence

    import psycopg
    from sqlalchemy import ClauseElement, Engine

_DIALECT = PGDialect_psycopg(paramstyle="numeric_dollar")  # type: ignore[no-untyped-call]  # SQLAlchemy's own
_KEPT = "one_trip"
OFF = pq.PipelineStatus.OFF
_GOOD = frozenset({pq.ExecStatus.COMMAND_OK, pq.ExecStatus.TUPLES_OK})


@dataclass(frozen=True, slots=True)
class Step:
    """One statement with the names of its parameters in the order of its places ($1, $2 …)."""

    name: bytes
    sql: bytes
    parameters: tuple[str, ...] = ()
    is_frame: bool = False
    """Opens, binds or ends the transaction; who counts statements does not count it."""

    @classmethod
    def of(cls, sql: str, parameters: Sequence[str] = (), *, is_frame: bool = False) -> Step:
        """Return the step of a text, under a name that says which text it is."""
        name = "trip_" + hashlib.sha256(sql.encode()).hexdigest()[:24]
        return cls(name.encode(), sql.encode(), (*parameters,), is_frame)


@lru_cache(64)
def step_of(statement: ClauseElement) -> Step:
    """Return the step of an SQLAlchemy statement; made once for each."""
    compiled: Any = statement.compile(dialect=_DIALECT)
    return Step.of(str(compiled), compiled.positiontup or ())


BEGIN, COMMIT = Step.of("begin", is_frame=True), Step.of("commit", is_frame=True)


@dataclass(slots=True)
class _Kept:
    """What is kept with one connection of the pool: what it has prepared, and how to read its answers."""

    reader: Any
    prepared: set[bytes] = field(default_factory=set)


def send(engine: Engine, *steps: Step, values: Mapping[str, object]) -> list[list[tuple[Any, ...]]]:
    """Run the steps in order on a connection of the pool; return the rows of each.

    Raises the first error as psycopg would; the steps behind it did not run. A connection that was
    lost is thrown away, an open transaction is rolled back when the connection goes back.
    """
    with closing(engine.raw_connection()) as pooled:
        driver: psycopg.Connection[Any] = pooled.driver_connection  # type: ignore[assignment]
        kept: _Kept = pooled.info.get(_KEPT) or pooled.info.setdefault(
            _KEPT, _Kept(Transformer.from_context(driver))
        )
        _tell(engine, "before_cursor_execute", steps)
        try:
            answers = _run(driver, kept, steps, values)
        except BaseException as error:
            if driver.pgconn.status != pq.ConnStatus.OK or driver.pgconn.pipeline_status != OFF:
                pooled.invalidate(error)
            raise
        _tell(engine, "after_cursor_execute", steps)
        return [_rows(kept.reader, answer) for answer in answers]


def _run(
    driver: psycopg.Connection[Any], kept: _Kept, steps: Sequence[Step], values: Mapping[str, object]
) -> list[pq.abc.PGresult]:
    """Run the steps, once more when the connection lost what was prepared on it.

    The driver throws away every prepared statement of a connection when it sees a rollback or a change
    of schema, ours with its own. What failed for that reason has done nothing.
    """
    for is_again in (False, True):
        fresh = {step.name: step for step in steps if step.name not in kept.prepared}
        answers = _exchange(driver.pgconn, steps, fresh, values)
        good = [answer.status in _GOOD for answer in answers]
        kept.prepared.update(name for name, is_good in zip(fresh, good, strict=False) if is_good)
        if all(good):
            return answers[len(fresh) :]
        error = error_from_result(answers[good.index(False)])
        if is_again or not isinstance(error, InvalidSqlStatementName):
            raise error
        kept.prepared.clear()
        driver.rollback()
    raise AssertionError("unreachable")


def _tell(engine: Engine, event: str, steps: Sequence[Step]) -> None:
    """Tell those who listen to the engine's statements, as SQLAlchemy does."""
    for listener in getattr(engine.dispatch, event):
        for step in steps:
            if not step.is_frame:
                listener(None, None, step.sql.decode(), (), None, False)


def _exchange(
    pgconn: pq.abc.PGconn, steps: Sequence[Step], fresh: Mapping[bytes, Step], values: Mapping[str, object]
) -> list[pq.abc.PGresult]:
    written = {name: _written(value) for name, value in values.items()}
    pgconn.enter_pipeline_mode()
    for step in fresh.values():
        pgconn.send_prepare(step.name, step.sql)
    for step in steps:
        pgconn.send_query_prepared(step.name, [written[name] for name in step.parameters])
    pgconn.pipeline_sync()
    answers = list(_answers(pgconn))
    pgconn.exit_pipeline_mode()
    return answers


def _answers(pgconn: pq.abc.PGconn) -> Iterator[pq.abc.PGresult]:
    """Yield every answer up to the mark that ends the trip; an empty one only parts two answers.

    The driver would wait inside ``get_result`` with the whole process standing still, so the wait is here.
    """
    while pgconn.flush():
        _wait(pgconn.socket, select.POLLIN | select.POLLOUT)
        pgconn.consume_input()
    while pgconn.status == pq.ConnStatus.OK:
        if pgconn.is_busy():
            _wait(pgconn.socket, select.POLLIN)
            pgconn.consume_input()
            continue
        answer = pgconn.get_result()
        if answer is None:
            continue
        if answer.status == pq.ExecStatus.PIPELINE_SYNC:
            return
        yield answer


def _wait(socket: int, events: int) -> None:
    poll = select.poll()
    poll.register(socket, events)
    poll.poll()


def _rows(reader: Any, answer: pq.abc.PGresult) -> list[tuple[Any, ...]]:
    if answer.status != pq.ExecStatus.TUPLES_OK:
        return []
    reader.set_pgresult(answer)
    rows: list[tuple[Any, ...]] = reader.load_rows(0, answer.ntuples, tuple)
    return rows


def _written(value: object) -> bytes | None:
    if value is None:
        return None
    if isinstance(value, bool):
        return b"t" if value else b"f"
    text = value.isoformat() if isinstance(value, date) else str(value)
    if "\x00" in text:
        raise ValueError("PostgreSQL keeps no NUL")  # the driver would send only what stands before it
    return text.encode()
