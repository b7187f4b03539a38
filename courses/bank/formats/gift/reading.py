"""GIFT text into questions."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from functools import partial

from courses.bank.formats.gift.answers import read_answers
from courses.bank.formats.gift.signs import CATEGORY, EXPLANATION, hide, show
from courses.bank.formats.plain_text import clean
from courses.bank.formats.question import (
    ParsedBank,
    Question,
    QuestionMistake,
    UnreadableBank,
    UnsupportedType,
    gather,
    lesson_name,
    read_difficulty,
    read_points,
)

_NOTE = re.compile(r"(?<![\[\w])(id|mức độ|điểm|bỏ dấu):\s*(\S+)")
_MOODLE_ID = re.compile(r"^\s*question:\s*(\d+)\b|\[id:([^\]]+)\]")


@dataclass(slots=True)
class _Block:
    """One question as it stands in the file."""

    line: int
    category: str
    comments: list[str] = field(default_factory=list)
    lines: list[str] = field(default_factory=list)
    depth: int = 0
    """Braces opened and not closed yet."""

    def add(self, line: str) -> None:
        self.lines.append(line)
        bare = hide(line)
        self.depth += bare.count("{") - bare.count("}")

    @property
    def body(self) -> str:
        return hide("\n".join(self.lines))


def decode(data: bytes) -> str:
    """Return the text of a GIFT file (UTF-8, or UTF-16 with its mark)."""
    encoding = "utf-16" if data.startswith((b"\xff\xfe", b"\xfe\xff")) else "utf-8-sig"
    try:
        return unicodedata.normalize("NFC", data.decode(encoding))
    except UnicodeDecodeError:
        raise UnreadableBank("Tệp GIFT phải lưu bằng bảng mã UTF-8.") from None


def read(data: bytes) -> ParsedBank:
    """Read every question of a GIFT file."""
    return gather("gift", _readers(decode(data)))


def _readers(text: str) -> Iterator[tuple[str, Callable[[], Question]]]:
    for block in _blocks(text):
        name, body = _name(block.body)
        place = f"dòng {block.line}"
        yield (f"{name} ({place})" if name else place), partial(_question, block, body)


def _blocks(text: str) -> Iterator[_Block]:
    """Split at blank lines; a blank line between braces belongs to its question."""
    block = _Block(0, "")
    for number, raw in enumerate([*re.split(r"\r\n?|\n", text), ""], start=1):
        line = raw.strip()
        starts_anew = line.startswith((CATEGORY, "::"))
        if block.lines and (starts_anew or (not line and block.depth <= 0)):
            yield block
            block = _Block(0, block.category)
        if line.startswith(CATEGORY):
            block = _Block(0, line.removeprefix(CATEGORY))
        elif line.startswith("//"):
            block.comments.append(line[2:])
        elif line:
            block.line = block.line or number
            block.add(line)
        elif block.lines:
            block.add("")
        else:
            block.comments.clear()
    if block.lines:
        yield block


def _name(body: str) -> tuple[str, str]:
    named = re.match(r"::(.*?)::", body, re.DOTALL)
    return (show(named[1]), body[named.end() :].strip()) if named else ("", body)


def _question(block: _Block, body: str) -> Question:
    before, answers, after = _parts(body)
    answers, _, general = answers.partition("####")
    answers = answers.strip()
    text = show(f"{before.strip()} _____ {after.strip()}") if after.strip() else show(before)
    words = partial(show, is_html=before.strip().startswith("[html]"))
    parsed, feedback = read_answers(answers, words)
    notes = dict(_NOTE.findall(" ".join(line for line in block.comments if not _is_explanation(line))))
    return Question(
        kind=parsed.kind,
        text=text,
        key=parsed.key,
        options=parsed.options,
        targets=parsed.targets,
        lesson=_lesson(block.category),
        difficulty=read_difficulty(notes.get("mức độ", "")),
        explanation=words(general) or _noted_explanation(block) or feedback,
        points=read_points(notes.get("điểm", "")),
        external_id=clean(notes.get("id", "") or _moodle_id(block)),
        ignore_tones=notes.get("bỏ dấu", "") == "có",
    )


def _parts(body: str) -> tuple[str, str, str]:
    """Return the text before the braces, what they hold, and the text after them."""
    before, opened, rest = body.partition("{")
    answers, closed, after = rest.partition("}")
    if not opened and "}" not in before:
        raise UnsupportedType("description")
    if not opened or not closed or re.search("[{}]", after) or "{" in answers or "}" in before:
        raise QuestionMistake("Dấu ngoặc { } không khớp.")
    return before, answers, after


def _lesson(category: str) -> str:
    last = re.split(r"(?<!/)/(?!/)", category.strip())[-1].replace("//", "/")
    return "" if last.startswith("$") else lesson_name(last)


def _moodle_id(block: _Block) -> str:
    found = _MOODLE_ID.search("\n".join(block.comments))
    return (found[1] or found[2]) if found else ""


def _is_explanation(comment: str) -> bool:
    return comment.strip().startswith(EXPLANATION)


def _noted_explanation(block: _Block) -> str:
    notes = [line.partition(EXPLANATION)[2] for line in block.comments if _is_explanation(line)]
    return show(hide("".join(notes)))
