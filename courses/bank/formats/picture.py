"""A picture of a question: drawn anew when it comes in, from then on known by what it shows."""

from __future__ import annotations

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from portal.kernel import pictures

MOST_PICTURES = 3
LONGEST_SIDE = 1000
"""Pixels: sharp on a telephone and in print, and small enough for a weak network."""
LARGEST = 5 * 2**20
LONGEST_ALT = 300


@dataclass(frozen=True, slots=True)
class Picture:
    """A JPEG of so many pixels; ``alt`` says in words what it shows, to those who cannot see it.

    ``id`` is the row that speaks of the kept file (nil while there is none); ``content`` is filled
    only where the picture itself is carried, in files of questions.
    """

    digest: str
    width: int
    height: int
    alt: str = ""
    id: str = field(default="", compare=False)
    content: bytes = field(default=b"", compare=False, repr=False)

    def to_json(self) -> dict[str, Any]:
        """Return what a version and a paper keep."""
        return {
            "id": self.id,
            "digest": self.digest,
            "width": self.width,
            "height": self.height,
            "alt": self.alt,
        }

    @classmethod
    def from_json(cls, stored: Mapping[str, Any]) -> Picture:
        """Read what ``to_json`` wrote."""
        return cls(stored["digest"], stored["width"], stored["height"], stored["alt"], stored["id"])


def draw_picture(content: bytes, alt: str) -> Picture:
    """Return a picture somebody handed in as we keep it; ValueError, in words, when that cannot be.

    One that is already as we would draw it stays as it is, so that a bank which was exported and
    is read again finds its own questions.
    """
    if len(content) > LARGEST:
        raise ValueError(f"ảnh lớn quá {LARGEST // 2**20} MB.")
    if not pictures.is_plain(content, longest_side=LONGEST_SIDE):
        content = pictures.redraw(content, longest_side=LONGEST_SIDE)
    width, height = pictures.size_of(content)
    return Picture(hashlib.sha256(content).hexdigest(), width, height, alt, content=content)
