"""A question goes to Khối, is answered, and becomes part of the handbook without anybody's name."""

from __future__ import annotations

from datetime import UTC, date, datetime

import pytest

from portal.handbook import queries
from portal.handbook.desk import Board, QuestionState, names_house, state_of
from portal.handbook.operations.answer_question import answer_question
from portal.handbook.operations.ask_question import ask_question
from portal.handbook.operations.change_published import change_published
from portal.handbook.operations.publish_answer import publish_answer
from portal.kernel import clock
from portal.kernel.errors import DomainError, NotFound, RuleRefused

ASKED = {"board": Board.OFFICE, "subject": "Giấy giới thiệu", "text": "Ai giới thiệu khi không có công đoàn?"}
MONDAY = datetime(2026, 11, 23, 3, tzinfo=UTC)
LATER = datetime(2026, 12, 1, 3, tzinfo=UTC)


@pytest.fixture
def asked(acting, cast):
    with acting(cast.an), clock.frozen_at(MONDAY):
        return ask_question(**ASKED)


@pytest.fixture
def answered(acting, cast, asked):
    with acting(cast.giang):
        answer_question(question_id=asked, text="Hai đảng viên chính thức giới thiệu.")
    return asked


def publish(question_id, **values):
    said = {"question": "Ai giới thiệu?", "answer": "Hai đảng viên chính thức.", "is_nameless": True}
    return publish_answer(question_id=question_id, **said | values)


def test_a_question_is_due_in_five_working_days_and_overdue_after(acting, cast, asked):
    with acting(cast.giang, reading=True):
        row = queries.get_question(asked)
        assert row.question.due_on == date(2026, 11, 30)
        with clock.frozen_at(MONDAY):
            assert row.state is QuestionState.WAITING
        with clock.frozen_at(LATER):
            assert row.state is QuestionState.OVERDUE


def test_the_due_day_is_still_in_time():
    day = date(2026, 11, 30)
    assert state_of(is_answered=False, due_on=day, today=day) is QuestionState.WAITING


def test_it_waits_in_the_inbox_of_khoi_until_it_is_answered(client_as, acting, cast, asked):
    giang = client_as(cast.giang)
    assert "Câu hỏi của đơn vị: Giấy giới thiệu" in giang.get("/inbox").text
    with acting(cast.giang):
        answer_question(question_id=asked, text="Hai đảng viên.")
    assert "Câu hỏi của đơn vị: Giấy giới thiệu" not in giang.get("/inbox").text
    assert "Khối đã trả lời: Giấy giới thiệu" in client_as(cast.an).get("/inbox").text


def test_only_the_house_that_asked_and_khoi_see_it(acting, client_as, cast, answered):
    assert "Hai đảng viên chính thức giới thiệu." in client_as(cast.an).get(f"/support/{answered}").text
    with acting(cast.chi, reading=True):
        assert queries.list_questions() == []
    assert client_as(cast.chi).get(f"/support/{answered}").status_code == 404
    assert client_as(cast.binh).get("/support").status_code == 403
    assert client_as(cast.khanh).post(f"/support/{answered}/answer").status_code == 403


def test_a_union_asks_too(client_as, cast):
    dung, giang = client_as(cast.dung), client_as(cast.giang)
    letter = {
        "board": "org_building",
        "subject": "Thời hạn phản hồi giới thiệu",
        "text": "Bao lâu thì được trả lời?",
    }
    done = dung.post("/support/new", data=letter, follow_redirects=True)
    assert "Đã gửi câu hỏi" in done.text
    assert letter["subject"] in dung.get("/support").text
    assert f"Câu hỏi của đơn vị: {letter['subject']}" in giang.get("/inbox").text
    assert letter["subject"] not in client_as(cast.an).get("/support").text


def test_a_house_does_not_answer_itself(acting, client_as, cast, asked):
    assert client_as(cast.an).post(f"/support/{asked}/answer").status_code == 403
    with acting(cast.an), pytest.raises(NotFound):
        answer_question(question_id=asked, text="Tự trả lời.")


def test_the_name_of_somebody_of_the_house_is_refused_and_nothing_is_lost(client_as, cast):
    answer = client_as(cast.an).post(
        "/support/new", data=ASKED | {"text": "Đồng chí trần thị em a có được miễn không?"}
    )
    assert answer.status_code == 422
    assert "họ tên “Trần Thị Em A”" in answer.text
    assert "có được miễn không?" in answer.text


def test_the_same_question_twice_is_one_question(acting, cast, asked):
    with acting(cast.an), pytest.raises(DomainError, match="đang chờ"):
        ask_question(**ASKED)


@pytest.mark.parametrize("empty", ["subject", "text"])
def test_an_empty_question_names_its_field(acting, cast, empty):
    with acting(cast.an), pytest.raises(DomainError) as refused:
        ask_question(**ASKED | {empty: "  "})
    assert refused.value.field == empty


def test_what_is_published_is_found_by_every_house_and_leads_back_to_none(
    client_as, acting, cast, answered, owner_sql
):
    with acting(cast.giang):
        published = publish(answered)
        with pytest.raises(RuleRefused, match="đã có"):
            publish(answered)
    chi = client_as(cast.chi)
    assert "Hai đảng viên chính thức." in chi.get("/handbook?q=ai gioi thieu").text
    assert "Ai giới thiệu?" in chi.get("/search?q=ai giới thiệu").text
    ((row,),) = owner_sql("select to_jsonb(p)::text from published_answer p")
    assert str(answered) not in row
    assert str(cast.house_a) not in row
    assert f"hoi-{published}" in client_as(cast.an).get(f"/support/{answered}").text


@pytest.mark.parametrize(
    ("change", "field"),
    [
        ({"is_nameless": False}, "is_nameless"),
        ({"answer": "Như đã trả lời Sở thử nghiệm A."}, "answer"),
        ({"question": "k01 hỏi: ai giới thiệu?"}, "question"),
        ({"answer": " "}, "answer"),
    ],
)
def test_a_named_house_is_not_published(acting, cast, answered, owner_sql, change, field):
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        publish(answered, **change)
    assert refused.value.field == field
    assert owner_sql("select count(*) from published_answer") == [(0,)]


def test_nothing_is_published_before_it_is_answered(acting, cast, asked):
    with acting(cast.giang), pytest.raises(RuleRefused, match="Trả lời đơn vị trước"):
        publish(asked)


def test_a_published_answer_is_put_right_and_withdrawn(acting, client_as, cast, answered):
    with acting(cast.giang):
        published = publish(answered)
        change_published(published_answer_id=published, question="Ai giới thiệu?", answer="Đã sửa.")
    assert "Đã sửa." in client_as(cast.an).get("/handbook").text
    giang = client_as(cast.giang)
    assert giang.post(f"/support/published/{published}/withdrawal").status_code == 302
    assert "Đã sửa." not in client_as(cast.an).get("/handbook").text
    answer = giang.post(f"/support/published/{published}", data={"question": "Mới", "answer": "Mới"})
    assert "đã rút" in answer.text
    assert client_as(cast.an).get(f"/support/published/{published}").status_code == 403


@pytest.mark.parametrize(
    ("text", "is_named"),
    [
        ("theo SO Y TE thì", True),
        ("đơn vị k01 hỏi", True),
        ("Đảng bộ Sở Y tế", True),
        ("K011 hỏi", False),
        ("các đảng bộ trực thuộc Ban Tổ chức Tỉnh ủy", False),
    ],
)
def test_a_house_is_recognised_by_code_and_by_name(text, is_named):
    assert names_house(text, "K01", "Đảng bộ Sở Y tế") is is_named


@pytest.mark.parametrize("number", [1, 3])
def test_the_list_costs_the_same_for_every_number(acting, client_as, cast, statements, number):
    with acting(cast.an):
        for n in range(number):
            ask_question(**ASKED | {"text": f"Câu {n}"})
    client = client_as(cast.giang)
    client.get("/support")
    with statements() as sent:
        assert client.get("/support").status_code == 200
    assert len(sent) == 4
