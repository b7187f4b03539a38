"""The limits that run in a house, or at Khối's desk: found by their first day, computed in one go."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from datetime import timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import Date, and_, cast, exists, null, select, true, union_all
from sqlalchemy.orm import aliased

from portal.candidates.clocks import (
    AT_THE_AUTHORITY,
    AWAITING_DECISION,
    AWAITING_RECOGNITION,
    CERTIFICATE_COUNTS,
    ON_PROBATION,
    Clock,
    ClockFacts,
    ClockKind,
    ClockRules,
    latest_announced_start,
    running_clocks,
    warning_band,
)
from portal.candidates.evidence_kinds import EvidenceKind
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.clock_setting import ClockSetting
from portal.candidates.models.evidence import Evidence
from portal.candidates.models.training_record import TrainingKind, TrainingRecord
from portal.candidates.queries.access import is_visible
from portal.candidates.queries.judging_rules import JudgingRules, load_rules
from portal.candidates.queries.records import on_day
from portal.candidates.stages import Desk, Stage
from portal.kernel import clock
from portal.kernel.actor import Door, current_actor
from portal.kernel.database import db, once_a_page
from portal.organizations.models import Organization, OrganizationKind, UnitName
from portal.people.models import Person

if TYPE_CHECKING:
    from collections.abc import Collection, Iterable
    from datetime import date
    from uuid import UUID

    from sqlalchemy import ColumnElement, Select

    from portal.candidates.queries.records import CandidateRecord

BROKEN_SHOWN_DAYS = 180
"""A certificate that ended longer ago is no news any more; the checklist of the person still says it."""
PAPERS = (
    EvidenceKind.DOSSIER_RENEWED,
    EvidenceKind.DECISION_EXTENSION,
    EvidenceKind.DECISION_RECEIVED,
    EvidenceKind.LATE_CEREMONY_CONSENT,
)
MOST_OF_A_KIND = 200
MOST_IN_BLOC = 5000
MONTHS_OF_YEAR = 12
SHORTEST_LIMIT = 28
"""Days; every hard limit is at least thirty working days or calendar days long."""
LONGEST_WARNING = 365
"""Days; no limit is announced earlier, whatever Khối sets."""


@dataclass(frozen=True, slots=True)
class ClockRow:
    """One limit of one person; ``band`` is the announced day it has come to, 0 when broken."""

    candidate_id: UUID
    tenant_id: UUID
    name: str
    unit_id: UUID | None
    unit_name: str
    house_code: str
    stage: Stage
    has_committee: bool
    clock: Clock
    band: int | None


def get_clock_rules() -> ClockRules:
    """Return what Khối set for limits, or the values the product comes with."""
    return _rules(db.session.execute(_setting()).one_or_none())


def clocks_of_record(record: CandidateRecord, *, rules: JudgingRules) -> list[Clock]:
    """Return the limits running for one candidate."""
    papers = {row.kind: row.dated_on for row in record.evidence if row.kind in PAPERS}
    certificate = record.certificate(TrainingKind.AWARENESS_CLASS)
    facts = _facts(
        record.candidate.stage,
        record.candidate.clock_from,
        certificate.issued_on if certificate else None,
        papers,
    )
    return _running(facts, rules, get_clock_rules())


@once_a_page
def list_clocks(*, desks: frozenset[Desk], limit: int = MOST_OF_A_KIND) -> list[ClockRow]:
    """Return the announced limits that wait at the desks, the most urgent first; two statements.

    At most ``limit`` of each kind are looked at, the oldest first. Overseers read all houses and are
    asked only about what lies with the deciding body.
    """
    today, rules = clock.today(), load_rules()
    if current_actor().door is Door.OVERSIGHT:
        branches = [_by_stage(AT_THE_AUTHORITY, None, limit)]
    else:
        horizon = latest_announced_start(today, 12, LONGEST_WARNING)
        branches = [
            _by_stage({Stage.DOSSIER_IN_PROGRESS}, horizon, limit),
            _by_stage(AWAITING_DECISION, None, limit),
            _by_stage({Stage.DECIDED}, None, limit),
            _by_stage(ON_PROBATION, horizon, limit),
            _by_stage(AWAITING_RECOGNITION, None, limit),
            _by_certificate(today, limit, rules),
        ]
    rows = _read(branches, rules)
    shown = [row for row in rows if row.clock.desk in desks and row.band is not None]
    return sorted(shown, key=lambda row: (row.clock.due_on, row.name))


def list_pressing_clocks(*, house: UUID | None = None, limit: int = MOST_IN_BLOC) -> list[ClockRow]:
    """Return the broken limits and the certificates about to end, of every house the door shows.

    Two statements for all houses or for one, at most ``limit`` people of each kind.
    """
    return _pressing([Candidate.tenant_id == house] if house else [], limit)


def _pressing(whose: list[ColumnElement[bool]], limit: int | None) -> list[ClockRow]:
    """Return the pressing limits; internal ones are left out: breaking one is no offence."""
    today, rules = clock.today(), load_rules()
    year, month = latest_announced_start(today, MONTHS_OF_YEAR, 0), today - timedelta(days=SHORTEST_LIMIT)
    branches = [
        _by_stage({Stage.DOSSIER_IN_PROGRESS}, year, limit),
        _by_stage(AWAITING_DECISION, month, limit),
        _by_stage({Stage.DECIDED}, month, limit),
        _by_stage(ON_PROBATION, year, limit),
        _by_stage(AWAITING_RECOGNITION, month, limit),
        _by_certificate(today, limit, rules),
    ]
    return [
        row
        for row in sorted(
            _read([branch.where(*whose) for branch in branches], rules),
            key=lambda row: (row.clock.due_on, row.name),
        )
        if not row.clock.is_soft
        and (row.band == 0 or (row.clock.kind is ClockKind.CERTIFICATE and row.band is not None))
    ]


def count_pressing(houses: Collection[UUID]) -> tuple[Counter[UUID], Counter[UUID]]:
    """Return how many limits are broken and how many certificates about to end, by house, however many."""
    today = clock.today()
    rows = _pressing([Candidate.tenant_id.in_(houses)], None)
    broken = Counter(row.tenant_id for row in rows if row.clock.due_on < today)
    return broken, Counter(row.tenant_id for row in rows) - broken


def next_clocks(candidate_ids: Collection[UUID], *, house: UUID | None) -> dict[UUID, Clock]:
    """Return the nearest limit of each of some candidates, however far away; two statements."""
    wanted = (Candidate.tenant_id == house, Candidate.id.in_(candidate_ids))
    rows = _read([_columns().where(*wanted), _with_certificate().where(*wanted)], load_rules())
    nearest: dict[UUID, Clock] = {}
    for row in sorted(rows, key=lambda row: row.clock.due_on, reverse=True):
        nearest[row.candidate_id] = row.clock
    return nearest


def _setting() -> Select[list[int], int, int]:
    root = select(Organization.id).where(Organization.id == Organization.tenant_id)
    return select(
        ClockSetting.warning_days, ClockSetting.cell_sends_days, ClockSetting.committee_sends_days
    ).where(ClockSetting.tenant_id.in_(root))


def _rules(setting: Any) -> ClockRules:
    return ClockRules(tuple(setting[0]), setting[1], setting[2]) if setting and setting[0] else ClockRules()


def _columns() -> Select[*tuple[Any, ...]]:
    return select(
        Candidate.tenant_id,
        Candidate.id,
        Candidate.person_id,
        Candidate.unit_id,
        Candidate.stage,
        Candidate.clock_from,
        cast(null(), Date).label("certificate_on"),
    )


def _by_stage(
    stages: Collection[Stage], begun_by: date | None, limit: int | None
) -> Select[*tuple[Any, ...]]:
    """Return those at some stages whose limit began first, through the index on its first day."""
    statement = _columns().where(*_whose(), Candidate.stage.in_(stages), Candidate.clock_from.is_not(None))
    if begun_by is not None:
        statement = statement.where(Candidate.clock_from <= begun_by)
    return statement.order_by(Candidate.clock_from).limit(limit)


def _whose() -> tuple[ColumnElement[bool], ...]:
    """Return whose people are read: every house by name for overseers, so that its index is used."""
    actor = current_actor()
    if actor.door is Door.OVERSIGHT:
        return (Candidate.tenant_id.in_(select(Organization.id)),)
    return (Candidate.tenant_id == actor.tenant_id, is_visible())


def _with_certificate() -> Select[*tuple[Any, ...]]:
    """Return candidates with the day of their latest certificate of the awareness class."""
    later = aliased(TrainingRecord)
    is_superseded = exists(
        select(later.id).where(
            later.person_id == TrainingRecord.person_id,
            later.kind == TrainingRecord.kind,
            later.annulled_on.is_(None),
            later.issued_on > TrainingRecord.issued_on,
        )
    )
    return (
        select(
            Candidate.tenant_id,
            Candidate.id,
            Candidate.person_id,
            Candidate.unit_id,
            Candidate.stage,
            cast(null(), Date).label("clock_from"),
            TrainingRecord.issued_on.label("certificate_on"),
        )
        .join(
            TrainingRecord,
            and_(
                TrainingRecord.person_tenant_id == Candidate.tenant_id,
                TrainingRecord.person_id == Candidate.person_id,
            ),
        )
        .where(
            TrainingRecord.kind == TrainingKind.AWARENESS_CLASS,
            TrainingRecord.annulled_on.is_(None),
            ~is_superseded,
        )
    )


def _by_certificate(today: date, limit: int | None, rules: JudgingRules) -> Select[*tuple[Any, ...]]:
    months = rules.book.on(today).thresholds.certificate_months
    first = latest_announced_start(today - timedelta(days=BROKEN_SHOWN_DAYS), months, 0)
    last = latest_announced_start(today, months, LONGEST_WARNING)
    return (
        _with_certificate()
        .where(
            *_whose(),
            Candidate.stage.in_(CERTIFICATE_COUNTS),
            TrainingRecord.issued_on.between(first, last),
        )
        .order_by(TrainingRecord.issued_on)
        .limit(limit)
    )


def _read(branches: list[Select[*tuple[Any, ...]]], judging: JudgingRules) -> list[ClockRow]:
    """Return the limits of the people the branches find, with their names and papers."""
    running = union_all(*branches).subquery("running")
    unit = and_(
        UnitName.tenant_id == running.c.tenant_id,
        UnitName.unit_id == running.c.unit_id,
        on_day(UnitName, clock.today()),
    )
    paper = and_(
        Evidence.tenant_id == running.c.tenant_id,
        Evidence.candidate_id == running.c.id,
        Evidence.is_current,
        Evidence.kind.in_(PAPERS),
    )
    setting = _setting().subquery("setting")
    statement = (
        select(
            running,
            Person.full_name,
            UnitName.name,
            Organization.code,
            Organization.kind.label("house_kind"),
            Evidence.kind,
            Evidence.dated_on,
            setting.c.warning_days,
            setting.c.cell_sends_days,
            setting.c.committee_sends_days,
        )
        .join(Person, and_(Person.tenant_id == running.c.tenant_id, Person.id == running.c.person_id))
        .join(Organization, Organization.id == running.c.tenant_id)
        .outerjoin(setting, true())
        .outerjoin(UnitName, unit)
        .outerjoin(Evidence, paper)
    )
    found = db.session.execute(statement).all()
    return _rows(found, judging)


def _rows(found: Iterable[Any], judging: JudgingRules) -> list[ClockRow]:
    papers: dict[tuple[UUID, bool], dict[EvidenceKind, date | None]] = {}
    people: dict[tuple[UUID, bool], Any] = {}
    for row in found:
        key = row.id, row.certificate_on is None
        people[key] = row
        papers.setdefault(key, {})
        if row.kind is not None:
            papers[key][row.kind] = row.dated_on
    today = clock.today()
    rows: list[ClockRow] = []
    reckoned: dict[ClockFacts, list[Clock]] = {}  # many began on the same day at the same stage
    for key, row in people.items():
        rules = _rules((row.warning_days, row.cell_sends_days, row.committee_sends_days))
        facts = _facts(row.stage, row.clock_from, row.certificate_on, papers[key])
        if facts not in reckoned:
            reckoned[facts] = _running(facts, judging, rules)
        rows += [
            ClockRow(
                candidate_id=row.id,
                tenant_id=row.tenant_id,
                name=row.full_name,
                unit_id=row.unit_id,
                unit_name=row.name or "",
                house_code=row.code,
                stage=row.stage,
                has_committee=row.house_kind != OrganizationKind.GRASSROOTS_CELL,
                clock=running,
                band=warning_band(running.days_left(today), rules.warning_days),
            )
            for running in reckoned[facts]
        ]
    return rows


def _facts(
    stage: Stage,
    clock_from: date | None,
    certificate_on: date | None,
    papers: dict[EvidenceKind, date | None],
) -> ClockFacts:
    return ClockFacts(
        stage,
        clock_from,
        certificate_on,
        dossier_renewed_on=papers.get(EvidenceKind.DOSSIER_RENEWED),
        extended_on=papers.get(EvidenceKind.DECISION_EXTENSION),
        received_on=papers.get(EvidenceKind.DECISION_RECEIVED),
        late_ceremony_allowed=EvidenceKind.LATE_CEREMONY_CONSENT in papers,
    )


def _running(facts: ClockFacts, rules: JudgingRules, settings: ClockRules) -> list[Clock]:
    return running_clocks(
        facts,
        today=clock.today(),
        rules_on=rules.book.on,
        calendar=rules.calendar,
        settings=settings,
    )
