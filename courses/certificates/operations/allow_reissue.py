"""A certificate was annulled by mistake or misprinted: the result may have another one."""

from __future__ import annotations

from uuid import UUID

from courses.certificates.models import Certificate
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def allow_reissue(*, certificate_id: UUID, reason: str) -> UUID:
    """Let the result of an annulled certificate wait for a new one; return the class's id.

    The old line stays annulled and its number is never used again. Raises RuleRefused for a
    certificate that holds, Conflict when this was allowed before.
    """
    certificate = lock(Certificate, certificate_id)
    if certificate.annulled_on is None:
        raise RuleRefused("Giấy này còn giá trị; hủy trước rồi mới cấp lại.")
    if certificate.reissue_allowed_on is not None:
        raise Conflict("Đã cho cấp lại.")
    if not reason.strip():
        raise DomainError("Ghi lý do cấp lại.", field="reason")
    certificate.reissue_allowed_on, certificate.reissue_reason = clock.today(), reason.strip()
    audit.record("certificate.reissue_allowed", certificate, number=certificate.number, reason=reason.strip())
    return certificate.class_run_id
