"""Sample data can be loaded again, and its accounts are printed only while their password is the sample one."""

from __future__ import annotations

import json

import click
import pytest
from click.testing import CliRunner

from portal.accounts import demo, queries
from portal.accounts.operations import sessions
from portal.kernel.actor import Role
from portal.kernel.database import session_as
from portal.organizations import demo as sample_houses
from portal.organizations import queries as organizations


@pytest.fixture
def loaded(app, cast):
    with app.app_context():
        sample_houses.load()
        demo.load()
        yield app


def test_every_role_but_candidate_and_helper_has_a_sample_account():
    held = set().union(*(account.roles for account in demo.ACCOUNTS))
    assert set(Role) - held == {Role.CANDIDATE, Role.HELPER}


def test_each_sample_account_signs_in(loaded):
    for account in demo.ACCOUNTS:
        assert sessions.sign_in(username=account.username, password=demo.PASSWORD)


def test_the_cell_secretary_is_held_to_one_cell(loaded):
    account = queries.find_sign_in("chibo53")
    [membership] = queries.list_memberships(account.id)
    with session_as(organizations.find_operator("K53")):
        names = {unit.id: unit.name for unit in organizations.list_units()}
    assert names[membership.unit_id] == "Chi bộ Khối Nội"


def test_loading_again_changes_nothing(loaded, owner_sql):
    before = owner_sql("select count(*) from audit_entry")
    sample_houses.load()
    demo.load()
    assert owner_sql("select count(*) from audit_entry") == before


def printed(form: str) -> str:
    @click.command()
    def command() -> None:
        demo.print_accounts(form)

    return CliRunner().invoke(command).output


def test_accounts_are_printed_as_a_table_or_as_json(loaded):
    rows = json.loads(printed("json"))["accounts"]
    assert {row["username"] for row in rows} == {account.username for account in demo.ACCOUNTS}
    assert next(row for row in rows if row["username"] == "bithu53") == {
        "username": "bithu53",
        "password": demo.PASSWORD,
        "role": "Bí thư, cấp ủy đơn vị",
        "house": "K53 · Đảng bộ Bệnh viện Đa khoa tỉnh",
    }
    assert printed("text").splitlines()[0].startswith("Tên đăng nhập")


def test_nothing_is_printed_where_nobody_has_the_sample_password(app, cast):
    with app.app_context():
        assert printed("text") == ""
