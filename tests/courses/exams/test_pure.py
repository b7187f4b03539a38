"""Pages of the player, what a player sends, settings that lose answers: decided without a database."""

from __future__ import annotations

from decimal import Decimal
from uuid import uuid4

import pytest

from courses.exams.blueprint import Rule
from courses.exams.durability import unsafe_settings
from courses.exams.events import EventKind
from courses.exams.frozen_paper import FrozenItem
from courses.exams.paging import ITEMS_A_PAGE, lay_out
from courses.exams.sending import read_answers, read_events
from courses.exams.words import rule_words

SAFE = {"fsync": "on", "full_page_writes": "on", "synchronous_commit": "on"}


def items(kinds):
    return [FrozenItem(n, uuid4(), kind, "?", Decimal(1)) for n, kind in enumerate(kinds, start=1)]


def test_five_items_a_page_and_an_essay_alone():
    kinds = ["single_choice"] * 7 + ["essay", "true_false"]
    assert [[item.item for item in page] for page in lay_out(items(kinds))] == [
        [1, 2, 3, 4, 5],
        [6, 7],
        [8],
        [9],
    ]


def test_no_item_is_lost_or_moved():
    for size in range(23):
        pages = lay_out(items(["single_choice"] * size))
        assert [item.item for page in pages for item in page] == list(range(1, size + 1))
        assert all(0 < len(page) <= ITEMS_A_PAGE for page in pages)


@pytest.mark.parametrize("commit", ["on", "remote_write", "remote_apply"])
def test_a_database_that_waits_for_its_log_is_safe(commit):
    assert unsafe_settings(SAFE | {"synchronous_commit": commit}) == []


@pytest.mark.parametrize(
    ("name", "value"),
    [
        ("fsync", "off"),
        ("full_page_writes", "off"),
        ("synchronous_commit", "off"),
        ("synchronous_commit", "local"),
    ],
)
def test_a_setting_that_loses_answers_is_named(name, value):
    assert unsafe_settings(SAFE | {name: value}) == [f"{name} = {value}"]
    assert unsafe_settings({key: "on" for key in SAFE if key != name}) == [f"{name} = ?"]


def test_answers_are_read_as_they_come():
    answers, refused = read_answers(
        {"answers": [{"item": 3, "seq": 12, "value": ["b"]}, {"item": True}, {"item": "x"}, 4]}
    )
    assert [(one.item, one.seq, one.value) for one in answers] == [(3, 12, ["b"])]
    assert set(refused) == {"#2", "x", "#4"}


def test_only_what_a_player_may_report_is_an_event():
    sent = [{"kind": kind} for kind in ("focus_lost", "device_moved", "late", "reconnected", None)]
    assert read_events({"events": sent}) == [EventKind.FOCUS_LOST, EventKind.RECONNECTED]
    assert read_events(None) == read_events({"events": None}) == []


def test_a_rule_survives_the_table_and_reads_as_a_sentence():
    rule = Rule(3, Decimal("0.25"), lesson="Bài 2", difficulty="recognition")
    assert Rule.from_json(rule.to_json()) == rule
    assert rule_words(rule.to_json()) == "3 câu, Bài 2, nhận biết, mỗi câu 0,25 điểm"
    assert rule_words(Rule(1, Decimal(10), kind="essay").to_json()) == "1 câu tự luận, 10 điểm"
