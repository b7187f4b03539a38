"""What a reorganisation can be and how far it has come (pure)."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """In the legal words: hợp nhất, sáp nhập, giải thể, chuyển giao; and a new name."""

    MERGE = "merge"
    ABSORB = "absorb"
    DISSOLVE = "dissolve"
    RENAME = "rename"
    REPARENT = "reparent"


class State(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CARRIED_OUT = "carried_out"
    DROPPED = "dropped"


MOVING = frozenset({Kind.MERGE, Kind.ABSORB, Kind.DISSOLVE})
"""Kinds that close houses and move what is theirs."""
