"""A browser, and the sample houses served to it."""

from __future__ import annotations

import pytest
from playwright.sync_api import sync_playwright

from tests.house.conftest import demo_app  # noqa: F401 -- a fixture of these tests too
from tests.journeys.site import open_site
from tests.portal.web.web_room import BROWSER_ARGUMENTS


@pytest.fixture(scope="module")
def site(demo_app):  # noqa: F811 -- pytest hands the fixture over by its name
    with open_site(demo_app) as running:
        yield running


@pytest.fixture(scope="module")
def browser(site):
    """A browser that closes with the module: its event loop would be in the way of others' own."""
    with sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER_ARGUMENTS)
        yield running
        running.close()
