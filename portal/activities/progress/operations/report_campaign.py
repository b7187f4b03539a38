"""A house says what it did in a campaign."""

from __future__ import annotations

from uuid import UUID

from portal.activities.campaigns.models import CampaignReport, CampaignState, ReportKind
from portal.activities.campaigns.queries import get_campaign
from portal.activities.progress.queries import own_figures
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def report_campaign(*, campaign_id: UUID, kind: ReportKind | str, words: str) -> UUID:
    """Send a report with the figures of this moment to the house that called; return its id."""
    campaign = get_campaign(campaign_id)
    if campaign.state is not CampaignState.RUNNING:
        raise RuleRefused("Chỉ báo cáo phong trào đang triển khai.")
    if not words.strip():
        raise DomainError("Ghi nội dung báo cáo.", field="words")
    activities, people = own_figures(campaign)
    report = CampaignReport(
        to_tenant_id=campaign.tenant_id if campaign.tenant_id != current_actor().tenant_id else None,
        campaign_tenant_id=campaign.tenant_id,
        campaign_id=campaign.id,
        kind=ReportKind(kind),
        words=words.strip(),
        activity_count=activities,
        participant_count=people,
        reported_on=clock.today(),
        reported_by=signature(),
    )
    db.session.add(report)
    audit.record("campaign.reported", report, campaign_id=campaign.id, kind=report.kind)
    return report.id
