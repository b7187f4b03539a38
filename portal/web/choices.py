"""Form fields that choose: one of a list, one seen among others, a row by its id, several.

WTForms 3.3 deprecates choices given as tuples; these fields take pairs of value and label.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any
from uuid import UUID

from wtforms import RadioField, SelectField, SelectMultipleField
from wtforms.fields import SelectChoice
from wtforms.widgets import CheckboxInput, ListWidget

if TYPE_CHECKING:
    from collections.abc import Iterable


def _uuid_or_none(value: object) -> UUID | None:
    if value is None or value in {"", "None"}:
        return None
    return value if isinstance(value, UUID) else UUID(str(value))


def as_choices(pairs: Iterable[tuple[object, str]]) -> list[SelectChoice]:
    """Return pairs of value and label as WTForms 3.3 wants them; tuples are deprecated there."""
    return [SelectChoice("" if value is None else str(value), label) for value, label in pairs]


class ChoiceField(SelectField):
    """A choice in a list; ``choices`` are pairs of value and label."""

    def __init__(
        self,
        label: str | None = None,
        validators: Any = None,
        *,
        choices: Iterable[tuple[object, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, choices=as_choices(choices), **kwargs)

    def offer(self, choices: Iterable[tuple[object, str]]) -> None:
        """Set the choices of this request."""
        self.choices = as_choices(choices)


class RadioChoiceField(RadioField):
    """A choice all of whose answers are seen; ``choices`` are pairs of value and label.

    Nothing chosen is None; a choice that must be made says so with ``InputRequired``.
    """

    def __init__(
        self,
        label: str | None = None,
        validators: Any = None,
        *,
        choices: Iterable[tuple[object, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, choices=as_choices(choices), **kwargs)

    def pre_validate(self, form: Any) -> None:
        if self.raw_data:
            super().pre_validate(form)


class UUIDSelectField(ChoiceField):
    """A choice of one row by its id; the blank choice is None.

    ``choices`` are pairs of id and label, given by the view; ``blank`` is the text of the empty
    choice, or None when there is none.
    """

    def __init__(
        self,
        label: str | None = None,
        validators: Any = None,
        *,
        choices: Iterable[tuple[object, str]] = (),
        blank: str | None = "– chọn –",
        **kwargs: Any,
    ) -> None:
        self.blank = blank
        super().__init__(label, validators, coerce=_uuid_or_none, choices=self._with_blank(choices), **kwargs)

    def _with_blank(self, choices: Iterable[tuple[object, str]]) -> list[tuple[object, str]]:
        return [*([] if self.blank is None else [(None, self.blank)]), *choices]

    def offer(self, choices: Iterable[tuple[object, str]]) -> None:
        super().offer(self._with_blank(choices))

    def pre_validate(self, form: Any) -> None:
        if self.data is not None:
            super().pre_validate(form)


class MultiCheckboxField(SelectMultipleField):
    """Several choices as check boxes, in a list a screen reader counts."""

    widget = ListWidget(prefix_label=False)
    option_widget = CheckboxInput()

    def __init__(
        self,
        label: str | None = None,
        validators: Any = None,
        *,
        choices: Iterable[tuple[object, str]] = (),
        **kwargs: Any,
    ) -> None:
        super().__init__(label, validators, choices=as_choices(choices), **kwargs)
