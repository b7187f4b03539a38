"""The neutral question: what is refused, and how levels, lessons and points are read."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.bank.formats.plain_text import Flattened, clean, from_html
from courses.bank.formats.question import (
    Difficulty,
    QuestionMistake,
    UnsupportedType,
    check_question,
    gather,
    lesson_name,
    matching_body,
    number_options,
    read_difficulty,
    read_points,
    write_points,
)
from courses.bank.types.contract import Key, Option
from tests.courses.bank.questions import a_question


@pytest.mark.parametrize(
    ("changes", "words"),
    [
        ({"text": ""}, "chưa có nội dung"),
        ({"text": "x" * 30_001}, "dài nhất 30000"),
        ({"explanation": "x" * 30_001}, "dài nhất 30000"),
        ({"points": Decimal(0)}, "từ 0,01 đến 100"),
        ({"points": Decimal("0.004")}, "từ 0,01 đến 100"),
        ({"points": Decimal("100.01")}, "từ 0,01 đến 100"),
        ({"lesson": "a" * 201}, "dài nhất 200"),
        ({"external_id": "9" * 201}, "dài nhất 200"),
        ({"options": (Option("a", "x" * 2_001), Option("b", "y"))}, "dài nhất 2000"),
        ({"key": ("z",)}, "“Z” không có"),
    ],
)
def test_a_question_nobody_could_answer_or_store_is_refused(changes, words):
    with pytest.raises(QuestionMistake, match=words):
        check_question(a_question(**changes))


def test_one_bad_question_does_not_cost_the_others():
    def bad():
        raise QuestionMistake("sai")

    def foreign():
        raise UnsupportedType("cloze")

    bank = gather("gift", [("1", a_question), ("2", bad), ("3", foreign), ("4", lambda: a_question(text=""))])
    assert bank.questions == (a_question(),)
    assert bank.complaints == (("2", "sai"), ("4", "Câu hỏi chưa có nội dung."))
    assert bank.unsupported == (("3", "cloze"),)


@pytest.mark.parametrize(
    ("written", "level"),
    [
        ("NB", Difficulty.RECOGNITION),
        ("th", Difficulty.UNDERSTANDING),
        (" Vận  dụng ", Difficulty.APPLICATION),
        ("VDC", Difficulty.ADVANCED_APPLICATION),
        ("vận dụng cao", Difficulty.ADVANCED_APPLICATION),
        ("recognition", Difficulty.RECOGNITION),
        ("", None),
    ],
)
def test_levels_by_code_or_name(written, level):
    assert read_difficulty(written) is level


def test_an_unknown_level_is_named():
    with pytest.raises(QuestionMistake, match="“Khó” không thuộc NB, TH, VD, VDC"):
        read_difficulty("Khó")


@pytest.mark.parametrize(
    ("written", "lesson"),
    [
        ("Bài 1", "Bài 1"),
        ("bài 01", "Bài 1"),
        ("Bài 3 - Nội dung cơ bản của Điều lệ Đảng", "Bài 3"),
        ("Chuyên đề 2: Cương lĩnh", "Bài 2"),
        ("BÀI 10. Ôn tập", "Bài 10"),
        ("Bài 3 nâng cao", "Bài 3 nâng cao"),
        ("Ôn tập", "Ôn tập"),
        ("", ""),
    ],
)
def test_a_lesson_is_known_by_its_number(written, lesson):
    assert lesson_name(written) == lesson


@pytest.mark.parametrize(
    ("written", "points"), [("", "1"), ("0,25", "0.25"), ("1.0000000", "1"), ("100", "100"), (" 2 ", "2")]
)
def test_points_with_comma_or_full_stop(written, points):
    assert read_points(written) == Decimal(points)


@pytest.mark.parametrize("written", ["một", "-1", "1e3", "NaN", "1.2.3", "٣x", "1" * 7])
def test_points_that_are_no_number_are_refused(written):
    with pytest.raises(QuestionMistake, match="không phải là số"):
        read_points(written)


@given(st.decimals("0.0001", "1000", places=4))
def test_points_written_are_points_read(points):
    assert read_points(write_points(points)) == points


@pytest.mark.parametrize(
    ("points", "written"), [("10", "10"), ("1.50", "1.5"), ("1E+1", "10"), ("3.000", "3")]
)
def test_points_are_written_plainly(points, written):
    assert write_points(Decimal(points)) == written


def test_too_many_options_are_refused_while_reading():
    with pytest.raises(QuestionMistake, match="quá 26"):
        number_options(map(str, range(27)))
    with pytest.raises(QuestionMistake, match="quá 26"):
        matching_body((str(n), f"phải {n}") for n in range(27))


def test_the_scoring_key_carries_what_scoring_needs():
    question = a_question("short_answer", ignore_tones=True)
    assert question.scoring_key() == Key(("văn minh", "văn minh hơn"), (), ignore_tones=True)
    assert a_question().scoring_key().options == ("a", "b", "c", "d")


@pytest.mark.parametrize(
    ("raw", "cleaned"),
    [
        ("  a \t b  ", "a b"),
        ("a\r\nb\rc\u2028d", "a\nb\nc\nd"),
        ("a\n\n\n\nb", "a\n\nb"),
        ("Đa\u0309ng", "Đảng"),
        ("a\x00\x1b\ufffe\ufdd0b", "ab"),
        ("\ufeffa\u00a0b", "a b"),
        ("\n \n", ""),
    ],
)
def test_texts_are_made_plain(raw, cleaned):
    assert clean(raw) == cleaned


@given(st.text())
def test_a_plain_text_stays_as_it_is(raw):
    assert clean(clean(raw)) == clean(raw)


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>Điều 4</p><p>Khoản 1</p>", "Điều 4\nKhoản 1"),
        ("a<br>b<br/>c", "a\nb\nc"),
        ("<p>a<br><br>b<br></p> <p>c</p>", "a\n\nb\nc"),
        ("<ul><li>một</li>\n<li>hai</li></ul>", "một\nhai"),
        ("9/14 &lt; 2/3 &amp; <b>đậm</b>&nbsp;x", "9/14 < 2/3 & đậm x"),
        ("a <script>alert('x')</script><style>p{}</style></script> b", "a b"),
        ("a\n  b", "a b"),
    ],
)
def test_html_becomes_the_words_people_read(html, text):
    assert from_html(html) == Flattened(text)


@pytest.mark.parametrize("html", ["<p>a<svg></svg></p>", "<math><mi>x</mi></math>", "<VIDEO>"])
def test_films_and_formulas_are_noticed(html):
    assert from_html(html).has_media


def test_pictures_are_named_in_their_order():
    html = "a <img src='x.png' alt=' Bản  đồ '> b <IMG>"
    assert from_html(html) == Flattened("a b", (("x.png", "Bản đồ"), ("", "")))
