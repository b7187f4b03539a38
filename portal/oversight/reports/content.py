"""A report as it is kept: its sections to and from JSON, and the figures of two days side by side. Pure."""

from __future__ import annotations

from dataclasses import asdict, dataclass
from typing import TYPE_CHECKING, Any

from portal.kernel.report_parts import ReportFigure, ReportSection, ReportTable

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence


@dataclass(frozen=True, slots=True)
class Compared:
    """One figure as it was sent and as the record says now; None where one of them does not know it."""

    label: str
    unit: str
    sent: int | float | None
    now: int | float | None

    @property
    def differs(self) -> bool:
        """Tell whether the record has moved since."""
        return self.sent != self.now


def as_document(sections: Iterable[ReportSection]) -> list[dict[str, Any]]:
    """Return sections as they are stored."""
    return [asdict(section) for section in sections]


def from_document(document: Iterable[Mapping[str, Any]]) -> list[ReportSection]:
    """Return stored sections as they were."""
    return [
        ReportSection(
            part["title"],
            tuple(part["sentences"]),
            tuple(ReportFigure(**figure) for figure in part["figures"]),
            tuple(
                ReportTable(
                    table["caption"],
                    tuple(table["columns"]),
                    tuple(table["widths"]),
                    tuple(tuple(row) for row in table["rows"]),
                )
                for table in part["tables"]
            ),
        )
        for part in document
    ]


def compare(sent: Sequence[ReportSection], now: Sequence[ReportSection]) -> list[Compared]:
    """Return every figure that either knows, in the order of the report that was sent."""
    before = {figure.key: figure for section in sent for figure in section.figures}
    after = {figure.key: figure for section in now for figure in section.figures}
    return [
        Compared(
            (before.get(key) or after[key]).label,
            (before.get(key) or after[key]).unit,
            before[key].value if key in before else None,
            after[key].value if key in after else None,
        )
        for key in [*before, *(key for key in after if key not in before)]
    ]
