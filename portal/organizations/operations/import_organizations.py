"""Houses from a list: new ones registered, counts brought up to date, nothing else touched."""

from __future__ import annotations

from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.operation import operation
from portal.organizations import pages
from portal.organizations.import_plan import ImportPlan, PlannedRow, Step, row_attributes
from portal.organizations.importer import parse_organizations
from portal.organizations.models import AttributeName, OrganizationKind, UnionKind
from portal.organizations.operations.change_sector import change_sector
from portal.organizations.operations.found_bloc import FIRST_DAY
from portal.organizations.operations.register_organization import register_organization
from portal.organizations.operations.set_organization_attribute import set_organization_attribute


def import_organizations(*, content: bytes, file_name: str) -> ImportPlan:
    """Read a list of houses and carry out its good rows; return what was done.

    A list that says what is already so writes nothing at all, not even an audit entry.
    DomainError when the file is no such list.
    """
    plan = pages.plan_import(parse_organizations(content))
    if not plan.does_nothing:
        _carry_out(plan=plan, file_name=file_name)
    return plan


@operation
def _carry_out(*, plan: ImportPlan, file_name: str) -> None:
    known = pages.house_ids()
    for row in plan.rows:
        if row.step is Step.REGISTER:
            _register(row)
        elif row.step is Step.CHANGE:
            _change(row, known)
    audit.record(
        "organization.list_imported",
        file=file_name,
        registered=plan.registered,
        changed=plan.changed,
        refused=plan.total - len(plan.rows),
    )


def _register(row: PlannedRow) -> None:
    source = row.source
    register_organization(
        code=source.code,
        name=source.name,
        kind=OrganizationKind(source.kind),
        union_kind=UnionKind(source.union_kind) if source.union_kind else None,
        sector=source.sector if source.union_kind is None else "",
        valid_from=FIRST_DAY,
        attributes={AttributeName(name): value for name, value in row_attributes(source).items()},
    )


def _change(row: PlannedRow, known: dict[str, UUID]) -> None:
    organization_id = known[row.source.code.upper()]
    for name, (_before, after) in row.changes.items():
        if isinstance(after, str):
            change_sector(organization_id=organization_id, sector=after)
            continue
        set_organization_attribute(
            organization_id=organization_id,
            name=AttributeName(name),
            value=after,
            valid_from=clock.today(),
        )
