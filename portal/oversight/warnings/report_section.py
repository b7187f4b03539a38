"""Early warnings in a periodic report: how many began in the period, how many stand today."""

from __future__ import annotations

from typing import TYPE_CHECKING

from sqlalchemy import case, func, select

from portal.kernel.database import db
from portal.kernel.report_parts import ReportFigure, ReportSection, ReportTable
from portal.kernel.text import number_text
from portal.oversight.warnings.models import EarlyWarning
from portal.oversight.warnings.thresholds import RULES

if TYPE_CHECKING:
    from portal.kernel.report_parts import ReportScope


def warning_section(scope: ReportScope) -> ReportSection:
    """Return the warnings of the period by rule; one statement."""
    found = func.count(case((EarlyWarning.found_on.between(scope.since, scope.until), 1)))
    running = func.count(case((EarlyWarning.ended_on.is_(None), 1)))
    statement = select(EarlyWarning.kind, found, running).group_by(EarlyWarning.kind)
    if scope.house is not None:
        statement = statement.where(EarlyWarning.to_tenant_id == scope.house)
    counts = {kind: (begun, left) for kind, begun, left in db.session.execute(statement)}
    begun, left = (sum(pair[at] for pair in counts.values()) for at in (0, 1))
    rows = tuple((RULES[kind].label, *counts[kind]) for kind in RULES if any(counts.get(kind, ())))
    tables = (
        ReportTable("Cảnh báo sớm", ("Nội dung", "Phát sinh trong kỳ", "Đang còn"), (60, 20, 20), rows),
    )
    return ReportSection(
        "Cảnh báo sớm",
        (
            (
                f"Trong {scope.words} phát sinh {number_text(begun)} cảnh báo sớm; đến ngày lập báo cáo còn "
                f"{number_text(left)} cảnh báo chưa hết nguyên nhân."
            ),
        ),
        (
            ReportFigure("warnings_begun", "Cảnh báo phát sinh", begun, "cảnh báo"),
            ReportFigure("warnings_running", "Cảnh báo đang còn", left, "cảnh báo"),
        ),
        tables if rows else (),
    )
