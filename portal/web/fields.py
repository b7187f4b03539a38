"""Form fields as a Vietnamese office fills them in: dates, numbers, files (choices: choices.py).

A field keeps exactly what was typed when it cannot be read, and says what it expects.
"""

from __future__ import annotations

import re
from datetime import date, time
from decimal import Decimal, InvalidOperation
from pathlib import PurePath
from typing import TYPE_CHECKING, Any

from flask_wtf.file import FileField
from wtforms import Field, MultipleFileField
from wtforms.validators import StopValidation
from wtforms.widgets import FileInput, TextInput

from portal.web.filters import show_number

if TYPE_CHECKING:
    from collections.abc import Sequence

DATE_SHAPES = (
    re.compile(r"(?P<day>\d{1,2})\s*[/.-]\s*(?P<month>\d{1,2})\s*[/.-]\s*(?P<year>\d{4})"),
    re.compile(r"(?P<year>\d{4})-(?P<month>\d{1,2})-(?P<day>\d{1,2})"),
)
CLOCK_SHAPE = re.compile(r"([01]?\d|2[0-3])\s*[:hg.]\s*([0-5]\d)")
EARLIEST_YEAR = 1900
LATEST_YEAR = 2200
THOUSANDS = re.compile(r"[-−]?\d{1,3}(\.\d{3})+(,\d+)?")
MEGABYTE = 1024 * 1024


def parse_date(text: str) -> date:
    """Read dd/mm/yyyy, d-m-yyyy or yyyy-mm-dd; raise ValueError for anything else."""
    for shape in DATE_SHAPES:
        match = shape.fullmatch(text.strip())
        if match:
            parts = {name: int(value) for name, value in match.groupdict().items()}
            if not EARLIEST_YEAR <= parts["year"] <= LATEST_YEAR:
                raise ValueError("year out of range")
            return date(parts["year"], parts["month"], parts["day"])
    raise ValueError("not a date")


def parse_decimal(text: str) -> Decimal:
    """Read ``1.234,5``, ``8,5`` or ``8.5``; dots between groups of three are thousands."""
    text = text.strip().replace("\u00a0", "").replace(" ", "")
    if THOUSANDS.fullmatch(text):
        text = text.replace(".", "")
    try:
        value = Decimal(text.replace(",", ".").replace("−", "-"))
    except InvalidOperation as error:
        raise ValueError("not a number") from error
    if not value.is_finite():
        raise ValueError("not a number")
    return value


class _TypedField(Field):
    """A text box whose content becomes a value; empty is None; a bad text is shown again."""

    widget = TextInput()
    complaint = ""

    def _value(self) -> str:
        if self.raw_data:
            return str(self.raw_data[0])
        return "" if self.data is None else self.show(self.data)

    def process_formdata(self, valuelist: Sequence[str]) -> None:
        text = valuelist[0].strip() if valuelist else ""
        self.data = None
        if text:
            try:
                self.data = self.parse(text)
            except ValueError as error:
                raise ValueError(self.complaint) from error

    def show(self, value: Any) -> str:
        raise NotImplementedError

    def parse(self, text: str) -> Any:
        raise NotImplementedError


class VietnameseDateField(_TypedField):
    """A date typed as dd/mm/yyyy (also d-m-yyyy, yyyy-mm-dd), shown as dd/mm/yyyy."""

    complaint = "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 17/09/2023."

    def __init__(self, label: str | None = None, validators: Any = None, **kwargs: Any) -> None:
        kwargs["render_kw"] = {"inputmode": "numeric", "autocomplete": "off"} | (
            kwargs.get("render_kw") or {}
        )
        super().__init__(label, validators, **kwargs)

    def show(self, value: date) -> str:
        return f"{value:%d/%m/%Y}"

    def parse(self, text: str) -> date:
        return parse_date(text)


class ClockField(_TypedField):
    """A time of day typed as 7:30 (also 7h30, 7g30, 7.30), shown as 07:30."""

    complaint = "Nhập giờ theo dạng 7:30."

    def show(self, value: time) -> str:
        return f"{value:%H:%M}"

    def parse(self, text: str) -> time:
        found = CLOCK_SHAPE.fullmatch(text.lower())
        if found is None:
            raise ValueError("not a time of day")
        return time(int(found[1]), int(found[2]))


class DecimalCommaField(_TypedField):
    """A number with a decimal comma; ``places`` limits the decimals accepted."""

    complaint = "Cần một số, ví dụ 8,5."

    def __init__(
        self, label: str | None = None, validators: Any = None, *, places: int = 2, **kwargs: Any
    ) -> None:
        kwargs["render_kw"] = {"inputmode": "decimal", "autocomplete": "off"} | (
            kwargs.get("render_kw") or {}
        )
        super().__init__(label, validators, **kwargs)
        self.places = places

    def show(self, value: Decimal) -> str:
        return show_number(value, max(0, min(self.places, -int(value.as_tuple().exponent))))

    def parse(self, text: str) -> Decimal:
        value = parse_decimal(text)
        if -int(value.as_tuple().exponent) > self.places:
            self.complaint = f"Nhiều nhất {self.places} chữ số sau dấu phẩy."
            raise ValueError(self.complaint)
        return value


class FileDropField(FileField):
    """One file, by dropping or choosing; its ending and size are checked here, its content later.

    ``endings`` are lower-case with the dot; ``megabytes`` is the largest size accepted.
    """

    widget = FileInput()

    def __init__(
        self,
        label: str | None = None,
        validators: Any = None,
        *,
        endings: tuple[str, ...] = (),
        megabytes: int = 10,
        **kwargs: Any,
    ) -> None:
        kwargs["render_kw"] = {"accept": ",".join(endings)} | (kwargs.get("render_kw") or {})
        super().__init__(label, validators, **kwargs)
        self.endings = endings
        self.megabytes = megabytes

    def pre_validate(self, form: Any) -> None:  # noqa: ARG002 -- WTForms' signature
        if not self.data:
            return
        if self.endings and PurePath(self.data.filename or "").suffix.lower() not in self.endings:
            raise StopValidation(f"Chỉ nhận tệp {', '.join(self.endings)}.")
        stream = self.data.stream
        size = stream.seek(0, 2)
        stream.seek(0)
        if size == 0:
            raise StopValidation("Tệp trống. Chọn tệp khác.")
        if size > self.megabytes * MEGABYTE:
            raise StopValidation(f"Tệp lớn quá {self.megabytes} MB.")


class FilesDropField(MultipleFileField):
    """Several files at once; what is in each is looked at when it is kept (kernel.files)."""

    widget = FileInput(multiple=True)

    def __init__(
        self,
        label: str | None = None,
        validators: Any = None,
        *,
        endings: tuple[str, ...] = (),
        megabytes: int = 10,
        **kwargs: Any,
    ) -> None:
        kwargs["render_kw"] = {"accept": ",".join(endings)} | (kwargs.get("render_kw") or {})
        super().__init__(label, validators, **kwargs)
        self.endings = endings
        self.megabytes = megabytes

    def contents(self) -> list[tuple[str, bytes]]:
        """Return name and content of every file that was chosen."""
        chosen = [file for file in self.data or [] if getattr(file, "filename", "")]
        return [(file.filename, file.read()) for file in chosen]
