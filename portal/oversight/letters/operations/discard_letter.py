"""A draft nobody needs any more."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit
from portal.kernel.database import lock
from portal.kernel.errors import Conflict
from portal.kernel.operation import operation
from portal.oversight.letters.models import Letter, LetterState


@operation
def discard_letter(*, letter_id: UUID) -> None:
    """Take a draft off the list; it stays in the record."""
    letter = lock(Letter, letter_id)
    if letter.state is LetterState.DISCARDED:
        raise Conflict("Dự thảo này đã bỏ trước đó.")
    before = letter.state
    letter.state = LetterState.DISCARDED
    audit.record("letter.discarded", letter, before={"state": before}, after={"state": letter.state})
