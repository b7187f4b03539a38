"""From the exam room to the certificate to the house's eligibility: the whole way by its pages."""

from __future__ import annotations

import pytest
from sqlalchemy import select

from portal.candidates.models.candidate import Candidate
from portal.candidates.queries.person_page import person_page
from portal.kernel import clock
from portal.kernel.database import db
from tests.courses.class_end import pass_class


@pytest.fixture
def passed(room, em, app, client_as, owner_sql):
    """Em attended everything, passed the test and got 8 for the thu hoạch; results are not computed."""
    return pass_class(room, em, app, client_as, owner_sql)


def test_a_class_ends_with_a_certificate_and_the_house_knows(passed, acting, client_as, visitor, owner_sql):
    room, khoi = passed, client_as(passed.cast.giang)
    base = f"/class-runs/{room.class_run_id}"
    assert "chờ cấp" not in khoi.get(f"{base}/certificates").text
    assert khoi.post(f"{base}/results").status_code == 302
    page = khoi.get(f"{base}/results").text
    assert "Hoàn thành, 8,00 điểm, xếp loại Giỏi." in page
    assert "Kết quả chờ công nhận" in khoi.get("/").text
    assert (
        khoi.post(f"{base}/results/decision", data={"decision_no": "", "decided_on": ""}).status_code == 422
    )
    today = clock.today()
    decided = khoi.post(
        f"{base}/results/decision", data={"decision_no": "12-QĐ/ĐUK", "decided_on": f"{today:%d/%m/%Y}"}
    )
    assert decided.status_code == 302
    assert "khóa" in khoi.get(f"{base}/results").text
    form = {"issued_on": f"{today:%d/%m/%Y}", "signer_title": "Phó Bí thư", "signer_name": "Trần Minh Quang"}
    assert khoi.post(f"{base}/certificates", data=form).status_code == 302
    ((number, code),) = owner_sql("select number, code from certificate")
    assert number in client_as(room.cast.an).get("/certificates").text
    public = visitor.get(f"/verify/{code}")
    assert public.status_code == 200
    assert number in public.text
    for secret in ("Em A", "K01", "Sở Thử", "Giỏi", "Lớp thử"):
        assert secret not in public.text
    with acting(room.cast.an):
        candidate_id = db.session.scalar(
            select(Candidate.id).where(Candidate.person_id == room.cast.em.person_id)
        )
        found = {
            c.id: c.result for c in person_page(candidate_id, step="dossier", as_of=today).verdict.criteria
        }
    assert (found["E11"], found["E12"]) == ("pass", "pass")


def test_before_the_certificate_eligibility_does_not_know(passed, acting):
    with acting(passed.cast.an):
        candidate_id = db.session.scalar(
            select(Candidate.id).where(Candidate.person_id == passed.cast.em.person_id)
        )
        found = {
            c.id: c.result
            for c in person_page(candidate_id, step="dossier", as_of=clock.today()).verdict.criteria
        }
    assert (found["E11"], found["E12"]) == ("unknown", "unknown")
