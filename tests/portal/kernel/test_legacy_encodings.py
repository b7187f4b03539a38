"""Old fonts come back to Unicode; real Unicode is left alone."""

from __future__ import annotations

import unicodedata

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from portal.kernel.spreadsheets import legacy_encodings
from portal.kernel.spreadsheets.legacy_encodings import Encoding, detect, own_encoding, to_unicode
from portal.kernel.spreadsheets.restoring import restore
from portal.kernel.spreadsheets.syllables import is_syllable

SYLLABLES = (  # noqa: SIM905 -- reads as lines of words
    "nguyễn trần lê phạm hoàng huỳnh phan vũ võ đặng bùi đỗ hồ ngô dương lý thị văn ngọc hữu quốc mỹ đức "
    "thùy phương hương hường thảo yến uyên quỳnh khánh việt tuấn hiếu cường dũng thắng lâm ân mạ tày chu "
    "nghĩa thủy tỉnh ủy quận sở giáo dục xã hội chữ thập đỏ thường trực cựu chiến binh khối mặt trận"
).split()
syllables = st.sampled_from(SYLLABLES)
names = st.lists(syllables.map(str.capitalize), min_size=2, max_size=5).map(" ".join)


def in_tcvn3(text: str) -> str:
    """Type a text in an ABC font; capitals with tones have no code there, so only plain ones are given."""
    codes = {letter: code for code, letter in legacy_encodings._TCVN3.items()}
    return "".join(codes.get(letter, letter) for letter in text)


def in_vni(text: str) -> str:
    """Type a text in a VNI font."""
    codes: dict[str, str] = {}
    for typed, letter in legacy_encodings._VNI.items():
        codes.setdefault(letter, typed)
    return "".join(codes.get(letter, letter) for letter in text)


def has_no_capital_with_tone(text: str) -> bool:
    plain = set("ABCDEGHIKLMNOPQRSTUVXYĂÂÊÔƠƯĐ")
    return all(letter in plain for letter in text if letter.isupper())


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("NguyÔn V¨n ¢n", "Nguyễn Văn Ân"),
        ("D\u00ad¬ng Ph\u00ad¬ng Anh", "Dương Phương Anh"),
        ("HUúNH HåNG NHUNG", "HUỲNH HỒNG NHUNG"),
        ("L£ §øC TUÊN", "LÊ ĐỨC TUẤN"),
        ("K' Ph\u00ad¬ng Ch©u", "K' Phương Châu"),
        ("Lª Quèc TuÊn", "Lê Quốc Tuấn"),
        ("Lª Hµ", "Lê Hà"),
    ],
)
def test_tcvn3_names_come_back_with_their_capitals(typed, meant):
    assert own_encoding(typed) in {Encoding.TCVN3, None}
    assert to_unicode(typed, Encoding.TCVN3) == meant


@pytest.mark.parametrize(
    ("typed", "meant"),
    [
        ("Nguyeãn Vaên AÂn", "Nguyễn Văn Ân"),
        ("Ñaëng Quoác Huøng", "Đặng Quốc Hùng"),
        ("Phöông Traàn Thuûy", "Phương Trần Thủy"),
        ("TRÖÔØNG ÑAÏI HOÏC", "TRƯỜNG ĐẠI HỌC"),
        ("Leâ Thò Yeán", "Lê Thị Yến"),
    ],
)
def test_vni_texts_come_back(typed, meant):
    assert own_encoding(typed) is Encoding.VNI
    assert to_unicode(typed, Encoding.VNI) == meant


@given(st.lists(names, min_size=3, max_size=12))
def test_what_was_typed_in_tcvn3_returns_as_it_was_meant(people):
    assume(all(map(has_no_capital_with_tone, people)))
    typed = [in_tcvn3(name) for name in people]
    assume(sum(own_encoding(text) is Encoding.TCVN3 for text in typed) >= 3)
    assert detect(typed) is Encoding.TCVN3
    assert [to_unicode(text, Encoding.TCVN3) for text in typed] == people


@given(names)
def test_what_was_typed_in_vni_returns_as_it_was_meant(name):
    for text in (name, name.upper(), name.lower()):
        assert to_unicode(in_vni(text), Encoding.VNI) == text


@given(st.lists(st.text(max_size=20) | names, max_size=8))
def test_one_letter_of_unicode_alone_keeps_a_whole_workbook(texts):
    assert detect([*texts, "Họ và tên"]) is Encoding.UNICODE


@given(st.lists(names, max_size=20))
def test_real_unicode_is_never_taken_for_an_old_font(people):
    assert detect(people) is Encoding.UNICODE
    assert restore([people])[0] == [people]


@pytest.mark.parametrize(
    "texts",
    [
        ["Hoà", "Toán", "Khoá", "Loan"],
        ["Hoàng Toàn", "Ngoan", "Khoá Toán"],
        ["Công ty ABC®", "© 2020", "50 µm", "10·5", "GCN¹"],
        ["José Muñoz", "Zürich", "Noël"],
        ["Nam\u00ad", "Kinh\u00ad", "Anh\u00ad"],
        [],
    ],
)
def test_letters_that_fit_both_ways_and_signs_outside_words_prove_nothing(texts):
    assert detect(texts) is Encoding.UNICODE


def test_decomposed_unicode_is_unicode():
    assert detect([unicodedata.normalize("NFD", "Lê Hoàng")]) is Encoding.UNICODE


HEADER = ["Họ và tên", "Dân tộc", "Tôn giáo", "Ghi chú"]


def test_a_column_pasted_from_an_old_file_is_restored_and_its_neighbours_stay():
    rows = [
        HEADER,
        ["Vò Minh Anh", "Kinh", "Công giáo", "Phòng khám"],
        ["TrÇn ThÞ Hµ", "Tày", "Phật giáo", ""],
        ["Lª Quèc TuÊn", "Kinh", "Không", "Sản phẩm ABC®"],
        ["D\u00ad¬ng V¨n An", "Mạ", "Không", ""],
    ]
    restored, encoding = restore(rows)
    assert encoding is Encoding.TCVN3
    assert restored == [
        HEADER,
        ["Vũ Minh Anh", "Kinh", "Công giáo", "Phòng khám"],
        ["Trần Thị Hà", "Tày", "Phật giáo", ""],
        ["Lê Quốc Tuấn", "Kinh", "Không", "Sản phẩm ABC®"],
        ["Dương Văn An", "Mạ", "Không", ""],
    ]


def test_rows_pasted_from_an_old_file_are_restored_among_unicode_rows():
    unicode_rows = [["Nguyễn Thị Bình", "Tày"], ["Đỗ Hà", "Mạ"], ["Võ Hậu", "Kinh"], ["Lý Mỹ", "Mạ"]]
    rows = [*unicode_rows, ["TrÇn V¨n T\u00ad", "M¹"], ["NguyÔn Thu Hång", "Tµy"]]
    restored, _ = restore(rows)
    assert restored == [*unicode_rows, ["Trần Văn Tư", "Mạ"], ["Nguyễn Thu Hồng", "Tày"]]


def test_one_or_two_stray_texts_do_not_change_a_unicode_sheet():
    rows = [["Nguyễn Văn Ân", "TrÇn ThÞ"], ["Hà", "Kh«ng"]]
    assert restore(rows) == (rows, Encoding.UNICODE)


def test_a_text_that_fits_both_ways_and_has_no_neighbours_stays_as_it_is():
    rows = [
        ["Nguyễn Văn Ân", ""],
        ["TrÇn V¨n An", ""],
        ["Lª V¨n B×nh", ""],
        ["L\u00ad¬ng B»ng", ""],
        ["", "Vò"],
    ]
    assert restore(rows)[0][-1] == ["", "Vò"]


def test_cells_that_are_no_text_pass_untouched():
    rows = [["NguyÔn V¨n An", 3.0, True, (2020, 1, 31)], ["TrÇn ThÞ B×nh", None, False, 1]]
    assert restore(rows)[0] == [
        ["Nguyễn Văn An", 3.0, True, (2020, 1, 31)],
        ["Trần Thị Bình", None, False, 1],
    ]


@given(syllables)
def test_ordinary_syllables_are_syllables_in_any_case(syllable):
    assert is_syllable(syllable)
    assert is_syllable(syllable.upper())


@pytest.mark.parametrize("word", ["ABCđ", "Muđoz", "giỏo", "Huúnh", "tuẩẩn", "", "x", "ỡw"])
def test_what_nobody_spells_is_no_syllable(word):
    assert not is_syllable(word)
