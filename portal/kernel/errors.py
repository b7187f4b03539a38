"""What can go wrong in the domain, in words that a page, a command and a job can all show.

Messages are plain Vietnamese for the person who typed; ``field`` names the form field (or the
column of a sheet) they belong to, so that the page can stand the message beside it.
"""

from __future__ import annotations


class DomainError(Exception):
    """The request makes sense but cannot be done; nothing was written."""

    status = 422

    def __init__(self, message: str, *, field: str | None = None) -> None:
        super().__init__(message)
        self.message = message
        self.field = field


class RuleRefused(DomainError):
    """A rule of the Party or of the product forbids the step."""


class NotFound(DomainError):
    """Not there, or not yours: the two look alike on purpose."""

    status = 404

    def __init__(self, message: str = "Không tìm thấy.", *, field: str | None = None) -> None:
        super().__init__(message, field=field)


class Conflict(DomainError):
    """Somebody else changed the record since the page was opened."""

    status = 409


class NoActorError(RuntimeError):
    """Code touched the database without saying on whose behalf: a bug, never a user's fault."""


class PermissionRefusedError(DomainError):
    """The actor is known and may not do this."""

    status = 403

    def __init__(self, message: str = "Tài khoản của đồng chí không có quyền làm việc này.") -> None:
        super().__init__(message)
