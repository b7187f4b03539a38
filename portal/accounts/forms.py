"""Shape of what people type at the door."""

from __future__ import annotations

from wtforms import PasswordField, StringField
from wtforms.validators import EqualTo, InputRequired, Length

from portal.accounts.rules import LONGEST_PASSWORD, SHORTEST_PASSWORD
from portal.web.form_base import PortalForm

NAME_LENGTH = 100


class SignInForm(PortalForm):
    username = StringField("Tên đăng nhập", [InputRequired(), Length(max=NAME_LENGTH)])
    password = PasswordField("Mật khẩu", [InputRequired(), Length(max=LONGEST_PASSWORD)])


class ChangePasswordForm(PortalForm):
    current = PasswordField("Mật khẩu hiện tại", [InputRequired(), Length(max=LONGEST_PASSWORD)])
    new = PasswordField(
        "Mật khẩu mới",
        [InputRequired(), Length(max=LONGEST_PASSWORD)],
        description=f"Ít nhất {SHORTEST_PASSWORD} ký tự; một câu ngắn dễ nhớ là tốt nhất.",
    )
    repeated = PasswordField(
        "Nhập lại mật khẩu mới", [InputRequired(), EqualTo("new", "Hai lần nhập mật khẩu mới chưa giống nhau.")]
    )


class AcceptInvitationForm(PortalForm):
    code = StringField(
        "Mã mời", [InputRequired(), Length(max=60)], description="In trên giấy mời, ví dụ K53-ABCD-EFGH-JKLM-NPQR."
    )
    username = StringField(
        "Tên đăng nhập tự chọn",
        [InputRequired(), Length(min=3, max=NAME_LENGTH)],
        description="Chữ, số, không dấu; dùng để đăng nhập về sau.",
    )
    password = PasswordField(
        "Mật khẩu",
        [InputRequired(), Length(max=LONGEST_PASSWORD)],
        description=f"Ít nhất {SHORTEST_PASSWORD} ký tự.",
    )
    repeated = PasswordField(
        "Nhập lại mật khẩu", [InputRequired(), EqualTo("password", "Hai lần nhập mật khẩu chưa giống nhau.")]
    )


class EmptyForm(PortalForm):
    """Only the token: a button that does one thing."""
