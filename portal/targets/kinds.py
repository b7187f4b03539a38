"""Whom a target asks for, and what that is called on pages and in sheets (pure)."""

from __future__ import annotations

from enum import StrEnum


class TargetKind(StrEnum):
    """Everybody, or a part of them with a target of its own (rules.md §4.2)."""

    ADMISSION = "admission"
    WOMEN = "women"
    ETHNIC_MINORITY = "ethnic_minority"
    YOUTH_MEMBER = "youth_member"
    STUDENT = "student"
    WORKER = "worker"


KIND_LABELS = {
    TargetKind.ADMISSION: "Toàn bộ đảng viên mới",
    TargetKind.WOMEN: "Nữ",
    TargetKind.ETHNIC_MINORITY: "Dân tộc thiểu số",
    TargetKind.YOUTH_MEMBER: "Đoàn viên thanh niên",
    TargetKind.STUDENT: "Học sinh, sinh viên",
    TargetKind.WORKER: "Công nhân, người lao động",
}
PARTS = tuple(kind for kind in TargetKind if kind is not TargetKind.ADMISSION)


def part_heading(kind: TargetKind, year: int) -> str:
    """Return what the column of a part is called: "Nữ năm 2026", or "Nữ nhiệm kỳ" for the whole term (0)."""
    return f"{KIND_LABELS[kind]} năm {year}" if year else f"{KIND_LABELS[kind]} nhiệm kỳ"
