"""How states and answers are called on pages. Pure."""

from __future__ import annotations

from portal.admissions.states import AnswerKind, Purpose, State
from portal.kernel.wording import Spoken

PURPOSE = {
    Purpose.ADMISSION: "Đề nghị kết nạp",
    Purpose.RECOGNITION: "Đề nghị công nhận chính thức",
}
STATE = {
    State.SENT: "đã gửi, chờ tiếp nhận",
    State.WITHDRAWN: "đơn vị đã rút",
    State.RECEIVED: "đã tiếp nhận, chờ thẩm định",
    State.APPRAISED: "đã thẩm định, chờ quyết định",
    State.RETURNED: "trả lại để bổ sung",
    State.REFUSED: "không được thông qua",
    State.DECIDED: "đã có quyết định",
    State.ANNULLED: "quyết định đã hủy",
    State.DELETED: "đã xóa tên",
}
TONE = {
    State.SENT: "warn",
    State.WITHDRAWN: "",
    State.RECEIVED: "blue",
    State.APPRAISED: "blue",
    State.RETURNED: "red",
    State.REFUSED: "red",
    State.DECIDED: "ok",
    State.ANNULLED: "red",
    State.DELETED: "red",
}
ACTION = {
    AnswerKind.RECEIVED: "Tiếp nhận hồ sơ",
    AnswerKind.APPRAISED: "Ghi kết quả thẩm định",
    AnswerKind.RETURNED: "Trả lại để bổ sung",
    AnswerKind.REFUSED: "Không thông qua",
    AnswerKind.DECIDED: "Ghi quyết định",
    AnswerKind.ANNULLED: "Hủy quyết định kết nạp",
    AnswerKind.DELETED: "Xóa tên đảng viên dự bị",
}
DONE = Spoken(
    {
        AnswerKind.RECEIVED: "{bloc} tiếp nhận hồ sơ",
        AnswerKind.APPRAISED: "{bloc} thẩm định xong",
        AnswerKind.RETURNED: "{bloc} trả lại để bổ sung",
        AnswerKind.REFUSED: "{bloc} không thông qua",
        AnswerKind.DECIDED: "{bloc} ra quyết định",
        AnswerKind.ANNULLED: "{bloc} hủy quyết định kết nạp",
        AnswerKind.DELETED: "{bloc} quyết định xóa tên",
        AnswerKind.TAKEN_BACK: "{bloc} lấy lại trả lời ghi nhầm",
    }
)
DOCUMENT = {
    AnswerKind.APPRAISED: "báo cáo thẩm định",
    AnswerKind.RETURNED: "công văn trả hồ sơ",
    AnswerKind.REFUSED: "thông báo kết quả",
    AnswerKind.DECIDED: "quyết định",
    AnswerKind.ANNULLED: "quyết định hủy",
    AnswerKind.DELETED: "quyết định xóa tên",
}
