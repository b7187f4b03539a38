"""The figures of one exam's questions, from what was handed in and scored."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import Decimal
from uuid import UUID

from courses.bank.formats.question import Question
from courses.bank.queries import get_versions
from courses.exams.models import Exam
from courses.grading.item_analysis import (
    ItemFigures,
    Response,
    Sheet,
    attention,
    distribution,
    item_figures,
    reliability,
)
from courses.grading.queries.submissions import Scoring, list_corrections, list_scorings


@dataclass(frozen=True, slots=True)
class ItemRow:
    """One question with its figures and why it deserves a look."""

    figures: ItemFigures
    question: Question
    key: tuple[str, ...]
    """As it counts now, corrections included."""
    reasons: list[str]
    is_corrected: bool

    @property
    def id(self) -> UUID:
        return self.figures.version_id


@dataclass(frozen=True, slots=True)
class AnalysisPage:
    """An exam looked back on."""

    people: int
    mean: Decimal | None
    alpha: Decimal | None
    common_items: int
    bands: tuple[list[str], list[int]]
    rows: list[ItemRow]

    @property
    def to_look_at(self) -> list[ItemRow]:
        return [row for row in self.rows if row.reasons]


def get_analysis(exam: Exam) -> AnalysisPage:
    """Return the figures of an exam; four statements whatever their number."""
    sheets = [sheet for scoring in list_scorings(exam) if (sheet := _sheet(scoring)) is not None]
    figures = item_figures(sheets)
    questions = get_versions([item.version_id for item in figures])
    corrected = list_corrections(exam)
    rows = []
    for item in figures:
        question = questions[item.version_id]
        key = corrected[item.version_id].answers if item.version_id in corrected else question.key
        has_options = bool(question.options) and not question.targets
        options = [option.id for option in question.options] if has_options else []
        reasons = attention(item, options=options, key=key if has_options else ())
        rows.append(ItemRow(item, question, key, reasons, item.version_id in corrected))
    marks = [sheet.mark for sheet in sheets]
    alpha, common = reliability(sheets)
    mean = (sum(marks, Decimal(0)) / len(marks)).quantize(Decimal("0.01")) if marks else None
    return AnalysisPage(len(sheets), mean, alpha, common, distribution(marks), rows)


def _sheet(scoring: Scoring) -> Sheet | None:
    score = scoring.score()
    if score.mark is None:
        return None
    points = {one.item: one.points or Decimal(0) for one in score.items}
    seconds = scoring.submission.seconds
    return Sheet(
        score.mark,
        tuple(
            Response(
                item.version_id,
                points[item.item],
                item.points,
                _in_bank_ids(scoring, item.item, [option.id for option in item.options]),
                seconds.get(str(item.item)),
            )
            for item in scoring.items
        ),
    )


def _in_bank_ids(scoring: Scoring, item: int, options: Sequence[str]) -> tuple[str, ...]:
    bank_id = {paper: bank for bank, paper in scoring.keys[item].names.items()}
    return tuple(bank_id[one] for one in scoring.answers.get(item, []) if one in options and one in bank_id)
