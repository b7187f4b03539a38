"""Houses from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import TYPE_CHECKING

import click
from flask import current_app
from flask.cli import AppGroup

from portal.kernel.database import session_as
from portal.kernel.errors import DomainError, PermissionRefusedError
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.spreadsheets.complaints import RowError
from portal.organizations import pages, queries
from portal.organizations.import_plan import ImportPlan, plan_import
from portal.organizations.importer import parse_organizations
from portal.organizations.operations.found_bloc import found_bloc
from portal.organizations.operations.import_organizations import import_organizations

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.kernel.actor import Actor

DEFAULT_BLOC_NAME = "Đảng ủy Khối các cơ quan"
"""Used when the list has no title row; Khối renames itself on its own page."""

organizations_cli = AppGroup("organizations", help="Houses: grassroots organisations and unions.")


@organizations_cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen; write nothing.")
@click.option(
    "--as", "username", default=None, help="Sign-in name of who imports; the operator when left out."
)
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def import_list(file: Path, dry_run: bool, username: str | None, form: str) -> None:
    """Import the list of houses; found the bloc from its title row when there is none yet."""
    content = file.read_bytes()
    try:
        plan = _dry_run(content, username) if dry_run else _import(content, file.name, username)
    except DomainError as error:
        refused = RowError(0, "", "file_refused", error.message)
        plan = ImportPlan("", 0, [], [refused])
    _say(plan, dry_run=dry_run)
    answer = {
        "file": str(file),
        "rows": plan.total,
        "accepted": len(plan.rows),
        "errors": [error.as_dict() for error in plan.errors],
    }
    if form == "json":
        click.echo(json.dumps(answer, ensure_ascii=False))
    raise SystemExit(1 if plan.errors else 0)


def _dry_run(content: bytes, username: str | None) -> ImportPlan:
    parsed = parse_organizations(content)
    if queries.root_id() is None:
        return plan_import(parsed, {})
    with session_as(_who(username)):
        return pages.plan_import(parsed)


def _import(content: bytes, file_name: str, username: str | None) -> ImportPlan:
    if queries.root_id() is None:
        found_bloc(name=parse_organizations(content).bloc_name or DEFAULT_BLOC_NAME)
    with session_as(_who(username)):
        return import_organizations(content=content, file_name=file_name)


def _who(username: str | None) -> Actor:
    if username is None:
        return queries.root_operator()
    find: Callable[[str], Actor | None] = current_app.extensions["actor_named"]
    actor = find(username)
    if actor is None:
        raise click.BadParameter(f"no account named {username}", param_hint="--as")
    if not has_permission(actor, Permission.ORGANIZATION_MANAGE):
        raise PermissionRefusedError
    return actor


def _say(plan: ImportPlan, *, dry_run: bool) -> None:
    """Tell a person what was done, on stderr: stdout is for the answer."""
    for error in plan.errors:
        click.echo(f"dòng {error.row}, cột {error.column}: {error.message}", err=True)
    if plan.does_nothing:
        click.echo(f"{len(plan.rows)} dòng đã có sẵn, không có gì thay đổi.", err=True)
        return
    verb = "sẽ " if dry_run else "đã "
    click.echo(
        f"{verb}thêm {plan.registered} đơn vị, {verb}cập nhật {plan.changed}, giữ nguyên {plan.unchanged}.",
        err=True,
    )
