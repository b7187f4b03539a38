"""How verdicts on the way of a student are called."""

from __future__ import annotations

from portal.roadmaps.rules import Verdict

VERDICT = {
    Verdict.DECIDED: "đã có quyết định",
    Verdict.IN_TIME: "kịp",
    Verdict.NARROW: "sát ngày ra trường",
    Verdict.LATE: "ra trường trước quyết định",
    Verdict.GRADUATED: "đã ra trường",
}
TONE = {
    Verdict.DECIDED: "ok",
    Verdict.IN_TIME: "blue",
    Verdict.NARROW: "warn",
    Verdict.LATE: "red",
    Verdict.GRADUATED: "",
}


def school_year_words(year: int) -> str:
    """Return a school year as schools write it: 2026–2027."""
    return f"{year}–{year + 1}"
