"""Facts are read strictly: the key that is wrong is named."""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.eligibility.facts import NOT_KNOWN, Facts, Helper, Introduction, Paper, Votes
from portal.eligibility.parsing import FactsError, parse_facts
from tests.portal.eligibility.facts_made import READY

BARE = {"as_of": "2025-01-01", "step": "cell"}
WAIVER = {"criterion": "E24", "evidence": "Kết luận số 5-KL/ĐU", "person": "Bí thư đảng ủy"}


@pytest.mark.parametrize(
    ("changes", "key"),
    [
        ({"as_of": None}, "as_of"),
        ({"step": None}, "step"),
        ({"as_of": "2025-02-30"}, "as_of"),
        ({"as_of": "20250101"}, "as_of"),
        ({"as_of": "2025-W01-1"}, "as_of"),
        ({"as_of": "01/02/2025"}, "as_of"),
        ({"as_of": "2025-01-01T00:00:00"}, "as_of"),
        ({"as_of": "0001-01-01"}, "as_of"),
        ({"as_of": "9999-12-31"}, "as_of"),
        ({"as_of": "٢٠٢٥-٠١-٠١"}, "as_of"),
        ({"as_of": 20250101}, "as_of"),
        ({"step": "cel"}, "step"),
        ({"step": ["cell"]}, "step"),
        ({"citizen": "VN"}, "citizen"),
        ({"Citizenship": "VN"}, "Citizenship"),
        ({"from_": "x"}, "from_"),
        ({"citizenship": 84}, "citizenship"),
        ({"education": "phd"}, "education"),
        ({"education_status": "lost"}, "education_status"),
        ({"youth_member": "yes"}, "youth_member"),
        ({"youth_member": 1}, "youth_member"),
        ({"helpers": {}}, "helpers"),
        ({"helpers": ["An"]}, "helpers[0]"),
        ({"helpers": [{"official": 1}]}, "helpers[0].official"),
        ({"helpers": [{}, {"from": "soon"}]}, "helpers[1].from"),
        ({"helpers": [{"from_": "2025-01-01"}]}, "helpers[0].from_"),
        ({"introductions": [{}]}, "introductions[0].kind"),
        ({"introductions": [{"kind": "friend"}]}, "introductions[0].kind"),
        ({"votes": {"cell": {"yes": -1}}}, "votes.cell.yes"),
        ({"votes": {"cell": {"yes": 1.5}}}, "votes.cell.yes"),
        ({"votes": {"cell": {"yes": True}}}, "votes.cell.yes"),
        ({"votes": {"section": {}}}, "votes.section"),
        ({"votes": {"authority": {"kind": "king"}}}, "votes.authority.kind"),
        ({"votes": 3}, "votes"),
        ({"certificate": {"issued_on": 2024}}, "certificate.issued_on"),
        ({"certificate": {"grade": "A"}}, "certificate.grade"),
        ({"paper_scores": ["8"]}, "paper_scores[0]"),
        ({"paper_scores": [True]}, "paper_scores[0]"),
        ({"paper_scores": [5, 10.5]}, "paper_scores[1]"),
        ({"paper_scores": [-1]}, "paper_scores[0]"),
        ({"paper_scores": [float("nan")]}, "paper_scores[0]"),
        ({"paper_scores": [float("inf")]}, "paper_scores[0]"),
        ({"reviews": [{"period": "2025-13"}]}, "reviews[0].period"),
        ({"reviews": [{"period": "2025"}]}, "reviews[0].period"),
        ({"reviews": [{"period": 202501}]}, "reviews[0].period"),
        ({"reviews": [{"period": "1800-01"}]}, "reviews[0].period"),
        ({"reviews": [{}]}, "reviews[0].period"),
        ({"ratings": ["good", "great"]}, "ratings[1]"),
        ({"holidays": "2025-01-01"}, "holidays"),
        ({"engagement": {"months": "eight"}}, "engagement.months"),
        ({"waivers": [WAIVER | {"criterion": "E99"}]}, "waivers[0].criterion"),
        ({"waivers": [WAIVER, WAIVER | {"criterion": "E26"}]}, "waivers[1].criterion"),
        ({"waivers": [{"criterion": "E24", "person": "Bí thư"}]}, "waivers[0].evidence"),
        ({"waivers": [{"criterion": "E24", "evidence": "Văn bản"}]}, "waivers[0].person"),
    ],
)
def test_the_wrong_key_is_named(changes, key):
    with pytest.raises(FactsError) as caught:
        parse_facts(BARE | changes)
    assert caught.value.key == key
    assert str(caught.value) == f"{key}: {caught.value.message}"


@pytest.mark.parametrize("document", [[], "cell", None, 5])
def test_a_document_that_is_no_object(document):
    with pytest.raises(FactsError) as caught:
        parse_facts(document)
    assert caught.value.key == "(document)"


def test_the_message_tells_what_is_allowed():
    with pytest.raises(
        FactsError, match=r"residence_area: phải là một trong normal, difficult, không phải 'far'"
    ):
        parse_facts(BARE | {"residence_area": "far"})
    with pytest.raises(FactsError, match=r"as_of: phải là ngày YYYY-MM-DD từ 1900 đến 2200"):
        parse_facts(BARE | {"as_of": "today"})


def test_values_arrive_as_dates_numbers_and_tuples():
    facts = parse_facts(
        BARE
        | {
            "helpers": [{"official": True, "from": "2024-01-10", "to": None}],
            "introductions": [{"kind": "youth_union", "date": "2024-05-01", "resolution_no": "5"}],
            "central_consent": {"number": "9", "date": "2024-06-01"},
            "paper_scores": [4.9, Decimal("7.5"), 8],
            "holidays": ["2025-01-01"],
        }
    )
    assert facts.helpers == (Helper(official=True, from_=date(2024, 1, 10)),)
    assert facts.introductions == (Introduction("youth_union", date(2024, 5, 1), resolution_no="5"),)
    assert facts.central_consent == Paper("9", date(2024, 6, 1))
    assert facts.paper_scores == (Decimal("4.9"), Decimal("7.5"), Decimal(8))
    assert facts.holidays == (date(2025, 1, 1),)


def test_null_means_not_known():
    nothing = {item.name: None for item in fields(Facts) if item.name not in {"as_of", "step", "religion"}}
    assert parse_facts(BARE | nothing) == parse_facts(BARE)
    assert parse_facts(BARE) == Facts(as_of=date(2025, 1, 1), step="cell")
    assert parse_facts(BARE | {"votes": None}).votes == Votes()
    assert parse_facts(
        BARE | {"introductions": [{"kind": "trade_union", "after_move": None}]}
    ).introductions == (Introduction("trade_union", after_move=False),)


def test_null_says_something_about_religion():
    assert parse_facts(BARE).religion is NOT_KNOWN
    assert parse_facts(BARE | {"religion": None}).religion is None
    assert parse_facts(BARE | {"religion": "Phật giáo"}).religion == "Phật giáo"


def test_an_empty_list_is_known_to_be_empty():
    assert parse_facts(BARE | {"introductions": []}).introductions == ()
    assert parse_facts(BARE).introductions is None


JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(max_size=12),
    lambda inner: st.lists(inner, max_size=3) | st.dictionaries(st.text(max_size=12), inner, max_size=3),
    max_leaves=8,
)


@given(st.sampled_from(sorted(READY)), JSON)
def test_any_value_is_read_or_refused_by_name(key, value):
    refused = _key_refused(READY | {key: value})
    assert refused is None or refused.startswith((key, f"{key}.", f"{key}["))


def _key_refused(document):
    try:
        parse_facts(document)
    except FactsError as error:
        return error.key
    return None
