"""What the officers of Khối and their lecturers do."""

from __future__ import annotations

from datetime import date
from pathlib import Path

from playwright.sync_api import Page, expect

from tests.journeys.browsing import download, follow, go, look_at, press, press_and_confirm, read_message

QUESTIONS = ("Bài 1", "Bài 2", "Bài 3", "Bài 4", "Bài 5")


def open_class(page: Page, class_title: str) -> None:
    go(page, "Lớp học", class_title)


def give_seats(page: Page, class_title: str, *names: str) -> None:
    open_class(page, class_title)
    go(page, "Đăng ký")
    look_at(page)
    for name in names:
        page.get_by_role("row", name=name).get_by_role("checkbox").check()
    press(page, "Duyệt vào lớp")
    read_message(page, f"Đã trả lời {len(names)} đề nghị")


def close_registration(page: Page, class_title: str) -> None:
    open_class(page, class_title)
    press(page, "Chốt đăng ký")
    read_message(page, "Đã chốt đăng ký")


def start_class(page: Page, class_title: str) -> None:
    open_class(page, class_title)
    press(page, "Bắt đầu lớp")
    read_message(page, "Lớp đã bắt đầu")


def call_every_roll(page: Page, class_title: str) -> int:
    """Call the roll of every session that was held, everybody present; return how many there were."""
    open_class(page, class_title)
    called = 0
    while (waiting := page.get_by_role("link", name="Điểm danh", exact=True)).count():
        follow(page, waiting.first)
        press(page, "Lưu điểm danh")
        read_message(page, "Đã điểm danh")
        called += 1
    return called


def set_test(page: Page, class_title: str, *, questions_a_lesson: int) -> None:
    """Set the closing test: some questions of every lesson, half a point each, and publish it."""
    open_class(page, class_title)
    go(page, "Đặt bài kiểm tra")
    look_at(page)
    for row, lesson in enumerate(QUESTIONS, start=1):
        page.get_by_label(f"Bài, dòng {row}").select_option(label=lesson)
        page.get_by_label(f"Số câu, dòng {row}").fill(str(questions_a_lesson))
        page.get_by_label(f"Điểm mỗi câu, dòng {row}").fill("0,5")
    publish(page)


def set_reflection(page: Page, class_title: str) -> None:
    """Set the thu hoạch on a subject of the bank and publish it."""
    open_class(page, class_title)
    go(page, "Đặt bài thu hoạch")
    page.get_by_label("Đề bài").select_option(index=1)
    publish(page)


def publish(page: Page) -> None:
    press(page, "Tạo bản nháp")
    look_at(page)
    press_and_confirm(page, "Công bố và phát đề")
    read_message(page, "Đã công bố và phát")


def recognise_results(page: Page, class_title: str, *, on: date, decision_no: str) -> list[str]:
    """Compute the results of the class and recognise them; return its rows as they were proposed."""
    open_class(page, class_title)
    go(page, "Mở kết quả lớp")
    press(page, "Tính kết quả")
    read_message(page, "Đã tính kết quả")
    look_at(page)
    rows = page.get_by_role("table", name="Kết quả đề nghị").locator("tbody tr").all_inner_texts()
    page.get_by_label("Số quyết định công nhận").fill(decision_no)
    page.get_by_label("Ngày quyết định").fill(f"{on:%d/%m/%Y}")
    press(page, "Công nhận kết quả")
    read_message(page, "Đã công nhận kết quả")
    return rows


def issue_certificates(page: Page, class_title: str, *, signer: str) -> str:
    """Issue what the class has earned; return the address at which anybody checks the first one."""
    open_class(page, class_title)
    go(page, "Mở kết quả lớp")
    follow(page, page.get_by_role("main").get_by_role("link", name="Giấy chứng nhận"))
    look_at(page)
    page.get_by_label("Họ và tên người ký").fill(signer)
    press(page, "Cấp 1 giấy chứng nhận")
    read_message(page, "Đã cấp 1 giấy chứng nhận")
    follow(page, page.get_by_role("table").locator("tbody th a").first)
    look_at(page)
    return page.get_by_role("link", name="Mở trang kiểm tra").get_attribute("href")


def list_those_below_half(page: Page) -> list[str]:
    """Return the houses below half of their target of the term, as the overview names them."""
    page.goto("/")
    page.goto("/oversight")
    go(page, "xem danh sách")
    look_at(page)
    return page.get_by_role("table", name="Chỉ tiêu và kết quả").locator("tbody th").all_inner_texts()


def draft_urging_letter(page: Page) -> Path:
    go(page, "Soạn công văn đôn đốc")
    look_at(page)
    press(page, "Soạn dự thảo")
    read_message(page, "Đã soạn dự thảo")
    expect(page.get_by_role("heading", name="Nội dung")).to_be_visible()
    return download(page, "Tải bản Word")
