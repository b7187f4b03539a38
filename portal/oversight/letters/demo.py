"""The letterhead and one letter of the sample Khối; no real person signs."""

from __future__ import annotations

from dataclasses import replace
from datetime import timedelta

from portal.kernel import clock
from portal.kernel.actor import Door, acting_as
from portal.kernel.database import session_as
from portal.organizations import queries as organizations
from portal.organizations.operations.change_setting import change_setting
from portal.oversight.letters import queries
from portal.oversight.letters.models import LetterKind
from portal.oversight.letters.operations.answer_letter import answer_letter
from portal.oversight.letters.operations.draft_letter import draft_letter
from portal.oversight.letters.operations.send_letter import send_letter
from portal.oversight.letters.rules import REPLY_DAYS

THRESHOLD = 80
ANSWERS = {
    "K18": "Đảng ủy đã quán triệt đến các chi bộ; kế hoạch từng tháng gửi kèm văn bản giấy.",
    "K53": "",
}
"""What a sample house wrote; nothing: it only said that the letter came."""


def load() -> None:
    """Give Khối a letterhead unless it has one."""
    with session_as(organizations.root_operator()):
        setting = organizations.get_setting()
        if not setting.place:
            change_setting(
                bloc_label=setting.bloc_label,
                board_label=setting.board_label,
                superior_body="ĐẢNG BỘ TỈNH",
                issuing_body="Đảng ủy Khối các cơ quan tỉnh",
                number_suffix="CV/ĐUK",
                place="Đà Lạt",
                signing_authority="T/M BAN THƯỜNG VỤ",
                signer_title="BÍ THƯ",
                signer_name="",
                recipients="",
            )


def send_samples() -> None:
    """Let Khối send one urging letter to the houses it names, and two of the sample houses answer."""
    with session_as(organizations.root_operator()) as operator:
        if queries.list_letters():
            return
        today = clock.today()
        with acting_as(replace(operator, door=Door.OVERSIGHT)):
            figures = queries.urging_figures(None, today, THRESHOLD).as_document()
        letter_id = draft_letter(
            kind=LetterKind.URGING,
            figures=figures,
            as_of=today,
            threshold=THRESHOLD,
            reply_due=today + timedelta(days=REPLY_DAYS),
            addressees=queries.named_in(figures, with_unions=True),
        )
        send_letter(letter_id=letter_id, number="1849", signed_on=today)
    for code, text in ANSWERS.items():
        with session_as(organizations.find_operator(code)):
            for row in queries.list_received():
                answer_letter(letter_delivery_id=row.delivery.id, text=text)
