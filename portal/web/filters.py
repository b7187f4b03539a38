"""Dates, numbers and intervals as an office clerk in Viet Nam writes them; Jinja filters.

A missing value is shown as a dash: an empty cell looks like a mistake.
"""

from __future__ import annotations

from datetime import date, datetime
from decimal import Decimal
from typing import TYPE_CHECKING

from markupsafe import Markup
from wtforms import FileField

from portal.kernel import clock
from portal.kernel.text import number_text
from portal.kernel.wording import bloc

if TYPE_CHECKING:
    from collections.abc import Iterable

    from flask import Flask
    from wtforms import Field

MISSING = "–"
SOON = 7  # days; a due date this near is shown in amber
_MINUTE, _HOUR, _DAY = 60, 3600, 86400


def show_date(value: date | datetime | None) -> str:
    """Return ``17/09/2023``; an instant is first put on the wall clock of Viet Nam."""
    if value is None:
        return MISSING
    if isinstance(value, datetime):
        value = clock.local(value).date()
    return f"{value:%d/%m/%Y}"


def show_datetime(value: datetime | None) -> str:
    """Return ``17/09/2023 10:32`` on the wall clock of Viet Nam."""
    return MISSING if value is None else f"{clock.local(value):%d/%m/%Y %H:%M}"


def show_time(value: datetime | None) -> str:
    """Return ``10:32`` on the wall clock of Viet Nam."""
    return MISSING if value is None else f"{clock.local(value):%H:%M}"


def days_left(due_on: date | None, on: date | None = None) -> str:
    """Return how far a due date is, in words: còn 6 ngày, hạn hôm nay, quá hạn 2 ngày."""
    if due_on is None:
        return MISSING
    days = (due_on - (on or clock.today())).days
    if days == 0:
        return "hạn hôm nay"
    return f"còn {days} ngày" if days > 0 else f"quá hạn {-days} ngày"


def due_tone(due_on: date | None, on: date | None = None) -> str:
    """Return the tone of a due date: red when past, warn within a week, blue before."""
    if due_on is None:
        return "blue"
    days = (due_on - (on or clock.today())).days
    if days < 0:
        return "red"
    return "warn" if days <= SOON else "blue"


def time_ago(instant: datetime | None) -> str:
    """Return how long ago something happened: vừa xong, 5 phút trước, hôm qua, 12 ngày trước."""
    if instant is None:
        return MISSING
    seconds = (clock.now() - instant).total_seconds()
    days = (clock.today() - clock.local(instant).date()).days
    if seconds < _MINUTE:
        return "vừa xong"
    if seconds < _HOUR:
        return f"{int(seconds // _MINUTE)} phút trước"
    if days == 0:
        return f"{int(seconds // _HOUR)} giờ trước"
    if days == 1:
        return "hôm qua"
    return f"{days} ngày trước" if days <= 30 else show_date(instant)  # noqa: PLR2004 -- a month


def show_number(value: float | Decimal | None, places: int | None = None) -> str:
    """Return ``1.234,5``; without ``places``, at most two decimals and no idle zeros."""
    return MISSING if value is None else number_text(value, places)


def show_percent(ratio: float | Decimal | None, places: int = 0) -> str:
    """Return ``63%`` of a ratio, as the letters of the Party write it: 0.63 is 63%, 1 is 100%."""
    if ratio is None:
        return MISSING
    return f"{show_number(Decimal(str(ratio)) * 100, places)}%"


def show_phone(value: str | None) -> str:
    """Return ``0912 345 678``; a number of another shape is shown as it was given."""
    if not value:
        return MISSING
    digits = "".join(sign for sign in value if sign.isdigit())
    if len(digits) != 10 or not digits.startswith("0"):  # noqa: PLR2004 -- a Vietnamese subscriber number
        return value
    return f"{digits[:4]} {digits[4:7]} {digits[7:]}"


def initials(name: str) -> str:
    """Return the first letters of the middle and the given name: Nguyễn Thị Thu Hà → TH."""
    words = name.split()
    return "".join(word[0] for word in words[-2:]).upper()


def safe_json(text: str) -> Markup:
    """Return JSON text that may stand in a script block: no sign in it can end the block."""
    escaped = text.replace("&", "\\u0026").replace("<", "\\u003c").replace(">", "\\u003e")
    return Markup(escaped)  # noqa: S704 -- the three signs that matter to HTML are gone


def has_file(form: Iterable[Field]) -> bool:
    """Tell whether a form sends a file, and so needs another encoding."""
    return any(isinstance(field, FileField) for field in form)


def init_app(app: Flask) -> None:
    app.jinja_env.globals["bloc"] = bloc
    app.jinja_env.filters.update(
        {
            "date": show_date,
            "datetime": show_datetime,
            "time": show_time,
            "days_left": days_left,
            "due_tone": due_tone,
            "time_ago": time_ago,
            "number": show_number,
            "percent": show_percent,
            "phone": show_phone,
            "initials": initials,
            "has_file": has_file,
            "safe_json": safe_json,
        }
    )
