"""Drawing a paper: exact, repeatable, without repeats, and clear about what is missing."""

from collections import Counter
from decimal import Decimal
from uuid import UUID

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.exams.blueprint import BlueprintMistake, Candidate, Rule, draw, shuffle_options

LEVELS = ("recognition", "understanding", "application", None)
POINTS = Decimal("0.25")


def candidate(number, lesson="Bài 1", difficulty="recognition", kind="single_choice"):
    return Candidate(UUID(int=number), lesson, difficulty, kind)


def numbers(drawn):
    return [one.question_version_id.int for one in drawn]


candidates = st.builds(
    candidate,
    st.integers(1, 10**6),
    st.sampled_from(["Bài 1", "Bài 2", "Bài 3"]),
    st.sampled_from(LEVELS),
    st.sampled_from(["single_choice", "essay"]),
)
pools = st.lists(candidates, max_size=25, unique_by=lambda one: one.question_version_id)
rules = st.lists(
    st.builds(
        Rule,
        count=st.integers(0, 4),
        points=st.decimals("0.25", "2", places=2),
        lesson=st.none() | st.sampled_from(["Bài 1", "Bài 2", "Bài 3"]),
        difficulty=st.none() | st.sampled_from(LEVELS[:3]),
        kind=st.none() | st.sampled_from(["single_choice", "essay"]),
    ),
    min_size=1,
    max_size=5,
)


def can_be_met(pool, blueprint):
    """Hall's condition, tried on every set of rules: together they must have enough questions."""
    for chosen in range(1, 2 ** len(blueprint)):
        group = [rule for place, rule in enumerate(blueprint) if chosen >> place & 1]
        reach = sum(any(rule.accepts(one) for rule in group) for one in pool)
        if sum(rule.count for rule in group) > reach:
            return False
    return any(rule.count for rule in blueprint)


@given(pools, rules, st.text(max_size=5))
def test_a_paper_is_drawn_exactly_when_some_choice_fills_the_blueprint(pool, blueprint, seed):
    if not can_be_met(pool, blueprint):
        with pytest.raises(BlueprintMistake):
            draw(pool, blueprint, seed)
        return
    drawn = draw(pool, blueprint, seed)
    by_id = {one.question_version_id: one for one in pool}
    slots = [rule for rule in blueprint for _ in range(rule.count)]
    assert [one.item for one in drawn] == list(range(1, len(slots) + 1))
    assert len(set(numbers(drawn))) == len(slots)
    for one, rule in zip(drawn, slots, strict=True):
        assert rule.accepts(by_id[one.question_version_id])
        assert one.points == rule.points


@given(pools, rules, st.text(max_size=5), st.randoms(use_true_random=False))
def test_neither_the_order_of_the_pool_nor_a_second_draw_changes_the_paper(pool, blueprint, seed, random):
    try:
        first = draw(pool, blueprint, seed)
    except BlueprintMistake:
        return
    assert draw(random.sample(pool, len(pool)), blueprint, seed) == first
    assert draw([*pool, *pool], blueprint, seed) == first


def test_another_seed_gives_another_paper():
    pool = [candidate(number) for number in range(100)]
    papers = {tuple(numbers(draw(pool, [Rule(10, POINTS)], f"seed {n}"))) for n in range(20)}
    assert len(papers) == 20


def test_every_question_has_its_turn():
    pool = [candidate(number) for number in range(10)]
    seen = Counter(n for seed in range(1000) for n in numbers(draw(pool, [Rule(3, POINTS)], str(seed))))
    assert all(240 < seen[number] < 360 for number in range(10))


def test_a_wide_rule_gives_way_to_a_narrow_one():
    pool = [candidate(1, "Bài 1"), candidate(2, "Bài 2")]
    for seed in map(str, range(20)):
        assert numbers(draw(pool, [Rule(1, POINTS), Rule(1, POINTS, "Bài 1")], seed)) == [2, 1]


def test_questions_move_along_a_chain_of_rules():
    pool = [candidate(1, "Bài 1"), candidate(2, "Bài 2"), candidate(3, "Bài 2", "application")]
    blueprint = [
        Rule(1, POINTS),
        Rule(1, POINTS, "Bài 2"),
        Rule(1, POINTS, difficulty="recognition", lesson="Bài 2"),
    ]
    for seed in map(str, range(20)):
        assert numbers(draw(pool, blueprint, seed)) == [1, 3, 2]


@pytest.mark.parametrize(
    ("rule", "words"),
    [
        (
            Rule(3, POINTS, "Bài 3", "understanding", "single_choice"),
            "Quy tắc 1 (Bài 3, mức Thông hiểu, loại Một đáp án) cần 3 câu, ngân hàng chỉ có 0 câu phù hợp.",
        ),
        (
            Rule(3, POINTS),
            "Quy tắc 1 (mọi bài, mọi mức độ, mọi loại câu) cần 3 câu, ngân hàng chỉ có 2 câu phù hợp.",
        ),
    ],
)
def test_a_rule_that_cannot_be_met_is_named(rule, words):
    with pytest.raises(BlueprintMistake) as refused:
        draw([candidate(1), candidate(2)], [rule], "s")
    assert str(refused.value) == words


def test_a_rule_starved_by_others_is_told_so():
    pool = [candidate(1), candidate(2), candidate(3)]
    with pytest.raises(BlueprintMistake) as refused:
        draw(pool, [Rule(2, POINTS), Rule(2, POINTS, "Bài 1")], "s")
    assert str(refused.value) == (
        "Quy tắc 2 (Bài 1, mọi mức độ, mọi loại câu) cần 2 câu, ngân hàng có 3 câu phù hợp "
        "nhưng các quy tắc khác đã dùng, chỉ còn 1 câu."
    )


@pytest.mark.parametrize("blueprint", [[], [Rule(0, POINTS)]])
def test_a_blueprint_that_asks_for_nothing_is_refused(blueprint):
    with pytest.raises(BlueprintMistake, match="chưa có quy tắc"):
        draw([candidate(1)], blueprint, "s")


@given(st.lists(st.text(min_size=1, max_size=3), unique=True), st.text(max_size=3))
def test_a_shuffle_keeps_every_option_and_depends_on_the_seed_only(ids, seed):
    shuffled = shuffle_options(ids, seed)
    assert sorted(shuffled) == sorted(ids)
    assert shuffle_options(sorted(ids), seed) == shuffled


def test_the_random_order_is_fixed_for_all_time():
    assert shuffle_options("abcdef", "2026/1") == ["b", "d", "a", "f", "e", "c"]
