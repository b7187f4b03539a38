"""Question workbooks as lecturers fill them in."""

from datetime import date, datetime
from io import BytesIO

import pytest
import xlsxwriter

from courses.bank.formats import excel
from courses.bank.formats.question import UnreadableBank
from tests.courses.bank.questions import a_question

HEADER = ("STT", "Chuyên đề", "Mức độ", "Loại câu", "Nội dung câu hỏi", *"ABCDE", "Đáp án", "Giải thích")


def workbook(*sheets):
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        for name, rows in sheets:
            sheet = book.add_worksheet(name)
            for line, row in enumerate(rows):
                for column, cell in enumerate(row):
                    if isinstance(cell, (date, datetime)):
                        sheet.write_datetime(
                            line, column, cell, book.add_format({"num_format": "dd/mm/yyyy"})
                        )
                    elif isinstance(cell, str):
                        sheet.write_string(line, column, cell)
                    else:
                        sheet.write(line, column, cell)
    return buffer.getvalue()


def row(kind, options=(), key="", *, text="Hỏi?", number=1, lesson="Bài 1", level="NB", why=""):
    return (number, lesson, level, kind, text, *options, *[""] * (5 - len(options)), key, why)


def read_rows(*rows, header=HEADER):
    return excel.read(workbook(("Câu hỏi", [header, *rows])))


def read_one(*cells, **named):
    bank = read_rows(row(*cells, **named))
    assert bank.complaints == ()
    return bank.questions[0]


def complaint(*cells, **named):
    bank = read_rows(row(*cells, **named))
    assert bank.questions == ()
    return bank.complaints[0]


@pytest.mark.parametrize(
    ("kind", "options", "key", "answers"),
    [
        ("Một đáp án", ("x", "y"), "B", ("b",)),
        ("một đáp án", ("x", "y"), "b.", ("b",)),
        ("Một đáp án", ("x", "", "z"), "C", ("b",)),
        ("Nhiều đáp án", ("x", "y", "z"), "C, A", ("a", "c")),
        ("Nhiều đáp án", ("x", "y", "z"), "A;B", ("a", "b")),
        ("Nhiều đáp án", ("x", "y", "z"), "AC", ("a", "c")),
        ("Sắp xếp", ("x", "y", "z"), "B → A → C", ("b", "a", "c")),
        ("Sắp xếp", ("x", "y", "z"), "B-A-C", ("b", "a", "c")),
        ("Đúng/Sai", ("Đúng", "Sai"), "A", ("true",)),
        ("Đúng/Sai", ("Sai", "Đúng"), "A", ("false",)),
        ("Đúng/Sai", (), "Sai", ("false",)),
        ("Đúng/Sai", (), "B", ("false",)),
        ("Đúng/Sai", (), True, ("true",)),
        ("Trả lời ngắn", (), "văn minh | hiện đại", ("văn minh", "hiện đại")),
        ("Trả lời ngắn", (), 1954, ("1954",)),
        ("Trả lời ngắn", (), 0.5, ("0.5",)),
        ("Trả lời ngắn", (), date(1930, 2, 3), ("03/02/1930",)),
        ("Trả lời ngắn", (), datetime(1945, 9, 2, 14, 0), ("02/09/1945 14:00",)),
        ("Trả lời ngắn", (), r"a\|b", ("a|b",)),
        ("Ghép đôi", ("a=1", " b = 2 ", "=3"), "", ("1:a", "2:b")),
        ("Tự luận", (), "", ()),
    ],
)
def test_the_key_column(kind, options, key, answers):
    assert read_one(kind, options, key).key == answers


def test_an_equals_sign_can_be_protected():
    question = read_one("Ghép đôi", (r"1\=1=đúng", r"C:\x=a=b"))
    assert [option.text for option in question.options] == ["1=1", "C:\\x"]
    assert [target.text for target in question.targets] == ["đúng", "a=b"]


@pytest.mark.parametrize(
    ("cells", "named", "words"),
    [
        (("Một đáp án", ("x", "y"), "C"), {}, "chỉ tới cột C"),
        (("Một đáp án", ("x", "y"), "03/02"), {}, "không có phương án"),
        (("Một đáp án", ("x", "y"), ""), {}, "đúng một đáp án"),
        (("Một đáp án", ("x", "x"), "A"), {}, "giống hệt"),
        (("Đúng/Sai", ("Đúng", "Sai"), "có"), {}, "không rõ là Đúng hay Sai"),
        (("Ghép đôi", ("a=1", "b")), {}, "vế trái=vế phải"),
        (("Ghép đôi", ("a=1", "b=")), {}, "vế trái=vế phải"),
        (("Trả lời ngắn", (), " | "), {}, "ít nhất một"),
        (("Tự luận",), {"text": ""}, "chưa có nội dung"),
        (("Tự luận",), {"level": "Dễ"}, "không thuộc NB"),
        (("",), {}, "“Loại câu” để trống"),
    ],
)
def test_a_row_that_cannot_be_used_is_named_with_its_reason(cells, named, words):
    place, message = complaint(*cells, **named)
    assert place == "dòng 2"
    assert words in message


def test_a_foreign_type_is_listed():
    assert read_rows(row("Điền khuyết")).unsupported == (("dòng 2", "Điền khuyết"),)


def test_title_rows_empty_rows_and_a_repeated_header_are_no_questions():
    rows = [["NGÂN HÀNG"], [], HEADER, row("Tự luận"), [], HEADER, row("Tự luận", number=2)]
    bank = excel.read(workbook(("S", rows)))
    assert [question.external_id for question in bank.questions] == ["1", "2"]
    assert bank.complaints == ()


def test_every_sheet_with_a_header_is_read_and_named():
    bad = row("Tự luận", text="")
    bank = excel.read(workbook(("Bài 1", [HEADER, bad]), ("Ghi chú", [["x"]]), ("Bài 2", [HEADER, bad])))
    assert [place for place, _ in bank.complaints] == ["Bài 1, dòng 2", "Bài 2, dòng 2"]


def test_columns_are_found_by_name():
    header = ("Nội dung câu hỏi", "Đáp án", "Loại câu", "A", "B", "Điểm", "Bỏ dấu")
    (question,) = read_rows(("Hỏi?", "B", "Một đáp án", "x", "y", "0,5", "x"), header=header).questions
    assert (question.key, str(question.points), question.ignore_tones) == (("b",), "0.5", True)
    assert (question.lesson, question.difficulty, question.external_id) == ("", None, "")


def test_a_workbook_without_the_header_is_refused():
    with pytest.raises(UnreadableBank, match="Không thấy dòng tiêu đề"):
        excel.read(workbook(("S", [["a", "b"]])))


@pytest.mark.parametrize("data", [b"", b"PK\x03\x04 not a zip", b"hello"])
def test_what_is_no_zip_is_refused(data):
    with pytest.raises(UnreadableBank, match="nén bị hỏng"):
        excel.read(data)


def test_a_zip_that_is_no_workbook_is_refused():
    from zipfile import ZipFile

    buffer = BytesIO()
    with ZipFile(buffer, "w") as archive:
        archive.writestr("xl/workbook.xml", "<workbook")
    with pytest.raises(UnreadableBank, match="Không mở được"):
        excel.read(buffer.getvalue())


@pytest.mark.parametrize(("line", "column"), [(60_000, 0), (0, 16_000)])
def test_a_cell_in_a_far_corner_is_refused_before_it_costs_memory(line, column):
    buffer = BytesIO()
    with xlsxwriter.Workbook(buffer, {"in_memory": True}) as book:
        book.add_worksheet().write_string(line, column, "x")
    with pytest.raises(UnreadableBank, match="quá rộng"):
        excel.read(buffer.getvalue())


def test_nothing_written_is_a_formula():
    from python_calamine import CalamineWorkbook

    question = a_question("short_answer", text="=1+1", key=("=2", "@x"), explanation="+3")
    sheet = CalamineWorkbook.from_filelike(BytesIO(excel.write([question]))).get_sheet_by_index(0)
    assert {"=1+1", "=2 | @x", "+3"} <= set(sheet.to_python()[-1])


def test_the_layout_written_is_the_layout_of_the_sample():
    from python_calamine import CalamineWorkbook

    book = CalamineWorkbook.from_filelike(BytesIO(excel.write([a_question()])))
    rows = book.get_sheet_by_name("Ngân hàng câu hỏi").to_python()
    assert rows[0][0] == "NGÂN HÀNG CÂU HỎI LỚP BỒI DƯỠNG NHẬN THỨC VỀ ĐẢNG"
    assert tuple(rows[2][: len(HEADER)]) == HEADER


def test_more_options_make_more_columns():
    from courses.bank.formats.question import choice_body

    body = choice_body("single_choice", [(str(n), n == 7) for n in range(8)])
    question = a_question(key=body.key, options=body.options)
    assert excel.read(excel.write([question])).questions == (question,)
