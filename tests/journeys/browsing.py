"""What everybody does at a screen: sign in, press a button, look at a page that is fit to be seen."""

from __future__ import annotations

from contextlib import contextmanager
from pathlib import Path
from urllib.parse import urlsplit

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import Browser, Locator, Page, expect

from portal.accounts.demo import PASSWORD
from tests.journeys.site import Site

DESK = {"width": 1280, "height": 800}
PHONE = {"width": 360, "height": 740}
WCAG = {
    "runOnly": ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa"],
    "resultTypes": ["violations"],
}
NO_NETWORK = "ERR_INTERNET_DISCONNECTED"
WAIT = 15_000

expect.set_options(timeout=WAIT)


@contextmanager
def at_a_screen(browser: Browser, site: Site, size=DESK):
    """Open a browser of somebody's own; nothing on its pages may fail or reach for another host."""
    context = browser.new_context(viewport=size, base_url=site.url, locale="vi-VN")
    context.set_default_timeout(WAIT)
    page = context.new_page()
    complaints: list[str] = []
    page.on("console", lambda message: _note_error(complaints, message))
    page.on("pageerror", lambda error: complaints.append(f"{page.url}: {error}"))
    page.on("request", lambda request: _note_stranger(complaints, site, request.url))
    page.on("response", lambda answer: _note_failure(complaints, answer))
    try:
        yield page
    except Exception as failure:
        failure.add_note(f"at {page.url}; heard before: {complaints[:3]}")
        raise
    finally:
        context.close()
    assert complaints == []


def _note_error(complaints: list[str], message) -> None:
    if message.type in {"error", "warning"} and NO_NETWORK not in message.text:
        complaints.append(f"{message.type} at {message.location['url']}: {message.text}")


def _note_stranger(complaints: list[str], site: Site, url: str) -> None:
    here, there = urlsplit(site.url), urlsplit(url)
    if there.scheme in {"http", "https", "ws", "wss"} and there.netloc != here.netloc:
        complaints.append(f"reached for {url}")


def _note_failure(complaints: list[str], answer) -> None:
    if answer.status >= 400:
        complaints.append(f"{answer.request.method} {answer.url} answered {answer.status}")


def sign_in(page: Page, username: str, password: str = PASSWORD) -> None:
    page.goto("/sign-in")
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu").fill(password)
    press(page, "Đăng nhập")
    expect(page.locator("nav.rail")).to_be_visible()


def follow(page: Page, target: Locator) -> None:
    """Click what leads to another page, and wait until that is there."""
    with page.expect_navigation():
        target.click()


def go(page: Page, *links: str) -> None:
    """Follow links by their words, one after the other."""
    for words in links:
        follow(page, page.get_by_role("link", name=words).first)


def press(page: Page, words: str) -> None:
    follow(page, page.get_by_role("button", name=words, exact=True).first)


def press_and_confirm(page: Page, words: str, answer: str = "") -> None:
    """Press a button that asks once more, and say yes."""
    page.locator("summary", has_text=words).click()
    follow(page, page.get_by_role("dialog").get_by_role("button", name=answer or words))


def read_message(page: Page, words: str) -> None:
    """Read what the last step says it did."""
    expect(page.locator("[data-toasts]")).to_contain_text(words)


def look_at(page: Page) -> None:
    """See that the page holds no barrier (WCAG A and AA) and is no wider than the screen."""
    see_no_barrier(page)
    see_no_overflow(page)


def look_at_both_sizes(page: Page) -> None:
    look_at(page)
    page.set_viewport_size(PHONE)
    see_no_overflow(page)
    page.set_viewport_size(DESK)


def see_no_barrier(page: Page) -> None:
    found = Axe().run(page, options=WCAG).response["violations"]
    barriers = [(one["id"], [node["target"] for node in one["nodes"]]) for one in found]
    assert barriers == [], page.url


def see_no_overflow(page: Page) -> None:
    too_wide = page.evaluate("document.documentElement.scrollWidth - innerWidth")
    assert too_wide <= 0, f"{page.url} is {too_wide} px wider than the screen"


def download(page: Page, link: str) -> Path:
    """Follow a link to a file and return where it was kept."""
    with page.expect_download() as kept:
        page.get_by_role("link", name=link).first.click()
    return Path(kept.value.path())
