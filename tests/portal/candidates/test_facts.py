"""From the rows of a house to a verdict: what a clerk records is what the engine judges."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select

from portal.candidates.checklist import make_checklist
from portal.candidates.evidence_kinds import RULES, EvidenceKind
from portal.candidates.facts import build_facts
from portal.candidates.models.candidate import Candidate
from portal.candidates.operations.record_evidence import record_evidence
from portal.candidates.operations.record_training import record_training
from portal.candidates.queries.history import past_steps
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.person_page import person_page
from portal.candidates.queries.records import get_record, load_records
from portal.candidates.queries.step_gate import judge
from portal.candidates.stages import Stage
from portal.eligibility.verdict import Result, VerdictWord
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import NotFound
from portal.organizations.models import AttributeName, UnitAttribute
from portal.organizations.operations.found_bloc import FIRST_DAY
from portal.people.models import Education
from tests.portal.candidates.builders import a_candidate, a_helper, a_review, step, the_unit, travel

DAY = date(2026, 3, 2)


def complete_papers(candidate_id, *, before: date) -> None:
    """Record every paper that lies before the cell."""
    together = before - timedelta(days=1000)
    for name in ("Trần Văn Minh", "Lê Thị Hạnh"):
        record_evidence(
            candidate_id=candidate_id, kind="introduction", choice="official_member", dated_on=before - timedelta(40),
            flags=["official"], together_since=together, holder=name,
        )  # fmt: skip
    for kind, values in {
        EvidenceKind.APPLICATION: {},
        EvidenceKind.HISTORY_CERTIFIED: {},
        EvidenceKind.VERIFICATION: {"choice": "complete"},
        EvidenceKind.OPINIONS: {"flags": ["unions", "residence"]},
        EvidenceKind.FOREIGN_TIES: {},
    }.items():
        record_evidence(candidate_id=candidate_id, kind=kind, dated_on=before - timedelta(30), **values)


def results(candidate_id, on: date, gate: str = "cell") -> dict[str, Result]:
    verdict = judge(get_record(candidate_id), step=gate, as_of=on, rules=load_rules())
    return {line.id: line.result for line in verdict.criteria}


def someone(**values):
    there = {
        "birth_date": date(1990, 4, 12),
        "education": Education.UNIVERSITY,
        "national_id": "067122555316",
    }
    return a_candidate(**(there | values))


def certify(cast, candidate_id, issued_on: date) -> None:
    """Khối records the class through its own house, as the courses module does."""
    person_id = db.session.scalar(select(Candidate.person_id).where(Candidate.id == candidate_id))
    record_training(
        person_tenant_id=cast.house_a, person_id=person_id, kind="awareness_class",
        certificate_number="118/GCN", issued_on=issued_on,
    )  # fmt: skip


def test_a_certificate_of_khoi_turns_the_class_from_unknown_to_pass(acting, cast):
    with acting(cast.an):
        candidate_id = someone()
        before = results(candidate_id, DAY, "dossier")
        person_id = db.session.scalar(select(Candidate.person_id))
    assert (before["E11"], before["E12"]) == (Result.UNKNOWN, Result.UNKNOWN)
    with acting(cast.giang):
        record_training(
            person_tenant_id=cast.house_a, person_id=person_id, kind="awareness_class",
            certificate_number="118/GCN", issued_on=date(2024, 6, 1),
        )  # fmt: skip
    with acting(cast.an):
        after = results(candidate_id, DAY, "dossier")
        expired = results(candidate_id, date(2029, 6, 2), "dossier")
    assert (after["E11"], after["E12"]) == (Result.PASS, Result.PASS)
    assert (expired["E11"], expired["E12"]) == (Result.PASS, Result.FAIL)


def test_a_complete_candidate_is_eligible_and_one_paper_less_is_one_thing_to_do(acting, cast):
    today = clock.today()
    with acting(cast.an):
        candidate_id = someone()
        a_helper(candidate_id)
        certify(cast, candidate_id, date(2024, 6, 1))
        travel(candidate_id, Stage.DOSSIER_IN_PROGRESS, last_on=today - timedelta(60))
        complete_papers(candidate_id, before=today)
        whole = judge(get_record(candidate_id), step="cell", as_of=today, rules=load_rules())
        assert whole.verdict is VerdictWord.ELIGIBLE, [c for c in whole.criteria if c.result != "pass"]
        record_evidence(candidate_id=candidate_id, kind="opinions", dated_on=today, flags=["unions"])
        page = person_page(candidate_id, step="cell", as_of=today)
    assert page.checklist.headline == "Còn thiếu 1 việc"
    assert page.checklist.advice == "Xong việc này là đủ điều kiện để chi bộ xem xét."
    assert [(row.criterion, row.form, row.evidence_kind) for row in page.checklist.open_rows] == [
        ("E24", "evidence", "opinions")
    ]


def test_without_a_helper_the_list_says_so_and_offers_the_form(acting, cast):
    with acting(cast.an):
        candidate_id = someone()
        page = person_page(candidate_id, step="dossier", as_of=DAY)
    row = next(row for row in page.checklist.open_rows if row.criterion == "E09")
    assert (row.status, row.form) == ("fail", "helper")
    assert page.checklist.open_rows[0].status == "fail"
    assert page.checklist.tone == "red"


def test_what_the_unit_says_of_its_unions_counts_before_what_the_house_says(acting, cast):
    with acting(cast.an):
        unit_id = the_unit()
        in_unit, without_unit = someone(unit_id=unit_id), a_candidate("Phan Văn Nam")
        db.session.add(
            UnitAttribute(unit_id=unit_id, name=AttributeName.HAS_YOUTH_UNION, value=0, valid_from=FIRST_DAY)
        )
        db.session.commit()
        units = {
            record.candidate.id: build_facts(record, step="cell", as_of=DAY).unit
            for record in load_records([in_unit, without_unit])
        }
    assert (units[in_unit].has_youth_union, units[in_unit].has_trade_union) == (False, False)
    assert units[without_unit].has_youth_union is True


def test_votes_and_dates_of_recorded_steps_become_facts(acting, cast):
    today = clock.today()
    with acting(cast.an):
        candidate_id = someone()
        travel(candidate_id, Stage.CEREMONY_HELD)
        facts = build_facts(get_record(candidate_id), step="recognition", as_of=today)
    assert facts.ceremony_on == today
    assert facts.decision_number == "21-NQ/CB"
    assert facts.cell_resolution_on == today - timedelta(40)
    assert facts.votes.cell is None, "the votes of recognition are not those of admission"


def test_reviews_and_tasks_become_facts(acting, cast):
    with acting(cast.an):
        candidate_id = someone()
        a_review(candidate_id, "2025-08", submitted_on=date(2025, 9, 14))
        a_review(
            candidate_id, "2025-09", submitted_on=date(2025, 10, 9), task_title="Việc", task_result="Xong"
        )
        facts = build_facts(get_record(candidate_id), step="cell", as_of=DAY)
    assert [(review.period, review.on_time) for review in facts.reviews] == [
        ("2025-08", False),
        ("2025-09", True),
    ]
    assert facts.task_given is True


@pytest.mark.parametrize("kind", [kind for kind, rule in RULES.items() if rule.criteria])
def test_every_kind_of_paper_can_be_recorded_and_read_as_facts(acting, cast, kind):
    rule = RULES[kind]
    with acting(cast.an):
        candidate_id = someone()
        blank = build_facts(get_record(candidate_id), step="cell", as_of=DAY)
        record_evidence(
            candidate_id=candidate_id,
            kind=kind,
            number="01-CV/ĐU",
            dated_on=date(2026, 1, 5),
            choice=rule.choices[0][0] if rule.choices else "",
            flags=[word for word, _ in rule.flags],
            months=14 if rule.has_months else None,
        )
        facts = build_facts(get_record(candidate_id), step="cell", as_of=DAY)
    assert facts != blank


def test_many_people_cost_as_many_statements_as_one(acting, cast, statements):
    with acting(cast.an):
        people = [a_candidate(f"Lê Văn {name}") for name in ("Một", "Hai", "Ba")]
        counts = []
        for chosen in (people[:1], people):
            with statements() as sent:
                assert len(load_records(chosen)) == len(chosen)
            counts.append(len(sent))
    assert counts == [8, 8]


def test_the_way_so_far_begins_where_the_candidate_was_registered(acting, cast):
    with acting(cast.an):
        listed = a_candidate()
        noticed = a_candidate("Phan Văn Nam", listed_on=None, list_resolution_no="")
        step(noticed, Stage.PROSPECT, document_no="20-NQ/CB")
        ways = [[(s.stage, s.document_no) for s in past_steps(get_record(i))] for i in (listed, noticed)]
    assert ways == [
        [(Stage.PROSPECT, "12-NQ/CB")],
        [(Stage.NOMINATED, ""), (Stage.PROSPECT, "20-NQ/CB")],
    ]


def test_students_are_not_asked_for_a_work_rating_nor_staff_for_marks(acting, cast):
    with acting(cast.an):
        verdict = judge(get_record(someone()), step="dossier", as_of=DAY, rules=load_rules())
    staff = {row.criterion for row in make_checklist(verdict).warnings}
    students = {row.criterion for row in make_checklist(verdict, is_student=True).warnings}
    assert staff ^ students == {"E37", "E38"}


def test_a_stranger_has_no_record_to_judge(acting, cast):
    with acting(cast.an):
        candidate_id = someone()
    with acting(cast.chi), pytest.raises(NotFound):
        person_page(candidate_id)
