"""What the portal knows for the drafts about a candidate."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from sqlalchemy import select

from portal.candidates.drafts import DraftKind, DraftSubject, MissingFact, missing_facts
from portal.candidates.evidence_kinds import THERE, EvidenceKind
from portal.candidates.models.training_record import TrainingKind
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.records import CandidateRecord, get_record
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.organizations.models import OrganizationKind, TenantSetting
from portal.organizations.queries import list_organizations

if TYPE_CHECKING:
    from datetime import date
    from uuid import UUID


@dataclass(frozen=True, slots=True)
class DraftPage:
    """The person, what is known, and what each paper still lacks."""

    record: CandidateRecord
    subject: DraftSubject

    def missing(self, kind: DraftKind) -> list[MissingFact]:
        """Return what has to be entered before a paper can be drafted."""
        return missing_facts(kind, self.subject)


def draft_page(candidate_id: UUID) -> DraftPage:
    """Return what the drafts about a candidate of the own house can say; NotFound otherwise."""
    record = get_record(candidate_id)
    if record.candidate.tenant_id != current_actor().tenant_id:
        raise NotFound
    houses = list_organizations()
    house = next(one for one in houses if one.id == record.candidate.tenant_id)
    root = next(one for one in houses if one.is_root)
    setting, above = _letterheads(house.id, root.id)
    has_committee = record.house_kind is not OrganizationKind.GRASSROOTS_CELL
    steps = {step.to_stage: step for step in record.standing_steps}
    decided = steps.get(Stage.DECIDED)
    certificate = record.certificate(TrainingKind.AWARENESS_CLASS)
    return DraftPage(
        record,
        DraftSubject(
            name=record.person.full_name,
            birth_date=record.person.birth_date,
            position=record.person.position,
            unit_name=record.unit_name or ("" if has_committee else house.name),
            house_name=house.name,
            superior_name=(setting and setting.superior_body) or root.name,
            has_committee=has_committee,
            place=(setting and setting.place) or (above and above.place) or "",
            basis=load_rules().book.on(clock.today()).basis,
            list_resolution_no=record.candidate.list_resolution_no,
            listed_on=record.candidate.listed_on,
            certificate_no=certificate.certificate_number if certificate else "",
            certificate_on=certificate.issued_on if certificate else None,
            history_certified_on=_day_of(record, EvidenceKind.HISTORY_CERTIFIED),
            has_verification=_day_of(record, EvidenceKind.VERIFICATION) is not None,
            decision_no=decided.document_no if decided else "",
            decision_on=(decided.document_date or decided.happened_on) if decided else None,
            helper=record.helper.helper_name if record.helper else "",
            strengths=record.reviews[-1].strengths if record.reviews else "",
            weaknesses=record.reviews[-1].weaknesses if record.reviews else "",
        ),
    )


def _letterheads(house: UUID, root: UUID) -> tuple[TenantSetting | None, TenantSetting | None]:
    """Return what the house and the root have set, in one statement."""
    statement = select(TenantSetting).where(TenantSetting.tenant_id.in_((house, root)))
    found = {setting.tenant_id: setting for setting in db.session.scalars(statement)}
    return found.get(house), found.get(root)


def _day_of(record: CandidateRecord, kind: EvidenceKind) -> date | None:
    return next((row.dated_on for row in record.evidence if row.kind is kind and row.state in THERE), None)
