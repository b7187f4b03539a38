"""Where the rows behind a figure are, for Khối and for the house itself."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import url_for

from portal.evaluation.scoring import Measure
from portal.kernel.permissions import Permission, has_permission
from portal.oversight.figures.behind import Behind

if TYPE_CHECKING:
    from uuid import UUID

    from portal.kernel.actor import Actor

WORDS = {
    Measure.YEAR_TARGET: "Chỉ tiêu và kết quả từng năm",
    Measure.TERM_PACE: "Chỉ tiêu nhiệm kỳ",
    Measure.HELPED: "Ai chưa có người giúp đỡ",
    Measure.REVIEWED: "Nhận xét kỳ gần nhất còn thiếu",
    Measure.CERTIFIED: "Ai chưa có giấy chứng nhận",
    Measure.BROKEN: "Các thời hạn đang tính",
}
PEOPLE = {
    Measure.HELPED: Behind.UNHELPED,
    Measure.REVIEWED: Behind.UNREVIEWED,
    Measure.CERTIFIED: Behind.UNTRAINED,
    Measure.BROKEN: Behind.BROKEN,
}


def evidence_links(actor: Actor, house_id: UUID) -> dict[Measure, tuple[str, str]]:
    """Return for each measure what its link says and its address."""
    targets = url_for("targets.show_house", house_id=house_id)
    if has_permission(actor, Permission.OVERSIGHT_READ):
        pages = {
            measure: url_for("dashboard.show_behind", house_id=house_id, figure=figure)
            for measure, figure in PEOPLE.items()
        }
    else:
        pages = {
            Measure.HELPED: url_for("candidates.show_register", helper="no"),
            Measure.REVIEWED: url_for("candidates.show_due_reviews"),
            Measure.CERTIFIED: url_for("candidates.show_register", certificate="no"),
            Measure.BROKEN: url_for("candidates.show_clocks"),
        }
    return {measure: (words, pages.get(measure, targets)) for measure, words in WORDS.items()}
