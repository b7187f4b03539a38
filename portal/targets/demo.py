"""The sample targets of term 2020-2025, with their opening balances."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from portal.kernel.database import session_as
from portal.organizations import queries as organizations
from portal.targets import queries
from portal.targets.operations.import_targets import import_targets

SAMPLE = Path(__file__).parent / "samples" / "chi-tieu-2020-2025.xlsx"
TERM = "2020-2025"


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
