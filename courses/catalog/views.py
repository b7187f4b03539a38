"""Reading a lesson, and the programmes that classes follow."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from flask import Blueprint, Response, flash, jsonify, redirect, render_template, request, url_for

from courses.catalog import queries
from courses.catalog.extensions import list_lesson_panels
from courses.catalog.forms import LessonMaterialForm, SelfCheckForm, ShippedProgrammeForm
from courses.catalog.lesson_text import headings, reading_minutes
from courses.catalog.operations.add_material import add_material as add
from courses.catalog.operations.define_programme import define_programme
from courses.catalog.operations.record_progress import complete_lesson, note_self_check
from courses.catalog.operations.record_readings import record_readings
from courses.catalog.operations.remove_material import remove_material as remove
from courses.catalog.operations.write_self_check import write_self_check
from courses.catalog.readings import NotesMistake, device_word, read_notes
from courses.catalog.self_check import look_over
from courses.catalog.shipped_programmes import shipped_programme, unused_programmes
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires
from portal.web.form_base import EmptyForm
from portal.web.kept_files import send_kept_in_parts
from portal.web.markdown import render_markdown, with_places

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

bp = Blueprint("catalog", __name__)


@bp.get("/study/lessons/<uuid:lesson_id>")
@requires(Permission.LESSON_STUDY)
def study_lesson(lesson_id: UUID) -> ResponseReturnValue:
    page = queries.get_lesson_page(lesson_id, person_id=current_actor().person_id)
    return _study(page, EmptyForm())


@bp.post("/study/lessons/<uuid:lesson_id>/readings")
@requires(Permission.LESSON_STUDY)
def note_readings(lesson_id: UUID) -> ResponseReturnValue:
    try:
        notes = read_notes(request.get_json(silent=True))
    except NotesMistake:
        return jsonify(error="Không đọc được phần ghi tiến độ."), 422
    device = device_word(request.user_agent.string)
    return jsonify(position=record_readings(lesson_id=lesson_id, notes=notes, device=device))


@bp.post("/study/lessons/<uuid:lesson_id>/self-check")
@requires(Permission.LESSON_STUDY)
def answer_self_check(lesson_id: UUID) -> ResponseReturnValue:
    page = queries.get_lesson_page(lesson_id, person_id=current_actor().person_id)
    chosen = {
        question.number: frozenset(request.form.getlist(f"question-{question.number}", type=int))
        for question in page.questions
    }
    feedback = look_over(page.questions, chosen)
    form = EmptyForm()
    has_answered_all = bool(feedback) and len(feedback) == len(page.questions)
    if has_answered_all and form.carry_out(note_self_check, lesson_id=lesson_id):
        page = queries.get_lesson_page(lesson_id, person_id=current_actor().person_id)
    return _study(page, form, feedback=feedback)


@bp.post("/study/lessons/<uuid:lesson_id>/completion")
@requires(Permission.LESSON_STUDY)
def finish_lesson(lesson_id: UUID) -> ResponseReturnValue:
    form = EmptyForm()
    page = queries.get_lesson_page(lesson_id, person_id=current_actor().person_id)
    if not form.carry_out(complete_lesson, lesson_id=lesson_id):
        return _study(page, form), form.status
    flash("Đã ghi nhận đọc xong bài.", "ok")
    if page.next_lesson:
        return redirect(url_for(".study_lesson", lesson_id=page.next_lesson.id))
    return redirect(url_for("classes.show_my_class"))


@bp.get("/programmes")
@requires(Permission.PROGRAMME_READ)
def list_programmes() -> ResponseReturnValue:
    programmes = queries.list_programmes()
    return render_template(
        "catalog/list_programmes.html",
        programmes=programmes,
        unused=unused_programmes({(row.code, row.version.version) for row in programmes}),
        form=ShippedProgrammeForm(formdata=None),
    )


@bp.post("/programmes/shipped/<code>")
@requires(Permission.PROGRAMME_MANAGE)
def use_shipped_programme(code: str) -> ResponseReturnValue:
    form = ShippedProgrammeForm()
    try:
        plan = shipped_programme(code)
    except FileNotFoundError:
        raise NotFound from None
    if form.carry_out(define_programme, plan=plan):
        flash(f"Đã thêm chương trình {plan.title} ({plan.version}).", "ok")
        return redirect(url_for(".show_programme", programme_version_id=form.outcome))
    flash(" ".join(form.form_errors), "red")
    return redirect(url_for(".list_programmes"))


@bp.get("/programmes/<uuid:programme_version_id>")
@requires(Permission.PROGRAMME_READ)
def show_programme(programme_version_id: UUID) -> ResponseReturnValue:
    return render_template(
        "catalog/show_programme.html",
        programme=queries.get_programme(programme_version_id),
        lessons=queries.list_lessons(programme_version_id),
    )


@bp.get("/programmes/lessons/<uuid:lesson_id>")
@requires(Permission.PROGRAMME_READ)
def show_lesson(lesson_id: UUID) -> ResponseReturnValue:
    return _lesson("catalog/show_lesson.html", queries.get_lesson_page(lesson_id), form=EmptyForm())


@bp.route("/programmes/lessons/<uuid:lesson_id>/materials", methods=["GET", "POST"])
@requires(Permission.LESSON_EDIT)
def add_material(lesson_id: UUID) -> ResponseReturnValue:
    page = queries.get_lesson_page(lesson_id)
    form = LessonMaterialForm()
    if form.carry_out(_keep, lesson_id=lesson_id):
        flash("Đã thêm tài liệu vào bài.", "ok")
        return redirect(url_for(".show_lesson", lesson_id=lesson_id))
    return render_template("catalog/add_material.html", page=page, form=form), form.status


def _keep(*, lesson_id: UUID, title: str, file: Any, captions: Any) -> UUID:
    return add(
        lesson_id=lesson_id,
        title=title,
        content=file.read(),
        name=file.filename or "",
        captions=captions.read() if captions else b"",
    )


@bp.route("/programmes/lessons/<uuid:lesson_id>/self-check", methods=["GET", "POST"])
@requires(Permission.LESSON_EDIT)
def edit_self_check(lesson_id: UUID) -> ResponseReturnValue:
    page = queries.get_lesson_page(lesson_id)
    form = SelfCheckForm(obj=page.self_check)
    if form.carry_out(write_self_check, lesson_id=lesson_id):
        flash("Đã lưu câu tự kiểm tra. Học viên thấy như phần cuối trang này.", "ok")
        return redirect(url_for(".show_lesson", lesson_id=lesson_id, _anchor="tu-kiem-tra"))
    return render_template("catalog/edit_self_check.html", page=page, form=form), form.status


@bp.post("/programmes/materials/<uuid:lesson_material_id>/remove")
@requires(Permission.LESSON_EDIT)
def remove_material(lesson_material_id: UUID) -> ResponseReturnValue:
    lesson_id = remove(lesson_material_id=lesson_material_id)
    flash("Đã gỡ tài liệu khỏi bài.", "ok")
    return redirect(url_for(".show_lesson", lesson_id=lesson_id))


@bp.get("/lessons/materials/<uuid:lesson_material_id>")
@requires(Permission.LESSON_READ)
def send_material(lesson_material_id: UUID) -> ResponseReturnValue:
    material = queries.get_material(lesson_material_id)
    return send_kept_in_parts(material, as_attachment=material.medium == "application")


@bp.get("/lessons/materials/<uuid:lesson_material_id>/captions")
@requires(Permission.LESSON_READ)
def send_captions(lesson_material_id: UUID) -> ResponseReturnValue:
    captions = queries.get_material(lesson_material_id).captions
    if not captions:
        raise NotFound
    return Response(captions, mimetype="text/vtt")


def _study(page: queries.LessonPage, form: EmptyForm, **context: object) -> str:
    panels = list_lesson_panels(page)
    return _lesson("catalog/study_lesson.html", page, form=form, panels=panels, **context)


def _lesson(template: str, page: queries.LessonPage, **context: object) -> str:
    body = page.lesson.body
    return render_template(
        template,
        page=page,
        text=with_places(render_markdown(body)),
        minutes=reading_minutes(body),
        headings=headings(body),
        **context,
    )
