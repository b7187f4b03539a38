"""The chosen columns of a person, for the page and for the workbook."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.candidates.list_choice import LABELS, ListColumn
from portal.candidates.reviews import show_period
from portal.candidates.stages import RULES
from portal.candidates.standing_sheet import VERDICT_WORDS
from portal.kernel.spreadsheets.writer import Column, write_table
from portal.people.labels import EDUCATION, SEX, SOURCE_GROUP

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable

    from portal.candidates.list_choice import ListChoice
    from portal.candidates.queries.list_builder import ListRow

VALUES: dict[ListColumn, Callable[[ListRow], Any]] = {
    ListColumn.NAME: lambda row: row.person.full_name,
    ListColumn.BIRTH_DATE: lambda row: row.person.birth_date,
    ListColumn.SEX: lambda row: SEX[row.person.sex],
    ListColumn.UNIT: lambda row: row.unit_name,
    ListColumn.SOURCE_GROUP: lambda row: SOURCE_GROUP[row.person.source_group],
    ListColumn.POSITION: lambda row: row.person.position,
    ListColumn.EDUCATION: lambda row: EDUCATION[row.person.education] if row.person.education else "",
    ListColumn.YOUTH_MEMBER: lambda row: "x" if row.person.youth_member else "",
    ListColumn.TRADE_UNION_MEMBER: lambda row: "x" if row.person.trade_union_member else "",
    ListColumn.STAGE: lambda row: RULES[row.candidate.stage].label,
    ListColumn.STAGE_SINCE: lambda row: row.candidate.stage_since,
    ListColumn.LISTED_ON: lambda row: row.candidate.listed_on,
    ListColumn.LIST_RESOLUTION: lambda row: row.candidate.list_resolution_no,
    ListColumn.HELPER: lambda row: row.helper_name,
    ListColumn.HELPER_SINCE: lambda row: row.helper_since,
    ListColumn.CERTIFICATE: lambda row: row.certificate_number,
    ListColumn.CERTIFICATE_ON: lambda row: row.certificate_on,
    ListColumn.LAST_REVIEW: lambda row: show_period(row.last_review) if row.last_review else "",
    ListColumn.VERDICT: lambda row: VERDICT_WORDS[row.verdict] if row.verdict else "chưa xét",
}
NARROW, WIDE = 16, 28
WIDE_ONES = {ListColumn.NAME, ListColumn.UNIT, ListColumn.STAGE, ListColumn.HELPER, ListColumn.POSITION}


def cells(row: ListRow, choice: ListChoice) -> list[Any]:
    """Return what the chosen columns say of a person, in their order."""
    return [VALUES[column](row) for column in choice.columns]


def write_list(rows: Iterable[ListRow], choice: ListChoice, *, title: str, taken_by: str) -> bytes:
    """Return the rows as an .xlsx, numbered."""
    widths = (WIDE if column in WIDE_ONES else NARROW for column in choice.columns)
    columns = [
        Column("STT", 6),
        *(Column(LABELS[c], width) for c, width in zip(choice.columns, widths, strict=True)),
    ]
    body = ((number, *cells(row, choice)) for number, row in enumerate(rows, start=1))
    return write_table(title, columns, body, taken_by=taken_by)
