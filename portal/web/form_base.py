"""The one bridge between a web form and an operation of the domain.

``form.carry_out(operation, …)`` validates, calls, and stands a :class:`DomainError` beside the
field it names, with everything that was typed kept. Messages of WTForms are in Vietnamese.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from flask_wtf import FlaskForm
from wtforms import StringField, SubmitField
from wtforms.csrf.core import CSRFTokenField
from wtforms.validators import InputRequired
from wtforms.widgets import HiddenInput

from portal.kernel.errors import DomainError
from portal.web.form_messages import VietnameseMessages

if TYPE_CHECKING:
    from collections.abc import Callable

NOT_ABOUT_THE_FORM = frozenset({403, 404})
OK, UNPROCESSABLE = 200, 422


class PortalForm(FlaskForm):
    """A form that knows how to hand its values to an operation.

    ``outcome`` is what the operation returned. ``status`` is the HTTP status to answer with when
    the page is shown again: 422 after a refusal, so that scripts and tests see it was refused.
    """

    class Meta(FlaskForm.Meta):  # type: ignore[misc]  # noqa: D106 -- WTForms' place for settings
        def get_translations(self, form: Any) -> VietnameseMessages:  # noqa: ARG002 -- WTForms' signature
            return VietnameseMessages()

    def __init__(self, *args: Any, **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.outcome: Any = None

    def values(self) -> dict[str, Any]:
        """Return what was typed, by field name, without the token and the buttons."""
        return {
            name: field.data
            for name, field in self._fields.items()
            if not isinstance(field, (SubmitField, CSRFTokenField))
        }

    def carry_out(self, operation: Callable[..., Any], **fixed: Any) -> bool:
        """Validate on POST and call ``operation(**fixed, **values)``; tell whether it was done.

        A refusal stays in the form. "Not there" and "not allowed" about no field of this form
        are about the page, and are raised on.
        """
        if not self.validate_on_submit():
            return False
        try:
            self.outcome = operation(**fixed, **self.values())
        except DomainError as error:
            if error.status in NOT_ABOUT_THE_FORM and error.field not in self._fields:
                raise
            self.refuse(error)
            return False
        return True

    def refuse(self, error: DomainError) -> None:
        """Stand a domain error beside the field it names, or above the form."""
        field = self._fields.get(error.field) if error.field else None
        if field is None:
            self.form_errors: list[str] = [*self.form_errors, error.message]
        else:
            field.errors = [*field.errors, error.message]

    @property
    def status(self) -> int:
        return UNPROCESSABLE if self.errors else OK


class CodeForm(PortalForm):
    """What a telephone scanned from a screen (portal.kernel.presence_code)."""

    code = StringField(widget=HiddenInput(), validators=[InputRequired("Quét lại mã trên màn hình.")])


class EmptyForm(PortalForm):
    """Only the token: a button that does one thing."""
