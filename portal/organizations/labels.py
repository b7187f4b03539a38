"""What kinds, attributes and settings of houses are called on pages (rules.md §12)."""

from __future__ import annotations

from portal.kernel.wording import Spoken
from portal.organizations.models import AttributeName, OrganizationKind, UnionKind, UnitKind

KIND_LABELS = Spoken(
    {
        OrganizationKind.BLOC_COMMITTEE: "Đảng ủy {bloc}",
        OrganizationKind.GRASSROOTS_COMMITTEE_ORG: "Đảng bộ cơ sở",
        OrganizationKind.GRASSROOTS_CELL: "Chi bộ cơ sở",
        OrganizationKind.MASS_UNION: "Đoàn thể",
    }
)
UNION_LABELS = {
    UnionKind.TRADE_UNION: "Công đoàn",
    UnionKind.YOUTH_UNION: "Đoàn Thanh niên",
    UnionKind.VETERANS_ASSOCIATION: "Hội Cựu chiến binh",
}
UNIT_LABELS = {
    UnitKind.SECTION_ORG: "Đảng bộ bộ phận",
    UnitKind.PARTY_CELL: "Chi bộ",
    UnitKind.PARTY_GROUP: "Tổ đảng",
    UnitKind.YOUTH_BRANCH: "Chi đoàn",
    UnitKind.UNION_GROUP: "Tổ công đoàn, chi hội",
}
ATTRIBUTE_LABELS = {
    AttributeName.HAS_YOUTH_UNION: "Có tổ chức Đoàn Thanh niên",
    AttributeName.HAS_TRADE_UNION: "Có tổ chức Công đoàn",
    AttributeName.MEMBER_COUNT: "Số đảng viên",
    AttributeName.CELL_COUNT: "Số chi bộ trực thuộc",
}
YES_OR_NO = frozenset({AttributeName.HAS_YOUTH_UNION, AttributeName.HAS_TRADE_UNION})
"""Attributes whose value is 1 for yes and 0 for no; the others are counts."""

_PARTY_UNITS = (UnitKind.PARTY_CELL, UnitKind.SECTION_ORG, UnitKind.PARTY_GROUP)
_UNION_UNITS = {
    UnionKind.YOUTH_UNION: (UnitKind.YOUTH_BRANCH,),
    UnionKind.TRADE_UNION: (UnitKind.UNION_GROUP,),
    UnionKind.VETERANS_ASSOCIATION: (UnitKind.UNION_GROUP,),
}


def kind_label(kind: OrganizationKind, union_kind: UnionKind | None = None) -> str:
    """Return the kind of a house in words; a union says which one."""
    return UNION_LABELS[union_kind] if union_kind else KIND_LABELS[kind]


def unit_kinds_of(kind: OrganizationKind, union_kind: UnionKind | None) -> tuple[UnitKind, ...]:
    """Return the kinds of unit a house may have, the usual one first."""
    return _UNION_UNITS[union_kind] if kind is OrganizationKind.MASS_UNION and union_kind else _PARTY_UNITS


def attribute_words(name: AttributeName, value: int | None) -> str:
    """Return the value of an attribute as a page shows it."""
    if value is None:
        return "chưa rõ"
    if name in YES_OR_NO:
        return "có" if value else "không"
    return str(value)
