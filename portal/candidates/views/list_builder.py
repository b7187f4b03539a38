"""Lists of people with chosen columns: shown, kept under a name, taken as a workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING
from urllib.parse import parse_qs, urlencode
from uuid import UUID

from flask import Response, flash, redirect, render_template, request, url_for
from werkzeug.datastructures import MultiDict

from portal.candidates.forms.list_builder import ListChoiceForm, SaveListForm
from portal.candidates.list_choice import LABELS, ListChoice, as_document, read_choice
from portal.candidates.list_sheet import cells, write_list
from portal.candidates.operations.discard_list import discard_list as discard
from portal.candidates.operations.save_list import save_list as keep_list
from portal.candidates.queries.list_builder import ListPage, list_people, list_saved
from portal.candidates.views.blueprint import bp
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, has_permission, requires
from portal.organizations.queries import get_organization, list_organizations, list_units, root_id
from portal.web.form_base import EmptyForm
from portal.web.pagination import Page
from portal.web.tables import read_listing

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

XLSX = "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"


@bp.get("/candidates/lists")
@requires(Permission.CANDIDATE_READ)
def build_list() -> ResponseReturnValue:
    return _page(MultiDict(request.args), SaveListForm(formdata=None))


@bp.get("/candidates/lists/export")
@requires(Permission.CANDIDATE_EXPORT)
def export_list() -> ResponseReturnValue:
    """Hand out every row of the list of this address; the taking is recorded with the choice."""
    choice = _choice(_form(MultiDict(request.args), None))
    if choice is None:
        raise NotFound
    actor = current_actor()
    found = list_people(choice, limit=None)
    house = get_organization(actor.tenant_id) if actor.tenant_id else None
    title = f"Danh sách quần chúng · {house.name if house else ''}"
    content = write_list(found.rows, choice, title=title, taken_by=actor.name)
    audit.record_read(
        "candidates.exported",
        subject_type="candidate",
        subject_id=None,
        rows=len(found.rows),
        filters=as_document(choice),
    )
    name = f"danh-sach-{clock.today():%Y-%m-%d}.xlsx"
    return Response(content, mimetype=XLSX, headers={"Content-Disposition": f'attachment; filename="{name}"'})


@bp.post("/candidates/lists/saving")
@requires(Permission.LIST_SAVE)
def save_list() -> ResponseReturnValue:
    form = SaveListForm()
    asked: MultiDict[str, str] = MultiDict(
        (name, value) for name, values in parse_qs(form.choice.data or "").items() for value in values
    )

    def keep(*, name: str, choice: str) -> UUID:  # noqa: ARG001 -- the form's own words of the choice
        return keep_list(name=name, choice=read_choice(dict(asked.lists())))

    if form.carry_out(keep):
        flash(f"Đã lưu danh sách “{form.name.data}”; cán bộ trong đơn vị đều mở được.", "ok")
        words = as_document(read_choice(dict(asked.lists())))
        return redirect(url_for(".build_list", **words))
    return _page(asked, form), form.status


@bp.post("/candidates/lists/<uuid:saved_list_id>/discard")
@requires(Permission.LIST_SAVE)
def discard_list(saved_list_id: UUID) -> ResponseReturnValue:
    if EmptyForm().validate_on_submit():
        discard(saved_list_id=saved_list_id)
        flash("Đã bỏ danh sách đã lưu; người trong danh sách không bị ảnh hưởng.", "ok")
    return redirect(url_for(".build_list"))


def _page(asked: MultiDict[str, str], saving: SaveListForm) -> str:
    actor = current_actor()
    is_overseer = actor.tenant_id == root_id()
    house = _house(asked.get("house", "")) if is_overseer else None
    form = _form(asked, house)
    choice = _choice(form)
    listing = read_listing((), filters=tuple(name for name in form.asked() if name != "column"))
    found = ListPage([], 0)
    if choice and (house or not is_overseer):
        found = list_people(choice, house=house, offset=listing.offset, limit=listing.size)
    if house:
        audit.record_read(
            "candidates.list_read", subject_type="organization", subject_id=house, rows=len(found.rows)
        )
    words = as_document(choice or ListChoice()) | ({"house": [str(house)]} if house else {})
    saving.choice.data = urlencode(words, doseq=True)
    return render_template(
        "candidates/build_list.html",
        form=form,
        saving=saving,
        choice=choice,
        labels=LABELS,
        saved=list_saved(),
        page=Page(
            [(row.candidate.id, cells(row, choice)) for row in found.rows] if choice else [],
            found.total,
            listing.page,
        ),
        words=words,
        houses=[house for house in list_organizations() if not house.is_root] if is_overseer else [],
        house=house,
        needs_house=is_overseer and house is None,
        may_export=has_permission(actor, Permission.CANDIDATE_EXPORT),
        may_save=has_permission(actor, Permission.LIST_SAVE),
    )


def _form(asked: MultiDict[str, str], house: UUID | None) -> ListChoiceForm:
    """Return the form filled from an address; an empty address shows the usual columns."""
    filled = asked if any(asked.values()) else MultiDict(as_document(ListChoice()))
    if "column" not in filled:
        filled.setlist("column", [column.value for column in ListChoice().columns])
    units = list_units(tenant_id=house or current_actor().tenant_id)
    return ListChoiceForm(filled, units=[(unit.id, unit.name) for unit in units])


def _choice(form: ListChoiceForm) -> ListChoice | None:
    """Return what is asked; None while something typed cannot be read."""
    return read_choice(form.asked()) if form.validate() else None


def _house(text: str) -> UUID | None:
    try:
        return get_organization(UUID(text)).id if text else None
    except ValueError:
        raise NotFound from None
