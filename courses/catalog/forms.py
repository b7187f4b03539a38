"""Input of the reading pages."""

from __future__ import annotations

from wtforms import IntegerField
from wtforms.validators import InputRequired, NumberRange

from portal.web.form_base import PortalForm


class ProgressForm(PortalForm):
    """How far a page was read; sent by the page itself as JSON."""

    position = IntegerField("Đã đọc đến", [InputRequired(), NumberRange(0, 100)])
    seconds = IntegerField("Số giây", default=0)


class CompletionForm(PortalForm):
    """The button “Đã đọc xong”."""


class ShippedProgrammeForm(PortalForm):
    """The button that takes a shipped programme into use."""
