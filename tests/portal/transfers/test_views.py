"""The pages of both sides of a move, and the paper that goes along."""

from __future__ import annotations

import io

import pytest
from docx import Document

from tests.portal.candidates.builders import a_candidate, in_house, the_unit
from tests.portal.transfers.builders import a_move, leave


@pytest.fixture
def moving(app, cast):
    with app.app_context():
        return a_move(cast)


def test_the_pages_of_both_sides(app, cast, client_as, moving):
    candidate_id, transfer_id = moving
    an, chi = client_as(cast.an), client_as(cast.chi)
    here = f"/transfers/{transfer_id}"
    assert "Lê Thị Hoa" in an.get("/transfers").text
    assert "Tiếp nhận Lê Thị Hoa chuyển đến" in chi.get("/inbox").text
    assert "không cần đủ 12 tháng" in chi.get(here).text
    paper = Document(io.BytesIO(an.get(f"{here}/certificate.docx").data))
    words = "\n".join(line.text for line in paper.paragraphs)
    assert "đang được tổ chức đảng giúp đỡ" in words
    assert "{{" not in words
    assert chi.get(f"{here}/certificate.docx").status_code == 404
    wrong = chi.post(f"{here}/answer", data={"reply": "refused", "reason": ""})
    assert (wrong.status_code, "Ghi lý do" in wrong.text) == (422, True)
    with app.app_context(), in_house(cast.chi):
        unit = the_unit()
    done = chi.post(f"{here}/answer", data={"reply": "accepted", "unit_id": str(unit)})
    assert "Đang làm hồ sơ" in chi.get(done.location).text
    assert "Nơi đến đã tiếp nhận Lê Thị Hoa" in an.get("/inbox").text
    assert "Đã kết thúc" in an.post(f"{here}/close", follow_redirects=True).text
    assert client_as(cast.dung).get(here).status_code == 403
    assert client_as(cast.giang).get(here).status_code == 200
    assert an.get(f"/candidates/{candidate_id}/transfer").status_code == 200
    assert chi.get(f"/candidates/{candidate_id}/transfer").status_code == 404


def test_letting_go_keeps_what_was_typed(app, cast, client_as):
    with app.app_context(), in_house(cast.an):
        candidate_id = a_candidate("Nguyễn Văn Ân")
    an = client_as(cast.an)
    address = f"/candidates/{candidate_id}/transfer"
    assert "Chuyển đi nơi khác" in an.get(f"/candidates/{candidate_id}").text
    typed = {
        "destination": "Đảng bộ phường",
        "moved_on": "31/02/2026",
        "letter_no": "03-GCN",
        "exit_reason": "work",
    }
    refused = an.post(address, data=typed | {"letter_date": ""})
    assert refused.status_code == 422
    assert "Đảng bộ phường" in refused.text
    done = an.post(address, data=typed | {"moved_on": "20/11/2026", "letter_date": "20/11/2026"})
    assert done.status_code in {302, 422}


def test_the_list_costs_the_same_for_one_and_for_three(app, cast, client_as, moving, statements):
    an = client_as(cast.an)
    an.get("/transfers")
    prices = []
    for names in ((), ("Nguyễn Văn Ân", "Đỗ Đức Khánh")):
        with app.app_context(), in_house(cast.an):
            for name in names:
                leave(cast, a_candidate(name))
        with statements() as sent:
            assert an.get("/transfers").status_code == 200
        prices.append(len(sent))
    assert prices == [3, 3]
