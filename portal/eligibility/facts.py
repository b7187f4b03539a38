"""What is known about a person on the date of a step; a missing key means "not known".

The shape is a contract (eligibility.md, "Facts as JSON"). ``parse_facts`` is strict: an unknown key
or a value of another shape is an error that names the key, because a silently ignored fact would
turn into a wrong verdict.
"""

from __future__ import annotations

import types
import typing
from dataclasses import MISSING, dataclass, field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Any, Literal, Union

if TYPE_CHECKING:
    from collections.abc import Mapping

Day = date  # a field called "date" would hide the type

Step = Literal["dossier", "cell", "committee", "decision", "ceremony", "recognition", "certificate"]
Education = Literal[
    "none",
    "literate",
    "primary",
    "lower_secondary",
    "upper_secondary",
    "college",
    "university",
    "postgraduate",
]
Rating = Literal["excellent", "good", "completed", "not_completed"]


class FactsError(ValueError):
    """A facts document that cannot be read; ``key`` says where (dotted, with list positions)."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}")
        self.key = key
        self.message = message


@dataclass(frozen=True, slots=True)
class NotKnown:
    """Stands for a missing key where ``null`` itself says something (religion)."""


NOT_KNOWN = NotKnown()


@dataclass(frozen=True, slots=True)
class Paper:
    """A letter, consent or permission by number and date."""

    number: str | None = None
    date: Day | None = None


@dataclass(frozen=True, slots=True)
class Prospect:
    resolution_no: str | None = None
    listed_on: date | None = None
    removed_on: date | None = None


@dataclass(frozen=True, slots=True)
class Helper:
    official: bool | None = None
    from_: date | None = None
    to: date | None = None


@dataclass(frozen=True, slots=True)
class Unit:
    has_youth_union: bool | None = None
    has_trade_union: bool | None = None


@dataclass(frozen=True, slots=True)
class Introduction:
    kind: Literal["official_member", "youth_union", "trade_union"]
    date: Day | None = None
    official: bool | None = None
    together_since: Day | None = None
    is_replacement: bool = False
    after_move: bool = False
    resolution_no: str | None = None


@dataclass(frozen=True, slots=True)
class CertificateFact:
    number: str | None = None
    issued_on: date | None = None


@dataclass(frozen=True, slots=True)
class History:
    declared: bool | None = None
    certified_on: date | None = None


@dataclass(frozen=True, slots=True)
class Verification:
    complete: bool | None = None
    exempt: bool | None = None
    verifier_is_family: bool | None = None


@dataclass(frozen=True, slots=True)
class Opinions:
    unions: bool | None = None
    residence: bool | None = None


@dataclass(frozen=True, slots=True)
class CellVote:
    official_summoned: int | None = None
    deducted: int | None = None
    yes: int | None = None


@dataclass(frozen=True, slots=True)
class CommitteeVote:
    members: int | None = None
    deducted: int | None = None
    yes: int | None = None


@dataclass(frozen=True, slots=True)
class AuthorityVote:
    kind: Literal["standing_committee", "grassroots_committee", "grassroots_standing_committee"] | None = None
    members: int | None = None
    yes: int | None = None


@dataclass(frozen=True, slots=True)
class Votes:
    cell: CellVote | None = None
    committee: CommitteeVote | None = None
    authority: AuthorityVote | None = None


@dataclass(frozen=True, slots=True)
class Readmission:
    left_on: date | None = None
    reason_excluded: bool | None = None
    record_cleared_on: date | None = None
    times_before: int | None = None
    consent: Paper | None = None


@dataclass(frozen=True, slots=True)
class Review:
    """A monthly review; ``period`` is YYYY-MM."""

    period: str
    on_time: bool | None = None

    def __post_init__(self) -> None:
        try:
            date.fromisoformat(f"{self.period}-01")
        except ValueError:
            raise FactsError("reviews.period", f"must be YYYY-MM, not {self.period!r}") from None


@dataclass(frozen=True, slots=True)
class AttendanceFact:
    periods: int | None = None
    attended: int | None = None


@dataclass(frozen=True, slots=True)
class Student:
    study: str | None = None
    conduct: str | None = None
    failed_courses: int | None = None


@dataclass(frozen=True, slots=True)
class Probation:
    self_review_on: date | None = None
    new_member_certificate: bool | None = None
    helper_remark: bool | None = None
    opinions: bool | None = None


@dataclass(frozen=True, slots=True)
class Engagement:
    type: Literal["staff", "contract", "study", "secondment"] | None = None
    months: int | None = None
    considering: Literal["workplace", "residence", "host"] | None = None


@dataclass(frozen=True, slots=True)
class Waiver:
    """A named person let a criterion go on stated evidence."""

    criterion: str
    evidence: str
    person: str


@dataclass(frozen=True, slots=True)
class Facts:
    """Everything the engine may know; only ``as_of`` and ``step`` are always there."""

    as_of: date
    step: Step
    citizenship: str | None = None
    birth_date: date | None = None
    education: Education | None = None
    education_status: Literal["diploma", "completed_programme"] = "diploma"
    residence_area: Literal["normal", "difficult"] | None = None
    village_prestige: bool | None = None
    central_consent: Paper | None = None
    special_need: bool | None = None
    health_and_prestige: bool | None = None
    religion: str | NotKnown | None = NOT_KNOWN
    religion_consent: Paper | None = None
    foreign_spouse: bool | None = None
    foreign_origin: bool | None = None
    foreign_consent: Paper | None = None
    prospect: Prospect | None = None
    helpers: tuple[Helper, ...] | None = None
    unit: Unit | None = None
    youth_member: bool | None = None
    youth_cadre: bool | None = None
    trade_union_member: bool | None = None
    introductions: tuple[Introduction, ...] | None = None
    certificate: CertificateFact | None = None
    dossier_permission: Paper | None = None
    dossier_started_on: date | None = None
    dossier_renewed_on: date | None = None
    application_on: date | None = None
    history: History | None = None
    verification: Verification | None = None
    political_standard: Literal["met", "undetermined", "not_met"] | None = None
    opinions: Opinions | None = None
    votes: Votes = field(default_factory=Votes)
    cell_resolution_on: date | None = None
    submitted_on: date | None = None
    decision_on: date | None = None
    decision_received_on: date | None = None
    decision_number: str | None = None
    ceremony_on: date | None = None
    extension_granted: bool | None = None
    late_ceremony_consent: Paper | None = None
    holidays: tuple[date, ...] = ()
    readmission: Readmission | None = None
    reviews: tuple[Review, ...] | None = None
    review_months_required: int | None = None
    task_given: bool | None = None
    attendance: AttendanceFact | None = None
    paper_scores: tuple[Decimal, ...] | None = None
    ratings: tuple[Rating, ...] | None = None
    student: Student | None = None
    probation: Probation | None = None
    engagement: Engagement | None = None
    waivers: tuple[Waiver, ...] = ()


def parse_facts(document: object) -> Facts:
    """Read facts from JSON values; FactsError names the key that is wrong."""
    facts = _parse(document, Facts, "")
    if not isinstance(facts, Facts):
        raise FactsError("(document)", "must be an object")
    return facts


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind)


def _parse(value: object, kind: Any, key: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in {Union, types.UnionType}:
        choices = [choice for choice in typing.get_args(kind) if choice not in {type(None), NotKnown}]
        return None if value is None else _parse(value, choices[0], key)
    if origin is Literal:
        allowed = typing.get_args(kind)
        if value not in allowed or not isinstance(value, str):
            raise FactsError(key, f"must be one of {', '.join(allowed)}, not {value!r}")
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise FactsError(key, "must be a list")
        return tuple(_parse(item, typing.get_args(kind)[0], f"{key}[{i}]") for i, item in enumerate(value))
    if is_dataclass(kind):
        return _parse_object(value, typing.cast("type", kind), key)
    return _parse_plain(value, kind, key)


def _parse_object(value: object, kind: type, key: str) -> Any:
    if not isinstance(value, dict):
        raise FactsError(key or "(document)", "must be an object")
    mapping: Mapping[str, object] = value
    known = {item.name.rstrip("_"): item for item in fields(kind)}
    for name in mapping:
        if name not in known:
            raise FactsError(_path(key, str(name)), "unknown key")
    for name, item in known.items():
        needed = item.default is MISSING and item.default_factory is MISSING
        if needed and mapping.get(name) is None:
            raise FactsError(_path(key, name), "is required")
    hints = _hints(kind)
    return kind(
        **{
            item.name: _parse(mapping[name], hints[item.name], _path(key, name))
            for name, item in known.items()
            if name in mapping and not (mapping[name] is None and _has_plain_default(item))
        }
    )


def _has_plain_default(item: Any) -> bool:
    """Tell whether a null only means "as usual" because the field has a value by default."""
    if item.default_factory is not MISSING:
        return True
    return item.default not in (MISSING, None, NOT_KNOWN)


def _path(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _parse_plain(value: object, kind: Any, key: str) -> Any:
    if kind is bool:
        if isinstance(value, bool):
            return value
        raise FactsError(key, f"must be true or false, not {value!r}")
    if kind is int:
        if isinstance(value, int) and not isinstance(value, bool) and value >= 0:
            return value
        raise FactsError(key, f"must be a whole number of 0 or more, not {value!r}")
    if kind is Decimal:
        if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
            return Decimal(str(value))
        raise FactsError(key, f"must be a number, not {value!r}")
    if not isinstance(value, str):
        raise FactsError(key, f"must be text, not {value!r}")
    if kind is date:
        try:
            return date.fromisoformat(value)
        except ValueError:
            raise FactsError(key, f"must be a date YYYY-MM-DD, not {value!r}") from None
    return value
