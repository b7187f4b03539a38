"""Lists with chosen columns: only what is named is asked, only one's own people are shown."""

from __future__ import annotations

import io
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from openpyxl import load_workbook

from portal.candidates.list_choice import (
    EVERYBODY,
    LABELS,
    NOT_JUDGED,
    USUAL,
    ListChoice,
    ListColumn,
    as_document,
    read_choice,
)
from portal.candidates.list_sheet import VALUES
from portal.candidates.operations.discard_list import discard_list
from portal.candidates.operations.judge_house import judge_house
from portal.candidates.operations.save_list import save_list
from portal.candidates.queries.list_builder import list_people, list_saved
from portal.candidates.stages import Stage
from portal.eligibility.verdict import VerdictWord
from portal.kernel.errors import DomainError
from portal.people.models import SourceGroup
from tests.portal.candidates.builders import a_candidate, a_certificate, a_helper, a_review, travel

DAYS = st.none() | st.dates()
CHOICES = st.builds(
    ListChoice,
    columns=st.sets(st.sampled_from(ListColumn)).map(
        lambda found: tuple(c for c in ListColumn if c in found | {ListColumn.NAME})
    ),
    words=st.text(max_size=80).map(str.strip),
    stage=st.sampled_from(["", EVERYBODY, *Stage]).map(str),
    unit_id=st.none() | st.uuids(),
    source_group=st.none() | st.sampled_from(SourceGroup),
    has_helper=st.none() | st.booleans(),
    has_certificate=st.none() | st.booleans(),
    verdict=st.sampled_from(["", NOT_JUDGED, *VerdictWord]).map(str),
    listed_since=DAYS,
    listed_until=DAYS,
    stage_since=DAYS,
    stage_until=DAYS,
)


@pytest.fixture
def people(acting, cast):
    """Hoa with a helper and a certificate, Lan on the list since March, Mai decided; Cúc in the other house."""
    with acting(cast.an):
        hoa = a_candidate("Lê Thị Hoa", source_group=SourceGroup.MEDICAL)
        a_helper(hoa)
        a_certificate(hoa)
        a_review(hoa, "2024-03")
        a_candidate("Vũ Thị Lan", listed_on=date(2024, 3, 2))
        travel(a_candidate("Phạm Thị Mai"), Stage.DECIDED)
    with acting(cast.chi):
        a_candidate("Hồ Thị Cúc")


def names(acting, someone, house=None, **choice):
    with acting(someone, reading=house is not None):
        return [row.person.full_name for row in list_people(ListChoice(**choice), house=house).rows]


@given(CHOICES)
def test_a_choice_is_read_back_as_it_was_kept(choice):
    assert read_choice(as_document(choice)) == choice


@given(
    st.dictionaries(
        st.sampled_from(
            ["column", "words", "stage", "unit", "group", "helper", "verdict", "listed_since", "x"]
        ),
        st.lists(st.text(max_size=200), max_size=3),
    )
)
def test_nonsense_in_an_address_leaves_a_choice_of_known_things(asked):
    choice = read_choice(asked)
    assert set(choice.columns) <= set(ListColumn)
    assert choice.stage in {"", EVERYBODY, *Stage}
    assert read_choice(as_document(choice)) == choice


def test_every_column_has_a_heading_and_a_value():
    assert set(LABELS) == set(VALUES) == set(ListColumn)


def test_what_statistics_alone_may_use_is_no_column():
    assert not {"ethnicity", "religion", "national_id", "phone"} & set(ListColumn)


@pytest.mark.parametrize(
    ("choice", "expected"),
    [
        ({"has_helper": True}, ["Hoa", "Mai"]),
        ({"has_certificate": False, "has_helper": False}, ["Lan"]),
        ({"source_group": SourceGroup.MEDICAL}, ["Hoa"]),
        ({"stage": Stage.DECIDED.value}, ["Mai"]),
        ({"words": "vu thi"}, ["Lan"]),
        ({"listed_since": date(2024, 3, 2)}, ["Lan"]),
        ({"listed_until": date(2024, 3, 1), "source_group": SourceGroup.MEDICAL}, ["Hoa"]),
        ({"listed_since": date(2024, 3, 3)}, []),
        ({"verdict": VerdictWord.ELIGIBLE.value, "listed_since": date(2030, 1, 1)}, []),
    ],
)
def test_each_condition_leaves_out_who_does_not_meet_it(acting, cast, people, choice, expected):
    found = names(acting, cast.an, **choice)
    assert [name.split()[-1] for name in found] == expected


def test_a_verdict_is_shown_once_judged_and_never_when_it_no_longer_holds(acting, cast, people):
    with acting(cast.an):
        before = {row.person.full_name: row.verdict for row in list_people(ListChoice()).rows}
        judge_house()
        after = {row.person.full_name: row.verdict for row in list_people(ListChoice()).rows}
        found = list_people(ListChoice(verdict=after["Vũ Thị Lan"].value)).rows
    assert before["Vũ Thị Lan"] is None
    assert after["Vũ Thị Lan"] is not None
    assert "Vũ Thị Lan" in [row.person.full_name for row in found]


def test_a_helper_sees_only_the_people_he_helps(acting, cast, people):
    assert names(acting, cast.binh) == []


def test_another_house_s_people_are_in_no_list(acting, cast, people):
    assert names(acting, cast.chi, stage=EVERYBODY) == ["Hồ Thị Cúc"]


def test_an_overseer_chooses_a_house_first_and_that_is_recorded(client_as, cast, people):
    browser = client_as(cast.giang)
    assert "Chọn một đơn vị" in browser.get("/candidates/lists").text
    page = browser.get(f"/candidates/lists?house={cast.house_b}").text
    assert "Hồ Thị Cúc" in page
    assert "Lê Thị Hoa" not in page
    assert "xem danh sách tự chọn" in client_as(cast.ha).get("/audit").text
    assert browser.get("/candidates/lists/export").status_code == 403


def test_a_list_is_kept_under_a_name_and_opened_again(client_as, acting, cast, people):
    browser = client_as(cast.an)
    page = browser.get("/candidates/lists?column=certificate&certificate=yes&words=hoa").text
    assert "118/GCN" in page
    answer = browser.post(
        "/candidates/lists/saving",
        data={"name": " Đã  học lớp ", "choice": "column=certificate&certificate=yes&words=hoa"},
    )
    assert answer.status_code == 302
    page = browser.get(answer.headers["Location"]).text
    assert "Đã học lớp" in page
    assert "118/GCN" in page
    with acting(cast.an):
        (kept,) = list_saved()
        assert kept.choice == {"column": ["name", "certificate"], "words": ["hoa"], "certificate": ["yes"]}


@pytest.mark.parametrize("name", ["", "   ", "x" * 81, "Đã có", "ĐÃ  CÓ"])
def test_a_name_that_does_not_do_is_said_beside_it_and_the_choice_is_not_lost(
    client_as, acting, cast, people, name
):
    with acting(cast.an):
        save_list(name="Đã có", choice=ListChoice())
    answer = client_as(cast.an).post(
        "/candidates/lists/saving", data={"name": name, "choice": "column=name&words=hoa"}
    )
    assert answer.status_code == 422
    assert "field-error" in answer.text
    assert 'value="hoa"' in answer.text


def test_a_choice_that_was_tampered_with_keeps_only_what_is_known(acting, client_as, cast):
    client_as(cast.an).post(
        "/candidates/lists/saving",
        data={"name": "Lạ", "choice": "column=national_id_sealed&column=name&stage=1;drop&unit=x&order=id"},
    )
    with acting(cast.an):
        assert [kept.choice for kept in list_saved()] == [{"column": ["name"]}]


def test_a_wrong_day_stands_beside_its_field_with_what_was_typed(client_as, cast, people):
    page = client_as(cast.an).get("/candidates/lists?column=name&listed_since=32/1/2024").text
    assert 'value="32/1/2024"' in page
    assert "field-error" in page
    assert "Lê Thị Hoa" not in page
    turned = client_as(cast.an).get("/candidates/lists?listed_since=2/3/2024&listed_until=1/3/2024").text
    assert "Ngày cuối phải từ ngày đầu trở đi." in turned


def test_the_workbook_has_the_chosen_columns_of_every_row(client_as, cast, people):
    answer = client_as(cast.an).get("/candidates/lists/export?column=sex&column=last_review&group=medical")
    rows = [
        row for row in load_workbook(io.BytesIO(answer.data)).active.iter_rows(values_only=True) if any(row)
    ]
    assert rows[2:] == [
        ("STT", "Họ và tên", "Giới tính", "Kỳ đánh giá gần nhất"),
        (1, "Lê Thị Hoa", "Nữ", "tháng 3/2024"),
    ]


def test_a_kept_list_is_dropped_by_its_own_house_only(client_as, acting, cast, people):
    with acting(cast.an):
        kept = save_list(name="Danh sách", choice=ListChoice(columns=USUAL))
    assert client_as(cast.chi).post(f"/candidates/lists/{kept}/discard").status_code == 404
    assert "Danh sách đã lưu" not in client_as(cast.chi).get("/candidates/lists").text
    with acting(cast.an):
        discard_list(saved_list_id=kept)
        assert list_saved() == []


def test_a_house_keeps_a_bounded_number_of_lists(acting, cast, monkeypatch):
    monkeypatch.setattr("portal.candidates.operations.save_list.MOST", 1)
    with acting(cast.an):
        save_list(name="Một", choice=ListChoice())
        with pytest.raises(DomainError, match="nhiều nhất 1"):
            save_list(name="Hai", choice=ListChoice())


@pytest.mark.parametrize("more", [0, 2])
def test_a_list_costs_the_same_whatever_its_length(client_as, acting, cast, people, statements, more):
    with acting(cast.an):
        for word in ("Tư", "Năm")[:more]:
            a_candidate(f"Lê Thị {word}")
    browser = client_as(cast.an)
    every = "&".join(f"column={column.value}" for column in ListColumn)
    with statements() as sent:
        browser.get(f"/candidates/lists?{every}")
    assert len(sent) == 9
