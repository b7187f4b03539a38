"""History is rows: the fact in force ends on the day the next one begins."""

from __future__ import annotations

from typing import TYPE_CHECKING, TypeVar

from portal.kernel.errors import RuleRefused
from portal.organizations import rules
from portal.organizations.models import (
    OrganizationAttribute,
    OrganizationName,
    OrganizationParent,
    UnitAttribute,
    UnitName,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date

D = TypeVar("D", OrganizationAttribute, OrganizationName, OrganizationParent, UnitAttribute, UnitName)


def supersede(rows: Sequence[D], *, valid_from: date) -> D | None:
    """End the latest of the dated rows on ``valid_from`` and return it; RuleRefused when it began later."""
    latest = max(rows, key=lambda row: row.valid_from, default=None)
    problem = rules.next_period_problem(latest.valid_from if latest else None, valid_from)
    if problem:
        raise RuleRefused(problem, field="valid_from")
    if latest is not None:
        latest.valid_to = valid_from
    return latest
