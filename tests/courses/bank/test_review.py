"""A question is drawn only after somebody other than its author found it fit."""

from __future__ import annotations

import pytest

from courses.bank import looking_over, queries
from courses.bank.offers import SAMPLES, approve_all, load_samples
from courses.bank.operations.add_question import add_question
from courses.bank.operations.approve_questions import approve_questions
from courses.bank.operations.import_questions import import_questions
from courses.bank.operations.return_question import return_question
from courses.bank.operations.revise_question import revise_question
from courses.bank.review import Standing, standing
from portal.kernel.errors import Conflict, DomainError, NotFound
from tests.courses.bank.test_operations import a_question


@pytest.fixture
def question_id(acting, cast):
    """A question that Giang wrote."""
    with acting(cast.giang):
        return add_question(question=a_question())


def state_of(question_id):
    return queries.get_question_page(question_id).row.standing


@pytest.mark.parametrize(
    ("approved", "returned", "is_retired", "expected"),
    [
        (None, None, False, Standing.WAITING),
        (2, None, False, Standing.USABLE),
        (1, None, False, Standing.WAITING),
        (None, 2, False, Standing.RETURNED),
        (None, 1, False, Standing.WAITING),
        (2, 1, True, Standing.RETIRED),
    ],
)
def test_only_a_look_at_the_present_wording_counts(approved, returned, is_retired, expected):
    assert standing(current=2, approved=approved, returned=returned, is_retired=is_retired) is expected


def test_nobody_approves_the_own_wording(acting, cast, nga, question_id):
    with acting(cast.giang), pytest.raises(DomainError, match="không tự duyệt"):
        approve_questions(wordings=[(question_id, 1)])
    with acting(nga):
        revise_question(question_id=question_id, question=a_question("Sửa?"), version=1)
        with pytest.raises(DomainError, match="không tự duyệt"):
            return_question(question_id=question_id, version=2, note="Sai")
    with acting(cast.giang):
        assert approve_questions(wordings=[(question_id, 2)]) == 1
        assert state_of(question_id) is Standing.USABLE


def test_one_approves_what_one_has_read(acting, cast, nga, question_id):
    with acting(cast.giang):
        revise_question(question_id=question_id, question=a_question("Sửa?"), version=1)
    with acting(nga):
        with pytest.raises(Conflict, match="vừa được sửa"):
            approve_questions(wordings=[(question_id, 1)])
        with pytest.raises(DomainError, match="Chưa chọn"):
            approve_questions(wordings=[])
    with acting(cast.an), pytest.raises(NotFound):
        approve_questions(wordings=[(question_id, 2)])


def test_all_are_approved_or_none(acting, cast, nga, question_id):
    with acting(nga):
        own = add_question(question=a_question("Câu của Nga?"))
        with pytest.raises(DomainError):
            approve_questions(wordings=[(question_id, 1), (own, 1)])
        assert state_of(question_id) is Standing.WAITING


def test_what_is_sent_back_waits_again_once_it_is_changed(acting, cast, nga, question_id):
    with acting(nga):
        with pytest.raises(DomainError, match="cần sửa gì"):
            return_question(question_id=question_id, version=1, note="  ")
        return_question(question_id=question_id, version=1, note="Đáp án chưa rõ.")
        assert state_of(question_id) is Standing.RETURNED
        assert looking_over.list_waiting()[1] == 0
    with acting(cast.giang):
        assert queries.get_question_page(question_id).last_note == "Đáp án chưa rõ."
        revise_question(question_id=question_id, question=a_question("Rõ hơn?"), version=1)
        assert state_of(question_id) is Standing.WAITING
        assert [(one.version, one.note) for one in queries.get_question_page(question_id).reviews] == [
            (1, "Đáp án chưa rõ.")
        ]


def test_imported_questions_wait_too(acting, cast, nga):
    with acting(cast.giang):
        import_questions(file_name="a.xlsx", content=(SAMPLES / "cau-hoi.xlsx").read_bytes())
        assert queries.list_pool() == []
        assert looking_over.count_waiting_for(cast.giang.account_id) == 0
    with acting(nga):
        assert looking_over.count_waiting_for(nga.account_id) == 35
        approve_all()
        assert len(queries.list_pool()) == 35


def test_the_sample_bank_is_usable_and_shows_what_waits(app, acting, cast):
    with app.app_context():
        load_samples()
    with acting(cast.giang):
        counts = queries.count_bank()
    assert (counts.total, counts.waiting) == (36, 2)


def test_an_officer_looks_over_what_another_wrote(client_as, acting, cast, nga, question_id):
    own, other = client_as(cast.giang), client_as(nga)
    assert "Duyệt 1 câu hỏi mới" in other.get("/inbox").text
    assert "câu hỏi mới" not in own.get("/inbox").text
    assert "đồng chí soạn, người khác duyệt" in own.get("/bank/review").text
    page = other.get("/bank/review").text
    assert f'value="{question_id}:1"' in page
    assert "1930" in page
    for bad in ({}, {"wording": "x"}, {"wording": f"{question_id}:9"}):
        assert other.post("/bank/review", data=bad).status_code == 422
    assert other.post("/bank/review", data={"wording": f"{question_id}:1"}).status_code == 302
    assert "Không có câu nào chờ duyệt" in other.get("/bank/review").text
    assert "dùng được" in other.get(f"/bank/questions/{question_id}").text


def test_sending_back_says_why_on_the_page(client_as, cast, nga, question_id):
    other = client_as(nga)
    address = f"/bank/questions/{question_id}"
    refused = other.post(f"{address}/return", data={"version": "1", "note": ""})
    assert refused.status_code == 422
    assert "Ghi rõ cần sửa gì" in refused.text
    late = other.post(f"{address}/return", data={"version": "7", "note": "Thiếu căn cứ."})
    assert "vừa được sửa" in late.text
    assert "Thiếu căn cứ.</textarea>" in late.text
    other.post(f"{address}/return", data={"version": "1", "note": "Thiếu căn cứ."})
    assert "Thiếu căn cứ." in client_as(cast.giang).get(address).text
    assert client_as(cast.khanh).post(f"{address}/return").status_code == 403


@pytest.mark.parametrize("number", [1, 3])
def test_the_page_of_what_waits_costs_the_same(client_as, acting, cast, nga, statements, number):
    with acting(cast.giang):
        for place in range(number):
            add_question(question=a_question(f"Câu {place}?"))
    other = client_as(nga)
    other.get("/bank/review")
    with statements() as sent:
        other.get("/bank/review")
    assert len([text for text in sent.texts if "question" in text]) == 2
