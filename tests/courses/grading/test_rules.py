"""From answers to a class result."""

from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exams.frozen_paper import Source, freeze
from courses.grading.rules import (
    GRADE_LABELS,
    ROUNDING_RULE,
    Grade,
    ItemScore,
    Outcome,
    ProgrammeRules,
    SubmissionScore,
    class_result,
    combine_marks,
    grade,
    has_attended_enough,
    round_mark,
    score_submission,
    with_marks,
)
from tests.courses.bank.questions import KINDS, a_question

HD61 = ProgrammeRules()
WEIGHTED = ProgrammeRules(exam_weight=Decimal(1), reflection_weight=Decimal(2))
GATED = ProgrammeRules(exam_pass_mark=Decimal(5))
MARKS = st.decimals("0", "10", places=2)
D = Decimal


def paper(*kinds, points="1"):
    frozen = []
    for number, kind in enumerate(kinds, start=1):
        question = a_question(kind)
        source = Source(
            UUID(int=number), kind, question.text, question.key, question.options, question.targets
        )
        frozen.append(freeze(number, source, Decimal(points), "s"))
    return [item for item, _ in frozen], {key.item: key for _, key in frozen}


def right_answers(items, keys):
    return {i.item: list(keys[i.item].key.answers[: 1 if i.type == "short_answer" else None]) for i in items}


def test_a_perfect_paper_gets_ten():
    items, keys = paper(*KINDS[:-1])
    score = score_submission(items, keys, right_answers(items, keys))
    assert (score.pending, score.earned, score.mark) == ((), 6, Decimal("10.00"))


def test_an_empty_paper_gets_nought_and_waits_for_nobody():
    items, keys = paper(*KINDS)
    score = score_submission(items, keys, {})
    assert (score.pending, score.earned, score.mark) == ((), 0, 0)
    assert [one.most for one in score.items] == [1] * 7


def test_an_essay_makes_the_mark_wait():
    items, keys = paper("single_choice", "essay", points="5")
    score = score_submission(items, keys, right_answers(items, keys) | {2: ["Bài làm"]})
    assert (score.pending, score.earned, score.mark) == ((2,), 5, None)
    marked = with_marks(score, {2: Decimal("3.75")})
    assert (marked.pending, marked.earned, marked.mark) == ((), Decimal("8.75"), Decimal("8.75"))
    assert marked.items == (ItemScore(1, D(5), D(5)), ItemScore(2, D("3.75"), D(5)))


@pytest.mark.parametrize(
    ("marks", "words"),
    [
        ({1: D(1)}, "Câu 1 không chờ chấm"),
        ({9: D(1)}, "Câu 9"),
        ({2: D("5.1")}, "từ 0 đến 5"),
        ({2: D(-1)}, "từ 0 đến 5"),
    ],
)
def test_points_a_marker_may_not_give(marks, words):
    score = SubmissionScore((ItemScore(1, D(5), D(5)), ItemScore(2, None, D(5))))
    with pytest.raises(ValueError, match=words):
        with_marks(score, marks)


def test_a_paper_without_items_has_no_mark_to_earn():
    assert SubmissionScore(()).mark == 0


@given(st.lists(st.tuples(st.decimals("0", "1", places=2), st.decimals("1", "5", places=2)), min_size=1))
def test_the_mark_stays_on_the_ten_scale_and_has_two_decimals(pairs):
    score = SubmissionScore(tuple(ItemScore(n, most * share, most) for n, (share, most) in enumerate(pairs)))
    assert 0 <= score.mark <= 10
    assert score.mark.as_tuple().exponent == -2


@pytest.mark.parametrize(
    ("mark", "rounded"), [("4.994", "4.99"), ("4.995", "5.00"), ("4.985", "4.99"), ("10", "10.00")]
)
def test_rounding_is_half_up(mark, rounded):
    assert str(round_mark(D(mark))) == rounded
    assert "hai chữ số" in ROUNDING_RULE


@pytest.mark.parametrize(
    ("mark", "label"),
    [
        ("0", "Chưa đạt"),
        ("4.99", "Chưa đạt"),
        ("4.995", "Trung bình"),
        ("5", "Trung bình"),
        ("6.99", "Trung bình"),
        ("7", "Khá"),
        ("7.99", "Khá"),
        ("8", "Giỏi"),
        ("8.99", "Giỏi"),
        ("9", "Xuất sắc"),
        ("10", "Xuất sắc"),
    ],
)
def test_grades(mark, label):
    assert GRADE_LABELS[grade(D(mark), HD61)] == label


@given(MARKS, MARKS)
def test_a_better_mark_never_has_a_lower_grade(one, other):
    order = list(Grade)
    low, high = sorted([one, other])
    assert order.index(grade(low, HD61)) <= order.index(grade(high, HD61))


@pytest.mark.parametrize(
    ("attended", "required", "enough"),
    [
        (39, 50, False),
        (40, 50, True),
        (50, 50, True),
        (7, 9, False),
        (8, 9, True),
        (4, 5, True),
        (0, 0, False),
    ],
)
def test_eighty_per_cent_of_the_periods_exactly(attended, required, enough):
    assert has_attended_enough(attended, required, HD61) is enough


def result(programme=HD61, attended=50, exam=None, reflections=()):
    return class_result(
        programme,
        attended=attended,
        required=50,
        exam_mark=None if exam is None else D(exam),
        reflection_marks=[D(mark) for mark in reflections],
    )


@pytest.mark.parametrize(
    ("reached", "outcome", "mark", "label"),
    [
        (result(attended=39, reflections=["9"]), Outcome.NOT_ASSESSABLE, None, None),
        (result(), Outcome.AWAITING_REFLECTION, None, None),
        (result(reflections=["4.9"]), Outcome.REDO, "4.90", Grade.FAILED),
        (result(reflections=["4.9", "5.0"]), Outcome.COMPLETED, "5.00", Grade.AVERAGE),
        (result(reflections=["4.9", "4.9"]), Outcome.FAILED, "4.90", Grade.FAILED),
        (result(reflections=["8.5"]), Outcome.COMPLETED, "8.50", Grade.GOOD),
        (result(exam="2", reflections=["8.5"]), Outcome.COMPLETED, "8.50", Grade.GOOD),
        (result(WEIGHTED, reflections=["8.5"]), Outcome.AWAITING_EXAM, None, None),
        (result(WEIGHTED, exam="7", reflections=["8.5"]), Outcome.COMPLETED, "8.00", Grade.GOOD),
        (result(WEIGHTED, exam="2", reflections=["5.5"]), Outcome.REDO, "4.33", Grade.FAILED),
        (result(WEIGHTED, exam="2", reflections=["5.5", "6.5"]), Outcome.COMPLETED, "5.00", Grade.AVERAGE),
        (result(WEIGHTED, exam="10", reflections=["4"]), Outcome.REDO, "6.00", Grade.FAILED),
        (result(WEIGHTED, exam="10", reflections=["4", "4"]), Outcome.FAILED, "6.00", Grade.FAILED),
        (result(GATED, reflections=["8"]), Outcome.AWAITING_EXAM, None, None),
        (result(GATED, exam="4.99", reflections=["8"]), Outcome.EXAM_FAILED, None, None),
        (result(GATED, exam="5", reflections=["8"]), Outcome.COMPLETED, "8.00", Grade.GOOD),
    ],
)
def test_results(reached, outcome, mark, label):
    assert (reached.outcome, reached.grade) == (outcome, label)
    assert reached.mark == (None if mark is None else D(mark))


@pytest.mark.parametrize(
    ("reached", "sentence"),
    [
        (result(attended=39), "Dự 39/50 tiết, chưa đủ 80% số tiết để được đánh giá."),
        (result(GATED, exam="4.5"), "Bài kiểm tra 4,50 điểm, dưới mức đạt 5,00."),
        (result(reflections=["4.9", "5.0"]), "Hoàn thành, 5,00 điểm, xếp loại Trung bình."),
        (
            result(reflections=["4.9"]),
            "Bài thu hoạch 4,90 điểm, điểm chung 4,90, chưa đạt 5,00; được làm lại bài thu hoạch.",
        ),
        (
            result(reflections=["1", "2"]),
            "Bài thu hoạch 2,00 điểm, điểm chung 2,00, chưa đạt 5,00; đã hết lượt làm lại.",
        ),
        (result(GATED), "Chưa có điểm bài kiểm tra cuối khóa."),
        (result(), "Chưa có điểm bài thu hoạch."),
    ],
)
def test_a_result_says_why(reached, sentence):
    assert reached.reason == sentence


def test_no_second_redo():
    with pytest.raises(ValueError, match="làm lại bài thu hoạch 1 lần"):
        result(reflections=["1", "2", "9"])


@pytest.mark.parametrize(
    ("first", "second", "third", "mark"),
    [
        ("7", "8", None, "7.50"),
        ("7.25", "7.5", None, "7.38"),
        ("6", "8", None, None),
        ("6", "8", "7.5", "7.75"),
        ("6", "8", "6.5", "6.25"),
        ("6", "8", "7", "7.00"),
        ("8", "6", "9", "8.50"),
        ("6", "8", "2", "4.00"),
        ("7", "8", "2", "7.50"),
    ],
)
def test_two_markers(first, second, third, mark):
    combined = combine_marks(D(first), D(second), None if third is None else D(third), max_difference=D(1))
    assert combined == (None if mark is None else D(mark))


@given(MARKS, MARKS, st.none() | MARKS, st.decimals("0", "3", places=1))
def test_it_does_not_matter_who_marked_first(first, second, third, max_difference):
    one = combine_marks(first, second, third, max_difference=max_difference)
    assert one == combine_marks(second, first, third, max_difference=max_difference)
    given_marks = [first, second] if third is None else [first, second, third]
    assert one is None or round_mark(min(given_marks)) <= one <= round_mark(max(given_marks))
