"""Which roles a house may give, and what each role needs (pure)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.kernel.actor import Role
from portal.kernel.wording import Spoken

if TYPE_CHECKING:
    from uuid import UUID

ROLE_LABELS = Spoken(
    {
        Role.CANDIDATE: "Quần chúng",
        Role.HELPER: "Đảng viên giúp đỡ",
        Role.CELL_SECRETARY: "Bí thư chi bộ",
        Role.SECRETARY: "Bí thư, cấp ủy đơn vị",
        Role.UNION_OFFICER: "Cán bộ đoàn thể",
        Role.LECTURER: "Giảng viên",
        Role.MARKER: "Người chấm bài",
        Role.KHOI_OFFICER: "Cán bộ {bloc}",
        Role.KHOI_LEADER: "Lãnh đạo {bloc}",
        Role.INSPECTOR: "Kiểm tra, giám sát",
        Role.SYSTEM_ADMIN: "Quản trị tài khoản",
    }
)
ROLE_DUTIES = Spoken(
    {
        Role.HELPER: "theo dõi, giúp đỡ và ghi nhận xét quần chúng được giao",
        Role.CELL_SECRETARY: "quản lý quần chúng của một chi bộ",
        Role.SECRETARY: "quản lý quần chúng, chi bộ, cán bộ của cả đơn vị",
        Role.UNION_OFFICER: "quản lý tổ chức và hoạt động của đoàn thể",
        Role.LECTURER: "dạy lớp bồi dưỡng, điểm danh",
        Role.MARKER: "chấm bài thu hoạch",
        Role.KHOI_OFFICER: "quản lý đơn vị, chỉ tiêu, lớp học, công văn",
        Role.KHOI_LEADER: "xem số liệu toàn {bloc}",
        Role.INSPECTOR: "xem số liệu và nhật ký thao tác",
        Role.SYSTEM_ADMIN: "cấp và khóa tài khoản; không xem dữ liệu cá nhân",
    }
)
_OF_ROOT = (
    Role.KHOI_OFFICER,
    Role.KHOI_LEADER,
    Role.INSPECTOR,
    Role.LECTURER,
    Role.MARKER,
    Role.SYSTEM_ADMIN,
)
_OF_GRASSROOTS = (Role.SECRETARY, Role.CELL_SECRETARY, Role.HELPER)
_OF_UNION = (Role.UNION_OFFICER,)
OVERSEERS = frozenset({Role.KHOI_OFFICER, Role.KHOI_LEADER, Role.INSPECTOR})
"""Who reads through the door that sees every house."""
LIMITED_TO_A_UNIT = frozenset({Role.CELL_SECRETARY, Role.HELPER})


def offered_roles(kind: str) -> tuple[Role, ...]:
    """Return the roles a house of this kind gives to officers, the head of its desk first."""
    if kind == "bloc_committee":
        return _OF_ROOT
    return _OF_UNION if kind == "mass_union" else _OF_GRASSROOTS


def possible_roles(kind: str) -> frozenset[Role]:
    """Return every role that means something in a house of this kind."""
    return frozenset({*offered_roles(kind), Role.CANDIDATE})


def roles_held(roles: frozenset[Role], *, is_root: bool) -> frozenset[Role]:
    """Return the roles that count in a house: those of Khối are worth nothing anywhere else."""
    return roles if is_root else roles - set(_OF_ROOT)


def head_role(kind: str) -> Role:
    """Return the role that runs the desk of a house of this kind."""
    return offered_roles(kind)[0]


def roles_problem(kind: str, roles: frozenset[Role], unit_id: UUID | None) -> tuple[str, str] | None:
    """Return (field, words) saying why a house of this kind may not give these roles, or None."""
    if not roles:
        return "roles", "Chọn ít nhất một vai trò."
    if Role.CANDIDATE in roles and len(roles) > 1:
        return "roles", "Tài khoản quần chúng không kiêm vai trò cán bộ."
    if not roles <= possible_roles(kind):
        return "roles", "Đơn vị này không giao được vai trò đó."
    if roles == {Role.CELL_SECRETARY} and unit_id is None:
        return "unit_id", "Chọn chi bộ mà bí thư chi bộ phụ trách."
    return None


def limiting_unit(roles: frozenset[Role], unit_id: UUID | None) -> UUID | None:
    """Return the unit that limits somebody with these roles; who has a wider role is not limited."""
    return unit_id if roles <= LIMITED_TO_A_UNIT else None


def role_words(roles: frozenset[Role] | list[str]) -> str:
    """Return the roles in words, in the order of the table."""
    held = {Role(role) for role in roles}
    return ", ".join(label for role, label in ROLE_LABELS.items() if role in held)
