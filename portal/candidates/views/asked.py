"""What a reader asks for in the address of a page."""

from __future__ import annotations

from datetime import date

from flask import flash, request

from portal.web.fields import parse_date


def asked_day(name: str = "on") -> date | None:
    """Return the day the reader wants to try; a text that is no day is said and left out."""
    text = request.args.get(name, "").strip()
    try:
        return parse_date(text) if text else None
    except ValueError:
        flash("Ngày thử chưa đúng dạng ngày/tháng/năm; đang xem theo hôm nay.", "warn")
        return None
