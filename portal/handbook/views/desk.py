"""The support desk: the list, one question with its answers, asking, answering, publishing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, url_for

from portal.handbook import desk, queries
from portal.handbook.forms import AnswerQuestionForm, AskForm, PublishedForm, PublishForm
from portal.handbook.operations.answer_question import answer_question
from portal.handbook.operations.ask_question import ask_question
from portal.handbook.operations.change_published import change_published
from portal.handbook.operations.publish_answer import publish_answer
from portal.kernel.actor import current_actor
from portal.kernel.permissions import Permission, has_permission, requires
from portal.kernel.wording import bloc

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("support", __name__)


@bp.get("/support")
@requires(Permission.SUPPORT_READ)
def list_questions() -> ResponseReturnValue:
    return render_template(
        "handbook/list_questions.html", rows=queries.list_questions(), states=desk.STATES, boards=desk.BOARDS
    )


@bp.route("/support/new", methods=["GET", "POST"])
@requires(Permission.SUPPORT_ASK)
def ask() -> ResponseReturnValue:
    form = AskForm()
    if form.carry_out(ask_question):
        due_on = queries.get_question(form.outcome).question.due_on
        flash(f"Đã gửi câu hỏi. {bloc()} trả lời trước hết ngày {due_on:%d/%m/%Y}.", "ok")
        return redirect(url_for(".show_question", support_question_id=form.outcome))
    return render_template("handbook/ask.html", form=form, days=desk.ANSWER_DAYS), form.status


@bp.get("/support/<uuid:support_question_id>")
@requires(Permission.SUPPORT_READ)
def show_question(support_question_id: UUID) -> ResponseReturnValue:
    return _show(support_question_id, AnswerQuestionForm(formdata=None))


@bp.post("/support/<uuid:support_question_id>/answer")
@requires(Permission.SUPPORT_ANSWER)
def answer(support_question_id: UUID) -> ResponseReturnValue:
    form = AnswerQuestionForm()
    if form.carry_out(answer_question, question_id=support_question_id):
        flash("Đã gửi trả lời đến đơn vị.", "ok")
        return redirect(url_for(".show_question", support_question_id=support_question_id))
    return _show(support_question_id, form), form.status


@bp.route("/support/<uuid:support_question_id>/publishing", methods=["GET", "POST"])
@requires(Permission.SUPPORT_ANSWER)
def publish(support_question_id: UUID) -> ResponseReturnValue:
    row = queries.get_question(support_question_id)
    answers = "\n".join(one.text for one in row.answers)
    form = PublishForm(data={"question": row.question.subject, "answer": answers})
    if form.carry_out(publish_answer, question_id=support_question_id):
        flash("Đã đưa vào sổ tay; mọi đơn vị đọc và tìm được.", "ok")
        return redirect(url_for(".show_question", support_question_id=support_question_id))
    return render_template("handbook/publish.html", form=form, row=row), form.status


@bp.route("/support/published/<uuid:published_answer_id>", methods=["GET", "POST"])
@requires(Permission.SUPPORT_ANSWER)
def edit_published(published_answer_id: UUID) -> ResponseReturnValue:
    published = queries.get_published(published_answer_id)
    form = PublishedForm(data={"question": published.question, "answer": published.answer})
    if form.carry_out(change_published, published_answer_id=published_answer_id):
        flash("Đã sửa mục trong sổ tay.", "ok")
        return redirect(url_for("handbook.show_handbook", _anchor=f"hoi-{published_answer_id}"))
    return render_template("handbook/edit_published.html", form=form, published=published), form.status


@bp.post("/support/published/<uuid:published_answer_id>/withdrawal")
@requires(Permission.SUPPORT_ANSWER)
def withdraw(published_answer_id: UUID) -> ResponseReturnValue:
    change_published(published_answer_id=published_answer_id, question="", answer="", is_withdrawn=True)
    flash("Đã rút khỏi sổ tay.", "ok")
    return redirect(url_for("handbook.show_handbook"))


def _show(support_question_id: UUID, form: AnswerQuestionForm) -> str:
    row = queries.get_question(support_question_id)
    is_asked = row.question.to_tenant_id == current_actor().tenant_id
    may_answer = is_asked and has_permission(current_actor(), Permission.SUPPORT_ANSWER)
    return render_template(
        "handbook/show_question.html",
        row=row,
        form=form,
        states=desk.STATES,
        boards=desk.BOARDS,
        may_answer=may_answer,
    )
