"""Captions are kept as WebVTT or refused with the line that is wrong."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.catalog.captions import CaptionMistake, read_captions

VTT = "WEBVTT\n\n00:01.000 --> 00:04.000\nĐảng ra đời\n"
SRT = "1\n00:00:01,000 --> 00:00:04,000\nĐảng ra đời, ngày 03/02/1930\n"


def test_webvtt_stays_as_it_is():
    assert read_captions(VTT.encode()) == VTT


def test_subrip_becomes_webvtt_and_keeps_the_commas_of_its_words():
    told = read_captions(SRT.encode("utf-8-sig"))
    assert told.startswith("WEBVTT\n\n1\n00:00:01.000 --> 00:00:04.000\n")
    assert "ra đời, ngày" in told


@pytest.mark.parametrize(
    ("content", "words"),
    [
        (b"", "Không thấy dòng phụ đề"),
        (b"WEBVTT\n\nxin ch\xc3\xa0o\n", "Không thấy dòng phụ đề"),
        (VTT.encode("utf-16"), "UTF-8"),
        (VTT.replace("00:04.000", "00:01.000").encode(), "Dòng 3 .*sau khi"),
        (VTT.replace("00:04.000", "00:99.000").encode(), "Dòng 3 .*sai thời gian"),
    ],
)
def test_what_no_player_understands_is_refused(content, words):
    with pytest.raises(CaptionMistake, match=words):
        read_captions(content)


@given(st.binary(max_size=200))
def test_any_bytes_are_read_or_refused(content):
    try:
        told = read_captions(content)
    except CaptionMistake:
        return
    assert read_captions(told.encode()) == told
