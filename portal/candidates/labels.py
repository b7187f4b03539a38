"""What the enumerations of the feature are called on pages and in sheets."""

from __future__ import annotations

from portal.candidates.models.review import ProgressReview, Proposal, Rating
from portal.candidates.models.training_record import TrainingKind

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


def review_words(review: ProgressReview) -> str:
    """Return how the items of a review were rated: ``4 tốt, 2 khá``."""
    counts = ((review.count_of(rating), label.lower()) for rating, label in RATING.items())
    return ", ".join(f"{count} {label}" for count, label in counts if count)
