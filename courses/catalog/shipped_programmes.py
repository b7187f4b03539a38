"""The programmes that come with the product, as files beside this one."""

from __future__ import annotations

from collections.abc import Collection
from functools import lru_cache
from pathlib import Path

from courses.catalog.programme_file import ProgrammePlan, parse_programme

FOLDER = Path(__file__).parent / "programmes"
CODES = tuple(sorted(path.stem for path in FOLDER.glob("*.toml")))


@lru_cache(maxsize=8)
def shipped_programme(code: str) -> ProgrammePlan:
    """Return the shipped programme with this code; FileNotFoundError when there is none."""
    if code not in CODES:
        raise FileNotFoundError(code)
    text = (FOLDER / f"{code}.toml").read_text(encoding="utf-8")
    return parse_programme(text, lambda page: (FOLDER / page).read_text(encoding="utf-8"))


def unused_programmes(known: Collection[tuple[str, str]]) -> list[ProgrammePlan]:
    """Return the shipped programmes whose (code, version) is not among the known ones."""
    plans = [shipped_programme(code) for code in CODES]
    return [plan for plan in plans if (plan.code, plan.version) not in known]
