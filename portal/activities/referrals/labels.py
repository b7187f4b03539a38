"""What states and answers of a referral are called."""

from __future__ import annotations

from portal.activities.referrals.models import Answer, MentoringStep, ReferralState

STATE = {
    ReferralState.PROPOSED: "Chi đoàn đã đề xuất",
    ReferralState.SENT: "Đã gửi cấp ủy",
    ReferralState.WITHDRAWN: "Đã rút",
}
ANSWER = {
    Answer.RECEIVED: "Đã nhận, sẽ đưa ra chi bộ",
    Answer.ACCEPTED: "Đưa vào danh sách cảm tình Đảng",
    Answer.REFUSED: "Chưa đồng ý",
    Answer.STAGE: "Bước tiếp theo",
}
ANSWER_TONE = {
    Answer.RECEIVED: "blue",
    Answer.ACCEPTED: "ok",
    Answer.REFUSED: "red",
    Answer.STAGE: "ok",
}
MENTORING = {
    MentoringStep.ASSIGNED: "Đã cử người giúp",
    MentoringStep.DONE: "Đã xong",
    MentoringStep.DECLINED: "Chưa nhận được",
}
