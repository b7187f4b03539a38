"""A sheet back in Unicode, also when only some of its columns or rows came from an old file."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING, Any

from portal.kernel.spreadsheets.legacy_encodings import (
    Encoding,
    detect,
    own_encoding,
    reads_as_vietnamese,
    to_unicode,
)
from portal.kernel.text import normal

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

_ENOUGH = 3


def restore(rows: Sequence[Sequence[Any]]) -> tuple[list[list[Any]], Encoding]:
    """Return the rows with every text in tidy Unicode, and the old font that was found (else Unicode)."""
    distinct = {cell for row in rows for cell in row if type(cell) is str}
    proofs = {text: proof for text in distinct if (proof := own_encoding(text)) is not None}
    found = Counter(proofs.values())
    old = max((Encoding.TCVN3, Encoding.VNI), key=lambda encoding: found[encoding])
    if not found[old]:
        return _convert(rows, distinct, Encoding.UNICODE), Encoding.UNICODE
    if not found[Encoding.UNICODE]:
        encoding = detect(distinct)
        return _convert(rows, distinct, encoding), encoding
    if found[old] < _ENOUGH:
        return _convert(rows, distinct, Encoding.UNICODE), Encoding.UNICODE
    return _convert_mixed(rows, proofs, old), old


def _convert(rows: Sequence[Sequence[Any]], distinct: set[str], encoding: Encoding) -> list[list[Any]]:
    tidy = {text: normal(to_unicode(text, encoding)) for text in distinct}
    return [[tidy[cell] if type(cell) is str else cell for cell in row] for row in rows]


def _convert_mixed(
    rows: Sequence[Sequence[Any]], proofs: dict[str, Encoding], old: Encoding
) -> list[list[Any]]:
    """Convert what is proved; let the column, then the row, speak for texts that fit both ways."""
    by_row = [Counter(_known(row, proofs)) for row in rows]
    by_column: dict[int, Counter[Encoding]] = {}
    for row in rows:
        for at, cell in enumerate(row):
            if type(cell) is str and cell in proofs:
                by_column.setdefault(at, Counter())[proofs[cell]] += 1
    nobody: Counter[Encoding] = Counter()
    return [
        [
            _settle(cell, proofs.get(cell), (by_column.get(at, nobody), votes), old)
            if type(cell) is str
            else cell
            for at, cell in enumerate(row)
        ]
        for row, votes in zip(rows, by_row, strict=True)
    ]


def _known(row: Sequence[Any], proofs: dict[str, Encoding]) -> Iterator[Encoding]:
    return (proofs[cell] for cell in row if type(cell) is str and cell in proofs)


def _settle(text: str, proof: Encoding | None, votes: Sequence[Counter[Encoding]], old: Encoding) -> str:
    if text.isascii() or proof is Encoding.UNICODE:
        return normal(text)
    converted = normal(to_unicode(text, old))
    if proof is old:
        return converted
    as_it_is = normal(text)
    if reads_as_vietnamese(as_it_is) != reads_as_vietnamese(converted):
        return as_it_is if reads_as_vietnamese(as_it_is) else converted
    for told in votes:
        if told[old] != told[Encoding.UNICODE]:
            return converted if told[old] > told[Encoding.UNICODE] else as_it_is
    return as_it_is
