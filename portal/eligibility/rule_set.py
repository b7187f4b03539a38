"""A rule set: the thresholds, wordings and sources in force from a date until a date."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import date
    from decimal import Decimal

UNVERIFIED_NOTE = "cần đối chiếu văn bản gốc"

EducationWording = Literal["diploma", "completed_programme"]
CeremonyStart = Literal["receipt", "issue"]
AuthorityRule = Literal["majority", "two_thirds"]


@dataclass(frozen=True, slots=True)
class Thresholds:
    """Numbers of a rule set; the unit is in the name (ages in years unless ``_months``).

    Days of decision, ceremony and recognition are working days; days of a helper gap are calendar days.
    """

    minimum_age_months: int
    maximum_age_months: int
    youth_age: int
    youth_cadre_age: int
    introducer_months: int
    certificate_months: int
    dossier_months: int
    helper_gap_days: int
    decision_days: int
    decision_extension_days: int
    ceremony_days: int
    recognition_cell_days: int
    recognition_decision_days: int
    recognition_extension_days: int
    probation_months: int
    readmission_months: int
    readmission_cleared_months: int
    engagement_months: int
    rating_years: int
    review_months: int
    attendance_percent: int
    pass_mark: int
    paper_attempts: int


@dataclass(frozen=True, slots=True)
class RuleSet:
    """One version of the rules.

    ``verified`` says that the texts were read; ``unverified`` names the criteria whose value was not
    compared with its text, in either case. ``authority`` maps each body that may decide to the
    share of its members it needs; ``grades`` the lowest score of each grade, best first.
    """

    id: str
    valid_from: date
    valid_to: date | None
    basis: str
    verified: bool
    thresholds: Thresholds
    education_wording: EducationWording
    ceremony_counted_from: CeremonyStart
    authority: Mapping[str, str]
    grades: tuple[tuple[int, str], ...]
    sources: Mapping[str, str]
    unverified: frozenset[str]

    def holds_on(self, day: date) -> bool:
        """Tell whether the set is in force on the day."""
        return self.valid_from <= day and (self.valid_to is None or day <= self.valid_to)

    def source_of(self, criterion: str) -> str:
        """Return the legal source of a criterion as a clerk cites it, marked when not compared."""
        source = self.sources[criterion]
        return f"{source} ({UNVERIFIED_NOTE})" if criterion in self.unverified else source

    def grade_of(self, score: Decimal) -> str:
        """Return the grade of a passing score."""
        return next(grade for lowest, grade in self.grades if score >= lowest)

    def as_document(self) -> dict[str, Any]:
        """Return what ``eligibility rule-sets`` lists."""
        return {
            "id": self.id,
            "valid_from": self.valid_from.isoformat(),
            "valid_to": self.valid_to.isoformat() if self.valid_to else None,
            "basis": self.basis,
            "verified": self.verified,
            "unverified": sorted(self.unverified),
        }
