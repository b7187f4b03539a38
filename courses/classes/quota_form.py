"""Input of the page that divides the seats of a class among the houses."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any
from uuid import UUID

from flask import request

from portal.kernel.errors import DomainError
from portal.web.form_base import UNPROCESSABLE, PortalForm

LONGEST_NUMBER = 5


class QuotasForm(PortalForm):
    """Seats set aside, one number a house in fields ``seats-<id>``; no number: not limited."""

    def __init__(self, standing: Mapping[UUID, int | None]) -> None:
        super().__init__()
        self.typed = {
            key: request.form.get(f"seats-{key}", "" if number is None else str(number)).strip()
            for key, number in standing.items()
        }
        self.wrong: dict[UUID, str] = {}

    def validate(self, extra_validators: Any = None) -> bool:
        """Say at each number that is none what is expected."""
        self.wrong = {
            key: "Ghi một số, hoặc để trống."
            for key, text in self.typed.items()
            if text and not (text.isascii() and text.isdigit() and len(text) <= LONGEST_NUMBER)
        }
        return super().validate(extra_validators) and not self.wrong

    def refuse(self, error: DomainError) -> None:
        """Stand what the operation refuses beside its number."""
        named = {f"seats-{key}": key for key in self.typed}
        if error.field in named:
            self.wrong[named[error.field]] = error.message
        else:
            super().refuse(error)

    @property
    def status(self) -> int:
        return UNPROCESSABLE if self.wrong else super().status

    def values(self) -> dict[str, Any]:
        """Return the arguments of ``set_quotas``."""
        return {"seats": {key: int(text) if text else None for key, text in self.typed.items()}}
