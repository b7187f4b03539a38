"""The dossier as a table: one line a paper, all sent at once."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any
from uuid import UUID

from wtforms import FieldList, Form, FormField, HiddenField, StringField
from wtforms.validators import Length, Optional

from portal.candidates.dossier import PaperRow
from portal.candidates.evidence_kinds import RULES, STATE_WORDS, EvidenceKind, PaperState
from portal.candidates.operations.record_papers import PaperEntry
from portal.kernel.errors import DomainError
from portal.web.choices import ChoiceField, MultiCheckboxField, as_choices
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm
from portal.web.form_messages import VietnameseMessages

LONGEST_NUMBER, LONGEST_NAME = 60, 120
MISSING = ("", "thiếu")


class PaperForm(Form):
    """One line; a field that its kind does not have is simply not drawn."""

    class Meta:  # noqa: D106 -- WTForms' place for settings
        def get_translations(self, form: Any) -> VietnameseMessages:  # noqa: ARG002 -- WTForms' signature
            return VietnameseMessages()

    key = HiddenField()
    seen_id = HiddenField()
    state = ChoiceField(
        "Tình trạng", choices=[MISSING, *((state.value, label) for state, label in STATE_WORDS.items())]
    )
    number = StringField("Số", [Length(max=LONGEST_NUMBER)])
    dated_on = VietnameseDateField("Ngày", [Optional()])
    holder = StringField("Ai giữ", [Length(max=LONGEST_NAME)])
    choice = ChoiceField("Nội dung", choices=())
    flags = MultiCheckboxField("Đánh dấu", choices=[])


class DossierForm(PortalForm):
    """The lines of one page; those sent for papers that are not on it are left out."""

    papers = FieldList(FormField(PaperForm))

    def __init__(self, *args: Any, rows: Sequence[PaperRow], **kwargs: Any) -> None:
        data = {"papers": [_written(row) for row in rows if row.can_enter]}
        super().__init__(*args, data=data, **kwargs)
        self.rows = {row.key: row for row in rows if row.can_enter}
        for line in self.papers:
            row = self.rows.get(line.form.key.data)
            rule = RULES[row.kind] if row else None
            line.form.choice.choices = as_choices([("", "– chọn –"), *(rule.choices if rule else ())])
            line.form.flags.choices = as_choices(rule.flags if rule else ())

    def line(self, key: str) -> PaperForm | None:
        """Return the fields of one paper."""
        return next((line.form for line in self.papers if line.form.key.data == key), None)

    def values(self) -> dict[str, Any]:
        """Return the lines as the operation takes them."""
        return {
            "papers": [
                _entry(line.form, self.rows[line.form.key.data])
                for line in self.papers
                if line.form.key.data in self.rows
            ]
        }

    def refuse(self, error: DomainError) -> None:
        """Stand an error beside the field of the line it names."""
        key, _, name = (error.field or "").rpartition(".")
        line = self.line(key) if key else None
        if line is None or name not in line:
            super().refuse(DomainError(error.message))
            return
        line[name].errors = [*line[name].errors, error.message]
        super().refuse(DomainError(f"{self.rows[key].label}: {error.message}"))


def _written(row: PaperRow) -> dict[str, Any]:
    evidence = row.evidence
    return {
        "key": row.key,
        "seen_id": str(evidence.id) if evidence else "",
        "state": _state(row),
        "number": row.number,
        "dated_on": row.dated_on,
        "holder": row.holder,
        "choice": row.choice,
        "flags": [word for word, _ in RULES[row.kind].flags if evidence and evidence.value.get(word)],
    }


def _state(row: PaperRow) -> str:
    """Return the recorded state; of a paper that another record speaks of, the state that shows."""
    if row.evidence and not row.found:
        return row.evidence.state.value
    return row.state.value if row.state else ""


def _entry(form: PaperForm, row: PaperRow) -> PaperEntry:
    """Return a line; number and date that another record holds are not taken from here."""
    is_elsewhere = row.found is not None or RULES[row.kind].is_custody
    has_choice = bool(RULES[row.kind].choices)
    return PaperEntry(
        key=row.key,
        kind=EvidenceKind(row.kind),
        seen_id=_uuid(form.seen_id.data),
        state=PaperState(form.state.data) if form.state.data else None,
        number="" if is_elsewhere else form.number.data or "",
        dated_on=None if is_elsewhere else form.dated_on.data,
        holder=form.holder.data or "",
        choice=(row.choice if row.kind is EvidenceKind.INTRODUCTION else form.choice.data or "")
        if has_choice
        else "",
        flags=tuple(form.flags.data or ()),
        shown=None if row.evidence else row.state,
        is_recorded=row.found is not None,
    )


def _uuid(text: str | None) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None
