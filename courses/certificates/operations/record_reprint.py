"""Printing a certificate once more: it is issued once, so each further print has a written reason."""

from __future__ import annotations

from uuid import UUID

from courses.certificates.models import Certificate
from portal.kernel import audit
from portal.kernel.database import get_row
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def record_reprint(*, certificate_id: UUID, reason: str) -> None:
    """Record why a certificate is printed again (a printing error, a spoilt sheet); nothing changes in it."""
    certificate = get_row(Certificate, certificate_id)
    if certificate.annulled_on is not None:
        raise RuleRefused("Giấy chứng nhận đã bị hủy nên không in lại.")
    if not reason.strip():
        raise DomainError("Ghi lý do in lại.", field="reason")
    audit.record("certificate.reprinted", certificate, number=certificate.number, reason=reason.strip())
