"""Home, inbox and search gather what the features say, and say what to do when there is nothing."""

from __future__ import annotations

from datetime import timedelta

import pytest

from portal.kernel import clock, seams
from portal.kernel.seams import HomeCard, InboxItem
from tests.cast import ROLES


def words(answer) -> str:
    return answer.get_data(as_text=True)


@pytest.fixture
def only_these(monkeypatch):
    """Put one source in the place of all features'."""

    def put(items=(), cards=()):
        monkeypatch.setattr(seams, "inbox_items", [lambda _actor: list(items)])
        monkeypatch.setattr(seams, "home_cards", [lambda _actor: list(cards)])

    return put


@pytest.mark.parametrize("name", sorted(ROLES))
def test_every_role_has_a_home_an_inbox_and_at_most_seven_places(client_as, cast, name):
    client = client_as(getattr(cast, name))
    home = client.get("/")
    assert (home.status_code, client.get("/inbox").status_code) == (200, 200)
    rail = words(home).split('class="rail"')[1].split("</nav>")[0]
    places = rail.split('class="rail-more"')[0].count('class="rail-place"')
    assert 1 <= places <= 7


def test_the_most_urgent_comes_first_and_the_rest_is_one_click_away(client_as, cast, only_these):
    only_these(items=[InboxItem(f"Việc {n}", "/", order=n) for n in range(7, 0, -1)])
    page = words(client_as(cast.an).get("/"))
    assert page.index("Việc 1") < page.index("Việc 5")
    assert "Việc 6" not in page
    assert "Xem cả 7 việc" in page


def test_an_empty_inbox_says_so(client_as, cast, only_these):
    only_these()
    client = client_as(cast.an)
    for page in ("/", "/inbox"):
        assert "Không có việc nào đang chờ" in words(client.get(page))


def test_the_number_in_the_top_bar_follows_the_last_look(client_as, cast, only_these):
    client = client_as(cast.an)
    only_these(items=[InboxItem("Một", "/"), InboxItem("Hai", "/")])
    client.get("/")
    assert '<span class="count">2<' in words(client.get("/account"))
    only_these()
    client.get("/inbox")
    assert '<span class="count">' not in words(client.get("/account"))


def test_cards_stand_in_their_order_with_their_own_context(client_as, cast, only_these):
    card = {"units": [], "active": [1, 2, 3], "never_came": [], "invitations": [], "is_admin": False}
    only_these(
        cards=[
            HomeCard("audit/_card_trail.html", {}, order=2),
            HomeCard("officers/_card_desk.html", card, order=1),
        ]
    )
    page = words(client_as(cast.an).get("/"))
    assert page.index("Tổ chức của đơn vị") < page.index("Nhật ký thao tác")
    assert ">3</a>" in page


def test_khoi_is_told_which_houses_nobody_runs(client_as, cast):
    page = words(client_as(cast.giang).get("/inbox"))
    assert "đơn vị chưa có bí thư" not in page
    client = client_as(cast.giang)
    client.post(
        "/organizations/new",
        data={"code": "K90", "name": "Chi bộ Trống", "kind": "grassroots_cell", "valid_from": "1/3/2025"},
    )
    assert "1 đơn vị chưa có bí thư dùng cổng" in words(client.get("/inbox"))


def test_a_union_without_branches_is_told_to_write_them_down(client_as, cast):
    assert "Khai báo chi bộ, bộ phận trực thuộc" in words(client_as(cast.dung).get("/"))


def test_search_ignores_tones_and_stays_in_the_house(client_as, cast):
    assert "Chi bộ Văn phòng A" in words(client_as(cast.an).get("/search?q=VAN PHONG"))
    assert "Chi bộ Văn phòng A" not in words(client_as(cast.chi).get("/search?q=van phong"))
    assert "Đảng bộ Sở Thử Nghiệm A" in words(client_as(cast.giang).get("/search?q=k01"))
    assert "Chưa tìm thấy" in words(client_as(cast.em).get("/search?q=thu nghiem"))


@pytest.mark.parametrize(
    ("typed", "said"),
    [("", "Nhập ít nhất 2 chữ"), ("zzzzqq", "Chưa tìm thấy"), ("<script>", "&lt;script&gt;")],
)
def test_a_search_without_hits_says_what_to_try(client_as, cast, typed, said):
    assert said in words(client_as(cast.an).get("/search", query_string={"q": typed}))


def test_what_somebody_waits_for_comes_before_what_is_due_later(client_as, cast, only_these):
    today = clock.today()
    only_these(
        items=[
            InboxItem("Hạn tháng sau", "/", due_on=today + timedelta(days=30), order=5),
            InboxItem("Không ai chờ", "/", order=60),
            InboxItem("Đơn vị khác chờ", "/", order=11),
            InboxItem("Đã quá hạn", "/", due_on=today - timedelta(days=3), order=90),
        ]
    )
    page = words(client_as(cast.an).get("/inbox"))
    places = [page.index(one) for one in ("Đã quá hạn", "Đơn vị khác chờ", "Hạn tháng sau", "Không ai chờ")]
    assert places == sorted(places)
