"""Taking a certificate back: its line stays in the register and counts no more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from courses.certificates.models import Certificate
from courses.certificates.queries.seals import get_seal
from courses.certificates.rules import why_not_annul_on
from portal.candidates.operations.record_training import annul_training
from portal.kernel import audit, clock
from portal.kernel.database import lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def annul_certificate(*, certificate_id: UUID, annulled_on: date, reason: str) -> None:
    """Annul a certificate from a day on; the public page says so at once, the number is not used again.

    Raises RuleRefused for one already annulled, DomainError for a day before the issue or to come.
    """
    certificate = lock(Certificate, certificate_id)
    if certificate.annulled_on is not None:
        raise RuleRefused("Giấy chứng nhận này đã bị hủy.")
    if not reason.strip():
        raise DomainError("Ghi lý do và số quyết định hủy.", field="reason")
    refusal = why_not_annul_on(annulled_on, issued_on=certificate.issued_on, today=clock.today())
    if refusal:
        raise DomainError(refusal, field="annulled_on")
    certificate.annulled_on, certificate.annulled_reason = annulled_on, reason.strip()
    get_seal(certificate).annulled_on = annulled_on
    audit.record("certificate.annulled", certificate, annulled_on=annulled_on, reason=reason.strip())
    annul_training(certificate_code=certificate.code, annulled_on=annulled_on)
