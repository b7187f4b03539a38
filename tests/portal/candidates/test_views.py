"""The pages: An may, Chi gets 404, Em gets 403; a list costs the same for one row and for three."""

from __future__ import annotations

import io
import re
from datetime import date

import pytest
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from portal.accounts.models import Membership
from portal.candidates.models.candidate import Candidate, CandidateImport
from portal.candidates.models.review import ITEMS, ProgressReview
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.record_evidence import record_evidence
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.actor import Role
from portal.kernel.audit import AuditEntry
from portal.kernel.database import db
from portal.people.models import CorrectionRequest
from tests.portal.candidates.builders import (
    a_candidate,
    a_certificate,
    a_helper,
    a_review,
    step,
    the_unit,
    travel,
)
from tests.portal.candidates.test_import import sample

NAMES = ("Lê Thị Hoa", "Nguyễn Văn Ân", "Đỗ Đức Khánh")


@pytest.fixture
def hoa(acting, cast):
    with acting(cast.an):
        candidate_id = a_candidate(national_id="067122555316", phone="0912345678")
        a_helper(candidate_id)
    return candidate_id


@pytest.fixture
def an(client_as, cast):
    return client_as(cast.an)


def names_shown(page) -> list[str]:
    return re.findall(r'<th scope="row"><a href="/candidates/[^"]+">([^<]+)</a></th>', page.text)


def audited(acting, cast, action: str) -> int:
    with acting(cast.ha, reading=True):
        bodies = db.session.scalars(select(AuditEntry.body).where(AuditEntry.tenant_id == cast.house_a)).all()
    return sum(action in body for body in bodies)


PAGES = (
    "",
    "/change",
    "/helper",
    "/review",
    "/evidence",
    "/evidence?kind=opinions",
    "/advance?to=class_proposed",
    "/numbers",
)


@pytest.mark.parametrize("page", PAGES)
def test_the_secretary_may_the_stranger_finds_nothing_and_the_candidate_is_refused(
    client_as, cast, hoa, page
):
    address = f"/candidates/{hoa}{page}"
    assert client_as(cast.an).get(address).status_code == 200
    assert client_as(cast.chi).get(address).status_code == 404
    assert client_as(cast.em).get(address).status_code == 403


@pytest.mark.parametrize("n", [1, 3])
def test_the_register_costs_the_same_for_one_and_for_three(acting, cast, an, statements, n):
    with acting(cast.an):
        for name in NAMES[:n]:
            candidate_id = a_candidate(name)
            a_helper(candidate_id)
            a_certificate(candidate_id, number=name)
    with statements() as sent:
        page = an.get("/candidates")
    assert len(names_shown(page)) == n
    assert len(sent) == 7, sent.texts


@pytest.mark.parametrize("n", [1, 3])
def test_a_persons_page_costs_the_same_however_much_there_is(acting, cast, an, statements, n):
    with acting(cast.an):
        candidate_id = a_candidate()
        for number in range(n):
            a_review(candidate_id, f"2025-0{number + 1}")
            a_certificate(candidate_id, number=str(number))
            record_evidence(
                candidate_id=candidate_id,
                kind="introduction",
                choice="official_member",
                dated_on=date(2025, 1, 1),
            )
    with statements() as sent:
        assert an.get(f"/candidates/{candidate_id}").status_code == 200
    assert len(sent) == 12, sent.texts


@pytest.mark.parametrize("n", [1, 3])
def test_the_list_of_missing_reviews_costs_the_same_for_one_and_for_three(acting, cast, an, statements, n):
    with acting(cast.an):
        for name in NAMES[:n]:
            a_candidate(name)
    with statements() as sent:
        page = an.get("/candidates/reviews")
    assert page.text.count("Ghi đánh giá") >= n
    assert len(sent) <= 6, sent.texts


def test_search_ignores_tones_and_case_and_stays_in_the_address(acting, cast, an):
    with acting(cast.an):
        for name in NAMES:
            a_candidate(name)
    assert names_shown(an.get("/candidates?q=nguyen van an")) == ["Nguyễn Văn Ân"]
    assert names_shown(an.get("/candidates?q=ĐỨC")) == ["Đỗ Đức Khánh"]
    assert names_shown(an.get("/candidates?q=100%25")) == []
    page = an.get("/candidates?q=khanh&sort=-name")
    assert 'value="khanh"' in page.text


def test_names_are_sorted_by_the_given_name(acting, cast, an):
    with acting(cast.an):
        for name in NAMES:
            a_candidate(name)
    assert names_shown(an.get("/candidates")) == ["Nguyễn Văn Ân", "Lê Thị Hoa", "Đỗ Đức Khánh"]
    assert names_shown(an.get("/candidates?sort=-name")) == ["Đỗ Đức Khánh", "Lê Thị Hoa", "Nguyễn Văn Ân"]


def test_filters_find_who_lacks_what(acting, cast, an):
    with acting(cast.an):
        hoa, an_id, khanh = (a_candidate(name) for name in NAMES)
        a_helper(hoa)
        a_certificate(an_id)
        step(khanh, Stage.WITHDRAWN)
        a_candidate("Phan Kim Oanh", youth_member=True, unit_id=the_unit())
        unit_id = the_unit()
    expected = {
        "helper=no": ["Nguyễn Văn Ân", "Phan Kim Oanh"],
        "certificate=yes": ["Nguyễn Văn Ân"],
        "youth=yes": ["Phan Kim Oanh"],
        f"unit={unit_id}": ["Phan Kim Oanh"],
        "stage=withdrawn": ["Đỗ Đức Khánh"],
        "stage=nonsense": ["Nguyễn Văn Ân", "Lê Thị Hoa", "Phan Kim Oanh"],
    }
    assert {query: names_shown(an.get(f"/candidates?{query}")) for query in expected} == expected
    assert len(names_shown(an.get("/candidates?stage=all"))) == 4


def test_the_export_holds_exactly_what_is_shown_and_is_recorded(acting, cast, an):
    with acting(cast.an):
        for name in NAMES:
            a_candidate(name)
    answer = an.get("/candidates/export?q=nguyen")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(answer.data)).get_sheet_by_index(0).to_python()
    assert [row[1] for row in rows[4:]] == ["Nguyễn Văn Ân"]
    assert any("Xuất bởi an" in str(cell) for row in rows for cell in row)
    assert audited(acting, cast, "candidates.exported") == 1


def test_a_cell_secretary_sees_the_own_unit_only_and_a_helper_those_helped(
    acting, cast, client_as, owner_sql
):
    with acting(cast.an):
        in_unit = a_candidate("Trong Chi Bộ", unit_id=the_unit())
        outside = a_candidate("Ngoài Chi Bộ")
        unit_id = the_unit()
        binh = db.session.scalar(select(Membership.id).where(Membership.username == "binh"))
        a_helper(outside, helper_membership_id=binh)
    helper = client_as(cast.binh)
    assert names_shown(helper.get("/candidates")) == ["Ngoài Chi Bộ"]
    assert helper.get(f"/candidates/{outside}").status_code == 200
    assert helper.get(f"/candidates/{in_unit}").status_code == 404
    owner_sql(
        "update membership set roles = %s, unit_id = %s where id = %s",
        [Role.CELL_SECRETARY.value],
        unit_id,
        binh,
    )
    cell = client_as(cast.binh)
    assert names_shown(cell.get("/candidates")) == ["Trong Chi Bộ"]
    assert cell.get(f"/candidates/{outside}").status_code == 404
    assert (
        cell.post(
            f"/candidates/{outside}/helper", data={"resolution_no": "1", "starts_on": "01/01/2025"}
        ).status_code
        == 404
    )


def test_khoi_reads_one_house_at_a_time_and_writes_nothing(cast, client_as, hoa):
    giang = client_as(cast.giang)
    assert names_shown(giang.get("/candidates")) == []
    assert names_shown(giang.get(f"/candidates?house={cast.house_a}")) == ["Lê Thị Hoa"]
    assert names_shown(giang.get(f"/candidates?house={cast.house_b}")) == []
    page = giang.get(f"/candidates/{hoa}")
    assert page.status_code == 200
    assert "067122555316" not in page.text
    assert f"/candidates/{hoa}/advance" not in page.text
    assert giang.get(f"/candidates/{hoa}/numbers").status_code == 403


def test_numbers_are_masked_until_asked_for_and_the_asking_is_recorded(acting, cast, an, hoa):
    page = an.get(f"/candidates/{hoa}").text
    assert "067122555316" not in page
    assert "••••5316" in page
    shown = an.get(f"/candidates/{hoa}/numbers").text
    assert "067122555316" in shown
    assert "0912 345 678" in shown
    assert audited(acting, cast, "person.numbers_seen") == 1


def test_one_person_is_added_by_hand(acting, cast, an):
    answer = an.post(
        "/candidates/new",
        data={
            "full_name": "Phan Kim Oanh",
            "birth_date": "15/10/2003",
            "sex": "female",
            "source_group": "student",
        },
    )
    assert answer.status_code == 302
    assert "Phan Kim Oanh" in an.get(answer.location).text
    wrong = an.post(
        "/candidates/new", data={"full_name": "Oanh", "birth_date": "31/02/2003", "sex": "female"}
    )
    assert wrong.status_code == 422
    assert "Nhập ngày theo dạng" in wrong.text
    assert 'value="31/02/2003"' in wrong.text


def test_two_editors_the_second_sees_both_versions(an, hoa):
    common = {
        "full_name": "Lê Thị Hoa", "birth_date": "12/04/1996", "sex": "female", "source_group": "other",
        "listed_on": "10/01/2024", "list_resolution_no": "12-NQ/CB", "version": "1",
    }  # fmt: skip
    assert an.post(f"/candidates/{hoa}/change", data=common | {"position": "Điều dưỡng"}).status_code == 302
    second = an.post(f"/candidates/{hoa}/change", data=common | {"position": "Kế toán"})
    assert second.status_code == 422
    assert "Điều dưỡng" in second.text
    assert "Kế toán" in second.text
    assert 'name="version" type="hidden" value="2"' in second.text
    third = an.post(f"/candidates/{hoa}/change", data=common | {"position": "Kế toán", "version": "2"})
    assert third.status_code == 302


def test_a_cell_resolution_short_of_two_thirds_is_refused_beside_the_count(acting, cast, an):
    with acting(cast.an):
        candidate_id = a_candidate()
        travel(candidate_id, Stage.DOSSIER_IN_PROGRESS)
    address = f"/candidates/{candidate_id}/advance?to=cell_resolved"
    typed = {
        "happened_on": f"{clock.today():%d/%m/%Y}",
        "document_no": "21-NQ/CB",
        "total": "17",
        "deducted": "3",
        "acknowledgement": "Giấy tờ đã đủ trong hồ sơ giấy",
    }
    short = an.post(address, data=typed | {"yes": "9"})
    assert short.status_code == 422
    assert "Chưa đủ 2/3" in short.text
    assert an.post(address, data=typed | {"yes": "10"}).status_code == 302
    with acting(cast.an):
        assert db.session.scalar(select(Candidate.stage)) is Stage.CELL_RESOLVED
        last = db.session.scalar(select(StageStep.id).where(StageStep.to_stage == Stage.CELL_RESOLVED))
    correct = an.post(f"/candidates/{candidate_id}/steps/{last}/correct", data={"remarks": "Ghi nhầm"})
    assert correct.status_code == 302
    with acting(cast.an):
        assert db.session.scalar(select(Candidate.stage)) is Stage.DOSSIER_IN_PROGRESS


def test_a_step_that_no_longer_fits_leads_back_to_the_person(an, hoa):
    answer = an.get(f"/candidates/{hoa}/advance?to=decided")
    assert answer.location.endswith(f"/candidates/{hoa}")


def test_a_helper_is_handed_over_by_the_form(acting, cast, an, hoa):
    form = an.get(f"/candidates/{hoa}/helper")
    assert "Trần Văn Minh đang giúp đỡ" in form.text
    typed = {
        "helper_name": "Lê Thị Hạnh",
        "resolution_no": "30-NQ/CB",
        "starts_on": "01/02/2025",
        "is_official": "y",
    }
    assert an.post(f"/candidates/{hoa}/helper", data=typed).status_code == 302
    assert "Lê Thị Hạnh" in an.get("/candidates").text
    assert an.post(f"/candidates/{hoa}/helper", data=typed | {"starts_on": ""}).status_code == 422


def test_a_review_is_written_on_one_page(acting, cast, an, hoa):
    typed = dict.fromkeys(ITEMS, "good") | {"proposal": "keep", "strengths": "Cầu thị"}
    assert an.post(f"/candidates/{hoa}/review?period=2025-09", data=typed).status_code == 302
    again = an.get(f"/candidates/{hoa}/review?period=2025-09").text
    assert "Cầu thị" in again
    assert "An đã nộp" in again
    assert an.post(f"/candidates/{hoa}/review?period=2025-09", data={"proposal": "keep"}).status_code == 422
    with acting(cast.an):
        assert db.session.scalar(select(func.count(ProgressReview.id))) == 1


def test_a_paper_is_recorded_by_the_form_of_its_kind(an, hoa):
    address = f"/candidates/{hoa}/evidence?kind=opinions"
    assert (
        an.post(address, data={"flags": ["unions"], "dated_on": "01/10/2025", "holder": "Chi ủy"}).status_code
        == 302
    )
    page = an.get(f"/candidates/{hoa}").text
    assert "Đã có ý kiến tổ chức chính trị - xã hội" in page
    withdraw = re.search(rf'action="(/candidates/{hoa}/evidence/[^"]+/withdraw)"', page)[1]
    assert an.post(withdraw).status_code == 302
    assert "Đã có ý kiến tổ chức chính trị - xã hội" not in an.get(f"/candidates/{hoa}").text


def test_the_checklist_says_in_words_what_is_missing_and_follows_the_date_tried(acting, cast, an, hoa):
    with acting(cast.an):
        a_certificate(hoa, issued_on=date(2024, 6, 1))
    page = an.get(f"/candidates/{hoa}?step=dossier").text
    assert "Còn thiếu" in page
    assert "38-HD/BTCTW" in page
    later = an.get(f"/candidates/{hoa}?step=dossier&on=02/06/2029").text
    assert "Chưa đủ điều kiện" in later
    assert 'value="02/06/2029"' in later
    assert an.get(f"/candidates/{hoa}?on=khong-phai-ngay").status_code == 200


def test_a_list_goes_through_preview_confirmation_and_undo(acting, cast, client_as, an):
    upload = {"file": (io.BytesIO(sample()), "quan-chung.xlsx"), "source_group": "civil_servant"}
    answer = an.post("/candidates/imports/new", data=upload, content_type="multipart/form-data")
    assert answer.status_code == 302
    preview = an.get(answer.location).text
    assert "Ghi 21 người" in preview
    assert "31/02/1999" in preview
    with acting(cast.an):
        assert db.session.scalar(select(func.count(Candidate.id))) == 0
        import_id = db.session.scalar(select(CandidateImport.id))
    for someone, status in ((cast.chi, 404), (cast.binh, 403), (cast.em, 403)):
        assert client_as(someone).post(f"{answer.location}/confirm").status_code == status
    assert an.post(f"{answer.location}/confirm").status_code == 302
    errors = an.get(f"{answer.location}/errors")
    rows = CalamineWorkbook.from_filelike(io.BytesIO(errors.data)).get_sheet_by_index(0).to_python()
    assert sum("31/02/1999" in str(row) for row in rows) >= 1
    assert len(names_shown(an.get("/candidates"))) == 21
    assert an.post(f"/candidates/imports/{import_id}/undo").status_code == 302
    assert names_shown(an.get("/candidates")) == []
    assert "đã hoàn tác" in an.get("/candidates/imports").text


def test_a_file_that_is_no_list_is_refused_beside_the_field(an):
    for name, content in (("a.xlsx", b"nothing"), ("a.pdf", b"%PDF")):
        answer = an.post(
            "/candidates/imports/new",
            data={"file": (io.BytesIO(content), name), "source_group": "other"},
            content_type="multipart/form-data",
        )
        assert answer.status_code == 422


def test_ticked_people_are_put_into_a_unit(acting, cast, an, hoa):
    with acting(cast.an):
        unit_id = the_unit()
    asked = an.post("/candidates/place", data={"ids": [str(hoa)], "action": "place"})
    assert "1 người đã chọn" in asked.text
    done = an.post("/candidates/place", data={"ids": [str(hoa)], "unit_id": str(unit_id)})
    assert done.status_code == 302
    assert names_shown(an.get(f"/candidates?unit={unit_id}")) == ["Lê Thị Hoa"]
    assert an.post("/candidates/place", data={"ids": ["not-an-id"]}).status_code == 404


def test_a_candidate_sees_the_own_way_and_asks_for_a_correction(acting, cast, client_as, an):
    with acting(cast.an):
        candidate = Candidate(
            person_id=cast.em.person_id,
            first_stage=Stage.PROSPECT,
            stage=Stage.PROSPECT,
            stage_since=date(2024, 1, 10),
            listed_on=date(2024, 1, 10),
            list_resolution_no="12-NQ/CB",
        )
        db.session.add(candidate)
        db.session.commit()
        a_helper(candidate.id)
        a_review(candidate.id, "2025-09", weaknesses="Chỉ chi bộ được đọc")
    em = client_as(cast.em)
    page = em.get("/journey").text
    for words in ("Trong danh sách cảm tình Đảng", "Trần Văn Minh", "12-NQ/CB", "do chi bộ thực hiện"):
        assert words in page
    assert "Chỉ chi bộ được đọc" not in page
    assert em.post("/journey/corrections", data={"text": "x"}).status_code == 422
    assert em.post("/journey/corrections", data={"text": "Ngày sinh đúng là 21/5/1998"}).status_code == 302
    waiting = an.get("/people/corrections").text
    assert "Ngày sinh đúng là 21/5/1998" in waiting
    with acting(cast.an):
        request_id = db.session.scalar(select(CorrectionRequest.id))
    answer = f"/people/corrections/{request_id}/answer"
    assert client_as(cast.chi).post(answer, data={"answer": "Không"}).status_code == 404
    assert an.post(answer, data={"answer": "Đã sửa"}).status_code == 302
    assert "Đã sửa" in em.get("/journey").text
    assert an.get("/journey").status_code == 403


def test_a_candidate_without_a_person_on_the_list_is_told_what_to_do(client_as, cast):
    assert "Báo với chi bộ" in client_as(cast.em).get("/journey").text


def test_the_desk_reads_at_home_what_to_do_next(acting, cast, an, client_as, hoa):
    with acting(cast.an):
        a_candidate("Phan Văn Nam")
        binh = db.session.scalar(select(Membership.id).where(Membership.username == "binh"))
        a_helper(hoa, helper_membership_id=binh, starts_on=date(2025, 1, 1))
    home = an.get("/").text
    assert "1 người chưa có người giúp đỡ" in home
    assert re.search(r"2 người chưa có đánh giá tháng", home)
    helper = client_as(cast.binh).get("/").text
    assert "Những người tôi giúp đỡ" in helper
    assert "Lê Thị Hoa" in helper
    assert "Phan Văn Nam" not in helper


def test_the_search_box_finds_people_of_the_own_house(cast, an, client_as, hoa):
    assert "Lê Thị Hoa" in an.get("/search?q=le thi hoa").text
    assert "Lê Thị Hoa" not in client_as(cast.chi).get("/search?q=le thi hoa").text
