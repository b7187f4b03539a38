"""The real bank, as Excel and as GIFT, comes in whole."""

from collections import Counter
from pathlib import Path

import pytest

import courses.bank
from courses.bank.formats.detect import FORMATS, read_bank
from courses.bank.formats.question import Difficulty

SAMPLES = Path(courses.bank.__file__).parent / "samples"


@pytest.fixture(scope="module", name="excel")
def excel_bank():
    return read_bank((SAMPLES / "cau-hoi.xlsx").read_bytes())


@pytest.fixture(scope="module", name="gift")
def gift_bank():
    return read_bank((SAMPLES / "cau-hoi.gift").read_bytes())


def test_all_rows_of_the_workbook_come_in(excel):
    assert (excel.format, len(excel.questions), excel.complaints, excel.unsupported) == ("xlsx", 35, (), ())
    assert Counter(question.kind for question in excel.questions) == {
        "single_choice": 20,
        "multiple_choice": 4,
        "true_false": 3,
        "short_answer": 3,
        "essay": 3,
        "ordering": 1,
        "matching": 1,
    }
    assert Counter(question.lesson for question in excel.questions) == {
        "Bài 1": 9,
        "Bài 2": 5,
        "Bài 3": 12,
        "Bài 4": 4,
        "Bài 5": 5,
    }
    assert Counter(question.difficulty for question in excel.questions) == {
        Difficulty.RECOGNITION: 18,
        Difficulty.UNDERSTANDING: 13,
        Difficulty.APPLICATION: 4,
    }


def test_the_gift_file_is_the_same_bank_without_its_ordering(excel, gift):
    assert (gift.format, len(gift.questions), gift.complaints, gift.unsupported) == ("gift", 34, (), ())
    by_id = {question.external_id: question for question in excel.questions}
    assert [by_id[question.external_id] for question in gift.questions] == list(gift.questions)
    assert set(by_id) - {question.external_id for question in gift.questions} == {"6"}


def test_single_rows_mean_what_they_say(excel):
    ninth = excel.questions[8]
    assert ninth.key == ("1:a", "2:b", "3:c", "4:d")
    assert [target.text for target in ninth.targets] == ["1930", "1946", "1975", "1986"]
    eighth = excel.questions[7]
    assert (eighth.kind, eighth.key, eighth.explanation) == ("short_answer", ("1954",), "07/5/1954.")
    assert excel.questions[22].key == ("false",)


@pytest.mark.parametrize("name", FORMATS)
def test_the_bank_goes_out_and_comes_back(excel, name):
    assert read_bank(FORMATS[name].write(excel.questions)).questions == excel.questions
