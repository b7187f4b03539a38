"""QTI 2.1 packages of other programs."""

from io import BytesIO
from zipfile import ZipFile

import pytest

from courses.bank.formats.qti import reading, writing
from courses.bank.formats.question import UnreadableBank
from tests.courses.bank.questions import KINDS, a_question

SPACE = "http://www.imsglobal.org/xsd/imsqti_v2p1"


def package(**files):
    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        for name, content in files.items():
            archive.writestr(name.replace("__", "/") + ".xml", content)
    return buffer.getvalue()


def item(body, response="", outside="", attributes=""):
    return (
        f'<assessmentItem xmlns="{SPACE}" identifier="i1" {attributes}>{response}{outside}'
        f"<itemBody>{body}</itemBody></assessmentItem>"
    )


def declared(cardinality, *values, mapping=""):
    inside = "".join(f"<value>{value}</value>" for value in values)
    right = f"<correctResponse>{inside}</correctResponse>" if values else ""
    return f'<responseDeclaration identifier="R" cardinality="{cardinality}">{right}{mapping}</responseDeclaration>'


def choices(*texts, tag="choiceInteraction", prompt=""):
    inside = "".join(f'<simpleChoice identifier="c{n}">{text}</simpleChoice>' for n, text in enumerate(texts))
    return f'<{tag} responseIdentifier="R">{prompt}{inside}</{tag}>'


def match(lefts, rights, sets=2):
    columns = [("L", lefts), ("R", rights)][:sets]
    inside = "".join(
        "<simpleMatchSet>"
        + "".join(
            f'<simpleAssociableChoice identifier="{side}{n}">{t}</simpleAssociableChoice>'
            for n, t in enumerate(texts)
        )
        + "</simpleMatchSet>"
        for side, texts in columns
    )
    return f'<matchInteraction responseIdentifier="R">{inside}</matchInteraction>'


TYPED = '<p>Năm <textEntryInteraction responseIdentifier="R"/>, tại đâu?</p>'
MAPPING = '<mapping><mapEntry mapKey="{}" mappedValue="1"/><mapEntry mapKey="{}" mappedValue="{}"/></mapping>'


@pytest.mark.parametrize(
    ("body", "response", "kind", "key"),
    [
        (choices("x", "y"), declared("single", "c1"), "single_choice", ("b",)),
        (choices("x", "y", "z"), declared("multiple", "c2", "c0"), "multiple_choice", ("a", "c")),
        (
            choices("x", "y"),
            declared("multiple", mapping=MAPPING.format("c0", "c1", "-1")),
            "multiple_choice",
            ("a",),
        ),
        (
            choices("x", "y"),
            declared("multiple", mapping=MAPPING.format("c0", "c1", "?")),
            "multiple_choice",
            ("a",),
        ),
        (choices("Đúng", "Sai"), declared("single", "c1"), "true_false", ("false",)),
        (choices("False", "True"), declared("single", "c1"), "true_false", ("true",)),
        (choices("Đúng", "Sai", "Không rõ"), declared("single", "c0"), "single_choice", ("a",)),
        (choices("x", "y", tag="orderInteraction"), declared("ordered", "c1", "c0"), "ordering", ("b", "a")),
        (match("xy", "123"), declared("multiple", "L1 R0", "L0 R2"), "matching", ("1:a", "2:b")),
        (TYPED, declared("single", "1930"), "short_answer", ("1930",)),
        (
            TYPED,
            declared("single", "1930", mapping=MAPPING.format("1930", "ba mươi", "0.5")),
            "short_answer",
            ("1930", "ba mươi"),
        ),
        ('<p>Viết</p><extendedTextInteraction responseIdentifier="R"/>', "", "essay", ()),
    ],
)
def test_types(body, response, kind, key):
    bank = reading.read(package(q=item(f"<p>Hỏi?</p>{body}", response)))
    assert (bank.complaints, bank.unsupported) == ((), ())
    assert (bank.questions[0].kind, bank.questions[0].key) == (kind, key)


@pytest.mark.parametrize(
    ("body", "text"),
    [
        (f"<p>Chọn:</p>{choices('x', 'y')}", "Chọn:"),
        (choices("x", "y", prompt="<prompt>Chọn <b>một</b>:</prompt>"), "Chọn một:"),
        (f"<div><p>Một</p>{choices('x', 'y', prompt='<prompt>Hai</prompt>')}<p>Ba</p></div>", "Một\nHai\nBa"),
        (
            f"<rubricBlock view='candidate'>Hãy</rubricBlock><p>Chọn</p>{choices('x<feedbackInline>sai</feedbackInline>', 'y')}",
            "Chọn",
        ),
    ],
)
def test_the_text_is_what_stands_around_the_interaction(body, text):
    (question,) = reading.read(package(q=item(body, declared("single", "c0")))).questions
    assert question.text == text


def test_a_word_to_type_inside_a_sentence_leaves_a_blank():
    (question,) = reading.read(package(q=item(TYPED, declared("single", "1930")))).questions
    assert question.text == "Năm _____, tại đâu?"


@pytest.mark.parametrize(
    ("outside", "points"),
    [
        ('<outcomeDeclaration identifier="SCORE" normalMaximum="2"/>', 2),
        (
            '<outcomeDeclaration identifier="SCORE"/><outcomeDeclaration identifier="MAXSCORE"><defaultValue><value>3</value></defaultValue></outcomeDeclaration>',
            3,
        ),
        ('<outcomeDeclaration identifier="X"/>', 1),
        ("", 1),
    ],
)
def test_points(outside, points):
    (question,) = reading.read(
        package(q=item(choices("x", "y", prompt="<prompt>?</prompt>"), declared("single", "c0"), outside))
    ).questions
    assert question.points == points


def test_the_guide_for_markers_explains_an_essay():
    body = "<p>Viết</p><rubricBlock view='scorer'><p>Thang 10</p></rubricBlock><extendedTextInteraction/>"
    assert reading.read(package(q=item(body))).questions[0].explanation == "Thang 10"


@pytest.mark.parametrize(
    ("body", "foreign"),
    [
        ("<p>x</p><hotspotInteraction/>", "hotspotInteraction"),
        (choices("x", "y") + choices("x", "y"), "choiceInteraction + choiceInteraction"),
        ("<p>đọc</p>", "description"),
    ],
)
def test_foreign_items_are_listed(body, foreign):
    assert reading.read(package(q=item(body))).unsupported == (("q.xml", foreign),)


def test_older_qti_is_listed_as_such():
    assert reading.read(package(q="<questestinterop/>")).unsupported == (("q.xml", "QTI 1.x"),)


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (item(choices("x", "y"), declared("single", "c9")), "“c9” không có"),
        (
            item("<p>?</p>" + choices("x", "y"), declared("single", "c0").replace('"R"', '"S"')),
            "đúng một đáp án",
        ),
        (item(choices("x", "y", tag="orderInteraction"), declared("ordered", "c9")), "“c9” không có"),
        (item("<p>?</p>" + choices("x", "y")), "đúng một đáp án"),
        (item(match("xy", "12"), declared("multiple", "L0 R0")), "đúng một ý ghép"),
        (item(match("xy", "12"), declared("multiple", "L0 R0", "L1 R9")), "đúng một ý ghép"),
        (item(match("xy", "12"), declared("multiple", "L0 R0", "L1")), "đúng một ý ghép"),
        (item(match("xy", "12", sets=1)), "hai cột"),
        (item(f"<p><img src='x'/></p>{choices('x', 'y')}", declared("single", "c0")), "không kèm hình “x”"),
        (f'<assessmentItem xmlns="{SPACE}"/>', "chưa có nội dung"),
        ("<assessmentItem", "sai cú pháp"),
    ],
)
def test_what_cannot_be_scored_is_complained_about(content, words):
    bank = reading.read(package(q=content))
    assert bank.questions == ()
    assert words in bank.complaints[0][1]


def manifest(*resources):
    inside = "".join(f'<resource type="{kind}" href="{href}"/>' for kind, href in resources)
    return f"<manifest><resources>{inside}</resources></manifest>"


def test_the_manifest_gives_the_order_and_items_it_forgot_come_last():
    essay = item("<p>{}</p><extendedTextInteraction/>")
    data = package(
        pkg__imsmanifest=manifest(
            ("imsqti_item_xmlv2p1", "items/b.xml"),
            ("imsqti_test_xmlv2p1", "t.xml"),
            ("imsqti_item_xmlv2p1", "items/missing.xml"),
        ),
        pkg__items__a=essay.format("A"),
        pkg__items__b=essay.format("B"),
        pkg__t="<assessmentTest/>",
    )
    bank = reading.read(data)
    assert [question.text for question in bank.questions] == ["B", "A"]
    assert bank.complaints == (
        ("pkg/items/missing.xml", "Bản kê của gói nhắc tới tệp này nhưng trong gói không có."),
    )


def test_a_listed_file_that_is_no_item_is_listed_as_foreign():
    data = package(imsmanifest=manifest(("imsqti_item_xmlv2p1", "t.xml")), t="<assessmentTest/>")
    assert reading.read(data).unsupported == (("t.xml", "assessmentTest"),)


def test_a_package_without_items_is_refused():
    with pytest.raises(UnreadableBank, match="không có câu hỏi QTI"):
        reading.read(package(x="<html/>"))


def test_every_type_is_written_with_a_response_and_processing():
    with ZipFile(BytesIO(writing.write([a_question(kind) for kind in KINDS]))) as archive:
        contents = [
            archive.read(name).decode() for name in sorted(archive.namelist()) if name.startswith("items/")
        ]
    assert len(contents) == len(KINDS)
    assert all("responseDeclaration" in content for content in contents)
    assert sum("responseProcessing" in content for content in contents) == len(KINDS) - 1
