"""Lists of a gate: never a verdict that is no longer true, and the same price for one and for three."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.standing import EligibilityStanding
from portal.candidates.operations.judge_house import judge_house
from portal.candidates.operations.place_in_unit import place_in_unit
from portal.candidates.operations.record_evidence import record_evidence
from portal.candidates.operations.record_training import record_training
from portal.candidates.operations.sign_waiver import sign_waiver
from portal.candidates.queries import standing_answer
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.person_page import default_step, judge
from portal.candidates.queries.records import load_records
from portal.candidates.queries.standing import count_ready, standing_page
from portal.candidates.queries.standing_answer import StandingFilter
from portal.candidates.stages import Stage
from portal.eligibility.verdict import Kind, Result, VerdictWord
from portal.kernel import clock, jobs
from portal.kernel.database import db
from portal.people.models import Education
from tests.portal.candidates.builders import a_candidate, a_helper, step, the_unit, travel
from tests.portal.candidates.test_facts import certify, complete_papers, someone


def before_the_cell(cast, name: str = "Lê Thị Hoa", *, complete: bool = True):
    """Somebody whose dossier is being made, with every paper or with none."""
    today = clock.today()
    candidate_id = someone(full_name=name, national_id=f"06712255{abs(hash(name)) % 10_000:04d}")
    a_helper(candidate_id)
    certify(cast, candidate_id, today - timedelta(days=400))
    travel(candidate_id, Stage.DOSSIER_IN_PROGRESS, last_on=today - timedelta(days=60))
    if complete:
        complete_papers(candidate_id, before=today)
    return candidate_id


def page(**wanted):
    return standing_page(StandingFilter(**({"step": "cell", "on": clock.today()} | wanted)))


def parts(**wanted) -> dict[str, int]:
    return dict(page(**wanted).parts)


def kept() -> int:
    return db.session.scalar(select(func.count()).select_from(EligibilityStanding))


def test_kept_and_fresh_verdicts_give_the_same_list(acting, cast):
    with acting(cast.an):
        before_the_cell(cast)
        short = before_the_cell(cast, "Đỗ Đức Khánh")
        record_evidence(candidate_id=short, kind="opinions", dated_on=clock.today(), flags=["unions"])
        fresh = page()
        judge_house()
        held = page()
    assert [(r.name, r.judged) for r in fresh.rows] == [(r.name, r.judged) for r in held.rows]
    assert (dict(held.parts), held.one_lacking) == ({"eligible": 1, "one": 1}, [("E24", 1)])


def test_the_list_agrees_with_the_page_of_each_person(acting, cast):
    with acting(cast.an):
        for stage in (None, Stage.CLASS_PASSED, Stage.CELL_RESOLVED, Stage.DECIDED, Stage.CEREMONY_HELD):
            candidate_id = a_candidate(f"Trần Văn {stage or 'Một'}", education=Education.COLLEGE)
            if stage:
                travel(candidate_id, stage)
        judge_house()
        kept_rows = {row.candidate_id: row for row in db.session.scalars(select(EligibilityStanding))}
        rules = load_rules()
        records = load_records(list(kept_rows))
        for record in records:
            row = kept_rows[record.candidate.id]
            verdict = judge(
                record, step=default_step(record.candidate.stage), as_of=clock.today(), rules=rules
            )
            stopping = {
                line.id
                for line in verdict.criteria
                if line.kind in {Kind.HARD, Kind.GATE} and line.result in {Result.FAIL, Result.UNKNOWN}
            }
            assert (row.verdict, row.step, set(row.lacking)) == (verdict.verdict, verdict.step, stopping)
            changes = [c.on for c in verdict.next_changes if c.criterion in _decisive(verdict)]
            assert not changes or row.holds_until <= min(changes)
    assert len(records) == 5


def _decisive(verdict) -> set[str]:
    return {line.id for line in verdict.criteria if line.kind in {Kind.HARD, Kind.GATE}}


def test_whatever_changes_a_fact_is_seen_at_once(acting, cast):
    with acting(cast.an):
        candidate_id = before_the_cell(cast)
        judge_house()
        assert parts() == {"eligible": 1}
        record_evidence(candidate_id=candidate_id, kind="opinions", dated_on=clock.today(), flags=[])
        assert (kept(), parts()) == (0, {"one": 1})
        judge_house()
        sign_waiver(
            candidate_id=candidate_id,
            criterion="E24",
            evidence_no="9-CV/ĐU",
            evidence_date=clock.today(),
            decided_by="Bí thư Đảng ủy",
            reason="Theo chỉ đạo",
        )
        assert parts() == {"eligible": 1}
        judge_house()
        step(candidate_id, Stage.CELL_RESOLVED)
        assert (parts(), parts(step="committee")) == ({}, {"eligible": 1})


def test_a_certificate_of_khoi_makes_the_kept_verdict_stale_without_a_write_in_the_house(acting, cast):
    with acting(cast.an):
        candidate_id = before_the_cell(cast)
        judge_house()
        person_id = db.session.scalar(select(Candidate.person_id))
        old = clock.today() - timedelta(days=61 * 31)
    with acting(cast.giang):
        record_training(
            person_tenant_id=cast.house_a,
            person_id=person_id,
            kind="awareness_class",
            certificate_number="1/GCN",
            issued_on=old,
        )
    with acting(cast.an):
        assert kept() == 1
        fresh = select(EligibilityStanding.id).join(Candidate, standing_answer.same_candidate())
        assert db.session.scalars(fresh.where(standing_answer.is_kept("cell", clock.today()))).all() == []
        assert parts() == {"eligible": 1}
        assert count_ready() == 0
        judge_house()
        assert count_ready() == 1
    assert candidate_id


def test_a_statement_for_many_people_forgets_the_whole_house(acting, cast, app):
    with acting(cast.an):
        candidate_id = before_the_cell(cast)
        judge_house()
        place_in_unit(candidate_ids=[candidate_id], unit_id=the_unit())
        assert kept() == 0
    jobs.run_pending(app, app.extensions["queue_conninfo"])
    with acting(cast.an):
        assert kept() == 1


def test_another_day_is_judged_when_the_kept_verdict_does_not_reach_it(acting, cast):
    today = clock.today()
    with acting(cast.an):
        candidate_id = before_the_cell(cast)
        judge_house()
        holds_until = db.session.scalar(select(EligibilityStanding.holds_until))
        assert holds_until > today
        assert parts(on=holds_until - timedelta(days=1)) == {"eligible": 1}
        (late,) = page(on=today + timedelta(days=400)).rows
    assert late.id == candidate_id
    assert late.judged.verdict is VerdictWord.BLOCKED
    assert "E25" in late.judged.lacking


def test_beyond_what_a_page_may_judge_it_says_how_many_are_left(acting, cast, monkeypatch):
    monkeypatch.setattr(standing_answer, "MOST_JUDGED_NOW", 1)
    with acting(cast.an):
        before_the_cell(cast)
        before_the_cell(cast, "Đỗ Đức Khánh")
        found = page()
    assert (found.parts.total(), found.not_judged) == (1, 1)


def test_filters_by_part_and_by_what_is_lacking(acting, cast):
    with acting(cast.an):
        whole, short = before_the_cell(cast), before_the_cell(cast, "Đỗ Đức Khánh")
        record_evidence(candidate_id=short, kind="opinions", dated_on=clock.today(), flags=[])
        for judged in (False, True):
            if judged:
                judge_house()
            assert [row.id for row in page(part="eligible").rows] == [whole]
            assert [row.id for row in page(part="one", lacking="E24").rows] == [short]
            assert page(part="one", lacking="E13").total == 0
            assert page(part="more").rows == []


@pytest.mark.parametrize("n", [1, 3])
@pytest.mark.parametrize("is_kept", [True, False])
def test_the_list_costs_the_same_for_one_and_for_three(acting, cast, client_as, statements, n, is_kept):
    with acting(cast.an):
        for name in ("Lê Thị Hoa", "Nguyễn Văn Ân", "Đỗ Đức Khánh")[:n]:
            before_the_cell(cast, name)
        if is_kept:
            judge_house()
    an = client_as(cast.an)
    with statements() as sent:
        shown = an.get("/candidates/eligibility")
    assert shown.text.count("/eligibility?step=cell") == n
    assert len(sent) == (5 if is_kept else 12), sent.texts


def test_the_workbook_holds_exactly_the_list_and_the_export_is_recorded(acting, cast, client_as):
    with acting(cast.an):
        before_the_cell(cast)
        short = before_the_cell(cast, "Đỗ Đức Khánh")
        record_evidence(candidate_id=short, kind="opinions", dated_on=clock.today(), flags=[])
    answer = client_as(cast.an).get("/candidates/eligibility/export?part=one")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[4:]] == ["Đỗ Đức Khánh"]
    assert rows[4][6] == "Ý kiến đoàn thể và nơi cư trú"


def test_khoi_reads_one_house_and_the_stranger_sees_the_own(acting, cast, client_as):
    with acting(cast.an):
        before_the_cell(cast)
        judge_house()
    assert "Chọn một đơn vị" in client_as(cast.giang).get("/candidates/eligibility").text
    shown = client_as(cast.giang).get(f"/candidates/eligibility?house={cast.house_a}").text
    assert "Lê Thị Hoa" in shown
    assert "Lê Thị Hoa" not in client_as(cast.chi).get("/candidates/eligibility").text
    other = client_as(cast.chi).get(f"/candidates/eligibility?house={cast.house_a}").text
    assert "Lê Thị Hoa" not in other
    assert client_as(cast.em).get("/candidates/eligibility").status_code == 403


def test_the_inbox_tells_who_is_ready(acting, cast, client_as):
    with acting(cast.an):
        before_the_cell(cast)
        judge_house()
    assert "1 người đủ điều kiện để chi bộ xem xét" in client_as(cast.an).get("/").text


@pytest.mark.parametrize("query", ["on=31/02/2026", "step=nonsense", "part=x&lacking=E99", "unit=&page=0"])
def test_nonsense_in_the_address_falls_back(cast, client_as, query):
    assert client_as(cast.an).get(f"/candidates/eligibility?{query}").status_code == 200
