"""Which rows leave a house with some of its units (SQL as text, for the owner and for overseers).

A row belongs to whom it speaks of: the person, else the unit, else the row it hangs on, as an answer
hangs on its attempt. A person is where he or she is followed, else in the branch of the union, else
in the unit of the register. What speaks of nobody (classes, letters, plans) stays.

Parameters of the texts: ``house`` and ``units``, the house that is left and the units that leave it.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from psycopg import sql

from portal.kernel import seams
from portal.reorganizations.moving import moving_tables, references_of

if TYPE_CHECKING:
    from collections.abc import Callable

    from sqlalchemy import Table

HOUSE_WIDE_ROLES = ["secretary", "union_officer"]
"""Who holds these does not go along: such rights are given by a house, not moved."""
STANDING = frozenset({"unit", "unit_name", "unit_attribute", "membership"})
"""Written at both houses: the old one keeps the closed unit and the accounts, switched off."""
SHARED = frozenset({"activity", "student_cohort"})
"""Written at both houses when people of both are in them."""
_PEOPLE = ("candidate", "person")
_ANSWERS = {"referral_answer": "referral_id", "transfer_answer": "transfer_id", "mentoring_note": "task_id"}
"""The first answers name nobody yet: all answers to one thing go together."""


@dataclass(frozen=True, slots=True)
class Tie:
    """A column that must name a row of the same house: where one row goes, the other must be."""

    table: str
    column: str
    other: str


def owners() -> dict[str, tuple[str, str]]:
    """Return the tables whose rows can leave, each with the column and the table it belongs by."""
    found: dict[str, tuple[str, str]] = {"unit": ("id", "unit"), "person": ("unit_id", "unit")}
    for table in moving_tables():
        if table.name not in found and (owner := _owner_of(table, found)):
            found[table.name] = owner
    return found


def _owner_of(table: Table, known: dict[str, tuple[str, str]]) -> tuple[str, str] | None:
    named = {
        other: column
        for (_house, column), other in references_of(table, inside=True)
        if other != table.name and other in known
    }
    goes_by_itself = seams.tenant_movers.get(table.name) == "move"
    for other in _PEOPLE:
        if other in named:
            return named[other], other
    if "unit" in named and goes_by_itself:
        return named["unit"], "unit"
    if table.name == "training_record":
        return "person_id", "person"
    hangs_on = [other for other in named if other not in STANDING]
    return (named[hangs_on[0]], hangs_on[0]) if hangs_on else None


def leaving_rows(wanted: Callable[[str], bool], shown: sql.SQL) -> sql.Composed:
    """Return the query of what leaves: for each wanted table a part ``shown``, {0} its name, {1} its rows."""
    known = owners()
    rows = {name: sql.Identifier(f"leaving_{name}") for name in known}
    parts = [
        sql.SQL("{} as materialized (select {}.id from {} where {}.tenant_id = %(house)s and {})").format(
            rows[name],
            sql.Identifier(name),
            _table(name),
            sql.Identifier(name),
            _condition(name, known[name]),
        )
        for name in known
    ]
    answers = [shown.format(sql.Literal(name), rows[name]) for name in known if wanted(name)]
    return sql.SQL("with {} {}").format(sql.SQL(", ").join(parts), sql.SQL(" union all ").join(answers))


def _table(name: str) -> sql.Composable:
    if name != "person":
        return sql.Identifier(name)
    return sql.SQL(
        "person left join candidate on candidate.tenant_id = person.tenant_id"
        " and candidate.person_id = person.id left join union_member"
        " on union_member.tenant_id = person.tenant_id and union_member.person_id = person.id"
    )


def _condition(name: str, owner: tuple[str, str]) -> sql.Composable:
    if name == "person":
        return sql.SQL("coalesce(candidate.unit_id, union_member.unit_id, person.unit_id) = any(%(units)s)")
    table = sql.Identifier(name)
    if name in {"membership", "invitation"}:
        return sql.SQL(
            "({0}.person_id in (select id from leaving_person) or ({0}.person_id is null"
            " and {0}.unit_id = any(%(units)s) and not {0}.roles && {1}::text[]))"
        ).format(table, sql.Literal(HOUSE_WIDE_ROLES))
    column, other = owner
    if other == "unit":
        return sql.SQL("{} = any(%(units)s)").format(sql.Identifier(name, column))
    leaves = sql.SQL("{} in (select id from {})").format(
        sql.Identifier(name, column), sql.Identifier(f"leaving_{other}")
    )
    if name not in _ANSWERS:
        return leaves
    answered = sql.Identifier(_ANSWERS[name])
    return sql.SQL("{0}.{1} in (select {0}.{1} from {0} where {0}.tenant_id = %(house)s and {2})").format(
        table, answered, leaves
    )


def ties() -> list[Tie]:
    """Return the columns that may not be empty and name a row of the same house."""
    known = owners()
    return [
        Tie(table.name, column, other)
        for table in moving_tables()
        for (_house, column), other in references_of(table, inside=True)
        if other in known or table.name in known
        if not table.columns[column].nullable
    ]


def loose_ends(table: Table) -> dict[str, str]:
    """Return the columns that may be empty and name a row of the same house, with its table."""
    return {
        column: other
        for (_house, column), other in references_of(table, inside=True)
        if table.columns[column].nullable
    }
