"""Names as people paste them: without tones, numbered, doubled; a doubt is never guessed away."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.activities.log.matching import Known, match_lines, plain

AN = Known(1, "Nguyễn Văn Ân", date(1999, 5, 1), "Chi đoàn Nội")
AN_TOO = Known(2, "Nguyễn Văn An", date(2001, 7, 9), "Chi đoàn Ngoại")
HOA = Known(3, "Lê Thị Hoa", date(1998, 1, 2), "Chi đoàn Nội")
DUC = Known(4, "Đỗ Đức Khánh", date(1997, 3, 4), "Chi đoàn Dược")
KHUONG = Known(5, "Cil Múp K'Hương", date(2000, 1, 1), "Chi đoàn Dược")
ALL = [AN, AN_TOO, HOA, DUC, KHUONG]


@pytest.mark.parametrize(
    "line",
    [
        "Lê Thị Hoa",
        "le thi hoa",
        "LE THI HOA",
        "1. Lê Thị Hoa",
        "- lê  thị hoa",
        "12) Le Thi Hoa",
        "Đ/c Lê Thị Hoa",
        "bs. le thi hoa",
    ],
)
def test_one_member_is_found_however_the_name_is_typed(line):
    [match] = match_lines(line, ALL)
    assert match.certain is HOA


def test_namesakes_without_tones_are_a_doubt():
    [match] = match_lines("nguyen van an", ALL)
    assert match.certain is None
    assert list(match.offered) == [AN, AN_TOO]


@pytest.mark.parametrize("hint", [", 2001", "\t09/07/2001", "; Chi đoàn Ngoại", " - ngoai", " (2001)"])
def test_a_hint_behind_the_name_tells_namesakes_apart(hint):
    [match] = match_lines(f"Nguyen Van An{hint}", ALL)
    assert match.certain is AN_TOO


def test_a_hint_that_fits_nobody_leaves_the_doubt():
    [match] = match_lines("Nguyen Van An, 1970", ALL)
    assert match.certain is None
    assert len(match.offered) == 2


@pytest.mark.parametrize(
    ("line", "meant"),
    [("Lê T. Hoa", HOA), ("Đỗ Đưc Khanhh", DUC), ("D. Khanh", DUC), ("Cil Mup K’Huong", KHUONG)],
)
def test_similar_names_are_offered_and_not_taken(line, meant):
    [match] = match_lines(line, ALL)
    assert match.certain is None
    assert meant in match.offered


def test_a_stranger_is_offered_nobody():
    [match] = match_lines("Phạm Quốc Bảo", ALL)
    assert (match.certain, list(match.offered)) == (None, [])


def test_empty_lines_and_repeated_lines_count_once():
    text = "Lê Thị Hoa\n\n  \n1.\nLE THI HOA\nDo Duc Khanh"
    assert [match.certain for match in match_lines(text, ALL)] == [HOA, DUC]


@given(st.sampled_from(ALL), st.sampled_from([str.upper, str.lower, str.title, plain]), st.integers(1, 3))
def test_tones_case_and_spaces_never_change_who_is_meant(member, spelling, spaces):
    typed = (" " * spaces).join(spelling(member.name).split())
    [match] = match_lines(typed, [member])
    assert match.certain is member


@given(st.text(max_size=80))
def test_any_text_is_read_without_an_error(text):
    for match in match_lines(text, ALL):
        assert match.certain is None or match.certain in ALL
