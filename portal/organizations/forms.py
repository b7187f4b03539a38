"""Shape of what is typed about houses, units, settings and holidays."""

from __future__ import annotations

from wtforms import BooleanField, HiddenField, IntegerField, StringField, TextAreaField
from wtforms.validators import InputRequired, Length, NumberRange, Optional

from portal.kernel.spreadsheets.cells import HIGHEST_COUNT
from portal.kernel.text import normal
from portal.organizations.labels import KIND_LABELS, UNION_LABELS
from portal.organizations.models import OrganizationKind, UnionKind
from portal.organizations.rules import LONGEST_CODE, LONGEST_NAME, LONGEST_SECTOR
from portal.web.choices import ChoiceField, RadioChoiceField, UUIDSelectField
from portal.web.fields import LARGEST_CARRIED, CarriedFileField, FileDropField, VietnameseDateField
from portal.web.form_base import PortalForm

_COUNT = [Optional(), NumberRange(min=0, max=HIGHEST_COUNT)]
_YES_OR_NO = (("1", "Có"), ("0", "Không"))
_HOUSE_KINDS = (
    (OrganizationKind.GRASSROOTS_COMMITTEE_ORG.value, KIND_LABELS[OrganizationKind.GRASSROOTS_COMMITTEE_ORG]),
    (OrganizationKind.GRASSROOTS_CELL.value, KIND_LABELS[OrganizationKind.GRASSROOTS_CELL]),
    *((kind.value, f"Đoàn thể: {UNION_LABELS[kind]}") for kind in UnionKind),
)


def _tidy(text: str | None) -> str:
    return normal(text or "")


class RegisterOrganizationForm(PortalForm):
    code = StringField(
        "Mã đơn vị",
        [InputRequired(), Length(max=LONGEST_CODE)],
        filters=[_tidy],
        description="Ngắn, không dấu; ví dụ K63.",
    )
    name = StringField(
        "Tên đơn vị",
        [InputRequired(), Length(max=LONGEST_NAME)],
        filters=[_tidy],
        description="Ghi đủ như trong quyết định thành lập.",
    )
    kind = ChoiceField("Loại hình", [InputRequired()], choices=_HOUSE_KINDS)
    sector = StringField(
        "Lĩnh vực",
        [Length(max=LONGEST_SECTOR)],
        filters=[_tidy],
        description="Ví dụ Sở ngành, Bệnh viện, Trường học.",
    )
    valid_from = VietnameseDateField("Hoạt động từ ngày", [InputRequired()])


class RenameOrganizationForm(PortalForm):
    name = StringField("Tên mới", [InputRequired(), Length(max=LONGEST_NAME)], filters=[_tidy])
    decision_no = StringField(
        "Số quyết định", [InputRequired(), Length(max=60)], filters=[_tidy], description="Ví dụ 125-QĐ/ĐUK."
    )
    valid_from = VietnameseDateField(
        "Có hiệu lực từ ngày", [InputRequired()], description="Tên cũ được giữ cho những ngày trước đó."
    )


class UpdateOrganizationForm(PortalForm):
    sector = StringField("Lĩnh vực", [Length(max=LONGEST_SECTOR)], filters=[_tidy])
    member_count = IntegerField("Số đảng viên", _COUNT)
    cell_count = IntegerField("Số chi bộ trực thuộc", _COUNT)
    has_trade_union = RadioChoiceField("Có tổ chức Công đoàn", choices=_YES_OR_NO)
    has_youth_union = RadioChoiceField("Có tổ chức Đoàn Thanh niên", choices=_YES_OR_NO)
    valid_from = VietnameseDateField(
        "Tính từ ngày", [InputRequired()], description="Số liệu cũ được giữ cho những ngày trước đó."
    )


class CloseOrganizationForm(PortalForm):
    decision_no = StringField("Số quyết định", [InputRequired(), Length(max=60)], filters=[_tidy])
    closed_on = VietnameseDateField("Kết thúc hoạt động từ ngày", [InputRequired()])


class ChooseListForm(PortalForm):
    file = FileDropField(
        "Tệp danh sách đơn vị", [InputRequired()], endings=(".xlsx", ".xls"), megabytes=LARGEST_CARRIED
    )


class ConfirmListForm(PortalForm):
    """The list that was looked at, carried along so that nothing waits on the server."""

    file_name = HiddenField(validators=[InputRequired(), Length(max=200)])
    content = CarriedFileField(validators=[InputRequired()])


class UnitForm(PortalForm):
    name = StringField(
        "Tên",
        [InputRequired(), Length(max=LONGEST_NAME)],
        filters=[_tidy],
        description="Ví dụ Chi bộ Khối Nội.",
    )
    kind = ChoiceField("Loại", [InputRequired()])
    parent_unit_id = UUIDSelectField("Trực thuộc", blank="– trực thuộc thẳng đơn vị –")
    valid_from = VietnameseDateField("Hoạt động từ ngày", [InputRequired()])


class RenameUnitForm(PortalForm):
    name = StringField("Tên mới", [InputRequired(), Length(max=LONGEST_NAME)], filters=[_tidy])
    valid_from = VietnameseDateField("Dùng từ ngày", [InputRequired()])


class UpdateUnitForm(PortalForm):
    member_count = IntegerField("Số đảng viên", _COUNT)
    has_youth_union = RadioChoiceField(
        "Có tổ chức Đoàn Thanh niên",
        choices=_YES_OR_NO,
        description="Có Đoàn thì quần chúng trong tuổi Đoàn cần Đoàn cơ sở giới thiệu vào Đảng.",
    )
    has_trade_union = RadioChoiceField(
        "Có tổ chức Công đoàn",
        choices=_YES_OR_NO,
        description="Không còn Công đoàn thì hai đảng viên chính thức giới thiệu thay.",
    )
    valid_from = VietnameseDateField("Tính từ ngày", [InputRequired()])


class CloseUnitForm(PortalForm):
    closed_on = VietnameseDateField("Kết thúc hoạt động từ ngày", [InputRequired()])


class LetterheadForm(PortalForm):
    superior_body = StringField(
        "Cơ quan cấp trên",
        [Length(max=200)],
        filters=[_tidy],
        description="Dòng thứ nhất bên trái của công văn.",
    )
    issuing_body = StringField(
        "Cơ quan ban hành", [Length(max=200)], filters=[_tidy], description="Dòng thứ hai bên trái, in đậm."
    )
    number_suffix = StringField(
        "Ký hiệu sau số công văn", [Length(max=40)], filters=[_tidy], description="Ví dụ CV/ĐUK."
    )
    place = StringField(
        "Địa danh", [Length(max=100)], filters=[_tidy], description="Đứng trước ngày, tháng, năm."
    )
    signing_authority = StringField(
        "Thẩm quyền ký", [Length(max=100)], filters=[_tidy], description="Ví dụ T/M BAN THƯỜNG VỤ."
    )
    signer_title = StringField("Chức vụ người ký", [Length(max=100)], filters=[_tidy])
    signer_name = StringField("Họ và tên người ký", [Length(max=100)], filters=[_tidy])
    recipients = TextAreaField("Nơi nhận", [Length(max=2000)], description="Mỗi dòng một nơi.")


class RootSettingForm(LetterheadForm):
    bloc_label = StringField(
        "Gọi cấp trên là",
        [InputRequired(), Length(max=60)],
        filters=[_tidy],
        description="Ví dụ Khối, Đảng bộ UBND tỉnh.",
    )
    board_label = StringField("Tên ban theo dõi", [InputRequired(), Length(max=120)], filters=[_tidy])


class HolidayForm(PortalForm):
    day = VietnameseDateField("Ngày", [InputRequired()])
    name = StringField("Tên ngày", [InputRequired(), Length(max=100)], filters=[_tidy])
    is_worked = BooleanField(
        "Là ngày làm bù",
        description="Thứ Bảy, Chủ nhật đi làm thay cho ngày được nghỉ; tính là ngày làm việc.",
    )


class HolidayYearForm(PortalForm):
    year = IntegerField("Năm", [InputRequired(), NumberRange(min=2000, max=2100)])
