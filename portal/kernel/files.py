"""The one room for files that people hand in: known by content, kept by house, never by name.

A file lives in ``<files>/<house>/<first two>/<sha-256>``; the same content twice is kept once. The
row that speaks of it (``FileColumns``) belongs to the feature, so whoever may see the row may read
the file, and nobody else: there is no address that leads to a file without its row. What a file is
called and what its browser says it is are not believed: the content decides, and pictures are
drawn anew, which leaves their metadata (place, telephone, time) behind.
"""

from __future__ import annotations

import hashlib
import os
import tempfile
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING
from urllib.parse import urlsplit

from flask import current_app
from sqlalchemy.orm import Mapped, mapped_column

from portal.kernel.errors import DomainError, NotFound
from portal.kernel.file_kinds import IMAGES, FileKind, recognise
from portal.kernel.pictures import redraw
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.text import normal

if TYPE_CHECKING:
    from collections.abc import Container
    from datetime import datetime
    from uuid import UUID

    from portal.kernel.config import Settings

MEGABYTE = 1024 * 1024
LARGEST = 10 * MEGABYTE
LONGEST_NAME = 120
FILE_MODE = 0o600


class FileColumns:
    """The columns of a row that speaks of a kept file; an empty digest means there is none."""

    file_digest: Mapped[str] = mapped_column(default="")
    file_name: Mapped[str] = mapped_column(default="")
    file_type: Mapped[str] = mapped_column(default="")
    file_size: Mapped[int] = mapped_column(default=0)

    @property
    def has_file(self) -> bool:
        """Tell whether the row speaks of a file."""
        return bool(self.file_digest)


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A file as it was kept: what its row must say."""

    digest: str
    name: str
    media_type: str
    size: int

    def columns(self) -> dict[str, str | int]:
        """Return the values of ``FileColumns``."""
        return {
            "file_digest": self.digest,
            "file_name": self.name,
            "file_type": self.media_type,
            "file_size": self.size,
        }


HEX_DIGITS = hashlib.sha256().digest_size * 2


def check_files_url(settings: Settings) -> Path:
    """Return the folder of FILES_URL; DomainError for a store this version does not speak to."""
    parts = urlsplit(settings.files_url)
    if parts.scheme != "file" or not parts.path:
        raise DomainError(f"FILES_URL must begin with file://, not {settings.files_url!r}")
    return Path(parts.path)


def keep_file(
    content: bytes,
    name: str,
    *,
    accept: frozenset[FileKind],
    largest: int = LARGEST,
    field: str = "file",
) -> KeptFile:
    """Keep a file in the actor's house and return what to write in its row.

    DomainError on ``field`` when it is empty, too large, or not one of the accepted kinds by its
    content. A picture is drawn anew, at most 1600 pixels long, without metadata.
    """
    if not content:
        raise DomainError("Tệp trống. Chọn tệp khác.", field=field)
    if len(content) > largest:
        raise DomainError(f"“{_tidy(name)}” lớn quá {largest // MEGABYTE} MB.", field=field)
    kind = recognise(content)
    if kind is None or kind not in accept:
        words = ", ".join(sorted(k.label for k in accept))
        raise DomainError(f"“{_tidy(name)}” không đọc được. Chỉ nhận: {words}.", field=field)
    if kind in IMAGES:
        try:
            content = redraw(content)
        except ValueError as error:
            raise DomainError(f"“{_tidy(name)}”: {error}", field=field) from error
        kind = FileKind.JPEG
    digest = hashlib.sha256(content).hexdigest()
    _write(_place(current_tenant_id(), digest), content)
    return KeptFile(digest, _with_ending(name, kind), kind.media_type, len(content))


def read_file(tenant_id: UUID, digest: str) -> bytes:
    """Return the content behind a row that the actor's door has shown; NotFound when it is gone."""
    try:
        return _place(tenant_id, digest).read_bytes()
    except FileNotFoundError:
        raise NotFound("Tệp không còn trong kho.") from None


def keep_copy(tenant_id: UUID, digest: str) -> None:
    """Keep in the actor's house a file of another house whose row the actor's door has shown."""
    _write(_place(current_tenant_id(), digest), read_file(tenant_id, digest))


def list_unspoken(spoken_of: Container[str], *, kept_since: datetime) -> list[Path]:
    """Return what the actor's house keeps though no row speaks of it, and nobody handed in since."""
    folder = check_files_url(current_app.extensions["settings"]) / str(current_tenant_id())
    return [
        place
        for place in folder.glob("??/*")
        if place.name not in spoken_of and place.stat().st_mtime < kept_since.timestamp()
    ]


def list_kept(tenant_id: UUID) -> list[tuple[str, Path]]:
    """Return digest and place of every file a house keeps (for its archive)."""
    folder = check_files_url(current_app.extensions["settings"]) / str(tenant_id)
    return [(place.name, place) for place in sorted(folder.glob("??/*")) if len(place.name) == HEX_DIGITS]


def put_back(tenant_id: UUID | str, digest: str, content: bytes) -> None:
    """Write a file of an archive back; DomainError when its content is not what its name says."""
    if hashlib.sha256(content).hexdigest() != digest:
        raise DomainError("Một tệp kèm trong tệp lưu trữ đã hỏng.")
    _write(_place(tenant_id, digest), content)


def _place(tenant_id: UUID | str, digest: str) -> Path:
    if len(digest) != HEX_DIGITS or not set(digest) <= set("0123456789abcdef"):
        raise NotFound("Tệp không còn trong kho.")
    folder = check_files_url(current_app.extensions["settings"])
    return folder / str(tenant_id) / digest[:2] / digest


def _write(place: Path, content: bytes) -> None:
    """Write a file whole or not at all: a power cut leaves no half of one under its name."""
    if place.exists():
        os.utime(place)  # wanted again: the sweep lets it lie
        return
    place.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
    handle, temporary = tempfile.mkstemp(dir=place.parent)
    try:
        with os.fdopen(handle, "wb") as file:
            file.write(content)
            file.flush()
            os.fsync(file.fileno())
        Path(temporary).chmod(FILE_MODE)
        Path(temporary).replace(place)
    except BaseException:
        Path(temporary).unlink(missing_ok=True)
        raise


def _tidy(name: str) -> str:
    """Return the last part of a name without signs that could mean something to a system."""
    last = normal(name.replace("\\", "/").rpartition("/")[2])
    return "".join(sign for sign in last if sign.isprintable() and sign not in '"<>|:*?')[:LONGEST_NAME]


def _with_ending(name: str, kind: FileKind) -> str:
    tidy = _tidy(name)
    stem = tidy.rpartition(".")[0] or tidy or "tep"
    return f"{stem}{kind.ending}"
