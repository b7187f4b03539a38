"""Row-level security as SQL text, version 1: what migrations run and tests compare against.

Pure, and never changed once released: a later form is a new file, so that an old migration
still builds what it built. One form of policy: ``tenant_id = (select current_setting(…)::uuid)``
is evaluated once a statement, uses the index, and raises when nothing is bound.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Literal

Kind = Literal["owned", "addressed", "published", "private", "system"]
Verb = Literal["select", "insert", "update", "delete"]

READ: tuple[Verb, ...] = ("select",)
APPEND: tuple[Verb, ...] = ("select", "insert")
WRITE: tuple[Verb, ...] = ("select", "insert", "update", "delete")

STAFF, MEMBER, OVERSIGHT = "portal_staff", "portal_member", "portal_oversight"

TENANT = "(select current_setting('app.tenant_id')::uuid)"
PERSON = "(select current_setting('app.person_id')::uuid)"


@dataclass(frozen=True, slots=True)
class Protection:
    """Whose rows a table holds and what each door may do with them.

    ``person_column`` names the column of the person a row is about (opens it to the member
    door); ``doors`` adds service doors, which see all rows of the table.
    """

    table: str
    kind: Kind
    person_column: str | None = None
    staff_verbs: tuple[Verb, ...] = WRITE
    member_verbs: tuple[Verb, ...] = READ
    oversight: bool = True
    doors: dict[str, tuple[Verb, ...]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Policy:
    """One row of pg_policies as it should stand."""

    name: str
    role: str
    verb: str
    rule: str
    restrictive: bool = False

    def sql(self, table: str) -> str:
        """Return the CREATE POLICY statement."""
        mode = "restrictive" if self.restrictive else "permissive"
        using = f" using ({self.rule})" if self.verb != "insert" else ""
        check = f" with check ({self.rule})" if self.verb in {"insert", "update", "all"} else ""
        return f"create policy {self.name} on {table} as {mode} for {self.verb} to {self.role}{using}{check}"


def allowed_verbs(protection: Protection) -> dict[str, tuple[Verb, ...]]:
    """Return what each login role may do with the table; a role not named may do nothing."""
    verbs: dict[str, tuple[Verb, ...]] = dict(protection.doors)
    if protection.kind in {"owned", "addressed", "published"}:
        verbs[STAFF] = protection.staff_verbs
        if protection.oversight:
            verbs[OVERSIGHT] = READ
    if protection.kind == "published":
        verbs[MEMBER] = READ
    if protection.person_column is not None:
        verbs[MEMBER] = protection.member_verbs
    return verbs


def policies(protection: Protection) -> list[Policy]:
    """Return every policy of the table, in a stable order."""
    found = [*_staff_policies(protection), *_member_policies(protection)]
    if protection.oversight and protection.kind in {"owned", "addressed", "published"}:
        found.append(Policy(f"{protection.table}_oversight_select", OVERSIGHT, "select", "true"))
    for role, verbs in protection.doors.items():
        short = role.removeprefix("portal_")
        found += [Policy(f"{protection.table}_{short}_{verb}", role, verb, "true") for verb in verbs]
    return found


def _staff_policies(protection: Protection) -> list[Policy]:
    table, kind = protection.table, protection.kind
    if kind not in {"owned", "addressed", "published"}:
        return []
    own = f"tenant_id = {TENANT}"
    found = [
        Policy(
            f"{table}_staff_{verb}", STAFF, verb, "true" if kind == "published" and verb == "select" else own
        )
        for verb in protection.staff_verbs
    ]
    if kind == "published":
        changes = [verb for verb in protection.staff_verbs if verb != "select"]
        floors = [
            Policy(f"{table}_staff_floor_{verb}", STAFF, verb, own, restrictive=True) for verb in changes
        ]
        return found + floors
    floor = own
    if kind == "addressed":
        found.append(Policy(f"{table}_staff_select_addressed", STAFF, "select", f"to_tenant_id = {TENANT}"))
        floor = f"{own} or to_tenant_id = {TENANT}"
    return [*found, Policy(f"{table}_staff_floor", STAFF, "all", floor, restrictive=True)]


def _member_policies(protection: Protection) -> list[Policy]:
    table, column = protection.table, protection.person_column
    if protection.kind == "published" and column is None:
        return [Policy(f"{table}_member_select", MEMBER, "select", "true")]
    if column is None:
        return []
    mine = f"{column} = {PERSON}"
    if protection.kind == "private":
        mine = f"tenant_id = {TENANT} and {mine}"
    found = [Policy(f"{table}_member_{verb}", MEMBER, verb, mine) for verb in protection.member_verbs]
    return [*found, Policy(f"{table}_member_floor", MEMBER, "all", mine, restrictive=True)]


def protect(protection: Protection) -> list[str]:
    """Return the statements that shut the table and open exactly what the protection says."""
    table = protection.table
    statements = [
        f"alter table {table} enable row level security",
        f"alter table {table} force row level security",
    ]
    statements += [
        f"grant {', '.join(verbs)} on {table} to {role}" for role, verbs in allowed_verbs(protection).items()
    ]
    return statements + [policy.sql(table) for policy in policies(protection)]


def unprotect(protection: Protection) -> list[str]:
    """Return the statements that take the policies and grants of ``protect`` away again."""
    table = protection.table
    drops = [f"drop policy {policy.name} on {table}" for policy in policies(protection)]
    return drops + [f"revoke all on {table} from {role}" for role in allowed_verbs(protection)]
