"""Accounts and the audit trail from the command line."""

from __future__ import annotations

import json
from dataclasses import asdict, replace
from uuid import UUID

import click
from flask.cli import AppGroup

from portal.accounts.operations.invitations import create_account
from portal.kernel.actor import Door, Role
from portal.kernel.audit import ChainReport, verify_chains
from portal.kernel.database import session_as
from portal.kernel.errors import DomainError
from portal.organizations import queries as organizations

accounts_cli = AppGroup("accounts", help="People's ways in.")


@accounts_cli.command("create")
@click.argument("username")
@click.option("--tenant", "tenant_code", required=True, help="Code of the house, such as K53.")
@click.option("--role", type=click.Choice([role.value for role in Role]), required=True)
@click.option("--person", type=click.UUID, default=None)
@click.option("--name", default="", help="Name shown to others; the sign-in name when left out.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def create(username: str, *, tenant_code: str, role: str, person: UUID | None, name: str, form: str) -> None:
    """Make an account and print its one-time password."""
    try:
        operator = organizations.find_operator(tenant_code)
        with session_as(operator):
            password = create_account(
                tenant_id=operator.tenant_id,  # type: ignore[arg-type]
                username=username,
                display_name=name or username,
                roles=frozenset({Role(role)}),
                person_id=person,
            )
    except DomainError as error:
        click.echo(error.message, err=True)
        raise SystemExit(1) from error
    answer = {"username": username, "tenant": tenant_code, "role": role, "password": password}
    click.echo(json.dumps(answer, ensure_ascii=False) if form == "json" else password)


audit_cli = AppGroup("audit", help="The record of who did what.")


@audit_cli.command("verify")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def verify(form: str) -> None:
    """Recompute the chain of every house; exit 1 when one does not hold."""
    report = _verified()
    if form == "json":
        click.echo(json.dumps(asdict(report), ensure_ascii=False))
    else:
        click.echo(f"{report.tenants} đơn vị, {report.entries} dòng nhật ký, {len(report.broken)} chỗ đứt.")
        for place in report.broken:
            click.echo(f"{place.tenant_id} dòng {place.sequence}: {place.problem}", err=True)
    raise SystemExit(1 if report.broken else 0)


def _verified() -> ChainReport:
    if organizations.root_id() is None:
        return ChainReport(tenants=0, entries=0, broken=[])
    with session_as(replace(organizations.root_operator(), door=Door.OVERSIGHT)):
        return verify_chains()
