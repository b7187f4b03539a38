"""Stories: the feed and the bulletin, one's own, the house's desk, Khối's desk."""

from __future__ import annotations

from collections.abc import Callable
from datetime import date, timedelta
from typing import Any
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.activities.exemplars import queries
from portal.activities.exemplars.forms import ExemplarForm, ReasonForm
from portal.activities.exemplars.models import ExemplarState
from portal.activities.exemplars.operations.decide_exemplar import decide_exemplar as decide
from portal.activities.exemplars.operations.propose_exemplar import propose_exemplar as propose
from portal.activities.exemplars.operations.publish_exemplar import publish_exemplar as publish
from portal.activities.exemplars.operations.return_exemplar import return_exemplar as give_back
from portal.activities.exemplars.operations.withdraw_exemplar import withdraw_exemplar as withdraw
from portal.kernel import clock
from portal.kernel.actor import Door, current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.wording import bloc
from portal.web.form_base import EmptyForm, PortalForm
from portal.web.kept_files import send_kept

bp = Blueprint("exemplars", __name__)


@bp.get("/exemplars")
@requires(Permission.OWN_READ)
def show_feed() -> ResponseReturnValue:
    is_member = current_actor().door is Door.MEMBER
    return render_template(
        "activities/exemplars/show_feed.html",
        stories=queries.list_published(),
        mine=queries.list_mine() if is_member else [],
        month=f"{clock.today():%Y-%m}",
        may_withdraw=has_permission(current_actor(), Permission.EXEMPLAR_PUBLISH),
    )


@bp.get("/exemplars/bulletin")
@requires(Permission.OWN_READ)
def show_bulletin() -> ResponseReturnValue:
    """Return the stories of a month on a sheet made for paper."""
    try:
        first = date.fromisoformat(f"{request.args.get('month', '')}-01")
    except ValueError:
        first = clock.today().replace(day=1)
    last = (first + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    stories = queries.list_published(first_day=first, last_day=last)
    return render_template("activities/exemplars/show_bulletin.html", stories=stories, first=first)


@bp.route("/exemplars/new", methods=["GET", "POST"])
@requires(Permission.OWN_WRITE)
def propose_exemplar() -> ResponseReturnValue:
    form = ExemplarForm()
    if form.carry_out(_propose):
        flash(f"Đã gửi. Đơn vị duyệt rồi {bloc()} duyệt, sau đó mọi người cùng đọc.", "ok")
        return redirect(url_for(".show_feed"))
    return render_template("activities/exemplars/propose_exemplar.html", form=form), form.status


def _propose(*, picture: Any, **values: Any) -> UUID:
    kept = (picture.filename or "", picture.read()) if picture else None
    return propose(picture=kept, **values)


@bp.get("/exemplars/own")
@requires(Permission.EXEMPLAR_DECIDE)
def list_own() -> ResponseReturnValue:
    return render_template(
        "activities/exemplars/list_own.html",
        rows=queries.list_own(),
        form=ReasonForm(formdata=None),
    )


@bp.post("/exemplars/<uuid:exemplar_id>/approve")
@requires(Permission.EXEMPLAR_DECIDE)
def approve_exemplar(exemplar_id: UUID) -> ResponseReturnValue:
    _own(exemplar_id)
    done = f"Đã duyệt và gửi {bloc()}."
    return _press(
        EmptyForm(), decide, done, ".list_own", exemplar_id=exemplar_id, state=ExemplarState.APPROVED
    )


@bp.post("/exemplars/<uuid:exemplar_id>/decline")
@requires(Permission.EXEMPLAR_DECIDE)
def decline_exemplar(exemplar_id: UUID) -> ResponseReturnValue:
    _own(exemplar_id)
    done = "Đã trả lại người viết."
    return _press(
        ReasonForm(), decide, done, ".list_own", exemplar_id=exemplar_id, state=ExemplarState.DECLINED
    )


@bp.get("/exemplars/<uuid:exemplar_id>/picture")
@requires(Permission.EXEMPLAR_DECIDE)
def show_picture(exemplar_id: UUID) -> ResponseReturnValue:
    return send_kept(_own(exemplar_id))


@bp.get("/exemplars/desk")
@requires(Permission.EXEMPLAR_PUBLISH)
def list_to_publish() -> ResponseReturnValue:
    return render_template(
        "activities/exemplars/list_to_publish.html",
        rows=queries.list_to_publish(),
        form=ReasonForm(formdata=None),
    )


@bp.post("/exemplars/desk/<uuid:exemplar_approval_id>/publish")
@requires(Permission.EXEMPLAR_PUBLISH)
def publish_exemplar(exemplar_approval_id: UUID) -> ResponseReturnValue:
    queries.get_approval(exemplar_approval_id)
    key = {"exemplar_approval_id": exemplar_approval_id}
    return _press(EmptyForm(), publish, "Đã đăng lên trang chủ của mọi đơn vị.", ".list_to_publish", **key)


@bp.post("/exemplars/desk/<uuid:exemplar_approval_id>/return")
@requires(Permission.EXEMPLAR_PUBLISH)
def return_exemplar(exemplar_approval_id: UUID) -> ResponseReturnValue:
    queries.get_approval(exemplar_approval_id)
    key = {"exemplar_approval_id": exemplar_approval_id}
    return _press(ReasonForm(), give_back, "Đã trả lại đơn vị.", ".list_to_publish", **key)


@bp.get("/exemplars/desk/<uuid:exemplar_approval_id>/picture")
@requires(Permission.EXEMPLAR_PUBLISH)
def show_sent_picture(exemplar_approval_id: UUID) -> ResponseReturnValue:
    return send_kept(queries.get_approval(exemplar_approval_id))


@bp.get("/exemplars/published/<uuid:exemplar_publication_id>/picture")
@requires(Permission.OWN_READ)
def show_published_picture(exemplar_publication_id: UUID) -> ResponseReturnValue:
    publication = queries.get_publication(exemplar_publication_id)
    if publication.withdrawn_on is not None:
        raise NotFound
    return send_kept(publication, is_public=True)


@bp.post("/exemplars/published/<uuid:exemplar_publication_id>/withdraw")
@requires(Permission.EXEMPLAR_PUBLISH)
def withdraw_exemplar(exemplar_publication_id: UUID) -> ResponseReturnValue:
    queries.get_publication(exemplar_publication_id)
    key = {"exemplar_publication_id": exemplar_publication_id}
    return _press(EmptyForm(), withdraw, "Đã gỡ bài.", ".show_feed", **key)


def _press(
    form: PortalForm, operation: Callable[..., Any], done: str, back: str, **fixed: Any
) -> ResponseReturnValue:
    if form.carry_out(operation, **fixed):
        flash(done, "ok")
    else:
        flash(str(next((m for errors in form.errors.values() for m in errors), "Chưa làm được.")), "warn")
    return redirect(url_for(back))


def _own(exemplar_id: UUID) -> Any:
    exemplar = queries.get_exemplar(exemplar_id)
    if exemplar.tenant_id != current_actor().tenant_id:
        raise NotFound
    return exemplar
