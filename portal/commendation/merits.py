"""What the figures say for commending a house (pure; 06-HD/BTCTW §19, letter 1849-CV/ĐUK 3.c).

Yearly: the target of the year was met. Five years: excellent five years running. Ad hoc: the target of
the term was met before the term is over. The figures propose; people appraise and decide.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from enum import StrEnum
from typing import TYPE_CHECKING

from portal.evaluation.levels import Level
from portal.targets.pace import HUNDRED, percent_of

if TYPE_CHECKING:
    from collections.abc import Mapping

RUNNING_YEARS = 5


class Kind(StrEnum):
    YEARLY = "yearly"
    FIVE_YEAR = "five_year"
    AD_HOC = "ad_hoc"


class Award(StrEnum):
    MERIT_CERTIFICATE = "merit_certificate"
    MERIT_DIPLOMA = "merit_diploma"
    FLAG = "flag"


KINDS = {
    Kind.YEARLY: "Hằng năm",
    Kind.FIVE_YEAR: "Năm năm liền",
    Kind.AD_HOC: "Đột xuất, theo chuyên đề",
}
AWARDS = {
    Award.MERIT_CERTIFICATE: "Giấy khen",
    Award.MERIT_DIPLOMA: "Bằng khen (đề nghị cấp trên)",
    Award.FLAG: "Cờ (đề nghị cấp trên)",
}
USUAL_AWARD = {
    Kind.YEARLY: Award.MERIT_CERTIFICATE,
    Kind.FIVE_YEAR: Award.MERIT_DIPLOMA,
    Kind.AD_HOC: Award.MERIT_CERTIFICATE,
}


@dataclass(frozen=True, slots=True)
class Record:
    """What is known of a house on a day; None where nothing was asked. ``levels`` are official, by year."""

    year_target: int | None = None
    year_admitted: int = 0
    term_target: int | None = None
    term_admitted: int = 0
    elapsed_percent: float = 0.0
    levels: Mapping[int, Level] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Merit:
    """One reason to commend, in words, with the percentage by which the fastest come first."""

    kind: Kind
    reason: str
    percent: float


def find_merits(record: Record, year: int) -> list[Merit]:
    """Return what speaks for a house in a year; nothing when the figures do not."""
    merits = []
    if record.year_target and record.year_admitted >= record.year_target:
        share = percent_of(record.year_admitted, record.year_target)
        words = (
            f"Năm {year} kết nạp {record.year_admitted}/{record.year_target} chỉ tiêu ({_number(share)}%)."
        )
        merits.append(Merit(Kind.YEARLY, words, share))
    running = range(year - RUNNING_YEARS + 1, year + 1)
    if all(record.levels.get(one) is Level.EXCELLENT for one in running):
        words = f"Hoàn thành xuất sắc nhiệm vụ {RUNNING_YEARS} năm liền ({running[0]}–{year})."
        merits.append(Merit(Kind.FIVE_YEAR, words, float(HUNDRED)))
    is_early = record.elapsed_percent < HUNDRED
    if record.term_target and record.term_admitted >= record.term_target and is_early:
        words = (
            f"Kết nạp {record.term_admitted}/{record.term_target} chỉ tiêu nhiệm kỳ khi mới qua "
            f"{_number(record.elapsed_percent)}% thời gian."
        )
        merits.append(Merit(Kind.AD_HOC, words, percent_of(record.term_admitted, record.term_target)))
    return merits


def _number(value: float) -> str:
    return f"{value:g}".replace(".", ",")
