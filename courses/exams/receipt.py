"""The receipt of a submission: a short code anybody can compute again from paper and answers."""

from __future__ import annotations

import json
from collections.abc import Mapping, Sequence
from hashlib import sha256
from typing import Any

from courses.bank.types.registry import TYPES

CODE_LENGTH = 16
"""Hex digits shown: 64 bits, enough to tell two submissions apart and short enough to copy by hand."""


def canonical_json(value: object) -> bytes:
    """Return the one byte string of a JSON value: keys sorted as text, no spaces, UTF-8.

    Numbers that are not whole are refused (TypeError): they print differently from system to
    system. Points are stored as text for that reason.
    """
    return json.dumps(_plain(value), sort_keys=True, separators=(",", ":"), ensure_ascii=False).encode()


def _plain(value: object) -> object:
    if isinstance(value, Mapping):
        return {str(key): _plain(inner) for key, inner in value.items()}
    if isinstance(value, (list, tuple)):
        return [_plain(inner) for inner in value]
    if value is None or isinstance(value, (str, bool, int)):
        return value
    raise TypeError(f"{type(value).__name__} has no canonical form")


def submission_hash(paper: Sequence[Mapping[str, Any]], answers: Mapping[int, Sequence[str]]) -> str:
    """Return SHA-256 (hex) of a frozen paper (``FrozenItem.to_json``) and the answers by item."""
    return sha256(canonical_json({"paper": paper, "answers": answers})).hexdigest()


def receipt_code(full_hash: str) -> str:
    """Return the part of the hash printed on the receipt page."""
    return full_hash[:CODE_LENGTH]


def count_answered(paper: Sequence[Mapping[str, Any]], answers: Mapping[int, Sequence[str]]) -> int:
    """Return how many items of the paper hold an answer."""
    return sum(TYPES[item["type"]].is_answered(answers.get(item["item"], [])) for item in paper)
