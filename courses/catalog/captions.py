"""Captions of a film: read as WebVTT or SubRip, always kept as WebVTT (pure)."""

from __future__ import annotations

import re

_TIME = r"(?:(\d{1,2}):)?([0-5]\d):([0-5]\d)[.,](\d{3})"
_CUE = re.compile(rf"^\s*{_TIME}\s+-->\s+{_TIME}")


class CaptionMistake(ValueError):
    """The file holds no captions that a player understands; the message says where, in Vietnamese."""


def read_captions(content: bytes) -> str:
    """Return captions as WebVTT; those of SubRip (.srt) are turned into it.

    Raises CaptionMistake for other encodings than UTF-8, a time that runs backwards, or no cue.
    """
    try:
        lines = content.decode("utf-8-sig").splitlines()
    except UnicodeDecodeError:
        raise CaptionMistake("Tệp phụ đề không phải mã UTF-8. Lưu lại với mã UTF-8.") from None
    cues = 0
    for number, line in enumerate(lines, start=1):
        if "-->" not in line:
            continue
        cue = _CUE.match(line)
        if cue is None:
            raise CaptionMistake(f"Dòng {number} của phụ đề ghi sai thời gian: {line.strip()[:60]}")
        if _milliseconds(cue.groups()[:4]) >= _milliseconds(cue.groups()[4:]):
            raise CaptionMistake(f"Dòng {number} của phụ đề: kết thúc phải sau khi bắt đầu.")
        lines[number - 1] = line.replace(",", ".")
        cues += 1
    if not cues:
        raise CaptionMistake("Không thấy dòng phụ đề nào trong tệp (.vtt hoặc .srt).")
    if not lines[0].startswith("WEBVTT"):
        lines = ["WEBVTT", "", *lines]
    return "\n".join(lines) + "\n"


def _milliseconds(parts: tuple[str | None, ...]) -> int:
    hours, minutes, seconds, thousandths = (int(part or 0) for part in parts)
    return ((hours * 60 + minutes) * 60 + seconds) * 1000 + thousandths
