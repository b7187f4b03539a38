"""What the bank offers to the frame, the home page, the search box and the sample data."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from flask import url_for

from courses.bank import looking_over, queries
from courses.bank.labels import difficulty_word
from courses.bank.operations.approve_questions import approve_questions
from courses.bank.operations.import_questions import import_questions
from courses.bank.operations.revise_question import revise_question
from courses.bank.types import essay
from portal.kernel import seams
from portal.kernel.actor import Actor, current_actor
from portal.kernel.database import session_as
from portal.kernel.permissions import Permission, has_permission
from portal.kernel.seams import InboxItem, SearchHit
from portal.organizations.queries import root_operator

MOVERS = {
    **dict.fromkeys(("question", "question_version", "question_review", "question_import"), "keep"),
    "question_picture": "move",
}
"""A house's own questions go where its classes go, tied to them; pictures are tied to nothing and say so."""
RETENTION = {
    "question": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
    "question_version": "Không chứa dữ liệu cá nhân; giữ lâu dài.",
    "question_picture": "Không chứa dữ liệu cá nhân; giữ cùng câu hỏi, lâu dài.",
    "question_review": "Tên người duyệt giữ cùng câu hỏi, lâu dài.",
    "question_import": "Tệp gốc xóa khi nhập xong; số đếm giữ lâu dài.",
}
SAMPLES = Path(__file__).parent / "samples"
SAMPLE_FILES = ("cau-hoi.xlsx", "cau-hoi.gift", "so-do.xml")
DEMO_ORDER = 39
MOST_HITS = 5
MOST_SAMPLES = 10_000
NOT_YET_REVIEWED = "cho-duyet.gift"
"""Questions of the sample data that wait for somebody to look at them."""


RUBRIC = """\
Nhận thức về Đảng và mục tiêu phấn đấu: 3 điểm
Động cơ vào Đảng, liên hệ bản thân: 3 điểm
Kế hoạch rèn luyện và việc làm cụ thể: 3 điểm
Bố cục, diễn đạt: 1 điểm"""


def register() -> None:
    """Put the feature's entries into the seams."""
    seams.inbox_items.append(inbox_items)
    seams.search_sources.append(search)
    seams.tenant_movers.update(MOVERS)
    seams.retention.update(RETENTION)
    seams.demo_loaders.append((DEMO_ORDER, load_samples))


def inbox_items(actor: Actor) -> list[InboxItem]:
    """Return the first step while the bank is empty, and questions of others that wait for a look."""
    if not has_permission(actor, Permission.BANK_MANAGE):
        return []
    if not queries.has_questions():
        url = url_for("bank_files.choose_file")
        return [InboxItem("Nhập câu hỏi vào ngân hàng", url, "Từ tệp Excel, GIFT hoặc Moodle.", order=60)]
    waiting = looking_over.count_waiting_for(actor.account_id)
    if not waiting:
        return []
    detail = "Duyệt rồi mới rút vào đề được."
    return [InboxItem(f"Duyệt {waiting} câu hỏi mới", url_for("bank_review.list_waiting"), detail, order=45)]


def search(words: str) -> list[SearchHit]:
    """Return questions whose wording holds the words."""
    if not has_permission(current_actor(), Permission.BANK_READ):
        return []
    rows, _ = queries.list_questions(filters={"q": words}, limit=MOST_HITS)
    return [
        SearchHit(
            "Câu hỏi",
            row.text,
            f"{row.lesson} · {difficulty_word(row.difficulty)}",
            url_for("bank.show_question", question_id=row.id),
        )
        for row in rows
    ]


def load_samples() -> None:
    """Import both sample banks into a bank that has no question yet."""
    with session_as(root_operator()):
        if queries.has_questions():
            return
        for name in SAMPLE_FILES:
            import_questions(file_name=name, content=(SAMPLES / name).read_bytes())
        _give_rubric()
        approve_all()
        import_questions(file_name=NOT_YET_REVIEWED, content=(SAMPLES / NOT_YET_REVIEWED).read_bytes())


def _give_rubric() -> None:
    """Let the thu hoạch that ends a class be marked by criteria; all invented."""
    rows, _ = queries.list_questions(filters={"q": "thu hoạch cuối khóa", "kind": essay.NAME})
    for row in rows:
        question = queries.get_question_page(row.id).question
        revise_question(
            question_id=row.id, question=replace(question, explanation=RUBRIC), version=row.version
        )


def approve_all() -> None:
    """Let everything that waits be drawn: for the questions that come with the product."""
    rows, _ = looking_over.list_waiting(limit=MOST_SAMPLES)
    if rows:
        approve_questions(wordings=[(row.id, row.version) for row in rows])
