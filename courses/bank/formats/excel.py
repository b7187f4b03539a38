r"""The Excel layout of question banks: a header row, a question a row, options in columns A, B, C.

Key column ("Đáp án"): letters of the right options (``A``, ``A, C``; for an ordering all letters in
order); for a short answer the accepted forms, separated by ``|``; empty for matching, whose option
cells read ``left=right`` (``=right`` for a distractor), and for essays. A backslash before ``|`` or
``=`` takes the sign literally. The columns Điểm (points) and Bỏ dấu (ignore tones) are optional.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping, Sequence
from datetime import date, datetime, time, timedelta
from functools import partial
from io import BytesIO
from typing import TypeAlias

import xlsxwriter
from python_calamine import CalamineError, CalamineWorkbook

from courses.bank.formats import archive
from courses.bank.formats.plain_text import clean
from courses.bank.formats.question import (
    DIFFICULTY_CODES,
    Body,
    ParsedBank,
    Question,
    QuestionMistake,
    UnreadableBank,
    UnsupportedType,
    gather,
    lesson_name,
    matching_body,
    matching_pairs,
    number_options,
    read_difficulty,
    read_points,
    true_false_body,
    write_points,
)
from courses.bank.types import essay, matching, ordering, short_answer, true_false
from courses.bank.types.choices import option_id
from courses.bank.types.registry import TYPES

NAME = "xlsx"

Cell: TypeAlias = str | float | bool | date | datetime | time | timedelta
Reader: TypeAlias = Callable[[], Question]

TITLE = "NGÂN HÀNG CÂU HỎI LỚP BỒI DƯỠNG NHẬN THỨC VỀ ĐẢNG"
SHEET = "Ngân hàng câu hỏi"
HEADERS_BEFORE = ("STT", "Chuyên đề", "Mức độ", "Loại câu", "Nội dung câu hỏi")
HEADERS_AFTER = ("Đáp án", "Giải thích", "Điểm", "Bỏ dấu")
FEWEST_OPTION_COLUMNS = 5
HEADER_ROWS_SEARCHED = 30
MOST_ROWS = 50_000
MOST_COLUMN_LETTERS = 2

_FILLED_CELL = re.compile(rb'<c\b[^>]*?\br="([A-Z]+)(\d{1,9})"[^>]*(?<!/)>')

_KINDS = {question_type.LABEL.casefold(): name for name, question_type in TYPES.items()}
_NEEDED = ("loại câu", "nội dung câu hỏi", "đáp án")
_YES = frozenset({"x", "có", "true", "1"})
_TRUE = frozenset({"đúng", "true"})
_FALSE = frozenset({"sai", "false"})


def read(data: bytes) -> ParsedBank:
    """Read every sheet that has the header row; raise UnreadableBank when none has."""
    _check_extent(archive.unpack(data))
    try:
        workbook = CalamineWorkbook.from_filelike(BytesIO(data))
        sheets = [(name, _rows(workbook, name)) for name in workbook.sheet_names]
    except CalamineError as error:
        raise UnreadableBank("Không mở được tệp Excel này (tệp hỏng hoặc có mật khẩu).") from error
    tables = [(name, rows, found) for name, rows in sheets if (found := _find_header(rows)) is not None]
    if not tables:
        raise UnreadableBank("Không thấy dòng tiêu đề có các cột “Loại câu”, “Nội dung câu hỏi”, “Đáp án”.")
    items: list[tuple[str, Reader]] = []
    for name, rows, found in tables:
        prefix = f"{name}, " if len(tables) > 1 else ""
        items += [(f"{prefix}dòng {number}", reader) for number, reader in _questions(rows, found)]
    return gather(NAME, items)


def _check_extent(files: Mapping[str, bytes]) -> None:
    """Refuse a sheet with a value in a far corner: the reader lays out every cell up to it."""
    for name, content in files.items():
        if name.startswith("xl/worksheets/"):
            for letters, row in _FILLED_CELL.findall(content):
                if int(row) > MOST_ROWS or len(letters) > MOST_COLUMN_LETTERS:
                    raise UnreadableBank(
                        f"Bảng tính quá rộng hoặc có quá {MOST_ROWS:,} dòng.".replace(",", ".")
                    )


def _rows(workbook: CalamineWorkbook, name: str) -> list[list[str]]:
    cells = workbook.get_sheet_by_name(name).to_python(skip_empty_area=False)
    return [[_text(cell) for cell in row] for row in cells]


def _text(cell: Cell) -> str:
    if isinstance(cell, bool):
        return "Đúng" if cell else "Sai"
    if isinstance(cell, float):
        return str(int(cell)) if cell.is_integer() else repr(cell)
    if isinstance(cell, datetime):
        return f"{cell:%d/%m/%Y}" if cell.time() == time() else f"{cell:%d/%m/%Y %H:%M}"
    if isinstance(cell, date):
        return f"{cell:%d/%m/%Y}"
    return clean(str(cell))


def _find_header(rows: Sequence[Sequence[str]]) -> tuple[int, dict[str, int]] | None:
    """Return the index of the header row and the column of each name (folded) in it."""
    for index, row in enumerate(rows[:HEADER_ROWS_SEARCHED]):
        columns = {cell.casefold(): place for place, cell in reversed(list(enumerate(row))) if cell}
        if all(name in columns for name in _NEEDED):
            return index, columns
    return None


def _questions(
    rows: Sequence[Sequence[str]], found: tuple[int, dict[str, int]]
) -> Iterator[tuple[int, Reader]]:
    header, columns = found
    for number, row in enumerate(rows[header + 1 :], start=header + 2):
        if any(row) and list(row) != list(rows[header]):
            yield number, partial(_question, row, columns)


def _question(row: Sequence[str], columns: dict[str, int]) -> Question:
    def cell(name: str) -> str:
        return row[columns[name]] if name in columns else ""

    label = cell("loại câu")
    if not label:
        raise QuestionMistake("Cột “Loại câu” để trống.")
    kind = _KINDS.get(label.casefold())
    if kind is None:
        raise UnsupportedType(label)
    letters = sorted(name for name in columns if len(name) == 1 and name.isascii() and name.isalpha())
    body = _body(kind, {letter: cell(letter) for letter in letters if cell(letter)}, cell("đáp án"))
    return Question(
        kind=kind,
        text=cell("nội dung câu hỏi"),
        key=body.key,
        options=body.options,
        targets=body.targets,
        lesson=lesson_name(cell("chuyên đề")),
        difficulty=read_difficulty(cell("mức độ")),
        explanation=cell("giải thích"),
        points=read_points(cell("điểm")),
        external_id=cell("stt"),
        ignore_tones=cell("bỏ dấu").casefold() in _YES,
    )


def _body(kind: str, cells: dict[str, str], key: str) -> Body:
    if kind == true_false.NAME:
        return _true_false(cells, key)
    if kind == matching.NAME:
        return matching_body(_pair(cell) for cell in cells.values())
    if kind == short_answer.NAME:
        return Body(kind, tuple(form for part in _split(key, "|") if (form := clean(part))))
    if kind == essay.NAME:
        return Body(kind)
    options = number_options(cells.values())
    ids = {letter: option.id for letter, option in zip(cells, options, strict=True)}
    answers = [ids[letter] for letter in _letters(key, cells)]
    return Body(kind, tuple(answers if kind == ordering.NAME else sorted(answers)), options)


def _letters(key: str, cells: Mapping[str, str]) -> list[str]:
    """Return the column letters of "A, C" or "A B C" or "A → B", each with an option under it."""
    written = re.sub(r"[\s,;.\-–>→]+", "", key).casefold()
    for letter in written:
        if letter not in cells:
            raise QuestionMistake(f"Đáp án “{key}” chỉ tới cột {letter.upper()}, cột đó không có phương án.")
    return list(written)


def _true_false(cells: Mapping[str, str], key: str) -> Body:
    letter = key.casefold()
    said = cells.get(letter, {"a": "Đúng", "b": "Sai"}.get(letter, key)).casefold()
    if said not in _TRUE | _FALSE:
        raise QuestionMistake(f"Đáp án “{key}” của câu Đúng/Sai không rõ là Đúng hay Sai.")
    return true_false_body(is_true=said in _TRUE)


def _pair(cell: str) -> tuple[str, str]:
    left, *rest = _split(cell, "=", at_most=1)
    right = clean(rest[0]) if rest else ""
    if not right:
        raise QuestionMistake(f"Ô ghép đôi “{cell}” phải có dạng “vế trái=vế phải”.")
    return clean(left), right


def _split(text: str, sign: str, at_most: int | None = None) -> list[str]:
    """Split at the signs that no backslash protects, then take the protection away."""
    parts = [""]
    for token in re.findall(r"\\.|.", text, re.DOTALL):
        if token == sign and (at_most is None or len(parts) <= at_most):
            parts.append("")
        else:
            parts[-1] += token[1] if token in (f"\\{sign}", "\\\\") else token
    return parts


def _protect(text: str, sign: str) -> str:
    return text.replace("\\", "\\\\").replace(sign, f"\\{sign}")


def write(questions: Sequence[Question]) -> bytes:
    """Return a workbook in the same layout; every cell is text, so none becomes a formula."""
    rows = [_row(question) for question in questions]
    width = max([FEWEST_OPTION_COLUMNS, *(len(options) for _, options, _ in rows)])
    letters = [option_id(place).upper() for place in range(width)]
    buffer = BytesIO()
    workbook = xlsxwriter.Workbook(buffer, {"in_memory": True})
    sheet = workbook.add_worksheet(SHEET)
    sheet.write_string(0, 0, TITLE, workbook.add_format({"bold": True}))
    headers = [*HEADERS_BEFORE, *letters, *HEADERS_AFTER]
    table = [[*before, *options, *[""] * (width - len(options)), *after] for before, options, after in rows]
    wrapped = workbook.add_format({"text_wrap": True, "valign": "top"})
    for line, cells in enumerate([headers, *table], start=2):
        for column, text in enumerate(cells):
            if text:
                sheet.write_string(line, column, text, wrapped)
    sheet.set_column(4, 4, 60)
    sheet.freeze_panes(3, 0)
    workbook.close()
    return buffer.getvalue()


def _row(question: Question) -> tuple[list[str], list[str], list[str]]:
    """Return the cells before the options, the options, and the cells after them."""
    options, key = _cells(question)
    level = DIFFICULTY_CODES[question.difficulty] if question.difficulty else ""
    before = [question.external_id, question.lesson, level, TYPES[question.kind].LABEL, question.text]
    after = [key, question.explanation, write_points(question.points), "x" if question.ignore_tones else ""]
    return before, options, after


def _cells(question: Question) -> tuple[list[str], str]:
    if question.kind == matching.NAME:
        pairs = matching_pairs(question)
        return [f"{_protect(left, '=')}={_protect(right, '=')}" for left, right in pairs], ""
    if question.kind == short_answer.NAME:
        return [], " | ".join(_protect(form, "|") for form in question.key)
    letters = {option.id: option_id(place).upper() for place, option in enumerate(question.options)}
    return [option.text for option in question.options], ", ".join(letters[answer] for answer in question.key)
