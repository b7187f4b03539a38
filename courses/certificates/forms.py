"""Forms of the certificate register."""

from __future__ import annotations

from typing import Any

from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from courses.certificates.operations.issue_certificates import Signer
from portal.web.fields import VietnameseDateField
from portal.web.form_base import PortalForm


class IssueForm(PortalForm):
    """The day of issue and who signs."""

    issued_on = VietnameseDateField("Ngày cấp", [InputRequired()])
    signer_title = TextAreaField(
        "Chức vụ người ký", [InputRequired(), Length(max=200)], render_kw={"rows": 2}
    )
    signer_name = StringField("Họ và tên người ký", [InputRequired(), Length(max=100)])

    def values(self) -> dict[str, Any]:
        signer = Signer(self.signer_title.data or "", self.signer_name.data or "")
        return {"issued_on": self.issued_on.data, "signer": signer}


class AnnulForm(PortalForm):
    """From when a certificate counts no more, and why."""

    annulled_on = VietnameseDateField("Hủy từ ngày", [InputRequired()])
    reason = TextAreaField("Lý do, số quyết định", [InputRequired(), Length(max=1000)], render_kw={"rows": 3})


class ReissueForm(PortalForm):
    """Why an annulled certificate is issued anew."""

    reason = StringField("Lý do cấp lại", [InputRequired(), Length(max=300)])


class ReprintForm(PortalForm):
    """Why a certificate is printed once more."""

    reason = StringField("Lý do in lại", [InputRequired(), Length(max=300)])
