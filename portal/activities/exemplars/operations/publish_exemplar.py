"""Khối lets everybody read a story."""

from __future__ import annotations

from uuid import UUID

from portal.activities.exemplars.models import ExemplarApproval, ExemplarPublication, ExemplarState
from portal.activities.exemplars.queries import is_settled
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, get_row, lock_name
from portal.kernel.errors import Conflict
from portal.kernel.files import keep_copy
from portal.kernel.operation import operation
from portal.organizations.queries import get_organization


@operation
def publish_exemplar(*, exemplar_approval_id: UUID) -> UUID:
    """Publish a story that a house approved: a copy of Khối's own, picture and all."""
    lock_name(f"exemplar:{exemplar_approval_id}")
    approval = get_row(ExemplarApproval, exemplar_approval_id)
    if approval.state is not ExemplarState.APPROVED or is_settled(approval):
        raise Conflict("Bài này đã đăng hoặc đã trả lại.")
    if approval.file_digest:
        keep_copy(approval.tenant_id, approval.file_digest)
    publication = ExemplarPublication(
        approval_tenant_id=approval.tenant_id,
        approval_id=approval.id,
        title=approval.title,
        about=approval.about,
        story=approval.story,
        author_name=approval.author_name,
        house_name=get_organization(approval.tenant_id).name,
        file_digest=approval.file_digest,
        file_name=approval.file_name,
        file_type=approval.file_type,
        file_size=approval.file_size,
        published_on=clock.today(),
        published_by=signature(),
    )
    db.session.add(publication)
    audit.record("exemplar.published", publication, approval_id=approval.id)
    return publication.id
