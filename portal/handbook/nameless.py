"""What goes into the handbook does not say who asked."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.handbook.desk import names_house
from portal.kernel.errors import DomainError
from portal.organizations.queries import get_organization

if TYPE_CHECKING:
    from uuid import UUID


def check_nameless(house_id: UUID, **texts: str) -> None:
    """Refuse a text that is empty or names the house that asked, at its field."""
    house = get_organization(house_id)
    for field, text in texts.items():
        if not text.strip():
            raise DomainError("Ghi nội dung.", field=field)
        if names_house(text, house.code, house.name):
            raise DomainError(f"Nội dung còn nêu đơn vị hỏi ({house.name}); viết lại cho chung.", field=field)
