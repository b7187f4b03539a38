"""Papers for a room without computers: everybody's own paper with an answer sheet, as one PDF."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime
from typing import Any

from courses.bank.types import matching, short_answer, true_false
from courses.exams.frozen_paper import FrozenItem
from courses.exams.models import Exam
from courses.exams.paper_entry import HINTS
from courses.exams.queries.on_paper import Sheet
from portal.kernel import clock
from portal.kernel.documents.pdf import render_pdf
from portal.kernel.files import read_file

TEMPLATE = "exam_papers.typ"


def print_papers(exam: Exam, class_title: str, sheets: Sequence[Sheet], *, made_at: datetime) -> bytes:
    """Return the papers in the order given, each from a new page, with the name, the code, no key."""
    return render_pdf(
        TEMPLATE,
        {
            "exam": exam.title,
            "class": class_title,
            "minutes": exam.duration_minutes,
            "day": f"{clock.local(exam.opens_at):%d/%m/%Y}",
            "sheets": [_sheet(sheet) for sheet in sheets],
            "pictures": _pictures(exam, sheets),
        },
        made_at=made_at,
    )


def _pictures(exam: Exam, sheets: Sequence[Sheet]) -> dict[str, list[int]]:
    """Return every picture of the papers once, byte by byte: typst reads no other form of a file."""
    digests = {picture.digest for sheet in sheets for item in sheet.items for picture in item.pictures}
    return {digest: list(read_file(exam.tenant_id, digest)) for digest in sorted(digests)}


def _sheet(sheet: Sheet) -> dict[str, Any]:
    return {
        "code": sheet.code,
        "name": sheet.full_name,
        "born": f"{sheet.birth_date:%d/%m/%Y}",
        "house": sheet.organization_name,
        "items": [_item(item) for item in sheet.items],
    }


def _item(item: FrozenItem) -> dict[str, Any]:
    is_lettered = item.type not in {true_false.NAME, short_answer.NAME}
    lefts = [[option.id, option.text] for option in item.options]
    return {
        "number": item.item,
        "text": item.text,
        "points": str(item.points.normalize()).replace(".", ","),
        "hint": HINTS[item.type],
        "pictures": [picture.digest for picture in item.pictures],
        "lefts": lefts if item.type == matching.NAME else [],
        "options": [[option.id.upper(), option.text] for option in (item.targets or item.options)]
        if is_lettered
        else [],
    }
