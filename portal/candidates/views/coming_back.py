"""Back to a candidate's page after something was done, or could not be."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from flask import flash, redirect, url_for

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue

    from portal.web.form_base import PortalForm


def back_to_person(candidate_id: UUID, message: str, tone: str = "ok") -> ResponseReturnValue:
    """Return to the person's page with a message."""
    flash(message, tone)
    return redirect(url_for(".show_person", candidate_id=candidate_id))


def first_error(form: PortalForm) -> str:
    """Return what to say of a form that has no page of its own."""
    return next((str(message) for messages in form.errors.values() for message in messages), "Chưa lưu được.")
