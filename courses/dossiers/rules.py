"""Which papers make up the dossier of a class, and whether each is complete. Pure."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date


@dataclass(frozen=True, slots=True)
class ClassFigures:
    """What the completeness of a dossier depends on; ``None`` where nothing was decided yet."""

    opening_decision_no: str
    learners: int
    smallest_class: int
    planned_periods: int
    required_periods: int
    sessions_held: int
    sessions_recorded: int
    has_monitor: bool
    has_results: bool
    completed: int
    decision_no: str
    decided_on: date | None
    certificates: int


@dataclass(frozen=True, slots=True)
class DossierPart:
    """One paper of the dossier: what there is of it in words, and whether that is all of it."""

    name: str
    detail: str
    is_complete: bool
    endpoint: str


def parts_of(figures: ClassFigures) -> list[DossierPart]:
    """Return the papers in the order in which they come about."""
    return [
        DossierPart(
            "Quyết định mở lớp",
            f"số {figures.opening_decision_no}" if figures.opening_decision_no else "chưa ghi số quyết định",
            bool(figures.opening_decision_no),
            "classes.change_class",
        ),
        DossierPart(
            "Danh sách học viên",
            f"{figures.learners} người, quy chế cần ít nhất {figures.smallest_class}",
            figures.learners >= figures.smallest_class,
            "classes.list_learners",
        ),
        DossierPart(
            "Ban cán sự lớp",
            "đã cử lớp trưởng" if figures.has_monitor else "chưa cử lớp trưởng",
            figures.has_monitor,
            "classes.list_learners",
        ),
        DossierPart(
            "Lịch học",
            f"{figures.planned_periods}/{figures.required_periods} tiết của chương trình",
            figures.planned_periods == figures.required_periods,
            "classes.show_class",
        ),
        DossierPart(
            "Điểm danh",
            f"{figures.sessions_recorded}/{figures.sessions_held} buổi đã học"
            if figures.sessions_held
            else "chưa học buổi nào",
            0 < figures.sessions_held == figures.sessions_recorded,
            "classes.show_class",
        ),
        DossierPart(
            "Kết quả học tập",
            f"{figures.completed} người hoàn thành" if figures.has_results else "chưa tính kết quả",
            figures.has_results,
            "grading.show_class_results",
        ),
        DossierPart(
            "Quyết định công nhận kết quả",
            f"số {figures.decision_no} ngày {figures.decided_on:%d/%m/%Y}"
            if figures.decided_on
            else "chưa có",
            figures.decided_on is not None,
            "grading.show_class_results",
        ),
        DossierPart(
            "Giấy chứng nhận",
            f"đã cấp {figures.certificates}/{figures.completed}"
            if figures.decided_on
            else "cấp sau khi công nhận",
            figures.decided_on is not None and figures.certificates >= figures.completed,
            "certificates.show_class_certificates",
        ),
    ]
