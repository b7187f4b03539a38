"""The letterhead of the sample Khối; no real person signs."""

from __future__ import annotations

from portal.kernel.database import session_as
from portal.organizations import queries as organizations
from portal.organizations.operations.change_setting import change_setting


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
