"""Word documents: what is given is what stands in them, and the letter has the form of a Party letter."""

from __future__ import annotations

import io

import pytest
from docx import Document
from docx.oxml.ns import qn
from docx.shared import Mm, Pt
from docxtpl import DocxTemplate
from jinja2.exceptions import SecurityError

from portal.kernel.documents import docx
from portal.kernel.documents.docx import render_docx

ORDER = {  # of the children, as ECMA-376 wants them; Word calls other orders unreadable content
    "pPr": "pStyle keepNext keepLines pageBreakBefore framePr widowControl numPr suppressLineNumbers pBdr shd tabs"
    " spacing ind contextualSpacing jc outlineLvl rPr sectPr",
    "tblPr": "tblStyle tblpPr tblOverlap tblW jc tblCellSpacing tblInd tblBorders shd tblLayout tblCellMar tblLook",
}


def unit(name: str, *, admitted: int = 3) -> dict[str, object]:
    return {
        "name": name,
        "term_target": 10,
        "admitted": admitted,
        "percent": "30",
        "remaining": 10 - admitted,
    }


def letter(**changes: object) -> bytes:
    values: dict[str, object] = {
        "superior_body": "TỈNH ỦY A",
        "issuing_body": "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH",
        "number": "      ",
        "number_suffix": "CV/ĐUK",
        "subject": "Đôn đốc thực hiện công tác phát triển đảng viên",
        "place": "Đà Lạt",
        "date_text": "ngày      tháng 9 năm 2023",
        "draft_mark": "DỰ THẢO",
        "before": ["Thực hiện chỉ tiêu kết nạp đảng viên, còn 2 đơn vị đạt thấp:"],
        "after": ["Đề nghị các đơn vị báo cáo nguyên nhân.", "Ban theo dõi, đôn đốc."],
        "seats": [],
        "units": [unit("Đảng bộ Sở A"), unit("Chi bộ B", admitted=0)],
        "addressees": ["Các tổ chức cơ sở đảng;", "Các đoàn thể Khối."],
        "recipients": ["Như trên,", "Lưu văn phòng."],
        "signing_authority": "T/M BAN THƯỜNG VỤ",
        "signer_title": "BÍ THƯ",
        "signer_name": "Trần Văn Thử",
    }
    return render_docx("official_letter.docx", values | changes)


def opened(content: bytes):
    return Document(io.BytesIO(content))


def table_with(document, text: str):
    return next(table for table in document.tables if any(text in cell.text for cell in table.row_cells(0)))


@pytest.fixture
def one_line_template(tmp_path, monkeypatch):
    def write(text: str) -> None:
        document = Document()
        document.add_paragraph(text)
        document.save(str(tmp_path / "line.docx"))

    monkeypatch.setattr(docx, "FOLDER", tmp_path)
    return write


def test_a_value_stands_as_it_was_given(one_line_template):
    one_line_template("{{ name }}")
    name = 'Chi bộ <b>A & B</b> {{ 1 + 1 }} "Đường 30/4"'
    assert opened(render_docx("line.docx", {"name": name})).paragraphs[0].text == name


def test_a_template_of_an_office_cannot_reach_into_the_program(one_line_template):
    one_line_template("{{ name.__class__.__mro__ }}")
    with pytest.raises(SecurityError):
        render_docx("line.docx", {"name": "A"})


def test_every_unit_has_its_row_under_headings_repeated_on_each_page():
    units = [unit(f"Đảng bộ {n}", admitted=n % 10) for n in range(1, 41)]
    table = table_with(opened(letter(units=units)), "Chỉ tiêu nhiệm kỳ")
    rows = [[cell.text for cell in row.cells] for row in table.rows]
    assert rows[0] == ["TT", "Tổ chức cơ sở đảng", "Chỉ tiêu nhiệm kỳ", "Đã kết nạp", "Đạt (%)", "Còn lại"]
    assert len(rows) == 41
    assert rows[7] == ["7", "Đảng bộ 7", "10", "7", "30", "3"]
    assert table.rows[0]._tr.trPr.find(qn("w:tblHeader")) is not None
    assert all(row._tr.trPr.find(qn("w:cantSplit")) is not None for row in table.rows)


def test_the_head_has_two_blocks_without_borders():
    head = opened(letter()).tables[0]
    left, right = ([p.text for p in cell.paragraphs] for cell in head.row_cells(0))
    assert left == [
        "TỈNH ỦY A",
        "ĐẢNG ỦY KHỐI CÁC CƠ QUAN TỈNH",
        "*",
        "Số       -CV/ĐUK",
        "Đôn đốc thực hiện công tác phát triển đảng viên",
    ]
    assert right == ["ĐẢNG CỘNG SẢN VIỆT NAM", "Đà Lạt, ngày      tháng 9 năm 2023", "DỰ THẢO"]
    assert head.style.name == "Normal Table"
    superior, issuing, _star, _number, subject = (p.runs[0] for p in head.cell(0, 0).paragraphs)
    assert (superior.bold, issuing.bold) == (False, True)
    assert (subject.italic, subject.font.size) == (True, Pt(12))


def test_the_body_has_the_measures_of_the_form():
    document = opened(letter())
    body = [p for p in document.paragraphs if p.text.startswith(("Thực hiện", "Đề nghị", "Ban "))]
    assert len(body) == 3
    for paragraph in body:
        form = paragraph.paragraph_format
        assert (form.line_spacing, form.space_before) == (Pt(18), Pt(6))
        assert round(form.first_line_indent / Mm(1)) == 10
        assert {run.font.size for run in paragraph.runs} == {Pt(14)}
        assert paragraph.text.endswith((".", ":"))
        assert "./." not in paragraph.text


def test_pages_are_numbered_at_the_top_from_the_second_on():
    section = opened(letter()).sections[0]
    assert section.different_first_page_header_footer
    assert "PAGE" in section.header._element.xml
    assert "PAGE" not in section.first_page_header._element.xml


def test_the_signature_stays_together_and_with_the_end_of_the_text():
    document = opened(letter())
    block = table_with(document, "Nơi nhận:")
    left, right = ([p.text for p in cell.paragraphs] for cell in block.row_cells(0))
    assert left == ["Nơi nhận:", "- Như trên,", "- Lưu văn phòng."]
    assert right == ["T/M BAN THƯỜNG VỤ", "BÍ THƯ", "", "", "", "", "Trần Văn Thử"]
    assert block.rows[0]._tr.trPr.find(qn("w:cantSplit")) is not None
    last = next(p for p in reversed(document.paragraphs) if p.text)
    assert last.paragraph_format.keep_with_next


def test_word_can_read_it():
    """Children out of the schema's order open in LibreOffice and are refused by Word."""
    document = opened(letter())
    for name, text in ORDER.items():
        order = text.split()
        found = document.element.body.iter(qn(f"w:{name}"))
        children = [[child.tag.rpartition("}")[2] for child in element] for element in found]
        assert children
        for names in children:
            assert names == sorted(names, key=order.index), name


def test_the_committed_template_is_what_its_script_builds():
    built = _load_builder().build()
    committed = Document(str(docx.FOLDER / "official_letter.docx"))
    assert built.element.xml == committed.element.xml
    assert built.sections[0].header._element.xml == committed.sections[0].header._element.xml


def test_every_single_value_the_template_asks_for_is_shown():
    asked = DocxTemplate(str(docx.FOLDER / "official_letter.docx")).get_undeclared_template_variables()
    for name in asked - {"units", "seats", "before", "after", "addressees", "recipients"}:
        assert "CANARY" in opened(letter(**{name: "CANARY"})).element.xml, name


def _load_builder():
    from importlib.util import module_from_spec, spec_from_file_location

    spec = spec_from_file_location("build_official_letter", docx.FOLDER / "build_official_letter.py")
    module = module_from_spec(spec)
    spec.loader.exec_module(module)
    return module
