"""Rule sets: which there are, what they say, and for Khối a new version with its effect."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.checklist import STEPS
from portal.candidates.forms.rule_sets import RuleSetForm, VersionForm, written
from portal.candidates.labels import AUTHORITY
from portal.candidates.operations.ask_rule_effect import ask_rule_effect
from portal.candidates.operations.change_rule_set_draft import change_rule_set_draft
from portal.candidates.operations.copy_rule_set import copy_rule_set as copy
from portal.candidates.operations.discard_rule_set_draft import discard_rule_set_draft
from portal.candidates.operations.publish_rule_set import publish_rule_set as publish
from portal.candidates.queries.rule_effect import list_changed
from portal.candidates.queries.rule_sets import get_draft, get_rule_set, rule_set_page
from portal.candidates.rule_set_words import AUTHORITY_RULE, CEREMONY, EDUCATION, THRESHOLDS, differences
from portal.candidates.standing_sheet import VERDICT_WORDS
from portal.candidates.views.blueprint import bp
from portal.eligibility.rule_set_parsing import parse_rule_set
from portal.eligibility.steps import CRITERIA
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.organizations.queries import get_organization
from portal.web.form_base import EmptyForm


@bp.get("/rule-sets")
@requires(Permission.CANDIDATE_READ)
def list_rule_sets() -> ResponseReturnValue:
    may_manage = has_permission(current_actor(), Permission.RULE_SET_MANAGE)
    return render_template(
        "candidates/list_rule_sets.html",
        page=rule_set_page(with_drafts=may_manage),
        today=clock.today(),
        may_manage=may_manage,
    )


@bp.get("/rule-sets/<code>")
@requires(Permission.CANDIDATE_READ)
def show_rule_set(code: str) -> ResponseReturnValue:
    return render_template(
        "candidates/show_rule_set.html",
        rules=get_rule_set(code),
        may_manage=has_permission(current_actor(), Permission.RULE_SET_MANAGE),
        **_words(),
    )


@bp.post("/rule-sets/<code>/copies")
@requires(Permission.RULE_SET_MANAGE)
def copy_rule_set(code: str) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(copy, code=code):
        flash("Đã tạo bản mới để sửa. Chưa ai khác thấy cho đến khi công bố.", "ok")
        return redirect(url_for(".edit_rule_set", rule_set_draft_id=form.outcome))
    flash("Chưa tạo được bản mới.", "red")
    return redirect(url_for(".show_rule_set", code=code))


@bp.route("/rule-set-drafts/<uuid:rule_set_draft_id>/edit", methods=["GET", "POST"])
@requires(Permission.RULE_SET_MANAGE)
def edit_rule_set(rule_set_draft_id: UUID) -> ResponseReturnValue:
    draft = get_draft(rule_set_draft_id)
    rules = parse_rule_set(draft.document)
    data = written(draft.document) | {
        "version": draft.version,
        "valid_from": rules.valid_from,
        "valid_to": rules.valid_to,
    }
    form = RuleSetForm(data=data)
    if form.carry_out(change_rule_set_draft, rule_set_draft_id=rule_set_draft_id):
        flash("Đã lưu. Xem tác động trước khi công bố.", "ok")
        return redirect(url_for(".show_rule_set_draft", rule_set_draft_id=rule_set_draft_id))
    return render_template("candidates/edit_rule_set.html", form=form, draft=draft), form.status


@bp.get("/rule-set-drafts/<uuid:rule_set_draft_id>")
@requires(Permission.RULE_SET_MANAGE)
def show_rule_set_draft(rule_set_draft_id: UUID) -> ResponseReturnValue:
    draft = get_draft(rule_set_draft_id)
    source = get_rule_set(draft.copied_from)
    rules = parse_rule_set(draft.document)
    return render_template(
        "candidates/show_rule_set_draft.html",
        draft=draft,
        rules=rules,
        source=source,
        differences=differences(rules, source),
        today=clock.today(),
        **_words(),
    )


@bp.get("/rule-set-drafts/<uuid:rule_set_draft_id>/houses/<uuid:house_id>")
@requires(Permission.RULE_SET_MANAGE)
def show_rule_effect(rule_set_draft_id: UUID, house_id: UUID) -> ResponseReturnValue:
    """Show which people of one house would stand otherwise, judged now."""
    draft = get_draft(rule_set_draft_id)
    return render_template(
        "candidates/show_rule_effect.html",
        draft=draft,
        house=get_organization(house_id),
        people=list_changed(house_id, parse_rule_set(draft.document)),
        steps=STEPS,
        verdict_words=VERDICT_WORDS,
        criteria=CRITERIA,
    )


@bp.post("/rule-set-drafts/<uuid:rule_set_draft_id>/effect")
@requires(Permission.RULE_SET_MANAGE)
def ask_effect(rule_set_draft_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(ask_rule_effect, rule_set_draft_id=rule_set_draft_id):
        flash("Đang tính tác động; tải lại trang sau ít phút.", "ok")
    else:
        flash(" ".join(form.form_errors) or "Chưa tính được.", "red")
    return redirect(url_for(".show_rule_set_draft", rule_set_draft_id=rule_set_draft_id))


@bp.post("/rule-set-drafts/<uuid:rule_set_draft_id>/publication")
@requires(Permission.RULE_SET_MANAGE)
def publish_rule_set(rule_set_draft_id: UUID) -> ResponseReturnValue:
    get_draft(rule_set_draft_id)
    form = VersionForm()
    if form.carry_out(publish, rule_set_draft_id=rule_set_draft_id):
        flash(f"Đã công bố bộ quy định {form.outcome}.", "ok")
        return redirect(url_for(".show_rule_set", code=form.outcome))
    flash(" ".join(form.form_errors) or "Chưa công bố được.", "red")
    return redirect(url_for(".show_rule_set_draft", rule_set_draft_id=rule_set_draft_id))


@bp.post("/rule-set-drafts/<uuid:rule_set_draft_id>/discard")
@requires(Permission.RULE_SET_MANAGE)
def discard_rule_set(rule_set_draft_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(discard_rule_set_draft, rule_set_draft_id=rule_set_draft_id):
        flash("Đã bỏ bản đang soạn.", "ok")
    else:
        flash(" ".join(form.form_errors) or "Chưa bỏ được.", "red")
    return redirect(url_for(".list_rule_sets"))


def _words() -> dict[str, object]:
    return {
        "threshold_words": THRESHOLDS,
        "education_words": EDUCATION,
        "ceremony_words": CEREMONY,
        "authority_words": AUTHORITY,
        "authority_rule_words": AUTHORITY_RULE,
        "criteria": CRITERIA,
    }
