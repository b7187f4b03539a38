"""An inspector reads every entry of the audit trail in words: no action is recorded without them."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

from courses.exams.orders import OrderKind
from portal.accounts.trail_words import VERBS, action_words

ROOT = Path(__file__).resolve().parents[2]
MADE_OF_AN_ORDER = {"f'attempt.{order.kind}_carried_out'", "f'exam_order.{kind}'"}


def recorded() -> Iterator[tuple[str, ast.expr]]:
    """Yield the place and the action of every ``audit.record…`` call, and of the owner's ``_record``."""
    for path in sorted([*ROOT.glob("portal/**/*.py"), *ROOT.glob("courses/**/*.py")]):
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            match node:
                case ast.Call(
                    func=ast.Attribute(value=ast.Name(id="audit"), attr=name), args=[first, *_]
                ) if name.startswith("record"):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", first
                case ast.Call(func=ast.Name(id="_record"), args=[_, _, _, action, _]):
                    yield f"{path.relative_to(ROOT)}:{node.lineno}", action


def actions_of(argument: ast.expr) -> list[str]:
    match argument:
        case ast.Constant(value=str(action)):
            return [action]
        case ast.IfExp(body=one, orelse=other):
            return actions_of(one) + actions_of(other)
    assert ast.unparse(argument) in MADE_OF_AN_ORDER, ast.unparse(argument)
    kinds = [kind.value for kind in OrderKind]
    return [f"exam_order.{kind}" for kind in kinds] + [f"attempt.{kind}_carried_out" for kind in kinds]


def test_every_action_that_is_recorded_has_words():
    places = {action: place for place, argument in recorded() for action in actions_of(argument)}
    assert len(places) > 200
    assert {action: place for action, place in places.items() if action_words(action) == action} == {}


def test_no_words_are_kept_for_what_nobody_records():
    verbs = {action.partition(".")[2] for _, argument in recorded() for action in actions_of(argument)}
    assert set(VERBS) - verbs == set()
