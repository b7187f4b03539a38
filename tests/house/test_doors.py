"""Table × door × verb, generated from the metadata and tried for real in PostgreSQL.

For each table two rows are written past every policy: one of house A (about Em where it is about
somebody), one of house B. Then each door, bound to A and to Em, tries each verb on each row. What
the declaration allows must work, everything else must be refused or see nothing.
"""

from __future__ import annotations

import datetime as dt
import uuid
from decimal import Decimal

import psycopg
import pytest
from psycopg import sql
from psycopg.types.json import Jsonb
from sqlalchemy import CheckConstraint, Enum, types
from sqlalchemy.dialects.postgresql import ARRAY, JSONB

from portal.kernel.actor import Door
from portal.kernel.database import Base
from portal.kernel.doors import door_url, libpq_url, parse_url
from portal.kernel.tenancy import declared_protections
from portal.kernel.tenancy_v1 import Protection, allowed_verbs

VERBS = ("select", "insert", "update", "delete")
PEOPLE_DOORS = [door.value for door in Door if door is not Door.BACKUP] + ["portal_queue"]


def models() -> dict[str, type[Base]]:
    return {mapper.class_.__table__.name: mapper.class_ for mapper in Base.registry.mappers}


def sample(column) -> object:
    kind = column.type
    if isinstance(kind, Enum):
        return kind.enums[0]
    if isinstance(kind, types.Uuid):
        return uuid.uuid4()
    if isinstance(kind, types.Boolean):
        return False
    if isinstance(kind, types.Integer):
        return 1
    if isinstance(kind, types.Numeric):
        return Decimal(1)
    if isinstance(kind, types.DateTime):
        return dt.datetime(2026, 1, 1, tzinfo=dt.UTC)
    if isinstance(kind, types.Date):
        return dt.date(2026, 1, 1)
    if isinstance(kind, JSONB):
        return Jsonb({})
    if isinstance(kind, ARRAY):
        return []
    if isinstance(kind, types.LargeBinary):
        return b"x"
    return uuid.uuid4().hex


def sample_row(table, protection: Protection, house: uuid.UUID, person: uuid.UUID, other: uuid.UUID) -> dict:
    """A row of one house. Foreign keys and checks are off while it is written: policies are the subject."""
    row = {column.name: sample(column) for column in table.columns if not column.nullable}
    if "tenant_id" in table.columns:
        row["tenant_id"] = house
    if protection.kind == "addressed":
        row["to_tenant_id"] = other
    if protection.person_column:
        row[protection.person_column] = person
    return row


@pytest.fixture
def doors(app, house, cast, owner_sql):
    """The two rows of every table, and a way to try a statement at a door."""
    database = owner_sql("select current_database()")[0][0]
    strangers = uuid.uuid4()
    elsewhere = uuid.uuid4()
    rows: dict[str, tuple[dict, dict]] = {}
    with psycopg.connect(libpq_url(house.owner.set(database=database)), autocommit=True) as owner:
        owner.execute("set session_replication_role = replica")
        owner.execute(sql.SQL("truncate {}").format(sql.SQL(", ").join(map(sql.Identifier, models()))))
        for name, model in models().items():
            protection = declared_protections()[name]
            table = model.__table__
            for constraint in table.constraints:
                if isinstance(constraint, CheckConstraint):
                    owner.execute(
                        sql.SQL("alter table {} drop constraint if exists {}").format(
                            sql.Identifier(name), sql.Identifier(str(constraint.name))
                        )
                    )
            mine = sample_row(table, protection, cast.house_a, cast.em.person_id, elsewhere)
            theirs = sample_row(table, protection, cast.house_b, strangers, elsewhere)
            if protection.person_column == "id":
                mine["id"] = uuid.uuid4()
            for row in (mine, theirs):
                insert(owner, name, row)
            rows[name] = (mine, theirs)

    connections: dict[str, psycopg.Connection] = {}

    def attempt(role: str, statement: sql.Composed, *, person: uuid.UUID | None = None) -> int | str:
        if role not in connections:
            connections[role] = psycopg.connect(url_at(app, house, database, role))
        connection = connections[role]
        connection.execute(
            "select set_config('app.tenant_id', %s, true), set_config('app.person_id', %s, true)",
            (str(cast.house_a), str(person or cast.em.person_id)),
        )
        try:
            return connection.execute(statement).rowcount
        except psycopg.errors.InsufficientPrivilege:
            return "refused"
        except psycopg.IntegrityError:
            return 1  # the policy let it through to the keys
        finally:
            connection.rollback()

    def past_keys(statement: str, *parameters) -> None:
        with psycopg.connect(libpq_url(house.owner.set(database=database)), autocommit=True) as owner:
            owner.execute("set session_replication_role = replica")
            owner.execute(statement, parameters)

    attempt.rows = rows
    attempt.past_keys = past_keys
    yield attempt
    for connection in connections.values():
        connection.close()


def url_at(app, house, database: str, role: str) -> str:
    """How a login role connects to the test database."""
    return libpq_url(
        parse_url(door_url(app.extensions["settings"], house.owner.set(database=database), role))
    )


def insert(connection, name: str, row: dict) -> None:
    connection.execute(insert_statement(name, row))


def insert_statement(name: str, row: dict) -> sql.Composed:
    return sql.SQL("insert into {} ({}) values ({})").format(
        sql.Identifier(name),
        sql.SQL(", ").join(map(sql.Identifier, row)),
        sql.SQL(", ").join(map(sql.Literal, row.values())),
    )


def condition(table, row: dict) -> sql.Composed:
    keys = [column.name for column in table.primary_key]
    parts = [sql.SQL("{} = {}").format(sql.Identifier(key), sql.Literal(row[key])) for key in keys]
    return sql.SQL(" and ").join(parts)


def statement(verb: str, name: str, table, row: dict) -> sql.Composed:
    where = condition(table, row)
    target = sql.Identifier(name)
    if verb == "select":
        return sql.SQL("select 1 from {} where {}").format(target, where)
    if verb == "delete":
        return sql.SQL("delete from {} where {}").format(target, where)
    if verb == "update":
        key = sql.Identifier([column.name for column in table.primary_key][-1])
        return sql.SQL("update {} set {} = {} where {}").format(target, key, key, where)
    fresh = dict(row)
    for column in table.primary_key:
        if column.name != "tenant_id" and isinstance(column.type, types.Uuid):
            fresh[column.name] = uuid.uuid4()
    for column in table.columns:
        if column.name in fresh and isinstance(column.type, types.Text) and not isinstance(column.type, Enum):
            fresh[column.name] = uuid.uuid4().hex
    return insert_statement(name, fresh)


def expected(protection: Protection, role: str, verb: str, *, own: bool) -> bool:
    """Whether the declaration lets this door do this to this row."""
    if verb not in allowed_verbs(protection).get(role, ()):
        return False
    if role in protection.doors or role == Door.OVERSIGHT.value:
        return True
    if protection.kind == "published" and verb == "select":
        return True
    return own


def test_matrix_of_tables_doors_and_verbs(doors):
    wrong = []
    tried = 0
    for name, protection in declared_protections().items():
        table = models()[name].__table__
        for role in PEOPLE_DOORS:
            for verb in VERBS:
                for own, row in zip((True, False), doors.rows[name], strict=True):
                    person = row[protection.person_column] if own and protection.person_column else None
                    fresh_person = protection.person_column == "id" and verb == "insert"
                    outcome = doors(role, statement(verb, name, table, row), person=person)
                    tried += 1
                    worked = outcome not in ("refused", 0)
                    if fresh_person and role == Door.MEMBER.value:
                        continue
                    if worked != expected(protection, role, verb, own=own):
                        wrong.append((name, role, verb, "own" if own else "foreign", outcome))
    assert wrong == []
    assert tried == len(declared_protections()) * len(PEOPLE_DOORS) * len(VERBS) * 2


def test_an_addressed_row_is_read_and_not_written_by_the_addressee(doors, cast):
    for name, protection in declared_protections().items():
        if protection.kind != "addressed":
            continue
        table = models()[name].__table__
        _, theirs = doors.rows[name]
        doors.past_keys(
            f"update {name} set to_tenant_id = %s where tenant_id = %s", cast.house_a, cast.house_b
        )
        assert doors("portal_staff", statement("select", name, table, theirs)) == 1, name
        for verb in ("update", "delete"):
            assert doors("portal_staff", statement(verb, name, table, theirs)) in ("refused", 0), (name, verb)


def test_without_a_bound_tenant_every_people_door_raises(app, house, owner_sql, cast):
    database = owner_sql("select current_database()")[0][0]
    for role in ("portal_staff", "portal_member"):
        with (
            psycopg.connect(url_at(app, house, database, role)) as connection,
            pytest.raises(psycopg.Error, match=r"app\.|invalid input"),
        ):
            connection.execute("select count(*) from person").fetchone()


def test_no_door_touches_the_audit_tables_but_by_the_function(doors):
    for role in PEOPLE_DOORS:
        for verb in ("insert", "update", "delete"):
            for name in ("audit_entry", "audit_head"):
                row = doors.rows[name][0]
                assert doors(role, statement(verb, name, models()[name].__table__, row)) == "refused"
