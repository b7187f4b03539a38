"""Narrowing and ordering the register of houses (pure); a few hundred rows, read once."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence

    from portal.organizations.pages import HouseRow


def narrow(
    rows: Iterable[HouseRow], *, words: str = "", kind: str = "", sector: str = "", state: str = ""
) -> list[HouseRow]:
    """Keep the houses that match every filter given; words ignore tones and match code or name.

    ``state`` is ``closed``, ``all``, or anything else for the open ones.
    """
    wanted = fold(words).split()

    def fits(row: HouseRow) -> bool:
        text = fold(f"{row.code} {row.name}")
        return (
            all(word in text for word in wanted)
            and kind in ("", row.kind.value)
            and sector in ("", row.sector)
            and (state == "all" or (row.closed_on is not None) == (state == "closed"))
        )

    return [row for row in rows if fits(row)]


def arrange(rows: Sequence[HouseRow], key: str, *, is_descending: bool = False) -> list[HouseRow]:
    """Order the houses by a column; houses without a value come last either way."""

    def value(row: HouseRow) -> Any:
        found = row.figures[key] if key in row.figures else getattr(row, key, None)
        return fold(found) if isinstance(found, str) else found

    known = [row for row in rows if value(row) is not None]
    missing = [row for row in rows if value(row) is None]
    known.sort(key=lambda row: (value(row), row.code), reverse=is_descending)
    return known + missing


def sectors_of(rows: Iterable[HouseRow]) -> list[str]:
    """Return the sectors in use, in the order of the alphabet."""
    return sorted({row.sector for row in rows if row.sector}, key=fold)
