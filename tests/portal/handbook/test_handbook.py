"""The handbook says what the program goes by, and is found with and without tones."""

from __future__ import annotations

from datetime import date

import pytest

from portal.candidates.stages import RULES
from portal.eligibility.loader import rule_set_on
from portal.handbook.entries import make_handbook, search_handbook

RULES_OF_A_DAY = rule_set_on(date(2026, 11, 23))


def test_every_step_and_number_of_the_program_has_an_entry():
    chapters = make_handbook(RULES_OF_A_DAY)
    keys = [entry.key for chapter in chapters for entry in chapter.entries]
    assert len(keys) == len(set(keys))
    assert {f"buoc-{stage.value}" for stage in RULES} <= set(keys)
    assert all(isinstance(entry.title, str) for chapter in chapters for entry in chapter.entries)
    told = {entry.key: entry.text for chapter in chapters for entry in chapter.entries}
    assert told["so-decision_days"] == str(RULES_OF_A_DAY.thresholds.decision_days)


@pytest.mark.parametrize("words", ["nghị quyết đảng ủy", "nghi quyet dang uy", "NGHI  QUYẾT đảng uy"])
def test_tones_do_not_matter(words):
    found = search_handbook(make_handbook(RULES_OF_A_DAY), words)
    assert "buoc-committee_resolved" in [entry.key for chapter in found for entry in chapter.entries]


def test_nothing_found_is_said(client_as, cast):
    assert "Không có mục nào khớp" in client_as(cast.an).get("/handbook?q=zzzz").text


def test_officers_and_khoi_read_it_candidates_do_not(client_as, cast):
    for somebody in (cast.an, cast.binh, cast.giang, cast.ha, cast.dung):
        assert "Bước 1." in client_as(somebody).get("/handbook").text
    assert client_as(cast.em).get("/handbook").status_code == 403


def test_the_search_box_finds_it(client_as, cast):
    assert "Sổ tay" in client_as(cast.an).get("/search?q=le ket nap").text
