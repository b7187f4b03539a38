"""Shape of what people type at the door."""

from __future__ import annotations

from collections.abc import Iterable
from typing import Any

from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from portal.accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD, TOKEN_DAYS
from portal.kernel.permissions import Scope
from portal.kernel.text import normal
from portal.web.choices import MultiCheckboxField, RadioChoiceField, UUIDSelectField, as_choices
from portal.web.form_base import PortalForm

NAME_LENGTH = 100


class SignInForm(PortalForm):
    username = StringField(
        "Tên đăng nhập",
        [InputRequired(), Length(max=NAME_LENGTH)],
        render_kw={"autocomplete": "username", "autocapitalize": "none", "spellcheck": "false"},
    )
    password = PasswordField(
        "Mật khẩu",
        [InputRequired(), Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )


class ChangePasswordForm(PortalForm):
    current = PasswordField(
        "Mật khẩu hiện tại",
        [InputRequired(), Length(max=LONGEST_PASSWORD)],
        render_kw={"autocomplete": "current-password"},
    )
    new = PasswordField(
        "Mật khẩu mới",
        [InputRequired(), Length(max=LONGEST_PASSWORD)],
        description=f"Ít nhất {SHORTEST_PASSWORD} ký tự; một câu ngắn dễ nhớ là tốt nhất.",
        render_kw={"autocomplete": "new-password"},
    )
    repeated = PasswordField(
        "Nhập lại mật khẩu mới",
        [InputRequired(), EqualTo("new", "Hai lần nhập mật khẩu mới chưa giống nhau.")],
        render_kw={"autocomplete": "new-password"},
    )


class AcceptInvitationForm(PortalForm):
    code = StringField(
        "Mã mời",
        [InputRequired(), Length(max=60)],
        description="In trên giấy mời, ví dụ K53-ABCD-EFGH-JKLM-NPQR.",
    )
    username = StringField(
        "Tên đăng nhập tự chọn",
        [InputRequired(), Length(min=3, max=NAME_LENGTH)],
        description="Chữ, số, không dấu; dùng để đăng nhập về sau.",
    )
    password = PasswordField(
        "Mật khẩu",
        [InputRequired(), Length(max=LONGEST_PASSWORD)],
        description=f"Ít nhất {SHORTEST_PASSWORD} ký tự. Đã có tài khoản thì nhập tên và mật khẩu đang dùng.",
        render_kw={"autocomplete": "new-password"},
    )
    repeated = PasswordField(
        "Nhập lại mật khẩu",
        [InputRequired(), EqualTo("password", "Hai lần nhập mật khẩu chưa giống nhau.")],
        render_kw={"autocomplete": "new-password"},
    )


def _tidy(text: str | None) -> str:
    return normal(text or "")


class OfficerForm(PortalForm):
    """What an officer is in the house; the view offers the roles and units of the house."""

    display_name = StringField("Họ và tên", [InputRequired(), Length(max=NAME_LENGTH)], filters=[_tidy])
    position = StringField(
        "Chức vụ", [Length(max=NAME_LENGTH)], filters=[_tidy], description="Ví dụ Phó Bí thư, Chuyên viên."
    )
    roles = MultiCheckboxField("Vai trò", [InputRequired()])
    unit_id = UUIDSelectField(
        "Chi bộ phụ trách",
        blank="– cả đơn vị –",
        description="Cần cho bí thư chi bộ: chỉ thấy quần chúng của chi bộ này.",
    )

    def offer_roles(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Set the roles of this request: value and words."""
        self.roles.choices = as_choices(pairs)


class InviteOfficerForm(OfficerForm):
    """The same, before there is an account."""


class AccessTokenForm(PortalForm):
    """A key for a program; the view offers the scopes the maker may give."""

    name = StringField(
        "Tên phần mềm",
        [InputRequired(), Length(max=NAME_LENGTH)],
        filters=[_tidy],
        description="Đứng trong nhật ký mỗi khi phần mềm ghi dữ liệu. Ví dụ: Phần mềm quản lý cán bộ.",
    )
    scopes = MultiCheckboxField("Phần mềm được làm gì", [InputRequired("Chọn ít nhất một phạm vi.")])
    days = RadioChoiceField(
        "Dùng trong",
        [InputRequired("Chọn thời hạn.")],
        choices=[(days, f"{days} ngày") for days in TOKEN_DAYS],
        coerce=int,
        default=TOKEN_DAYS[1],
    )

    def offer_scopes(self, pairs: Iterable[tuple[str, str]]) -> None:
        """Set the scopes of this request: value and words."""
        self.scopes.choices = as_choices(pairs)

    def values(self) -> dict[str, Any]:
        """Return the arguments of ``make_access_token``."""
        scopes = [Scope(scope) for scope in self.scopes.data or []]
        return {"name": self.name.data, "scopes": scopes, "days": self.days.data}


class InviteSecretaryForm(PortalForm):
    display_name = StringField(
        "Họ và tên bí thư", [InputRequired(), Length(max=NAME_LENGTH)], filters=[_tidy]
    )
    position = StringField("Chức vụ", [Length(max=NAME_LENGTH)], filters=[_tidy])
