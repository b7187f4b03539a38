"""A chosen list is kept under a name."""

from __future__ import annotations

from uuid import UUID

from sqlalchemy import func, select

from portal.candidates.list_choice import ListChoice, as_document
from portal.candidates.models.saved_list import SavedList
from portal.candidates.queries.access import signature
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db, lock_name
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation

MOST = 50


@operation
def save_list(*, name: str, choice: ListChoice) -> UUID:
    """Keep columns and conditions for the house; the name must be a new one. Returns the id."""
    lock_name("saved_list")
    name = " ".join(name.split())
    if not name:
        raise DomainError("Đặt tên cho danh sách.", field="name")
    names = set(db.session.scalars(select(func.lower(SavedList.name))))
    if name.lower() in names:
        raise DomainError(f"Đã có danh sách tên “{name}”; chọn tên khác hoặc bỏ bản cũ.", field="name")
    if len(names) >= MOST:
        raise DomainError(f"Mỗi đơn vị lưu nhiều nhất {MOST} danh sách; bỏ bớt bản không dùng.", field="name")
    saved = SavedList(
        name=name,
        choice=as_document(choice),
        account_id=current_actor().account_id,
        created_by=signature(),
    )
    db.session.add(saved)
    audit.record("saved_list.created", saved, name=name)
    return saved.id
