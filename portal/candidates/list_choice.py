"""What a list of people shows and asks for: read from an address or from what was kept.

Only what is named here is ever asked of the database; anything else in an address is left out.
Ethnicity, religion and the encrypted numbers are no columns: statistics and the person's own page
have them, for those who may (rules.md §8.3).
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any
from uuid import UUID

from portal.candidates.stages import Stage
from portal.eligibility.verdict import VerdictWord
from portal.people.models import SourceGroup

LONGEST_WORDS = 80
YES_NO = {"yes": True, "no": False}
NOT_JUDGED = "none"


class ListColumn(StrEnum):
    """A column that may be asked for, in the order lists show them."""

    NAME = "name"
    BIRTH_DATE = "birth_date"
    SEX = "sex"
    UNIT = "unit"
    SOURCE_GROUP = "source_group"
    POSITION = "position"
    EDUCATION = "education"
    YOUTH_MEMBER = "youth_member"
    TRADE_UNION_MEMBER = "trade_union_member"
    STAGE = "stage"
    STAGE_SINCE = "stage_since"
    LISTED_ON = "listed_on"
    LIST_RESOLUTION = "list_resolution"
    HELPER = "helper"
    HELPER_SINCE = "helper_since"
    CERTIFICATE = "certificate"
    CERTIFICATE_ON = "certificate_on"
    LAST_REVIEW = "last_review"
    VERDICT = "verdict"


LABELS: dict[ListColumn, str] = {
    ListColumn.NAME: "Họ và tên",
    ListColumn.BIRTH_DATE: "Ngày sinh",
    ListColumn.SEX: "Giới tính",
    ListColumn.UNIT: "Chi bộ",
    ListColumn.SOURCE_GROUP: "Nhóm nguồn",
    ListColumn.POSITION: "Chức vụ, công việc",
    ListColumn.EDUCATION: "Trình độ",
    ListColumn.YOUTH_MEMBER: "Đoàn viên thanh niên",
    ListColumn.TRADE_UNION_MEMBER: "Đoàn viên công đoàn",
    ListColumn.STAGE: "Giai đoạn",
    ListColumn.STAGE_SINCE: "Ở giai đoạn từ ngày",
    ListColumn.LISTED_ON: "Ngày vào danh sách",
    ListColumn.LIST_RESOLUTION: "Nghị quyết đưa vào danh sách",
    ListColumn.HELPER: "Người giúp đỡ",
    ListColumn.HELPER_SINCE: "Giúp đỡ từ ngày",
    ListColumn.CERTIFICATE: "Số giấy chứng nhận",
    ListColumn.CERTIFICATE_ON: "Ngày cấp giấy chứng nhận",
    ListColumn.LAST_REVIEW: "Kỳ đánh giá gần nhất",
    ListColumn.VERDICT: "Điều kiện của bước tới",
}
USUAL = (ListColumn.NAME, ListColumn.BIRTH_DATE, ListColumn.UNIT, ListColumn.STAGE, ListColumn.HELPER)
FOLLOWED, EVERYBODY = "", "all"


@dataclass(frozen=True, slots=True)
class ListChoice:
    """The columns in order, and the conditions; None and empty mean any."""

    columns: tuple[ListColumn, ...] = USUAL
    words: str = ""
    stage: str = FOLLOWED
    unit_id: UUID | None = None
    source_group: SourceGroup | None = None
    has_helper: bool | None = None
    has_certificate: bool | None = None
    verdict: str = ""
    """A verdict, ``none`` for people not judged yet, or empty."""
    listed_since: date | None = None
    listed_until: date | None = None
    stage_since: date | None = None
    stage_until: date | None = None


def read_choice(asked: Mapping[str, Sequence[str]]) -> ListChoice:
    """Return the choice in an address or in what was kept; what is not understood is left out.

    Dates are ISO here: the form turns what was typed into them.
    """
    one = {name: values[0] for name, values in asked.items() if values}
    chosen = set(asked.get("column", ()))
    columns = tuple(column for column in ListColumn if column in chosen)
    stage, verdict = one.get("stage", ""), one.get("verdict", "")
    return ListChoice(
        columns=_with_name(columns) if columns else USUAL,
        words=one.get("words", "").strip()[:LONGEST_WORDS],
        stage=stage if stage == EVERYBODY or stage in set(Stage) else FOLLOWED,
        unit_id=_uuid(one.get("unit", "")),
        source_group=SourceGroup(one["group"]) if one.get("group") in set(SourceGroup) else None,
        has_helper=YES_NO.get(one.get("helper", "")),
        has_certificate=YES_NO.get(one.get("certificate", "")),
        verdict=verdict if verdict == NOT_JUDGED or verdict in set(VerdictWord) else "",
        **{
            name: _day(one.get(name, ""))
            for name in ("listed_since", "listed_until", "stage_since", "stage_until")
        },
    )


def as_document(choice: ListChoice) -> dict[str, Any]:
    """Return a choice as it is kept and as an address carries it; ``read_choice`` reads it back."""
    yes_no = {True: "yes", False: "no", None: ""}
    said = {
        "words": choice.words,
        "stage": choice.stage,
        "unit": str(choice.unit_id or ""),
        "group": choice.source_group.value if choice.source_group else "",
        "helper": yes_no[choice.has_helper],
        "certificate": yes_no[choice.has_certificate],
        "verdict": choice.verdict,
        **{
            name: day.isoformat() if (day := getattr(choice, name)) else ""
            for name in ("listed_since", "listed_until", "stage_since", "stage_until")
        },
    }
    return {"column": [column.value for column in choice.columns]} | {
        name: [word] for name, word in said.items() if word
    }


def _with_name(columns: tuple[ListColumn, ...]) -> tuple[ListColumn, ...]:
    """Return the columns with the name first: a list of people says who they are."""
    return (ListColumn.NAME, *(column for column in columns if column is not ListColumn.NAME))


def _uuid(text: str) -> UUID | None:
    try:
        return UUID(text) if text else None
    except ValueError:
        return None


def _day(text: str) -> date | None:
    try:
        return date.fromisoformat(text) if text else None
    except ValueError:
        return None
