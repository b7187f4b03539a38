"""Numbers, dates and validity as a clerk would argue about them."""

from __future__ import annotations

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from courses.certificates import rules
from courses.certificates.rules import Validity

DAYS = st.dates(date(2000, 1, 1), date(2100, 12, 31))


@pytest.mark.parametrize(
    ("serial", "kind", "number"),
    [
        (12, "awareness_class", "12/2026/GCN-BDNT"),
        (1, "new_member_class", "1/2026/GCN-ĐVM"),
    ],
)
def test_a_number_says_serial_year_and_kind(serial, kind, number):
    assert rules.register_number(serial, 2026, kind) == number


@given(st.integers(1, 10**6), st.integers(1, 10**6), st.integers(2000, 2100), st.integers(2000, 2100))
def test_two_lines_never_bear_the_same_number(a, b, year_a, year_b):
    numbers = [rules.register_number(n, y, "awareness_class") for n, y in ((a, year_a), (b, year_b))]
    assert (numbers[0] == numbers[1]) == ((a, year_a) == (b, year_b))


def test_the_last_day_of_the_sixty_months_still_counts():
    until = rules.last_valid_day(date(2021, 11, 10), 60)
    assert until == date(2026, 11, 10)
    assert rules.validity(until, None, on=date(2026, 11, 10)) is Validity.VALID
    assert rules.validity(until, None, on=date(2026, 11, 11)) is Validity.EXPIRED


def test_a_certificate_of_the_last_of_february_ends_on_the_last_of_february():
    assert rules.last_valid_day(date(2024, 2, 29), 60) == date(2029, 2, 28)


@given(DAYS, DAYS, st.none() | DAYS)
def test_an_annulled_certificate_is_never_merely_expired(until, day, annulled_on):
    found = rules.validity(until, annulled_on, on=day)
    assert (found is Validity.ANNULLED) == (annulled_on is not None)


@given(DAYS, st.integers(0, 3650))
def test_validity_only_ends(until, days):
    if rules.validity(until, None, on=until + timedelta(days=days)) is Validity.VALID:
        assert days == 0


@pytest.mark.parametrize(
    ("day", "last", "refusal"),
    [
        (date(2026, 11, 20), None, ""),
        (date(2026, 11, 23), date(2026, 11, 23), ""),
        (date(2026, 11, 24), None, "tương lai"),
        (date(2026, 11, 19), None, "20/11/2026"),
        (date(2026, 11, 21), date(2026, 11, 22), "22/11/2026"),
    ],
)
def test_the_register_is_kept_in_the_order_of_time(day, last, refusal):
    found = rules.why_not_issue_on(
        day, decided_on=date(2026, 11, 20), last_issued_on=last, today=date(2026, 11, 23)
    )
    assert bool(found) == bool(refusal)
    assert refusal in found


@pytest.mark.parametrize(("day", "is_refused"), [(9, True), (10, False), (20, False), (21, True)])
def test_a_certificate_is_annulled_between_its_issue_and_today(day, is_refused):
    found = rules.why_not_annul_on(
        date(2026, 11, day), issued_on=date(2026, 11, 10), today=date(2026, 11, 20)
    )
    assert bool(found) == is_refused


def test_the_qr_code_holds_the_address_and_the_proof():
    text = rules.qr_text("https://khoi.vn/verify/abc", "12/2026/GCN-BDNT", date(2026, 11, 20), "c2ln")
    assert text == "https://khoi.vn/verify/abc#12/2026/GCN-BDNT.2026-11-20.c2ln"
