"""``flask candidates import``: a list of candidates from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from portal.accounts import identity
from portal.accounts import queries as accounts
from portal.candidates.operations.import_candidates import import_candidates
from portal.candidates.queries.import_check import check_file
from portal.kernel.actor import Actor, acting_as
from portal.kernel.database import session_as
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.permissions import Permission, check_permission
from portal.organizations import queries as organizations

candidates_cli = AppGroup("candidates", help="People on the way into the Party.")


@candidates_cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--tenant", "tenant_code", required=True, help="Code of the house, such as K53.")
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@click.option(
    "--as", "username", default="", help="Sign-in name to act as; the built-in operator when left out."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def import_command(file: Path, tenant_code: str, dry_run: bool, username: str, form: str) -> None:
    """Import a list of candidates from a workbook into one house."""
    try:
        with session_as(_actor(tenant_code, username)):
            check_permission(Permission.CANDIDATE_IMPORT)
            report = _import(file, dry_run=dry_run)
    except DomainError as error:
        click.echo(error.message, err=True)
        raise SystemExit(1) from error
    answer = {"file": file.name, "tenant": tenant_code, **report}
    if form == "json":
        click.echo(json.dumps(answer, ensure_ascii=False))
    else:
        _say(answer, dry_run=dry_run)
    raise SystemExit(1 if report["errors"] else 0)


def _import(file: Path, *, dry_run: bool) -> dict[str, Any]:
    content = file.read_bytes()
    if dry_run:
        return check_file(content).report()
    return import_candidates(file_name=file.name, content=content).report


def _actor(tenant_code: str, username: str) -> Actor:
    """Return the operator of the house, or the named person as a member of that house."""
    operator = organizations.find_operator(tenant_code)
    if not username:
        return operator
    with acting_as(operator):
        account = accounts.find_sign_in(username)
        memberships = accounts.list_memberships(account.id) if account else ()
    for membership in memberships:
        if account is not None and membership.tenant_id == operator.tenant_id:
            return Actor(
                tenant_id=membership.tenant_id,
                door=identity.door_for(membership.roles, reading=False),
                roles=membership.roles,
                account_id=account.id,
                person_id=membership.person_id,
                unit_scope=frozenset({membership.unit_id}) if membership.unit_id else frozenset(),
                name=username,
            )
    raise NotFound(f"{username} không có tài khoản trong {tenant_code}.", field="as")


def _say(answer: dict[str, Any], *, dry_run: bool) -> None:
    verb = "sẽ ghi" if dry_run else "đã ghi"
    click.echo(f"{answer['file']}: {answer['rows']} dòng, {verb} {answer['accepted']} người.")
    for error in answer["errors"]:
        click.echo(f"  dòng {error['row']}, cột {error['column']}: {error['message']}")
    for duplicate in answer["duplicates"]:
        there = (
            f"dòng {duplicate['same_as_row']}" if "same_as_row" in duplicate else "người đã có trong đơn vị"
        )
        click.echo(f"  dòng {duplicate['row']}: trùng với {there}")
