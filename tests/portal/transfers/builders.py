"""People on the move, through the operations."""

from __future__ import annotations

from datetime import date, timedelta

from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.transfers.operations.start_transfer import start_transfer
from tests.portal.candidates.builders import a_candidate, a_certificate, a_review, in_house, travel

NUMBER = "001096004321"


def ago(days: int) -> date:
    return clock.today() - timedelta(days=days)


def leave(cast, candidate_id, **values):
    there = {
        "to_house_id": cast.house_b,
        "moved_on": clock.today(),
        "exit_reason": "work",
        "letter_no": "03-GCN/CB",
        "letter_date": clock.today(),
    }
    return start_transfer(candidate_id=candidate_id, **(there | values))


def a_move(cast):
    """Somebody of house A with a dossier under way leaves for house B; return candidate and transfer."""
    with in_house(cast.an):
        candidate_id = a_candidate(national_id=NUMBER)
        a_certificate(candidate_id)
        travel(candidate_id, Stage.DOSSIER_IN_PROGRESS, last_on=ago(5))
        a_review(candidate_id, "2026-09")
        return candidate_id, leave(cast, candidate_id)
