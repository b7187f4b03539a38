"""From the rows of a house to the facts that the eligibility engine judges.

One record in, one ``Facts`` out; nothing is read here, so a whole page of people costs the fixed
statements of ``queries.records``. What nobody recorded stays unknown and never counts as met.
"""

from __future__ import annotations

from datetime import date
from typing import TYPE_CHECKING, Any

from portal.candidates.evidence_kinds import THERE, EvidenceKind
from portal.candidates.models.training_record import TrainingKind
from portal.candidates.reviews import is_quarter, months_of
from portal.candidates.stages import Stage, still_holding
from portal.eligibility import facts as known
from portal.organizations.models import OrganizationKind

if TYPE_CHECKING:
    from collections.abc import Iterable

    from portal.candidates.models.evidence import Evidence
    from portal.candidates.models.review import ProgressReview
    from portal.candidates.models.stage import StageStep
    from portal.candidates.models.waiver import Waiver
    from portal.candidates.queries.records import CandidateRecord

VIETNAM = "VN"


def build_facts(
    record: CandidateRecord,
    *,
    step: known.Step,
    as_of: date,
    holidays: tuple[date, ...] = (),
    worked_days: tuple[date, ...] = (),
) -> known.Facts:
    """Return what is known about a candidate for a step on a day.

    A citizen number stands for Vietnamese citizenship: no foreigner is given one. No religion
    written down means none is followed, as the register says of everybody else.
    """
    papers = _Papers(record.evidence)
    person, candidate = record.person, record.candidate
    foreign = papers.value(EvidenceKind.FOREIGN_TIES)
    central = papers.value(EvidenceKind.CENTRAL_CONSENT)
    return known.Facts(
        as_of=as_of,
        step=step,
        citizenship=VIETNAM if person.national_id_index else None,
        birth_date=person.birth_date,
        education=person.education.value if person.education else None,
        religion=person.religion or None,
        religion_consent=papers.paper(EvidenceKind.RELIGION_CONSENT),
        central_consent=papers.paper(EvidenceKind.CENTRAL_CONSENT),
        special_need=_seen(central, "special_need"),
        health_and_prestige=_seen(central, "health_and_prestige"),
        foreign_spouse=foreign.get("spouse"),
        foreign_origin=foreign.get("origin"),
        foreign_consent=papers.paper(EvidenceKind.FOREIGN_CONSENT),
        prospect=known.Prospect(
            candidate.list_resolution_no or None, candidate.listed_on, candidate.removed_on
        )
        if candidate.listed_on
        else None,
        helpers=tuple(known.Helper(h.is_official, h.starts_on, h.ends_on) for h in record.helpers),
        unit=known.Unit(
            record.unions.get("has_youth_union"),
            record.unions.get("has_trade_union"),
            has_committee=record.house_kind is not OrganizationKind.GRASSROOTS_CELL,
        ),
        youth_member=person.youth_member,
        youth_cadre=papers.choice_is(EvidenceKind.YOUTH_CADRE, "yes"),
        trade_union_member=person.trade_union_member,
        introductions=_introductions(papers),
        certificate=_certificate(record),
        application_on=papers.day(EvidenceKind.APPLICATION),
        history=_history(papers),
        verification=_verification(papers),
        political_standard=papers.choice(EvidenceKind.POLITICAL_STANDARD),
        opinions=_opinions(papers),
        late_ceremony_consent=papers.paper(EvidenceKind.LATE_CEREMONY_CONSENT),
        holidays=holidays,
        worked_days=worked_days,
        reviews=_monthly_reviews(record.reviews),
        task_given=_task_given(record, papers),
        ratings=_ratings(papers),
        student=_student(papers),
        probation=_probation(record, papers),
        engagement=_engagement(papers),
        waivers=_waivers(record, as_of),
        **_facts_of_steps(record, papers, is_recognition=step == "recognition"),
    )


class _Papers:
    """The papers that are there, by kind, latest last."""

    def __init__(self, evidence: Iterable[Evidence]) -> None:
        self._rows: dict[EvidenceKind, list[Evidence]] = {}
        for row in evidence:
            if row.state in THERE:
                self._rows.setdefault(row.kind, []).append(row)

    def all(self, kind: EvidenceKind) -> list[Evidence]:
        return self._rows.get(kind, [])

    def one(self, kind: EvidenceKind) -> Evidence | None:
        rows = self.all(kind)
        return rows[-1] if rows else None

    def paper(self, kind: EvidenceKind) -> known.Paper | None:
        row = self.one(kind)
        return known.Paper(row.number or None, row.dated_on) if row else None

    def day(self, kind: EvidenceKind) -> date | None:
        row = self.one(kind)
        return row.dated_on if row else None

    def value(self, kind: EvidenceKind) -> dict[str, Any]:
        row = self.one(kind)
        return row.value if row else {}

    def choice(self, kind: EvidenceKind) -> Any:
        return self.value(kind).get("choice")

    def choice_is(self, kind: EvidenceKind, word: str) -> bool | None:
        choice = self.choice(kind)
        return None if choice is None else choice == word


def _introductions(papers: _Papers) -> tuple[known.Introduction, ...] | None:
    """Return the introductions seen; None, not an empty list, while the clerk has seen none."""
    return tuple(_introduction(row) for row in papers.all(EvidenceKind.INTRODUCTION)) or None


def _introduction(row: Evidence) -> known.Introduction:
    return known.Introduction(
        kind=row.value["choice"],
        date=row.dated_on,
        official=row.value.get("official"),
        together_since=_day(row.value.get("together_since")),
        is_replacement=bool(row.value.get("is_replacement")),
        after_move=bool(row.value.get("after_move")),
        resolution_no=row.number or None,
    )


def _day(text: str | None) -> date | None:
    return date.fromisoformat(text) if text else None


def _certificate(record: CandidateRecord) -> known.CertificateFact | None:
    certificate = record.certificate(TrainingKind.AWARENESS_CLASS)
    return (
        known.CertificateFact(certificate.certificate_number, certificate.issued_on) if certificate else None
    )


def _history(papers: _Papers) -> known.History | None:
    row = papers.one(EvidenceKind.HISTORY_CERTIFIED)
    return known.History(declared=True, certified_on=row.dated_on) if row else None


def _verification(papers: _Papers) -> known.Verification | None:
    row = papers.one(EvidenceKind.VERIFICATION)
    if row is None:
        return None
    choice = row.value.get("choice")
    return known.Verification(choice == "complete", choice == "exempt", row.value.get("verifier_is_family"))


def _opinions(papers: _Papers) -> known.Opinions:
    value = papers.value(EvidenceKind.OPINIONS)
    return known.Opinions(_seen(value, "unions"), _seen(value, "residence"))


def _seen(value: dict[str, Any], flag: str) -> bool | None:
    """Return True for a paper that was seen; one not ticked is not yet there, which is no refusal."""
    return True if value.get(flag) else None


def _task_given(record: CandidateRecord, papers: _Papers) -> bool | None:
    reviewed = any(review.task_title and review.task_result for review in record.reviews)
    return True if reviewed or papers.one(EvidenceKind.TASK_GIVEN) else None


def _ratings(papers: _Papers) -> tuple[known.Rating, ...] | None:
    rows = sorted(papers.all(EvidenceKind.WORK_RATING), key=lambda row: row.dated_on or date.min)
    return tuple(row.value["choice"] for row in rows) or None


def _student(papers: _Papers) -> known.Student | None:
    value = papers.value(EvidenceKind.STUDY_RESULT)
    if not value:
        return None
    return known.Student(
        study=value.get("choice"),
        conduct="fair" if value.get("conduct_fair") else "average",
        failed_courses=0 if value.get("no_failed_course") else 1,
    )


def _probation(record: CandidateRecord, papers: _Papers) -> known.Probation:
    return known.Probation(
        self_review_on=papers.day(EvidenceKind.PROBATION_SELF_REVIEW),
        new_member_certificate=True if record.certificate(TrainingKind.NEW_MEMBER_CLASS) else None,
        helper_remark=True if papers.one(EvidenceKind.PROBATION_REMARK) else None,
        opinions=True if papers.one(EvidenceKind.PROBATION_OPINIONS) else None,
    )


def _waivers(record: CandidateRecord, as_of: date) -> tuple[known.Waiver, ...]:
    """Return what was let go on papers that were there by the day."""
    return tuple(
        known.Waiver(waiver.criterion, waiver_evidence(waiver), waiver.decided_by)
        for waiver in record.standing_waivers
        if waiver.evidence_date is not None and waiver.evidence_date <= as_of
    )


def waiver_evidence(waiver: Waiver) -> str:
    """Return the paper of a waiver as a verdict cites it."""
    return f"văn bản số {waiver.evidence_no} ngày {waiver.evidence_date:%d/%m/%Y}"


def _engagement(papers: _Papers) -> known.Engagement | None:
    value = papers.value(EvidenceKind.ENGAGEMENT)
    if not value:
        return None
    return known.Engagement(
        type=value.get("choice"),
        months=value.get("months"),
        considering="host" if value.get("is_host") else "workplace",
    )


def _facts_of_steps(record: CandidateRecord, papers: _Papers, *, is_recognition: bool) -> dict[str, Any]:
    """Return what the steps already recorded say, as far as they still hold.

    Recognition has its own resolution of the cell and its own decision; the clocks of that step
    run from them.
    """
    steps = {step.to_stage: step for step in still_holding(record.standing_steps)}
    permitted = steps.get(Stage.DOSSIER_PERMITTED)
    resolved, decided = steps.get(Stage.CELL_RESOLVED), steps.get(Stage.DECIDED)
    extended_on = papers.day(EvidenceKind.DECISION_EXTENSION)
    if is_recognition and Stage.RECOGNITION_CELL_RESOLVED in steps:
        resolved, decided = steps[Stage.RECOGNITION_CELL_RESOLVED], steps.get(Stage.OFFICIAL)
    return {
        "dossier_permission": papers.paper(EvidenceKind.DOSSIER_PERMISSION)
        or (known.Paper(permitted.document_no, _paper_date(permitted)) if permitted else None),
        "dossier_started_on": _happened(steps.get(Stage.DOSSIER_IN_PROGRESS)),
        "dossier_renewed_on": papers.day(EvidenceKind.DOSSIER_RENEWED),
        "cell_resolution_on": _happened(resolved),
        "extension_granted": extended_on and bool(resolved and extended_on >= resolved.happened_on),
        "submitted_on": _happened(steps.get(Stage.SUBMITTED)),
        "decision_on": _happened(decided),
        "decision_number": decided.document_no if decided else None,
        "decision_received_on": papers.day(EvidenceKind.DECISION_RECEIVED),
        "ceremony_on": _happened(steps.get(Stage.CEREMONY_HELD)),
        "votes": _votes(steps),
    }


def _happened(step: StageStep | None) -> date | None:
    return step.happened_on if step else None


def _paper_date(step: StageStep) -> date:
    return step.document_date or step.happened_on


def _votes(steps: dict[Stage, StageStep]) -> known.Votes:
    """Return the counts of the admission votes, or, once a member on probation, of the recognition."""
    is_recognition = Stage.CEREMONY_HELD in steps
    cell = steps.get(Stage.RECOGNITION_CELL_RESOLVED if is_recognition else Stage.CELL_RESOLVED)
    committee = steps.get(
        Stage.RECOGNITION_COMMITTEE_RESOLVED if is_recognition else Stage.COMMITTEE_RESOLVED
    )
    authority = steps.get(Stage.OFFICIAL if is_recognition else Stage.DECIDED)
    return known.Votes(
        cell=known.CellVote(**cell.votes) if cell and cell.votes else None,
        committee=known.CommitteeVote(**committee.votes) if committee and committee.votes else None,
        authority=known.AuthorityVote(**authority.votes) if authority and authority.votes else None,
    )


def _monthly_reviews(reviews: Iterable[ProgressReview]) -> tuple[known.Review, ...]:
    """Return the reviews by month; a quarter's stands for the months that have none of their own."""
    found: dict[str, known.Review] = {}
    for review in sorted(reviews, key=lambda one: not is_quarter(one.period)):
        for month in months_of(review.period):
            found[month] = known.Review(month, review.is_on_time)
    return tuple(found[month] for month in sorted(found))
