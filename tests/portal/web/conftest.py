"""The web room alone: an application without features, a client, a browser."""

from __future__ import annotations

import pytest

from portal.kernel import seams
from tests.portal.web.web_room import BROWSER_ARGUMENTS, build_app


@pytest.fixture
def app():
    before = list(seams.navigation)
    seams.navigation.clear()
    yield build_app(PROPAGATE_EXCEPTIONS=False)
    seams.navigation[:] = before


@pytest.fixture
def client(app):
    return app.test_client()


@pytest.fixture(scope="module")
def browser():
    sync_api = pytest.importorskip("playwright.sync_api")
    with sync_api.sync_playwright() as playwright:
        running = playwright.chromium.launch(executable_path="/usr/bin/chromium", args=BROWSER_ARGUMENTS)
        yield running
        running.close()
