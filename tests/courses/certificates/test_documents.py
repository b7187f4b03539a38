"""The printed certificate as somebody reads it, its proof without the portal, and the workbook."""

from __future__ import annotations

import io
import subprocess
import sys
from datetime import timedelta

import pytest
from pypdf import PdfReader

from courses.certificates.documents import print_certificates, write_register
from courses.certificates.rules import qr_text
from courses.certificates.seal import public_key
from portal.kernel import clock
from portal.kernel.config import PROJECT_ROOT
from portal.kernel.documents.qr import qr_png, qr_svg
from portal.kernel.spreadsheets.reader import open_sheet
from portal.organizations.operations.change_setting import change_setting
from tests.courses.certificates.made import (
    DECISION_NO,
    HOA,
    LAN,
    MAI,
    a_finished_class,
    certificates,
    issue,
)

ADDRESS = "https://khoi.example.vn/verify/"


@pytest.fixture
def rows(app, cast, acting):
    """The three certificates of a class."""
    with acting(cast.giang):
        change_setting(superior_body="Đảng bộ tỉnh Hải Thành", place="Hải Thành")
    with app.app_context():
        run = a_finished_class(cast, {cast.an: [LAN, MAI], cast.chi: [HOA]})
        issue(cast, run)
        return certificates(cast, run)


def printed(rows) -> bytes:
    return print_certificates(rows, address_of=lambda code: ADDRESS + code)


def text_of(pdf: bytes, page: int = 0) -> str:
    return " ".join(PdfReader(io.BytesIO(pdf)).pages[page].extract_text().split())


def test_the_certificate_says_who_what_when_and_by_whom(rows):
    row = rows[2]
    text = text_of(printed([row]))
    today = clock.today()
    for words in (
        "ĐẢNG BỘ TỈNH HẢI THÀNH",
        "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "GIẤY CHỨNG NHẬN",
        "Bồi dưỡng nhận thức về Đảng",
        "Đỗ Thị Ánh Mai",
        f"sinh ngày {row.birth_date:%d/%m/%Y}",
        "Đảng bộ Sở Thử Nghiệm A",
        "Lớp khóa 7",
        f"từ ngày {row.studied_from:%d/%m/%Y} đến ngày {row.studied_to:%d/%m/%Y}",
        f"Quyết định số {DECISION_NO} ngày {row.decided_on:%d/%m/%Y}",
        "Xếp loại: Giỏi",
        f"Số vào sổ: {row.number}",
        f"Có giá trị đến hết ngày {row.valid_until:%d/%m/%Y}",
        f"Hải Thành, ngày {today:%d} tháng ",
        "T/M BAN THƯỜNG VỤ",
        "BÍ THƯ",
        "Phạm Thị Giang",
        f"khoi.example.vn/verify/{row.code}",
    ):
        assert words in text, words


def test_it_is_one_sheet_across_and_a_class_one_file(rows):
    pages = PdfReader(io.BytesIO(printed(rows))).pages
    assert len(pages) == 3
    assert all(page.mediabox.width > page.mediabox.height for page in pages)
    assert [LAN in text_of(printed(rows), n) for n in range(3)] == [False, True, False]


def test_a_later_print_is_the_same_to_the_byte(rows):
    first = printed(rows)
    with clock.frozen_at(clock.now() + timedelta(days=400)):
        assert printed(rows) == first


def test_a_name_is_data_and_never_markup(rows):
    row = rows[0]
    row.full_name = '#pagebreak() *Lê* $x$ "ngoặc" \\ @mot'
    text = text_of(printed([row]))
    assert '#pagebreak() *Lê* $x$ "ngoặc" \\ @mot' in text.replace("“", '"').replace("”", '"')
    assert len(PdfReader(io.BytesIO(printed([row]))).pages) == 1


def test_the_longest_words_still_fit_one_sheet(rows):
    row = rows[0]
    row.full_name = "Đặng Hoàng Khuê Nguyễn Ngọc Quỳnh Ân Thuỷ"
    row.organization_name = "Đảng bộ Công ty trách nhiệm hữu hạn một thành viên " * 3
    row.class_title = "Lớp bồi dưỡng nhận thức về Đảng dành cho đoàn viên ưu tú các doanh nghiệp " * 2
    assert len(PdfReader(io.BytesIO(printed([row]))).pages) == 1


def check(key: str, text: str) -> subprocess.CompletedProcess:
    script = PROJECT_ROOT / "docs" / "verify_certificate.py"
    return subprocess.run(
        [sys.executable, "-I", script, key, text], capture_output=True, text=True, check=False
    )


def test_the_script_on_its_own_tells_a_genuine_qr_code_from_a_changed_one(app, rows):
    row = rows[0]
    with app.app_context():
        key = public_key()
    genuine = qr_text(ADDRESS + row.code, row.number, row.issued_on, row.signature)
    found = check(key, genuine)
    assert (found.returncode, found.stdout) == (
        0,
        f"GENUINE: number {row.number}, issued on {row.issued_on.isoformat()}\n",
    )
    tomorrow = (row.issued_on + timedelta(days=1)).isoformat()
    for changed in (
        genuine.replace(row.number, "9" + row.number),
        genuine.replace(row.issued_on.isoformat(), tomorrow),
        genuine.replace(row.code, rows[1].code),
        genuine[:-2],
        ADDRESS + row.code,
    ):
        found = check(key, changed)
        assert found.returncode == 1, changed
        assert "NOT GENUINE" in found.stderr
    with app.app_context():
        other = app.extensions["keyring"].verify_key("another purpose").public_bytes_raw()
    assert check(other.hex()[:43], genuine).returncode == 1


def test_the_command_prints_the_key_and_nothing_else(app):
    plain = app.test_cli_runner().invoke(args=["certificates", "public-key"])
    with app.app_context():
        assert plain.output == public_key() + "\n"
    as_json = app.test_cli_runner().invoke(args=["certificates", "public-key", "--format", "json"])
    assert as_json.output.startswith('{"algorithm": "Ed25519", "public_key": "')


def test_a_qr_code_is_a_drawing_or_a_picture():
    assert qr_svg("https://khoi.example.vn").startswith("<svg")
    assert qr_png("https://khoi.example.vn").startswith(b"\x89PNG")
    assert qr_svg("a") != qr_svg("b")


def test_the_workbook_has_a_line_for_each_certificate(rows):
    content = write_register(rows, taken_by="giang")
    words = [str(cell) for row in open_sheet(content).rows for cell in row]
    for row in rows:
        assert row.number in words
        assert row.full_name in words
    assert words.count("còn giá trị") == 3
