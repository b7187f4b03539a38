"""What a letter says before anybody edits it: from the figures, in the manner of letter 1849.

The first texts are in ``texts/``, one paragraph a line. A line ``[Bảng số liệu]`` says where the
table of figures stands; an officer may move it or take it out.
"""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING, Any

from portal.kernel.documents.written_dates import date_text, plain_date
from portal.kernel.text import number_text
from portal.oversight.letters.models import LetterKind

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date

TABLE_MARK = "[Bảng số liệu]"
TEXTS = Path(__file__).parent / "texts"
SUBJECTS = {
    LetterKind.URGING: "Đôn đốc thực hiện công tác phát triển đảng viên",
    LetterKind.PRAISE: "Biểu dương kết quả công tác phát triển đảng viên",
    LetterKind.CLASS_INVITATION: "Cử quần chúng học lớp bồi dưỡng nhận thức về Đảng",
    LetterKind.PLAN_OPINION: "Ý kiến về kế hoạch phát triển đảng viên",
    LetterKind.NOTICE: "Công văn",
}


@dataclass(frozen=True, slots=True)
class Voice:
    """In whose name a letter speaks: labels of Khối, body that signs, days it speaks of."""

    bloc: str
    board: str
    standing_body: str
    as_of: date
    reply_due: date | None


def write_body(kind: LetterKind, figures: Mapping[str, Any], voice: Voice) -> str:
    """Return the first text of a letter of this kind, one paragraph a line."""
    numbers = {name: number_text(value) for name, value in figures.items() if isinstance(value, int | float)}
    words = {
        "term": figures.get("term", ""),
        "units": number_text(len(figures.get("units", []))),
        "bloc": voice.bloc,
        "board": voice.board,
        "standing_body": voice.standing_body,
        "as_of": date_text(voice.as_of),
        "by_when": f" trước ngày {plain_date(voice.reply_due)}" if voice.reply_due else "",
    }
    return (TEXTS / f"{kind.value}.txt").read_text(encoding="utf-8").strip().format(**numbers | words)
