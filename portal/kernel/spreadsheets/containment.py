"""Uploaded workbooks are not trusted: judged by content, then opened in a bounded child process."""

from __future__ import annotations

import io
import logging
import marshal
import subprocess
import sys
import zipfile
import zlib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from portal.kernel.errors import DomainError

MOST_BYTES = 16 * 1024 * 1024
MOST_UNPACKED_BYTES = 200 * 1024 * 1024
PATIENCE_SECONDS = 60
_CHILD = Path(__file__).with_name("reading_child.py")
_OLD_EXCEL = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_BOOK_PARTS = ("xl/workbook.xml", "xl/workbook.bin", "content.xml")
_BROKEN = (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError, EOFError, ValueError, OSError)
_REFUSALS = {
    "password": "Tệp có mật khẩu; hãy bỏ mật khẩu rồi thử lại.",
    "unreadable": "Tệp không mở được như một bảng Excel; hãy lưu lại thành .xlsx rồi thử lại.",
    "rows": "Trang “{sheet}” kéo dài đến dòng {rows}, quá số dòng nhận được; hãy xóa các dòng thừa ở cuối"
    " hoặc tách thành nhiều tệp.",
    "cells": "Trang “{sheet}” trải quá rộng; hãy xóa các cột thừa bên phải rồi thử lại.",
}
_TOO_HEAVY = "Tệp quá lớn hoặc quá phức tạp để mở; hãy chép riêng danh sách sang một tệp mới rồi thử lại."

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True)
class RawSheet:
    """A worksheet as it came; its days stand beside the rows (reading_child.py)."""

    name: str
    rows: list[list[Any]]
    days: list[tuple[int, int, tuple[int, ...]]]


def read_sheets(content: bytes) -> list[RawSheet]:
    """Return the visible worksheets; DomainError in plain words when there are none."""
    check_is_workbook(content)
    answer = _ask_child(content)
    if "refused" in answer:
        raise DomainError(_REFUSALS[answer["refused"]].format_map(answer))
    if not answer["sheets"]:
        raise DomainError(_REFUSALS["unreadable"])
    return [RawSheet(*sheet) for sheet in answer["sheets"]]


def _ask_child(content: bytes) -> dict[str, Any]:
    command = [sys.executable, "-I", str(_CHILD)]
    try:
        child = subprocess.run(  # noqa: S603 -- our own file, no shell, the upload only on its input
            command, input=content, capture_output=True, timeout=PATIENCE_SECONDS, check=False
        )
    except subprocess.TimeoutExpired as error:
        raise DomainError(_TOO_HEAVY) from error
    if child.returncode:
        last = child.stderr.decode(errors="replace").strip().rpartition("\n")[2]
        log.warning("workbook of %d bytes ended its reader (%d): %s", len(content), child.returncode, last)
        raise DomainError(_TOO_HEAVY)
    answer: dict[str, Any] = marshal.loads(child.stdout)  # noqa: S302 -- written by our own child; builds no objects
    return answer


def check_is_workbook(content: bytes) -> None:
    """Refuse by content, not by name: no workbook, too large, or unpacking to far too much."""
    if len(content) > MOST_BYTES:
        raise DomainError("Tệp quá lớn (tối đa 16 MB).")
    if content.startswith(_OLD_EXCEL):
        return
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            _check_unpacked_size(archive)
            names = archive.namelist()
    except _BROKEN as error:
        raise DomainError("Tệp không phải bảng Excel (.xlsx, .xls, .ods) hoặc đã hỏng.") from error
    if not any(name in names for name in _BOOK_PARTS):
        raise DomainError("Tệp không phải bảng Excel (.xlsx, .xls, .ods).")


def _check_unpacked_size(archive: zipfile.ZipFile) -> None:
    """Refuse what the archive declares too large, and what turns out too large while unpacking."""
    entries = archive.infolist()
    if sum(entry.file_size for entry in entries) > MOST_UNPACKED_BYTES:
        raise DomainError("Tệp bung ra quá lớn; không nhận.")
    unpacked = 0
    for entry in entries:
        with archive.open(entry) as part:
            while chunk := part.read(1 << 20):
                unpacked += len(chunk)
                if unpacked > MOST_UNPACKED_BYTES:
                    raise DomainError("Tệp bung ra quá lớn; không nhận.")
