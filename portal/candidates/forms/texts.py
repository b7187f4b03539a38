"""Forms whose texts are texts: a field that a request leaves out is empty, not None."""

from __future__ import annotations

from typing import Any

from wtforms import StringField

from portal.web.form_base import PortalForm


class TextsForm(PortalForm):
    """A form for operations that take texts."""

    def values(self) -> dict[str, Any]:
        """Return what was typed, every text as a text."""
        return {
            name: "" if value is None and isinstance(self._fields[name], StringField) else value
            for name, value in super().values().items()
        }
