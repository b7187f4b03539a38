"""Oversight from the command line."""

from __future__ import annotations

import json
from datetime import date, timedelta
from pathlib import Path
from typing import Any

import click
from flask.cli import AppGroup

from portal.accounts.command_actor import command_actor, overseeing
from portal.kernel import clock
from portal.kernel.database import session_as
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Permission
from portal.organizations import queries as organizations
from portal.oversight.letters.documents import name_addressees, write_letter
from portal.oversight.letters.models import LetterKind
from portal.oversight.letters.operations.draft_letter import draft_letter
from portal.oversight.letters.queries import get_letter, named_in, urging_figures
from portal.oversight.letters.rules import REPLY_DAYS
from portal.targets.queries import list_progress

oversight_cli = AppGroup("oversight", help="The whole bloc at a glance.")

_DAY = click.DateTime(formats=["%Y-%m-%d"])


@oversight_cli.command("progress")
@click.option("--term", required=True)
@click.option("--as-of", "as_of", type=_DAY, required=True)
@click.option("--as", "username", default="", help="Act as this account of Khối.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def progress_command(term: str, as_of: Any, username: str, form: str) -> None:
    """Print targets against actual results of every grassroots organisation."""
    try:
        actor = command_actor(username, permission=Permission.OVERSIGHT_READ)
        with session_as(overseeing(actor)):
            answer = _progress(term, as_of.date())
    except DomainError as error:
        click.echo(error.message, err=True)
        raise SystemExit(1) from error
    if form == "json":
        click.echo(json.dumps(answer, ensure_ascii=False))
        return
    click.echo(f"{answer['admitted']}/{answer['term_target']} ({answer['percent']} %)")
    for row in answer["tenants"]:
        done = f"{row['admitted']}/{row['term_target']}"
        click.echo(f"  {row['code']:6} {done:>9} {row['percent']:6}%  {row['flag']}")


def _progress(term: str, as_of: date) -> dict[str, Any]:
    found = list_progress(term, as_of)
    return {
        "as_of": as_of.isoformat(),
        "term_target": found.whole.term_target,
        "admitted": found.whole.admitted,
        "percent": found.whole.percent,
        "elapsed_percent": found.whole.elapsed_percent,
        "tenants": [
            {
                "code": row.house.code,
                "term_target": row.progress.term_target,
                "admitted": row.progress.admitted,
                "percent": row.progress.percent,
                "pace": row.progress.pace,
                "flag": row.progress.flag.value,
            }
            for row in found.houses
        ],
    }


@oversight_cli.command("urging-letter")
@click.option("--term", required=True)
@click.option("--as-of", "as_of", type=_DAY, required=True)
@click.option("--threshold", type=click.IntRange(1, 100), default=50)
@click.option("--out", "out", type=click.Path(dir_okay=False, path_type=Path), required=True)
@click.option("--as", "username", default="", help="Act as this account of Khối.")
@click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
def urging_letter_command(term: str, as_of: Any, threshold: int, out: Path, username: str, form: str) -> None:
    """Draft the urging letter from the figures of a day, and write its Word file."""
    if not out.parent.is_dir():
        raise click.BadParameter(f"There is no folder {out.parent}.", param_hint="--out")
    try:
        actor = command_actor(username, permission=Permission.LETTER_DRAFT)
        with session_as(overseeing(actor)):
            figures = urging_figures(term, as_of.date(), threshold).as_document()
        with session_as(actor):
            letter_id = draft_letter(
                kind=LetterKind.URGING,
                figures=figures,
                addressees=named_in(figures, with_unions=True),
                as_of=as_of.date(),
                threshold=threshold,
                reply_due=clock.today() + timedelta(days=REPLY_DAYS),
            )
            setting = organizations.get_setting()
            names = [unit["name"] for unit in figures["units"]]
            content = write_letter(
                get_letter(letter_id),
                setting,
                addressees=name_addressees(names, setting.bloc_label),
                written_on=clock.today(),
            )
    except DomainError as error:
        click.echo(error.message, err=True)
        raise SystemExit(1) from error
    out.write_bytes(content)
    codes = [unit["code"] for unit in figures["units"]]
    click.echo(
        json.dumps({"file": str(out), "tenants": codes}, ensure_ascii=False)
        if form == "json"
        else f"{out}: {', '.join(codes)}"
    )
