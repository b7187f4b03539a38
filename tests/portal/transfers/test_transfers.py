"""Somebody moves: both sides read the record, the admission counts once, nobody else sees anything."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from portal.candidates.models.candidate import Candidate
from portal.candidates.operations.assign_helper import assign_helper
from portal.candidates.queries.admissions import count_admissions
from portal.candidates.queries.person_page import person_page
from portal.candidates.queries.records import get_record
from portal.candidates.stages import Stage
from portal.eligibility.verdict import Result
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.transfers.models import Transfer, TransferReply
from portal.transfers.operations.answer_transfer import answer_transfer
from portal.transfers.operations.close_transfer import close_transfer
from portal.transfers.operations.take_back_transfer import take_back_transfer
from portal.transfers.queries import get_transfer, list_waiting
from tests.portal.candidates.builders import (
    a_candidate,
    a_certificate,
    in_house,
    step,
    the_unit,
    travel,
)
from tests.portal.transfers.builders import a_move, ago, leave


@pytest.fixture(autouse=True)
def _context(app):
    with app.app_context():
        yield


def take_in(transfer_id):
    return answer_transfer(transfer_id=transfer_id, reply=TransferReply.ACCEPTED, unit_id=the_unit())


def stage_of(candidate_id):
    return db.session.scalar(select(Candidate.stage).where(Candidate.id == candidate_id))


@pytest.fixture
def moving(cast):
    """Somebody of house A with a dossier under way, on the way to house B."""
    return a_move(cast)


def test_the_record_goes_along_and_stays_readable_on_both_sides(cast, moving):
    candidate_id, transfer_id = moving
    with in_house(cast.an):
        assert stage_of(candidate_id) is Stage.TRANSFERRED_OUT
        assert get_record(candidate_id).helper is None or get_record(candidate_id).helpers[-1].ends_on
    with in_house(cast.chi):
        assert [row.id for row in list_waiting(5)] == [transfer_id]
        new_id = take_in(transfer_id)
        record = get_record(new_id)
        assert record.candidate.stage is Stage.DOSSIER_IN_PROGRESS
        assert record.person.national_id_index is not None
        assert {step.carried_from for step in record.steps} == {get_transfer(transfer_id).row.from_name}
        assert person_page(new_id).verdict.result_of("E11") is Result.PASS, "the certificate came along"
        assert record.helper is None
        assign_helper(
            candidate_id=new_id, helper_name="Lê Văn Hải", resolution_no="4-NQ/CB", starts_on=clock.today()
        )
        assert list_waiting(5) == []
        assert [r["period"] for r in get_transfer(transfer_id).row.reviews] == ["2026-09"]
    with in_house(cast.an):
        assert get_transfer(transfer_id).state == "accepted"
        assert len(get_record(candidate_id).reviews) == 1
        close_transfer(transfer_id=transfer_id)
        with pytest.raises(Conflict):
            close_transfer(transfer_id=transfer_id)
        with pytest.raises(RuleRefused):
            take_back_transfer(transfer_id=transfer_id, reason="x")


def test_other_houses_see_and_touch_nothing(cast, moving):
    _, transfer_id = moving
    with in_house(cast.dung):
        assert db.session.scalar(select(func.count()).select_from(Transfer)) == 0
        for operation in (
            lambda: get_transfer(transfer_id),
            lambda: answer_transfer(transfer_id=transfer_id, reply="accepted"),
            lambda: take_back_transfer(transfer_id=transfer_id, reason="x"),
            lambda: close_transfer(transfer_id=transfer_id),
        ):
            with pytest.raises(NotFound):
                operation()
    with in_house(cast.chi), pytest.raises(NotFound):
        take_back_transfer(transfer_id=transfer_id, reason="x")
    with in_house(cast.an), pytest.raises(NotFound):
        answer_transfer(transfer_id=transfer_id, reply="refused", reason="x")


def test_a_refusal_gives_a_reason_and_the_person_comes_back(cast, moving):
    candidate_id, transfer_id = moving
    with in_house(cast.chi):
        with pytest.raises(DomainError) as refused:
            answer_transfer(transfer_id=transfer_id, reply="refused")
        assert refused.value.field == "reason"
        answer_transfer(transfer_id=transfer_id, reply="refused", reason="Chưa có quyết định điều động")
        with pytest.raises(Conflict):
            take_in(transfer_id)
    with in_house(cast.an):
        assert [row.state for row in list_waiting(5)] == ["refused"]
        take_back_transfer(transfer_id=transfer_id, reason="Ở lại đơn vị")
        assert stage_of(candidate_id) is Stage.DOSSIER_IN_PROGRESS
        assert list_waiting(5) == []


def test_taking_in_needs_a_unit_of_the_house(cast, moving):
    _, transfer_id = moving
    with in_house(cast.an):
        foreign = the_unit()
    with in_house(cast.chi):
        for unit_id in (None, foreign):
            with pytest.raises(DomainError):
                answer_transfer(transfer_id=transfer_id, reply="accepted", unit_id=unit_id)
        assert get_transfer(transfer_id).is_waiting


def test_somebody_already_followed_is_not_doubled(cast, moving):
    _, transfer_id = moving
    with in_house(cast.chi):
        a_candidate()
        with pytest.raises(Conflict, match="đang được đơn vị theo dõi"):
            take_in(transfer_id)


def test_who_comes_back_finds_the_own_steps_once(cast, moving):
    candidate_id, transfer_id = moving
    with in_house(cast.an):
        before = len(get_record(candidate_id).steps)
    with in_house(cast.chi):
        new_id = take_in(transfer_id)
        back = leave(cast, new_id, to_house_id=cast.house_a, letter_no="9-GCN/CB")
    with in_house(cast.an):
        assert take_in(back) == candidate_id
        assert stage_of(candidate_id) is Stage.DOSSIER_IN_PROGRESS
        assert len(get_record(candidate_id).steps) == before


def test_a_decided_person_is_counted_where_it_was_decided(cast):
    with in_house(cast.an):
        candidate_id = a_candidate()
        a_certificate(candidate_id)
        travel(candidate_id, Stage.DECIDED, last_on=ago(3))
        transfer_id = leave(cast, candidate_id)
        assert get_transfer(transfer_id).row.situation == "decided_within"
    with in_house(cast.chi):
        new_id = take_in(transfer_id)
        assert stage_of(new_id) is Stage.DECIDED
        step(new_id, Stage.CEREMONY_HELD)
        assert count_admissions(since=ago(30), until=clock.today()) == {}
    with in_house(cast.an):
        assert count_admissions(since=ago(30), until=clock.today()) == {cast.house_a: 1}


def test_out_of_the_bloc_a_name_is_enough(cast):
    with in_house(cast.an):
        candidate_id = a_candidate()
        with pytest.raises(DomainError) as refused:
            leave(cast, candidate_id, to_house_id=None)
        assert refused.value.field == "destination"
        for values, field in (
            ({"to_house_id": cast.house_a}, "to_house_id"),
            ({"moved_on": ago(-2)}, "moved_on"),
            ({"letter_date": ago(-2)}, "letter_date"),
            ({"letter_no": " "}, "letter_no"),
            ({"exit_reason": "nonsense"}, "exit_reason"),
        ):
            with pytest.raises(DomainError) as refused:
                leave(cast, candidate_id, **values)
            assert refused.value.field == field
        transfer_id = leave(cast, candidate_id, to_house_id=None, destination="Đảng bộ phường")
        found = get_transfer(transfer_id)
        assert (found.state, found.is_waiting) == ("outside", False)
