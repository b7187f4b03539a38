"""The secretary moves people on the board: by mouse, by keyboard, by menu; each opens the form of a step."""

from __future__ import annotations

import re

import pytest
from playwright.sync_api import Page, expect

from tests.journeys.browsing import at_a_screen, look_at_both_sizes, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]


def column(page: Page, phase: str):
    return page.locator(f'[data-phase="{phase}"]')


def test_a_card_is_moved_by_mouse_keyboard_and_menu_and_only_the_form_records(browser, site):
    with at_a_screen(browser, site) as page:
        sign_in(page, "bithu53")
        page.goto("/candidates/board")
        look_at_both_sizes(page)
        first = column(page, "source").locator(".board-card").first
        first.drag_to(column(page, "class").locator("h2"))
        expect(page).to_have_url(re.compile(r"/advance\?to=class_proposed$"))
        look_at_both_sizes(page)

        page.goto("/candidates/board")
        column(page, "source").locator(".board-card").first.focus()
        page.keyboard.press("ArrowRight")
        expect(column(page, "class").locator(".board-card").first).to_be_focused()
        page.keyboard.press("Shift+ArrowRight")
        expect(page).to_have_url(re.compile(r"/advance\?to=dossier_permitted$"))

        page.goto("/candidates/board")
        column(page, "source").locator(".board-card").first.drag_to(column(page, "probation").locator("h2"))
        expect(page.locator("[data-board-status]")).to_contain_text(
            "chưa chuyển thẳng sang “Đảng viên dự bị”"
        )

        card = column(page, "dossier").locator(".board-card", has_text="Đang làm hồ sơ").first
        card.get_by_text("Chuyển bước").click()
        card.get_by_role("link", name="Ghi nghị quyết chi bộ").click()
        expect(page).to_have_url(re.compile(r"/advance\?to=cell_resolved$"))
        look_at_both_sizes(page)


@pytest.mark.parametrize("username", ["bithu53", "chibo53", "giupdo53", "khoi"])
def test_the_limits_and_a_persons_line_are_fit_to_be_seen(browser, site, username):
    with at_a_screen(browser, site) as page:
        sign_in(page, username)
        page.goto("/candidates/clocks")
        look_at_both_sizes(page)
        person = page.locator("tbody th a").first
        if person.count():
            page.goto(person.get_attribute("href"))
            expect(page.locator(".timeline [aria-current=step]")).to_be_visible()
            look_at_both_sizes(page)
