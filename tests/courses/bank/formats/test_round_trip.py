"""import(export(questions)) gives the same questions, in every format, for hostile texts too."""

from dataclasses import replace
from decimal import Decimal

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from courses.bank.formats.detect import FORMATS, detect, read_bank
from tests.courses.bank.pictures import A_PICTURE
from tests.courses.bank.questions import KINDS, a_question, one_line, questions, texts

PLAIN_XLSX = st.lists(questions(), min_size=1, max_size=4)
SHOWN = st.lists(one_line().map(lambda alt: replace(A_PICTURE, alt=alt)), max_size=2).map(tuple)
MULTILINE = st.lists(
    st.builds(lambda one, pictures: replace(one, pictures=pictures), questions(texts()), SHOWN),
    min_size=1,
    max_size=4,
)
# GIFT has no way to write an arrow inside a matching line or an accepted form.
GIFT = st.lists(questions(one_line().filter(lambda text: "->" not in text)), min_size=1, max_size=4)


def assert_same_after(name, bank):
    written = FORMATS[name].write(bank)
    parsed = read_bank(written)
    assert (parsed.format, parsed.complaints, parsed.unsupported) == (name, (), ())
    assert parsed.questions == tuple(bank)


@settings(deadline=None)
@given(PLAIN_XLSX)
def test_excel(bank):
    assert_same_after("xlsx", bank)


@settings(deadline=None)
@given(GIFT)
def test_gift(bank):
    assert_same_after("gift", bank)


@settings(deadline=None)
@given(MULTILINE)
def test_moodle_xml(bank):
    assert_same_after("moodle-xml", bank)


@settings(deadline=None)
@given(MULTILINE)
def test_qti(bank):
    assert_same_after("qti", bank)


@pytest.mark.parametrize("name", FORMATS)
@pytest.mark.parametrize("kind", KINDS)
def test_every_type_in_every_format(name, kind):
    full = {
        "lesson": "Bài 2",
        "explanation": "Điều 4.\nXem thêm.",
        "points": Decimal("2.5"),
        "external_id": "17",
    }
    assert_same_after(name, [a_question(kind, **full), a_question(kind)])


@pytest.mark.parametrize("name", FORMATS)
def test_the_content_tells_the_format(name):
    assert detect(FORMATS[name].write([a_question()])) == name


@pytest.mark.parametrize("name", ["xlsx", "qti"])
def test_an_ordering_keeps_the_order_its_options_are_written_in(name):
    assert_same_after(name, [a_question("ordering", key=("c", "a", "d", "b"))])


@pytest.mark.parametrize("name", ["gift", "moodle-xml"])
def test_formats_that_list_an_ordering_rightly_ordered_keep_the_right_order(name):
    (read,) = read_bank(FORMATS[name].write([a_question("ordering", key=("c", "a", "d", "b"))])).questions
    assert [dict(read.options)[one] for one in read.key] == [f"Phương án {letter}" for letter in "CADB"]


def test_gift_writes_what_it_cannot_express_as_the_nearest_thing():
    question = a_question("short_answer", key=("a->b",), external_id="câu 5")
    (read,) = read_bank(FORMATS["gift"].write([question])).questions
    assert read == replace(question, key=("a→b",), external_id="câu_5")


@pytest.mark.parametrize("name", ["gift", "moodle-xml", "qti"])
def test_the_same_questions_give_the_same_file(name):
    bank = [a_question(kind) for kind in KINDS]
    assert FORMATS[name].write(bank) == FORMATS[name].write(bank)
