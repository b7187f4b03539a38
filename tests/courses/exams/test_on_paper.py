"""Exams in a room without computers: own papers printed, answers copied, one submission and one score."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.bank.types.contract import Option
from courses.exams.frozen_paper import FrozenItem
from courses.exams.operations.enter_paper import enter_paper
from courses.exams.paper_entry import EntryMistake, read_line, write_line
from courses.exams.queries.desk import get_desk_row
from courses.exams.queries.on_paper import list_sheets
from portal.kernel.errors import DomainError, RuleRefused
from tests.courses.class_end import run_jobs
from tests.courses.room import right_answers

FOUR = tuple(Option(letter, f"phương án {letter}") for letter in "abcd")
TRUTH = (Option("true", "Đúng"), Option("false", "Sai"))
LINES = (Option("1", "trái một"), Option("2", "trái hai"), Option("3", "trái ba"))
RIGHTS = FOUR[:3]


def item(number, kind, options=(), targets=()):
    return FrozenItem(number, uuid4(), kind, "?", Decimal(1), options, targets)


PAPER = [
    item(1, "single_choice", FOUR),
    item(2, "multiple_choice", FOUR),
    item(3, "true_false", TRUTH),
    item(4, "matching", LINES, RIGHTS),
    item(5, "ordering", FOUR),
    item(6, "short_answer"),
]
words = st.text("aăđêôơư vnm1954", min_size=1).map(lambda text: " ".join(text.split())).filter(bool)
pairs = st.dictionaries(st.sampled_from("123"), st.sampled_from("abc"), min_size=1).map(
    lambda chosen: [f"{left}:{chosen[left]}" for left in sorted(chosen)]
)
values = st.fixed_dictionaries(
    {},
    optional={
        1: st.sampled_from("abcd").map(list),
        2: st.sets(st.sampled_from("abcd"), min_size=1).map(sorted),
        3: st.sampled_from([["true"], ["false"]]),
        4: pairs,
        5: st.permutations("abcd").map(list),
        6: words.map(lambda text: [text]),
    },
).filter(bool)


@given(values)
def test_a_line_is_read_as_it_is_written(answers):
    assert read_line(PAPER, write_line(PAPER, answers)) == answers


@pytest.mark.parametrize(
    ("line", "item_number"),
    [
        ("", 0),
        ("A; B", 0),
        ("E; A; Đ; AB; ABCD; x", 1),
        ("AB; A; Đ; AB; ABCD; x", 1),
        ("A; AA; Đ; AB; ABCD; x", 2),
        ("A; A; X; AB; ABCD; x", 3),
        ("A; A; Đ; XY; ABCD; x", 4),
        ("A; A; Đ; ABCA; ABCD; x", 4),
        ("A; A; Đ; AB; AAB; x", 5),
        ("A; A; Đ; AB; ABCD; " + "x" * 501, 6),
    ],
)
def test_what_cannot_be_read_is_named(line, item_number):
    found = read_line(PAPER, line)
    assert isinstance(found, EntryMistake)
    assert found.item == item_number
    assert found.words


def test_letters_may_be_small_and_parted_by_spaces():
    assert read_line(PAPER[:3], "b ac s") == {1: ["b"], 2: ["a", "c"], 3: ["false"]}
    assert read_line(PAPER[:3], "- ? đ") == {3: ["true"]}


@pytest.fixture
def khoi(room, client_as):
    return client_as(room.cast.giang)


@pytest.fixture
def sheet(room):
    """Em's sheet."""
    return sheets(room)[0]


def sheets(room):
    with room.app.app_context(), room.as_khoi():
        return list_sheets(get_desk_row(room.exam_id).exam)


def test_what_was_written_on_paper_is_scored_like_any_other(room, em, khoi, app, sheet, owner_sql):
    address = f"/exam-desk/{room.exam_id}/on-paper"
    keys = owner_sql("select items, keys from paper join paper_key on paper_id = paper.id")[0]
    line = write_line(sheet.items, right_answers(*keys))
    assert khoi.get(f"/exam-desk/{room.exam_id}/papers.pdf").data.startswith(b"%PDF")
    page = khoi.post(address, data={f"line-{sheet.enrolment_id}": line}, follow_redirects=True)
    assert "Đã nhập 1 bài" in page.text
    run_jobs(app)
    assert owner_sql("select mark from exam_result where superseded_at is null") == [(Decimal("10.00"),)]
    assert owner_sql("select kind, reason from exam_order") == [("on_paper", "")]
    assert owner_sql("select count(*) from audit_entry where body like '%%entered_from_paper%%'") == [(1,)]
    assert owner_sql("select count(*) from audit_entry where body like '%%papers_printed%%'") == [(1,)]
    assert "đã nộp" in em.get("/exams").text
    assert em.post(f"/exams/{room.exam_id}/start").status_code in {303, 409, 422}
    assert owner_sql("select count(*) from attempt") == [(1,)]
    assert khoi.get(f"/exam-desk/{room.exam_id}/papers.pdf").status_code == 422


def test_a_correction_needs_a_reason_and_replaces_the_mark(room, khoi, app, sheet, owner_sql):
    address = f"/exam-desk/{room.exam_id}/on-paper"
    keys = owner_sql("select items, keys from paper join paper_key on paper_id = paper.id")[0]
    right = right_answers(*keys)
    first = next(iter(right))
    wrong = {number: value for number, value in right.items() if number != first}
    name = str(sheet.enrolment_id)
    khoi.post(address, data={f"line-{name}": write_line(sheet.items, wrong)})
    run_jobs(app)
    again = {f"line-{name}": write_line(sheet.items, right)}
    refused = khoi.post(address, data=again)
    assert (refused.status_code, "ghi lý do" in refused.text) == (422, True)
    assert again[f"line-{name}"].split(";")[0] in refused.text, "what was typed stays"
    khoi.post(address, data=again | {f"reason-{name}": "Chép sót câu đầu"})
    run_jobs(app)
    assert owner_sql("select mark from exam_result where superseded_at is null") == [(Decimal("10.00"),)]
    assert owner_sql("select max(revision) from submission") == [(2,)]


def test_who_sat_on_screen_is_not_entered_again(room, attempt, khoi, sheet, owner_sql):
    page = khoi.get(f"/exam-desk/{room.exam_id}/on-paper").text
    assert str(sheet.enrolment_id) not in page
    line = "; ".join("-" for _ in sheet.items[1:]) + "; A"
    khoi.post(f"/exam-desk/{room.exam_id}/on-paper", data={f"line-{sheet.enrolment_id}": line})
    with room.app.app_context(), room.as_khoi(), pytest.raises(RuleRefused, match="thi trên máy"):
        enter_paper(exam_id=room.exam_id, enrolment_id=sheet.enrolment_id, answers={})
    assert owner_sql("select count(*) from submission") == [(0,)]


def test_a_line_that_cannot_be_read_loses_nothing(room, khoi, sheet, owner_sql):
    data = {f"line-{sheet.enrolment_id}": "A; B; xyz"}
    answer = khoi.post(f"/exam-desk/{room.exam_id}/on-paper", data=data)
    assert answer.status_code == 422
    assert "dòng này có 3 câu" in answer.text
    assert "A; B; xyz" in answer.text
    assert owner_sql("select count(*) from attempt") == [(0,)]


def test_only_khoi_enters_and_prints(room, client_as, em, sheet):
    for browser in (em, client_as(room.cast.an), client_as(room.cast.chi)):
        assert browser.get(f"/exam-desk/{room.exam_id}/papers.pdf").status_code in {403, 404}
        assert browser.post(f"/exam-desk/{room.exam_id}/on-paper").status_code in {403, 404}
    with room.app.app_context(), room.as_khoi(), pytest.raises(DomainError):
        enter_paper(exam_id=room.exam_id, enrolment_id=uuid4(), answers={})


def test_the_printed_paper_tells_no_key(room, owner_sql):
    from courses.exams import printing

    [one] = sheets(room)
    printed = str(printing._sheet(one))
    assert "answers" not in printed
    assert "key" not in printed
    assert one.code in printed
