"""``eligibility``: the engine on a file of facts, without a database."""

from __future__ import annotations

import json
import sys
from pathlib import Path
from typing import Any, NoReturn

import click
from flask.cli import AppGroup

from portal.eligibility.engine import evaluate
from portal.eligibility.facts import FactsError, parse_facts
from portal.eligibility.loader import UnknownRuleSetError, get_rule_set, rule_sets

BAD_USAGE = 2

eligibility_cli = AppGroup("eligibility", help="Who may pass which step, and why.")


def _give_up(message: str) -> NoReturn:
    click.echo(message, err=True)
    sys.exit(BAD_USAGE)


@eligibility_cli.command("explain")
@click.argument("file", type=click.Path(path_type=Path))
@click.option(
    "--rule-set", "rule_set_id", default=None, help="Rule set to judge by, instead of the one in force."
)
@click.option("--format", "_form", type=click.Choice(["json"]), default="json")
def explain(file: Path, rule_set_id: str | None, _form: str) -> None:
    """Judge the facts of FILE (one object or a list) and print the verdict."""
    try:
        document = json.loads(file.read_text(encoding="utf-8"))
        rules = get_rule_set(rule_set_id) if rule_set_id else None
    except (OSError, ValueError) as error:
        _give_up(f"{file.name}: {error}")
    except UnknownRuleSetError as error:
        _give_up(f"--rule-set: {error}")
    answers = []
    for position, facts in enumerate(document if isinstance(document, list) else [document]):
        try:
            answers.append(evaluate(parse_facts(facts), rules).as_document())
        except FactsError as error:
            _give_up(f"[{position}].{error}" if isinstance(document, list) else str(error))
    _print(answers if isinstance(document, list) else answers[0])


@eligibility_cli.command("rule-sets")
@click.option("--format", "_form", type=click.Choice(["json"]), default="json")
def list_rule_sets(_form: str) -> None:
    """List the rule sets: id, validity, basis, whether the text was compared."""
    _print([rules.as_document() for rules in rule_sets()])


def _print(answer: Any) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False))
