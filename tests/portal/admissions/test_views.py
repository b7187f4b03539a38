"""The pages of both desks: who may, what stands where, nothing typed is lost."""

from __future__ import annotations

import pytest

from portal.admissions.queries import get_submission
from portal.admissions.states import AnswerKind, State
from portal.kernel import clock
from tests.portal.admissions.builders import a_ready_candidate, a_submission, answered
from tests.portal.candidates.builders import in_house

TODAY = "happened_on"


@pytest.fixture
def sent(app, cast):
    with app.app_context(), in_house(cast.an):
        candidate_id = a_ready_candidate()
        return candidate_id, a_submission(candidate_id)


@pytest.fixture
def ready(app, cast):
    with app.app_context(), in_house(cast.an):
        return a_ready_candidate("Đỗ Đức Khánh")


def day(offset: int = 0) -> str:
    from datetime import timedelta

    return f"{clock.today() + timedelta(days=offset):%d/%m/%Y}"


def test_the_secretary_sends_from_the_persons_page(client_as, cast, ready):
    an = client_as(cast.an)
    assert "Gửi hồ sơ lên Khối" in an.get(f"/candidates/{ready}").text
    address = f"/candidates/{ready}/submission"
    assert "Khối sẽ thấy" in an.get(address).text
    refused = an.post(address, data={"letter_no": "", "letter_date": "31/02/2026", "remarks": "lời nhắn"})
    assert refused.status_code == 422
    assert "lời nhắn" in refused.text
    done = an.post(address, data={"letter_no": "45-CV/ĐU", "letter_date": day()})
    page = an.get(done.location).text
    assert "chờ tiếp nhận" in page
    assert "Rút hồ sơ gửi nhầm" in page
    assert an.get(address).location == done.location, "what lies at Khối is shown, not sent again"
    assert "Xem hồ sơ ở Khối" in an.get(f"/candidates/{ready}").text
    assert an.get(f"/candidates/{ready}/submission/current?to=appraised").location == done.location


def test_khoi_receives_appraises_and_decides(app, client_as, cast, sent):
    candidate_id, submission_id = sent
    giang, an = client_as(cast.giang), client_as(cast.an)
    assert "hồ sơ chờ tiếp nhận" in giang.get("/inbox").text
    assert "Lê Thị Hoa" in giang.get("/admissions").text
    here = f"/admissions/{submission_id}"
    assert "Tiếp nhận hồ sơ" in giang.get(here).text
    giang.post(f"{here}/answer/received", data={"happened_on": day(-3)})
    giang.post(f"{here}/answer/appraised", data={"happened_on": day(-2)})
    typed = {"happened_on": day(-1), "document_no": "358-QĐ/ĐUK", "kind": "standing_committee", "total": "11"}
    short = giang.post(f"{here}/answer/decided", data=typed | {"yes": "3"})
    assert (short.status_code, "358-QĐ/ĐUK" in short.text) == (422, True)
    giang.post(f"{here}/answer/decided", data=typed | {"yes": "9"})
    assert "358-QĐ/ĐUK" in giang.get(here).text
    assert "Khối ra quyết định: Lê Thị Hoa" in an.get("/inbox").text
    wrong = an.post(f"{here}/note", data={"received_on": day(-9)})
    assert (wrong.status_code, "Ngày nhận phải từ ngày quyết định" in wrong.text) == (422, True)
    assert an.post(f"{here}/note", data={"received_on": day()}).location == f"/candidates/{candidate_id}"
    assert "Có quyết định kết nạp" in an.get(f"/candidates/{candidate_id}").text


def test_a_sitting_keeps_what_was_typed(app, client_as, cast, sent):
    _, submission_id = sent
    with app.app_context(), in_house(cast.giang):
        answered(submission_id, AnswerKind.RECEIVED, AnswerKind.APPRAISED)
    giang = client_as(cast.giang)
    assert "Ghi quyết định của một phiên họp" in giang.get("/admissions?state=appraised").text
    first = giang.post("/admissions/sitting", data={"ids": str(submission_id)})
    assert "Lê Thị Hoa" in first.text
    typed = {
        "ids": str(submission_id),
        "happened_on": day(),
        "kind": "standing_committee",
        "total": "11",
        "lines-0-submission_id": str(submission_id),
        "lines-0-document_no": "12-QĐ/ĐUK",
    }
    refused = giang.post("/admissions/sitting", data=typed | {"lines-0-yes": "2"})
    assert refused.status_code == 422
    assert "12-QĐ/ĐUK" in refused.text
    assert "Lê Thị Hoa: " in refused.text
    giang.post("/admissions/sitting", data=typed | {"lines-0-yes": "10"})
    with app.app_context(), in_house(cast.giang):
        assert get_submission(submission_id).state is State.DECIDED
    nobody = giang.post("/admissions/sitting", data={"ids": "rubbish"})
    assert nobody.status_code in {302, 404}


def test_other_desks_stay_out(client_as, cast, sent, ready):
    _, submission_id = sent
    addresses = {
        f"/admissions/{submission_id}": {
            "an": 200,
            "giang": 200,
            "chi": 404,
            "binh": 403,
            "dung": 403,
            "em": 403,
        },
        f"/candidates/{ready}/submission": {"an": 200, "chi": 404, "binh": 403, "giang": 403},
        f"/admissions/{submission_id}/answer/received": {"giang": 200, "an": 403, "chi": 403},
    }
    for address, expected in addresses.items():
        found = {name: client_as(getattr(cast, name)).get(address).status_code for name in expected}
        assert found == expected, address


def test_the_list_costs_the_same_for_one_and_for_three(app, client_as, cast, sent, statements):
    giang = client_as(cast.giang)
    giang.get("/admissions")
    prices = []
    for names in ((), ("Nguyễn Văn Ân", "Đỗ Đức Khánh")):
        with app.app_context(), in_house(cast.an):
            for number, name in enumerate(names):
                a_submission(a_ready_candidate(name), letter_no=f"{number}-CV")
        with statements() as found:
            assert giang.get("/admissions").status_code == 200
        prices.append(len(found))
    assert prices == [7, 7]
