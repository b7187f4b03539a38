"""GIFT as people and Moodle write it."""

import unicodedata

import pytest

from courses.bank.formats.gift import reading, writing
from courses.bank.formats.question import UnreadableBank
from tests.courses.bank.questions import a_question


def read_one(text):
    bank = reading.read(text.encode())
    assert (bank.complaints, bank.unsupported) == ((), ())
    (question,) = bank.questions
    return question


def complaint(text):
    bank = reading.read(text.encode())
    assert bank.questions == ()
    ((_, message),) = bank.complaints
    return message


@pytest.mark.parametrize(
    ("text", "kind", "key"),
    [
        ("Ai? {=Trần Phú ~Lê Duẩn}", "single_choice", ("a",)),
        ("Ai? {~Lê Duẩn =Trần Phú}", "single_choice", ("b",)),
        ("Ai? {~Lê Duẩn ~=Trần Phú}", "single_choice", ("b",)),
        ("Ai? {~%100%Trần Phú ~Lê Duẩn}", "multiple_choice", ("a",)),
        ("Ai? {~%50%A ~%50%B ~%-100%C}", "multiple_choice", ("a", "b")),
        ("Đúng? {T}", "true_false", ("true",)),
        ("Đúng? {true}", "true_false", ("true",)),
        ("Đúng? { FALSE }", "true_false", ("false",)),
        ("Năm? {=1954 =năm 1954}", "short_answer", ("1954", "năm 1954")),
        ("Năm? {1954}", "short_answer", ("1954",)),
        ("Năm? {=%100%1954 =%0%1945}", "short_answer", ("1954",)),
        ("Ghép {=a -> 1 =b->2}", "matching", ("1:a", "2:b")),
        ("Ghép {=a -> 1 =b->2 = -> 3}", "matching", ("1:a", "2:b")),
        ("Viết {}", "essay", ()),
        ("Xếp {>3 ALL VERTICAL\nmột\nhai\nba\n}", "ordering", ("a", "b", "c")),
    ],
)
def test_the_braces_tell_the_type(text, kind, key):
    question = read_one(text)
    assert (question.kind, question.key) == (kind, key)


def test_escaped_signs_are_letters():
    question = read_one(r"a\:b \{x\} {=1\=1 ~\#2 ~c\\d ~\~e\nf}")
    assert question.text == "a:b {x}"
    assert [option.text for option in question.options] == ["1=1", "#2", "c\\d", "~e\nf"]


def test_a_backslash_before_anything_else_is_a_backslash():
    assert read_one(r"C:\dir {=a ~b}".replace(":", r"\:")).text == "C:\\dir"


def test_text_after_the_braces_makes_a_blank():
    assert (
        read_one("Đảng thành lập năm {=1930} tại Hương Cảng.").text
        == "Đảng thành lập năm _____ tại Hương Cảng."
    )


def test_title_category_comment_and_feedback():
    question = read_one(
        "$CATEGORY: $course$/top/Bài 3 - Điều lệ\n\n"
        "// id:15 mức độ:VDC điểm:0,5 bỏ dấu:có\n"
        "::Câu 15::Hỏi\ngì? {=a#đúng rồi ~b#sai####Điều\\: 5.}"
    )
    assert (question.lesson, question.external_id, str(question.points)) == ("Bài 3", "15", "0.5")
    assert question.difficulty == "advanced_application"
    assert (question.text, question.explanation, question.ignore_tones) == ("Hỏi\ngì?", "Điều: 5.", True)


@pytest.mark.parametrize(
    ("text", "explanation"),
    [
        ("x {=a#vì thế ~b#không}", "vì thế"),
        ("x {~%50%a#một ~%50%b#hai ~%-100%c#ba}", "một\nhai"),
        ("x {T#sai rồi#đúng rồi}", "đúng rồi"),
        ("x {T#ghi chú}", "ghi chú"),
        ("x {=1954#năm ấy}", "năm ấy"),
        ("x {####hướng dẫn}", "hướng dẫn"),
    ],
)
def test_without_a_general_feedback_that_of_the_right_answer_explains(text, explanation):
    assert read_one(text).explanation == explanation


@pytest.mark.parametrize(
    ("comment", "external_id"),
    [("question: 31  name: Câu 2", "31"), ("[id:abc-1] [tag:x]", "abc-1"), ("ghi chú của giảng viên", "")],
)
def test_ids_as_moodle_writes_them(comment, external_id):
    assert read_one(f"// {comment}\nx {{T}}").external_id == external_id


def test_a_comment_belongs_to_the_question_right_below_it():
    bank = reading.read(b"// id:1\n\nx {T}\n\n// id:2\ny {F}\n")
    assert [question.external_id for question in bank.questions] == ["", "2"]


def test_an_explanation_kept_as_a_comment_is_not_mined_for_notes():
    question = a_question("ordering", explanation="Xem id: 7 điểm: 9", external_id="3")
    assert reading.read(writing.write([question])).questions == (question,)


def test_formats_in_brackets():
    assert read_one("[html]<p>Hỏi</p> {=<b>a</b> ~[plain]<b>}").options[1].text == "<b>"
    assert read_one("[html]<p>Hỏi</p> {=<b>a</b> ~b}").options[0].text == "a"
    assert read_one("[markdown]*Hỏi* {T}").text == "*Hỏi*"
    assert read_one("[1] Hỏi {T}").text == "[1] Hỏi"
    assert "Moodle XML và QTI" in complaint('[html]<img src\\="x"> {T}')


def test_blank_lines_inside_braces_and_many_line_ends():
    bank = reading.read("a {\r\n=b\r\n\r\n~c\r\n}\r\rd {T}\n$CATEGORY: top/Bài 2\ne {F}".encode())
    assert [question.text for question in bank.questions] == ["a", "d", "e"]
    assert bank.questions[2].lesson == "Bài 2"


def test_a_new_question_may_follow_without_a_blank_line():
    assert len(reading.read(b"::1::a {T}\n::2::b {F}").questions) == 2


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("a {=b ~c", "không khớp"),
        ("a =b}", "không khớp"),
        ("a {=b {~c} }", "không khớp"),
        ("a {=b ~c} d {=e}", "không khớp"),
        ("a} {=b ~c}", "không khớp"),
        ("a {=b -> 1 =c}", "vế trái -> vế phải"),
        ("a {=b -> 1 =c -> }", "vế trái -> vế phải"),
        ("a {=b ~%50%c ~d}", "điểm một phần"),
        ("a {=%50%b =c}", "điểm một phần"),
        ("a {x ~b =c}", "dấu = hoặc ~"),
        ("a {~b ~c}", "chưa có đáp án"),
        ("a {=b =c ~d}", "đúng một đáp án"),
        ("a {=b ~b}", "giống hệt"),
        ("a {>a b c}", "mỗi ý trên một dòng"),
        ("// mức độ:Khó\na {T}", "không thuộc NB"),
        ("::x:: {T}", "chưa có nội dung"),
    ],
)
def test_what_cannot_be_read_is_complained_about(text, words):
    assert words in complaint(text)


@pytest.mark.parametrize(("text", "kind"), [("a {#1954:1}", "numerical"), ("Phần 1: đọc kỹ", "description")])
def test_foreign_types_are_listed(text, kind):
    bank = reading.read(text.encode())
    assert (bank.questions, bank.complaints) == ((), ())
    assert bank.unsupported[0][1] == kind


def test_a_complaint_says_where():
    bank = reading.read("x {T}\n\n::Câu 2::y {\n::Câu 3::z {F}".encode())
    assert bank.complaints == (("Câu 2 (dòng 3)", "Dấu ngoặc { } không khớp."),)
    assert len(bank.questions) == 2
    assert reading.read(b"x {").complaints[0][0] == "dòng 1"


def test_an_open_brace_costs_one_question_only_when_the_next_is_named():
    assert len(reading.read(b"a {=b\n\n::2::c {T}\n\nd {F}").questions) == 2


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
def test_encodings(encoding):
    text = unicodedata.normalize("NFD", "// mức độ:TH\nĐảng? {T}")
    (question,) = reading.read(text.encode(encoding)).questions
    assert (question.text, question.difficulty) == ("Đảng?", "understanding")


def test_another_encoding_is_refused_in_words():
    with pytest.raises(UnreadableBank, match="UTF-8"):
        reading.read("Đảng".encode("cp1258", "replace") + b"\xff\xfe\xff")


def test_what_is_written_is_what_moodle_reads():
    text = writing.write([a_question("multiple_choice", lesson="Bài 1", external_id="3")]).decode()
    assert text == (
        "$CATEGORY: $course$/Bài 1\n\n// id:3\n"
        "::Câu 3::Nội dung? {~%50.00000%Phương án A ~%50.00000%Phương án B "
        "~%-50.00000%Phương án C ~%-50.00000%Phương án D}\n"
    )


def test_leaving_a_lesson_is_written_too():
    bank = (a_question(lesson="Bài 1"), a_question())
    assert reading.read(writing.write(bank)).questions == bank
