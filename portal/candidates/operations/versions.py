"""Two people editing one candidate: the second is told."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kernel.errors import Conflict

if TYPE_CHECKING:
    from portal.candidates.models.candidate import Candidate


def check_version(candidate: Candidate, version: int | None) -> None:
    """Raise Conflict when the record changed since the page that carries ``version`` was opened."""
    if version is not None and version != candidate.version:
        raise Conflict(
            "Có người vừa sửa hồ sơ theo dõi này. Xem lại nội dung mới bên dưới rồi bấm lưu lần nữa."
        )
