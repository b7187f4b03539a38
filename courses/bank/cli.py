"""``flask questions import`` and ``flask questions export`` (commands.md)."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from courses.bank.formats.detect import FORMATS
from courses.bank.import_report import ImportReport
from courses.bank.operations.import_questions import import_questions, preview_questions
from courses.bank.queries import list_for_export
from portal.accounts import identity
from portal.kernel import audit
from portal.kernel.actor import Actor
from portal.kernel.database import session_as
from portal.kernel.errors import DomainError, NotFound
from portal.kernel.permissions import Permission, check_permission
from portal.organizations.queries import root_operator

questions_cli = AppGroup("questions", help="The question bank.")

_as = click.option(
    "--as", "username", default="", help="Sign-in name to act as; the built-in operator when left out."
)
_format = click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")


@questions_cli.command("import")
@click.argument("file", type=click.Path(exists=True, dir_okay=False, path_type=Path))
@click.option("--dry-run", is_flag=True, help="Say what would happen and write nothing.")
@_as
@_format
def import_command(file: Path, dry_run: bool, username: str, form: str) -> None:
    """Import questions from an .xlsx, GIFT, Moodle XML or QTI file; its content says which."""
    carry_out = preview_questions if dry_run else import_questions
    try:
        with session_as(_actor(username)):
            check_permission(Permission.BANK_MANAGE)
            report = carry_out(file_name=file.name, content=file.read_bytes())
    except DomainError as error:
        click.echo(error.message, err=True)
        raise SystemExit(1) from error
    _say(report, form)
    raise SystemExit(1 if report.errors or report.unsupported else 0)


@questions_cli.command("export")
@click.option("--format", "bank_format", type=click.Choice(sorted(FORMATS)), required=True)
@click.option("--out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@_as
def export_command(bank_format: str, out: Path, username: str) -> None:
    """Write every question in use to a file; prints one JSON object."""
    try:
        with session_as(_actor(username)):
            check_permission(Permission.BANK_READ)
            questions = list_for_export(with_pictures=FORMATS[bank_format].carries_pictures)
            audit.record_read("bank.exported", subject_type="question", subject_id=None, format=bank_format)
        out.write_bytes(FORMATS[bank_format].write(questions))
    except (DomainError, OSError) as error:
        click.echo(str(error), err=True)
        raise SystemExit(1) from error
    click.echo(json.dumps({"file": out.name, "questions": len(questions)}, ensure_ascii=False))


def _actor(username: str) -> Actor:
    """Return the operator of the root house, or the named person as an officer of it."""
    if not username:
        return root_operator()
    actor = identity.actor_named(username)
    if actor is None:
        raise NotFound(f"Không có tài khoản {username}.", field="as")
    return actor


def _say(report: ImportReport, form: str) -> None:
    if form == "json":
        answer: dict[str, Any] = report.as_json()
        click.echo(json.dumps(answer, ensure_ascii=False))
        click.echo(report.in_words(), err=True)
        return
    click.echo(report.in_words())
    for item, message in report.errors:
        click.echo(f"  {item}: {message}")
    for item, kind in report.unsupported:
        click.echo(f"  {item}: chưa hỗ trợ loại {kind}")
