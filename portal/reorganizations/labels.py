"""Reorganisations in the words of the office."""

from __future__ import annotations

from collections.abc import Collection

from portal.reorganizations.kinds import Kind, State

KIND = {
    Kind.MERGE: "Hợp nhất",
    Kind.ABSORB: "Sáp nhập",
    Kind.SPLIT: "Chia tách",
    Kind.HAND_OVER: "Chuyển chi bộ",
    Kind.DISSOLVE: "Giải thể",
    Kind.RENAME: "Đổi tên",
    Kind.REPARENT: "Chuyển giao",
}
KIND_ADVICE = {
    Kind.MERGE: "Từ hai đơn vị trở lên thành một đơn vị mới, có tên mới.",
    Kind.ABSORB: "Một hoặc nhiều đơn vị nhập vào đơn vị giữ nguyên tên.",
    Kind.SPLIT: "Một số chi bộ, bộ phận của một đơn vị tách ra thành đơn vị mới; đơn vị cũ tiếp tục.",
    Kind.HAND_OVER: "Chi bộ, bộ phận của một đơn vị chuyển sang đơn vị khác; cả hai đơn vị giữ nguyên.",
    Kind.DISSOLVE: "Đơn vị kết thúc hoạt động; người và việc chuyển về một đơn vị khác.",
    Kind.RENAME: "Đơn vị giữ nguyên, mang tên mới từ một ngày.",
    Kind.REPARENT: "Đơn vị giữ nguyên, trực thuộc tổ chức cấp trên khác từ một ngày.",
}
STATE = {
    State.DRAFT: "Dự thảo",
    State.CONFIRMED: "Đang thực hiện",
    State.CARRIED_OUT: "Đã thực hiện",
    State.DROPPED: "Đã bỏ",
}
STATE_TONE = {State.DRAFT: "warn", State.CONFIRMED: "blue", State.CARRIED_OUT: "ok", State.DROPPED: ""}
CLOSED_INTO = {
    Kind.SPLIT: "Một số chi bộ, bộ phận đã tách thành",
    Kind.HAND_OVER: "Một số chi bộ, bộ phận đã chuyển sang",
    Kind.MERGE: "Đã hợp nhất vào",
    Kind.ABSORB: "Đã sáp nhập vào",
    Kind.DISSOLVE: "Đã giải thể, người và việc chuyển về",
}
GREW_FROM = {
    Kind.SPLIT: "Tách ra từ",
    Kind.HAND_OVER: "Nhận chi bộ, bộ phận của",
    Kind.MERGE: "Hợp nhất từ",
    Kind.ABSORB: "Nhận sáp nhập",
    Kind.DISSOLVE: "Nhận người và việc của đơn vị giải thể",
}
MOVED_GROUPS: dict[str, tuple[str, ...]] = {
    "Chi bộ, bộ phận": ("unit",),
    "Tài khoản cán bộ, quần chúng": ("membership",),
    "Người": ("person",),
    "Hồ sơ theo dõi": ("candidate",),
    "Bước trong hồ sơ": ("stage_step",),
    "Phân công giúp đỡ": ("helper_assignment",),
    "Nhận xét": ("progress_review",),
    "Giấy tờ, căn cứ": ("evidence", "waiver"),
    "Giấy chứng nhận và kết quả học đã ghi": ("training_record",),
    "Đề nghị học lớp": ("nomination",),
    "Lượt và bài kiểm tra": ("attempt", "submission", "appeal"),
    "Hồ sơ gửi cấp trên": ("admission_submission",),
    "Chuyển đi, chuyển đến": ("transfer", "transfer_answer"),
    "Đoàn viên, hội viên": ("union_member",),
    "Hoạt động": ("activity", "participation"),
    "Giới thiệu của đoàn thể": ("referral", "referral_answer"),
    "Rà soát nguồn": ("source_review",),
    "Lộ trình sinh viên": ("student_cohort", "cohort_student"),
}
"""Lines of the preview; what has no line here is counted together as “Khác”."""


def same_names(code: str, names: Collection[str]) -> str:
    """Return why units cannot go to a house that has others of the same names."""
    return f"{code} đã có {', '.join(names)}; đổi tên ở một bên trước."


def table_words(name: str | None) -> str:
    """Return what the rows of a table are called in the preview."""
    return next((label for label, names in MOVED_GROUPS.items() if name in names), "Ghi chép kèm theo")


def grouped(counts: dict[str, int]) -> list[tuple[str, int]]:
    """Return the counts of tables as lines of the preview, empty ones left out."""
    lines = [(label, sum(counts.get(name, 0) for name in names)) for label, names in MOVED_GROUPS.items()]
    named = {name for names in MOVED_GROUPS.values() for name in names}
    rest = sum(number for name, number in counts.items() if name not in named)
    return [line for line in [*lines, ("Ghi chép khác kèm theo", rest)] if line[1]]
