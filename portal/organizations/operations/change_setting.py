"""The words and the letterhead of a house."""

from __future__ import annotations

from sqlalchemy import select

from portal.kernel import audit
from portal.kernel.database import db, lock
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.kernel.tenancy import current_tenant_id
from portal.kernel.wording import call_bloc
from portal.organizations import queries
from portal.organizations.models import TenantSetting

LABELS = frozenset({"bloc_label", "board_label"})
"""Words that the root names for every house."""
LETTERHEAD = frozenset(
    {
        "superior_body",
        "issuing_body",
        "number_suffix",
        "place",
        "signing_authority",
        "signer_title",
        "signer_name",
        "recipients",
    }
)


@operation
def change_setting(**values: str) -> None:
    """Change the labels (root only) and the letterhead of the actor's house; only what is named."""
    allowed = LETTERHEAD | (LABELS if queries.current_organization().is_root else frozenset())
    unknown = set(values) - allowed
    if unknown:
        raise DomainError(f"Đơn vị không đặt được: {', '.join(sorted(unknown))}.")
    found = db.session.scalar(select(TenantSetting.id).where(TenantSetting.tenant_id == current_tenant_id()))
    setting = lock(TenantSetting, found) if found else TenantSetting()
    db.session.add(setting)
    db.session.flush()
    before = {name: getattr(setting, name) for name in values if getattr(setting, name) != values[name]}
    if not before:
        raise DomainError("Không có gì thay đổi.")
    for name in before:
        setattr(setting, name, values[name])
    if "bloc_label" in before:
        call_bloc(values["bloc_label"])
    audit.record("setting.changed", setting, before=before, after={name: values[name] for name in before})
