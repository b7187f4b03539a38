"""The database says what the models declare: every table, policy, grant and key, read from the catalogue."""

from __future__ import annotations

import pytest
from sqlalchemy import UniqueConstraint

from portal.kernel.actor import Door
from portal.kernel.database import Base
from portal.kernel.doors import LOGIN_ROLES, OWNER, QUEUE
from portal.kernel.tenancy import declared_protections, protection_of
from portal.kernel.tenancy_v1 import allowed_verbs, policies

NOT_OURS = {"alembic_version"}
OWNER_POLICIES = {"audit_entry", "audit_head", "figures_mark", "organization"}
"""audit_append runs as the owner and is itself held to the bound tenant; mark_figures knows Khối and writes marks."""
DEFINER_FUNCTIONS = {"audit_append", "defer_job", "mark_figures"}
GLOBAL_KEYS = {"organization.id", "organization_parent"}


def tables() -> dict[str, type[Base]]:
    return {mapper.class_.__table__.name: mapper.class_ for mapper in Base.registry.mappers}


def test_every_table_of_the_database_is_declared(owner_sql):
    found = {name for (name,) in owner_sql("select tablename from pg_tables where schemaname = 'public'")}
    assert found - NOT_OURS == set(declared_protections())


def test_every_table_is_shut_and_forced(owner_sql):
    rows = owner_sql(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('r', 'p')"
        " and not (relrowsecurity and relforcerowsecurity)"
    )
    assert {name for (name,) in rows} == NOT_OURS


def test_policies_are_exactly_the_declared_ones(owner_sql):
    wanted = {
        (protection.table, policy.name, policy.role, policy.verb, policy.restrictive)
        for protection in declared_protections().values()
        for policy in policies(protection)
    }
    rows = owner_sql(
        "select tablename, policyname, roles, lower(cmd), permissive from pg_policies where schemaname = 'public'"
    )
    found = {(table, name, roles[0], verb, mode == "RESTRICTIVE") for table, name, roles, verb, mode in rows}
    of_owner = {row for row in found if row[2] == OWNER}
    assert {row[0] for row in of_owner} == OWNER_POLICIES
    assert found - of_owner == wanted


def test_policies_have_one_form(owner_sql):
    tenant = "( SELECT (current_setting('app.tenant_id'::text))::uuid AS current_setting)"
    person = "( SELECT (current_setting('app.person_id'::text))::uuid AS current_setting)"
    rules = owner_sql("select tablename, policyname, coalesce(qual, with_check) from pg_policies")
    for table, name, rule in rules:
        rest = rule.replace(tenant, "T").replace(person, "P")
        assert "current_setting" not in rest, (table, name, rule)


def test_grants_are_exactly_the_declared_ones(owner_sql):
    wanted = {
        (protection.table, role, verb)
        for protection in declared_protections().values()
        for role, verbs in allowed_verbs(protection).items()
        for verb in verbs
    }
    rows = owner_sql(
        "select table_name, grantee, lower(privilege_type) from information_schema.role_table_grants"
        " where table_schema = 'public' and grantee like 'portal\\_%%' and grantee <> 'portal_owner'"
    )
    backup = {row for row in rows if row[1] == Door.BACKUP.value}
    assert {verb for _, _, verb in backup} == {"select"}
    assert {table for table, _, _ in backup} - NOT_OURS == set(declared_protections())
    assert set(rows) - backup == wanted


def test_nothing_is_granted_to_everybody(owner_sql):
    rows = owner_sql(
        "select table_name from information_schema.role_table_grants where table_schema in ('public', 'queue') and grantee = 'PUBLIC'"
    )
    assert rows == []


def test_doors_own_nothing_and_belong_to_nothing(owner_sql):
    roles = owner_sql(
        "select rolname, rolsuper, rolbypassrls, rolcreaterole, rolcreatedb from pg_roles where rolname = any(%s)",
        list(LOGIN_ROLES),
    )
    assert {row[0] for row in roles} == set(LOGIN_ROLES)
    for name, is_super, bypasses, makes_roles, makes_databases in roles:
        assert (is_super, makes_roles, makes_databases) == (False, False, False), name
        assert bypasses == (name == Door.BACKUP.value), name
    memberships = owner_sql(
        "select m.rolname from pg_auth_members join pg_roles m on m.oid = member where m.rolname = any(%s)",
        list(LOGIN_ROLES),
    )
    assert memberships == []
    owned = owner_sql(
        "select relname from pg_class join pg_roles r on r.oid = relowner where rolname = any(%s)",
        list(LOGIN_ROLES),
    )
    assert owned == []


def test_only_the_two_known_functions_run_as_owner(owner_sql):
    rows = owner_sql(
        "select proname from pg_proc p join pg_namespace n on n.oid = p.pronamespace"
        " where prosecdef and nspname in ('public', 'queue')"
    )
    assert {name for (name,) in rows} == DEFINER_FUNCTIONS


def test_there_are_no_views_beside_the_policies(owner_sql):
    rows = owner_sql(
        "select relname from pg_class where relnamespace = 'public'::regnamespace and relkind in ('v', 'm')"
    )
    assert rows == []


def test_only_the_worker_enters_the_queue(owner_sql):
    rows = owner_sql(
        "select distinct grantee from information_schema.role_table_grants where table_schema = 'queue' and grantee <> 'portal_owner'"
    )
    assert rows == [(QUEUE,)]


@pytest.mark.parametrize("name", sorted(tables()))
def test_keys_of_tenant_tables_carry_the_tenant(name):
    model = tables()[name]
    if protection_of(model).kind == "system" or name == "organization":
        return
    table = model.__table__
    assert [column.name for column in table.primary_key][:1] == ["tenant_id"]
    for constraint in table.constraints:
        if isinstance(constraint, UniqueConstraint):
            assert "tenant_id" in {column.name for column in constraint.columns}, constraint.name


@pytest.mark.parametrize("name", sorted(tables()))
def test_indexes_lead_with_the_house_or_the_person(name):
    model = tables()[name]
    if protection_of(model).kind == "system":
        return
    leading = {"tenant_id", "to_tenant_id", "account_id", protection_of(model).person_column}
    for index in model.__table__.indexes:
        assert next(iter(index.columns)).name in leading, index.name


@pytest.mark.parametrize("name", sorted(tables()))
def test_a_reference_to_a_tenant_table_carries_the_tenant(name):
    model = tables()[name]
    tenant_tables = {t for t, m in tables().items() if protection_of(m).kind != "system"} - {"organization"}
    for constraint in model.__table__.foreign_key_constraints:
        target = constraint.referred_table.name
        if target in tenant_tables:
            assert len(constraint.columns) == 2, f"{name} -> {target}"
            assert next(iter(constraint.elements)).column.name == "tenant_id", f"{name} -> {target}"


@pytest.mark.parametrize("name", sorted(tables()))
def test_rows_about_a_person_can_be_found_by_person(name):
    model = tables()[name]
    column = protection_of(model).person_column
    if column is None:
        return
    leading = [next(iter(index.columns)).name for index in model.__table__.indexes]
    assert column in leading


@pytest.mark.parametrize("name", sorted(tables()))
def test_every_table_says_what_it_is_for(name):
    assert tables()[name].__table__.comment
