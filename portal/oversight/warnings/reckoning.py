"""Looks into all houses and brings the warnings in line: read by one door, written by the other."""

from __future__ import annotations

from dataclasses import replace

from portal.kernel.actor import Door, acting_as, current_actor
from portal.oversight.warnings.operations.refresh_warnings import refresh_warnings
from portal.oversight.warnings.queries.findings import find_today


def reckon() -> tuple[int, int]:
    """Return how many warnings began and how many ended."""
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        found = find_today()
    return refresh_warnings(found=found)
