"""A paper as it was drawn: texts, order and points that no later edit of the bank changes.

What a candidate may see (``FrozenItem``) and what only scoring may see (``ItemKey``) are two
structures on purpose; they are stored in two places with different readers.
"""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import datetime
from decimal import Decimal
from functools import partial
from typing import Any
from uuid import UUID

from courses.bank.formats.picture import Picture
from courses.bank.types import matching
from courses.bank.types.contract import Key, Option
from courses.bank.types.registry import TYPES
from courses.exams.blueprint import shuffle_options

Json = dict[str, Any]


@dataclass(frozen=True, slots=True)
class FrozenItem:
    """One item of a paper as the candidate sees it; ``item`` counts from 1."""

    item: int
    version_id: UUID
    type: str
    text: str
    points: Decimal
    options: tuple[Option, ...] = ()
    targets: tuple[Option, ...] = ()
    pictures: tuple[Picture, ...] = ()

    def to_json(self) -> Json:
        """Return what the paper table keeps."""
        return {
            "item": self.item,
            "version_id": str(self.version_id),
            "type": self.type,
            "text": self.text,
            "points": str(self.points),
            "options": [list(option) for option in self.options],
            "targets": [list(target) for target in self.targets],
            "pictures": [picture.to_json() for picture in self.pictures],
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> FrozenItem:
        """Read what ``to_json`` wrote."""
        return cls(
            item=stored["item"],
            version_id=UUID(stored["version_id"]),
            type=stored["type"],
            text=stored["text"],
            points=Decimal(stored["points"]),
            options=tuple(Option(*option) for option in stored["options"]),
            targets=tuple(Option(*target) for target in stored["targets"]),
            pictures=tuple(Picture.from_json(picture) for picture in stored.get("pictures", ())),
        )


@dataclass(frozen=True, slots=True)
class ItemKey:
    """The key of one item, in the ids of the paper; ``names`` maps bank ids to them."""

    item: int
    key: Key
    names: Mapping[str, str]

    def to_json(self) -> Json:
        """Return what the key table keeps."""
        return {
            "item": self.item,
            "answers": list(self.key.answers),
            "options": list(self.key.options),
            "ignore_tones": self.key.ignore_tones,
            "names": dict(self.names),
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> ItemKey:
        """Read what ``to_json`` wrote."""
        key = Key(tuple(stored["answers"]), tuple(stored["options"]), stored["ignore_tones"])
        return cls(stored["item"], key, stored["names"])


@dataclass(frozen=True, slots=True)
class Source:
    """A question version of the bank, as much of it as a paper needs; ``key`` in bank ids."""

    version_id: UUID
    type: str
    text: str
    key: tuple[str, ...]
    options: tuple[Option, ...] = ()
    targets: tuple[Option, ...] = ()
    ignore_tones: bool = False
    pictures: tuple[Picture, ...] = ()


def freeze(number: int, source: Source, points: Decimal, seed: str) -> tuple[FrozenItem, ItemKey]:
    """Return the item and its key, options shuffled by the seed and named anew.

    The new names (a, b, c … in the order shown) hide which option the author wrote first.
    """
    question_type = TYPES[source.type]
    shuffle = partial(shuffle_options, seed=f"{seed}/{number}")
    arranged = question_type.arrange(source, shuffle)
    item = FrozenItem(
        item=number,
        version_id=source.version_id,
        type=source.type,
        text=source.text,
        points=points,
        options=arranged.options,
        targets=arranged.targets,
        pictures=source.pictures,
    )
    answers = question_type.rename(source.key, arranged.names)
    key = Key(answers, tuple(option.id for option in arranged.options), source.ignore_tones)
    return item, ItemKey(number, key, arranged.names)


def correct_key(item: FrozenItem, old: ItemKey, answers: Sequence[str], *, ignore_tones: bool) -> ItemKey:
    """Return the key of a drawn item after its question got other answers (in bank ids) in the bank."""
    renamed = TYPES[item.type].rename(answers, old.names)
    return replace(old, key=Key(renamed, old.key.options, ignore_tones))


def to_candidate_json(attempt_id: UUID, deadline: datetime, items: Sequence[FrozenItem]) -> Json:
    """Return the body of ``GET /attempts/<id>/paper``: everything the page shows, no key.

    ``options`` of an item are the values a player may send; their words stand in ``texts``, or for
    a matching in ``left`` and ``right``, whose ids make up the values (``left:right``). The n-th
    of ``pictures`` is at ``/attempts/<id>/pictures/<item>/<n>``.
    """
    return {
        "attempt": str(attempt_id),
        "deadline": deadline.isoformat(),
        "items": [_shown(item) for item in items],
    }


def _shown(item: FrozenItem) -> Json:
    shown: Json = {
        "item": item.item,
        "type": item.type,
        "text": item.text,
        "points": str(item.points),
        "rule": TYPES[item.type].RULE,
        "options": TYPES[item.type].values(item),
    }
    if item.pictures:
        shown["pictures"] = [
            {"alt": picture.alt, "width": picture.width, "height": picture.height}
            for picture in item.pictures
        ]
    if item.type == matching.NAME:
        return shown | {"left": dict(item.options), "right": dict(item.targets)}
    return shown | {"texts": dict(item.options)}
