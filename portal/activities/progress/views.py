"""The page of a campaign with what came of it; reports and the closing."""

from __future__ import annotations

from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.activities.campaigns.models import CampaignState
from portal.activities.campaigns.queries import get_campaign, get_own_campaign
from portal.activities.progress import queries
from portal.activities.progress.forms import CloseForm, ReportForm
from portal.activities.progress.operations.close_campaign import close_campaign as close
from portal.activities.progress.operations.report_campaign import report_campaign as report
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires

bp = Blueprint("campaign_progress", __name__)


@bp.get("/campaigns/<uuid:campaign_id>")
@requires(Permission.CAMPAIGN_READ)
def show_campaign(campaign_id: UUID) -> ResponseReturnValue:
    page = queries.campaign_page(campaign_id)
    may_manage = has_permission(current_actor(), Permission.CAMPAIGN_MANAGE)
    is_running = page.campaign.state is CampaignState.RUNNING
    return render_template(
        "activities/progress/show_campaign.html",
        page=page,
        may_manage=may_manage and page.is_own,
        may_report=may_manage and is_running and not page.is_own,
        may_record=is_running and has_permission(current_actor(), Permission.ACTIVITY_RECORD),
    )


@bp.route("/campaigns/<uuid:campaign_id>/report", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def report_campaign(campaign_id: UUID) -> ResponseReturnValue:
    campaign = get_campaign(campaign_id)
    form = ReportForm()
    if form.carry_out(report, campaign_id=campaign_id):
        flash("Đã gửi báo cáo.", "ok")
        return redirect(url_for(".show_campaign", campaign_id=campaign_id))
    page = render_template(
        "activities/progress/report_campaign.html",
        form=form,
        campaign=campaign,
        figures=queries.own_figures(campaign),
    )
    return page, form.status


@bp.route("/campaigns/<uuid:campaign_id>/close", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def close_campaign(campaign_id: UUID) -> ResponseReturnValue:
    campaign = get_own_campaign(campaign_id)
    form = CloseForm()
    if form.carry_out(close, campaign_id=campaign_id):
        flash("Đã tổng kết.", "ok")
        return redirect(url_for(".show_campaign", campaign_id=campaign_id))
    return render_template(
        "activities/progress/close_campaign.html", form=form, campaign=campaign
    ), form.status
