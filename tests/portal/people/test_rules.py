"""What a person's data must look like."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.people.rules import (
    Complaint,
    check_birth_date,
    clean_name,
    clean_national_id,
    clean_phone,
    mask,
)


def test_a_name_has_at_least_two_words_and_no_digits():
    assert clean_name("  Nguyễn   Thị Thu  Hà ") == "Nguyễn Thị Thu Hà"
    for wrong in ("Hà", "", "Nguyễn Văn A1"):
        with pytest.raises(Complaint) as refused:
            clean_name(wrong)
        assert refused.value.field == "full_name"


def test_a_citizen_number_has_twelve_digits():
    assert clean_national_id("067 122 555 316") == "067122555316"
    assert clean_national_id("") == ""
    for wrong in ("12345", "1234567890123", "06712255531a"):
        with pytest.raises(Complaint, match="12"):
            clean_national_id(wrong)


def test_a_phone_number_may_come_with_the_country_code():
    assert clean_phone("+84 912 345 678") == clean_phone("0912.345.678") == "0912345678"
    with pytest.raises(Complaint):
        clean_phone("912345")


def test_a_birth_date_that_makes_a_child_or_a_centenarian_is_a_slip():
    check_birth_date(date(2000, 1, 1), on=date(2026, 1, 1))
    for wrong in (date(2020, 1, 1), date(1900, 1, 1)):
        with pytest.raises(Complaint):
            check_birth_date(wrong, on=date(2026, 1, 1))


@given(st.from_regex(r"\d{0,14}", fullmatch=True))
def test_a_masked_number_keeps_its_length_and_shows_four_digits_at_most(number):
    shown = mask(number)
    assert len(shown) == len(number)
    assert sum(sign.isdigit() for sign in shown) <= 4
