"""One cell as it was meant; what could mean two things is refused."""

from __future__ import annotations

from datetime import date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.kernel.spreadsheets.cells import as_count, as_date, as_mark, as_national_id, as_text

days = st.dates(min_value=date(1931, 1, 1), max_value=date(2030, 12, 31))


@pytest.mark.parametrize(
    ("cell", "day"),
    [
        ("09/05/1996", date(1996, 5, 9)),
        ("8-1-1992", date(1992, 1, 8)),
        ("05.09.1993", date(1993, 9, 5)),
        (" 5 / 9 / 1993 ", date(1993, 9, 5)),
        ("25/6/86", date(1986, 6, 25)),
        ("17/12/00", date(2000, 12, 17)),
        ("1999-02-28", date(1999, 2, 28)),
        ("1999-02-28T00:00:00", date(1999, 2, 28)),
        ("05/09/1993 00:00", date(1993, 9, 5)),
        ("Ngày 5 tháng 9 năm 1993", date(1993, 9, 5)),
        (35071.0, date(1996, 1, 7)),
        (datetime(1996, 1, 7, 8, 30), date(1996, 1, 7)),
        (date(1996, 1, 7), date(1996, 1, 7)),
        ("29/02/2000", date(2000, 2, 29)),
        ("", None),
        ("  ", None),
        (None, None),
    ],
)
def test_a_date_is_read_however_it_was_typed(cell, day):
    assert as_date(cell) == day


@pytest.mark.parametrize(
    "cell",
    [
        "31/02/1999",
        "29/02/1900",
        "tháng 5/1998",
        "1998",
        "5/1998",
        "13/13/1999",
        "0/1/1999",
        1998.0,
        1e9,
        -3.0,
        True,
        float("nan"),
        float("inf"),
        "chưa rõ",
        "1/2/199",
        "๑/๒/1999",
    ],
)
def test_what_is_no_day_is_refused_with_its_own_words(cell):
    with pytest.raises(ValueError, match="không") as refused:
        as_date(cell)
    assert as_text(cell) in str(refused.value)


@given(days)
def test_every_way_of_writing_a_day_means_that_day(day):
    serial = float((day - date(1899, 12, 30)).days)
    written = (f"{day:%d/%m/%Y}", f"{day.day}-{day.month}-{day.year}", f"{day.day}/{day.month}/{day:%y}")
    assert {as_date(cell) for cell in (*written, day.isoformat(), serial, day, as_text(day))} == {day}


@given(st.integers(0, 99), st.integers(0, 99), st.integers(1900, 2100))
def test_a_typed_date_is_in_the_calendar_or_refused(day, month, year):
    try:
        expected = date(year, month, day)
    except ValueError:
        with pytest.raises(ValueError, match="không có trong lịch"):
            as_date(f"{day}/{month}/{year}")
    else:
        assert as_date(f"{day}/{month}/{year}") == expected


@given(st.text() | st.floats() | st.booleans() | st.none() | st.times() | st.timedeltas())
def test_any_cell_gives_a_value_or_a_refusal_never_a_crash(cell):
    for read in (as_date, as_national_id, as_mark, as_count):
        try:
            read(cell)
        except ValueError as refused:
            assert "invalid literal" not in str(refused)  # noqa: PT017 -- a value is as good as a refusal


@pytest.mark.parametrize(
    ("cell", "number"),
    [
        ("031805927090", "031805927090"),
        (31805927090.0, "031805927090"),
        (1234567890, "001234567890"),
        ("031 805 927 090", "031805927090"),
        ("'031805927090", "031805927090"),
        ("", ""),
        (None, ""),
    ],
)
def test_a_citizen_number_gets_back_the_zeros_excel_took(cell, number):
    assert as_national_id(cell) == number


@pytest.mark.parametrize(
    "cell", ["31805927090", 123456789.0, 1.5, -31805927090.0, "0318059270901", "²" * 12, "không có", True]
)
def test_a_number_that_is_not_surely_a_citizen_number_is_refused(cell):
    with pytest.raises(ValueError, match="căn cước"):
        as_national_id(cell)


@given(st.from_regex(r"0[0-9]{2}[0-9]{9}", fullmatch=True))
def test_a_citizen_number_survives_being_taken_for_a_number(number):
    if int(number) >= 10**9:
        assert as_national_id(float(int(number))) == number
    assert as_national_id(number) == number


@pytest.mark.parametrize("cell", ["x", "X", " x ", "Có", "✓", "1", 1.0, True, "rồi", date(2010, 3, 26)])
def test_ticks(cell):
    assert as_mark(cell) is True


@pytest.mark.parametrize("cell", ["", None, "Không", "0", 0.0, "-", "chưa", False])
def test_no_ticks(cell):
    assert as_mark(cell) is False


@pytest.mark.parametrize("cell", ["có thể", "2", "đang xét"])
def test_a_mark_that_says_neither_is_refused(cell):
    with pytest.raises(ValueError, match="không rõ"):
        as_mark(cell)


@pytest.mark.parametrize(
    ("cell", "count"),
    [(12.0, 12), (0, 0), ("12", 12), ("1.200", 1200), ("1 200", 1200), ("", None), (None, None)],
)
def test_counts(cell, count):
    assert as_count(cell) == count


@pytest.mark.parametrize("cell", [100_001, 99_999_999_999, "100.001", 1e22])
def test_a_count_no_list_can_hold_is_refused(cell):
    assert as_count(100_000) == 100_000
    with pytest.raises(ValueError, match=r"quá lớn, nhiều nhất là 100\.000"):
        as_count(cell)


@pytest.mark.parametrize("cell", [1.5, "1.5", 1.234, -1.0, "-1", "ba", "²", True, "12.00"])
def test_what_is_no_whole_number_is_refused(cell):
    with pytest.raises(ValueError, match="không phải số nguyên"):
        as_count(cell)


@pytest.mark.parametrize(
    ("cell", "text"),
    [
        (12.0, "12"),
        (1.5, "1.5"),
        (None, ""),
        (date(1999, 1, 2), "02/01/1999"),
        (timedelta(hours=1), "1:00:00"),
    ],
)
def test_a_cell_as_text(cell, text):
    assert as_text(cell) == text
