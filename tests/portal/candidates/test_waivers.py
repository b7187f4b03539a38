"""Waivers: a paper, a person, a reason; shown in the verdict, taken back by a later row."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from portal.candidates.models.waiver import Waiver
from portal.candidates.operations.revoke_waiver import revoke_waiver
from portal.candidates.operations.sign_waiver import sign_waiver
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.person_page import judge
from portal.candidates.queries.records import get_record
from portal.eligibility.steps import NEVER_WAIVED
from portal.eligibility.verdict import Result
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from tests.portal.candidates.builders import a_candidate
from tests.portal.candidates.test_views import audited

SIGNED_ON = date(2026, 3, 2)


@pytest.fixture
def hoa(acting, cast):
    with acting(cast.an):
        return a_candidate()


def sign(candidate_id, criterion: str = "E24", **values):
    there = {
        "evidence_no": "96-CV/ĐU",
        "evidence_date": SIGNED_ON,
        "decided_by": "Nguyễn Văn Ân, Bí thư Đảng ủy",
        "reason": "Theo chỉ đạo của cấp trên",
    }
    return sign_waiver(candidate_id=candidate_id, criterion=criterion, **(there | values))


def line(candidate_id, criterion: str = "E24", on: date | None = None):
    verdict = judge(get_record(candidate_id), step="cell", as_of=on or clock.today(), rules=load_rules())
    return next(line for line in verdict.criteria if line.id == criterion)


def test_a_waiver_shows_in_the_verdict_with_its_paper_and_its_person(acting, cast, hoa):
    with acting(cast.an):
        assert line(hoa).result is Result.UNKNOWN
        sign(hoa)
        found = line(hoa)
    assert found.result is Result.WAIVED
    assert "văn bản số 96-CV/ĐU ngày 02/03/2026" in found.message
    assert "Nguyễn Văn Ân, Bí thư Đảng ủy" in found.message


def test_it_does_not_reach_back_before_its_paper(acting, cast, hoa):
    with acting(cast.an):
        sign(hoa)
        assert line(hoa, on=SIGNED_ON - timedelta(days=1)).result is Result.UNKNOWN
        assert line(hoa, on=SIGNED_ON).result is Result.WAIVED


def test_it_is_taken_back_by_a_later_row_and_may_be_signed_anew(acting, cast, hoa):
    with acting(cast.an):
        waiver_id = sign(hoa)
        revoke_waiver(candidate_id=hoa, waiver_id=waiver_id, reason="Ghi nhầm người")
        assert line(hoa).result is Result.UNKNOWN
        with pytest.raises(Conflict):
            revoke_waiver(candidate_id=hoa, waiver_id=waiver_id, reason="Lần nữa")
        sign(hoa, evidence_no="97-CV/ĐU")
        assert line(hoa).result is Result.WAIVED
        rows = db.session.scalars(select(Waiver).order_by(Waiver.recorded_at)).all()
    assert [(row.evidence_no, row.revokes_waiver_id) for row in rows] == [
        ("96-CV/ĐU", None),
        ("", waiver_id),
        ("97-CV/ĐU", None),
    ]


def test_the_database_lets_nobody_change_a_signature(acting, cast, hoa):
    with acting(cast.an):
        waiver_id = sign(hoa)
        db.session.get(Waiver, (cast.house_a, waiver_id)).reason = "khác"
        with pytest.raises(ProgrammingError, match="permission denied"):
            db.session.flush()
        db.session.rollback()


@pytest.mark.parametrize("criterion", sorted(NEVER_WAIVED))
def test_what_nobody_may_let_go_is_refused(acting, cast, hoa, criterion):
    with acting(cast.an), pytest.raises(RuleRefused, match="không ai được miễn"):
        sign(hoa, criterion)


@pytest.mark.parametrize("criterion", ["E39", "E04", "E99", ""])
def test_only_hard_criteria_and_gates_are_waived(acting, cast, hoa, criterion):
    with acting(cast.an), pytest.raises(NotFound):
        sign(hoa, criterion)


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"evidence_no": "  "}, "evidence_no"),
        ({"decided_by": ""}, "decided_by"),
        ({"reason": " "}, "reason"),
        ({"evidence_date": date(2199, 1, 1)}, "evidence_date"),
    ],
)
def test_the_evidence_and_the_person_are_named(acting, cast, hoa, values, field):
    with acting(cast.an):
        with pytest.raises(DomainError) as told:
            sign(hoa, **values)
        assert db.session.scalars(select(Waiver)).all() == []
    assert told.value.field == field


def test_one_criterion_is_waived_once_at_a_time(acting, cast, hoa):
    with acting(cast.an):
        sign(hoa)
        with pytest.raises(RuleRefused, match="thu hồi trước"):
            sign(hoa)


def test_the_form_signs_and_the_page_takes_back(acting, cast, client_as, hoa):
    an = client_as(cast.an)
    address = f"/candidates/{hoa}/waivers/new?criterion=E24"
    empty = an.post(address, data={"decided_by": "Nguyễn Văn Ân"})
    assert empty.status_code == 422
    assert "Cần số văn bản." in empty.text
    assert 'value="Nguyễn Văn Ân"' in empty.text
    typed = {
        "evidence_no": "96-CV/ĐU",
        "evidence_date": "02/03/2026",
        "decided_by": "Ân",
        "reason": "Chỉ đạo",
    }
    assert an.post(address, data=typed).status_code == 302
    shown = an.get(f"/candidates/{hoa}/eligibility?step=cell").text
    assert "96-CV/ĐU" in shown
    with acting(cast.an):
        waiver_id = db.session.scalar(select(Waiver.id))
    back = f"/candidates/{hoa}/waivers/{waiver_id}/revocation"
    assert "Cần ghi lý do." in an.post(back, data={}, follow_redirects=True).text
    assert "đã thu hồi" in an.post(back, data={"reason": "Nhầm"}, follow_redirects=True).text
    assert audited(acting, cast, "waiver.signed") == audited(acting, cast, "waiver.revoked") == 1


def test_who_may_sign(acting, cast, client_as, hoa):
    address = f"/candidates/{hoa}/waivers/new?criterion=E24"
    statuses = {
        name: client_as(getattr(cast, name)).get(address).status_code
        for name in ("an", "binh", "chi", "em", "giang", "ha")
    }
    assert statuses == {"an": 200, "binh": 403, "chi": 404, "em": 403, "giang": 403, "ha": 403}
    assert client_as(cast.an).get(f"/candidates/{hoa}/waivers/new?criterion=E01").status_code == 302


def test_a_waiver_of_another_person_is_not_found_here(acting, cast, client_as, hoa):
    with acting(cast.an):
        other = a_candidate("Đỗ Đức Khánh")
        waiver_id = sign(other)
        with pytest.raises(NotFound):
            revoke_waiver(candidate_id=hoa, waiver_id=waiver_id, reason="x")
    address = f"/candidates/{hoa}/waivers/{waiver_id}/revocation"
    assert client_as(cast.an).post(address, data={"reason": "x"}).status_code == 404
