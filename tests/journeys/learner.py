"""What somebody followed by a house does on a phone: come in, read, sit, write, keep the receipt."""

from __future__ import annotations

import re

from playwright.sync_api import Locator, Page, expect

from courses.bank.formats.detect import read_bank
from courses.bank.formats.question import Question
from courses.bank.offers import SAMPLE_FILES, SAMPLES
from tests.journeys.browsing import follow, go, look_at, press, read_message, see_no_overflow

SAVED = re.compile(r"đã lưu lúc \d\d:\d\d")


def accept_invitation(page: Page, code: str, *, username: str, password: str) -> None:
    page.goto("/sign-in")
    go(page, "Dùng mã mời")
    look_at(page)
    page.get_by_label("Mã mời").fill(code)
    page.get_by_label("Tên đăng nhập").fill(username)
    page.get_by_label("Mật khẩu", exact=False).first.fill(password)
    page.get_by_label("Nhập lại").fill(password)
    press(page, "Nhận lời mời")
    read_message(page, "Đã nhận lời mời")


def read_every_lesson(page: Page) -> int:
    """Read the lessons of the class from the first to the last; return how many there were."""
    page.goto("/my-class")
    look_at(page)
    follow(page, page.get_by_role("link", name=re.compile(r"^Bài 1\.")))
    read = 0
    while "/study/lessons/" in page.url:
        look_at(page)
        press(page, "Đã đọc xong")
        read += 1
    expect(page.get_by_text("đã đọc xong")).to_have_count(read)
    return read


def start_exam(page: Page, title: str) -> None:
    page.goto("/exams")
    look_at(page)
    go(page, title)
    look_at(page)
    press(page, "Bắt đầu làm bài")
    page.wait_for_selector('form[data-ready="true"]')
    look_at(page)


def learn_by_heart() -> dict[str, Question]:
    """Return what somebody who studied well knows: the questions that come with the product, by their text."""
    files = [SAMPLES / name for name in SAMPLE_FILES]
    return {plain(one.text): one for file in files for one in read_bank(file.read_bytes()).questions}


def plain(text: str) -> str:
    return " ".join(text.split())


def answer_page(page: Page, known: dict[str, Question]) -> int:
    """Answer every question on the page that is open; return how many there were."""
    questions = page.locator(".exam-page:visible .question").all()
    for question in questions:
        text = question.locator("legend").evaluate("legend => legend.lastChild.textContent")
        answer(question, known[plain(text)])
    return len(questions)


def answer(question: Locator, known: Question) -> None:
    texts = {option.id: plain(option.text) for option in (*known.options, *known.targets)}
    match known.kind:
        case "short_answer":
            question.locator(".answer-text").fill(known.key[0])
        case "true_false":
            question.locator(f'input[value="{known.key[0]}"]').check()
        case "ordering":
            for line, option in zip(question.locator("select").all(), known.key, strict=True):
                line.select_option(label=texts[option])
        case "matching":
            for left, right in (pair.split(":") for pair in known.key):
                question.get_by_label(texts[left], exact=True).select_option(label=texts[right])
        case _:
            for option in known.key:
                question.get_by_label(texts[option], exact=True).check()


def answer_everything_with_the_network_cut_in_the_middle(page: Page) -> int:
    """Answer page after page; on the second the network is gone, and what was answered comes through after."""
    known = learn_by_heart()
    answered = answer_page(page, known)
    turn_page(page)
    see_saved(page)
    page.context.set_offline(True)
    unsaved = answer_page(page, known)
    expect(page.locator("[data-saved]")).to_have_text(f"chưa lưu {unsaved} câu, đang thử lại")
    see_no_overflow(page)
    page.context.set_offline(False)
    see_saved(page)
    answered += unsaved
    while page.locator("[data-next]").is_visible():
        turn_page(page)
        answered += answer_page(page, known)
    return answered


def turn_page(page: Page) -> None:
    page.locator("[data-next]").click()


def see_saved(page: Page) -> None:
    expect(page.locator("[data-saved]")).to_have_text(SAVED)


def hand_in(page: Page) -> str:
    """Look over the paper and hand it in; return the code on the receipt."""
    page.locator("[data-to-review]").click()
    look_at(page)
    press(page, "Nộp bài")
    look_at(page)
    return page.locator(".receipt-code").inner_text()


def write_reflection(page: Page, text: str) -> str:
    """Write the thu hoạch, see it kept, hand it in; return the code on the receipt."""
    page.get_by_label("Bài viết câu 1").fill(text)
    see_saved(page)
    return hand_in(page)
