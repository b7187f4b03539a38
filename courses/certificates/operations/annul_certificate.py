"""Taking a certificate back: it stays in the register, and holds no more."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from courses.certificates.models import Certificate, CertificateSeal
from courses.certificates.queries import find_seal
from portal.candidates.operations.record_training import annul_training
from portal.kernel import audit, clock
from portal.kernel.database import get_row, lock
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation


@operation
def annul_certificate(*, certificate_id: UUID, annulled_on: date, reason: str) -> None:
    """Annul a certificate from a day on, with the reason and the decision; the number is not used again."""
    certificate = get_row(Certificate, certificate_id)
    seal = lock(CertificateSeal, find_seal(certificate).id)
    if seal.annulled_on is not None:
        raise RuleRefused("Giấy chứng nhận này đã bị hủy.")
    if not reason.strip():
        raise DomainError("Ghi lý do và số quyết định hủy.", field="reason")
    if not certificate.issued_on <= annulled_on <= clock.today():
        raise DomainError("Ngày hủy từ ngày cấp đến hôm nay.", field="annulled_on")
    seal.annulled_on = annulled_on
    audit.record("certificate.annulled", certificate, annulled_on=annulled_on, reason=reason.strip())
    annul_training(certificate_code=certificate.code, annulled_on=annulled_on)
