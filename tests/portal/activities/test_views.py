"""The pages: Dung may, strangers find nothing, a list costs the same for one row and for three."""

from __future__ import annotations

import io
import re
from datetime import date, timedelta
from html import unescape
from urllib.parse import parse_qs, urlsplit

import pytest
from docx import Document
from PIL import Image
from python_calamine import CalamineWorkbook
from sqlalchemy import func, select

from portal.activities.log.models import Activity, ActivityFile, ActivityState, CheckIn, Participation
from portal.activities.log.operations.approve_activity import approve_activity
from portal.activities.log.operations.check_in import sign
from portal.activities.log.operations.report_activity import report_activity
from portal.activities.members.models import UnionMember
from portal.activities.members.queries import list_members
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.presence_code import write_code
from tests.portal.activities.builders import (
    a_branch,
    a_member,
    a_photo,
    a_proposal,
    a_sent_referral,
    an_activity,
    person_of,
)
from tests.portal.candidates.builders import a_candidate

PASSWORD = "mot-mat-khau-de-nho"
SECRET = re.compile(r'class="paper-secret">([^<]+)<')
NAMES = ("Lê Thị Hoa", "Nguyễn Văn Ân", "Đỗ Đức Khánh")


@pytest.fixture
def dung(client_as, cast):
    return client_as(cast.dung)


@pytest.fixture
def activity(acting, cast):
    with acting(cast.dung):
        for number, name in enumerate(NAMES):
            a_member(_unit(), name, date(1999, 1, 1 + number)) if number else a_member(
                a_branch(cast.house_a), name, date(1999, 1, 1)
            )
        return an_activity(names="Lê Thị Hoa\nnguoi la mat")


def _unit():
    return db.session.scalar(select(UnionMember.unit_id))


def filled(**values):
    there = {
        "title": "Hiến máu tình nguyện",
        "kind": "blood_donation",
        "held_on": f"{clock.today():%d/%m/%Y}",
        "place": "Bệnh viện",
        "names": "le thi hoa\nNgười Lạ Mặt",
    }
    return there | values


PAGES = ("", "/change", "/names", "/people", "/evidence", "/report", "/check-in", "/check-in/code.svg")


@pytest.mark.parametrize("page", PAGES)
def test_the_union_may_the_secretary_is_refused_and_the_overseer_reads_the_page_only(
    client_as, cast, activity, page
):
    address = f"/activities/{activity}{page}"
    assert client_as(cast.dung).get(address).status_code == 200
    assert client_as(cast.chi).get(address).status_code == 403
    assert client_as(cast.em).get(address).status_code == 403
    assert client_as(cast.giang).get(address).status_code == (200 if page == "" else 403)


def test_an_activity_is_logged_in_one_form_and_doubts_are_shown(acting, cast, dung, activity):
    answer = dung.post("/activities/new", data=filled(), follow_redirects=True)
    assert "Đã ghi hoạt động" in answer.text
    assert "1 tên chưa rõ là ai" in answer.text
    assert "“Người Lạ Mặt”" in answer.text


@pytest.mark.parametrize(
    ("values", "words"),
    [
        ({"title": ""}, "Tên hoạt động"),
        ({"title": "x" * 200}, "160"),
        ({"held_on": "31/02/2026"}, "ngày/tháng/năm"),
        ({"held_on": ""}, "Ngày"),
        ({"kind": "nonsense"}, "Loại"),
        ({"unit_id": "9e107d9d-0000-4000-8000-000000000000"}, "Đơn vị"),
        ({"campaign_id": "nonsense"}, "phong trào"),
    ],
)
def test_bad_input_stands_at_its_field_and_nothing_typed_is_lost(dung, activity, acting, cast, values, words):
    with acting(cast.dung):
        before = db.session.scalar(select(func.count()).select_from(Activity))
    answer = dung.post("/activities/new", data=filled(**values))
    assert answer.status_code == 422
    assert words in answer.text
    assert "field-error" in answer.text
    assert "Người Lạ Mặt" in answer.text
    with acting(cast.dung):
        assert db.session.scalar(select(func.count()).select_from(Activity)) == before


@pytest.mark.parametrize("n", [1, 3])
def test_the_log_costs_the_same_for_one_and_for_three(acting, cast, dung, statements, n):
    with acting(cast.dung):
        a_member(a_branch(), "Lê Thị Hoa")
        for number in range(n):
            an_activity(title=f"Việc {number}", names="Lê Thị Hoa")
    with statements() as sent:
        page = dung.get("/activities")
    assert len(re.findall(r"Việc \d", page.text)) == n
    assert len(sent) == 6, sent.texts


@pytest.mark.parametrize("n", [1, 3])
def test_one_activity_costs_the_same_for_one_and_for_three_people(acting, cast, dung, statements, n):
    with acting(cast.dung):
        unit = a_branch()
        for name in NAMES[:n]:
            a_member(unit, name)
        activity_id = an_activity(names="\n".join(NAMES[:n]))
    with statements() as sent:
        page = dung.get(f"/activities/{activity_id}")
    assert all(name in page.text for name in NAMES[:n])
    assert len(sent) == 6, sent.texts


@pytest.mark.parametrize("n", [1, 3])
def test_members_and_referrals_cost_the_same_for_one_and_for_three(
    acting, cast, dung, client_as, statements, n
):
    with acting(cast.dung):
        unit = a_branch(cast.house_a)
        for name in NAMES[:n]:
            a_sent_referral(person_of(a_member(unit, name)))
    prices = {}
    for address, client in (
        ("/union/members", dung),
        ("/referrals", dung),
        ("/referrals/received", client_as(cast.an)),
        ("/union/overview", dung),
        ("/", dung),
    ):
        with statements() as sent:
            assert client.get(address).status_code == 200
        prices[address] = len(sent)
    assert prices == {
        "/union/members": 5,
        "/referrals": 4,
        "/referrals/received": 4,
        "/union/overview": 13,
        "/": 19,
    }


def test_names_come_from_a_workbook_too(dung, activity, acting, cast):
    import xlsxwriter

    output = io.BytesIO()
    book = xlsxwriter.Workbook(output)
    sheet = book.add_worksheet()
    for row, cells in enumerate((["TT", "Họ và tên"], [1, "Nguyen Van An"], [2, "do duc khanh"])):
        for at, cell in enumerate(cells):
            sheet.write(row, at, cell)
    book.close()
    data = {"file": (io.BytesIO(output.getvalue()), "ds.xlsx"), "role": "core"}
    answer = dung.post(f"/activities/{activity}/names", data=data, follow_redirects=True)
    assert "Đã thêm 2 người" in answer.text
    with acting(cast.dung):
        roles = db.session.scalars(
            select(Participation.role).where(Participation.activity_id == activity)
        ).all()
    assert sorted(roles) == ["core", "core", "took_part"]


def test_a_broken_workbook_is_refused_in_words(dung, activity):
    data = {"file": (io.BytesIO(b"not a workbook"), "ds.xlsx"), "role": "core"}
    answer = dung.post(f"/activities/{activity}/names", data=data)
    assert answer.status_code == 422
    assert "notice-red" in answer.text or "field-error" in answer.text


def test_doubts_are_settled_from_the_page_and_members_ticked(dung, activity, acting, cast):
    dung.post(f"/activities/{activity}/resolve", data={"line": "nguoi la mat", "choice-0": "guest"})
    with acting(cast.dung):
        row = db.session.scalars(select(Activity).where(Activity.id == activity)).one()
        assert (row.unresolved_names, row.guest_count) == ("", 1)
        people = db.session.scalars(select(UnionMember.person_id)).all()
    answer = dung.post(f"/activities/{activity}/people", data={"people": people}, follow_redirects=True)
    assert "Đã thêm 2 người" in answer.text
    assert dung.post(f"/activities/{activity}/people", data={"people": ["rubbish"]}).status_code == 404


def test_a_photo_is_shown_to_the_union_and_hidden_from_others(dung, activity, acting, cast, client_as):
    data = {"files": [(io.BytesIO(a_photo()), "a.jpg"), (io.BytesIO(b"%PDF-1.7 x"), "b.pdf")]}
    assert (
        "Đã thêm 2 tệp"
        in dung.post(f"/activities/{activity}/evidence", data=data, follow_redirects=True).text
    )
    with acting(cast.dung):
        ids = {row.file_type: row.id for row in db.session.scalars(select(ActivityFile))}
    shown = dung.get(f"/activities/evidence/{ids['image/jpeg']}")
    assert Image.open(io.BytesIO(shown.data)).size == (1600, 1200)
    assert shown.headers["X-Content-Type-Options"] == "nosniff"
    paper = dung.get(f"/activities/evidence/{ids['application/pdf']}")
    assert paper.headers["Content-Disposition"].startswith("attachment")
    assert client_as(cast.an).get(f"/activities/evidence/{ids['image/jpeg']}").status_code == 403


@pytest.mark.parametrize(
    ("content", "name"), [(b"MZ program", "a.jpg"), (b"", "a.jpg"), (b"\xff\xd8\xff" + b"0" * 99, "a.jpg")]
)
def test_what_is_no_picture_is_refused_beside_the_field(dung, activity, content, name):
    answer = dung.post(f"/activities/{activity}/evidence", data={"files": (io.BytesIO(content), name)})
    assert answer.status_code == 422
    assert "field-error" in answer.text


def test_no_file_chosen_is_said(dung, activity):
    answer = dung.post(f"/activities/{activity}/evidence", data={})
    assert answer.status_code == 422
    assert "Chọn ít nhất một tệp" in answer.text


def test_report_approve_reopen_from_the_page(dung, activity, acting, cast):
    def state():
        with acting(cast.dung):
            return db.session.scalar(select(Activity.state).where(Activity.id == activity))

    address = f"/activities/{activity}"
    assert "Chỉ duyệt hoạt động đã có báo cáo" in dung.post(f"{address}/approve", follow_redirects=True).text
    assert dung.post(f"{address}/report", data={"result": ""}).status_code == 422
    dung.post(f"{address}/report", data={"result": "42 đơn vị máu"})
    assert "Còn 1 tên chưa rõ" in dung.post(f"{address}/approve", follow_redirects=True).text
    dung.post(f"{address}/resolve", data={"line": "nguoi la mat", "choice-0": "drop"})
    assert "Cấp ủy của 1 người" in dung.post(f"{address}/approve", follow_redirects=True).text
    assert state() is ActivityState.APPROVED
    assert "Ghi lý do" in dung.post(f"{address}/reopen", data={"reason": ""}, follow_redirects=True).text
    dung.post(f"{address}/reopen", data={"reason": "Sai ngày"})
    assert state() is ActivityState.REPORTED


def code_of(cast, activity_id, *, minutes_ago=0):
    shown = clock.now() - timedelta(minutes=minutes_ago)
    return write_code(cast.union, activity_id, title="Ngày thứ Bảy", place="Công viên", now=shown, sign=sign)


def test_a_telephone_opens_the_code_checks_in_and_sends_again(app, client_as, cast, activity, acting):
    em = client_as(cast.em)
    with app.app_context():
        code = code_of(cast, activity)
    page = em.get("/check-in", query_string={"c": code})
    assert "Ngày thứ Bảy" in page.text
    assert 'data-behaviour="check-in"' in page.text
    for _ in range(2):
        answer = em.post("/check-in", data={"code": code}, headers={"Accept": "application/json"})
        assert answer.json["ok"] is True
    with acting(cast.dung):
        [row] = db.session.scalars(select(CheckIn))
        assert (row.tenant_id, row.to_tenant_id, row.full_name) == (cast.house_a, cast.union, "Trần Thị Em A")


def test_without_scripts_the_same_form_answers_a_page(app, client_as, cast, activity):
    with app.app_context():
        code = code_of(cast, activity)
    answer = client_as(cast.em).post("/check-in", data={"code": code})
    assert "Đã ghi nhận đồng chí có mặt" in answer.text


@pytest.mark.parametrize("code", ["", "x", "a.b", "ü.ü", "…"])
def test_a_wrong_code_is_told_apart(client_as, cast, code):
    em = client_as(cast.em)
    assert "Quét lại mã" in em.get("/check-in", query_string={"c": code}).text
    answer = em.post("/check-in", data={"code": code}, headers={"Accept": "application/json"})
    assert (answer.status_code, answer.json["ok"]) == (422, False)


def test_the_code_on_the_screen_leads_to_the_check_in_page(app, dung, activity, monkeypatch):
    seen = []
    monkeypatch.setattr(
        "portal.activities.log.views.check_ins.qr_svg", lambda text: seen.append(text) or "<svg/>"
    )
    assert dung.get(f"/activities/{activity}/check-in/code.svg").mimetype == "image/svg+xml"
    parts = urlsplit(seen[0])
    assert parts.path == "/check-in"
    assert (
        "Ngày thứ Bảy tình nguyện"
        in dung.get("/check-in", query_string={"c": parse_qs(parts.query)["c"][0]}).text
    )


def test_the_month_shows_what_falls_in_it_and_survives_nonsense(dung, activity):
    assert "Ngày thứ Bảy tình nguyện" in dung.get("/activities/calendar").text
    assert "Ngày thứ Bảy tình nguyện" not in dung.get("/activities/calendar?month=2019-02").text
    for month in ("2026-13", "x", "0000-00", "99999-01"):
        assert dung.get(f"/activities/calendar?month={month}").status_code == 200


def test_the_log_as_a_workbook_is_exactly_what_is_shown(dung, activity):
    book = CalamineWorkbook.from_filelike(io.BytesIO(dung.get("/activities/export?q=thứ Bảy").data))
    rows = book.get_sheet_by_index(0).to_python()
    assert rows[4][1] == "Ngày thứ Bảy tình nguyện"
    nothing = CalamineWorkbook.from_filelike(io.BytesIO(dung.get("/activities/export?q=100%25").data))
    assert len(nothing.get_sheet_by_index(0).to_python()) == 4


def test_last_years_activities_are_chosen_and_planned(dung, acting, cast):
    with acting(cast.dung):
        last = an_activity(held_on=date(clock.today().year - 1, 3, 26), title="Tháng Thanh niên")
    assert "Tháng Thanh niên" in dung.get("/activities/clone").text
    assert (
        "Đã lập 1 hoạt động" in dung.post("/activities/clone", data={"ids": last}, follow_redirects=True).text
    )
    assert "Chọn ít nhất một" in dung.post("/activities/clone", data={}, follow_redirects=True).text


def test_a_list_of_members_is_looked_at_before_it_is_written(dung, acting, cast):
    with acting(cast.dung):
        unit = a_branch()
    lines = "Lê Thị Hoa; 12/04/1999; Nữ\nHỏng dòng này"
    page = dung.post("/union/members/list", data={"unit_id": unit, "lines": lines})
    assert "1 người sẽ được ghi, 1 dòng cần sửa" in page.text
    with acting(cast.dung):
        assert db.session.scalar(select(func.count()).select_from(UnionMember)) == 0
    done = dung.post(
        "/union/members/list",
        data={"unit_id": unit, "lines": lines, "confirmed": "yes"},
        follow_redirects=True,
    )
    assert "Đã thêm 1 người" in done.text
    empty = dung.post("/union/members/list", data={"unit_id": unit, "lines": ""})
    assert "Dán danh sách hoặc chọn tệp" in empty.text


def test_the_reports_say_the_figures_of_the_page(dung, activity, acting, cast):
    with acting(cast.dung):
        report_activity(activity_id=an_activity(names="Lê Thị Hoa", title="Hiến máu"), result="42 đơn vị")
        person = db.session.scalar(select(UnionMember.person_id))
        a_proposal(person)
    answer = dung.get(f"/union/overview/report.docx?year={clock.today().year}")
    document = Document(io.BytesIO(answer.data))
    words = "\n".join(paragraph.text for paragraph in document.paragraphs)
    assert "đã tổ chức 2 hoạt động" in words
    assert "1/3 đoàn" in words
    assert "DỰ THẢO" in words
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    assert "Hiến máu" in cells
    assert not any("{{" in cell or "{%" in cell for cell in cells)
    sheet = CalamineWorkbook.from_filelike(io.BytesIO(dung.get("/union/overview/report.xlsx").data))
    rows = sheet.get_sheet_by_index(0).to_python()
    assert ["Cộng", 3.0, 0.0, 1.0, 2.0, 33.3] in [row[:6] for row in rows]
    whole = next(row for row in rows if row[0] == "Chung cả đoàn thể")
    assert (whole[clock.today().month], sum(whole[1:13])) == (2, 2)
    assert "Số hoạt động của từng đơn vị theo tháng" in dung.get("/union/overview").text


def test_a_quarter_without_activity_names_the_idle_branch(dung, activity):
    page = dung.get("/union/overview?year=2019&quarter=2")
    assert "quý II năm 2019" in page.text
    assert "chưa có" in page.text
    for query in ("year=x&quarter=9", "year=99999999999", "quarter=²"):
        assert dung.get(f"/union/overview?{query}").status_code == 200


def test_overseers_choose_a_union_first(client_as, cast, activity):
    giang = client_as(cast.giang)
    assert "Chọn một đoàn thể" in giang.get("/activities").text
    assert "Ngày thứ Bảy tình nguyện" in giang.get(f"/activities?house={cast.union}").text
    assert giang.get(f"/union/overview?house={cast.union}").status_code == 200
    assert giang.get("/union/overview?house=rubbish").status_code == 404
    assert giang.get("/activities/export").status_code == 404


def test_the_candidates_page_shows_what_the_union_approved(acting, cast, client_as, activity):
    with acting(cast.an):
        candidate_id = a_candidate("Lê Thị Hoa", birth_date=date(1999, 1, 1))
    with acting(cast.dung):
        from portal.activities.log.operations.resolve_names import resolve_names

        resolve_names(
            activity_id=activity, members={}, guests=frozenset(), dropped=frozenset({"nguoi la mat"})
        )
        report_activity(activity_id=activity, result="Xong")
        approve_activity(activity_id=activity)
    page = client_as(cast.an).get(f"/candidates/{candidate_id}/learning")
    assert "Ngày thứ Bảy tình nguyện" in page.text
    assert "không tự động xét kết nạp" in page.text
    assert (
        "Ngày thứ Bảy tình nguyện" in client_as(cast.giang).get(f"/candidates/{candidate_id}/learning").text
    )


def test_what_waits_stands_in_both_inboxes(acting, cast, client_as, dung):
    with acting(cast.dung):
        a_sent_referral(person_of(a_member(a_branch(cast.house_a))))
        an_activity()
    union = dung.get("/inbox").text
    assert "1 lời giới thiệu chưa được cấp ủy trả lời" in union
    assert "1 hoạt động đã tổ chức, chưa báo cáo" in union
    assert "Trả lời giới thiệu Nguyễn Văn Ân" in client_as(cast.an).get("/inbox").text
    assert "Nguyễn Văn Ân" not in client_as(cast.chi).get("/inbox").text


def test_the_home_of_a_union_begins_with_logging(dung):
    home = dung.get("/").text
    assert home.index("Ghi một hoạt động") < home.index("Việc cần làm tiếp")


def test_every_role_has_at_most_seven_places(client_as, cast):
    for someone in (cast.an, cast.dung, cast.giang, cast.ha, cast.em):
        home = client_as(someone).get("/").text
        rail = home[home.index('class="rail"') : home.index("</nav>")]
        assert len(set(re.findall(r'class="rail-place" href="([^"]+)"', rail))) <= 7, someone.username


def test_a_referral_goes_its_way_through_the_pages(acting, cast, dung, client_as):
    with acting(cast.dung):
        person_id = person_of(a_member(a_branch(cast.house_a)))
    today = f"{clock.today():%d/%m/%Y}"
    page = dung.get(f"/referrals/new?person={person_id}")
    assert "Nguyễn Văn Ân" in page.text
    form = {
        "achievements": "Giỏi",
        "meeting_on": today,
        "member_count": 12,
        "present_count": 12,
        "yes_votes": 7,
    }
    refused = dung.post(f"/referrals/new?person={person_id}", data=form)
    assert refused.status_code == 422
    assert "cần ít nhất 8 trên 12" in refused.text
    there = dung.post(f"/referrals/new?person={person_id}", data=form | {"yes_votes": 8}).location
    assert dung.post(f"{there}/send", data={"resolution_no": "7", "resolution_on": today}).status_code == 302
    an = client_as(cast.an)
    assert "Nguyễn Văn Ân" in an.get("/referrals/received").text
    answer = f"{there}/answer"
    assert client_as(cast.chi).get(answer).status_code == 404
    assert an.post(answer, data={"answer": "accepted"}).status_code == 422
    done = an.post(
        answer,
        data={"answer": "accepted", "list_resolution_no": "19-NQ/CB", "listed_on": today},
        follow_redirects=True,
    )
    assert "Đã trả lời" in done.text
    assert (
        "Trong danh sách cảm tình Đảng" in dung.get(there).text or "Đưa vào danh sách" in dung.get(there).text
    )
    assert dung.get("/referrals/new?person=rubbish").status_code == 404


def test_a_member_gets_a_way_in_and_finds_where_he_was_present(dung, acting, cast, activity, visitor):
    with acting(cast.dung):
        member_id = next(row.id for row in list_members()[0] if row.name == "Nguyễn Văn Ân")
        code = code_of(cast, activity)
    assert "In giấy mời" in dung.get(f"/union/members/{member_id}").text
    assert dung.post(f"/union/members/{member_id}/invitation").location == "/officers/paper"
    paper = unescape(dung.get("/officers/paper").text)
    assert "Đoàn viên, hội viên" in paper
    way_in = {"code": SECRET.search(paper)[1], "username": "an.nguyen"}
    visitor.post("/accept-invitation", data={**way_in, "password": PASSWORD, "repeated": PASSWORD})
    visitor.post("/sign-in", data={"username": "an.nguyen", "password": PASSWORD})
    visitor.post("/check-in", data={"code": code})
    home = visitor.get("/").text
    assert "Hoạt động tôi đã điểm danh" in home
    assert "Công viên" in home
    assert "an.nguyen" in dung.get(f"/union/members/{member_id}").text
    again = dung.post(f"/union/members/{member_id}/invitation", follow_redirects=True)
    assert "đã có tài khoản" in again.text


def test_only_the_desk_of_the_union_gives_a_way_in(client_as, acting, cast, activity):
    with acting(cast.dung):
        member_id = db.session.scalar(select(UnionMember.id))
    for step in ("invitation", "password"):
        found = {
            name: client_as(getattr(cast, name)).post(f"/union/members/{member_id}/{step}").status_code
            for name in ("an", "binh", "em", "giang")
        }
        assert set(found.values()) <= {403, 404}
