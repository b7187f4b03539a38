"""What is typed about people who move."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any
from uuid import UUID

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.candidates.exits import reasons_for
from portal.candidates.forms.texts import TextsForm
from portal.candidates.stages import Stage
from portal.kernel.wording import said
from portal.transfers.models import TransferReply
from portal.web.choices import ChoiceField, RadioChoiceField, UUIDSelectField
from portal.web.fields import VietnameseDateField

LONGEST_NUMBER, LONGEST_TEXT = 60, 2000
REPLY = {TransferReply.ACCEPTED: "Tiếp nhận", TransferReply.REFUSED: "Không tiếp nhận"}


class TransferForm(TextsForm):
    to_house_id = UUIDSelectField(said("Đơn vị đến trong {bloc}"), blank=said("– ngoài {bloc} –"))
    destination = StringField(
        said("Nơi đến ngoài {bloc}"), [Length(max=200)], description="Tên tổ chức đảng nơi đến."
    )
    moved_on = VietnameseDateField("Ngày quyết định chuyển", [InputRequired("Ghi ngày quyết định chuyển.")])
    exit_reason = ChoiceField("Lý do", choices=list(reasons_for(Stage.TRANSFERRED_OUT).items()))
    letter_no = StringField(
        "Số giấy chứng nhận hoặc công văn",
        [InputRequired("Ghi số giấy chứng nhận hoặc công văn."), Length(max=LONGEST_NUMBER)],
    )
    letter_date = VietnameseDateField("Ngày giấy, công văn", [InputRequired("Ghi ngày giấy, công văn.")])
    remarks = TextAreaField("Ghi chú", [Length(max=LONGEST_TEXT)], render_kw={"rows": 2})

    def __init__(self, *args: Any, houses: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.to_house_id.offer(houses)


class ReplyForm(TextsForm):
    reply = RadioChoiceField(
        "Trả lời", [InputRequired("Chọn câu trả lời.")], choices=list(REPLY.items()), coerce=TransferReply
    )
    unit_id = UUIDSelectField("Chi bộ tiếp nhận")
    reason = TextAreaField("Lý do khi không tiếp nhận", [Length(max=LONGEST_TEXT)], render_kw={"rows": 2})

    def __init__(self, *args: Any, units: Iterable[tuple[UUID, str]], **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        self.unit_id.offer(units)


class ReasonForm(TextsForm):
    reason = StringField("Lý do", [InputRequired("Ghi lý do."), Length(max=500)])
