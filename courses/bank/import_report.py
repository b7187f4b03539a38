"""What was found in a file of questions; the keys of ``questions import --format json`` (pure)."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from typing import Any

from courses.bank.formats.question import ParsedBank


@dataclass(frozen=True, slots=True)
class ImportReport:
    """Counts and complaints of one file.

    ``questions`` counts everything the file calls a question, ``accepted`` what the bank did not
    have; the difference to the readable ones is ``known``.
    """

    file: str
    format: str
    questions: int
    accepted: int
    known: int
    by_type: dict[str, int]
    errors: tuple[tuple[str, str], ...] = ()
    unsupported: tuple[tuple[str, str], ...] = ()

    @classmethod
    def of(cls, file_name: str, parsed: ParsedBank, *, accepted: int) -> ImportReport:
        """Return the report of a parsed file of which so many questions are new."""
        return cls(
            file=file_name,
            format=parsed.format,
            questions=len(parsed.questions) + len(parsed.complaints) + len(parsed.unsupported),
            accepted=accepted,
            known=len(parsed.questions) - accepted,
            by_type=dict(sorted(Counter(question.kind for question in parsed.questions).items())),
            errors=parsed.complaints,
            unsupported=parsed.unsupported,
        )

    def as_json(self) -> dict[str, Any]:
        """Return the object that the command prints (commands.md)."""
        return {
            "file": self.file,
            "format": self.format,
            "questions": self.questions,
            "accepted": self.accepted,
            "errors": [{"item": item, "message": message} for item, message in self.errors],
            "by_type": self.by_type,
            "unsupported": [{"item": item, "type": kind} for item, kind in self.unsupported],
        }

    def in_words(self) -> str:
        """Return one Vietnamese sentence for the person who sent the file."""
        words = f"{self.file}: {self.questions} câu, {self.accepted} câu mới"
        if self.known:
            words += f", {self.known} câu ngân hàng đã có"
        troubles = len(self.errors) + len(self.unsupported)
        return f"{words}, {troubles} câu không nhận được." if troubles else f"{words}."
