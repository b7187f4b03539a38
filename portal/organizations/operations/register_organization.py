"""A new house under the root organisation."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from uuid import UUID

from sqlalchemy import func, select

from portal.kernel import audit
from portal.kernel.database import db
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.wording import bloc
from portal.organizations import queries, rules
from portal.organizations.models import (
    AttributeName,
    Organization,
    OrganizationAttribute,
    OrganizationKind,
    OrganizationName,
    OrganizationParent,
    UnionKind,
)


@operation
def register_organization(
    *,
    code: str,
    name: str,
    kind: OrganizationKind,
    valid_from: date,
    union_kind: UnionKind | None = None,
    sector: str = "",
    attributes: Mapping[AttributeName, int] | None = None,
) -> UUID:
    """Register a grassroots organisation or a union under the root from a day on; return its id."""
    if current_tenant_id() != queries.root_id():
        raise RuleRefused(f"Chỉ {bloc()} đăng ký được đơn vị mới.")
    problem = rules.code_problem(code)
    if problem:
        raise DomainError(problem, field="code")
    taken = select(Organization.id).where(func.upper(Organization.code) == code.upper())
    if db.session.scalar(taken) is not None:
        raise DomainError(f"Mã {code} đã dùng cho tổ chức khác.", field="code")
    organization = Organization(code=code, kind=kind, union_kind=union_kind, sector=sector)
    db.session.add(organization)
    db.session.flush()
    key = {"organization_id": organization.id, "valid_from": valid_from}
    db.session.add(OrganizationName(name=name, **key))
    db.session.add(OrganizationParent(parent_id=current_tenant_id(), **key))
    for attribute, value in (attributes or {}).items():
        db.session.add(OrganizationAttribute(name=attribute, value=value, **key))
    audit.record("organization.registered", organization, code=code, name=name)
    return organization.id
