"""What is wrong with a row, in words its owner can act on."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import Any


@dataclass(frozen=True, slots=True)
class RowError:
    """One mistake: the row as Excel numbers it, the field, a stable code, plain Vietnamese."""

    row: int
    column: str
    code: str
    message: str

    def as_dict(self) -> dict[str, Any]:
        """Return the error as commands print it."""
        return asdict(self)
