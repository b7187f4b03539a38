"""Warnings as lists and pages show them, with what was done about each."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import timedelta
from enum import StrEnum
from typing import TYPE_CHECKING

from sqlalchemy import and_, or_, select

from portal.kernel import clock
from portal.kernel.database import db, get_row
from portal.organizations.models import Organization, OrganizationName
from portal.oversight.warnings.models import EarlyWarning, HandlingKind, WarningHandling
from portal.oversight.warnings.thresholds import RULES

if TYPE_CHECKING:
    from collections.abc import Sequence
    from datetime import date
    from uuid import UUID

    from portal.oversight.warnings.thresholds import WarningRule

ENDED_SHOWN_DAYS = 90
"""What ended longer ago is history; the record keeps it."""


class WarningState(StrEnum):
    WAITING = "waiting"
    ASSIGNED = "assigned"
    SNOOZED = "snoozed"
    CLOSED = "closed"
    ENDED = "ended"


@dataclass(frozen=True, slots=True)
class WarningRow:
    """A warning, its house, and what Khối did about it (the latest last)."""

    warning: EarlyWarning
    house_code: str
    house_name: str
    handlings: tuple[WarningHandling, ...]

    @property
    def rule(self) -> WarningRule:
        """Return the rule that found it."""
        return RULES[self.warning.kind]

    @property
    def officer_name(self) -> str:
        """Return to whom it was given last; empty when to nobody."""
        given = [step.officer_name for step in self.handlings if step.kind is HandlingKind.ASSIGNED]
        return given[-1] if given else ""

    @property
    def snoozed_until(self) -> date | None:
        """Return the last day it rests; None when it does not rest today."""
        last = next((step for step in reversed(self.handlings) if step.kind in _RESTING), None)
        rests = last is not None and last.until is not None and last.until >= clock.today()
        return last.until if last is not None and rests else None

    @property
    def state(self) -> WarningState:
        """Return how far its handling is."""
        if self.warning.ended_on is not None:
            return WarningState.ENDED
        if self.warning.closed_on is not None:
            return WarningState.CLOSED
        if self.snoozed_until is not None:
            return WarningState.SNOOZED
        return WarningState.ASSIGNED if self.officer_name else WarningState.WAITING


_RESTING = frozenset({HandlingKind.SNOOZED, HandlingKind.REOPENED})


def list_warnings(*, house: UUID | None = None) -> list[WarningRow]:
    """Return the warnings still running and those that ended lately, by house; two statements.

    Through a house's own door only its own, and nothing of what Khối noted about them.
    """
    today = clock.today()
    recent = EarlyWarning.ended_on >= today - timedelta(days=ENDED_SHOWN_DAYS)
    statement = (
        select(EarlyWarning, Organization.code, OrganizationName.name)
        .join(Organization, Organization.id == EarlyWarning.to_tenant_id)
        .join(
            OrganizationName,
            and_(
                OrganizationName.organization_id == Organization.id,
                OrganizationName.valid_from <= today,
                or_(OrganizationName.valid_to.is_(None), OrganizationName.valid_to > today),
            ),
        )
        .where(or_(EarlyWarning.ended_on.is_(None), recent))
        .order_by(Organization.code, EarlyWarning.found_on, EarlyWarning.kind)
    )
    if house is not None:
        statement = statement.where(EarlyWarning.to_tenant_id == house)
    rows = db.session.execute(statement).all()
    handlings = _handlings([warning.id for warning, _, _ in rows])
    return [WarningRow(warning, code, name, handlings.get(warning.id, ())) for warning, code, name in rows]


def get_warning(early_warning_id: UUID) -> WarningRow:
    """Return one warning with everything done about it; NotFound when the door does not show it."""
    warning = get_row(EarlyWarning, early_warning_id)
    code, name = db.session.execute(
        select(Organization.code, OrganizationName.name)
        .join(OrganizationName, OrganizationName.organization_id == Organization.id)
        .where(Organization.id == warning.to_tenant_id)
        .order_by(OrganizationName.valid_from.desc())
        .limit(1)
    ).one()
    return WarningRow(warning, code, name, _handlings([warning.id]).get(warning.id, ()))


def list_running() -> list[EarlyWarning]:
    """Return the warnings whose cause was there when it was last looked for."""
    return list(db.session.scalars(select(EarlyWarning).where(EarlyWarning.ended_on.is_(None))))


def _handlings(warning_ids: Sequence[UUID]) -> dict[UUID, tuple[WarningHandling, ...]]:
    found: dict[UUID, tuple[WarningHandling, ...]] = {}
    if not warning_ids:
        return found
    statement = (
        select(WarningHandling)
        .where(WarningHandling.early_warning_id.in_(warning_ids))
        .order_by(WarningHandling.recorded_at, WarningHandling.id)
    )
    for step in db.session.scalars(statement):
        found[step.early_warning_id] = (*found.get(step.early_warning_id, ()), step)
    return found
