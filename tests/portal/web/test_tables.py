import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.web.pagination import Page
from portal.web.tables import Column, read_listing

COLUMNS = (Column("name", "Họ và tên", sortable=True), Column("unit", "Chi bộ"))


@pytest.fixture
def listing(app):
    app.add_url_rule("/units/<int:unit>/people", "people", str)

    def read(query):
        with app.test_request_context(f"/units/5/people?{query}"):
            found = read_listing(COLUMNS, filters=("q",), sort="-name")
            return found, found.url()

    return read


def test_the_url_keeps_filters_order_and_page(listing):
    found, url = listing("q=nguyen+van+an&sort=name&page=3")
    assert (found.filters, found.sort, found.is_descending, found.page) == (
        {"q": "nguyen van an"},
        "name",
        False,
        3,
    )
    assert found.offset == 100
    assert url == "/units/5/people?q=nguyen+van+an&sort=name&page=3"


@pytest.mark.parametrize(
    "query",
    ["", "sort=unit", "sort=password", "page=0", "page=-1", "page=ba", "page=²", "page=1e9", "other=x"],
)
def test_what_is_unknown_or_malformed_falls_back(listing, query):
    found, url = listing(query)
    assert (found.sort, found.is_descending, found.page) == ("name", True, 1)
    assert url == "/units/5/people?sort=-name"


def test_a_page_number_has_an_end(listing):
    found, _ = listing("page=" + "9" * 30)
    assert found.page == 100_000


def test_sorting_again_turns_round_and_goes_to_the_first_page(app, listing):
    found, _ = listing("q=an&sort=name&page=3")
    with app.test_request_context():
        assert found.sort_url("name") == "/units/5/people?q=an&sort=-name"
        assert found.page_url(2) == "/units/5/people?q=an&sort=name&page=2"
        assert found.without_filters_url() == "/units/5/people?sort=name"
    assert found.aria_sort("name") == "ascending"
    assert found.aria_sort("unit") == "none"


def test_the_pages_offered_skip_the_middle():
    assert Page(range(50), total=1000, number=10).window() == [1, None, 8, 9, 10, 11, 12, None, 20]
    assert Page(range(50), total=200, number=2).window() == [1, 2, 3, 4]
    assert Page((), total=0).window() == [1]


def test_the_rows_shown_are_counted_from_one():
    last = Page(range(18), total=468, number=10)
    assert (last.first, last.last, last.pages, last.has_next, last.has_previous) == (
        451,
        468,
        10,
        False,
        True,
    )
    nothing = Page((), total=0)
    assert (nothing.first, nothing.last, nothing.pages) == (0, 0, 1)


@given(st.integers(0, 5000), st.integers(1, 120))
def test_the_window_always_holds_the_first_this_and_the_last_page(total, number):
    page = Page((), total=total, number=min(number, max(1, -(-total // 50))))
    numbers = [n for n in page.window() if n is not None]
    assert numbers == sorted(set(numbers))
    assert {1, page.number, page.pages} <= set(numbers)
    assert len(numbers) <= 7
