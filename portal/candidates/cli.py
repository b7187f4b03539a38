"""``eligibility``: the engine on a file of facts; the database only adds the rule sets of Khối."""

from __future__ import annotations

import json
import sys
from decimal import Decimal
from pathlib import Path
from typing import Any, NoReturn

import click
from flask import current_app
from flask.cli import AppGroup

from portal.candidates.queries.judging_rules import load_rules
from portal.eligibility.engine import evaluate
from portal.eligibility.loader import shipped_rules
from portal.eligibility.parsing import DOCUMENT, FactsError, parse_facts
from portal.eligibility.rule_book import RuleBook, UnknownRuleSetError
from portal.kernel.database import session_as
from portal.organizations.queries import root_id, root_operator

BAD_USAGE = 2

eligibility_cli = AppGroup("eligibility", help="Who may pass which step, and why.")


@eligibility_cli.command("explain")
@click.argument("file", metavar="FACTS.json", type=click.Path(path_type=Path))
@click.option(
    "--rule-set", "rule_set_id", default=None, help="Rule set to judge by, instead of the one in force."
)
@click.option("--format", "_form", type=click.Choice(["json"]), default="json")
def explain(file: Path, rule_set_id: str | None, _form: str) -> None:
    """Judge the facts of a file (one object or a list) and print the verdict."""
    try:
        book = _book()
        rules = book.get(rule_set_id) if rule_set_id is not None else None
        document = _read(file)
        if isinstance(document, list):
            people = [_parse(facts, f"[{position}].") for position, facts in enumerate(document)]
            _print([evaluate(facts, rules, book).as_document() for facts in people])
        else:
            _print(evaluate(_parse(document), rules, book).as_document())
    except UnknownRuleSetError as error:
        _give_up(f"--rule-set: {error}")
    except FactsError as error:
        _give_up(str(error))


@eligibility_cli.command("rule-sets")
@click.option("--format", "_form", type=click.Choice(["json"]), default="json")
def list_rule_sets(_form: str) -> None:
    """List the rule sets: id, validity, basis, whether the text was compared."""
    _print([rules.as_document() for rules in _book().sets])


def _book() -> RuleBook:
    """Return the shipped rule sets, with those Khối published where there is a database and a Khối."""
    if "sqlalchemy" not in current_app.extensions or root_id() is None:
        return shipped_rules()
    with session_as(root_operator()):
        return load_rules().book


def _read(file: Path) -> Any:
    try:
        return json.loads(
            file.read_text(encoding="utf-8-sig"), parse_float=Decimal, object_pairs_hook=_unique_keys
        )
    except OSError as error:
        raise FactsError(DOCUMENT, f"không đọc được {file.name}: {error.strerror}") from error
    except UnicodeDecodeError as error:
        raise FactsError(DOCUMENT, f"{file.name} không phải chữ mã UTF-8") from error
    except json.JSONDecodeError as error:
        raise FactsError(
            DOCUMENT, f"{file.name} không phải JSON: dòng {error.lineno}, cột {error.colno}"
        ) from error
    except RecursionError as error:
        raise FactsError(DOCUMENT, f"{file.name} lồng quá nhiều lớp") from error


def _unique_keys(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    """Return the object; a key written twice would silently lose one of its values."""
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise FactsError(key, "ghi hai lần trong một đối tượng")
        found[key] = value
    return found


def _parse(document: Any, where: str = "") -> Any:
    try:
        return parse_facts(document)
    except FactsError as error:
        raise FactsError(f"{where}{error.key}", error.message) from error


def _print(answer: Any) -> None:
    click.echo(json.dumps(answer, ensure_ascii=False))


def _give_up(message: str) -> NoReturn:
    click.echo(" ".join(message.split()), err=True)
    sys.exit(BAD_USAGE)
