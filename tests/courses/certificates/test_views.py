"""Who sees which certificate: Khối all, a house its own people's, a person the own one, anybody validity."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest
from pypdf import PdfReader

from portal.kernel import clock
from portal.kernel.database import session_as
from tests.courses.certificates.made import HOA, LAN, MAI, a_finished_class, certificates, complete, issue
from tests.courses.room import a_class


def this_year() -> int:
    return clock.today().year


@pytest.fixture
def class_run_id(app, cast):
    """A recognised class with two people of A and one of B; nothing issued."""
    with app.app_context():
        return a_finished_class(cast, {cast.an: [LAN, MAI], cast.chi: [HOA]})


@pytest.fixture
def issued(app, cast, class_run_id):
    """The certificates by name."""
    with app.app_context():
        issue(cast, class_run_id)
        return {row.full_name: row for row in certificates(cast, class_run_id)}


@pytest.fixture
def own(app, cast):
    """Em's certificate."""
    with app.app_context():
        class_run_id, _ = a_class(cast)
        with session_as(cast.giang.actor()):
            complete(class_run_id)
        issue(cast, class_run_id)
        return certificates(cast, class_run_id)[0]


def form(**values) -> dict[str, str]:
    today = f"{clock.today():%d/%m/%Y}"
    there = {
        "issued_on": today,
        "signer_title": "T/M BAN THƯỜNG VỤ\r\nBÍ THƯ",
        "signer_name": "Phạm Thị Giang",
    }
    return there | values


def test_khoi_issues_from_the_class_and_the_inbox_says_what_is_due(client_as, cast, class_run_id, owner_sql):
    giang = client_as(cast.giang)
    assert "Cấp 3 giấy chứng nhận" in giang.get("/").text
    address = f"/class-runs/{class_run_id}/certificates"
    page = giang.get(address).text
    assert page.index(HOA) < page.index(LAN) < page.index(MAI)
    assert giang.post(address, data=form(signer_name="")).status_code == 422
    assert giang.post(address, data=form(issued_on="01/01/2020")).status_code == 422
    assert owner_sql("select count(*) from certificate") == [(0,)]
    done = giang.post(address, data=form(), follow_redirects=True)
    assert "Đã cấp 3 giấy chứng nhận" in done.text
    assert f"3/{this_year()}/GCN-BDNT" in done.text
    assert "Cấp 3 giấy chứng nhận" not in giang.get("/").text
    again = giang.post(address, data=form(), follow_redirects=True)
    assert "đã có giấy chứng nhận" in again.text
    assert owner_sql("select distinct signer_title from certificate") == [("T/M BAN THƯỜNG VỤ\nBÍ THƯ",)]


def test_only_khois_officer_issues(client_as, cast, class_run_id):
    address = f"/class-runs/{class_run_id}/certificates"
    for someone in (cast.an, cast.chi, cast.em, cast.ha, cast.khanh, cast.lan):
        browser = client_as(someone)
        assert browser.get(address).status_code == 403
        assert browser.post(address, data=form()).status_code == 403
        assert browser.get(f"{address}/pdf").status_code == 403


def test_a_class_is_printed_in_one_file(client_as, cast, class_run_id, issued, owner_sql):
    answer = client_as(cast.giang).get(f"/class-runs/{class_run_id}/certificates/pdf")
    assert answer.mimetype == "application/pdf"
    assert len(PdfReader(io.BytesIO(answer.data)).pages) == 3
    assert owner_sql("select count(*) from audit_entry where body like '%%certificates.printed%%'") == [(1,)]


def test_a_class_without_certificates_has_nothing_to_print(client_as, cast, class_run_id):
    assert client_as(cast.giang).get(f"/class-runs/{class_run_id}/certificates/pdf").status_code == 404


def test_the_register_of_khoi_and_of_each_house(client_as, cast, issued):
    for someone, names in (
        (cast.giang, {LAN, MAI, HOA}),
        (cast.ha, {LAN, MAI, HOA}),
        (cast.an, {LAN, MAI}),
        (cast.chi, {HOA}),
    ):
        page = client_as(someone).get("/certificates")
        assert {name for name in (LAN, MAI, HOA) if name in page.text} == names
    for someone in (cast.em, cast.binh, cast.dung, cast.lan):
        assert client_as(someone).get("/certificates").status_code == 403


@pytest.mark.parametrize(
    ("query", "found"),
    [
        ("q=do+anh+MAI", {MAI}),
        ("q=lê+thị", {LAN, HOA}),
        (f"q=1/{this_year()}/GCN", {HOA}),
        ("q=nobody", set()),
        ("q=%25", set()),
        (f"year={this_year()}", {LAN, MAI, HOA}),
        ("year=1999", set()),
        ("year=%C2%B2", {LAN, MAI, HOA}),
        ("year=99999999999", {LAN, MAI, HOA}),
        ("class=00000000-0000-7000-8000-000000000000", set()),
    ],
)
def test_the_register_is_searched_without_tones_by_number_year_and_class(
    client_as, cast, issued, query, found
):
    page = client_as(cast.giang).get(f"/certificates?{query}").text
    assert {name for name in (LAN, MAI, HOA) if name in page} == found


def test_the_register_of_one_class(client_as, app, cast, class_run_id, issued):
    with app.app_context():
        issue(cast, a_finished_class(cast, {cast.an: ["Vũ Văn Nam"]}, code="K8"))
    page = client_as(cast.giang).get(f"/certificates?class={class_run_id}").text
    assert MAI in page
    assert "Vũ Văn Nam" not in page
    assert client_as(cast.giang).get("/certificates?class=xyz").status_code == 404


@pytest.mark.parametrize("people", [1, 3])
def test_the_register_costs_the_same_for_any_number_of_lines(client_as, app, cast, statements, people):
    with app.app_context():
        names = [f"Vũ Văn {word}" for word in ("Nam", "Hùng", "Sơn")[:people]]
        issue(cast, a_finished_class(cast, {cast.an: names}))
    giang = client_as(cast.giang)
    giang.get("/certificates")
    with statements() as sent:
        assert giang.get("/certificates").status_code == 200
    assert len(sent) == 4, sent.texts


@pytest.mark.parametrize("people", [1, 3])
def test_the_certificates_of_a_class_cost_the_same_for_any_number(client_as, app, cast, statements, people):
    with app.app_context():
        names = [f"Vũ Văn {word}" for word in ("Nam", "Hùng", "Sơn")[:people]]
        class_run_id = a_finished_class(cast, {cast.an: names})
    giang = client_as(cast.giang)
    giang.get(f"/class-runs/{class_run_id}/certificates")
    with statements() as sent:
        assert giang.get(f"/class-runs/{class_run_id}/certificates").status_code == 200
    assert len(sent) == 5, sent.texts


def test_the_workbook_holds_what_the_list_shows(client_as, cast, issued, owner_sql):
    answer = client_as(cast.an).get("/certificates/export")
    assert answer.data[:2] == b"PK"
    ((body,),) = owner_sql("select body from audit_entry where body like '%%certificates.exported%%'")
    assert '"rows": 2' in body
    assert client_as(cast.em).get("/certificates/export").status_code == 403


def test_one_certificate_is_seen_by_khoi_and_its_house_only(client_as, cast, issued):
    row = issued[LAN]
    for room in ("", "/pdf"):
        address = f"/certificates/{row.id}{room}"
        assert client_as(cast.giang).get(address).status_code == 200
        assert client_as(cast.an).get(address).status_code == 200
        assert client_as(cast.chi).get(address).status_code == 404
        assert client_as(cast.em).get(address).status_code == 403
        assert client_as(cast.binh).get(address).status_code == 403


def test_every_print_is_recorded(client_as, cast, issued, owner_sql):
    browser = client_as(cast.an)
    for _ in range(2):
        answer = browser.get(f"/certificates/{issued[LAN].id}/pdf")
        assert (
            answer.headers["Content-Disposition"]
            == f'attachment; filename="giay-chung-nhan-2-{this_year()}.pdf"'
        )
    assert owner_sql("select count(*) from audit_entry where body like '%%certificate.printed%%'") == [(2,)]


def test_the_printed_address_opens_the_page(client_as, visitor, cast, issued):
    pdf = client_as(cast.giang).get(f"/certificates/{issued[LAN].id}/pdf").data
    text = "".join(PdfReader(io.BytesIO(pdf)).pages[0].extract_text().split())
    assert f"localhost/verify/{issued[LAN].code}" in text
    assert visitor.get(f"/verify/{issued[LAN].code}").status_code == 200


def test_khoi_prints_again_only_with_a_reason(client_as, cast, issued):
    address = f"/certificates/{issued[LAN].id}/reprints"
    giang = client_as(cast.giang)
    assert giang.post(address, data={"reason": ""}).status_code == 422
    again = giang.post(address, data={"reason": "In lệch khung"})
    assert again.location == f"/certificates/{issued[LAN].id}/pdf"
    assert client_as(cast.an).post(address, data={"reason": "x"}).status_code == 403


def test_khoi_annuls_and_everybody_knows_at_once(client_as, visitor, cast, issued):
    row, giang = issued[LAN], client_as(cast.giang)
    address = f"/certificates/{row.id}/annulment"
    today = f"{clock.today():%d/%m/%Y}"
    assert client_as(cast.an).post(address).status_code == 403
    assert giang.post(address, data={"annulled_on": today, "reason": ""}).status_code == 422
    assert giang.post(address, data={"annulled_on": "01/01/2020", "reason": "x"}).status_code == 422
    assert giang.post(address, data={"annulled_on": today, "reason": "Thi hộ, 15-QĐ/ĐUK"}).status_code == 302
    assert "đã bị hủy" in visitor.get(f"/verify/{row.code}").text
    page = client_as(cast.an).get(f"/certificates/{row.id}").text
    assert "Thi hộ, 15-QĐ/ĐUK" in page
    assert client_as(cast.an).get(f"/certificates/{row.id}/pdf").status_code == 404
    assert giang.post(f"/certificates/{row.id}/reprints", data={"reason": "x"}).status_code == 422


def test_em_finds_the_own_certificate_at_home_and_nobody_elses(client_as, cast, own, issued, owner_sql):
    em = client_as(cast.em)
    home = em.get("/").text
    assert own.number in home
    assert "xếp loại Giỏi" in home
    pdf = em.get(f"/my-certificates/{own.id}/pdf")
    assert "Em" in PdfReader(io.BytesIO(pdf.data)).pages[0].extract_text()
    assert em.get(f"/my-certificates/{issued[LAN].id}/pdf").status_code == 404
    assert owner_sql("select count(*) from audit_entry where body like '%%certificate.printed%%'") == [(1,)]


def test_a_home_without_a_certificate_does_not_speak_of_one(client_as, cast, issued):
    assert "Giấy chứng nhận" not in client_as(cast.em).get("/").text


def test_an_annulled_certificate_leaves_the_home_of_its_owner(client_as, cast, own):
    data = {"annulled_on": f"{clock.today():%d/%m/%Y}", "reason": "Thi hộ"}
    assert client_as(cast.giang).post(f"/certificates/{own.id}/annulment", data=data).status_code == 302
    em = client_as(cast.em)
    assert own.number not in em.get("/").text
    assert em.get(f"/my-certificates/{own.id}/pdf").status_code == 404


def test_the_certificate_stands_on_the_persons_page_and_in_the_search(client_as, cast, own, owner_sql):
    ((candidate_id,),) = owner_sql("select id from candidate where person_id = %s", cast.em.person_id)
    page = client_as(cast.an).get(f"/candidates/{candidate_id}/learning").text
    assert f"/certificates/{own.id}" in page
    assert own.number in client_as(cast.an).get(f"/search?q={own.number}").text
    assert f"/certificates/{own.id}" not in client_as(cast.chi).get(f"/search?q={own.number}").text


# --- Anybody ---------------------------------------------------------------------------------------


def test_anybody_sees_that_it_holds_and_nobody_whose_it_is(visitor, cast, issued, statements):
    row = issued[MAI]
    with statements() as sent:
        page = visitor.get(f"/verify/{row.code}")
    assert page.status_code == 200
    assert "Giấy chứng nhận còn giá trị" in page.text
    for words in (row.number, f"{row.issued_on:%d/%m/%Y}", f"{row.valid_until:%d/%m/%Y}"):
        assert words in page.text
    for secret in (
        "Đỗ",
        "Mai",
        "Sở Thử",
        "K01",
        "Giỏi",
        "khóa 7",
        f"{row.birth_date:%d/%m/%Y}",
        str(row.person_id),
    ):
        assert secret not in page.text
    assert len(sent) == 1, sent.texts


def test_after_sixty_months_the_page_says_expired(visitor, issued):
    row = issued[LAN]
    with clock.frozen_at(clock.now() + (row.valid_until - clock.today())):
        assert "còn giá trị" in visitor.get(f"/verify/{row.code}").text
    with clock.frozen_at(clock.now() + (row.valid_until - clock.today()) + timedelta(days=1)):
        assert "đã hết hạn" in visitor.get(f"/verify/{row.code}").text


@pytest.mark.parametrize("code", ["no-such-code", "x" * 300, "%F0%9F%98%80", "' or 1=1 --"])
def test_an_unknown_code_is_a_404_that_says_what_to_do(visitor, issued, code):
    answer = visitor.get(f"/verify/{code}")
    assert answer.status_code == 404
    assert "Không có giấy chứng nhận mang mã này" in answer.text
    assert "Quét lại mã QR" in answer.text


def test_a_signed_in_person_checks_like_anybody(client_as, cast, issued):
    assert client_as(cast.chi).get(f"/verify/{issued[LAN].code}").status_code == 200
