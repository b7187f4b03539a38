"""Issuing: who gets one, which number, and what the person's house then knows."""

from __future__ import annotations

import threading
from datetime import datetime, time, timedelta

import pytest
from sqlalchemy import select

from courses.certificates.operations.allow_reissue import allow_reissue
from courses.certificates.operations.annul_certificate import annul_certificate
from courses.certificates.operations.issue_certificates import issue_certificates
from courses.certificates.operations.record_reprint import record_reprint
from courses.certificates.queries.awaiting import list_awaiting
from courses.classes.queries.classes import get_class
from courses.grading.models import ClassResult
from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.person_page import person_page
from portal.kernel import clock
from portal.kernel.crypto import token_hash
from portal.kernel.database import db, session_as
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.organizations.operations.change_setting import change_setting
from portal.people.models import Person
from tests.courses.certificates.made import (
    DECISION_NO,
    HOA,
    LAN,
    MAI,
    SIGNER,
    a_finished_class,
    certificates,
    issue,
)


def this_year() -> int:
    return clock.today().year


@pytest.fixture
def class_run_id(app, cast):
    """A recognised class with two people of A and one of B."""
    with app.app_context():
        return a_finished_class(cast, {cast.an: [LAN, MAI], cast.chi: [HOA]})


def criteria(cast, someone, name: str) -> dict[str, str]:
    """What eligibility says of a person of someone's house, by criterion."""
    with session_as(someone.actor()):
        candidate_id = db.session.scalar(
            select(Candidate.id).where(
                Candidate.person_id.in_(select(Person.id).where(Person.full_name == name))
            )
        )
        verdict = person_page(candidate_id, step="dossier", as_of=clock.today()).verdict
        return {criterion.id: criterion.result for criterion in verdict.criteria}


def test_everybody_who_completed_gets_one_in_the_order_of_names(app, cast, class_run_id):
    with app.app_context():
        assert issue(cast, class_run_id) == 3
        rows = certificates(cast, class_run_id)
    assert [(row.number, row.full_name) for row in rows] == [
        (f"1/{this_year()}/GCN-BDNT", HOA),
        (f"2/{this_year()}/GCN-BDNT", LAN),
        (f"3/{this_year()}/GCN-BDNT", MAI),
    ]
    first = rows[0]
    assert (first.grade, first.decision_no, first.organization_name) == (
        "Giỏi",
        DECISION_NO,
        "Đảng bộ Sở Thử Nghiệm B",
    )
    assert first.valid_until == clock.today().replace(year=this_year() + 5)
    assert (first.signer_title, first.signer_name) == (SIGNER.title, SIGNER.name)
    assert len({row.code for row in rows}) == 3


def test_a_second_press_issues_nothing(app, cast, class_run_id, owner_sql):
    with app.app_context():
        assert issue(cast, class_run_id) == 3
        assert issue(cast, class_run_id) == 0
    for table in ("certificate", "certificate_seal", "training_record"):
        assert owner_sql(f"select count(*) from {table}") == [(3,)]


def test_nothing_is_issued_before_a_decision(app, cast, owner_sql):
    with app.app_context():
        class_run_id = a_finished_class(cast, {cast.an: [LAN]}, recognised=False)
        with pytest.raises(RuleRefused, match="Công nhận kết quả"):
            issue(cast, class_run_id)
    assert owner_sql("select count(*) from certificate") == [(0,)]


def test_who_did_not_complete_or_was_superseded_gets_none(app, cast, class_run_id, acting):
    with acting(cast.giang):
        results = list(db.session.scalars(select(ClassResult).order_by(ClassResult.id)))
        results[0].is_completed = False
        results[1].superseded_at = clock.now()
        db.session.commit()
    with app.app_context():
        assert issue(cast, class_run_id) == 1


@pytest.mark.parametrize("days", [1, -4])
def test_the_date_of_issue_is_from_the_decision_to_today(app, cast, class_run_id, days, owner_sql):
    with app.app_context(), pytest.raises(DomainError) as refused:
        issue(cast, class_run_id, issued_on=clock.today() + timedelta(days=days))
    assert refused.value.field == "issued_on"
    assert owner_sql("select count(*) from certificate") == [(0,)]


def test_numbers_go_on_from_class_to_class_and_begin_again_each_year(app, cast, class_run_id):
    with app.app_context():
        issue(cast, class_run_id)
        second = a_finished_class(cast, {cast.an: ["Vũ Văn Nam"]}, code="K8")
        issue(cast, second)
        assert [row.serial for row in certificates(cast, second)] == [4]
        year = this_year() + 1
        next_year = datetime.combine(clock.today().replace(year=year, month=1, day=5), time(9), clock.LOCAL)
        with clock.frozen_at(next_year):
            third = a_finished_class(cast, {cast.an: ["Vũ Thị Nga"]}, code="K9")
            issue(cast, third)
            assert [row.number for row in certificates(cast, third)] == [f"1/{year}/GCN-BDNT"]


def test_a_line_never_bears_an_earlier_date_than_the_line_before(app, cast, class_run_id):
    with app.app_context():
        issue(cast, class_run_id)
        second = a_finished_class(cast, {cast.an: ["Vũ Văn Nam"]}, code="K8")
        with pytest.raises(DomainError, match="Sổ đã có giấy cấp ngày"):
            issue(cast, second, issued_on=clock.today() - timedelta(days=1))


def test_officers_who_press_at_the_same_moment_leave_no_gap_and_no_double(app, cast, owner_sql):
    names = {"K7": ["Vũ Văn Nam", "Vũ Văn Hùng", "Vũ Văn Sơn"], "K8": ["Vũ Thị Nga", "Vũ Thị Hà"]}
    with app.app_context():
        classes = [a_finished_class(cast, {cast.an: people}, code=code) for code, people in names.items()]
    ready = threading.Barrier(len(classes) * 2)
    failures: list[BaseException] = []

    def press(class_run_id):
        try:
            with app.app_context(), session_as(cast.giang.actor()):
                ready.wait()
                issue_certificates(class_run_id=class_run_id, issued_on=clock.today(), signer=SIGNER)
        except BaseException as error:  # noqa: BLE001 -- told to the test by hand
            failures.append(error)

    threads = [threading.Thread(target=press, args=(class_run_id,)) for class_run_id in classes * 2]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert failures == []
    assert owner_sql("select serial from certificate order by serial") == [(n,) for n in range(1, 6)]


def test_eligibility_learns_of_it_and_forgets_an_annulled_one(app, cast, class_run_id):
    with app.app_context():
        before = criteria(cast, cast.an, LAN)
        assert (before["E11"], before["E12"]) == ("unknown", "unknown")
        issue(cast, class_run_id)
        after = criteria(cast, cast.an, LAN)
        assert (after["E11"], after["E12"]) == ("pass", "pass")
        row = next(row for row in certificates(cast, class_run_id) if row.full_name == LAN)
        with session_as(cast.giang.actor()):
            annul_certificate(certificate_id=row.id, annulled_on=clock.today(), reason="15-QĐ/ĐUK")
        assert criteria(cast, cast.an, LAN)["E11"] == before["E11"]


def test_the_training_record_goes_to_the_persons_house(app, cast, class_run_id, owner_sql):
    with app.app_context():
        issue(cast, class_run_id)
    rows = owner_sql(
        "select to_tenant_id, kind, certificate_number, score, grade, issuer from training_record order by certificate_number"
    )
    assert [row[0] for row in rows] == [cast.house_b, cast.house_a, cast.house_a]
    assert rows[0][1:4] == ("awareness_class", f"1/{this_year()}/GCN-BDNT", 8.5)
    assert rows[0][4:] == ("Giỏi", "Đảng ủy Khối các cơ quan tỉnh")


def test_the_seal_holds_the_hash_of_the_code_and_nobody(app, cast, class_run_id, owner_sql):
    with app.app_context():
        issue(cast, class_run_id)
        row = certificates(cast, class_run_id)[0]
    ((seal,),) = owner_sql("select to_jsonb(s) from certificate_seal s where number = %s", row.number)
    assert seal["code_hash"] == token_hash(row.code)
    assert set(seal) == {
        "tenant_id",
        "id",
        "code_hash",
        "number",
        "issued_on",
        "valid_until",
        "annulled_on",
    }


def test_a_change_of_letterhead_does_not_reach_what_was_issued(app, cast, class_run_id, acting):
    with app.app_context():
        issue(cast, class_run_id)
    with acting(cast.giang):
        change_setting(issuing_body="Đảng ủy các cơ quan Đảng tỉnh")
    with app.app_context():
        assert certificates(cast, class_run_id)[0].issuing_body == "Đảng ủy Khối các cơ quan tỉnh"


@pytest.fixture
def certificate(app, cast, class_run_id):
    with app.app_context():
        issue(cast, class_run_id)
        return certificates(cast, class_run_id)[0]


def test_annulling_needs_a_reason_and_a_day_since_the_issue(acting, cast, certificate):
    today = clock.today()
    for field, value in (
        ("reason", " "),
        ("annulled_on", today + timedelta(days=1)),
        ("annulled_on", today - timedelta(days=1)),
    ):
        there = {"annulled_on": today, "reason": "Thi hộ", field: value}
        with acting(cast.giang), pytest.raises(DomainError) as refused:
            annul_certificate(certificate_id=certificate.id, **there)
        assert refused.value.field == field


def test_an_annulled_certificate_keeps_its_line_and_is_not_issued_again(
    acting, app, cast, certificate, class_run_id, owner_sql
):
    with acting(cast.giang):
        annul_certificate(certificate_id=certificate.id, annulled_on=clock.today(), reason="Thi hộ")
        with pytest.raises(RuleRefused, match="đã bị hủy"):
            annul_certificate(certificate_id=certificate.id, annulled_on=clock.today(), reason="lần nữa")
        with pytest.raises(RuleRefused, match="không in lại"):
            record_reprint(certificate_id=certificate.id, reason="rách")
    with app.app_context():
        assert issue(cast, class_run_id) == 0
    assert owner_sql("select annulled_reason from certificate where annulled_on is not null") == [("Thi hộ",)]
    assert owner_sql("select annulled_on from certificate_seal where annulled_on is not null") == [
        (clock.today(),)
    ]


def test_a_reprint_needs_a_reason_and_leaves_a_trace(acting, cast, certificate, owner_sql):
    with acting(cast.giang):
        with pytest.raises(DomainError, match="lý do"):
            record_reprint(certificate_id=certificate.id, reason=" ")
        record_reprint(certificate_id=certificate.id, reason="In lệch khung")
    ((body,),) = owner_sql("select body from audit_entry where body like '%%certificate.reprinted%%'")
    assert "In lệch khung" in body


def test_another_house_cannot_touch_a_certificate(acting, cast, certificate):
    with acting(cast.an), pytest.raises(NotFound):
        annul_certificate(certificate_id=certificate.id, annulled_on=clock.today(), reason="x")


def test_one_annulled_by_mistake_is_issued_anew_under_another_number(
    acting, cast, certificate, class_run_id, owner_sql
):
    with acting(cast.giang):
        with pytest.raises(RuleRefused, match="còn giá trị"):
            allow_reissue(certificate_id=certificate.id, reason="in sai")
        annul_certificate(certificate_id=certificate.id, annulled_on=clock.today(), reason="Nhầm người")
        assert list_awaiting(get_class(class_run_id)) == []
        with pytest.raises(DomainError) as refused:
            allow_reissue(certificate_id=certificate.id, reason=" ")
        assert refused.value.field == "reason"
        allow_reissue(certificate_id=certificate.id, reason="Hủy nhầm người")
        with pytest.raises(Conflict):
            allow_reissue(certificate_id=certificate.id, reason="lần nữa")
        assert [row.name for row in list_awaiting(get_class(class_run_id))] == [certificate.full_name]
        assert issue_certificates(class_run_id=class_run_id, issued_on=clock.today(), signer=SIGNER) == 1
        assert list_awaiting(get_class(class_run_id)) == []
    rows = owner_sql("select number, annulled_on is null from certificate order by serial")
    assert [holds for number, holds in rows if number == certificate.number] == [False]
    assert sum(holds for _number, holds in rows) == len(rows) - 1
    assert len({number for number, _holds in rows}) == len(rows)
    current = "select count(*) from training_record where certificate_number = %s and annulled_on is null"
    assert owner_sql(current, rows[-1][0]) == [(1,)]
