"""Every part of the interface, in a real browser: at the desk, on a phone, at 400 % zoom."""

from __future__ import annotations

from uuid import uuid4

import pytest
from axe_playwright_python.sync_playwright import Axe
from flask import Flask, g
from playwright.sync_api import expect

from portal import web
from portal.kernel import seams
from portal.kernel.actor import Actor, Door, Role, acting_as
from portal.kernel.permissions import Permission, public
from portal.web import frame as frame_room
from portal.web.frame import FrameIdentity, Membership
from tests.portal.web.web_room import build_app, serving

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

PLACES = [
    ("Tổng quan", "home"),
    ("Đơn vị", "building"),
    ("Quần chúng", "people"),
    ("Lớp học", "class"),
    ("Chỉ tiêu", "target"),
    ("Công văn", "letter"),
    ("Báo cáo", "report"),
]
OFFICER = Actor(tenant_id=uuid4(), door=Door.STAFF, roles=frozenset({Role.SECRETARY}), account_id=uuid4())
IDENTITY = FrameIdentity(
    person_name="Trần Thị Bích Ngọc",
    tenant_name="Đảng ủy Khối các cơ quan tỉnh",
    role_label="Ban Xây dựng TCCSĐ",
    memberships=[
        Membership(uuid4(), "Đảng ủy Khối các cơ quan tỉnh", current=True),
        Membership(uuid4(), "BV Đa khoa"),
    ],
    inbox_count=9,
)


@pytest.fixture
def url(monkeypatch):
    """Serve the style guide as an officer with seven places sees it."""
    app = build_app()

    @app.get("/")
    @public
    def home():
        return "Trang chủ"

    @app.before_request
    def sign_in():
        g.acting = acting_as(OFFICER)
        g.acting.__enter__()

    @app.teardown_request
    def sign_out(_error):
        g.acting.__exit__(None, None, None)

    places = [
        seams.Place(
            label,
            "styleguide.show_parts" if n == 2 else "home",
            icon,
            Permission.OWN_READ,
            n,
            badge=lambda: 4,
        )
        for n, (label, icon) in enumerate(PLACES)
    ]
    monkeypatch.setattr(seams, "navigation", places)
    monkeypatch.setattr(frame_room, "_source", lambda _actor: IDENTITY)
    monkeypatch.setattr(frame_room, "_links", dict.fromkeys(frame_room.LINK_NAMES, "home"))
    with serving(app) as address:
        yield address


@pytest.fixture
def open_at(browser, url):
    pages = []

    def run(width, height=800, path="/styleguide", **options):
        context = browser.new_context(viewport={"width": width, "height": height}, **options)
        page = context.new_page()
        page.complaints = []
        page.on("console", lambda message: page.complaints.append(message.text))
        page.on("pageerror", lambda error: page.complaints.append(str(error)))
        page.goto(url + path, wait_until="networkidle")
        pages.append(context)
        return page

    yield run
    for context in pages:
        context.close()


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 720), (320, 256)])
def test_every_part_is_accessible_and_fits_the_screen(open_at, width, height):
    page = open_at(width, height)
    assert page.evaluate("document.documentElement.scrollWidth <= innerWidth")
    assert Axe().run(page).response["violations"] == []
    assert page.complaints == []


def test_opened_menus_and_dialogs_are_accessible(open_at):
    page = open_at(1280)
    page.locator("summary", has_text="Tài khoản").click()
    assert Axe().run(page).response["violations"] == []
    page.keyboard.press("Escape")
    page.locator("summary", has_text="Gửi Khối duyệt").click()
    expect(page.get_by_role("dialog", name="Gửi danh sách 18 người?")).to_be_visible()
    assert Axe().run(page).response["violations"] == []


@pytest.mark.parametrize(("width", "height"), [(1280, 800), (360, 720)])
def test_everything_one_can_press_is_large_enough(open_at, width, height):
    page = open_at(width, height)
    small = page.evaluate(
        """() => [...document.querySelectorAll("a, button, summary, input, select")]
          .filter((node) => node.checkVisibility() && getComputedStyle(node).position !== "absolute")
          .filter((node) => !(node.closest("p, li, td, th, dd, .person-text") && node.matches("a:not(.btn)")))
          .map((node) => [node, (node.closest("label, .choices li") ?? node).getBoundingClientRect()])
          .filter(([, box]) => box.width > 1 && (box.width < 24 || box.height < 24))
          .map(([node]) => node.outerHTML.slice(0, 120))"""
    )
    assert small == []


def test_nothing_comes_from_another_host_and_the_first_page_is_small(browser, url):
    context = browser.new_context()
    page = context.new_page()
    replies = []
    page.on("requestfinished", lambda request: replies.append((request.url, request.sizes())))
    page.goto(f"{url}/styleguide/sign-up", wait_until="networkidle")
    addresses = {address for address, _ in replies}
    context.close()
    assert all(address.startswith(url) for address in addresses)
    assert len(addresses) <= 8
    assert sum(max(0, sizes["responseBodySize"]) for _, sizes in replies) < 60_000


def test_ctrl_k_goes_to_the_search_box(open_at):
    page = open_at(1280)
    page.keyboard.press("Control+k")
    expect(page.get_by_role("searchbox", name="Tìm người, đơn vị, lớp, công văn")).to_be_focused()


def test_the_first_tab_stop_skips_to_the_content(open_at):
    page = open_at(1280)
    page.keyboard.press("Tab")
    expect(page.get_by_role("link", name="Đến nội dung chính")).to_be_focused()
    page.keyboard.press("Enter")
    expect(page.locator("main")).to_be_focused()


def test_ticking_rows_counts_them_and_brings_the_bulk_bar(open_at):
    page = open_at(1280)
    expect(page.locator(".bulk")).to_be_hidden()
    page.get_by_label("Chọn Lò Văn Ưng").check()
    expect(page.locator(".bulk-count")).to_have_text("Đã chọn 1")
    page.get_by_label("Chọn tất cả trong trang").check()
    expect(page.locator(".bulk-count")).to_have_text("Đã chọn 3")
    page.get_by_label("Chọn tất cả trong trang").uncheck()
    expect(page.locator(".bulk")).to_be_hidden()


def test_a_question_can_be_declined(open_at):
    page = open_at(1280)
    page.locator("summary", has_text="Gửi Khối duyệt").click()
    page.get_by_role("dialog").get_by_role("button", name="Thôi").click()
    expect(page.get_by_role("dialog")).to_be_hidden()
    expect(page.locator("summary", has_text="Gửi Khối duyệt")).to_be_focused()


def test_a_draft_comes_back_after_a_reload_and_not_in_another_tab(open_at):
    page = open_at(1280)
    area = page.get_by_label("Nhận xét của người giúp đỡ")
    area.fill("Chủ động nhận việc khó.")
    expect(page.locator(".draft-note")).to_have_text("Đã giữ bản nháp.")
    page.reload()
    expect(area).to_have_value("Chủ động nhận việc khó.")
    other = page.context.new_page()
    other.goto(page.url)
    expect(other.get_by_label("Nhận xét của người giúp đỡ")).to_have_value("")


def test_a_file_that_was_chosen_is_named(open_at):
    page = open_at(1280)
    page.set_input_files("#roll", {"name": "quần chúng.xlsx", "mimeType": "x", "buffer": b"x" * 2048})
    expect(page.locator("[data-name]")).to_have_text("quần chúng.xlsx (2 KB)")


def test_a_wrong_form_says_so_beside_the_field_and_keeps_what_was_typed(open_at):
    page = open_at(360)
    page.get_by_label("Họ và tên").fill("Lò Văn Ưng")
    page.get_by_label("Ngày sinh").fill("31/02/1996")
    page.get_by_role("button", name="Lưu đánh giá").click()
    born_on = page.get_by_label("Ngày sinh")
    expect(born_on).to_have_value("31/02/1996")
    expect(born_on).to_have_accessible_description(
        "Nhập ngày theo dạng ngày/tháng/năm, ví dụ 17/09/2023. Ví dụ 17/09/1996."
    )
    expect(page.get_by_label("Họ và tên")).to_have_value("Lò Văn Ưng")
    assert Axe().run(page).response["violations"] == []


def test_a_right_form_thanks_once(open_at):
    page = open_at(1280)
    page.get_by_label("Họ và tên").fill("Lò Văn Ưng")
    page.get_by_label("Ngày sinh").fill("1996-09-17")
    page.get_by_role("button", name="Lưu đánh giá").click()
    toast = page.locator("[data-toasts] .notice")
    expect(toast).to_contain_text("Đã lưu đánh giá tháng 9.")
    page.wait_for_load_state("networkidle")  # the script that closes it comes after the page
    page.get_by_role("button", name="Đóng thông báo").click()
    expect(toast).to_have_count(0)


def test_a_phone_reaches_every_place(open_at):
    page = open_at(360)
    rail = page.get_by_role("navigation", name="Chính")
    expect(rail.get_by_role("link", name="Báo cáo")).to_be_hidden()
    rail.get_by_text("Thêm").click()
    expect(rail.get_by_role("link", name="Báo cáo")).to_be_visible()


def test_without_scripts_everything_can_still_be_done(open_at):
    page = open_at(1280, java_script_enabled=False)
    page.locator("summary", has_text="Gửi Khối duyệt").click()
    expect(page.get_by_role("button", name="Gửi 18 người")).to_be_visible()
    expect(page.locator(".bulk")).to_be_visible()
    expect(page.locator(".needs-js").first).to_be_hidden()
    page.locator("summary", has_text="Tài khoản").click()
    expect(page.get_by_role("button", name="Đăng xuất")).to_be_visible()


def test_the_style_guide_is_not_for_production():
    production = Flask("production")
    web.init_app(production)
    assert "styleguide" not in production.blueprints
