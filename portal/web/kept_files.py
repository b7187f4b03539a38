"""A kept file as an answer: shown when it is a picture, else handed over under its own name."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING, Protocol
from urllib.parse import quote

from flask import Response, send_file

from portal.kernel.errors import NotFound
from portal.kernel.files import read_file

if TYPE_CHECKING:
    from uuid import UUID


class KeptRow(Protocol):
    """A row with ``FileColumns`` that the actor's door has shown."""

    tenant_id: UUID
    file_digest: str
    file_name: str
    file_type: str


def send_kept(row: KeptRow, *, is_public: bool = False) -> Response:
    """Answer with the file behind a row; NotFound when the row speaks of none.

    The type is the one that was found in the content, not the one a browser once named. A browser
    keeps only what every house may see (``is_public``): desks are shared.
    """
    if not row.file_digest:
        raise NotFound
    content = read_file(row.tenant_id, row.file_digest)
    is_picture = row.file_type == "image/jpeg"
    manner = "inline" if is_picture else "attachment"
    headers = {
        "Content-Disposition": f"{manner}; filename*=UTF-8''{quote(row.file_name)}",
        "Cache-Control": "private, max-age=3600" if is_public else "no-store",
    }
    return Response(content, mimetype=row.file_type, headers=headers)


def send_picture(tenant_id: UUID, digest: str) -> Response:
    """Answer with a kept picture that a row the actor's door has shown names by its digest.

    The browser may keep it but asks again each time, so that it crosses a weak network once and
    nobody else at the same desk is shown it.
    """
    response = send_file(
        io.BytesIO(read_file(tenant_id, digest)), mimetype="image/jpeg", conditional=True, etag=digest
    )
    response.headers["Cache-Control"] = "private, no-cache"
    return response


def send_kept_in_parts(row: KeptRow, *, as_attachment: bool) -> Response:
    """Answer with the file behind a row, or with the range of it that a player asks for.

    For what every house may see: a browser may keep it for an hour, so that moving back in a film
    does not fetch it again.
    """
    if not row.file_digest:
        raise NotFound
    response = send_file(
        io.BytesIO(read_file(row.tenant_id, row.file_digest)),
        mimetype=row.file_type,
        as_attachment=as_attachment,
        download_name=row.file_name,
        conditional=True,
        etag=row.file_digest,
    )
    response.headers["Cache-Control"] = "private, max-age=3600"
    return response
