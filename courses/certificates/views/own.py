"""A learner's own certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING
from uuid import UUID

from courses.certificates.queries.register import get_certificate
from courses.certificates.rules import Validity
from courses.certificates.views.blueprint import bp, file_name, sheets, validity_today
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.errors import NotFound
from portal.kernel.permissions import Permission, requires

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@bp.get("/my-certificates/<uuid:certificate_id>/pdf")
@requires(Permission.JOURNEY_READ)
def print_own(certificate_id: UUID) -> ResponseReturnValue:
    """Return one's own certificate as PDF; that it was taken is recorded."""
    row = get_certificate(certificate_id)
    if row.person_id != current_actor().person_id or validity_today(row) is Validity.ANNULLED:
        raise NotFound
    audit.record_read("certificate.printed", subject_type="certificate", subject_id=row.id, number=row.number)
    return sheets([row], file_name(row))
