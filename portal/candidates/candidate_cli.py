"""``flask candidates import``: a list of candidates from the command line."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from portal.accounts.command_actor import command_actor
from portal.candidates.operations.import_candidates import import_candidates
from portal.candidates.queries.import_check import check_file
from portal.kernel.database import session_as
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Permission

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
        actor = command_actor(username, tenant_code=tenant_code, permission=Permission.CANDIDATE_IMPORT)
        with session_as(actor):
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
