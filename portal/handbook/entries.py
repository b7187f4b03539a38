"""The entries of the handbook: what the program itself goes by, and published answers (pure)."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.candidates.rule_set_words import THRESHOLDS
from portal.candidates.stages import PATH, RULES, Body
from portal.eligibility.steps import CRITERIA
from portal.kernel.text import fold

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.candidates.stages import Stage
    from portal.eligibility.rule_set import RuleSet

VOTES = {
    Body.CELL: "Chi bộ biểu quyết",
    Body.COMMITTEE: "Đảng ủy cơ sở biểu quyết",
    Body.AUTHORITY: "Cấp có thẩm quyền quyết định",
}
ANSWER_KEY = "hoi-"


@dataclass(frozen=True, slots=True)
class Entry:
    """One entry: ``key`` is its place on the page."""

    key: str
    title: str
    text: str

    @property
    def answer_id(self) -> str:
        """Return the id of the published answer it is; empty for what the program goes by."""
        return self.key.removeprefix(ANSWER_KEY) if self.key.startswith(ANSWER_KEY) else ""

    def holds(self, words: list[str]) -> bool:
        """Return whether every word, without tones, stands in the entry."""
        told = fold(f"{self.title} {self.text}")
        return all(word in told for word in words)


@dataclass(frozen=True, slots=True)
class Chapter:
    """A heading and its entries."""

    title: str
    entries: tuple[Entry, ...]


def make_handbook(rules: RuleSet) -> tuple[Chapter, ...]:
    """Return the chapters for the rules in force on a day."""
    steps = tuple(_step(number, stage) for number, stage in enumerate(PATH, start=1))
    exits = tuple(_step(None, stage) for stage in RULES if stage not in PATH)
    numbers = tuple(
        Entry(f"so-{name}", words, f"{getattr(rules.thresholds, name)}") for name, words in THRESHOLDS.items()
    )
    criteria = tuple(
        Entry(f"dk-{one.id}", one.title, f"Căn cứ: {rules.source_of(one.id)}") for one in CRITERIA.values()
    )
    return (
        Chapter("Các bước, từ giới thiệu đến đảng viên chính thức", steps),
        Chapter("Khi không đi tiếp", exits),
        Chapter("Điều kiện và căn cứ", criteria),
        Chapter("Thời hạn và mức quy định đang áp dụng", numbers),
    )


def answers_chapter(published: Iterable[tuple[str, str, str]]) -> tuple[Chapter, ...]:
    """Return the chapter of published answers (id, question, answer); nothing when there are none."""
    entries = tuple(Entry(f"{ANSWER_KEY}{key}", question, answer) for key, question, answer in published)
    return (Chapter("Hỏi và trả lời", entries),) if entries else ()


def _step(number: int | None, stage: Stage) -> Entry:
    rule = RULES[stage]
    parts = [f"Ai làm: {rule.actor}."]
    if rule.document:
        parts.append(f"Giấy tờ: {rule.document}.")
    if rule.body is not None:
        parts.append(f"{VOTES[rule.body]}.")
    parts.append(f"Trên phần mềm: bấm “{rule.action}”.")
    title = f"Bước {number}. {rule.label}" if number else rule.label
    return Entry(f"buoc-{stage.value}", title, " ".join(parts))


def search_handbook(chapters: Iterable[Chapter], words: str) -> tuple[Chapter, ...]:
    """Return the chapters with the entries that hold every word, tones or none; empty ones are left out."""
    wanted = fold(words).split()
    found = (Chapter(one.title, tuple(e for e in one.entries if e.holds(wanted))) for one in chapters)
    return tuple(chapter for chapter in found if chapter.entries)
