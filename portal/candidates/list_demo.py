"""Two lists a sample house keeps."""

from __future__ import annotations

from portal.candidates.list_choice import USUAL, ListChoice, ListColumn
from portal.candidates.operations.save_list import save_list
from portal.candidates.queries.list_builder import list_saved
from portal.kernel.database import session_as
from portal.organizations.queries import find_operator
from portal.people.models import SourceGroup

ORDER = 98
HOUSE = "K53"
LISTS = {
    "Chưa có người giúp đỡ": ListChoice(columns=USUAL, has_helper=False),
    "Y, bác sĩ chưa học lớp bồi dưỡng": ListChoice(
        columns=(ListColumn.NAME, ListColumn.BIRTH_DATE, ListColumn.UNIT, ListColumn.LISTED_ON),
        source_group=SourceGroup.MEDICAL,
        has_certificate=False,
    ),
}


def load() -> None:
    """Keep them unless there are some."""
    with session_as(find_operator(HOUSE)):
        if not list_saved():
            for name, choice in LISTS.items():
                save_list(name=name, choice=choice)
