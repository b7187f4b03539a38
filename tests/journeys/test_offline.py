"""A learner keeps a lesson, loses the network, reads on, and the reading counts when the network is back."""

from __future__ import annotations

import re
import uuid

import pytest
from playwright.sync_api import expect
from sqlalchemy import select

from courses.catalog.models import LessonProgress
from portal.kernel.database import db, session_as
from portal.organizations.queries import find_operator
from tests.journeys.browsing import PHONE, at_a_screen, go, look_at, look_at_both_sizes, press, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

CACHES = "async () => (await caches.keys()).filter((name) => name.startsWith('lessons-')).length"
NOTES = """() => new Promise((resolve) => {
  const opening = indexedDB.open("lessons", 1);
  opening.onsuccess = () => {
    const asking = opening.result.transaction("notes").objectStore("notes").getAll();
    asking.onsuccess = () => { opening.result.close(); resolve(asking.result.length); };
  };
})"""


def self_checked_at(site, lesson_id):
    """When the learner's house knows the lesson was self-checked."""
    with site.app.app_context(), session_as(find_operator("K53")), site.today():
        statement = select(LessonProgress.self_checked_at).where(
            LessonProgress.lesson_id == lesson_id, LessonProgress.self_checked_at.is_not(None)
        )
        return db.session.scalar(statement)


def open_lesson(page, number):
    page.goto("/my-class")
    go(page, f"Bài {number}.")
    return page.url.rpartition("/")[2]


def eventually(page, question, answer):
    """Ask the page again and again; its own polling would need eval, which our pages forbid."""
    for _ in range(100):
        if page.evaluate(question) == answer:
            return
        page.wait_for_timeout(100)
    pytest.fail(f"{question} never became {answer}")


def keep(page):
    page.locator("[data-keep]").first.click()
    expect(page.locator("[data-state]").first).to_contain_text("Đã giữ trên máy này")


def test_a_kept_lesson_opens_without_the_network_and_its_reading_comes_through(browser, site):
    with at_a_screen(browser, site, PHONE) as page:
        sign_in(page, "quanchung")
        lesson = open_lesson(page, 3)
        expect(page.locator("[data-keep]")).to_have_text(re.compile(r"khoảng 0,3 MB"))
        keep(page)
        look_at(page)
        page.goto("/study/kept")
        look_at_both_sizes(page)
        page.set_viewport_size(PHONE)

        page.context.set_offline(True)
        page.goto(f"/study/lessons/{lesson}")
        expect(page.get_by_text("bản để đọc khi mất mạng")).to_be_visible()
        look_at(page)
        assert page.locator("meta[name=csrf-token]").count() == 0
        assert "quanchung" not in page.content()
        page.locator("#muc-4").scroll_into_view_if_needed()
        for question in page.locator("fieldset.self-check").all():
            question.locator("input").first.check()
        page.get_by_role("button", name="Xem kết quả tự kiểm tra").click()
        expect(page.get_by_text("Đã giữ trên máy; tự ghi nhận khi có mạng.")).to_be_visible()
        page.goto("/study/kept")
        expect(page.get_by_role("heading", name="Bài giữ trên máy này")).to_be_visible()
        page.go_back()
        page.get_by_role("button", name="Đã đọc xong").click()
        expect(page.locator("[data-finished]")).to_have_text("Đã giữ trên máy; tự ghi nhận khi có mạng.")
        assert page.evaluate(NOTES) >= 2
        assert self_checked_at(site, lesson) is None

        page.context.set_offline(False)
        with page.expect_response(re.compile("/readings$")) as told:
            page.goto("/my-class")
        assert told.value.status == 200
        page.goto(f"/study/lessons/{lesson}")
        expect(page.get_by_text(re.compile("^Đã đọc xong \\d"))).to_be_visible()
        assert page.evaluate(NOTES) == 0
    assert self_checked_at(site, lesson) is not None


def test_signing_out_takes_the_lessons_off_and_nobody_else_finds_them(browser, site):
    with at_a_screen(browser, site) as page:
        sign_in(page, "quanchung")
        lesson = open_lesson(page, 2)
        keep(page)
        assert page.evaluate(CACHES) == 1
        page.locator("summary", has_text="Tài khoản").click()
        press(page, "Đăng xuất")
        assert page.evaluate(CACHES) == 0
        assert page.evaluate("localStorage.getItem('lessons-holder')") is None
        page.context.set_offline(True)
        with pytest.raises(Exception, match="ERR_INTERNET_DISCONNECTED"):
            page.goto(f"/study/lessons/{lesson}")


def test_a_session_that_ended_elsewhere_leaves_no_lesson_behind(browser, site):
    with at_a_screen(browser, site) as page:
        sign_in(page, "quanchung")
        open_lesson(page, 2)
        keep(page)
        page.goto("/my-class")
        page.context.clear_cookies()
        page.goto("/sign-in")
        eventually(page, CACHES, 0)
        sign_in(page, "bithu53")
        eventually(page, "localStorage.getItem('lessons-holder')", None)


def test_only_lessons_of_the_own_class_are_kept(browser, site):
    with at_a_screen(browser, site) as page:
        sign_in(page, "quanchung53")
        page.goto("/study/kept")
        expect(page.get_by_text("Chưa có bài để giữ")).to_be_visible()
        look_at_both_sizes(page)
        assert page.request.get(f"/study/kept/{uuid.uuid4()}").status == 404
