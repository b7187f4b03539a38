"""What is known about a person on the date of a step; a missing key means "not known".

The shape is a contract (eligibility.md, "Facts as JSON"); ``parsing`` reads it from JSON.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from datetime import date
from decimal import Decimal
from typing import Annotated, Literal

Day = date  # a field called "date" would hide the type
YEAR_MONTH = "YYYY-MM"
Month = Annotated[str, YEAR_MONTH]

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
    """Where the person is considered; a grassroots cell has no committee above it (docs/decisions/013)."""

    has_youth_union: bool | None = None
    has_trade_union: bool | None = None
    has_committee: bool | None = None


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

    period: Month
    on_time: bool | None = None


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
    worked_days: tuple[date, ...] = ()
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
