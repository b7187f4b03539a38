from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel import clock
from portal.web import filters
from portal.web.fields import parse_decimal

NOON = datetime(2025, 9, 17, 5, 0, tzinfo=UTC)  # 12:00 in Viet Nam


def test_a_date_is_day_month_year():
    assert filters.show_date(date(2023, 9, 7)) == "07/09/2023"


def test_an_instant_is_dated_by_the_clock_of_viet_nam():
    late_evening_utc = datetime(2023, 9, 16, 18, 30, tzinfo=UTC)
    assert filters.show_date(late_evening_utc) == "17/09/2023"
    assert filters.show_datetime(late_evening_utc) == "17/09/2023 01:30"
    assert filters.show_time(late_evening_utc) == "01:30"


@pytest.mark.parametrize(
    "show",
    [
        filters.show_date,
        filters.show_datetime,
        filters.show_time,
        filters.days_left,
        filters.time_ago,
        filters.show_number,
        filters.show_percent,
        filters.show_phone,
    ],
)
def test_what_is_missing_is_a_dash(show):
    assert show(None) == "–"


@pytest.mark.parametrize(
    ("days", "words", "tone"),
    [
        (6, "còn 6 ngày", "warn"),
        (8, "còn 8 ngày", "blue"),
        (0, "hạn hôm nay", "warn"),
        (-2, "quá hạn 2 ngày", "red"),
    ],
)
def test_a_due_date_says_how_far_it_is(days, words, tone):
    with clock.frozen_at(NOON):
        due_on = clock.today() + timedelta(days=days)
        assert filters.days_left(due_on) == words
        assert filters.due_tone(due_on) == tone


@pytest.mark.parametrize(
    ("ago", "words"),
    [
        (timedelta(seconds=20), "vừa xong"),
        (timedelta(minutes=5), "5 phút trước"),
        (timedelta(hours=3), "3 giờ trước"),
        (timedelta(hours=14), "hôm qua"),
        (timedelta(days=12), "12 ngày trước"),
        (timedelta(days=40), "08/08/2025"),
    ],
)
def test_what_happened_is_told_in_words(ago, words):
    with clock.frozen_at(NOON):
        assert filters.time_ago(clock.now() - ago) == words


@pytest.mark.parametrize(
    ("value", "places", "text"),
    [
        (1284, None, "1.284"),
        (1234.5, None, "1.234,5"),
        (Decimal("8.50"), None, "8,5"),
        (Decimal("8.5"), 2, "8,50"),
        (-7, None, "−7"),
        (0, None, "0"),
        (100, None, "100"),
    ],
)
def test_numbers_have_dots_for_thousands_and_a_decimal_comma(value, places, text):
    assert filters.show_number(value, places) == text


@given(st.decimals(min_value=-(10**9), max_value=10**9, places=2))
def test_a_number_that_is_shown_can_be_typed_back(value):
    assert parse_decimal(filters.show_number(value)) == value


def test_a_ratio_is_shown_in_percent():
    assert filters.show_percent(0.634) == "63%"
    assert filters.show_percent(Decimal("0.0525"), 1) == "5,2%"


def test_a_subscriber_number_is_grouped_and_another_left_alone():
    assert filters.show_phone("0912345678") == "0912 345 678"
    assert filters.show_phone("(0208) 385-5678 máy lẻ 12") == "(0208) 385-5678 máy lẻ 12"


def test_initials_are_those_of_the_middle_and_given_name():
    assert filters.initials("Nguyễn Thị Thu Hà") == "TH"
    assert filters.initials("Ưng") == "Ư"


def test_json_in_a_script_block_cannot_end_the_block():
    assert "</script" not in filters.safe_json('{"1": "</script><b>&"}')
