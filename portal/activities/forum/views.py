"""A discussion: what was said, saying something, reading before it appears, reporting abuse."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.activities.forum import queries
from portal.activities.forum.forms import ReasonForm, SayForm
from portal.activities.forum.models import TopicKind
from portal.activities.forum.operations.hide_post import hide_post as hide
from portal.activities.forum.operations.let_through import let_through as publish
from portal.activities.forum.operations.refuse_message import refuse_message as refuse
from portal.activities.forum.operations.report_abuse import report_abuse as report
from portal.activities.forum.operations.say import say
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.web.form_base import EmptyForm, PortalForm

bp = Blueprint("forum", __name__)


@bp.get("/campaigns/<uuid:campaign_id>/forum")
@requires(Permission.OWN_READ)
def show_campaign_topic(campaign_id: UUID) -> ResponseReturnValue:
    return _show(TopicKind.CAMPAIGN, campaign_id)


@bp.get("/classes/<uuid:class_run_id>/forum")
@requires(Permission.OWN_READ)
def show_class_topic(class_run_id: UUID) -> ResponseReturnValue:
    return _show(TopicKind.CLASS, class_run_id)


@bp.post("/campaigns/<uuid:campaign_id>/forum")
@requires(Permission.OWN_WRITE)
def say_in_campaign(campaign_id: UUID) -> ResponseReturnValue:
    return _say(TopicKind.CAMPAIGN, campaign_id)


@bp.post("/classes/<uuid:class_run_id>/forum")
@requires(Permission.OWN_WRITE)
def say_in_class(class_run_id: UUID) -> ResponseReturnValue:
    return _say(TopicKind.CLASS, class_run_id)


@bp.post("/forum/messages/<uuid:forum_message_id>/let-through")
@requires(Permission.FORUM_MODERATE)
def let_through(forum_message_id: UUID) -> ResponseReturnValue:
    message = queries.get_message(forum_message_id)
    back = topic_url(message.topic_kind, message.topic_id)
    return _press(EmptyForm(), publish, "Đã đăng.", back, forum_message_id=forum_message_id)


@bp.post("/forum/messages/<uuid:forum_message_id>/refuse")
@requires(Permission.FORUM_MODERATE)
def refuse_message(forum_message_id: UUID) -> ResponseReturnValue:
    message = queries.get_message(forum_message_id)
    back = topic_url(message.topic_kind, message.topic_id)
    return _press(
        ReasonForm(), refuse, "Không đăng; người gửi thấy lý do.", back, forum_message_id=forum_message_id
    )


@bp.post("/forum/posts/<uuid:forum_post_id>/hide")
@requires(Permission.FORUM_MODERATE)
def hide_post(forum_post_id: UUID) -> ResponseReturnValue:
    post = queries.get_own_post(forum_post_id)
    back = topic_url(post.topic_kind, post.topic_id)
    return _press(ReasonForm(), hide, "Đã ẩn ý kiến.", back, forum_post_id=forum_post_id)


@bp.post("/forum/posts/<uuid:forum_post_id>/report")
@requires(Permission.OWN_WRITE)
def report_abuse(forum_post_id: UUID) -> ResponseReturnValue:
    post = queries.get_post(forum_post_id)
    back = topic_url(post.topic_kind, post.topic_id)
    return _press(ReasonForm(), report, "Đã báo ban tổ chức.", back, forum_post_id=forum_post_id)


def topic_url(kind: TopicKind, topic_id: UUID) -> str:
    """Return the address of a discussion."""
    if kind is TopicKind.CAMPAIGN:
        return url_for("forum.show_campaign_topic", campaign_id=topic_id)
    return url_for("forum.show_class_topic", class_run_id=topic_id)


def _show(kind: TopicKind, topic_id: UUID, form: SayForm | None = None) -> ResponseReturnValue:
    page = queries.topic_page(
        kind, topic_id, may_moderate=has_permission(current_actor(), Permission.FORUM_MODERATE)
    )
    if form is None:
        form = SayForm(formdata=None, data={"reply_to_id": request.args.get("reply")})
    _offer(form, page)
    return (
        render_template(
            "activities/forum/show_topic.html",
            page=page,
            form=form,
            reason=ReasonForm(formdata=None),
            here=topic_url(kind, topic_id),
            moderates=page.topic.tenant_id == current_actor().tenant_id
            and has_permission(current_actor(), Permission.FORUM_MODERATE),
        ),
        form.status,
    )


def _say(kind: TopicKind, topic_id: UUID) -> ResponseReturnValue:
    page = queries.topic_page(kind, topic_id, may_moderate=False)
    form = SayForm()
    _offer(form, page)
    if form.carry_out(say, topic_kind=kind, topic_id=topic_id):
        flash("Đã đăng." if form.outcome else "Đã gửi. Ý kiến hiện ra sau khi ban tổ chức đọc.", "ok")
        return redirect(topic_url(kind, topic_id))
    return _show(kind, topic_id, form)


def _offer(form: SayForm, page: queries.TopicPage) -> None:
    form.reply_to_id.offer(
        [(thread.post.id, f"{thread.post.author_name}: {thread.post.text[:60]}") for thread in page.threads]
    )


def _press(
    form: PortalForm, operation: Callable[..., Any], done: str, back: str, **fixed: Any
) -> ResponseReturnValue:
    if form.carry_out(operation, **fixed):
        flash(done, "ok")
    else:
        flash(str(next((m for errors in form.errors.values() for m in errors), "Chưa làm được.")), "warn")
    return redirect(back)
