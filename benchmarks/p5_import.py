"""P5: a list of ten thousand rows, checked and written, against reading the file and a bare COPY."""

from __future__ import annotations

import io
import random
import time
from collections.abc import Callable
from datetime import date, timedelta
from typing import Any

ROWS, ROUNDS = 10_000, 3
HEADINGS = ("STT", "Họ và tên", "Ngày sinh", "Giới tính", "Số CCCD", "Dân tộc", "Trình độ", "Đoàn viên")
FAMILY = [
    "Nguyễn",
    "Trần",
    "Lê",
    "Phạm",
    "Hoàng",
    "Huỳnh",
    "Phan",
    "Vũ",
    "Võ",
    "Đặng",
    "Bùi",
    "Đỗ",
    "Hồ",
    "Ngô",
    "Dương",
    "Lý",
]
MIDDLE = ["Văn", "Thị", "Minh", "Thanh", "Ngọc", "Xuân", "Quốc", "Hồng", "Thu", "Đức"]
GIVEN = [
    "An",
    "Anh",
    "Bình",
    "Chi",
    "Dung",
    "Dũng",
    "Hà",
    "Hạnh",
    "Hoa",
    "Hùng",
    "Lan",
    "Linh",
    "Long",
    "Mai",
    "Minh",
    "Nam",
    "Nga",
    "Phong",
    "Sơn",
    "Trang",
    "Yến",
]
TABLE = "create unlogged table if not exists bare_import (name text, born text, sex text, number text)"


def run(application: Any, conninfo: str) -> dict[str, Any]:
    """Return the figures of P5; every round takes another house."""
    rounds = [_round(application, conninfo, f"G00{number + 1}", seed=number) for number in range(ROUNDS)]
    checks, writes, bares = zip(*rounds, strict=True)
    middle = ROUNDS // 2
    return {
        "check_seconds": round(sorted(checks)[middle], 2),
        "write_seconds": round(sorted(writes)[middle], 2),
        "bare_seconds": round(sorted(bares)[middle], 2),
        "ratio": round(sorted((c + w) / b for c, w, b in rounds)[middle], 2),
        "budget": {"ratio": "<= 8"},
    }


def _round(application: Any, conninfo: str, code: str, *, seed: int) -> tuple[float, float, float]:
    from portal.candidates.operations.import_candidates import check_import, confirm_import
    from portal.kernel.database import session_as
    from portal.organizations.queries import find_operator

    content = workbook(seed)
    with application.app_context(), session_as(find_operator(code)):
        checked, check = _timed(lambda: check_import(file_name="p5.xlsx", content=content))
        result, write = _timed(lambda: confirm_import(candidate_import_id=checked))
    if result.report["accepted"] < ROWS * 9 // 10:
        raise RuntimeError(f"only {result.report['accepted']} rows were accepted")
    _, bare = _timed(lambda: _bare(content, conninfo))
    return check, write, bare


def _timed(call: Callable[[], Any]) -> tuple[Any, float]:
    started = time.perf_counter()
    found = call()
    return found, time.perf_counter() - started


def _bare(content: bytes, conninfo: str) -> None:
    import psycopg
    from python_calamine import CalamineWorkbook

    rows = CalamineWorkbook.from_filelike(io.BytesIO(content)).get_sheet_by_index(0).to_python()[1:]
    with psycopg.connect(conninfo) as connection:
        connection.execute(TABLE)
        with connection.cursor().copy("copy bare_import (name, born, sex, number) from stdin") as copy:
            for row in rows:
                copy.write_row(row[1:5])


def workbook(seed: int) -> bytes:
    """Return a list of invented people as an office would send it."""
    import xlsxwriter

    chance = random.Random(seed)
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output, {"constant_memory": True})
    sheet = book.add_worksheet()
    sheet.write_row(0, 0, HEADINGS)
    for number in range(1, ROWS + 1):
        born = date(1985, 1, 1) + timedelta(days=chance.randrange(7000))
        name = " ".join(map(chance.choice, (FAMILY, MIDDLE, GIVEN)))
        sex = chance.choice(("Nam", "Nữ"))
        citizen = f"0{seed}{number:010d}"
        row = (number, name, f"{born:%d/%m/%Y}", sex, citizen, "Kinh", "Đại học", chance.choice(("x", "")))
        sheet.write_row(number, 0, row)
    book.close()
    return output.getvalue()
