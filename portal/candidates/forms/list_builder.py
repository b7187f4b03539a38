"""What is chosen of a list, in its address, and the name it is kept under."""

from __future__ import annotations

from typing import Any

from wtforms import HiddenField, SearchField, StringField
from wtforms.validators import InputRequired, Length, Optional

from portal.candidates.list_choice import EVERYBODY, LABELS, LONGEST_WORDS, NOT_JUDGED
from portal.candidates.stages import RULES
from portal.candidates.standing_sheet import VERDICT_WORDS
from portal.people.labels import SOURCE_GROUP
from portal.web.choices import ChoiceField, MultiCheckboxField
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm

ANY = ("", "Tất cả")
YES_NO = [ANY, ("yes", "Có"), ("no", "Chưa có")]
RANGES = (("listed_since", "listed_until"), ("stage_since", "stage_until"))


class ListChoiceForm(PortalForm):
    """In the address, so that a list can be kept as a bookmark; nothing here changes anything."""

    class Meta(PortalForm.Meta):  # noqa: D106 -- WTForms' place for settings
        csrf = False

    column = MultiCheckboxField(
        "Các cột", choices=[(column.value, label) for column, label in LABELS.items()]
    )
    words = SearchField("Tên có chữ", [Length(max=LONGEST_WORDS)])
    stage = ChoiceField("Giai đoạn", [Optional()])
    unit = ChoiceField("Chi bộ", [Optional()])
    group = ChoiceField(
        "Nhóm nguồn", [Optional()], choices=[ANY, *((g.value, w) for g, w in SOURCE_GROUP.items())]
    )
    helper = ChoiceField("Người giúp đỡ", [Optional()], choices=YES_NO)
    certificate = ChoiceField("Giấy chứng nhận", [Optional()], choices=YES_NO)
    verdict = ChoiceField(
        "Điều kiện của bước tới",
        [Optional()],
        choices=[
            ANY,
            *((word.value, label) for word, label in VERDICT_WORDS.items()),
            (NOT_JUDGED, "Chưa xét"),
        ],
    )
    listed_since = VietnameseDateField("Vào danh sách từ ngày", [Optional()])
    listed_until = VietnameseDateField("Vào danh sách đến ngày", [Optional()])
    stage_since = VietnameseDateField("Ở giai đoạn từ ngày", [Optional()])
    stage_until = VietnameseDateField("Ở giai đoạn đến ngày", [Optional()])

    def __init__(self, *args: Any, units: Any = (), **kwargs: Any) -> None:
        super().__init__(*args, **kwargs)
        stages = ((stage.value, rule.label) for stage, rule in RULES.items())
        self.stage.choices = [("", "Đang theo dõi"), (EVERYBODY, "Tất cả"), *stages]
        self.unit.choices = [ANY, *((str(unit_id), name) for unit_id, name in units)]

    def validate(self, extra_validators: Any = None) -> bool:
        """Refuse a first day after the last one."""
        is_valid: bool = super().validate(extra_validators)
        for first, last in RANGES:
            since, until = self[first].data, self[last].data
            if since and until and since > until:
                self[last].errors = [*self[last].errors, "Ngày cuối phải từ ngày đầu trở đi."]
                is_valid = False
        return is_valid

    def asked(self) -> dict[str, list[str]]:
        """Return what is asked in the words of an address, dates as ISO."""
        said = {name: str(value) for name, value in self.values().items() if value and name != "column"}
        return {"column": list(self.column.data or [])} | {name: [word] for name, word in said.items()}


class SaveListForm(PortalForm):
    name = StringField("Tên danh sách", [InputRequired("Đặt tên cho danh sách."), Length(max=80)])
    choice = HiddenField(validators=[Length(max=4000)])
