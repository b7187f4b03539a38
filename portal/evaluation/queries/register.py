"""Proposals and official levels as lists and pages show them."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select, union

from portal.candidates.queries.judging_rules import is_of_root
from portal.evaluation.kept import read_criteria, read_figures
from portal.evaluation.levels import Cap
from portal.evaluation.models import CapExcess, CriteriaSet, EvaluationProposal, EvaluationRank
from portal.evaluation.periods import days_of
from portal.evaluation.scoring import Criterion, Score, reckon
from portal.kernel.database import db
from portal.organizations.queries import list_organizations
from portal.targets.queries import GRASSROOTS

if TYPE_CHECKING:
    from uuid import UUID

    from portal.organizations.queries import OrganizationRow


@dataclass(frozen=True, slots=True)
class HouseRow:
    """A house in a period: what is proposed, what was decided."""

    house: OrganizationRow
    proposal: EvaluationProposal | None
    rank: EvaluationRank | None


@dataclass(frozen=True, slots=True)
class PeriodRow:
    """A period in the history of a house."""

    period: str
    proposal: EvaluationProposal | None
    rank: EvaluationRank | None


def list_criteria_sets() -> list[CriteriaSet]:
    """Return every criteria set, the newest first."""
    return list(
        db.session.scalars(
            select(CriteriaSet).where(is_of_root(CriteriaSet.tenant_id)).order_by(CriteriaSet.number.desc())
        )
    )


def find_criteria_set(period: str) -> CriteriaSet | None:
    """Return the set a period is judged by; None before there is one."""
    statement = (
        select(CriteriaSet)
        .where(is_of_root(CriteriaSet.tenant_id), CriteriaSet.starts_on <= days_of(period)[0])
        .order_by(CriteriaSet.starts_on.desc(), CriteriaSet.number.desc())
        .limit(1)
    )
    return db.session.scalar(statement)


def cap_of(criteria_set: CriteriaSet | None) -> Cap:
    """Return the cap a set goes by; without a set the usual one."""
    return Cap(criteria_set.cap_percent, criteria_set.cap_base) if criteria_set else Cap()


def criteria_of(criteria_set: CriteriaSet | None) -> tuple[Criterion, ...]:
    """Return the criteria of a set; none without a set."""
    return read_criteria(criteria_set.criteria) if criteria_set else ()


def current_proposals(period: str) -> dict[UUID | None, EvaluationProposal]:
    """Return the proposals of a period in force, by house."""
    statement = select(EvaluationProposal).where(
        EvaluationProposal.period == period, EvaluationProposal.superseded_at.is_(None)
    )
    return {row.to_tenant_id: row for row in db.session.scalars(statement)}


def current_ranks(period: str) -> dict[UUID | None, EvaluationRank]:
    """Return the official levels of a period in force, by house."""
    statement = select(EvaluationRank).where(
        EvaluationRank.period == period, EvaluationRank.superseded_at.is_(None)
    )
    return {row.to_tenant_id: row for row in db.session.scalars(statement)}


def list_periods() -> list[str]:
    """Return the periods that were ever scored or ranked, in no order."""
    statement = union(select(EvaluationProposal.period), select(EvaluationRank.period))
    return list(db.session.scalars(statement))


def list_houses(period: str) -> list[HouseRow]:
    """Return every grassroots organisation of a period with its proposal and its level; three statements."""
    proposals, ranks = current_proposals(period), current_ranks(period)
    return [
        HouseRow(house, proposals.get(house.id), ranks.get(house.id))
        for house in list_organizations(kinds=GRASSROOTS)
    ]


def list_cap_excesses(period: str) -> list[CapExcess]:
    """Return the reasons given for more excellent houses than the cap allows, the newest first."""
    statement = select(CapExcess).where(CapExcess.period == period).order_by(CapExcess.recorded_at.desc())
    return list(db.session.scalars(statement))


def list_history(house_id: UUID) -> list[PeriodRow]:
    """Return the periods a house was evaluated in, the newest first; two statements."""
    proposals = {
        row.period: row
        for row in db.session.scalars(
            select(EvaluationProposal).where(
                EvaluationProposal.to_tenant_id == house_id, EvaluationProposal.superseded_at.is_(None)
            )
        )
    }
    ranks = {
        row.period: row
        for row in db.session.scalars(
            select(EvaluationRank).where(
                EvaluationRank.to_tenant_id == house_id, EvaluationRank.superseded_at.is_(None)
            )
        )
    }
    periods = sorted({*proposals, *ranks}, key=days_of, reverse=True)
    return [PeriodRow(period, proposals.get(period), ranks.get(period)) for period in periods]


def list_rank_steps(house_id: UUID, period: str) -> list[EvaluationRank]:
    """Return every level recorded for a house in a period, the newest first."""
    statement = (
        select(EvaluationRank)
        .where(EvaluationRank.to_tenant_id == house_id, EvaluationRank.period == period)
        .order_by(EvaluationRank.recorded_at.desc())
    )
    return list(db.session.scalars(statement))


def get_criteria_set(criteria_set_id: UUID) -> CriteriaSet:
    """Return the set a proposal was reckoned by; every house reads what Khối publishes."""
    return db.session.scalars(select(CriteriaSet).where(CriteriaSet.id == criteria_set_id)).one()


def score_of(proposal: EvaluationProposal, criteria_set: CriteriaSet) -> Score:
    """Return the lines of a kept proposal."""
    return reckon(criteria_of(criteria_set), read_figures(proposal.figures))
