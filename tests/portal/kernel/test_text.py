"""The same Vietnamese word however it was typed, searched or sorted."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.text import fold, normal, sort_name, tidy_name

LETTERS = "aăâbcdđeêghiklmnoôơpqrstuưvxyàáảãạằắẳẵặầấẩẫậèéẻẽẹềếểễệìíỉĩịòóỏõọồốổỗộờớởỡợùúủũụừứửữựỳýỷỹỵ"
words = st.text(alphabet=LETTERS + LETTERS.upper() + "'", min_size=1, max_size=8)
names = st.lists(words, min_size=1, max_size=5).map(" ".join)


@pytest.mark.parametrize(
    ("typed", "folded"),
    [
        ("Nguyễn Văn Ân", "nguyen van an"),
        ("ĐẶNG  Đức\tĐạt", "dang duc dat"),
        ("K' Thu Hương", "k' thu huong"),
        ("K’ Thu Hương", "k' thu huong"),
        ("K` Thu", "k' thu"),
        (" Huỳnh\u00a0Mỹ\u200b Nhung ", "huynh my nhung"),
        ("", ""),
    ],
)
def test_folding_drops_tones_case_and_spare_spaces(typed, folded):
    assert fold(typed) == folded


@given(names)
def test_folding_is_the_same_for_composed_and_decomposed_letters_and_either_case(name):
    assert fold(unicodedata.normalize("NFD", name)) == fold(name) == fold(name.upper())


@given(names)
def test_a_folded_vietnamese_name_is_plain_letters_and_folds_to_itself(name):
    assert fold(name).isascii()
    assert fold(fold(name)) == fold(name)


@given(st.text())
def test_normal_text_is_composed_has_single_spaces_and_stays_as_it_is(text):
    tidy = normal(text)
    assert unicodedata.is_normalized("NFC", tidy)
    assert tidy == tidy.strip()
    assert "  " not in tidy
    assert normal(tidy) == tidy


def test_normal_text_loses_what_nobody_sees():
    assert normal("Nguyễn\u00ad Văn\ufeff Ân") == "Nguyễn Văn Ân"


@pytest.mark.parametrize(
    ("typed", "tidy"),
    [
        ("K' THU HƯƠNG", "K' Thu Hương"),
        ("k’ thu hương", "K' Thu Hương"),
        ("H'HEN NIÊ", "H'Hen Niê"),
        (" Đặng  Xuân  Bình ", "Đặng Xuân Bình"),
        ("lý minh lâm", "Lý Minh Lâm"),
        ("Nguyễn Thị Ánh-Tuyết", "Nguyễn Thị Ánh-Tuyết"),
        ("Lê thị Hà", "Lê thị Hà"),
        (unicodedata.normalize("NFD", "HUỲNH MỸ NHUNG"), "Huỳnh Mỹ Nhung"),
    ],
)
def test_names_shouted_or_whispered_get_their_capitals_and_others_keep_their_spelling(typed, tidy):
    assert tidy_name(typed) == tidy


@given(names)
def test_tidying_never_changes_who_it_is(name):
    assert fold(tidy_name(name)) == fold(name)
    assert tidy_name(tidy_name(name)) == tidy_name(name)


def test_lists_are_ordered_by_given_name_then_family_then_middle_name():
    people = ["Trần Văn Bình", "Nguyễn Thị Yến", "Lê Văn An", "Đặng Văn Bình", "Trần Anh Bình", "An"]
    assert sorted(people, key=sort_name) == [
        "An",
        "Lê Văn An",
        "Đặng Văn Bình",
        "Trần Anh Bình",
        "Trần Văn Bình",
        "Nguyễn Thị Yến",
    ]
    assert sort_name("  ") == ""


ALPHABET = "aăâbcdđeêghiklmnoôơpqrstuưvxy"


def test_letters_follow_the_vietnamese_alphabet_and_tones_come_last():
    in_order = [f"{letter}n" for letter in ALPHABET]
    assert sorted(set(in_order), key=sort_name) == in_order
    assert sorted(["Hạ", "Há", "Hã", "Hả", "Hà", "Ha"], key=sort_name) == ["Ha", "Hà", "Hả", "Hã", "Há", "Hạ"]
    assert sorted(["Lê Ân", "Vũ An", "Đỗ Anh", "Lý Ăn"], key=sort_name) == [
        "Vũ An",
        "Đỗ Anh",
        "Lý Ăn",
        "Lê Ân",
    ]
    assert sorted(["Lê Đức", "Lê Dung"], key=sort_name) == ["Lê Dung", "Lê Đức"]


@given(names)
def test_the_key_of_a_name_is_plain_and_the_same_however_it_was_typed(name):
    key = sort_name(name)
    assert key == sort_name(unicodedata.normalize("NFD", name).upper())
    assert all(letter in "abcdefghijklmnopqrstuvwxyz0123456789 '" for letter in key)
