"""The dossier of one candidate: every paper the case needs, how it stands, who holds it."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from portal.candidates.dossier import (
    DossierCase,
    Found,
    PaperRow,
    Part,
    followed_by,
    holders_of,
    list_papers,
    missing_of,
)
from portal.candidates.evidence_kinds import EvidenceKind
from portal.candidates.facts import build_facts
from portal.candidates.paper_forms import FormEdition, form_edition_on
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.stages import PROBATIONARY, Stage
from portal.eligibility.criteria.introducers import NEEDED_WORDS, Way, possible_ways
from portal.eligibility.engine import evaluate
from portal.eligibility.verdict import Result
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.organizations.models import OrganizationKind

if TYPE_CHECKING:
    from uuid import UUID

    from portal.candidates.queries.judging_rules import JudgingRules


@dataclass(frozen=True, slots=True)
class DossierPage:
    """The lines of both parts; ``part`` is the one the person is at."""

    record: CandidateRecord
    part: Part
    papers: dict[Part, list[PaperRow]]
    forms: FormEdition
    way_words: str
    is_own_house: bool

    @property
    def rows(self) -> list[PaperRow]:
        """Return the lines of the part that is shown."""
        return self.papers[self.part]

    @property
    def missing(self) -> list[PaperRow]:
        """Return the papers of the part that are neither held nor handed in."""
        return missing_of(self.rows)

    @property
    def holders(self) -> list[tuple[str, list[PaperRow]]]:
        """Return who holds which papers, of both parts."""
        return holders_of(row for rows in self.papers.values() for row in rows)


def dossier_page(candidate_id: UUID, *, part: str = "") -> DossierPage:
    """Return the dossier of a candidate; NotFound when the actor may not see the person.

    The part is the one the person is at, unless the other is asked for.
    """
    record, rules = get_record(candidate_id), load_rules()
    case = _case(record, rules)
    forms = form_edition_on(clock.today())
    found = _found(record)
    papers = {one: list_papers(one, case, evidence=record.evidence, found=found, codes=forms) for one in Part}
    is_member = record.candidate.stage in PROBATIONARY | {Stage.OFFICIAL}
    usual = Part.RECOGNITION if is_member else Part.ADMISSION
    return DossierPage(
        record=record,
        part=Part(part) if part in set(Part) else usual,
        papers=papers,
        forms=forms,
        way_words=_way_words(case.ways),
        is_own_house=record.candidate.tenant_id == current_actor().tenant_id,
    )


def _case(record: CandidateRecord, rules: JudgingRules) -> DossierCase:
    """Return what decides which papers apply, judged as on the day the cell votes or voted."""
    voted = next(
        (step.happened_on for step in record.standing_steps if step.to_stage is Stage.CELL_RESOLVED), None
    )
    day = voted or clock.today()
    facts = build_facts(
        record, step="cell", as_of=day, holidays=rules.holidays, worked_days=rules.worked_days
    )
    verdict = evaluate(facts, None, rules.book)
    return DossierCase(
        ways=possible_ways(facts, rules.book.on(day)),
        is_in_section=record.is_in_section,
        has_committee=record.house_kind is not OrganizationKind.GRASSROOTS_CELL,
        follows_religion=verdict.result_of("E33") is not Result.NOT_APPLICABLE,
        has_foreign_ties=bool(facts.foreign_spouse or facts.foreign_origin),
        is_over_age=verdict.result_of("E04") is not Result.NOT_APPLICABLE,
    )


def _way_words(ways: frozenset[Way]) -> str:
    return " hoặc ".join(NEEDED_WORDS[way] for way in sorted(ways))


def _found(record: CandidateRecord) -> dict[EvidenceKind, Found]:
    """Return number and date of the papers that a step or a certificate speaks of."""
    steps = {step.to_stage: step for step in record.standing_steps}
    found = {}
    for kind in EvidenceKind:
        source = followed_by(kind)
        if isinstance(source, Stage):
            if (step := steps.get(source)) is not None and step.document_no:
                found[kind] = Found(step.document_no, step.document_date or step.happened_on)
        elif source is not None and (certificate := record.certificate(source)) is not None:
            found[kind] = Found(certificate.certificate_number, certificate.issued_on)
    return found
