"""Moodle XML as Moodle exports it."""

import pytest

from courses.bank.formats import moodle_xml
from courses.bank.formats.question import UnreadableBank


def question_xml(kind, inner="", text="<p>Hỏi?</p>"):
    return (
        f'<question type="{kind}"><name><text>Câu 1</text></name>'
        f'<questiontext format="html"><text><![CDATA[{text}]]></text></questiontext>{inner}</question>'
    )


def answer(text, fraction, extra=""):
    return f'<answer fraction="{fraction}" format="html"><text>{text}</text>{extra}</answer>'


def read(*questions):
    return moodle_xml.read(
        f'<?xml version="1.0" encoding="UTF-8"?><quiz>{"".join(questions)}</quiz>'.encode()
    )


def read_one(*args, **named):
    bank = read(question_xml(*args, **named))
    assert (bank.complaints, bank.unsupported) == ((), ())
    return bank.questions[0]


def complaint(*args, **named):
    bank = read(question_xml(*args, **named))
    assert bank.questions == ()
    assert bank.complaints[0][0] == "câu thứ 1 (Câu 1)"
    return bank.complaints[0][1]


PAIR = "<subquestion format='html'><text>{}</text><answer><text>{}</text></answer></subquestion>"


@pytest.mark.parametrize(
    ("kind", "inner", "ours", "key"),
    [
        ("multichoice", answer("a", 100) + answer("b", 0), "single_choice", ("a",)),
        (
            "multichoice",
            "<single>true</single>" + answer("a", 0) + answer("b", "100.0"),
            "single_choice",
            ("b",),
        ),
        (
            "multichoice",
            "<single>false</single>" + answer("a", 50) + answer("b", 50) + answer("c", -100),
            "multiple_choice",
            ("a", "b"),
        ),
        ("truefalse", answer("true", 100) + answer("false", 0), "true_false", ("true",)),
        ("truefalse", answer("false", 100) + answer("true", 0), "true_false", ("false",)),
        ("shortanswer", answer("1954", 100) + answer("*", 0), "short_answer", ("1954",)),
        ("essay", "", "essay", ()),
        (
            "matching",
            PAIR.format("x", "1") + PAIR.format("y", "2") + PAIR.format("", "3"),
            "matching",
            ("1:a", "2:b"),
        ),
        ("ddmatch", PAIR.format("x", "1") + PAIR.format("y", "2"), "matching", ("1:a", "2:b")),
        ("ordering", answer("một", 1) + answer("hai", 2), "ordering", ("a", "b")),
    ],
)
def test_types(kind, inner, ours, key):
    question = read_one(kind, inner)
    assert (question.kind, question.key) == (ours, key)


@pytest.mark.parametrize("kind", ["numerical", "cloze", "description", "gapselect", ""])
def test_foreign_types_are_listed(kind):
    assert read(question_xml(kind)).unsupported == (("câu thứ 1 (Câu 1)", kind or "?"),)


def test_what_surrounds_a_question():
    category = "<question type='category'><category><text>$course$/top/{}</text></category></question>"
    inner = (
        "<generalfeedback format='html'><text>&lt;p&gt;Điều 5&lt;/p&gt;</text></generalfeedback>"
        "<defaultgrade>2.0000000</defaultgrade><idnumber>17</idnumber>"
        "<tags><tag><text>ôn tập</text></tag><tag><text>VD</text></tag><tag><text>bỏ dấu</text></tag></tags>"
    )
    bank = read(
        category.format("Bài 3 - Điều lệ"),
        question_xml("essay", inner),
        category.format("A//B"),
        question_xml("essay"),
    )
    first, second = bank.questions
    assert (first.lesson, first.difficulty, first.explanation) == ("Bài 3", "application", "Điều 5")
    assert (str(first.points), first.external_id, first.ignore_tones) == ("2.0000000", "17", True)
    assert (second.lesson, second.difficulty, second.points) == ("A/B", None, 1)


@pytest.mark.parametrize("path", ["$course$", "top", "$system$/top"])
def test_the_top_category_is_no_lesson(path):
    category = f"<question type='category'><category><text>{path}</text></category></question>"
    assert read(category, question_xml("essay")).questions[0].lesson == ""


def test_an_essay_is_explained_by_the_guide_for_markers():
    inner = "<graderinfo format='html'><text>Thang 10</text></graderinfo>"
    assert read_one("essay", inner).explanation == "Thang 10"


@pytest.mark.parametrize(
    ("mark", "text"), [("html", "a b"), ("", "a b"), ("plain_text", "<b>a</b> b"), ("markdown", "<b>a</b> b")]
)
def test_only_html_is_read_as_html(mark, text):
    source = f'<question type="essay"><questiontext format="{mark}"><text>&lt;b&gt;a&lt;/b&gt; b</text></questiontext></question>'
    assert read(source).questions[0].text == text


@pytest.mark.parametrize(
    ("kind", "inner", "words"),
    [
        ("multichoice", answer("a", 100) + answer("b", 50), "điểm một phần"),
        ("shortanswer", answer("a", 100) + answer("b", 50), "điểm một phần"),
        ("multichoice", answer("a", "nhiều") + answer("b", 0), "không phải là số"),
        ("multichoice", answer("a", "NaN") + answer("b", 0), "không phải là số"),
        ("multichoice", answer("a", 0) + answer("b", 0), "đúng một đáp án"),
        ("multichoice", answer("&lt;img src='x'&gt;", 100) + answer("b", 0), "chỉ nhận chữ"),
        ("essay", "<defaultgrade>x</defaultgrade>", "không phải là số"),
        ("matching", "".join(PAIR.format(n, n) for n in range(27)), "quá 26"),
    ],
)
def test_what_cannot_be_scored_is_complained_about(kind, inner, words):
    assert words in complaint(kind, inner)


def test_a_file_the_text_does_not_show_is_left_out():
    source = "<question type='essay'><questiontext format='html'><text>x</text><file name='a.png'/></questiontext></question>"
    assert [(one.text, one.pictures) for one in read(source).questions] == [("x", ())]


def test_a_question_without_text_or_name():
    assert read("<question type='essay'/>").complaints == (("câu thứ 1", "Câu hỏi chưa có nội dung."),)


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b"<quiz>", "sai cú pháp"),
        (b"<html/>", "không phải Moodle XML"),
        (b'<?xml version="1.0" encoding="none-such"?><quiz/>', "sai cú pháp"),
        (b"<!DOCTYPE quiz [<!ENTITY a 'b'>]><quiz>&a;</quiz>", "DTD"),
        (b"<!DOCTYPE quiz><quiz/>", "DTD"),
        (b"<quiz>" + b"<a>" * 200 + b"</a>" * 200 + b"</quiz>", "lồng quá sâu"),
    ],
)
def test_hostile_or_broken_xml_is_refused(data, words):
    with pytest.raises(UnreadableBank, match=words):
        moodle_xml.read(data)
