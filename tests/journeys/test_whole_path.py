"""From a line in an Excel list to a certificate that counts, played on the screens of those who do it."""

from __future__ import annotations

import pytest
from docx import Document
from playwright.sync_api import expect

from tests.journeys import bloc, learner, marker, secretary
from tests.journeys.browsing import PHONE, at_a_screen, look_at, look_at_both_sizes, sign_in

pytestmark = [pytest.mark.journey, pytest.mark.enable_socket]

CLASS = "Lớp bồi dưỡng nhận thức về Đảng khóa 8"
THAO, QUYNH = "Nguyễn Thị Thu Thảo", "Lê Như Quỳnh"
PEOPLE = (
    (THAO, "14/03/1998", "Nữ", "079198001234", "Kinh", "Không", "Đại học", "x", "05/09/2026", "", ""),
    (
        "Võ Văn Toàn",
        "31/02/1999",
        "Nam",
        "079099004321",
        "Kinh",
        "Không",
        "Đại học",
        "x",
        "05/09/2026",
        "",
        "",
    ),
    (QUYNH, "02/11/1996", "Nữ", "079196005678", "Kinh", "Không", "Cao đẳng", "x", "05/09/2026", "", ""),
)
USERNAME, PASSWORD = "thao.nguyen", "mua-xuan-nho-nho-98"
ESSAY = """Tôi học để hiểu vì sao người đảng viên phải đi đầu ở chỗ khó.

Sáu tháng tới tôi nhận trực thêm một buổi cấp cứu mỗi tuần và giúp hai điều dưỡng mới."""
HAS_CERTIFICATE, CERTIFICATE_HOLDS = "giấy chứng nhận lớp bồi dưỡng", "ngày cấp giấy chứng nhận"


def test_from_a_list_to_a_certificate_that_counts(browser, site, tmp_path):
    # The secretary takes two of three people from a list, proposes them, prints a way in for one.
    with at_a_screen(browser, site) as page:
        sign_in(page, "bithu53")
        look_at_both_sizes(page)
        file = secretary.write_list(tmp_path / "khoa-cap-cuu.xlsx", *PEOPLE)
        secretary.import_list(page, file, good=2, wrong=1)
        secretary.nominate(page, CLASS, THAO, QUYNH)
        code = secretary.print_invitation(page, THAO)
        look_at_both_sizes(page)
        assert secretary.read_criterion(page, HAS_CERTIFICATE) == "còn thiếu"
        assert secretary.read_criterion(page, CERTIFICATE_HOLDS) == "còn thiếu"

    # Khối gives both a seat.
    with at_a_screen(browser, site) as page:
        sign_in(page, "khoi")
        look_at_both_sizes(page)
        bloc.give_seats(page, CLASS, THAO, QUYNH)
        bloc.close_registration(page, CLASS)
    with at_a_screen(browser, site) as page:
        sign_in(page, "bithu53")
        secretary.note_who_got_a_seat(page, CLASS)

    # Thảo comes in with the printed code and reads the lessons on her phone.
    with at_a_screen(browser, site, PHONE) as page:
        learner.accept_invitation(page, code, username=USERNAME, password=PASSWORD)
        sign_in(page, USERNAME, PASSWORD)
        look_at(page)
        assert learner.read_every_lesson(page) == 5

    # The class is held; everybody is there every time.
    site.let_days_pass(40)
    with at_a_screen(browser, site) as page:
        sign_in(page, "khoi")
        bloc.start_class(page, CLASS)
        bloc.set_test(page, CLASS, questions_a_lesson=3)
        bloc.set_reflection(page, CLASS)
    with at_a_screen(browser, site) as page:
        sign_in(page, "giangvien")
        assert bloc.call_every_roll(page, CLASS) >= 5

    # Thảo sits the test, the network cut in the middle, and writes her thu hoạch.
    with at_a_screen(browser, site, PHONE) as page:
        sign_in(page, USERNAME, PASSWORD)
        learner.start_exam(page, f"Kiểm tra cuối khóa – {CLASS}")
        assert learner.answer_everything_with_the_network_cut_in_the_middle(page) == 15
        receipt = learner.hand_in(page)
        expect(page.locator("main")).to_contain_text("15/15 câu")
        learner.start_exam(page, f"Bài thu hoạch – {CLASS}")
        assert learner.write_reflection(page, ESSAY) != receipt
    site.run_background_work()

    # Those who mark read papers without names.
    texts = []
    for username in ("giangvien", "chamthi"):
        with at_a_screen(browser, site) as page:
            sign_in(page, username)
            texts += marker.mark_every_paper(page)
    assert sum("trực thêm một buổi cấp cứu" in text for text in texts) == 1
    assert not any(THAO in text for text in texts)

    # Khối recognises the results and issues the one certificate that was earned.
    with at_a_screen(browser, site) as page:
        sign_in(page, "khoi")
        rows = bloc.recognise_results(page, CLASS, on=site.date(), decision_no="58-QĐ/ĐUK")
        assert [row.split("\t")[0] for row in rows if "Hoàn thành, 8,25 điểm" in row] == [THAO], rows
        check_address = bloc.issue_certificates(page, CLASS, signer="Lê Thị Hồng Vân")

    # Anybody may check it, and does not learn whose it is.
    with at_a_screen(browser, site, PHONE) as page:
        page.goto(check_address)
        look_at(page)
        expect(page.locator("main")).to_contain_text("Giấy chứng nhận còn giá trị")
        expect(page.locator("body")).not_to_contain_text(THAO)

    # For the secretary the class counts by itself.
    with at_a_screen(browser, site) as page:
        sign_in(page, "bithu53")
        secretary.open_person(page, THAO)
        assert secretary.read_criterion(page, "Giấy chứng nhận số") == "đạt"
        assert secretary.read_criterion(page, "Giấy chứng nhận còn giá trị đến hết ngày") == "đạt"
        look_at(page)


def test_khoi_sees_who_is_below_half_and_writes_to_them(browser, site):
    with at_a_screen(browser, site) as page:
        sign_in(page, "khoi")
        below = bloc.list_those_below_half(page)
        letter = Document(bloc.draft_urging_letter(page))
    assert below
    words = "\n".join(cell.text for table in letter.tables for row in table.rows for cell in row.cells)
    words += "\n".join(paragraph.text for paragraph in letter.paragraphs)
    names = [house.split(" · ")[1] for house in below]
    assert [name for name in names if name not in words] == []
