"""Each sample account comes home and walks through every place of its rail, at a desk and on a phone."""

from __future__ import annotations

import pytest
from playwright.sync_api import expect

from portal.accounts.demo import ACCOUNTS
from tests.journeys.browsing import at_a_screen, look_at_both_sizes, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

USERNAMES = (*(account.username for account in ACCOUNTS), "giupdo53", "quanchung", "quanchung53")


@pytest.mark.parametrize("username", USERNAMES)
def test_every_place_of_the_rail_opens_and_is_fit_to_be_seen(browser, site, username):
    with at_a_screen(browser, site) as page:
        sign_in(page, username)
        expect(page.locator("h1")).to_be_visible()
        places = page.locator("nav.rail a").evaluate_all("links => links.map((link) => link.pathname)")
        assert len(set(places)) >= 2
        for place in dict.fromkeys(places):
            page.goto(place)
            look_at_both_sizes(page)
