"""What a file is, by its content and never by its name. Pure."""

from __future__ import annotations

import io
import zipfile
from enum import Enum


class FileKind(Enum):
    """A kind of file that may be handed in: its media type, its ending, what people call it."""

    JPEG = ("image/jpeg", ".jpg", "ảnh JPEG")
    PNG = ("image/png", ".png", "ảnh PNG")
    WEBP = ("image/webp", ".webp", "ảnh WebP")
    PDF = ("application/pdf", ".pdf", "PDF")
    WORD = ("application/vnd.openxmlformats-officedocument.wordprocessingml.document", ".docx", "Word")
    EXCEL = ("application/vnd.openxmlformats-officedocument.spreadsheetml.sheet", ".xlsx", "Excel")

    @property
    def media_type(self) -> str:
        return self.value[0]

    @property
    def ending(self) -> str:
        return self.value[1]

    @property
    def label(self) -> str:
        return self.value[2]


IMAGES = frozenset({FileKind.JPEG, FileKind.PNG, FileKind.WEBP})
PAPERS = frozenset({FileKind.PDF, FileKind.WORD, FileKind.EXCEL})

_BEGINNINGS = {
    b"\xff\xd8\xff": FileKind.JPEG,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"%PDF-": FileKind.PDF,
}
_OFFICE = {"word/document.xml": FileKind.WORD, "xl/workbook.xml": FileKind.EXCEL}


def recognise(content: bytes) -> FileKind | None:
    """Return the kind of a file; None for any other, and for office files that carry macros."""
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileKind.WEBP
    return _office_kind(content) if content.startswith(b"PK") else None


def _office_kind(content: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names) or "[Content_Types].xml" not in names:
        return None
    return next((kind for name, kind in _OFFICE.items() if name in names), None)
