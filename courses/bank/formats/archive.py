"""Zip files from strangers: opened with limits on what they may unpack to."""

from __future__ import annotations

import zlib
from io import BytesIO
from zipfile import BadZipFile, ZipFile, ZipInfo

from courses.bank.formats.question import UnreadableBank

MOST_FILES = 5_000
LARGEST_FILE = 20 * 2**20
LARGEST_TOTAL = 100 * 2**20
"""Bytes after unpacking, counted while unpacking: the sizes a zip declares are only claims."""

_CHUNK = 64 * 2**10


def names(data: bytes) -> list[str]:
    """Return the names inside a zip, or an empty list when it is none."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            return archive.namelist()
    except (BadZipFile, ValueError, OSError):
        return []


def unpack(data: bytes) -> dict[str, bytes]:
    """Return every file of the zip by name, or raise UnreadableBank when it is broken or too large."""
    try:
        with ZipFile(BytesIO(data)) as archive:
            entries = [entry for entry in archive.infolist() if not entry.is_dir()]
            if len(entries) > MOST_FILES:
                raise UnreadableBank(f"Tệp nén có quá {MOST_FILES} tệp bên trong.")
            files: dict[str, bytes] = {}
            left = LARGEST_TOTAL
            for entry in entries:
                files[entry.filename] = _read(archive, entry, min(left, LARGEST_FILE))
                left -= len(files[entry.filename])
            return files
    except (
        BadZipFile,
        zlib.error,
        EOFError,
        OSError,
        RuntimeError,
        NotImplementedError,
        ValueError,
    ) as error:
        if isinstance(error, UnreadableBank):
            raise
        raise UnreadableBank("Tệp nén bị hỏng, có mật khẩu hoặc dùng kiểu nén lạ.") from error


def _read(archive: ZipFile, entry: ZipInfo, limit: int) -> bytes:
    parts: list[bytes] = []
    size = 0
    with archive.open(entry) as stream:
        while part := stream.read(_CHUNK):
            size += len(part)
            if size > limit:
                raise UnreadableBank("Tệp nén bung ra quá lớn, hệ thống không mở.")
            parts.append(part)
    return b"".join(parts)
