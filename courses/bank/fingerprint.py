"""How an import knows a question it has already: by its wording, not by its number."""

from __future__ import annotations

from hashlib import sha256

from courses.bank.formats.question import Question
from portal.kernel.text import fold


def fingerprint(question: Question) -> str:
    """Return a hash of kind, wording, options and pictures; case, tones, spaces and order do not matter."""
    parts = [
        question.kind,
        fold(question.text),
        *sorted(fold(option.text) for option in question.options),
        *sorted(fold(target.text) for target in question.targets),
        *(picture.digest for picture in question.pictures),
    ]
    return sha256("\x1f".join(parts).encode()).hexdigest()
