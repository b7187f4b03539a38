"""The urging letter: who is named, what it says, how it looks as a document."""

from __future__ import annotations

import io
import json
import re
from datetime import date

import pytest
from docx import Document
from docx.shared import Mm

from portal.kernel.documents.written_dates import date_text, plain_date
from portal.kernel.errors import DomainError
from portal.organizations.models import TenantSetting
from portal.organizations.operations.change_setting import LABELS, LETTERHEAD
from portal.oversight.letters import queries
from portal.oversight.letters.documents import write_letter
from portal.oversight.letters.models import Letter, LetterKind
from portal.oversight.letters.operations.discard_letter import discard_letter
from portal.oversight.letters.operations.draft_letter import draft_letter
from portal.oversight.letters.rules import units_below
from portal.oversight.letters.wording import Voice, write_body
from portal.targets.operations.import_targets import import_targets
from tests.portal.targets.sheets import sheet

AS_OF = date(2023, 8, 31)


@pytest.fixture
def targets(acting, cast):
    with acting(cast.giang):
        import_targets(content=sheet([("K01", 10, 2, 4), ("K02", 6, 2, 5)]), term_code="2020-2025")


@pytest.fixture
def letter_id(acting, cast, targets):
    with acting(cast.giang, reading=True):
        figures = queries.urging_figures("2020-2025", AS_OF, 50).as_document()
    with acting(cast.giang):
        return draft_letter(
            kind=LetterKind.URGING,
            addressees=[cast.an.tenant_id],
            figures=figures,
            as_of=AS_OF,
            threshold=50,
            reply_due=date(2023, 9, 30),
        )


def text_of(content: bytes) -> str:
    document = Document(io.BytesIO(content))
    cells = [cell.text for table in document.tables for row in table.rows for cell in row.cells]
    return "\n".join([paragraph.text for paragraph in document.paragraphs] + cells)


def test_dates_as_party_documents_write_them():
    assert date_text(date(2023, 9, 7)) == "ngày 07 tháng 9 năm 2023"
    assert date_text(date(2023, 2, 17)) == "ngày 17 tháng 02 năm 2023"
    assert date_text(date(2023, 12, 31)) == "ngày 31 tháng 12 năm 2023"
    assert plain_date(date(2023, 1, 5)) == "05/01/2023"


def test_only_houses_below_the_threshold_are_named_by_code():
    rows = [("K03", "C", 10, 4), ("K01", "A", 10, 5), ("K02", "B", 0, 0), ("K00", "Z", 3, 1)]
    assert [unit.code for unit in units_below(rows, 50)] == ["K00", "K03"]
    assert [unit.code for unit in units_below(rows, 51)] == ["K00", "K01", "K03"]
    assert units_below(rows, 50)[1].remaining == 6


def test_the_word_file_names_the_houses_with_their_figures(client_as, cast, letter_id):
    answer = client_as(cast.giang).get(f"/letters/{letter_id}/docx")
    assert answer.headers["Content-Disposition"].endswith('.docx"')
    said = text_of(answer.data)
    for part in (
        "DỰ THẢO",
        "Đảng bộ Sở Thử Nghiệm A",
        "9/16",
        "56,2",
        "dưới 50%",
        "30/9/2023",
        "Kính gửi:",
        "T/M BAN THƯỜNG VỤ",
        "ĐẢNG CỘNG SẢN VIỆT NAM",
        "58,3",
    ):
        assert part in said, part
    assert "Sở Thử Nghiệm B" not in said
    assert "{{" not in said
    assert "Số       -" in said, "no number before signing"


def test_the_page_has_the_measures_of_the_form(client_as, cast, letter_id):
    document = Document(io.BytesIO(client_as(cast.giang).get(f"/letters/{letter_id}/docx").data))
    section = document.sections[0]
    margins = (section.top_margin, section.bottom_margin, section.left_margin, section.right_margin)
    assert [round(m / Mm(1)) for m in margins] == [20, 20, 30, 15]
    assert (round(section.page_width / Mm(1)), round(section.page_height / Mm(1))) == (210, 297)
    assert section.different_first_page_header_footer
    fonts = {run.font.name for paragraph in document.paragraphs for run in paragraph.runs}
    assert fonts == {"Times New Roman"}


def test_a_thousand_has_its_dot_in_the_word_file():
    unit = {
        "code": "K01",
        "name": "A",
        "term_target": 2500,
        "admitted": 1000,
        "percent": 40.0,
        "remaining": 1500,
    }
    figures = {
        "term": "2020-2025",
        "term_target": 12345,
        "admitted": 6789,
        "percent": 55.2,
        "elapsed_percent": 80.0,
        "threshold": 50,
        "units": [unit],
    }
    voice = Voice("Khối", "Ban Xây dựng", "Ban Thường vụ", AS_OF, date(2023, 9, 30))
    said = text_of(
        write_letter(
            Letter(
                subject="Đôn đốc",
                body=write_body(LetterKind.URGING, figures, voice),
                figures=figures,
                number="",
            ),
            TenantSetting(**dict.fromkeys(LETTERHEAD | LABELS, "")),
            addressees=["Đảng bộ A."],
            written_on=AS_OF,
        )
    )
    assert "6.789/12.345 đảng viên, đạt 55,2% chỉ tiêu" in said
    assert {"2.500", "1.000", "1.500", "40"} <= set(said.split("\n"))


def test_a_letter_needs_somebody_to_urge(acting, cast, targets):
    with acting(cast.giang, reading=True):
        nobody = queries.urging_figures("2020-2025", AS_OF, 10).as_document()
    with acting(cast.giang), pytest.raises(DomainError, match="không cần công văn"):
        draft_letter(
            kind=LetterKind.URGING, figures=nobody, as_of=AS_OF, threshold=10, reply_due=date(2023, 9, 30)
        )


def test_pages_of_letters(client_as, cast, letter_id):
    giang = client_as(cast.giang)
    assert "Sở Thử Nghiệm A" in giang.get(f"/letters/{letter_id}").text
    assert "Đôn đốc" in giang.get("/letters").text
    assert "Sở Thử Nghiệm A" in giang.get("/letters/urging?as_of=31/08/2023").text
    done = giang.post(
        "/letters/urging", data={"as_of": "31/08/2023", "threshold": "50", "reply_due": "30/09/2023"}
    )
    assert done.status_code == 302
    wrong = giang.post(
        "/letters/urging", data={"as_of": "31/08/2023", "threshold": "50", "reply_due": "30/08/2023"}
    )
    assert wrong.status_code == 422
    assert "Hạn báo cáo phải sau" in wrong.text
    for somebody in (cast.an, cast.chi, cast.em, cast.khanh, cast.ha):
        assert client_as(somebody).get(f"/letters/{letter_id}").status_code == 403


def test_what_is_looked_at_is_what_is_drafted(client_as, cast, targets):
    giang = client_as(cast.giang)
    page = giang.get("/letters/urging?as_of=31/08/2023&threshold=90").text
    assert "Sẽ nêu tên 2 đơn vị dưới 90%" in page
    hidden = dict(re.findall(r'name="(as_of|threshold)"[^>]*type="hidden"[^>]*value="([^"]*)"', page))
    assert hidden == {"as_of": "31/08/2023", "threshold": "90"}


def test_a_day_that_is_none_is_said_beside_its_field(client_as, cast, targets):
    page = client_as(cast.giang).get("/letters/urging?as_of=31/02/2023&threshold=50")
    assert page.status_code == 200
    assert "Nhập ngày theo dạng" in page.text


def test_without_a_term_the_page_says_what_to_do_first(client_as, cast):
    page = client_as(cast.giang).get("/letters/urging")
    assert page.status_code == 200
    assert "Chưa có chỉ tiêu nhiệm kỳ" in page.text


def test_a_letter_keeps_its_figures_when_the_targets_change(client_as, acting, cast, letter_id):
    with acting(cast.giang):
        import_targets(content=sheet([("K01", 30, 2, 4), ("K02", 6, 2, 5)]), term_code="2020-2025")
    assert "9/16" in text_of(client_as(cast.giang).get(f"/letters/{letter_id}/docx").data)


def test_a_discarded_draft_leaves_the_list(acting, client_as, cast, letter_id):
    with acting(cast.giang):
        discard_letter(letter_id=letter_id)
    assert "Chưa có dự thảo nào" in client_as(cast.giang).get("/letters").text


def test_the_letter_by_command(app, cast, targets, tmp_path, owner_sql):
    out = tmp_path / "cv.docx"
    arguments = [
        "oversight",
        "urging-letter",
        "--term",
        "2020-2025",
        "--as-of",
        "2023-08-31",
        "--threshold",
        "50",
        "--out",
        str(out),
    ]
    answer = app.test_cli_runner().invoke(args=[*arguments, "--format", "json"])
    assert answer.exit_code == 0, answer.output
    assert json.loads(answer.stdout) == {"file": str(out), "tenants": ["K01"]}
    assert "Đảng bộ Sở Thử Nghiệm A" in text_of(out.read_bytes())
    assert owner_sql("select state, threshold from letter") == [("draft", 50)]
    assert owner_sql("select count(*) from audit_entry where body like '%%letter.drafted%%'") == [(1,)]
    assert app.test_cli_runner().invoke(args=[*arguments, "--as", "khanh"]).exit_code == 1
    nowhere = [*arguments, "--out", str(tmp_path / "none" / "cv.docx")]
    assert app.test_cli_runner().invoke(args=nowhere).exit_code == 2
    assert app.test_cli_runner().invoke(args=[*arguments, "--threshold", "0"]).exit_code == 2
