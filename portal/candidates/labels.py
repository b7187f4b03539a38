"""What the enumerations of the feature are called on pages and in sheets."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from portal.candidates.models.review import ProgressReview, Proposal, Rating
from portal.candidates.models.training_record import TrainingKind
from portal.eligibility.steps import CRITERIA

if TYPE_CHECKING:
    from collections.abc import Mapping

    from portal.candidates.models.stage import StageStep

RATING = {
    Rating.GOOD: "Tốt",
    Rating.FAIR: "Khá",
    Rating.AVERAGE: "Trung bình",
    Rating.POOR: "Chưa đạt",
}
REVIEW_ITEM = {
    "political_awareness": "Nhận thức chính trị",
    "professional_result": "Kết quả chuyên môn",
    "study_training": "Học tập, rèn luyện",
    "discipline": "Ý thức tổ chức kỷ luật",
    "union_role": "Vai trò trong đoàn thể",
    "relations": "Quan hệ với đồng nghiệp và nơi cư trú",
}
PROPOSAL = {
    Proposal.KEEP: "Tiếp tục theo dõi, giúp đỡ",
    Proposal.SEND_TO_CLASS: "Đề nghị cho học lớp bồi dưỡng",
    Proposal.PREPARE_DOSSIER: "Đề nghị cho làm hồ sơ",
    Proposal.REMOVE: "Đề nghị đưa ra khỏi danh sách",
}
TRAINING = {
    TrainingKind.AWARENESS_CLASS: "Lớp bồi dưỡng nhận thức về Đảng",
    TrainingKind.NEW_MEMBER_CLASS: "Lớp bồi dưỡng đảng viên mới",
}
AUTHORITY = {
    "standing_committee": "Ban thường vụ cấp có thẩm quyền",
    "grassroots_committee": "Đảng ủy cơ sở được ủy quyền",
    "grassroots_standing_committee": "Ban thường vụ đảng ủy cơ sở được giao quyền",
}


BODY_TOTAL = {"official_summoned": "được triệu tập", "members": "thành viên"}


def vote_words(votes: Mapping[str, Any] | None) -> str:
    """Return the counts of a vote: ``tán thành 10/14 (17 được triệu tập, trừ 3)``."""
    if not votes:
        return ""
    name = next(name for name in BODY_TOTAL if name in votes)
    total, deducted = votes[name], votes.get("deducted", 0)
    words = f"tán thành {votes['yes']}/{total - deducted}"
    return f"{words} ({total} {BODY_TOTAL[name]}, trừ {deducted})" if deducted else words


def verdict_words(step: StageStep) -> str:
    """Return what the gate of a step said when it was recorded, and who answered for what was missing."""
    if not step.verdict:
        return ""
    if not step.open_criteria:
        return f"đủ điều kiện theo {step.rule_set_id}"
    titles = ", ".join(CRITERIA[name].title.lower() for name in step.open_criteria if name in CRITERIA)
    return f"chưa ghi nhận đủ: {titles}; căn cứ: {step.acknowledgement}"


def review_words(review: ProgressReview) -> str:
    """Return how the items of a review were rated: ``4 tốt, 2 khá``."""
    counts = ((review.count_of(rating), label.lower()) for rating, label in RATING.items())
    return ", ".join(f"{count} {label}" for count, label in counts if count)
