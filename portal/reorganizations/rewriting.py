"""The statements that write rows again at another house: what arrives, what departs, what follows.

``going`` (a table of the transaction) names every row concerned: ``arrives`` is written at the
receiver, ``departs`` is taken away, ``there`` has stood at the receiver since an earlier move (a
cell that comes back finds its closed unit again; what is alive replaces it). Parameters: ``house``,
``receiver``, ``units`` (those that leave, or none when everything goes) and ``effective_on``.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from psycopg import sql

from portal.kernel.database import Base
from portal.reorganizations.leaving import (
    HOUSE_WIDE_ROLES,
    SHARED,
    STANDING,
    leaving_rows,
    loose_ends,
    owners,
    ties,
)
from portal.reorganizations.moving import moving_tables, references, references_of

if TYPE_CHECKING:
    from sqlalchemy import Table

    from portal.reorganizations.moving import Reference

GOING = sql.SQL(
    "create temporary table going (name text, id uuid, arrives boolean not null, departs boolean not null,"
    " there boolean not null default false, primary key (name, id)) on commit drop"
)
_DOUBLED = sql.SQL(
    "update going set arrives = false, departs = false from membership old, membership known"
    " where going.name = 'membership' and old.tenant_id = %(house)s and old.id = going.id"
    " and known.tenant_id = %(receiver)s and known.account_id = old.account_id and known.id <> old.id"
)
"""The account is known at the receiver already: its old membership stays behind, switched off."""
RETIRE_MEMBERS = sql.SQL(
    "update membership old set is_active = false, unit_id = null, person_id = null from going"
    " where going.name = 'membership' and going.id = old.id and not going.departs"
    " and old.tenant_id = %(house)s"
)
CLOSE_UNITS = sql.SQL(
    "update unit set closed_on = coalesce(closed_on, %(effective_on)s)"
    " where tenant_id = %(house)s and id = any(%(units)s)"
)

NOTED = sql.SQL(
    "select name, count(*) filter (where arrives), count(*) filter (where departs),"
    " count(*) filter (where arrives and there) from going group by name"
)
_OF_CLOSED_UNIT = sql.SQL(
    "exists (select from unit one where one.tenant_id = %(house)s and one.id = old.unit_id"
    " and one.closed_on is not null)"
)
_STALE: dict[str, sql.Composable] = {
    "unit": sql.SQL("old.closed_on is not null"),
    "unit_name": _OF_CLOSED_UNIT,
    "unit_attribute": _OF_CLOSED_UNIT,
    "membership": sql.SQL("not old.is_active or twin.is_active"),
    **dict.fromkeys(SHARED, sql.SQL("true")),
}
"""When a row that stands in both houses is the dead one; the other is kept as it is."""


def note_everything() -> list[sql.Composed]:
    """Return the statements that note all rows of a house as going."""
    every = sql.SQL("insert into going select {0}, id, true, true from {1} where tenant_id = %(house)s")
    return [
        *(every.format(sql.Literal(one.name), sql.Identifier(one.name)) for one in moving_tables()),
        *_note_doubled(),
    ]


def _note_doubled() -> list[sql.Composed]:
    there = sql.SQL(
        "update going set there = true, arrives = arrives and not ({1}) from {0} old, {0} twin"
        " where going.name = {2} and old.tenant_id = %(house)s and old.id = going.id"
        " and twin.tenant_id = %(receiver)s and twin.id = going.id"
    )
    return [
        *(there.format(sql.Identifier(name), stale, sql.Literal(name)) for name, stale in _STALE.items()),
        sql.Composed([_DOUBLED]),
    ]


def note_leaving() -> list[sql.Composed]:
    """Return the statements that note what leaves with some units, and what both houses then need."""
    known = owners()
    leaving = leaving_rows(lambda _name: True, sql.SQL("select {0} as name, id from {1}"))
    base = sql.SQL("insert into going select name, id, true, name <> all ({}) from ({}) one")
    statements = [
        base.format(sql.Literal(sorted(STANDING)), leaving),
        sql.Composed([sql.SQL("analyze going")]),
    ]
    needed = sql.SQL(
        "insert into going select distinct {0}, named.{2}, true, false from {1} named"
        " join going on going.name = {3} and going.id = named.id and going.arrives"
        " where named.tenant_id = %(house)s on conflict do nothing"
    )
    held = sql.SQL(
        "update going set departs = false where name = {0} and departs and exists (select from {1} named"
        " where named.tenant_id = %(house)s and named.{2} = going.id and not exists"
        " (select from going too where too.name = {3} and too.id = named.id and too.departs))"
    )
    for tie in ties():
        table, column = sql.Identifier(tie.table), sql.Identifier(tie.column)
        if tie.table in known and tie.table not in STANDING:
            statements.append(needed.format(sql.Literal(tie.other), table, column, sql.Literal(tie.table)))
        if tie.other in known and tie.other not in STANDING:
            statements.append(held.format(sql.Literal(tie.other), table, column, sql.Literal(tie.table)))
    names = sql.SQL(
        "insert into going select 'unit_name', named.id, true, false from unit_name named"
        " join going on going.name = 'unit' and going.id = named.unit_id"
        " where named.tenant_id = %(house)s on conflict do nothing"
    )
    return [*statements, sql.Composed([names]), *_note_doubled()]


def copy(table: Table, pointing: list[Reference], *, is_whole: bool) -> sql.Composed:
    """Return the statement that writes the arriving rows of a table at the receiver, under the same id."""
    names = [column.name for column in table.columns if column.computed is None]
    loose = {} if is_whole else loose_ends(table)
    values = [_value(table, name, pointing, loose.get(name), is_whole=is_whole) for name in names]
    return sql.SQL(
        "insert into {0} ({1}) select {2} from {0} old where old.tenant_id = %(house)s and {3}{4}"
    ).format(
        sql.Identifier(table.name),
        sql.SQL(", ").join(map(sql.Identifier, names)),
        sql.SQL(", ").join(values),
        _goes(table.name, sql.Identifier("old", "id"), "arrives"),
        _in_place_of_the_dead(names) if table.name in STANDING else sql.SQL(""),
    )


def _in_place_of_the_dead(names: list[str]) -> sql.Composed:
    changes = sql.SQL(", ").join(sql.SQL("{0} = excluded.{0}").format(sql.Identifier(name)) for name in names)
    return sql.SQL(" on conflict (tenant_id, id) do update set {}").format(changes)


def _value(
    table: Table, name: str, pointing: list[Reference], loose: str | None, *, is_whole: bool
) -> sql.Composable:
    """Return what a column holds at the receiver."""
    column = sql.Identifier("old", name)
    if name == "tenant_id":
        return sql.SQL("%(receiver)s::uuid")
    if name == "origin_tenant_id":
        return sql.SQL("coalesce({}, %(house)s)").format(column)
    if name == "origin_until":
        return sql.SQL("coalesce({}, %(effective_on)s)").format(column)
    if (table.name, name) == ("membership", "is_active"):
        roles = sql.Literal(HOUSE_WIDE_ROLES)
        return sql.SQL("old.is_active and not old.roles && {}::text[]").format(roles)
    if (table.name, name) == ("unit", "closed_on") and not is_whole:
        return sql.SQL(
            "case when old.id = any(%(units)s) then old.closed_on"
            " else coalesce(old.closed_on, %(effective_on)s) end"
        )
    if (table.name, name) == ("student_cohort", "students") and not is_whole:
        return sql.SQL("0")
    if _names_member(table, name):
        return sql.SQL(
            "coalesce((select new.id from membership was join membership new"
            " on new.tenant_id = %(receiver)s and new.account_id = was.account_id"
            " where was.tenant_id = %(house)s and was.id = {0}), {1})"
        ).format(column, _if_it_arrives(column, loose))
    for one in pointing:
        if (one.table, one.house_column) == (table.name, name):
            return sql.SQL("case when {} then %(receiver)s else {} end").format(
                _speaks_of_leaving(one, "old", is_whole=is_whole), column
            )
    return _if_it_arrives(column, loose)


def _if_it_arrives(column: sql.Identifier, other: str | None) -> sql.Composable:
    """Return the column, or nothing when what it names does not come along."""
    if other is None:
        return column
    return sql.SQL("case when {} then {} end").format(_goes(other, column, "arrives"), column)


def _names_member(table: Table, name: str) -> bool:
    return any(
        key.referred_table.name == "membership" and name in key.columns and name != "tenant_id"
        for key in table.foreign_key_constraints
    )


def follow(one: Reference, *, is_whole: bool) -> sql.Composed:
    """Return the statement that leads rows of any house that name a departing one to the receiver."""
    return sql.SQL(
        "update {0} old set {1} = %(receiver)s where {2} and not (old.tenant_id = %(house)s and {3})"
    ).format(
        sql.Identifier(one.table),
        sql.Identifier(one.house_column),
        _speaks_of_leaving(one, "old", is_whole=is_whole),
        _goes(one.table, sql.Identifier("old", "id"), "departs"),
    )


def _speaks_of_leaving(one: Reference, alias: str, *, is_whole: bool) -> sql.Composed:
    names_it = sql.SQL("{} = %(house)s").format(sql.Identifier(alias, one.house_column))
    if one.is_addressee and is_whole:
        return sql.SQL("({})").format(names_it)
    named = [_goes(table, sql.Identifier(alias, column), "departs") for column, table in one.rows]
    ways = named or _ways_to_be_about_leaving(one.table, alias)
    return sql.SQL("({} and ({}))").format(names_it, sql.SQL(" or ").join(ways))


def _ways_to_be_about_leaving(name: str, alias: str) -> list[sql.Composable]:
    """Return how what a house was told can be about somebody who leaves it.

    It names a row that departs, a departing row answers it, or it gives name and birth date.
    """
    known = owners()
    ways: list[sql.Composable] = [
        _goes(table, sql.Identifier(alias, column), "departs")
        for other in references()
        if other.table == name
        for column, table in other.rows
    ]
    answered = sql.SQL("exists (select from {0} said where said.{1} = {2} and {3})")
    for table in moving_tables():
        for (_house, column), other_name in references_of(table, inside=False):
            if other_name == name and table.name in known:
                goes = _goes(table.name, sql.Identifier("said", "id"), "departs")
                answer = [sql.Identifier(table.name), sql.Identifier(column), sql.Identifier(alias, "id")]
                ways.append(answered.format(*answer, goes))
    if {"folded_name", "birth_date"} <= set(Base.metadata.tables[name].columns.keys()):
        ways.append(
            sql.SQL(
                "exists (select from person known join going on going.name = 'person' and going.id = known.id"
                " where known.tenant_id = %(house)s and known.folded_name = {0}.folded_name"
                " and known.birth_date = {0}.birth_date)"
            ).format(sql.Identifier(alias))
        )
    return ways or [sql.SQL("false")]


def arriving_files(table: Table) -> sql.Composed:
    """Return the query of the files that arriving rows of a table speak of."""
    return sql.SQL(
        "select distinct old.file_digest from {} old where old.tenant_id = %(house)s"
        " and old.file_digest <> '' and {}"
    ).format(sql.Identifier(table.name), _goes(table.name, sql.Identifier("old", "id"), "arrives"))


def let_go() -> list[sql.Composed]:
    """Return the statements by which what stays lets go of what departs, where it may."""
    known = owners()
    statement = sql.SQL("update {0} old set {1} = null where old.tenant_id = %(house)s and {2} and not {3}")
    return [
        statement.format(
            sql.Identifier(table.name),
            sql.Identifier(column),
            _goes(other, sql.Identifier("old", column), "departs"),
            _goes(table.name, sql.Identifier("old", "id"), "departs"),
        )
        for table in moving_tables()
        for column, other in loose_ends(table).items()
        if other in known and other not in STANDING
    ]


def take_away(table: Table) -> sql.Composed:
    """Return the statement that deletes the departing rows of a table."""
    return sql.SQL("delete from {0} old where old.tenant_id = %(house)s and {1}").format(
        sql.Identifier(table.name), _goes(table.name, sql.Identifier("old", "id"), "departs")
    )


def _goes(name: str, row: sql.Identifier, how: str) -> sql.Composed:
    return sql.SQL("exists (select from going where name = {} and id = {} and {})").format(
        sql.Literal(name), row, sql.Identifier(how)
    )
