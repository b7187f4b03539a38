"""What one request of a player changes, decided answer by answer; the database is not asked here."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

from courses.bank.types.contract import ValueMistake
from courses.bank.types.registry import TYPES
from courses.exams.events import EventKind
from courses.exams.frozen_paper import FrozenItem
from courses.exams.machine import AttemptState, KeepLate, Refused, Stale, Standing, Store, decide_save
from courses.exams.sending import SaveReply, SentAnswer
from portal.kernel.tenancy import new_id

NO_SUCH_ITEM = "Đề này không có câu {0}."
ELSEWHERE = "Câu này vừa được trả lời ở nơi khác. Tải lại trang để xem."


@dataclass(frozen=True, slots=True)
class Held:
    """The current answer to one item."""

    seq: int
    value: list[str]


@dataclass(slots=True)
class Work:
    """What one request changes; ``held`` grows as answers are taken, so that one item may come twice.

    An item not in ``held`` counts as not answered yet.
    """

    held: dict[int, Held]
    shapes: Mapping[int, FrozenItem]
    standing: Standing
    is_moved: bool = False
    stored: dict[int, Held] = field(default_factory=dict)
    events: list[dict[str, Any]] = field(default_factory=list)
    refused: dict[str, str] = field(default_factory=dict)

    def take(self, answers: Iterable[SentAnswer]) -> None:
        """Decide about answers in the order they came and note what follows."""
        for answer in answers:
            self._take(answer)

    @property
    def late_count(self) -> int:
        """Return how many answers came after the deadline."""
        return sum(event["kind"] is EventKind.LATE for event in self.events)

    def rows(self) -> dict[str, str]:
        """Return the answers to store and the events to log, as JSON."""
        stored = [
            {"id": new_id(), "item": item, "seq": held.seq, "value": held.value}
            for item, held in self.stored.items()
        ]
        return {"answers": json.dumps(stored, default=str), "events": json.dumps(self.events, default=str)}

    def forget(self, items: Iterable[int]) -> None:
        """Take back that these items were stored: they are decided again by what is really held."""
        for item in items:
            del self.held[item]

    def reply(self, state: AttemptState, deadline: datetime) -> SaveReply:
        """Return what the player is told; only what is held is acknowledged, and nothing refused."""
        acked = {item: held.seq for item, held in self.held.items() if str(item) not in self.refused}
        return SaveReply(
            state,
            self.standing.now,
            deadline,
            acked=dict(sorted(acked.items())),
            refused=self.refused,
            is_moved=self.is_moved,
        )

    def _take(self, answer: SentAnswer) -> None:
        shape = self.shapes.get(answer.item)
        if shape is None:
            self.refused[str(answer.item)] = NO_SUCH_ITEM.format(answer.item)
            return
        try:
            TYPES[shape.type].check(answer.value, shape)
        except ValueMistake as mistake:
            self.refused[str(answer.item)] = str(mistake)
            return
        self._decide(answer)

    def _decide(self, answer: SentAnswer) -> None:
        held = self.held.get(answer.item)
        decision = decide_save(
            self.standing,
            held_seq=held.seq if held else None,
            sent_seq=answer.seq,
            is_same_value=held is not None and held.value == answer.value,
        )
        match decision:
            case Refused(reason):
                self.refused[str(answer.item)] = reason
            case Store() if self.is_moved:
                self._log(EventKind.STALE, answer)
            case Store(seq):
                kept = Held(seq, answer.value)  # type: ignore[arg-type]  # checked above
                self.held[answer.item] = self.stored[answer.item] = kept
                self._log(EventKind.SAVED, answer)
            case KeepLate():
                self._log(EventKind.LATE, answer)
            case Stale(is_conflict=is_conflict):
                self._log(EventKind.STALE, answer)
                if is_conflict:
                    self.refused[str(answer.item)] = ELSEWHERE

    def _log(self, kind: EventKind, answer: SentAnswer) -> None:
        line = {"id": new_id(), "kind": kind, "item": answer.item, "seq": answer.seq, "value": answer.value}
        self.events.append(line)
