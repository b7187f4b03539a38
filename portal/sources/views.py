"""Source reviews: the list, one review, a unit's numbers; for overseers the sums of all houses."""

from __future__ import annotations

from datetime import timedelta
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.kernel import clock
from portal.kernel.actor import Door, current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.people.models import SourceGroup
from portal.sources import queries
from portal.sources.forms import PREFIX, CountsForm, OpenReviewForm
from portal.sources.operations.close_review import close_review as close
from portal.sources.operations.close_review import reopen_review as reopen
from portal.sources.operations.fill_counts import fill_counts as fill
from portal.sources.operations.open_review import open_review as begin
from portal.sources.totals import total_of
from portal.web.form_base import EmptyForm

bp = Blueprint("sources", __name__)

USUAL_DAYS = 14
OLDEST, LATEST = 2000, 2200


@bp.get("/sources")
@requires(Permission.SOURCE_READ)
def list_reviews() -> ResponseReturnValue:
    if current_actor().door is Door.OVERSIGHT:
        year = _year()
        rows = queries.totals_of_houses(year)
        reviewed = [line.totals for line in rows if line.row]
        return render_template(
            "sources/list_houses.html", rows=rows, year=year, groups=SourceGroup, whole=total_of(reviewed)
        )
    return render_template(
        "sources/list_reviews.html", rows=queries.list_reviews(), may_manage=_may(Permission.SOURCE_MANAGE)
    )


@bp.route("/sources/new", methods=["GET", "POST"])
@requires(Permission.SOURCE_MANAGE)
def open_review() -> ResponseReturnValue:
    today = clock.today()
    start = {"year": today.year, "due_on": today + timedelta(days=USUAL_DAYS)}
    form = OpenReviewForm(data=start if request.method == "GET" else None)
    if form.carry_out(begin):
        flash("Đã mở đợt rà soát; bí thư chi bộ thấy trong hộp việc.", "ok")
        return redirect(url_for(".show_review", source_review_id=form.outcome))
    return render_template("sources/open_review.html", form=form), form.status


@bp.get("/sources/<uuid:source_review_id>")
@requires(Permission.SOURCE_READ)
def show_review(source_review_id: UUID) -> ResponseReturnValue:
    return render_template(
        "sources/show_review.html",
        page=queries.review_page(source_review_id),
        groups=SourceGroup,
        may_manage=_may(Permission.SOURCE_MANAGE),
        may_fill=_may(Permission.SOURCE_FILL),
    )


@bp.route("/sources/<uuid:source_review_id>/units/<uuid:unit_id>", methods=["GET", "POST"])
@requires(Permission.SOURCE_FILL)
def fill_counts(source_review_id: UUID, unit_id: UUID) -> ResponseReturnValue:
    page, line = queries.get_line(source_review_id, unit_id)
    form = CountsForm(data=_written(line) if request.method == "GET" else None)
    if form.carry_out(fill, source_review_id=source_review_id, unit_id=unit_id):
        flash("Đã ghi số liệu.", "ok")
        return redirect(url_for(".show_review", source_review_id=source_review_id))
    hints = queries.followed_by_group(unit_id)
    return render_template(
        "sources/fill_counts.html", form=form, page=page, line=line, hints=hints
    ), form.status


@bp.post("/sources/<uuid:source_review_id>/close")
@requires(Permission.SOURCE_MANAGE)
def close_review(source_review_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(close, source_review_id=source_review_id):
        flash("Đã chốt; số liệu dùng được cho kế hoạch.", "ok")
    else:
        flash(" ".join(form.form_errors), "red")
    return redirect(url_for(".show_review", source_review_id=source_review_id))


@bp.post("/sources/<uuid:source_review_id>/reopen")
@requires(Permission.SOURCE_MANAGE)
def reopen_review(source_review_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    if form.carry_out(reopen, source_review_id=source_review_id):
        flash("Đã mở lại.", "ok")
    else:
        flash(" ".join(form.form_errors), "red")
    return redirect(url_for(".show_review", source_review_id=source_review_id))


def _written(line: queries.UnitLine) -> dict[str, object]:
    count = line.count
    if count is None:
        return {}
    return {
        "outstanding": count.outstanding,
        "this_year": count.this_year,
        "next_year": count.next_year,
        "remarks": count.remarks,
        **{PREFIX + group: number for group, number in count.groups.items()},
    }


def _year() -> int:
    word = request.args.get("year", "")
    year = int(word) if word.isascii() and word.isdigit() and len(word) <= len("2026") else 0
    return year if OLDEST <= year <= LATEST else clock.today().year


def _may(permission: Permission) -> bool:
    return has_permission(current_actor(), permission)
