"""Sample people: the three lists that come with the product, worked with for some months. All invented."""

from __future__ import annotations

from dataclasses import dataclass, replace
from datetime import date, timedelta
from itertools import cycle
from pathlib import Path
from typing import TYPE_CHECKING

from sqlalchemy import func, select

from portal.accounts.demo import DemoAccount, open_account
from portal.candidates.evidence_kinds import EvidenceKind
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.review import ITEMS, Proposal, Rating
from portal.candidates.models.training_record import TrainingKind
from portal.candidates.operations.advance_stage import advance_stage
from portal.candidates.operations.assign_helper import assign_helper
from portal.candidates.operations.import_candidates import import_candidates
from portal.candidates.operations.place_in_unit import place_in_unit
from portal.candidates.operations.record_evidence import record_evidence
from portal.candidates.operations.record_review import record_review
from portal.candidates.operations.record_training import record_training
from portal.candidates.queries import choices
from portal.candidates.queries.access import get_candidate
from portal.candidates.queries.records import get_record, load_records
from portal.candidates.reviews import first_day, period_due, review_due_on, shift
from portal.candidates.stages import RULES as STAGES
from portal.candidates.stages import Body, Stage
from portal.candidates.votes import VoteCount
from portal.eligibility.dates import add_months
from portal.kernel import clock
from portal.kernel.actor import Role
from portal.kernel.database import db, session_as
from portal.kernel.operation import operation
from portal.organizations.queries import find_operator
from portal.people.models import Person, SourceGroup

if TYPE_CHECKING:
    from uuid import UUID

ORDER = 30
YOUTH_MONTHS = 31 * 12
SAMPLES = Path(__file__).parent / "samples"
HELPER_NAMES = (
    "Trần Văn Minh",
    "Lê Thị Hạnh",
    "Phạm Quốc Bảo",
    "Nguyễn Thị Lan Anh",
    "Hoàng Đức Thịnh",
    "Vũ Thị Thanh Tâm",
    "Đinh Công Sơn",
    "Bùi Thị Ngọc Mai",
)
TASKS = (
    ("Phụ trách một buổi sinh hoạt chuyên đề của chi đoàn", "Đã tổ chức, 32 người dự"),
    ("Hướng dẫn người dân nộp hồ sơ trực tuyến", "Hướng dẫn 45 lượt, được khen tại giao ban"),
    ("Tham gia tổ rà soát quy trình của phòng", "Hoàn thành đúng hạn, đề xuất bỏ hai bước"),
    ("Vận động đồng nghiệp hiến máu đợt tháng này", "18 người đăng ký"),
)
STRENGTHS = "Chấp hành tốt kỷ luật lao động, có ý thức cầu thị, được đồng nghiệp tin cậy."
WEAKNESSES = "Cần mạnh dạn phát biểu hơn trong sinh hoạt; sắp xếp thời gian tự học."
WAY = (
    (Stage.DOSSIER_PERMITTED, 320, "47-CV/ĐU"),
    (Stage.DOSSIER_IN_PROGRESS, 300, ""),
    (Stage.CELL_RESOLVED, 190, "21-NQ/CB"),
    (Stage.COMMITTEE_RESOLVED, 175, "63-NQ/ĐU"),
    (Stage.SUBMITTED, 170, "112-CV/ĐU"),
    (Stage.DECIDED, 140, "358-QĐ/ĐUK"),
    (Stage.CEREMONY_HELD, 120, "02-BB/CB"),
)
"""A usual way: stage, day on a scale that only distances count of, paper."""

SINCE_LAST_STEP = {7: (350, 374), 6: (6,), 5: (52, 20), 4: (16,), 3: (58, 21), 2: (330, 350, 20), 1: (9,)}
"""Days since the last step, by how many steps were made: every limit is seen running, near and broken."""


@dataclass(frozen=True, slots=True)
class SampleHouse:
    """One list and how far the work with its people has come (numbers of people)."""

    code: str
    file_name: str
    source_group: SourceGroup
    resolution_no: str
    helped: int
    reviewed: int
    reached: tuple[int, ...]
    """How many have gone how many steps of the usual way, the farthest first."""


HOUSES = (
    SampleHouse("K18", "quan-chung-K18.xlsx", SourceGroup.CIVIL_SERVANT, "08-NQ/CB", 15, 8, (7, 3)),
    SampleHouse(
        "K53",
        "quan-chung-K53.xlsx",
        SourceGroup.MEDICAL,
        "12-NQ/CB",
        90,
        45,
        (7, 7, 6, 5, 4, 4, 4, 3, 2, 2, 2, 1),
    ),
    SampleHouse(
        "K57", "quan-chung-K57-tcvn3.xlsx", SourceGroup.STUDENT, "05-NQ/CB", 50, 20, (7, 5, 4, 4, 3, 2, 1)
    ),
)


HELPER = DemoAccount("giupdo53", "K53", frozenset({Role.HELPER}), "Trần Văn Minh", "Đảng viên, Khoa Nội")
LEARNER = DemoAccount("quanchung53", "K53", frozenset({Role.CANDIDATE}), "")


def load() -> None:
    """Import the sample lists into the houses that have nobody yet, and furnish them."""
    open_account(HELPER)
    for house in HOUSES:
        with session_as(find_operator(house.code)):
            if not db.session.scalar(select(func.count()).select_from(Candidate)):
                furnish(house=house)
    with session_as(find_operator(LEARNER.house)):
        person = db.session.scalars(
            select(Person)
            .join(Candidate, (Candidate.tenant_id == Person.tenant_id) & (Candidate.person_id == Person.id))
            .where(Candidate.stage == Stage.DOSSIER_IN_PROGRESS)
            .order_by(Person.sort_name)
        ).first()
    if person is not None:
        open_account(replace(LEARNER, display_name=person.full_name), person_id=person.id)


@operation
def furnish(*, house: SampleHouse) -> None:
    """Import one list and let helpers, reviews and steps follow, in one transaction."""
    import_candidates(
        file_name=house.file_name,
        content=(SAMPLES / house.file_name).read_bytes(),
        source_group=house.source_group,
        list_resolution_no=house.resolution_no,
    )
    people = list(db.session.scalars(select(Candidate.id).order_by(Candidate.id)))
    _place(people)
    certified = _certified(people)
    travellers = certified[: len(house.reached)]
    rest = [candidate_id for candidate_id in people if candidate_id not in travellers]
    helped = travellers + rest[: house.helped]
    _give_helpers(helped)
    _review(helped[: house.reviewed])
    _renew_certificates(travellers)
    since_last = {steps: cycle(days) for steps, days in SINCE_LAST_STEP.items()}
    for steps, candidate_id in zip(house.reached, travellers, strict=False):
        _travel(candidate_id, steps, next(since_last[steps]))


def _place(people: list[UUID]) -> None:
    units = [unit_id for unit_id, _ in choices.unit_choices()]
    for position, unit_id in enumerate(units):
        place_in_unit(candidate_ids=people[position :: len(units)], unit_id=unit_id)


def _certified(people: list[UUID]) -> list[UUID]:
    """Return those with a certificate who can be introduced, the latest first: the first to go on."""
    records = [
        record
        for record in load_records(people)
        if record.candidate.stage is Stage.CLASS_PASSED
        and (record.person.youth_member or not _is_young(record.person.birth_date))
    ]
    records.sort(key=lambda record: record.candidate.stage_since, reverse=True)
    return [record.candidate.id for record in records]


def _is_young(born: date) -> bool:
    """Tell whether the person may have been of youth age when the cell considered."""
    return add_months(born, YOUTH_MONTHS) >= clock.today() - timedelta(days=800)


def _give_helpers(people: list[UUID]) -> None:
    accounts = [membership_id for membership_id, _ in choices.helper_choices(only_helpers=True)]
    names = cycle(HELPER_NAMES)
    for number, candidate_id in enumerate(people):
        with_account = accounts[number % len(accounts)] if accounts and number < 4 * len(accounts) else None
        assign_helper(
            candidate_id=candidate_id,
            helper_membership_id=with_account,
            helper_name="" if with_account else next(names),
            resolution_no=f"{15 + number % 9}-NQ/CB",
            starts_on=clock.today() - timedelta(days=900 - number % 60),
            together_since=clock.today() - timedelta(days=1300 - 7 * (number % 40)),
        )


def _review(people: list[UUID]) -> None:
    """Write three months of reviews: most on time, some late, the last month for half the people."""
    due = period_due(clock.today())
    tasks = cycle(TASKS)
    ratings = cycle(
        (Rating.GOOD, Rating.FAIR, Rating.GOOD, Rating.GOOD, Rating.FAIR, Rating.AVERAGE, Rating.GOOD)
    )
    for back in (3, 2, 1):
        period = shift(due, 1 - back)
        for number, candidate_id in enumerate(people if back > 1 else people[::2]):
            task, result = next(tasks)
            record_review(
                candidate_id=candidate_id,
                period=period,
                **{item: next(ratings) for item in ITEMS},
                proposal=Proposal.KEEP if number % 5 else Proposal.PREPARE_DOSSIER,
                task_title=task,
                task_due_on=first_day(shift(period, 1)) - timedelta(days=1),
                task_result=result,
                strengths=STRENGTHS,
                weaknesses=WEAKNESSES,
                conclusion="Chi bộ nhất trí với đề xuất của đồng chí được phân công giúp đỡ.",
                next_task=task,
                submitted_on=_handed_in(period, number),
            )


def _handed_in(period: str, number: int) -> date:
    due_on = review_due_on(period)
    day = due_on + timedelta(days=4) if number % 7 == 0 else due_on - timedelta(days=3)
    return min(day, clock.today())


def _renew_certificates(people: list[UUID]) -> None:
    """Let those whose certificate would have ended before the cell considers have taken the class again."""
    too_old = add_months(clock.today(), -48)
    for number, record in enumerate(load_records(people), start=1):
        certificate = record.certificate(TrainingKind.AWARENESS_CLASS)
        if certificate is None or certificate.issued_on < too_old:
            record_training(
                person_tenant_id=record.candidate.tenant_id,
                person_id=record.person.id,
                kind=TrainingKind.AWARENESS_CLASS,
                certificate_number=f"{number:03d}/GCN-TTCT",
                issued_on=clock.today() - timedelta(days=820),
                issuer="Trung tâm chính trị thành phố",
            )


def _travel(candidate_id: UUID, steps: int, days_since_last: int) -> None:
    votes = {
        Body.CELL: VoteCount(total=17, deducted=3, yes=13),
        Body.COMMITTEE: VoteCount(total=11, yes=10),
        Body.AUTHORITY: VoteCount(total=11, yes=9),
    }
    begun = get_candidate(candidate_id).stage_since
    last = WAY[steps - 1][1]
    for stage, days_ago, paper in WAY[:steps]:
        day = max(begun, clock.today() - timedelta(days=days_ago - last + days_since_last))
        body = STAGES[stage].body
        if stage is Stage.CELL_RESOLVED:
            _collect_papers(candidate_id, day)
        advance_stage(
            candidate_id=candidate_id,
            to_stage=stage,
            happened_on=day,
            document_no=paper,
            document_date=day if paper else None,
            vote=votes[body] if body else None,
            acknowledgement="Giấy tờ đã đủ trong hồ sơ giấy, nhập bổ sung sau.",
        )


def _collect_papers(candidate_id: UUID, day: date) -> None:
    """Record the papers that lay before the cell."""
    introducers = [("official_member", "Lê Thị Hạnh"), ("official_member", "Trần Văn Minh")]
    if get_record(candidate_id).person.youth_member:
        introducers.append(("youth_union", "Đoàn cơ sở"))
    for choice, name in introducers:
        record_evidence(
            candidate_id=candidate_id,
            kind=EvidenceKind.INTRODUCTION,
            choice=choice,
            number="14-NQ/ĐTN" if choice == "youth_union" else "",
            dated_on=day - timedelta(days=40),
            holder=name,
            flags=["official"] if choice == "official_member" else [],
            together_since=day - timedelta(days=1000),
        )
    for kind, days, extra in (
        (EvidenceKind.APPLICATION, 60, {}),
        (EvidenceKind.HISTORY_CERTIFIED, 30, {}),
        (EvidenceKind.VERIFICATION, 25, {"choice": "complete"}),
        (EvidenceKind.OPINIONS, 20, {"flags": ["unions", "residence"]}),
        (EvidenceKind.FOREIGN_TIES, 60, {}),
        (EvidenceKind.POLITICAL_STANDARD, 15, {"choice": "met"}),
    ):
        record_evidence(
            candidate_id=candidate_id,
            kind=kind,
            dated_on=day - timedelta(days=days),
            holder="Chi ủy",
            **extra,
        )
