"""The sample targets of term 2020-2025, with their opening balances."""

from __future__ import annotations

from datetime import date
from pathlib import Path
from uuid import UUID

from portal.kernel.database import session_as
from portal.organizations import queries as organizations
from portal.targets import queries
from portal.targets.models import TargetKind
from portal.targets.operations.import_targets import import_targets
from portal.targets.operations.set_target import set_target

SAMPLE = Path(__file__).parent / "samples" / "chi-tieu-2020-2025.xlsx"
TERM = "2020-2025"
PARTS = (("K53", TargetKind.WOMEN, 4), ("K53", TargetKind.YOUTH_MEMBER, 5), ("K18", TargetKind.STUDENT, 3))


def load() -> None:
    """Import the sample file unless the term is there already."""
    with session_as(organizations.root_operator()):
        if queries.find_term(TERM) is None:
            import_targets(
                content=SAMPLE.read_bytes(),
                term_code=TERM,
                decision_no="215-QĐ/ĐUK",
                decision_date=date(2021, 1, 15),
                source=SAMPLE.name,
            )
            for year, value in ((0, 1100), (2025, 240)):
                _ask(organizations.root_id(), year, value, TargetKind.ADMISSION)
            for code, kind, value in PARTS:
                _ask(organizations.find_organization_id(code), 0, value, kind)


def _ask(house_id: UUID | None, year: int, value: int, kind: TargetKind) -> None:
    assert house_id is not None  # noqa: S101 -- the sample list holds these houses
    set_target(
        house_id=house_id,
        term_code=TERM,
        year=year,
        value=value,
        kind=kind,
        decision_no="38-QĐ/TU" if kind is TargetKind.ADMISSION else "216-QĐ/ĐUK",
        decision_date=date(2021, 1, 12),
    )
