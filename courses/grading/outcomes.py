"""What a class can come to for one person; the word that is stored and the word that is decided."""

from __future__ import annotations

from enum import StrEnum


class Outcome(StrEnum):
    NOT_ASSESSABLE = "not_assessable"
    AWAITING_EXAM = "awaiting_exam"
    EXAM_FAILED = "exam_failed"
    AWAITING_REFLECTION = "awaiting_reflection"
    REDO = "redo"
    FAILED = "failed"
    COMPLETED = "completed"
