"""The first section of a periodic report: admissions of the period, against year and term targets."""

from __future__ import annotations

from collections import Counter
from typing import TYPE_CHECKING

from portal.candidates.queries.statistics import Outcomes, get_outcomes, list_movements
from portal.candidates.statistics import FEW, breakdowns, total
from portal.kernel import clock
from portal.kernel.report_parts import ReportFigure, ReportSection, ReportTable
from portal.kernel.text import number_text
from portal.people.labels import EDUCATION, SOURCE_GROUP
from portal.targets.pace import percent_of
from portal.targets.queries import (
    current_balances,
    houses_by_code,
    list_progress,
    list_terms,
    list_year_results,
)

if TYPE_CHECKING:
    from collections.abc import Sequence
    from uuid import UUID

    from portal.candidates.statistics import Movement
    from portal.kernel.report_parts import ReportScope
    from portal.targets.queries import TermProgress

FEW_WORDS = f"dưới {FEW}"
TITLE = "Kết quả kết nạp đảng viên so với chỉ tiêu"


def admission_section(scope: ReportScope) -> ReportSection:
    """Return admissions by the day of the decision, with small cells hidden: a report travels."""
    houses = [scope.house] if scope.house else list(houses_by_code().values())
    movements = list_movements(since=scope.since, until=scope.until, house_ids=houses)
    outcomes = get_outcomes(since=scope.since, until=scope.until, house_ids=houses)
    sentences = [_said_of_period(scope, total(movements), outcomes)]
    figures = [
        ReportFigure("admitted", "Kết nạp trong kỳ", total(movements), "người"),
        ReportFigure("recognised", "Công nhận đảng viên chính thức trong kỳ", outcomes.recognised, "người"),
        ReportFigure("deleted", "Xóa tên đảng viên dự bị trong kỳ", outcomes.deleted, "người"),
    ]
    tables = _traits(movements)
    if any(term.starts_on <= scope.until for term in list_terms()):
        progress = list_progress(None, min(scope.until, clock.today()))
        said, counted = _against_targets(scope, progress)
        sentences += said
        figures += counted
        tables = [*_by_house(scope, progress, movements), *tables]
    return ReportSection(TITLE, tuple(sentences), tuple(figures), tuple(tables))


def _said_of_period(scope: ReportScope, admitted: int, outcomes: Outcomes) -> str:
    words = f"Trong {scope.words}, {scope.who} kết nạp {number_text(admitted)} đảng viên"
    words += ", tính theo ngày quyết định"
    if outcomes.annulled:
        words += f", đã trừ {number_text(outcomes.annulled)} trường hợp hủy quyết định"
    words += f"; công nhận chính thức {number_text(outcomes.recognised)} đảng viên"
    if outcomes.deleted:
        words += f"; xóa tên {number_text(outcomes.deleted)} đảng viên dự bị"
    return f"{words}."


def _against_targets(scope: ReportScope, progress: TermProgress) -> tuple[list[str], list[ReportFigure]]:
    """Return the sentences and figures of year and term; none for a house without a target."""
    rows = [row for row in progress.houses if scope.house in (None, row.house.id)]
    term, day = progress.term, f"{progress.as_of:%d/%m/%Y}"
    sentences, figures = [], []
    results = list_year_results(term, progress.as_of.year, progress.as_of)
    year = [result for house, result in results.items() if scope.house in (None, house)]
    asked, done = sum(result.target or 0 for result in year), sum(result.admitted for result in year)
    if asked:
        sentences.append(
            f"Từ đầu năm {progress.as_of.year} đến ngày {day} kết nạp "
            f"{number_text(done)}/{number_text(asked)} chỉ tiêu năm, đạt "
            f"{number_text(percent_of(done, asked))}%."
        )
        figures += [
            ReportFigure("year_target", "Chỉ tiêu năm", asked, "người"),
            ReportFigure("year_admitted", "Kết nạp từ đầu năm", done, "người"),
        ]
    if rows:
        whole = rows[0].progress if scope.house else progress.whole
        pace = "vượt nhịp thời gian" if whole.pace >= 0 else "chậm so với nhịp thời gian"
        sentences.append(
            f"Từ đầu nhiệm kỳ {term.code} kết nạp "
            f"{number_text(whole.admitted)}/{number_text(whole.term_target)} chỉ tiêu nhiệm kỳ, đạt "
            f"{number_text(whole.percent)}%; nhiệm kỳ đã qua {number_text(whole.elapsed_percent)}% thời "
            f"gian, {pace} {number_text(abs(whole.pace))} điểm phần trăm."
        )
        figures += [
            ReportFigure("term_target", "Chỉ tiêu nhiệm kỳ", whole.term_target, "người"),
            ReportFigure("term_admitted", "Kết nạp từ đầu nhiệm kỳ", whole.admitted, "người"),
            ReportFigure("term_percent", "Đạt chỉ tiêu nhiệm kỳ", whole.percent, "%"),
        ]
    if rows and scope.house is None:
        below = progress.below_half
        sentences.append(
            f"{number_text(len(below))}/{number_text(len(rows))} tổ chức cơ sở đảng đạt dưới 50% chỉ tiêu"
            " nhiệm kỳ" + (f": {', '.join(sorted(row.house.code for row in below))}." if below else ".")
        )
        figures.append(ReportFigure("below_half", "Đơn vị đạt dưới 50%", len(below), "đơn vị"))
    if _reaches_into_balances(scope, term.id):
        sentences.append(
            "Một phần kỳ báo cáo nằm trong số dư đầu kỳ nhập từ bảng giấy; phần đó chỉ có số cả năm, nên "
            "được tính vào chỉ tiêu mà không tính vào số kết nạp trong kỳ."
        )
    return sentences, figures


def _reaches_into_balances(scope: ReportScope, term_id: UUID) -> bool:
    balances = current_balances(term_id, house=scope.house).values()
    return any(row.admitted and scope.since <= row.counted_until for row in balances)


def _by_house(scope: ReportScope, progress: TermProgress, movements: Sequence[Movement]) -> list[ReportTable]:
    """Return every house with its target, for Khối only."""
    if scope.house is not None or not progress.houses:
        return []
    counts: Counter[UUID] = Counter()
    for movement in movements:
        counts[movement.house_id] += movement.people
    rows = tuple(
        (
            row.house.code,
            row.house.name,
            counts[row.house.id],
            row.progress.admitted,
            row.progress.term_target,
            row.progress.percent,
        )
        for row in progress.houses
    )
    columns = ("Mã", "Tổ chức cơ sở đảng", "Trong kỳ", "Từ đầu nhiệm kỳ", "Chỉ tiêu nhiệm kỳ", "Đạt (%)")
    return [ReportTable("Kết nạp theo tổ chức cơ sở đảng", columns, (10, 46, 11, 12, 12, 11), (*rows,))]


def _traits(movements: Sequence[Movement]) -> list[ReportTable]:
    """Return who was admitted, by trait; cells that point at persons are hidden (rules.md §4.4)."""
    if total(movements) <= 0:
        return []
    parts = breakdowns(
        movements,
        education={level.value: label for level, label in EDUCATION.items()},
        source_group={group.value: label for group, label in SOURCE_GROUP.items()},
        hides_few=True,
    )
    rows = tuple(
        (part.heading, line.label, FEW_WORDS if line.people is None else line.people, _share(line.share))
        for part in parts
        for line in part.lines
        if line.people != 0
    )
    columns = ("Nhóm", "Đặc điểm", "Số người", "Tỷ lệ (%)")
    return [ReportTable("Đảng viên mới kết nạp trong kỳ", columns, (30, 42, 14, 14), rows)]


def _share(share: float | None) -> float | None:
    return None if share is None else round(100 * share, 1)
