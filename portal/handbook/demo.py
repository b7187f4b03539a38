"""Sample questions of two houses: one answered and published, one waiting. All invented."""

from __future__ import annotations

from portal.handbook import queries
from portal.handbook.desk import Board
from portal.handbook.operations.answer_question import answer_question
from portal.handbook.operations.ask_question import ask_question
from portal.handbook.operations.publish_answer import publish_answer
from portal.kernel.database import session_as
from portal.organizations import queries as organizations

ASKED = {
    "K53": (
        Board.ORG_BUILDING,
        "Đơn vị không còn công đoàn thì ai giới thiệu quần chúng",
        "Công đoàn cơ sở đã kết thúc hoạt động. Quần chúng trên tuổi Đoàn cần giấy giới thiệu của ai?",
    ),
    "K18": (
        Board.ORGANIZING,
        "Giấy chứng nhận học lớp bồi dưỡng sắp hết giá trị",
        "Giấy chứng nhận cấp gần 5 năm, hồ sơ đang chờ thẩm tra. Có phải cử học lại không?",
    ),
    "D02": (
        Board.ORG_BUILDING,
        "Chi bộ chưa trả lời giấy giới thiệu đoàn viên ưu tú",
        "Quá 30 ngày chưa có trả lời thì Đoàn khối gửi nhắc lần nữa hay báo Khối?",
    ),
}
ANSWER = (
    "Nơi không có tổ chức công đoàn và quần chúng đã trên tuổi Đoàn thì hai đảng viên chính thức cùng "
    "công tác với người xin vào Đảng ít nhất 12 tháng giới thiệu, thay cho đoàn thể."
)


def load() -> None:
    """Make the samples unless there are some already."""
    with session_as(organizations.find_operator("K53")):
        if queries.list_questions():
            return
    asked = {}
    for code, (board, subject, text) in ASKED.items():
        with session_as(organizations.find_operator(code)):
            asked[code] = ask_question(board=board, subject=subject, text=text)
    with session_as(organizations.root_operator()):
        answer_question(question_id=asked["K53"], text=ANSWER)
        publish_answer(
            question_id=asked["K53"],
            question="Nơi không còn công đoàn, quần chúng trên tuổi Đoàn thì ai giới thiệu?",
            answer=ANSWER,
            is_nameless=True,
        )
