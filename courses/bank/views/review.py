"""Looking over questions that somebody else wrote, before they may be drawn."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import Blueprint, flash, redirect, render_template, url_for

from courses.bank import looking_over
from courses.bank.answer_lines import key_in_words
from courses.bank.forms import ApprovalForm
from courses.bank.labels import difficulty_word, kind_word
from courses.bank.operations.approve_questions import approve_questions
from portal.kernel.permissions import Permission, requires
from portal.web.pagination import Page
from portal.web.tables import read_listing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("bank_review", __name__)
A_PAGE = 20
MOST_PAIRS = 50


@bp.route("/bank/review", methods=["GET", "POST"])
@requires(Permission.BANK_MANAGE)
def list_waiting() -> ResponseReturnValue:
    form = ApprovalForm()
    if form.carry_out(approve_questions):
        flash(f"Đã duyệt {form.outcome} câu; từ nay rút vào đề được.", "ok")
        return redirect(url_for(".list_waiting"))
    listing = read_listing((), filters=())
    rows, total = looking_over.list_waiting(offset=(listing.page - 1) * A_PAGE, limit=A_PAGE)
    return render_template(
        "bank/list_waiting.html",
        form=form,
        listing=listing,
        page=Page(rows, total=total, number=listing.page, size=A_PAGE),
        key_in_words=key_in_words,
        kind_word=kind_word,
        difficulty_word=difficulty_word,
    ), form.status


@bp.get("/bank/duplicates")
@requires(Permission.BANK_READ)
def list_alike() -> ResponseReturnValue:
    pairs = looking_over.list_alike()
    return render_template(
        "bank/list_alike.html", pairs=pairs[:MOST_PAIRS], total=len(pairs), key_in_words=key_in_words
    )
