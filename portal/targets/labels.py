"""What kinds of targets are called on pages and in sheets."""

from __future__ import annotations

from portal.targets.models import TargetKind

KIND_LABELS = {
    TargetKind.ADMISSION: "Toàn bộ đảng viên mới",
    TargetKind.WOMEN: "Nữ",
    TargetKind.ETHNIC_MINORITY: "Dân tộc thiểu số",
    TargetKind.YOUTH_MEMBER: "Đoàn viên thanh niên",
    TargetKind.STUDENT: "Học sinh, sinh viên",
    TargetKind.WORKER: "Công nhân, người lao động",
}
