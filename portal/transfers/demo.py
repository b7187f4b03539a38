"""Sample moves: somebody on the way to K53, somebody who left the bloc. All invented."""

from __future__ import annotations

from datetime import timedelta

from sqlalchemy import func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.database import db, session_as
from portal.organizations.queries import find_operator, find_organization_id
from portal.people.models import Person
from portal.transfers.models import Transfer
from portal.transfers.operations.start_transfer import start_transfer

ORDER = 52


def load() -> None:
    """Let two people of one house go, one out of the bloc and one to K53, on an empty table."""
    with session_as(find_operator("K18")):
        if db.session.scalar(select(func.count()).select_from(Transfer)):
            return
        people = db.session.scalars(
            select(Candidate.id)
            .join(Person, (Person.tenant_id == Candidate.tenant_id) & (Person.id == Candidate.person_id))
            .where(Candidate.stage.in_([Stage.PROSPECT, Stage.CLASS_PASSED]))
            .order_by(Person.sort_name)
            .limit(2)
        ).all()
        on = clock.today() - timedelta(days=4)
        for number, candidate_id in enumerate(people):
            start_transfer(
                candidate_id=candidate_id,
                to_house_id=find_organization_id("K53") if number else None,
                destination="" if number else "Đảng bộ phường nơi cư trú",
                moved_on=on,
                exit_reason="work" if number else "residence",
                letter_no=f"0{number + 3}-GCN/CB",
                letter_date=on,
            )
