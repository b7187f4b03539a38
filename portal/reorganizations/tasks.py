"""Background work of the feature."""

from __future__ import annotations

from uuid import UUID

from portal.kernel.jobs import RunsAs, task
from portal.reorganizations.carrying import carry_out
from portal.reorganizations.operations.confirm_reorganization import JOB


@task(JOB, runs_as=RunsAs.ROOT)
def carry_out_reorganization(*, reorganization_id: str) -> None:
    """Carry a confirmed reorganisation out; nothing happens the second time."""
    carry_out(UUID(reorganization_id))
