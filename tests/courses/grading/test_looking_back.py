"""Item analysis, regrading after a wrong key, essays alike, and appeals."""

from __future__ import annotations

from datetime import UTC, datetime, timedelta
from decimal import Decimal
from uuid import uuid4

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.bank.formats.question import Question, QuestionMistake
from courses.grading.appeals import last_day, why_not_appeal
from courses.grading.item_analysis import Response, Sheet, attention, distribution, item_figures, reliability
from courses.grading.new_key import read_new_key
from courses.grading.question_usage import Draw, usages
from courses.grading.similarity import RUN, side_by_side, similar_pairs
from portal.kernel import clock
from tests.courses import room as building
from tests.courses.class_end import run_jobs

# --- Figures of questions -------------------------------------------------------------------------

A, B, EXAM = uuid4(), uuid4(), uuid4()
NOON = datetime(2026, 11, 20, 5, tzinfo=UTC)


def sheet(mark, a, b, chosen="a", seconds=None):
    return Sheet(
        Decimal(mark),
        (
            Response(A, Decimal(a), Decimal(1), (chosen,), seconds),
            Response(B, Decimal(b), Decimal(2)),
        ),
    )


def test_the_hardest_question_comes_first_with_its_share():
    found = item_figures([sheet(10, 1, 2, seconds=10), sheet(5, 1, 0, seconds=30)])
    assert [(item.version_id, item.facility) for item in found] == [
        (B, Decimal("0.500")),
        (A, Decimal("1.000")),
    ]
    assert found[1].seconds == 20
    assert found[1].chosen == {"a": 2}
    assert found[0].discrimination is None


def test_a_key_the_best_get_wrong_is_pointed_out():
    sheets = [sheet(mark, 1 if mark < 5 else 0, 1, "b" if mark < 5 else "a") for mark in range(10)] * 2
    item = next(item for item in item_figures(sheets) if item.version_id == A)
    assert item.discrimination < 0
    reasons = attention(item, options=["a", "b", "c"], key=["b"])
    assert any("xem lại đáp án" in reason for reason in reasons)
    assert "Có phương án không ai chọn." in reasons


def test_few_people_say_nothing_about_a_question():
    item = item_figures([sheet(1, 0, 0)] * 9)[0]
    assert attention(item, options=["a", "b"], key=["a"]) == []


def test_alpha_needs_the_same_questions_and_enough_people():
    assert reliability([sheet(1, 0, 0)] * 9) == (None, 0)
    sheets = [sheet(mark, mark % 2, 2 * (mark % 2)) for mark in range(10)]
    alpha, common = reliability(sheets)
    assert common == 2
    assert alpha is not None
    assert alpha > Decimal("0.8")


@given(st.lists(st.decimals("0", "10", places=2)))
def test_every_mark_falls_into_one_band(marks):
    labels, counts = distribution(marks)
    assert sum(counts) == len(marks)
    assert len(labels) == len(counts) == 10


# --- Essays alike ---------------------------------------------------------------------------------

WORDS = ["một", "hai", "ba", "bốn", "năm", "sáu", "bảy", "tám", "chín", "mười", "mười", "một", "mười", "hai"]


def test_a_copied_passage_is_found_whatever_case_and_signs():
    passage = "Tôi phấn đấu vào Đảng vì muốn góp sức nhiều hơn cho việc chung."
    essays = {
        "an": f"Mở đầu riêng của An. {passage}",
        "em": f"{passage.upper()}! Kết riêng.",
        "chi": "Bài khác hẳn " * 9,
    }
    pairs = similar_pairs(essays)
    assert [(pair.first, pair.second) for pair in pairs] == [("an", "em")]
    assert pairs[0].share > 0.6
    left, right = side_by_side(essays["an"], essays["em"])
    assert [piece.text for piece in left if piece.match] == [passage.rstrip(".")]
    assert [piece.match for piece in right if piece.match] == [1]


def test_the_words_of_the_task_make_nobody_alike():
    task = "Vì sao đồng chí phấn đấu vào Đảng Cộng sản Việt Nam"
    assert similar_pairs({"a": task, "b": task}, common=task) == []


@given(
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
    st.lists(st.sampled_from(WORDS), max_size=40).map(" ".join),
)
def test_cutting_loses_no_letter(first, second):
    left, right = side_by_side(first, second)
    assert "".join(piece.text for piece in left) == first
    assert "".join(piece.text for piece in right) == second
    assert all(len(piece.text.split()) >= RUN for piece in left if piece.match)


# --- A corrected key ------------------------------------------------------------------------------

ABCD = building.QUESTIONS["single_choice"]


@pytest.mark.parametrize(
    ("kind", "lines", "key"),
    [
        ("single_choice", "phương án a\n*phương án b\nphương án c\nphương án d", ("b",)),
        ("single_choice", "phương án d\n*phương án b\nphương án c\nphương án a", ("b",)),
        ("multiple_choice", "*phương án d\nphương án b\n*phương án c\nphương án a", ("c", "d")),
        ("true_false", "Sai", ("false",)),
        ("short_answer", "văn minh\nhiện đại", ("văn minh", "hiện đại")),
        ("matching", "bên trái một = bên phải hai\nbên trái hai = bên phải một", ("1:b", "2:a")),
        ("ordering", "phương án d\nphương án c\nphương án b\nphương án a", ("d", "c", "b", "a")),
    ],
)
def test_a_key_is_read_in_the_ids_of_the_question(kind, lines, key):
    assert read_new_key(building.QUESTIONS[kind], lines) == key


@pytest.mark.parametrize(
    ("question", "lines"),
    [
        (ABCD, "*phương án a\nphương án b"),
        (ABCD, "*chữ khác\nphương án b\nphương án c\nphương án d"),
        (building.QUESTIONS["matching"], "bên trái một = bên phải hai"),
        (building.QUESTIONS["essay"], ""),
        (building.QUESTIONS["true_false"], "có lẽ"),
    ],
)
def test_a_key_that_changes_what_was_printed_is_refused(question: Question, lines):
    with pytest.raises(QuestionMistake):
        read_new_key(question, lines)


@pytest.fixture
def khoi(room, client_as):
    return client_as(room.cast.giang)


@pytest.fixture
def scored(room, em, app, owner_sql):
    """Em handed in b for the single choice, whose key says a; return the version of that question."""
    attempt = em.post(f"/exams/{room.exam_id}/start").location
    items = {item["type"]: item for item in em.get(f"{attempt}/paper").json["items"]}
    names = owner_sql("select keys from paper_key")[0][0][str(items["single_choice"]["item"])]["names"]
    value = {"single_choice": [names["b"]]}
    answers = [{"item": item["item"], "seq": 1, "value": value.get(kind, [])} for kind, item in items.items()]
    em.post(f"{attempt}/answers", json={"answers": answers})
    em.post(f"{attempt}/submit")
    run_jobs(app)
    return owner_sql(
        "select v.id from question_version v join question q on q.id = question_id where kind = 'single_choice'"
    )[0][0]


NEW_KEY = "phương án a\n*phương án b\nphương án c\nphương án d"


def test_the_analysis_page_shows_figures_and_never_a_name(room, khoi, scored):
    page = khoi.get(f"/exam-desk/{room.exam_id}/analysis")
    assert page.status_code == 200
    assert "Tỷ lệ đúng" in page.text
    assert "Sửa đáp án" in page.text


def test_a_new_key_is_shown_before_it_counts_and_kept_with_both_marks(room, khoi, scored, owner_sql):
    url = f"/exam-desk/{room.exam_id}/questions/{scored}/key"
    current = "select mark from exam_result where superseded_at is null"
    before = owner_sql(current)
    preview = khoi.post(url, data={"lines": NEW_KEY, "reason": "Nhầm đáp án", "preview": "1"})
    assert "1 trong 1 người có câu này đổi điểm" in preview.text
    assert owner_sql(current) == before
    assert khoi.post(url, data={"lines": NEW_KEY, "reason": "Nhầm đáp án", "apply": "1"}).status_code == 302
    ((after,),) = owner_sql(current)
    assert after - before[0][0] == Decimal("1.67")
    ((changes, reason),) = owner_sql("select changes, reason from key_correction")
    assert [(Decimal(one["before"]), Decimal(one["after"])) for one in changes] == [(before[0][0], after)]
    assert reason == "Nhầm đáp án"
    assert owner_sql("select count(*) from exam_result") == [(2,)]
    assert owner_sql("select count(*) from audit_entry where body like '%%exam.regraded%%'") == [(1,)]
    assert "đã sửa đáp án" in khoi.get(f"/exam-desk/{room.exam_id}/analysis").text


def test_scoring_again_keeps_the_corrected_key(room, khoi, scored, acting, owner_sql):
    from courses.grading.operations.score_submission import score_submission

    khoi.post(
        f"/exam-desk/{room.exam_id}/questions/{scored}/key",
        data={"lines": NEW_KEY, "reason": "x", "apply": "1"},
    )
    marks = owner_sql("select mark from exam_result where superseded_at is null")
    with acting(room.cast.giang):
        score_submission(submission_id=owner_sql("select id from submission")[0][0])
    assert owner_sql("select mark from exam_result where superseded_at is null") == marks


@pytest.mark.parametrize(
    ("data", "words"),
    [
        ({"lines": NEW_KEY, "reason": "", "apply": "1"}, "Lý do"),
        ({"lines": "*a\nb", "reason": "x", "apply": "1"}, "giữ nguyên"),
        ({"lines": "", "reason": "x", "preview": "1"}, "giữ nguyên"),
        (
            {
                "lines": NEW_KEY.replace("*", "").replace("phương án a", "*phương án a"),
                "reason": "x",
                "apply": "1",
            },
            "đang được dùng",
        ),
        ({"lines": "phương án a\nphương án b", "reason": "đã gõ", "preview": "1"}, "đã gõ"),
    ],
)
def test_a_key_that_cannot_be_read_changes_nothing(room, khoi, scored, owner_sql, data, words):
    answer = khoi.post(f"/exam-desk/{room.exam_id}/questions/{scored}/key", data=data)
    assert answer.status_code == 422
    assert words in answer.text
    assert owner_sql("select 1 from key_correction") == []


def test_a_question_of_nobody_is_not_there(room, khoi):
    assert khoi.get(f"/exam-desk/{room.exam_id}/questions/{uuid4()}/key").status_code == 404


# --- Essays on the desk ---------------------------------------------------------------------------


def test_two_essays_are_set_beside_each_other_and_the_reading_is_recorded(app, cast, client_as, owner_sql):
    from courses.exams.operations.save_answers import save_answers
    from courses.exams.operations.start_attempt import start_attempt
    from courses.exams.operations.submit_attempt import submit_attempt
    from courses.exams.sending import SentAnswer
    from portal.kernel.database import session_as

    text = "Tôi phấn đấu vào Đảng vì muốn góp sức nhiều hơn cho việc chung của cơ quan nơi tôi làm việc."
    with app.app_context():
        room = building.open_room(app, cast, people={cast.house_a: 1})
        with room.as_khoi():
            essay_id = building.a_reflection(room.class_run_id)
        for sitter in (cast.em, room.others[0]):
            with session_as(sitter.actor()):
                attempt_id = start_attempt(exam_id=essay_id)
                save_answers(attempt_id=attempt_id, answers=[SentAnswer(1, 1, [text])])
                submit_attempt(attempt_id=attempt_id)
    khoi = client_as(cast.giang)
    page = khoi.get(f"/exam-desk/{essay_id}/similarity").text
    assert "100%" in page
    first, second = (row[0] for row in owner_sql("select id from submission order by id"))
    beside = khoi.get(f"/submissions/{first}/beside?other={second}")
    assert beside.text.count("<mark>") == 2
    assert owner_sql("select count(*) from audit_entry where body like '%%paper.compared%%'") == [(2,)]
    assert khoi.get(f"/submissions/{first}/beside?other={uuid4()}").status_code == 404
    assert khoi.get(f"/submissions/{first}/beside?other=x").status_code == 200


# --- Appeals --------------------------------------------------------------------------------------


def test_the_term_of_an_appeal():
    day = clock.today()
    asked = {"scored_on": day, "is_locked": False, "has_appealed": False}
    assert why_not_appeal(today=last_day(day), **asked) == ""
    assert "hết hạn" in why_not_appeal(today=last_day(day) + timedelta(days=1), **asked)
    assert "công nhận" in why_not_appeal(today=day, **(asked | {"is_locked": True}))
    assert "đã đề nghị" in why_not_appeal(today=day, **(asked | {"has_appealed": True}))


@pytest.fixture
def mark_id(scored, owner_sql):
    return owner_sql("select id from exam_result")[0][0]


def test_an_appeal_is_asked_once_and_answered_with_another_mark(room, em, khoi, mark_id, owner_sql):
    assert "Phúc khảo" in em.get("/results").text
    assert em.post(f"/results/{mark_id}/appeal", data={"reason": "Câu 1 tôi chọn đúng"}).status_code == 302
    assert em.post(f"/results/{mark_id}/appeal", data={"reason": "lần nữa"}).status_code == 422
    assert "1 đề nghị phúc khảo" in khoi.get("/inbox").text
    ((appeal_id,),) = owner_sql("select id from appeal")
    assert "Câu 1 tôi chọn đúng" in khoi.get(f"/appeals/{appeal_id}").text
    assert khoi.post(f"/appeals/{appeal_id}", data={"mark": "7,25", "reason": "Chấp nhận"}).status_code == 302
    assert owner_sql("select mark, is_passed from exam_result where superseded_at is null") == [
        (Decimal("7.25"), True)
    ]
    assert owner_sql("select mark_before, mark from appeal_answer") == [(Decimal("0.00"), Decimal("7.25"))]
    assert "Chấp nhận" in em.get(f"/results/{mark_id}/appeal").text
    ((new_id,),) = owner_sql("select id from exam_result where superseded_at is null")
    assert "Chấp nhận" in em.get(f"/results/{new_id}/appeal").text
    assert em.post(f"/results/{new_id}/appeal", data={"reason": "thêm nữa"}).status_code == 422
    assert khoi.post(f"/appeals/{appeal_id}", data={"mark": "1", "reason": "x"}).status_code == 422


@pytest.mark.parametrize(
    "data",
    [
        {"mark": "11", "reason": "x"},
        {"mark": "abc", "reason": "x"},
        {"mark": "5", "reason": " "},
        {"mark": "NaN", "reason": "x"},
        {"mark": "5,555", "reason": "x"},
    ],
)
def test_an_answer_that_makes_no_sense_changes_nothing(em, khoi, mark_id, owner_sql, data):
    em.post(f"/results/{mark_id}/appeal", data={"reason": "xem lại"})
    ((appeal_id,),) = owner_sql("select id from appeal")
    assert khoi.post(f"/appeals/{appeal_id}", data=data).status_code == 422
    assert owner_sql("select 1 from appeal_answer") == []


def test_nobody_else_may_appeal_or_see_it(room, em, khoi, mark_id, client_as, owner_sql):
    assert khoi.get(f"/results/{mark_id}/appeal").status_code == 403
    assert em.post(f"/results/{uuid4()}/appeal", data={"reason": "x"}).status_code == 404
    em.post(f"/results/{mark_id}/appeal", data={"reason": "chữ rất riêng"})
    ((appeal_id,),) = owner_sql("select id from appeal")
    for name in ("em", "chi", "lan"):
        assert client_as(getattr(room.cast, name)).get(f"/appeals/{appeal_id}").status_code == 403


def test_after_the_term_nothing_is_taken(em, mark_id, owner_sql):
    owner_sql("update exam_result set scored_at = now() - interval '9 days'")
    assert "Đã hết hạn" in em.get(f"/results/{mark_id}/appeal").text
    assert em.post(f"/results/{mark_id}/appeal", data={"reason": "x"}).status_code == 422
    assert owner_sql("select 1 from appeal") == []


def a_draw(points, mark, *, version=1, exam_id=EXAM, out_of=2):
    return Draw(exam_id, "Bài", NOON, version, points, out_of and Decimal(out_of), mark)


def test_a_question_is_counted_exam_by_exam_and_version_by_version():
    draws = [a_draw(Decimal(2), Decimal(9)), a_draw(Decimal(0), Decimal(3)), a_draw(None, None)]
    rows = usages([*draws, a_draw(Decimal(1), Decimal(5), version=2)])
    assert [(row.version, row.drawn, row.answered, row.facility) for row in rows] == [
        (2, 1, 1, Decimal("0.500")),
        (1, 3, 2, Decimal("0.500")),
    ]
    assert {row.discrimination for row in rows} == {None}


def test_a_question_the_best_get_right_sets_people_apart():
    draws = [a_draw(Decimal(2 if mark > 5 else 0), Decimal(mark)) for mark in range(10)]
    assert usages(draws)[0].discrimination == Decimal("1.000")
    assert usages([]) == []


def test_the_page_of_a_question_says_where_it_stood(room, khoi, scored, owner_sql):
    [[question_id]] = owner_sql(
        "select question_id from question_version where id = "
        "(select (items->0->>'version_id')::uuid from paper limit 1)"
    )
    page = khoi.get(f"/bank/questions/{question_id}").text
    assert "Đã rút 1 lần vào đề, trong 1 bài thi." in page
    assert f"/exam-desk/{room.exam_id}/analysis" in page
