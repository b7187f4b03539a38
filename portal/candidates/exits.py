"""Why somebody left the straight way: one reason of a declared list, further words only beside it. Pure.

The lists hold no reason of the political standard and nothing of discipline: the portal keeps
neither (rules.md §0.6). Sources: 294-QĐ/TW §4.4, §8.1; 06-HD/TW §3.9, §5.1, §5.4.
"""

from __future__ import annotations

from portal.candidates.stages import Stage

OTHER = "other"
SHORT_VOTE = "short_vote"
WRONG_PERSON = "not_eligible"

REASONS: dict[Stage, dict[str, str]] = {
    Stage.REMOVED_FROM_LIST: {
        "not_striving": "Chưa tích cực phấn đấu, không còn tiêu biểu",
        "over_age": "Quá tuổi kết nạp",
        "left_workplace": "Nghỉ việc, nghỉ hưu, tốt nghiệp ra trường",
        "deceased": "Đã mất",
    },
    Stage.WITHDRAWN: {
        "own_wish": "Không còn nguyện vọng vào Đảng",
        "circumstances": "Hoàn cảnh gia đình, sức khỏe",
    },
    Stage.NOT_APPROVED: {
        SHORT_VOTE: "Không đủ số phiếu tán thành",
        "conditions": "Cấp xét kết luận chưa đủ điều kiện",
    },
    Stage.RETURNED_FOR_SUPPLEMENT: {
        "missing_paper": "Thiếu giấy tờ",
        "wrong_paper": "Giấy tờ sai sót hoặc chưa thống nhất",
        "old_paper": "Giấy tờ quá thời hạn",
        "procedure": "Chưa đúng trình tự, thủ tục",
    },
    Stage.TRANSFERRED_OUT: {
        "work": "Chuyển công tác",
        "study": "Đi học, chuyển trường, ra trường",
        "residence": "Chuyển nơi cư trú",
        "reorganised": "Sắp xếp lại tổ chức",
    },
    Stage.STALE: {
        "not_considered": "Chi bộ chưa xem xét trong thời hạn",
        "verification": "Chờ kết quả thẩm tra, xác minh",
        "not_decided": "Cấp có thẩm quyền chưa quyết định",
    },
    Stage.ANNULLED: {
        WRONG_PERSON: "Không đúng tiêu chuẩn, điều kiện kết nạp",
        "procedure": "Sai thẩm quyền, trình tự, thủ tục",
        "moved": "Đã chuyển đơn vị trước khi có quyết định",
    },
    Stage.DELETED_PROBATIONARY: {
        "not_fit": "Không đủ tư cách đảng viên chính thức",
        "no_activity": "Không sinh hoạt hoặc không đóng đảng phí ba tháng trong năm, không có lý do",
        "no_will": "Giảm sút ý chí phấn đấu, đã giáo dục mà không tiến bộ",
    },
}


def reasons_for(stage: Stage) -> dict[str, str]:
    """Return the reasons to choose from for a way out, “other” last; empty on the straight way."""
    reasons = REASONS.get(stage)
    return {**reasons, OTHER: "Lý do khác (ghi rõ bên dưới)"} if reasons else {}


def reason_label(stage: Stage, reason: str) -> str:
    """Return a recorded reason in words; “other” is explained by the remarks."""
    return "" if reason == OTHER else reasons_for(stage).get(reason, "")
