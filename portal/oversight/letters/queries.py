"""Reads about letters, and the live figures a new one starts from."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.kernel.database import db, get_row
from portal.oversight.letters.models import Letter, LetterState
from portal.oversight.letters.rules import LetterFigures, units_below
from portal.targets.queries import list_progress

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


def urging_figures(term_code: str | None, as_of: date, threshold: int) -> LetterFigures:
    """Return what an urging letter would say on a day (through the oversight door)."""
    progress = list_progress(term_code, as_of)
    rows = (
        (row.house.code, row.house.name, row.progress.term_target, row.progress.admitted)
        for row in progress.houses
    )
    return LetterFigures(
        term=progress.term.code,
        term_target=progress.whole.term_target,
        admitted=progress.whole.admitted,
        percent=progress.whole.percent,
        elapsed_percent=progress.whole.elapsed_percent,
        threshold=threshold,
        units=units_below(rows, threshold),
    )


def list_letters() -> list[Letter]:
    """Return the letters of Khối that were not discarded, the newest first."""
    statement = select(Letter).where(Letter.state != LetterState.DISCARDED).order_by(Letter.created_at.desc())
    return list(db.session.scalars(statement))


def get_letter(letter_id: UUID) -> Letter:
    """Return one letter."""
    return get_row(Letter, letter_id)
