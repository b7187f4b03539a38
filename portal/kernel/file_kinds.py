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
    MP3 = ("audio/mpeg", ".mp3", "âm thanh MP3")
    M4A = ("audio/mp4", ".m4a", "âm thanh M4A")
    MP4 = ("video/mp4", ".mp4", "video MP4")
    WEBM = ("video/webm", ".webm", "video WebM")

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
SOUNDS = frozenset({FileKind.MP3, FileKind.M4A})
FILMS = frozenset({FileKind.MP4, FileKind.WEBM})

_BEGINNINGS = {
    b"\xff\xd8\xff": FileKind.JPEG,
    b"\x89PNG\r\n\x1a\n": FileKind.PNG,
    b"%PDF-": FileKind.PDF,
    b"ID3": FileKind.MP3,
    **dict.fromkeys((b"\xff\xfb", b"\xff\xfa", b"\xff\xf3", b"\xff\xf2"), FileKind.MP3),
}
_MP4_BRANDS = {b"isom", b"iso2", b"iso4", b"iso5", b"iso6", b"mp41", b"mp42", b"avc1", b"M4V ", b"dash"}
"""What browsers play; telephones put pictures (HEIC) and QuickTime films into the same box."""
_WEBM_HEAD = 64
_OFFICE = {"word/document.xml": FileKind.WORD, "xl/workbook.xml": FileKind.EXCEL}


def recognise(content: bytes) -> FileKind | None:
    """Return the kind of a file; None for any other, and for office files that carry macros."""
    for beginning, kind in _BEGINNINGS.items():
        if content.startswith(beginning):
            return kind
    if content[:4] == b"RIFF" and content[8:12] == b"WEBP":
        return FileKind.WEBP
    if content[4:8] == b"ftyp":
        return _mpeg4_kind(content[8:12])
    if content.startswith(b"\x1aE\xdf\xa3") and b"webm" in content[:_WEBM_HEAD]:
        return FileKind.WEBM
    return _office_kind(content) if content.startswith(b"PK") else None


def _mpeg4_kind(brand: bytes) -> FileKind | None:
    if brand == b"M4A ":
        return FileKind.M4A
    return FileKind.MP4 if brand in _MP4_BRANDS else None


def _office_kind(content: bytes) -> FileKind | None:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            names = set(archive.namelist())
    except (zipfile.BadZipFile, ValueError, NotImplementedError):
        return None
    if any(name.endswith("vbaProject.bin") for name in names) or "[Content_Types].xml" not in names:
        return None
    return next((kind for name, kind in _OFFICE.items() if name in names), None)
