"""What the use cases write, and what they refuse with words."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.models.evidence import Evidence
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.models.review import ProgressReview
from portal.candidates.models.stage import StageStep
from portal.candidates.models.training_record import TrainingRecord
from portal.candidates.operations.change_candidate import change_candidate
from portal.candidates.operations.correct_stage import correct_stage
from portal.candidates.operations.place_in_unit import place_in_unit
from portal.candidates.operations.record_evidence import record_evidence, withdraw_evidence
from portal.candidates.operations.record_training import annul_training, record_training
from portal.candidates.queries.admissions import count_admissions
from portal.candidates.queries.nominable import list_nominable
from portal.candidates.stages import Stage
from portal.candidates.votes import VoteCount
from portal.kernel import clock
from portal.kernel.audit import AuditEntry
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.people.models import Person
from tests.portal.candidates.builders import (
    a_candidate,
    a_certificate,
    a_helper,
    a_review,
    step,
    the_unit,
    travel,
)


def the(model):
    return db.session.scalars(select(model)).one()


def test_somebody_listed_starts_as_a_prospect_and_anybody_else_as_nominated(acting, cast):
    with acting(cast.an):
        listed = a_candidate()
        noticed = a_candidate("Phan Văn Nam", listed_on=None, list_resolution_no="")
        stages = dict(db.session.execute(select(Candidate.id, Candidate.stage)).all())
    assert stages == {listed: Stage.PROSPECT, noticed: Stage.NOMINATED}


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"full_name": "Hoa"}, "full_name"),
        ({"national_id": "123"}, "national_id"),
        ({"list_resolution_no": ""}, "list_resolution_no"),
        ({"listed_on": None}, "listed_on"),
        ({"listed_on": date(2100, 1, 1)}, "listed_on"),
    ],
)
def test_what_cannot_be_right_is_refused_at_its_field(acting, cast, values, field):
    with acting(cast.an), pytest.raises(DomainError) as refused:
        a_candidate(**values)
    assert refused.value.field == field
    with acting(cast.an):
        assert db.session.scalar(select(func.count(Candidate.id))) == 0


def test_the_same_person_is_not_registered_twice_and_another_house_knows_nothing(acting, cast):
    with acting(cast.an):
        a_candidate(national_id="067122555316")
        with pytest.raises(Conflict):
            a_candidate("Lê Thị Hoa Mai", birth_date=date(1990, 1, 1), national_id="067122555316")
        with pytest.raises(Conflict):
            a_candidate("LÊ THỊ HOA")
        a_candidate(national_id="067122555317")
    with acting(cast.chi):
        a_candidate(national_id="067122555316")


def test_a_step_moves_the_candidate_and_keeps_paper_votes_and_rule_set(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.CELL_RESOLVED)
        assert the(Candidate).stage is Stage.CELL_RESOLVED
        last = db.session.scalars(select(StageStep).where(StageStep.to_stage == Stage.CELL_RESOLVED)).one()
    assert last.votes == {"official_summoned": 17, "deducted": 3, "yes": 10}
    assert (last.document_no, last.recorded_by) == ("21-NQ/CB", "An")
    assert last.rule_set_id.startswith("RS")


@pytest.mark.parametrize(
    ("to", "values", "field"),
    [
        (Stage.DECIDED, {}, "to_stage"),
        (Stage.CLASS_PROPOSED, {"on": date(2100, 1, 1)}, "happened_on"),
        (Stage.CLASS_PROPOSED, {"on": date(2024, 1, 9)}, "happened_on"),
        (Stage.REMOVED_FROM_LIST, {"document_no": " "}, "document_no"),
    ],
)
def test_a_step_out_of_order_out_of_time_or_without_paper_is_refused(acting, cast, to, values, field):
    with acting(cast.an):
        candidate_id = a_candidate()
    with acting(cast.an), pytest.raises(DomainError) as refused:
        step(candidate_id, to, **values)
    assert refused.value.field == field
    with acting(cast.an):
        assert the(Candidate).stage is Stage.PROSPECT


@pytest.mark.parametrize(
    "vote", [None, VoteCount(total=17, deducted=3, yes=9), VoteCount(total=10, deducted=3, yes=8)]
)
def test_a_vote_missing_short_or_impossible_is_refused(acting, cast, vote):
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.DOSSIER_IN_PROGRESS)
    with acting(cast.an), pytest.raises(DomainError):
        step(candidate_id, Stage.CELL_RESOLVED, vote=vote)


def test_leaving_the_list_ends_the_helpers_work(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        a_helper(candidate_id)
        step(candidate_id, Stage.REMOVED_FROM_LIST)
        assert the(Candidate).removed_on == clock.today()
        assert the(HelperAssignment).ends_on == clock.today()


def test_a_wrong_step_is_taken_back_and_stays_in_the_history(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        step(candidate_id, Stage.CLASS_PROPOSED, date(2024, 3, 1))
        wrong = step(candidate_id, Stage.CLASS_ENROLLED, date(2024, 4, 1))
        correct_stage(candidate_id=candidate_id, stage_step_id=wrong, remarks="Ghi nhầm người")
        candidate = the(Candidate)
        assert (candidate.stage, candidate.stage_since) == (Stage.CLASS_PROPOSED, date(2024, 3, 1))
        assert db.session.scalar(select(func.count(StageStep.id))) == 3
        with pytest.raises(Conflict):
            correct_stage(candidate_id=candidate_id, stage_step_id=wrong, remarks="Lần nữa")


def test_history_cannot_be_edited_even_by_the_house_itself(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        step(candidate_id, Stage.CLASS_PROPOSED)
    with acting(cast.an):
        the(StageStep).remarks = "sửa lén"
        with pytest.raises(Exception, match="permission denied"):
            db.session.flush()


def test_a_hand_over_ends_the_first_helper_the_day_before(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        a_helper(candidate_id)
        a_helper(
            candidate_id, helper_name="Lê Thị Hạnh", starts_on=date(2025, 1, 1), end_reason="Chuyển công tác"
        )
        first, second = db.session.scalars(select(HelperAssignment).order_by(HelperAssignment.starts_on))
    assert (first.ends_on, first.end_reason) == (date(2024, 12, 31), "Chuyển công tác")
    assert (second.is_replacement, first.is_replacement) == (True, False)


def test_a_helper_is_official_named_and_by_resolution(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
    for values in ({"is_official": False}, {"helper_name": " "}, {"resolution_no": ""}):
        with acting(cast.an), pytest.raises(DomainError):
            a_helper(candidate_id, **values)


def test_a_second_review_of_a_month_supersedes_the_first(acting, cast):
    period = "2025-09"
    with acting(cast.an):
        candidate_id = a_candidate()
        a_review(candidate_id, period, strengths="Bản đầu", submitted_on=date(2025, 10, 12))
        a_review(candidate_id, period, strengths="Bản sau")
        rows = db.session.scalars(select(ProgressReview).order_by(ProgressReview.recorded_at)).all()
    assert [(row.strengths, row.is_current) for row in rows] == [("Bản đầu", False), ("Bản sau", True)]
    assert {row.is_on_time for row in rows} == {False}


def test_a_month_that_has_not_come_is_not_reviewed(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
    with acting(cast.an), pytest.raises(DomainError) as refused:
        a_review(candidate_id, "2100-01")
    assert refused.value.field == "period"


def test_a_paper_of_the_same_kind_is_superseded_but_introductions_stand_side_by_side(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        day = date(2025, 1, 1)
        for _ in range(2):
            record_evidence(candidate_id=candidate_id, kind="application", dated_on=day)
            record_evidence(
                candidate_id=candidate_id, kind="introduction", choice="official_member", dated_on=day
            )
        current = db.session.scalars(select(Evidence.kind).where(Evidence.is_current)).all()
        assert sorted(current) == ["application", "introduction", "introduction"]
        withdrawn = db.session.scalar(select(Evidence.id).where(Evidence.kind == "introduction"))
        withdraw_evidence(candidate_id=candidate_id, evidence_id=withdrawn)
        with pytest.raises(Conflict):
            withdraw_evidence(candidate_id=candidate_id, evidence_id=withdrawn)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"kind": "application"}, "dated_on"),
        ({"kind": "dossier_permission", "dated_on": date(2025, 1, 1)}, "number"),
        ({"kind": "political_standard", "dated_on": date(2025, 1, 1), "choice": "maybe"}, "choice"),
        ({"kind": "application", "dated_on": date(2100, 1, 1)}, "dated_on"),
        ({"kind": "engagement", "dated_on": date(2025, 1, 1), "choice": "contract"}, "months"),
    ],
)
def test_a_paper_without_what_its_kind_needs_is_refused(acting, cast, values, field):
    with acting(cast.an):
        candidate_id = a_candidate()
    with acting(cast.an), pytest.raises(DomainError) as refused:
        record_evidence(candidate_id=candidate_id, **values)
    assert refused.value.field == field


def test_the_second_of_two_editors_is_told(acting, cast):
    person = {"full_name": "Lê Thị Hoa", "birth_date": date(1996, 4, 12)}
    with acting(cast.an):
        candidate_id = a_candidate()
        common = {
            "candidate_id": candidate_id,
            "listed_on": date(2024, 1, 10),
            "list_resolution_no": "12-NQ/CB",
        }
        change_candidate(**common, version=1, remarks="Người thứ nhất", **person)
        with pytest.raises(Conflict):
            change_candidate(**common, version=1, remarks="Người thứ hai", **person)
        assert the(Candidate).remarks == "Người thứ nhất"
        change_candidate(**common, version=2, remarks="Người thứ hai", **person)


def test_a_change_is_recorded_by_name_and_numbers_without_value(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        change_candidate(
            candidate_id=candidate_id,
            listed_on=date(2024, 1, 10),
            list_resolution_no="12-NQ/CB",
            position="Điều dưỡng",
            national_id="067122555316",
        )
    with acting(cast.ha, reading=True):
        bodies = db.session.scalars(select(AuditEntry.body).where(AuditEntry.tenant_id == cast.house_a)).all()
    changed = next(body for body in bodies if "person.changed" in body)
    assert "Điều dưỡng" in changed
    assert "national_id" in changed
    assert "067122555316" not in changed


def test_many_people_are_put_into_a_unit_of_the_house_at_once(acting, cast):
    with acting(cast.an):
        people = [a_candidate(), a_candidate("Phan Văn Nam")]
        unit_id = the_unit()
        assert place_in_unit(candidate_ids=people, unit_id=unit_id) == 2
        assert set(db.session.scalars(select(Candidate.unit_id))) == {unit_id}
        assert db.session.scalar(select(func.count(Person.id)).where(Person.unit_id == unit_id)) == 3
    with acting(cast.chi), pytest.raises(NotFound):
        place_in_unit(candidate_ids=people, unit_id=unit_id)


def test_khoi_records_a_class_and_the_house_reads_it_at_once(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
        person_id = db.session.scalar(select(Candidate.person_id))
        assert [row.candidate_id for row in list_nominable()] == [candidate_id]
    result = {
        "person_tenant_id": cast.house_a,
        "person_id": person_id,
        "kind": "awareness_class",
        "certificate_number": "01/2026",
        "issued_on": date(2026, 6, 1),
        "certificate_code": "ABC",
    }
    with acting(cast.giang):
        first = record_training(**result)
        assert record_training(**result) == first
    with acting(cast.an):
        assert the(TrainingRecord).certificate_number == "01/2026"
        assert list_nominable() == []
        with pytest.raises(NotFound):
            annul_training(certificate_code="ABC", annulled_on=date(2026, 7, 1))
    with acting(cast.chi):
        assert db.session.scalars(select(TrainingRecord)).all() == []
    with acting(cast.giang):
        annul_training(certificate_code="ABC", annulled_on=date(2026, 7, 1))
    with acting(cast.an):
        assert [row.candidate_id for row in list_nominable()] == [candidate_id]


def test_only_listed_people_of_the_own_house_are_nominable_by_name(acting, cast):
    with acting(cast.an):
        a_candidate("Nguyễn Văn Bình")
        a_candidate("Phạm Thị An")
        a_candidate("Lê Văn Cường", listed_on=None, list_resolution_no="")
        assert [row.full_name for row in list_nominable()] == ["Phạm Thị An", "Nguyễn Văn Bình"]
    with acting(cast.chi):
        assert list_nominable() == []


def test_admissions_count_decisions_and_take_annulments_away_when_they_happen(acting, cast):
    today = clock.today()
    year = {"since": today - timedelta(days=300), "until": today}
    with acting(cast.an):
        kept, annulled, mistaken = (a_candidate(f"Lê Thị {name}") for name in ("Một", "Hai", "Ba"))
        for candidate_id in (kept, annulled, mistaken):
            travel(candidate_id, Stage.DECIDED, last_on=today - timedelta(days=100))
        wrong = db.session.scalar(
            select(StageStep.id).where(
                StageStep.candidate_id == mistaken, StageStep.to_stage == Stage.DECIDED
            )
        )
        correct_stage(candidate_id=mistaken, stage_step_id=wrong, remarks="Ghi nhầm")
        step(annulled, Stage.ANNULLED, today - timedelta(days=5))
        assert count_admissions(**year) == {cast.house_a: 1}
    with acting(cast.giang, reading=True):
        assert count_admissions(**year) == {cast.house_a: 1}
        before = {"since": today - timedelta(days=300), "until": today - timedelta(days=50)}
        assert count_admissions(**before) == {cast.house_a: 2}
        after = {"since": today - timedelta(days=49), "until": today}
        assert count_admissions(**after) == {cast.house_a: -1}
    with acting(cast.chi):
        assert count_admissions(**year) == {}


def test_every_write_refuses_a_stranger(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate()
    for write in (
        lambda: step(candidate_id, Stage.CLASS_PROPOSED),
        lambda: a_helper(candidate_id),
        lambda: a_review(candidate_id, "2025-09"),
        lambda: record_evidence(candidate_id=candidate_id, kind="application", dated_on=date(2025, 1, 1)),
        lambda: change_candidate(candidate_id=candidate_id),
        lambda: a_certificate(candidate_id),
    ):
        with acting(cast.chi), pytest.raises(Exception):  # noqa: B017 -- not found, or the step of nobody
            write()
    with acting(cast.an):
        assert the(Candidate).version == 1
