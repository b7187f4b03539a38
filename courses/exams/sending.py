"""What a player sends, as far as it can be read, and what it is answered (pure)."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from courses.exams.events import REPORTED, EventKind
from courses.exams.machine import AttemptState

MOST_ANSWERS = 500
"""In one request; a paper has far fewer items."""
MOST_EVENTS = 100


class UnreadableRequest(ValueError):
    """The body has not the shape of the protocol; nothing of it was saved."""


@dataclass(frozen=True, slots=True)
class SentAnswer:
    """One answer as it came: nothing about it is checked yet but that it names an item."""

    item: int
    seq: object
    value: object


@dataclass(frozen=True, slots=True)
class SaveReply:
    """The answer to a save; ``refused`` names items with the reason, ``acked`` what the server holds."""

    state: AttemptState
    server_time: datetime
    deadline: datetime
    acked: Mapping[int, int] = field(default_factory=dict)
    refused: Mapping[str, str] = field(default_factory=dict)
    is_moved: bool = False
    """The attempt goes on at another device."""

    @property
    def status(self) -> int:
        """Return the HTTP status (exams.md): 409 when not open, 422 when an answer was refused."""
        if self.state is not AttemptState.OPEN or self.is_moved:
            return 409
        return 422 if self.refused else 200

    def to_json(self) -> dict[str, Any]:
        """Return the body."""
        body: dict[str, Any] = {
            "state": "moved" if self.is_moved else self.state.value,
            "server_time": self.server_time.isoformat(),
            "deadline": self.deadline.isoformat(),
            "acked": {str(item): seq for item, seq in self.acked.items()},
        }
        return body | ({"refused": dict(self.refused)} if self.refused else {})


def read_answers(body: object) -> tuple[list[SentAnswer], dict[str, str]]:
    """Return the answers of a request, and what names no item with the reason.

    Raises UnreadableRequest when there is no list of answers at all.
    """
    sent = body.get("answers") if isinstance(body, dict) else None
    if not isinstance(sent, list):
        raise UnreadableRequest("Thiếu danh sách câu trả lời (answers).")
    if len(sent) > MOST_ANSWERS:
        raise UnreadableRequest(f"Mỗi lần gửi nhiều nhất {MOST_ANSWERS} câu trả lời.")
    answers: list[SentAnswer] = []
    refused: dict[str, str] = {}
    for place, one in enumerate(sent):
        item = one.get("item") if isinstance(one, dict) else None
        if isinstance(one, dict) and isinstance(item, int) and not isinstance(item, bool):
            answers.append(SentAnswer(item, one.get("seq"), one.get("value")))
        else:
            refused[str(item) if isinstance(item, str) else f"#{place + 1}"] = "Không rõ câu nào của đề."
    return answers, refused


def read_events(body: object) -> list[EventKind]:
    """Return the events a player may report; what is unknown is left out, never refused."""
    sent: Sequence[object] = body.get("events", []) if isinstance(body, dict) else []
    if not isinstance(sent, list):
        return []
    kinds = [one.get("kind") for one in sent[:MOST_EVENTS] if isinstance(one, dict)]
    return [REPORTED[kind] for kind in kinds if isinstance(kind, str) and kind in REPORTED]
