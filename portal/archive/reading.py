"""Reading an archive and refusing one that is damaged or of another version."""

from __future__ import annotations

import hashlib
import io
import json
import zipfile
from pathlib import PurePosixPath

from portal.archive.contents import FORMAT, Archive, columns_of, house_tables
from portal.kernel.errors import DomainError


def read_archive(content: bytes) -> Archive:
    """Return what the file holds; DomainError when any byte is not what its manifest says."""
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            manifest = json.loads(packed.read("manifest.json"))
            parts = {name: packed.read(name) for name in packed.namelist() if name != "manifest.json"}
    except (zipfile.BadZipFile, KeyError, ValueError) as error:
        raise DomainError("Tệp không phải tệp lưu trữ một tổ chức.") from error
    if not isinstance(manifest, dict) or manifest.get("format") != FORMAT:
        raise DomainError("Tệp lưu trữ có dạng mà phiên bản này không đọc được.")
    if {name: hashlib.sha256(part).hexdigest() for name, part in parts.items()} != manifest["digests"]:
        raise DomainError("Tệp lưu trữ đã hỏng hoặc bị sửa; không khôi phục.")
    if manifest["columns"] != columns_of(house_tables()):
        raise DomainError(
            "Tệp lấy từ phiên bản phần mềm khác; khôi phục bằng đúng phiên bản đó rồi nâng cấp."
        )
    rows = {
        PurePosixPath(name).stem: [json.loads(line) for line in part.decode().splitlines()]
        for name, part in parts.items()
        if name.endswith(".jsonl")
    }
    files = {name.removeprefix("files/"): part for name, part in parts.items() if name.startswith("files/")}
    return Archive(manifest, rows, files)
