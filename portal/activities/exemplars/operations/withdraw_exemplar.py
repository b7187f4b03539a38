"""A published story that should not be read any more."""

from __future__ import annotations

from uuid import UUID

from portal.activities.exemplars.models import ExemplarPublication
from portal.kernel import audit, clock
from portal.kernel.actor import current_actor
from portal.kernel.database import lock
from portal.kernel.errors import Conflict, NotFound
from portal.kernel.operation import operation


@operation
def withdraw_exemplar(*, exemplar_publication_id: UUID) -> None:
    """Take a story off every home page and out of the bulletin."""
    publication = lock(ExemplarPublication, exemplar_publication_id)
    if publication.tenant_id != current_actor().tenant_id:
        raise NotFound
    if publication.withdrawn_on is not None:
        raise Conflict("Bài này đã gỡ.")
    publication.withdrawn_on = clock.today()
    audit.record("exemplar.withdrawn", publication, title=publication.title)
