"""The exam player in a real browser, against a server whose record is the judge."""

from __future__ import annotations

import re
from contextlib import contextmanager
from datetime import timedelta

import pytest
from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect

from portal.kernel import clock
from tests.portal.web.exam_room import Room, build_exam_app
from tests.portal.web.web_room import serving

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

JOURNAL = """(attempt) => new Promise((resolve, reject) => {
  const request = indexedDB.open("exam-journal", 1);
  request.onerror = () => reject(request.error);
  request.onupgradeneeded = () => request.result.createObjectStore("answers", { keyPath: ["attempt", "item"] });
  request.onsuccess = () => {
    const all = request.result.transaction("answers").objectStore("answers").getAll();
    all.onsuccess = () => { request.result.close(); resolve(all.result.filter((row) => row.attempt === attempt)); };
  };
})"""


class Candidate:
    """A person at a browser: what they do and what they see."""

    def __init__(self, context, room, url):
        self.context, self.room, self.url = context, room, url
        self.errors = []
        self.page = self.new_page()

    def new_page(self):
        page = self.context.new_page()
        page.set_default_timeout(15_000)
        page.on("dialog", lambda dialog: dialog.accept())
        page.on("pageerror", lambda error: self.errors.append(str(error)))
        return page

    def open(self):
        self.page.goto(f"{self.url}/sign-in")
        self.page.goto(f"{self.url}/attempts/{self.room.attempt}")
        self.wait_ready()

    def wait_ready(self):
        self.page.wait_for_selector('form[data-ready="true"]')

    def choose(self, item, option):
        self.page.check(f'#item-{item} input[value="{option}"]')

    def next_page(self):
        self.page.click("[data-next]")

    def journal(self):
        return self.page.evaluate(JOURNAL, self.room.attempt)

    def submit(self):
        self.page.click("[data-to-review]")
        self.page.click("[data-submit]")
        self.page.wait_for_url("**/receipt")

    def expect_saved(self):
        expect(self.page.locator("[data-saved]")).to_have_text(
            re.compile(r"đã lưu lúc \d\d:\d\d"), timeout=15_000
        )

    def expect_unsaved(self, count):
        expect(self.page.locator("[data-saved]")).to_have_text(
            f"chưa lưu {count} câu, đang thử lại", timeout=15_000
        )


@contextmanager
def sitting(browser, room, **context_options):
    context_options.setdefault("viewport", {"width": 360, "height": 720})
    with serving(build_exam_app(room)) as url:
        context = browser.new_context(**context_options)
        try:
            candidate = Candidate(context, room, url)
            yield candidate
            assert candidate.errors == []
        finally:
            context.close()


def eventually(page, condition, seconds=15):
    for _ in range(seconds * 10):
        if condition():
            return
        page.wait_for_timeout(100)
    pytest.fail("it never became true")


def test_every_kind_of_answer_reaches_the_server(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        page = candidate.page
        candidate.choose(1, "b")
        candidate.choose(2, "a")
        candidate.choose(2, "c")
        candidate.choose(3, "false")
        candidate.next_page()
        page.fill("#item-4 input", "văn minh")
        page.select_option("#item-5-1", "1:a")
        page.select_option("#item-5-2", "2:b")
        for place, option in enumerate("cab", start=1):
            page.select_option(f"#item-6-{place}", option)
        page.fill("#item-7 textarea", "Tôi phấn đấu vì lý tưởng của Đảng.")
        candidate.submit()
    assert {item: room.value(item) for item in range(1, 8)} == {
        1: ["b"],
        2: ["a", "c"],
        3: ["false"],
        4: ["văn minh"],
        5: ["1:a", "2:b"],
        6: ["c", "a", "b"],
        7: ["Tôi phấn đấu vì lý tưởng của Đảng."],
    }
    assert room.submissions == 1


def test_changes_are_sent_together_and_not_more_often_than_every_five_seconds(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        for option in ("a", "b", "c", "a", "b"):
            candidate.choose(1, option)
            candidate.page.wait_for_timeout(400)
        eventually(candidate.page, lambda: room.held[1] == {"seq": 5, "value": ["b"]})
        first, second = room.save_times
    assert second - first >= timedelta(seconds=4.9)


def test_turning_the_page_saves_at_once(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "a")
        candidate.choose(3, "true")
        candidate.next_page()
        eventually(candidate.page, lambda: room.value(3) == ["true"], seconds=2)


def test_the_bar_says_when_it_saved_how_many_and_how_long(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "a")
        candidate.expect_saved()
        expect(candidate.page.locator("[data-count]")).to_have_text("1/7 câu")
        expect(candidate.page.locator("[data-clock]")).to_have_text(re.compile(r"còn 29:\d\d"))


def test_answers_given_without_a_network_arrive_when_it_is_back(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "a")
        candidate.expect_saved()
        candidate.context.set_offline(True)
        candidate.choose(1, "b")
        candidate.choose(2, "c")
        candidate.choose(3, "true")
        candidate.expect_unsaved(3)
        assert candidate.page.locator("[data-bar]").get_attribute("data-tone") == "warn"
        assert room.value(1) == ["a"]
        candidate.context.set_offline(False)
        candidate.expect_saved()
        assert (room.value(1), room.value(2), room.value(3)) == (["b"], ["c"], ["true"])
        eventually(candidate.page, lambda: any(event["kind"] == "reconnected" for event in room.events))


def test_a_server_that_fails_is_asked_again(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        room.is_down = True
        candidate.choose(1, "a")
        candidate.expect_unsaved(1)
        room.is_down = False
        candidate.expect_saved()
        assert room.value(1) == ["a"]


def test_a_crash_without_a_network_resumes_from_the_journal(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "a")
        candidate.expect_saved()
        room.is_down = True
        candidate.choose(1, "c")
        candidate.next_page()
        candidate.page.fill("#item-4 input", "văn minh")
        candidate.expect_unsaved(2)
        candidate.page.close()  # the tab dies with two answers the server never saw
        assert (room.value(1), room.value(4)) == (["a"], None)
        room.is_down = False
        candidate.page = candidate.new_page()
        candidate.open()
        expect(candidate.page.locator('#item-1 input[value="c"]')).to_be_checked()
        expect(candidate.page.locator("#item-4 input")).to_have_value("văn minh")
        eventually(candidate.page, lambda: (room.value(1), room.value(4)) == (["c"], ["văn minh"]))


def test_what_the_server_holds_newer_wins_over_an_old_journal(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "a")
        candidate.expect_saved()
        candidate.page.close()
        room.keep(1, 9, ["c"])  # meanwhile, on another device
        candidate.page = candidate.new_page()
        candidate.open()
        expect(candidate.page.locator('#item-1 input[value="c"]')).to_be_checked()
        candidate.choose(1, "b")
        candidate.expect_saved()
        assert room.held[1] == {"seq": 10, "value": ["b"]}


def test_a_stale_sequence_is_raised_above_what_the_server_holds(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        room.keep(1, 20, ["a"])  # another device saved after this page was made
        candidate.choose(1, "b")
        eventually(candidate.page, lambda: room.held[1] == {"seq": 21, "value": ["b"]})
        assert [(row["item"], row["seq"]) for row in candidate.journal()] == [(1, 21)]


def test_the_journal_holds_only_attempt_item_seq_and_value_and_is_empty_after_submitting(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(2, "a")
        candidate.expect_saved()
        assert candidate.journal() == [{"attempt": room.attempt, "item": 2, "seq": 1, "value": ["a"]}]
        candidate.submit()
        eventually(candidate.page, lambda: candidate.journal() == [])


def test_a_session_that_ended_asks_to_sign_in_elsewhere_and_loses_nothing(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        room.sessions_ended += 1
        candidate.choose(1, "b")
        link = candidate.page.get_by_role("link", name="Đăng nhập lại trong thẻ mới")
        expect(link).to_be_visible()
        assert room.value(1) is None
        with candidate.context.expect_page() as opened:
            link.click()
        opened.value.wait_for_load_state()
        opened.value.close()
        eventually(candidate.page, lambda: room.value(1) == ["b"])
        expect(link).to_be_hidden()
        candidate.choose(3, "true")
        eventually(candidate.page, lambda: room.value(3) == ["true"])


def test_an_attempt_closed_meanwhile_shows_its_state_and_goes_to_the_receipt(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.page.wait_for_load_state("networkidle")
        room.state = "expired"
        candidate.choose(1, "b")
        candidate.page.wait_for_url("**/receipt")
        assert room.submissions == 0


def test_a_void_attempt_says_so_and_stops(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.page.wait_for_load_state("networkidle")
        room.state = "void"
        candidate.choose(1, "b")
        expect(candidate.page.locator("[data-trouble]")).to_contain_text("Bài này đã bị hủy")
        expect(candidate.page.locator("#item-1 input").first).to_be_disabled()


def test_an_attempt_that_moved_to_another_device_says_so_and_can_come_back(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.page.wait_for_load_state("networkidle")
        room.state = "moved"
        candidate.choose(1, "b")
        trouble = candidate.page.locator("[data-trouble]")
        expect(trouble).to_contain_text("làm tiếp ở thiết bị khác")
        expect(trouble.get_by_role("link")).to_have_attribute("href", f"/attempts/{room.attempt}")
        expect(candidate.page.locator("[data-saved]")).to_have_text("không lưu nữa")
        expect(candidate.page.locator("#item-1 input").first).to_be_disabled()


def test_an_answer_the_server_refuses_is_told_beside_the_question_and_the_others_are_saved(browser):
    room = Room(refuses={4})
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "b")
        candidate.next_page()
        candidate.page.fill("#item-4 input", "x")
        expect(candidate.page.locator("#item-4 [data-refused]")).to_have_text(
            "Câu trả lời quá dài.", timeout=15_000
        )
        eventually(candidate.page, lambda: room.value(1) == ["b"])


def test_the_device_clock_changes_nothing(browser):
    room = Room(minutes=10)
    with sitting(browser, room) as candidate:
        candidate.page.clock.set_system_time(clock.now() + timedelta(hours=1))
        candidate.open()
        expect(candidate.page.locator("[data-clock]")).to_have_text(re.compile(r"còn (9|10):\d\d"))


def test_the_paper_is_handed_in_when_time_is_up(browser):
    room = Room(minutes=0.15)
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "b")
        candidate.page.wait_for_url("**/receipt", timeout=25_000)
    assert room.value(1) == ["b"]
    assert room.submissions == 1


def test_extra_time_given_at_the_last_moment_counts(browser):
    room = Room(minutes=0.1)
    with sitting(browser, room) as candidate:
        candidate.open()
        room.minutes = 30
        expect(candidate.page.locator("[data-clock]")).to_have_text(
            re.compile(r"còn 29:\d\d"), timeout=20_000
        )
    assert room.submissions == 0


def test_submitting_without_a_network_waits_and_then_submits_once(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "b")
        candidate.expect_saved()
        candidate.page.click("[data-to-review]")
        candidate.context.set_offline(True)
        candidate.page.click("[data-submit]")
        expect(candidate.page.locator("[data-trouble]")).to_contain_text("Chưa nộp được")
        candidate.context.set_offline(False)
        candidate.page.wait_for_url("**/receipt", timeout=30_000)
    assert room.submissions == 1


def test_the_review_lists_what_is_not_answered_and_leads_back_to_it(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "b")
        candidate.page.click("[data-to-review]")
        missing = candidate.page.locator("[data-missing]")
        expect(missing).to_contain_text("Còn 6/7 câu chưa trả lời")
        missing.get_by_role("link", name="Câu 5").click()
        expect(candidate.page.locator("#item-5")).to_be_visible()
        expect(candidate.page.locator("#item-5")).to_be_focused()


def test_an_order_never_names_one_option_twice(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.next_page()
        for place, option in enumerate("abc", start=1):
            candidate.page.select_option(f"#item-6-{place}", option)
        candidate.page.focus("#item-6-1")
        candidate.page.select_option("#item-6-1", "c")
        eventually(candidate.page, lambda: room.value(6) == ["c", "b", "a"])


def test_a_second_tab_does_not_write_until_it_takes_over(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.choose(1, "a")
        candidate.expect_saved()
        second = candidate.new_page()
        second.goto(f"{candidate.url}/attempts/{room.attempt}")
        expect(second.locator("[data-trouble]")).to_contain_text("đang mở ở một thẻ khác")
        expect(second.locator("#item-1 input").first).to_be_disabled()
        second.get_by_role("button", name="Làm tiếp ở đây").click()
        expect(second.locator("#item-1 input").first).to_be_enabled()
        expect(candidate.page.locator("#item-1 input").first).to_be_disabled()


def test_looking_away_is_noted_with_the_server_time(browser):
    room = Room()
    with sitting(browser, room) as candidate:
        candidate.open()
        candidate.page.evaluate(
            """() => { Object.defineProperty(document, "visibilityState", { value: "hidden", configurable: true });
                       document.dispatchEvent(new Event("visibilitychange")); }"""
        )
        eventually(candidate.page, lambda: [event["kind"] for event in room.events][:1] == ["focus_lost"])


def test_the_form_works_without_scripts(browser):
    room = Room()
    with sitting(browser, room, java_script_enabled=False) as candidate:
        page = candidate.page
        page.goto(f"{candidate.url}/sign-in")
        page.goto(f"{candidate.url}/attempts/{room.attempt}")
        candidate.choose(1, "b")
        page.select_option("#item-6-1", "c")
        page.select_option("#item-6-3", "a")
        page.get_by_role("button", name="Lưu trang 1").click()
        expect(page).to_have_url(re.compile(r"#page-1$"), timeout=15_000)
        expect(page.locator('#item-1 input[value="b"]')).to_be_checked()
        page.get_by_role("button", name="Xem lại và nộp").click()
        expect(page.locator(".exam-missing")).to_contain_text("Câu 2")
        page.get_by_role("button", name="Nộp bài").click()
        page.wait_for_url("**/receipt")
    assert room.value(1) == ["b"]
    assert room.value(6) == ["c"]
    assert room.submissions == 1


@pytest.mark.parametrize("width", [1280, 360])
def test_the_player_is_accessible_and_never_wider_than_the_screen(browser, width):
    room = Room()
    with sitting(browser, room, viewport={"width": width, "height": 800}) as candidate:
        candidate.open()
        complaints = []
        candidate.page.on("console", lambda message: complaints.append(message.text))
        candidate.page.reload()
        candidate.wait_ready()
        for step in ("[data-next]", "[data-to-review]"):
            assert candidate.page.evaluate("document.documentElement.scrollWidth <= innerWidth")
            assert Axe().run(candidate.page).response["violations"] == []
            candidate.page.click(step)
        assert Axe().run(candidate.page).response["violations"] == []
        assert complaints == []


def test_a_cached_page_is_filled_from_its_block_of_answers(browser):
    room = Room(held={1: {"seq": 4, "value": ["c"]}, 6: {"seq": 2, "value": ["b", "a"]}}, is_cached=True)
    with sitting(browser, room) as candidate:
        candidate.open()
        expect(candidate.page.locator('#item-1 input[value="c"]')).to_be_checked()
        expect(candidate.page.locator("#item-6-2")).to_have_value("a")
        candidate.choose(1, "a")
        eventually(candidate.page, lambda: room.held[1] == {"seq": 5, "value": ["a"]})
