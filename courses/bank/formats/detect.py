"""Which format a file is, told from its content; the name it was given says nothing."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType
from typing import Final

from courses.bank.formats import archive, excel, moodle_xml, xml_tree
from courses.bank.formats.gift import reading as gift_reading
from courses.bank.formats.gift import writing as gift_writing
from courses.bank.formats.qti import reading as qti_reading
from courses.bank.formats.qti import writing as qti_writing
from courses.bank.formats.question import ParsedBank, Question, UnreadableBank

MOST_BYTES = 20 * 2**20


@dataclass(frozen=True, slots=True)
class BankFormat:
    """One file format: how it is read and written, and what to call the file."""

    read: Callable[[bytes], ParsedBank]
    write: Callable[[Sequence[Question]], bytes]
    suffix: str
    media_type: str
    carries_pictures: bool = False


FORMATS: Final[Mapping[str, BankFormat]] = MappingProxyType(
    {
        excel.NAME: BankFormat(
            excel.read,
            excel.write,
            ".xlsx",
            "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
        ),
        "gift": BankFormat(gift_reading.read, gift_writing.write, ".gift", "text/plain; charset=utf-8"),
        moodle_xml.NAME: BankFormat(
            moodle_xml.read, moodle_xml.write, ".xml", "application/xml", carries_pictures=True
        ),
        "qti": BankFormat(
            qti_reading.read, qti_writing.write, ".zip", "application/zip", carries_pictures=True
        ),
    },
)
"""By the names of the command ``questions import`` and ``questions export``."""


def detect(data: bytes) -> str | None:
    """Return the name of the format in ``FORMATS``, or None when it is none of them."""
    if names := archive.names(data):
        if "xl/workbook.xml" in names:
            return excel.NAME
        return "qti" if any(name.lower().endswith(".xml") for name in names) else None
    if xml_tree.root_tag(data):
        return moodle_xml.NAME if xml_tree.root_tag(data) == "quiz" else None
    try:
        text = gift_reading.decode(data)
    except UnreadableBank:
        return None
    return "gift" if "{" in text and "}" in text and "\x00" not in text else None


def read_bank(data: bytes) -> ParsedBank:
    """Read a file of any known format; raise UnreadableBank, in words, when that is impossible."""
    if len(data) > MOST_BYTES:
        raise UnreadableBank(f"Tệp lớn hơn {MOST_BYTES // 2**20} MB.")
    name = detect(data)
    if name is None:
        raise UnreadableBank("Không nhận ra định dạng: cần tệp .xlsx, GIFT, Moodle XML hoặc QTI 2.1 (.zip).")
    return FORMATS[name].read(data)
