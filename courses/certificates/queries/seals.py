"""The one look-up that anybody may make: whether a code stands for a certificate that holds."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from sqlalchemy import select

from courses.certificates.models import Certificate, CertificateSeal
from courses.certificates.rules import Validity, validity
from portal.kernel import clock
from portal.kernel.actor import Door
from portal.kernel.crypto import token_hash
from portal.kernel.database import db, service_connection
from portal.organizations.models import Organization

LONGEST_CODE = 64


@dataclass(frozen=True, slots=True)
class Seal:
    """All that anybody may know of a certificate."""

    number: str
    issued_on: date
    valid_until: date
    annulled_on: date | None

    @property
    def validity(self) -> Validity:
        """Return how the certificate stands today."""
        return validity(self.valid_until, self.annulled_on, on=clock.today())


def find_seal(code: str) -> Seal | None:
    """Return what a code stands for, or None; works before anybody is signed in."""
    if not 0 < len(code) <= LONGEST_CODE:
        return None
    columns = (
        CertificateSeal.number,
        CertificateSeal.issued_on,
        CertificateSeal.valid_until,
        CertificateSeal.annulled_on,
    )
    statement = select(*columns).where(
        CertificateSeal.tenant_id.in_(select(Organization.id)),
        CertificateSeal.code_hash == token_hash(code),
    )
    with service_connection(Door.AUTH) as connection:
        row = connection.execute(statement).one_or_none()
    return Seal(*row) if row else None


def get_seal(certificate: Certificate) -> CertificateSeal:
    """Return the seal row of a certificate of the actor's house."""
    return db.session.scalars(
        select(CertificateSeal).where(
            CertificateSeal.tenant_id == certificate.tenant_id,
            CertificateSeal.code_hash == token_hash(certificate.code),
        )
    ).one()
