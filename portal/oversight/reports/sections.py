"""Sections about the source of new members: who is followed, helped, reviewed in time, within limits."""

from __future__ import annotations

from functools import reduce
from operator import add
from typing import TYPE_CHECKING

from portal.candidates.queries.clocks import list_pressing_clocks
from portal.candidates.reviews import first_day, last_overdue_period, period_of, shift, show_period
from portal.kernel import clock
from portal.kernel.report_parts import ReportFigure, ReportSection, ReportTable
from portal.kernel.text import number_text
from portal.oversight.figures.sources import Source, list_sources
from portal.oversight.reports.queries import count_reviews
from portal.people.labels import SOURCE_GROUP
from portal.targets.pace import percent_of

if TYPE_CHECKING:
    from datetime import date

    from portal.kernel.report_parts import ReportScope


def source_section(scope: ReportScope) -> ReportSection:
    """Return the source with its helpers as it stands today; one statement."""
    source = _source(scope)
    rows = tuple(
        (SOURCE_GROUP[group], count, percent_of(count, source.followed))
        for group, count in sorted(source.groups.items(), key=lambda pair: -pair[1])
    )
    unhelped = source.followed - source.helped
    latest = show_period(last_overdue_period(clock.today()))
    return ReportSection(
        "Nguồn kết nạp và phân công giúp đỡ",
        (
            (
                f"Đến ngày {clock.today():%d/%m/%Y}, {scope.who} theo dõi {number_text(source.followed)} "
                f"quần chúng chưa có quyết định kết nạp; {number_text(source.certified)} người đã học "
                f"lớp bồi dưỡng nhận thức về Đảng, đạt {number_text(source.certified_percent)}%."
            ),
            (
                f"{number_text(source.helped)} người đã được phân công đảng viên giúp đỡ, đạt "
                f"{number_text(source.helped_percent)}%; còn {number_text(unhelped)} người chưa có."
            ),
            (
                f"Kỳ đánh giá gần nhất đã đến hạn ({latest}) có {number_text(source.reviewed)} người được "
                f"đánh giá đúng hạn, đạt {number_text(source.reviewed_percent)}%."
            ),
        ),
        (
            ReportFigure("followed", "Quần chúng đang theo dõi", source.followed, "người"),
            ReportFigure("certified", "Đã học lớp bồi dưỡng", source.certified, "người"),
            ReportFigure("helped", "Đã có người giúp đỡ", source.helped, "người"),
            ReportFigure("reviewed", "Được đánh giá đúng hạn kỳ gần nhất", source.reviewed, "người"),
        ),
        (ReportTable("Nguồn theo nhóm", ("Nhóm nguồn", "Số người", "Tỷ lệ (%)"), (60, 20, 20), rows),)
        if rows
        else (),
    )


def review_section(scope: ReportScope) -> ReportSection:
    """Return the reviews of the months of the period that have fallen due; one statement."""
    months = _months(scope.since, min(scope.until, clock.today()))
    counts = count_reviews(months, house=scope.house)
    handed = sum(count for count, _ in counts.values())
    in_time = sum(in_time for _, in_time in counts.values())
    rows = tuple(
        (show_period(period), *counts[period], percent_of(counts[period][1], counts[period][0]))
        for period in sorted(counts)
    )
    said = (
        f"Các kỳ đánh giá thuộc {scope.words} có {number_text(handed)} phiếu đã nộp, trong đó "
        f"{number_text(in_time)} phiếu đúng hạn, đạt {number_text(percent_of(in_time, handed))}%."
    )
    columns = ("Kỳ đánh giá", "Đã nộp", "Đúng hạn", "Đúng hạn (%)")
    return ReportSection(
        "Đánh giá quần chúng đúng hạn",
        (said if handed else f"Chưa có phiếu đánh giá của {scope.words}.",),
        (
            ReportFigure("reviews", "Phiếu đánh giá đã nộp", handed, "phiếu"),
            ReportFigure("reviews_in_time", "Phiếu đúng hạn", in_time, "phiếu"),
        ),
        (ReportTable("Phiếu đánh giá theo kỳ", columns, (40, 20, 20, 20), rows),) if rows else (),
    )


def limit_section(scope: ReportScope) -> ReportSection:
    """Return how many limits are broken today; two statements."""
    today = clock.today()
    broken = sum(row.clock.due_on < today for row in list_pressing_clocks(house=scope.house))
    return ReportSection(
        "Thời hạn quy định",
        (f"Đến ngày {today:%d/%m/%Y} có {number_text(broken)} trường hợp quá thời hạn quy định.",),
        (ReportFigure("broken", "Quá thời hạn quy định", broken, "trường hợp"),),
    )


def _source(scope: ReportScope) -> Source:
    sources = list_sources()
    if scope.house is not None:
        return sources.get(scope.house, Source())
    return reduce(add, sources.values(), Source())


def _months(since: date, until: date) -> list[str]:
    """Return the months of a period, and its whole quarters, as reviews name them."""
    found = []
    month = period_of(since)
    while month <= period_of(until):
        found.append(month)
        if month.endswith(("-03", "-06", "-09", "-12")):
            found.append(period_of(first_day(month), is_quarter=True))
        month = shift(month, 1)
    return found
