"""Every part of the interface on one page, with content as it will really be; never in production."""

from __future__ import annotations

import re
from dataclasses import dataclass
from datetime import date, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from flask import Blueprint, current_app, flash, redirect, render_template, url_for
from wtforms import StringField, TextAreaField
from wtforms.validators import InputRequired, Length

from portal.kernel import clock
from portal.kernel.permissions import public
from portal.kernel.seams import InboxItem
from portal.web.charts import draw_distribution, draw_forecast, draw_funnel, draw_pace_line, draw_target_bars
from portal.web.choices import MultiCheckboxField, RadioChoiceField
from portal.web.fields import DecimalCommaField, FileDropField, VietnameseDateField
from portal.web.form_base import PortalForm
from portal.web.pagination import Page
from portal.web.tables import Column, read_listing

if TYPE_CHECKING:
    from flask import Flask
    from flask.typing import ResponseReturnValue

blueprint = Blueprint("styleguide", __name__)

COLUMNS = (
    Column("name", "Họ và tên", sortable=True),
    Column("unit", "Chi bộ", sortable=True),
    Column("stage", "Bước"),
    Column("score", "Điểm thu hoạch", sortable=True, numeric=True, is_wide_only=True),
)


@dataclass(frozen=True, slots=True)
class SampleRow:
    id: str
    name: str
    unit: str
    stage: str
    score: float | None


ROWS = (
    SampleRow("1", "Nguyễn Thị Thu Hà", "Chi bộ Khối Nội", "Hoàn thiện hồ sơ", 8.5),
    SampleRow("2", "Lò Văn Ưng", "Chi bộ Khối Ngoại", "Đã học lớp bồi dưỡng", 7.25),
    SampleRow("3", "Đặng Huỳnh Phượng Quyên", "Chi bộ Điều dưỡng", "Vào danh sách cảm tình Đảng", None),
)


class SampleForm(PortalForm):
    """One field of each kind."""

    name = StringField(
        "Họ và tên", [InputRequired(), Length(max=120)], description="Ghi đủ họ, chữ đệm và tên."
    )
    born_on = VietnameseDateField("Ngày sinh", [InputRequired()], description="Ví dụ 17/09/1996.")
    score = DecimalCommaField("Điểm thu hoạch", description="Thang điểm 10, ví dụ 8,5.")
    stance = RadioChoiceField(
        "Nhận xét", choices=[("good", "Tiến bộ rõ"), ("fair", "Giữ mức"), ("poor", "Cần nhắc nhở")]
    )
    duties = MultiCheckboxField(
        "Việc đã giao", choices=[("union", "Công tác Đoàn"), ("test", "Việc thử thách"), ("study", "Học tập")]
    )
    remark = TextAreaField(
        "Nhận xét của người giúp đỡ", description="Bản nháp được giữ trong thẻ này đến khi gửi."
    )
    roll = FileDropField("Danh sách quần chúng", endings=(".xlsx", ".xls"), megabytes=10)


@blueprint.route("/styleguide", methods=["GET", "POST"])
@public
def show_parts() -> ResponseReturnValue:
    """Show every part; a POST tries the form and says thank you."""
    form = SampleForm()
    if form.carry_out(dict):
        flash("Đã lưu đánh giá tháng 9.", "ok")
        return redirect(url_for("styleguide.show_parts"))
    today = clock.today()
    return render_template(
        "web/styleguide.html",
        form=form,
        columns=COLUMNS,
        listing=read_listing(COLUMNS, filters=("q", "unit"), sort="name"),
        page=Page(ROWS, total=468, number=4),
        empty_page=Page((), total=0),
        today=today,
        inbox=_inbox(today),
        figures=_figures(),
        icon_names=_icon_names(),
    )


def _icon_names() -> list[str]:
    sprite = Path(current_app.static_folder or "static", "icons.svg").read_text(encoding="utf-8")
    return re.findall(r'symbol id="([a-z-]+)"', sprite)


def _inbox(today: date) -> list[InboxItem]:
    return [
        InboxItem(
            "Hồ sơ Sở GD&ĐT: 4 người đề nghị quyết định", "#", due_on=today + timedelta(days=6), tone="warn"
        ),
        InboxItem("Đăng ký lớp bồi dưỡng khóa 7: 18 người chờ duyệt", "#", detail="lớp còn 12 chỗ"),
        InboxItem(
            "Vướng mắc từ Trường CĐ Y tế",
            "#",
            detail="sinh viên sắp tốt nghiệp",
            due_on=today - timedelta(days=1),
        ),
    ]


def _figures() -> list[object]:
    months = [f"T{number}" for number in range(1, 13)]
    return [
        draw_target_bars(
            "Chỉ tiêu và kết quả theo đơn vị",
            ["K53 · Bệnh viện Đa khoa tỉnh", "K57 · Trường Đại học A", "K33 · Sở Giáo dục và Đào tạo"],
            [71, 60, 36],
            [38, 21, 31],
        ),
        draw_pace_line(
            "Nhịp kết nạp trong năm", months, [8, 20, 41, 55, 80, 96, 110, None, None, None, None, None], 190
        ),
        draw_funnel(
            "Quần chúng theo bước", ["Danh sách", "Đã học lớp", "Làm hồ sơ", "Chờ lễ"], [1284, 612, 212, 34]
        ),
        draw_distribution(
            "Phổ điểm thu hoạch",
            ["<5", "5–7", "7–8", "8–9", "9–10"],
            [2, 14, 31, 22, 5],
            label="Số bài",
            heading="Điểm",
        ),
        draw_forecast(
            "Dự báo đến cuối năm",
            months,
            [8, 20, 41, 55, 80, 96, 110, None, None, None, None, None],
            [None] * 6 + [110, 122, 134, 147, 160, 172],
            [None] * 6 + [110, 126, 143, 160, 178, 196],
        ),
    ]


@blueprint.get("/styleguide/sign-up")
@public
def show_public_layout() -> str:
    return render_template("web/styleguide_public.html")


def init_app(app: Flask) -> None:
    """Register the page in development and in tests only."""
    if app.debug or app.testing:
        app.register_blueprint(blueprint)
