"""A house gives its own people a way in, on paper; nobody gets one for somebody else's."""

from __future__ import annotations

import re
from html import unescape

import pytest

from portal.accounts.pages import find_member
from tests.portal.candidates.builders import a_candidate

PASSWORD = "mot-mat-khau-de-nho"
SECRET = re.compile(r'class="paper-secret">([^<]+)<')


@pytest.fixture
def hoa(acting, cast):
    with acting(cast.an):
        return a_candidate("Lê Thị Hoa")


def sheet(client) -> str:
    return unescape(client.get("/officers/paper").get_data(as_text=True))


def accept(visitor, code: str):
    data = {"code": code, "username": "hoa.le", "password": PASSWORD, "repeated": PASSWORD}
    return visitor.post("/accept-invitation", data=data)


def test_the_printed_code_opens_an_account_of_exactly_that_person(client_as, cast, visitor, acting, hoa):
    an = client_as(cast.an)
    assert an.post(f"/candidates/{hoa}/invitation").location == "/officers/paper"
    paper = sheet(an)
    assert "Lê Thị Hoa" in paper
    assert accept(visitor, SECRET.search(paper)[1]).location == "/sign-in"
    visitor.post("/sign-in", data={"username": "hoa.le", "password": PASSWORD})
    assert "Lê Thị Hoa" in visitor.get("/journey").get_data(as_text=True)


def test_the_page_names_the_account_and_a_second_code_is_refused(client_as, cast, visitor, acting, hoa):
    an = client_as(cast.an)
    assert "In giấy mời" in an.get(f"/candidates/{hoa}").get_data(as_text=True)
    an.post(f"/candidates/{hoa}/invitation")
    accept(visitor, SECRET.search(sheet(an))[1])
    assert "hoa.le" in an.get(f"/candidates/{hoa}").get_data(as_text=True)
    refused = an.post(f"/candidates/{hoa}/invitation", follow_redirects=True)
    assert "đã có tài khoản" in refused.get_data(as_text=True)


def test_a_new_paper_makes_the_one_that_was_lost_useless(client_as, cast, visitor, hoa):
    an = client_as(cast.an)
    codes = []
    for _ in range(2):
        an.post(f"/candidates/{hoa}/invitation")
        codes.append(SECRET.search(sheet(an))[1])
    assert accept(visitor, codes[0]).status_code == 422
    assert accept(visitor, codes[1]).location == "/sign-in"


def test_a_forgotten_password_is_replaced_by_one_that_works_once(client_as, cast, visitor, hoa):
    an = client_as(cast.an)
    assert an.post(f"/candidates/{hoa}/password").status_code == 404
    an.post(f"/candidates/{hoa}/invitation")
    accept(visitor, SECRET.search(sheet(an))[1])
    an.post(f"/candidates/{hoa}/password")
    given = SECRET.search(sheet(an))[1]
    assert visitor.post("/sign-in", data={"username": "hoa.le", "password": PASSWORD}).status_code == 422
    visitor.post("/sign-in", data={"username": "hoa.le", "password": given})
    assert visitor.get("/").location == "/account/password"


def test_only_the_desk_of_the_house_gives_a_way_in(client_as, acting, cast, hoa):
    expected = {"binh": 403, "chi": 404, "dung": 404, "em": 403, "giang": 404, "son": 404}
    for step in ("invitation", "password"):
        found = {
            name: client_as(getattr(cast, name)).post(f"/candidates/{hoa}/{step}").status_code
            for name in expected
        }
        assert found == expected
    with acting(cast.an):
        assert find_member(cast.em.person_id).username == "em"
