"""A picture for a question, kept before the question is saved: a preview shows it, no mistake loses it."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from uuid import UUID

from courses.bank.formats.picture import Picture, draw_picture
from courses.bank.models import QuestionPicture
from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.file_kinds import FileKind
from portal.kernel.files import put_back
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id, new_id


@operation
def keep_picture(*, content: bytes) -> UUID:
    """Keep a picture for a question that is being written; return the id of its row.

    One that no version of a question comes to name is left to the sweep of files.
    """
    try:
        picture = draw_picture(content, "")
    except ValueError as error:
        raise DomainError(str(error), field="file") from None
    (kept,) = write_pictures([picture])
    audit.record("question.picture_kept", subject_id=UUID(kept.id))
    return UUID(kept.id)


def write_pictures(drawn: Sequence[Picture]) -> tuple[Picture, ...]:
    """Keep drawn pictures with their rows; return them with the ids of the rows."""
    kept = tuple(replace(picture, id=str(new_id())) for picture in drawn)
    for place, picture in enumerate(kept, start=1):
        put_back(current_tenant_id(), picture.digest, picture.content)
        db.session.add(
            QuestionPicture(
                id=UUID(picture.id),
                width=picture.width,
                height=picture.height,
                file_digest=picture.digest,
                file_name=f"hinh-{place}{FileKind.JPEG.ending}",
                file_type=FileKind.JPEG.media_type,
                file_size=len(picture.content),
            )
        )
    return kept
