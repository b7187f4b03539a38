"""From the edited draft to the answer of a house: numbers, isolation, papers, nothing lost."""

from __future__ import annotations

import io
from datetime import timedelta

import pytest

from portal.kernel import clock
from portal.kernel.errors import Conflict, DomainError, NotFound
from portal.oversight.letters import queries
from portal.oversight.letters.models import LetterKind, LetterState
from portal.oversight.letters.operations.answer_letter import answer_letter
from portal.oversight.letters.operations.draft_letter import draft_letter
from portal.oversight.letters.operations.edit_letter import edit_letter
from portal.oversight.letters.operations.send_letter import send_letter
from portal.oversight.letters.wording import TABLE_MARK
from tests.portal.oversight.test_letters import text_of

PDF = b"%PDF-1.4\n1 0 obj<<>>endobj\ntrailer<<>>\n%%EOF\n"


@pytest.fixture
def draft(acting, cast):
    def write(*houses, reply_days: int | None = 20):
        today = clock.today()
        with acting(cast.giang):
            return draft_letter(
                kind=LetterKind.NOTICE,
                figures={},
                as_of=today,
                reply_due=today + timedelta(days=reply_days) if reply_days else None,
                addressees=[house.tenant_id for house in houses or (cast.an,)],
            )

    return write


@pytest.fixture
def sent(acting, cast, draft):
    letter_id = draft(cast.an)
    with acting(cast.giang):
        send_letter(letter_id=letter_id, number="1850", signed_on=clock.today())
    with acting(cast.an):
        return queries.list_received()[0].delivery.id


def edit(letter_id, **changes):
    usual = {
        "subject": "Công văn",
        "body": "Đề nghị báo cáo.",
        "addressees": [],
        "reply_due": None,
        "version": 1,
    }
    edit_letter(letter_id=letter_id, **usual | changes)


def test_an_edited_text_is_what_the_word_file_says(client_as, acting, cast, draft):
    letter_id = draft()
    with acting(cast.giang):
        edit(letter_id, body="Đoạn một sửa tay.\nĐoạn hai.", addressees=[cast.chi.tenant_id])
    said = text_of(client_as(cast.giang).get(f"/letters/{letter_id}/docx").data)
    assert "Đoạn một sửa tay." in said
    assert "Đảng bộ Sở Thử Nghiệm B." in said
    assert TABLE_MARK not in said


def test_the_second_of_two_editors_is_told_and_keeps_what_was_typed(client_as, acting, cast, draft):
    letter_id = draft()
    with acting(cast.giang):
        edit(letter_id)
    answer = client_as(cast.giang).post(
        f"/letters/{letter_id}/edit", data={"subject": "Khác", "body": "Bản của tôi", "version": "1"}
    )
    assert answer.status_code == 422
    assert "Người khác vừa sửa" in answer.text
    assert "Bản của tôi" in answer.text
    with acting(cast.giang):
        assert queries.get_letter(letter_id).body == "Đề nghị báo cáo."


@pytest.mark.parametrize(
    ("number", "days", "field"),
    [
        ("", 0, "number"),
        ("12a", 0, "number"),
        ("0", 0, "number"),
        ("9", 1, "signed_on"),
        ("9", -1, "signed_on"),
    ],
)
def test_number_and_day_are_those_of_the_signed_paper(acting, cast, draft, number, days, field):
    letter_id = draft()
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        send_letter(letter_id=letter_id, number=number, signed_on=clock.today() + timedelta(days=days))
    assert refused.value.field == field


def test_a_number_is_used_once_and_a_letter_sent_once(acting, cast, draft, sent):
    again = draft(cast.chi)
    with acting(cast.giang):
        with pytest.raises(DomainError, match="đã dùng"):
            send_letter(letter_id=again, number="01850", signed_on=clock.today())
        send_letter(letter_id=again, number="1851", signed_on=clock.today())
        with pytest.raises(Conflict):
            send_letter(letter_id=again, number="1852", signed_on=clock.today())
        with pytest.raises(DomainError, match="không sửa được"):
            edit(again)
        assert queries.get_letter(again).state is LetterState.SENT


def test_a_letter_without_addressee_is_not_sent(acting, cast, draft):
    letter_id = draft()
    with acting(cast.giang):
        edit(letter_id)
        with pytest.raises(DomainError, match="Chưa chọn đơn vị nhận"):
            send_letter(letter_id=letter_id, number="7", signed_on=clock.today())


def test_only_the_addressee_sees_a_letter_and_only_khoi_the_answer(acting, cast, sent):
    with acting(cast.chi):
        assert queries.list_received() == []
        with pytest.raises(NotFound):
            answer_letter(letter_delivery_id=sent, text="Thử")
    with acting(cast.an):
        reply_id = answer_letter(letter_delivery_id=sent, text="Đã tổ chức quán triệt.")
    with acting(cast.chi), pytest.raises(NotFound):
        queries.get_reply(reply_id)
    with acting(cast.giang):
        assert queries.get_reply(reply_id).text == "Đã tổ chức quán triệt."


def test_acknowledging_is_not_answering_when_an_answer_is_due(acting, cast, sent):
    with acting(cast.an):
        first = answer_letter(letter_delivery_id=sent)
        assert answer_letter(letter_delivery_id=sent) == first, "twice is once"
        assert not queries.get_received(sent).is_answered
        answer_letter(letter_delivery_id=sent, text="Báo cáo kèm theo.", document_no="15-BC/ĐU")
        assert queries.get_received(sent).is_answered
        with pytest.raises(DomainError, match="đã gửi rồi"):
            answer_letter(letter_delivery_id=sent, text="Báo cáo kèm theo.")


def test_an_answer_is_late_the_day_after_it_was_due(acting, cast, sent, monkeypatch):
    due = clock.today() + timedelta(days=20)
    for day, is_late in ((due, False), (due + timedelta(days=1), True)):
        monkeypatch.setattr(clock, "today", lambda day=day: day)
        with acting(cast.giang):
            assert queries.list_letters()[0].count("is_late") == int(is_late)


def test_a_house_reads_acknowledges_and_answers_on_its_pages(client_as, cast, sent):
    an, page = client_as(cast.an), f"/received-letters/{sent}"
    assert "Công văn số 1850" in an.get("/inbox").text
    assert "Đã nhận" in an.get(page).text
    assert an.post(f"{page}/receipt").status_code == 302
    empty = an.post(f"{page}/answer", data={"text": "", "document_no": "15-BC/ĐU"})
    assert empty.status_code == 422
    assert 'value="15-BC/ĐU"' in empty.text, "nothing typed is lost"
    paper = {"text": "Báo cáo", "file": (io.BytesIO(PDF), "báo cáo.pdf")}
    assert an.post(f"{page}/answer", data=paper, content_type="multipart/form-data").status_code == 302
    giang = client_as(cast.giang)
    register = giang.get("/letters").text
    assert "1/1" in register
    letter_page = next(part for part in register.split('"') if part.startswith("/letters/0"))
    shown = giang.get(letter_page).text
    assert "báo cáo.pdf" in shown
    link = next(part for part in shown.split('"') if part.startswith("/letters/replies/"))
    assert giang.get(link).data == PDF
    assert client_as(cast.chi).get(page).status_code == 404
    assert "1850" in text_of(an.get(f"{page}/docx").data)
    assert "DỰ THẢO" not in text_of(an.get(f"{page}/docx").data)


def test_a_file_that_is_no_paper_is_refused_beside_its_field(client_as, cast, sent):
    data = {"text": "Báo cáo", "file": (io.BytesIO(b"MZ\x90"), "bao-cao.pdf")}
    answer = client_as(cast.an).post(
        f"/received-letters/{sent}/answer", data=data, content_type="multipart/form-data"
    )
    assert answer.status_code == 422
    assert "không đọc được" in answer.text


@pytest.mark.parametrize("kind", ["praise", "class_invitation", "plan_opinion"])
def test_a_letter_about_nobody_is_not_drafted(client_as, cast, kind):
    answer = client_as(cast.giang).post("/letters/new", data={"kind": kind})
    assert answer.status_code == 422


def test_a_notice_is_drafted_edited_and_sent_on_the_pages(client_as, cast):
    giang = client_as(cast.giang)
    made = giang.post("/letters/new", data={"kind": "notice", "addressees": [str(cast.an.tenant_id)]})
    assert made.status_code == 302
    form = {"subject": "Báo cáo quý", "body": "Đề nghị báo cáo.", "version": "1"}
    form |= {"addressees": [str(cast.an.tenant_id), str(cast.chi.tenant_id)]}
    page = made.location.removesuffix("/edit")
    assert giang.post(made.location, data=form).status_code == 302
    today = f"{clock.today():%d/%m/%Y}"
    assert giang.post(f"{page}/sending", data={"number": "x", "signed_on": today}).status_code == 422
    assert giang.post(f"{page}/sending", data={"number": "31", "signed_on": today}).status_code == 302
    assert giang.get(f"{page}/edit").status_code == 404
    assert "Báo cáo quý" in client_as(cast.chi).get("/").text


@pytest.mark.parametrize("count", [1, 3])
def test_the_registers_cost_the_same_for_every_number_of_letters(
    client_as, acting, cast, draft, statements, count
):
    for number in range(count):
        letter_id = draft()
        with acting(cast.giang):
            send_letter(letter_id=letter_id, number=str(100 + number), signed_on=clock.today())
    for someone, page, cost in ((cast.giang, "/letters", 4), (cast.an, "/received-letters", 3)):
        client = client_as(someone)
        client.get(page)
        with statements() as sent:
            client.get(page)
        assert len(sent) == cost, page
