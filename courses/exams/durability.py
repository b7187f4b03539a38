"""Whether an acknowledged answer survives a crash: an exam refuses to open when it would not.

``fsync=off`` cannot be noticed by killing processes, only by losing the machine (quality.md), so
the settings themselves are read.
"""

from __future__ import annotations

from collections.abc import Mapping

NEEDED: Mapping[str, frozenset[str]] = {
    "fsync": frozenset({"on"}),
    "full_page_writes": frozenset({"on"}),
    "synchronous_commit": frozenset({"on", "remote_write", "remote_apply"}),
}


def unsafe_settings(settings: Mapping[str, str]) -> list[str]:
    """Return ``name = value`` of each PostgreSQL setting under which an answer could be lost."""
    return [
        f"{name} = {settings.get(name, '?')}"
        for name, accepted in NEEDED.items()
        if settings.get(name) not in accepted
    ]
