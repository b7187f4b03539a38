"""A new name that holds already and an absorption that waits for its day. All invented."""

from __future__ import annotations

from datetime import timedelta

from portal.accounts.identity import actor_named
from portal.kernel import clock
from portal.kernel.database import session_as
from portal.organizations.queries import list_organizations
from portal.reorganizations.kinds import Kind
from portal.reorganizations.operations.confirm_reorganization import confirm_reorganization
from portal.reorganizations.operations.draft_reorganization import draft_reorganization
from portal.reorganizations.queries import list_reorganizations

ORDER = 110
RENAMED, NEW_NAME = "K37", "Đảng bộ Ban Quản lý khu kinh tế và các khu công nghiệp"
ABSORBED, RECEIVER = "K16", "K13"
RENAMED_FOR = timedelta(days=45)
COMES_IN = timedelta(days=20)


def load() -> None:
    """Write both decisions as an officer of Khối, unless there is any."""
    officer = actor_named("khoi")
    if officer is None:
        return
    with session_as(officer):
        if list_reorganizations():
            return
        house_ids = {row.code: row.id for row in list_organizations()}
        day = clock.today()
        renaming = draft_reorganization(
            kind=Kind.RENAME,
            house_ids=[house_ids[RENAMED]],
            decision_no="118-QĐ/ĐUK",
            decision_date=day - RENAMED_FOR,
            effective_on=day - RENAMED_FOR,
            new_name=NEW_NAME,
        )
        confirm_reorganization(reorganization_id=renaming)
        draft_reorganization(
            kind=Kind.ABSORB,
            house_ids=[house_ids[ABSORBED]],
            decision_no="131-QĐ/ĐUK",
            decision_date=day - timedelta(days=3),
            effective_on=day + COMES_IN,
            receiver_id=house_ids[RECEIVER],
        )
