"""What the secretary of a house does."""

from __future__ import annotations

from pathlib import Path

from openpyxl import Workbook
from playwright.sync_api import Page, expect

from tests.journeys.browsing import follow, go, look_at, press, press_and_confirm, read_message

HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "CCCD", "Dân tộc", "Tôn giáo", "Trình độ học vấn")
MORE_HEADINGS = ("Đoàn viên", "Ngày vào danh sách", "Số GCN", "Ngày cấp GCN")


def write_list(file: Path, *people: tuple[str, ...]) -> Path:
    """Write a list as offices keep it: a title, an empty line, headings, a line for each person."""
    book = Workbook()
    sheet = book.active
    sheet.append(("DANH SÁCH QUẦN CHÚNG ƯU TÚ – KHOA CẤP CỨU (dữ liệu mẫu)",))
    sheet.append(())
    sheet.append(HEADINGS + MORE_HEADINGS)
    for number, person in enumerate(people, start=1):
        sheet.append((number, *person))
    book.save(file)
    return file


def import_list(page: Page, file: Path, *, good: int, wrong: int) -> None:
    """Send the file, read what would happen, then write it."""
    go(page, "Quần chúng", "Nhập từ Excel")
    look_at(page)
    page.get_by_label("Danh sách quần chúng").set_input_files(file)
    page.get_by_label("Chi bộ của cả danh sách").select_option(label="Chi bộ Khối Nội")
    page.get_by_label("Nhóm nguồn").select_option(label="Y, bác sĩ")
    page.get_by_label("Số nghị quyết đưa vào danh sách").fill("31-NQ/CB")
    press(page, "Xem trước")
    expect(page.get_by_role("region", name="Dòng lỗi").locator("tbody tr")).to_have_count(wrong)
    look_at(page)
    press_and_confirm(page, f"Ghi {good} người")
    read_message(page, f"Đã ghi {good} người")


def nominate(page: Page, class_title: str, *names: str) -> None:
    go(page, "Lớp học", class_title, "Đề nghị người học")
    look_at(page)
    for name in names:
        page.get_by_label(f"Chọn {name}").check()
    press(page, "Gửi Khối duyệt")
    read_message(page, f"Đã gửi Khối {len(names)} đề nghị")


def note_who_got_a_seat(page: Page, class_title: str) -> None:
    go(page, "Lớp học", class_title, "Xem danh sách và ghi nhận")
    look_at(page)
    press(page, "Ghi nhận những người đã chọn")
    read_message(page, "người vào lớp")


def open_person(page: Page, name: str) -> None:
    go(page, "Quần chúng")
    page.get_by_label("Tìm theo tên").fill(name)
    page.get_by_role("button", name="Lọc").click()
    follow(page, page.get_by_role("table").get_by_role("link", name=name))
    expect(page.get_by_role("heading", level=1, name=name)).to_be_visible()


def print_invitation(page: Page, name: str) -> str:
    """Print a way in for a person; return the code that stands on the sheet."""
    open_person(page, name)
    press(page, "In giấy mời")
    look_at(page)
    code = page.locator(".paper-secret").inner_text()
    go(page, "Xong, quay lại")
    return code


def read_criterion(page: Page, words: str) -> str:
    """Return how one condition of the checklist stands; look among the settled ones too."""
    settled = page.locator("#checklist details:not([open]) > summary", has_text="điều kiện khác")
    if settled.count():
        settled.click()
    row = page.locator("#checklist .criterion", has_text=words)
    expect(row).to_have_count(1)
    return row.locator("> div").last.inner_text()
