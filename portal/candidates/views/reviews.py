"""The reviews that are due: the list, its print, the reminder, how often the house reviews."""

from __future__ import annotations

from uuid import UUID

from flask import flash, redirect, render_template, request, url_for
from flask.typing import ResponseReturnValue

from portal.candidates.forms.reviews import RemindForm, ReviewRulesForm
from portal.candidates.operations.remind_reviews import Reminded
from portal.candidates.operations.remind_reviews import remind_reviews as remind
from portal.candidates.operations.set_review_rules import set_review_rules as set_rules
from portal.candidates.queries import choices, home
from portal.candidates.queries.review_setting import get_review_rules
from portal.candidates.views.blueprint import bp
from portal.candidates.views.coming_back import first_error
from portal.kernel import clock
from portal.kernel.permissions import Permission, requires

NAMES_SAID = 5


@bp.get("/candidates/reviews")
@requires(Permission.REVIEW_RECORD)
def show_due_reviews() -> ResponseReturnValue:
    units = choices.unit_choices()
    unit_id = _unit(units)
    page = "print_due_reviews" if request.args.get("print") else "due_reviews"
    return render_template(
        f"candidates/{page}.html",
        months=home.list_due_reviews(unit_id),
        units=units,
        unit_id=unit_id,
        unit_name=dict(units).get(unit_id, "") if unit_id else "",
        rules=get_review_rules(),
        printed_at=clock.now(),
    )


@bp.post("/candidates/reviews/remind")
@requires(Permission.HELPER_ASSIGN)
def remind_reviews() -> ResponseReturnValue:
    form = RemindForm(units=choices.unit_choices())
    back = url_for(".show_due_reviews", unit=form.unit_id.data)
    if form.carry_out(remind, url=url_for(".show_due_reviews")):
        flash(_said(form.outcome), "ok")
    else:
        flash(first_error(form), "red")
    return redirect(back)


@bp.route("/candidates/reviews/rules", methods=["GET", "POST"])
@requires(Permission.SETTING_MANAGE)
def set_review_rules() -> ResponseReturnValue:
    rules = get_review_rules()
    form = ReviewRulesForm(data={"rhythm": rules.rhythm, "due_day": rules.due_day})
    if form.carry_out(set_rules):
        flash("Đã đổi định kỳ đánh giá.", "ok")
        return redirect(url_for(".show_due_reviews"))
    return render_template("candidates/set_review_rules.html", form=form), form.status


def _unit(units: list[tuple[UUID, str]]) -> UUID | None:
    """Return the unit asked for, if it is one the reader may ask for."""
    word = request.args.get("unit", "")
    return next((unit_id for unit_id, _ in units if str(unit_id) == word), None)


def _said(outcome: Reminded) -> str:
    words = [f"Đã nhắc {outcome.sent} đồng chí." if outcome.sent else ""]
    if outcome.already:
        words.append(f"{outcome.already} đồng chí đã được nhắc, chưa xem.")
    if outcome.without_account:
        names = ", ".join(outcome.without_account[:NAMES_SAID])
        more = "…" if len(outcome.without_account) > NAMES_SAID else ""
        words.append(f"Chưa có tài khoản, nhắc trực tiếp: {names}{more}.")
    return " ".join(word for word in words if word)
