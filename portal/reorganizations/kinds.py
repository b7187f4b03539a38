"""What a reorganisation can be and how far it has come (pure)."""

from __future__ import annotations

from enum import StrEnum


class Kind(StrEnum):
    """In the legal words: hợp nhất, sáp nhập, chia tách, giải thể, chuyển giao; and a new name."""

    MERGE = "merge"
    ABSORB = "absorb"
    SPLIT = "split"
    HAND_OVER = "hand_over"
    DISSOLVE = "dissolve"
    RENAME = "rename"
    REPARENT = "reparent"


class State(StrEnum):
    DRAFT = "draft"
    CONFIRMED = "confirmed"
    CARRIED_OUT = "carried_out"
    DROPPED = "dropped"


CLOSING = frozenset({Kind.MERGE, Kind.ABSORB, Kind.DISSOLVE})
"""Kinds that close houses and move what is theirs."""
PARTING = frozenset({Kind.SPLIT, Kind.HAND_OVER})
"""Kinds by which some units leave a house that goes on: into a new house, or into another."""
MOVING = CLOSING | PARTING
FOUNDING = frozenset({Kind.MERGE, Kind.SPLIT})
"""Kinds that make a new house."""
