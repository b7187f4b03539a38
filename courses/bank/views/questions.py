"""The bank: its list, its numbers, one question, adding and changing."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import Blueprint, flash, redirect, render_template, request, url_for

from courses.bank import queries
from courses.bank.answer_lines import key_in_words
from courses.bank.extensions import list_question_panels
from courses.bank.forms import QuestionForm, ReturnForm
from courses.bank.labels import difficulty_options, difficulty_word, kind_options, kind_word
from courses.bank.operations.add_question import add_question as add_one
from courses.bank.operations.add_question import check_wording
from courses.bank.operations.keep_picture import keep_picture
from courses.bank.operations.retire_question import restore_question as restore_one
from courses.bank.operations.retire_question import retire_question as retire_one
from courses.bank.operations.return_question import return_question as return_one
from courses.bank.operations.revise_question import revise_question as revise_one
from courses.bank.preview import PreviewItem, preview_item
from courses.bank.review import STANDING_TONES, STANDING_WORDS
from courses.bank.types.registry import TYPES
from portal.kernel.errors import DomainError
from portal.kernel.permissions import Permission, requires
from portal.web.pagination import Page
from portal.web.tables import Column, read_listing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("bank", __name__)

COLUMNS = (
    Column("text", "Câu hỏi"),
    Column("lesson", "Bài"),
    Column("difficulty", "Mức độ"),
    Column("kind", "Loại", is_wide_only=True),
    Column("standing", "Tình trạng"),
)
FILTERS = ("q", "lesson", "difficulty", "kind", "state")


@bp.get("/bank")
@requires(Permission.BANK_READ)
def list_questions() -> ResponseReturnValue:
    listing = read_listing(COLUMNS, filters=FILTERS)
    rows, total = queries.list_questions(filters=listing.filters, offset=listing.offset, limit=listing.size)
    counts = queries.count_bank()
    return render_template(
        "bank/list_questions.html",
        columns=COLUMNS,
        listing=listing,
        page=Page(rows, total=total, number=listing.page, size=listing.size),
        counts=counts,
        lessons=[("", "Mọi bài"), *((name, name or "Chưa ghi bài") for name in counts.lessons)],
        kinds=kind_options(),
        difficulties=difficulty_options(),
        kind_word=kind_word,
        difficulty_word=difficulty_word,
        standing_words=STANDING_WORDS,
        standing_tones=STANDING_TONES,
        states=[("", "Chưa ngừng dùng"), *((state.value, word) for state, word in STANDING_WORDS.items())],
    )


@bp.get("/bank/statistics")
@requires(Permission.BANK_READ)
def show_statistics() -> ResponseReturnValue:
    return render_template(
        "bank/show_statistics.html", counts=queries.count_bank(), difficulties=difficulty_options()
    )


@bp.get("/bank/questions/<uuid:question_id>")
@requires(Permission.BANK_READ)
def show_question(question_id: UUID) -> ResponseReturnValue:
    page = queries.get_question_page(question_id)
    return _question(page, ReturnForm(formdata=None, version=page.row.current_version))


@bp.post("/bank/questions/<uuid:question_id>/return")
@requires(Permission.BANK_MANAGE)
def return_question(question_id: UUID) -> ResponseReturnValue:
    page = queries.get_question_page(question_id)
    form = ReturnForm()
    if form.carry_out(return_one, question_id=question_id):
        flash("Đã trả câu hỏi lại cho người soạn.", "ok")
        return redirect(url_for(".show_question", question_id=question_id))
    return _question(page, form), form.status


def _question(page: queries.QuestionPage, return_form: ReturnForm) -> str:
    return render_template(
        "bank/show_question.html",
        page=page,
        item=preview_item(page.question),
        key=key_in_words(page.question),
        rule=TYPES[page.question.kind].RULE,
        kind_word=kind_word,
        difficulty_word=difficulty_word,
        standing_words=STANDING_WORDS,
        standing_tones=STANDING_TONES,
        panels=list_question_panels([version.id for version in page.versions]),
        return_form=return_form,
    )


@bp.route("/bank/questions/new", methods=["GET", "POST"])
@requires(Permission.BANK_MANAGE)
def add_question() -> ResponseReturnValue:
    kind = request.args.get("kind", "")
    if kind not in TYPES:
        return render_template("bank/choose_kind.html", types=TYPES)
    form = QuestionForm(kind)
    if _keep_pictures(form) and not _asks_for_preview() and form.carry_out(add_one):
        flash("Đã thêm câu hỏi. Cán bộ khác duyệt rồi mới rút vào đề được.", "ok")
        return redirect(url_for(".show_question", question_id=form.outcome))
    preview = _preview(form)
    return render_template(
        "bank/add_question.html", form=form, kind=kind, kind_word=kind_word, preview=preview
    ), form.status


@bp.route("/bank/questions/<uuid:question_id>/revision", methods=["GET", "POST"])
@requires(Permission.BANK_MANAGE)
def revise_question(question_id: UUID) -> ResponseReturnValue:
    page = queries.get_question_page(question_id)
    form = QuestionForm(page.row.kind, question=page.question, version=page.row.current_version)
    is_whole = _keep_pictures(form)
    if (
        is_whole
        and not _asks_for_preview()
        and form.carry_out(revise_one, question_id=question_id, version=form.version.data)
    ):
        flash("Đã lưu bản mới; chờ cán bộ khác duyệt rồi mới rút vào đề được.", "ok")
        return redirect(url_for(".show_question", question_id=question_id))
    preview = _preview(form)
    return render_template(
        "bank/revise_question.html", form=form, page=page, kind_word=kind_word, preview=preview
    ), form.status


def _keep_pictures(form: QuestionForm) -> bool:
    """Keep what was uploaded and find what was kept before; False when a picture cannot be taken."""
    refused = []
    if form.is_submitted():
        form.validate()
        for place, entry in enumerate(form.pictures, start=1):
            try:
                if entry.form.file.data and not entry.form.file.errors:
                    entry.form.kept.data = str(keep_picture(content=entry.form.file.data.read()))
            except DomainError as error:
                refused.append(DomainError(f"Hình {place}: {error.message}", field="pictures"))
    form.pictures_kept = queries.find_pictures([entry.form.kept.data for entry in form.pictures])
    for trouble in refused:
        form.refuse(trouble)
    return not refused


def _asks_for_preview() -> bool:
    return "preview" in request.form


def _preview(form: QuestionForm) -> PreviewItem | None:
    """Return what was typed as people will see it; what cannot be put to people is said in the form."""
    if not _asks_for_preview() or not form.validate_on_submit():
        return None
    try:
        question = form.values()["question"]
        check_wording(question)
    except DomainError as error:
        form.refuse(error)
        return None
    return preview_item(question)


@bp.post("/bank/questions/<uuid:question_id>/retirement")
@requires(Permission.BANK_MANAGE)
def retire_question(question_id: UUID) -> ResponseReturnValue:
    retire_one(question_id=question_id)
    flash("Đã ngừng dùng câu hỏi; đề đã rút không đổi.", "ok")
    return redirect(url_for(".show_question", question_id=question_id))


@bp.post("/bank/questions/<uuid:question_id>/restoration")
@requires(Permission.BANK_MANAGE)
def restore_question(question_id: UUID) -> ResponseReturnValue:
    restore_one(question_id=question_id)
    flash("Câu hỏi được dùng lại.", "ok")
    return redirect(url_for(".show_question", question_id=question_id))
