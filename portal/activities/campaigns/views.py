"""Campaigns: the list, the call, its words and its materials."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.activities.campaigns import labels, queries
from portal.activities.campaigns.forms import CampaignForm, MaterialForm
from portal.activities.campaigns.operations.add_material import add_material as add
from portal.activities.campaigns.operations.call_campaign import call_campaign as call
from portal.activities.campaigns.operations.change_campaign import change_campaign as change
from portal.activities.campaigns.operations.publish_campaign import publish_campaign as publish
from portal.activities.campaigns.operations.remove_material import remove_material as remove
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Permission, requires
from portal.web.kept_files import send_kept

bp = Blueprint("campaigns", __name__)


@bp.app_context_processor
def words() -> dict[str, Any]:
    """Give templates the names of campaigns and a way to read lines of links."""
    return {"campaign_words": labels, "links_of": links_of}


def links_of(text: str) -> list[str]:
    """Return the lines that are web addresses; anything else is not made into a link."""
    return [line.strip() for line in text.splitlines() if line.strip().startswith(("https://", "http://"))]


@bp.get("/campaigns")
@requires(Permission.CAMPAIGN_READ)
def list_campaigns() -> ResponseReturnValue:
    return render_template("activities/campaigns/list_campaigns.html", rows=queries.list_campaigns())


@bp.route("/campaigns/new", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def call_campaign() -> ResponseReturnValue:
    form = CampaignForm()
    if form.carry_out(_call):
        flash("Đã lưu bản nháp. Thêm tài liệu rồi bấm “Phát động”.", "ok")
        return redirect(url_for("campaign_progress.show_campaign", campaign_id=form.outcome))
    return render_template("activities/campaigns/edit_campaign.html", form=form, campaign=None), form.status


def _call(**values: Any) -> UUID:
    values.pop("version")
    return call(**values)


@bp.route("/campaigns/<uuid:campaign_id>/change", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def change_campaign(campaign_id: UUID) -> ResponseReturnValue:
    campaign = queries.get_own_campaign(campaign_id)
    form = CampaignForm(obj=campaign)
    if form.carry_out(change, campaign_id=campaign_id):
        flash("Đã lưu.", "ok")
        return redirect(url_for("campaign_progress.show_campaign", campaign_id=campaign_id))
    page = render_template("activities/campaigns/edit_campaign.html", form=form, campaign=campaign)
    return page, form.status


@bp.post("/campaigns/<uuid:campaign_id>/publish")
@requires(Permission.CAMPAIGN_MANAGE)
def publish_campaign(campaign_id: UUID) -> ResponseReturnValue:
    try:
        publish(campaign_id=campaign_id)
        flash("Đã phát động.", "ok")
    except DomainError as error:
        if error.status == 404:  # noqa: PLR2004 -- not there
            raise
        flash(error.message, "warn")
    return redirect(url_for("campaign_progress.show_campaign", campaign_id=campaign_id))


@bp.route("/campaigns/<uuid:campaign_id>/materials", methods=["GET", "POST"])
@requires(Permission.CAMPAIGN_MANAGE)
def add_material(campaign_id: UUID) -> ResponseReturnValue:
    campaign = queries.get_own_campaign(campaign_id)
    form = MaterialForm()
    if form.carry_out(_keep, campaign_id=campaign_id):
        flash("Đã thêm tài liệu.", "ok")
        return redirect(url_for("campaign_progress.show_campaign", campaign_id=campaign_id))
    return render_template(
        "activities/campaigns/add_material.html", form=form, campaign=campaign
    ), form.status


def _keep(*, campaign_id: UUID, file: Any) -> UUID:
    return add(campaign_id=campaign_id, content=file.read(), name=file.filename or "")


@bp.post("/campaigns/materials/<uuid:campaign_material_id>/remove")
@requires(Permission.CAMPAIGN_MANAGE)
def remove_material(campaign_material_id: UUID) -> ResponseReturnValue:
    campaign_id = remove(campaign_material_id=campaign_material_id)
    flash("Đã gỡ tài liệu.", "ok")
    return redirect(url_for("campaign_progress.show_campaign", campaign_id=campaign_id))


@bp.get("/campaigns/materials/<uuid:campaign_material_id>")
@requires(Permission.CAMPAIGN_READ)
def download_material(campaign_material_id: UUID) -> ResponseReturnValue:
    return send_kept(queries.get_material(campaign_material_id))
