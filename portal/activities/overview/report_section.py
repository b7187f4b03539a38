"""The unions in Khối's periodic report: activities in totals, and the members they referred."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import distinct, func, select

from portal.activities.log.models import Activity, Participation
from portal.activities.log.queries import HAPPENED
from portal.activities.referrals.models import Answer, Referral, ReferralAnswer, ReferralState
from portal.kernel.database import db
from portal.kernel.report_parts import ReportFigure, ReportSection, ReportTable
from portal.kernel.text import number_text
from portal.organizations.models import OrganizationKind
from portal.organizations.queries import list_organizations

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kernel.report_parts import ReportScope


def union_section(scope: ReportScope) -> ReportSection:
    """Return what unions did (for Khối: a house does not see their records) and whom they referred."""
    referred, accepted = _referrals(scope)
    told = (
        f"Không có đoàn viên, hội viên ưu tú được giới thiệu{' đến đơn vị' if scope.house else ''} trong kỳ."
        if not referred
        else f"Đoàn thể giới thiệu {number_text(referred)} đoàn viên, hội viên ưu tú"
        f"{' đến đơn vị' if scope.house else ''}; cấp ủy đã nhận {number_text(accepted)} người vào nguồn."
    )
    figures = (
        ReportFigure("referred", "Đoàn viên, hội viên ưu tú được giới thiệu", referred, "người"),
        ReportFigure("referred_accepted", "Cấp ủy nhận vào nguồn", accepted, "người"),
    )
    if scope.house is not None:
        return ReportSection("Công tác đoàn thể", (told,), figures)
    unions = _by_union(scope)
    activities, turns = (sum(row[at] for row in unions.values()) for at in (0, 1))
    names = {house.id: house.name for house in list_organizations(kinds=(OrganizationKind.MASS_UNION,))}
    rows = tuple((names[union], *unions[union]) for union in names if union in unions)
    columns = ("Đoàn thể", "Hoạt động", "Lượt người tham gia")
    return ReportSection(
        "Công tác đoàn thể",
        (
            (
                f"Trong {scope.words}, các đoàn thể tổ chức {number_text(activities)} hoạt động với "
                f"{number_text(turns)} lượt người tham gia."
            ),
            told,
        ),
        (
            ReportFigure("activities", "Hoạt động của đoàn thể", activities, "hoạt động"),
            ReportFigure("activity_turns", "Lượt người tham gia", turns, "lượt"),
            *figures,
        ),
        (ReportTable("Hoạt động theo đoàn thể", columns, (60, 20, 20), rows),) if rows else (),
    )


def _by_union(scope: ReportScope) -> dict[UUID, tuple[int, int]]:
    """Return activities held and people who took part, guests included, by union; one statement."""
    took_part = (
        select(func.count())
        .where(Participation.tenant_id == Activity.tenant_id, Participation.activity_id == Activity.id)
        .scalar_subquery()
    )
    held = (
        select(Activity.tenant_id, (took_part + Activity.guest_count).label("people"))
        .where(Activity.state.in_(HAPPENED), Activity.held_on.between(scope.since, scope.until))
        .subquery()
    )
    statement = select(held.c.tenant_id, func.count(), func.sum(held.c.people)).group_by(held.c.tenant_id)
    return {union: (count, int(turns)) for union, count, turns in db.session.execute(statement)}


def _referrals(scope: ReportScope) -> tuple[int, int]:
    """Return how many were referred in the period, and how many of those the houses took up."""
    statement = (
        select(func.count(distinct(Referral.id)), func.count(distinct(ReferralAnswer.referral_id)))
        .outerjoin(
            ReferralAnswer,
            (ReferralAnswer.referral_tenant_id == Referral.tenant_id)
            & (ReferralAnswer.referral_id == Referral.id)
            & (ReferralAnswer.answer == Answer.ACCEPTED),
        )
        .where(Referral.state == ReferralState.SENT, Referral.sent_on.between(scope.since, scope.until))
    )
    if scope.house is not None:
        statement = statement.where(Referral.to_tenant_id == scope.house)
    referred, accepted = db.session.execute(statement).one()
    return referred, accepted
