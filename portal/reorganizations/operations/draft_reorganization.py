"""A decision about houses is written down; nothing moves yet."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Any
from uuid import UUID

from sqlalchemy import Subquery, func, select

from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.actor import Door, acting_as, current_actor
from portal.kernel.database import db, get_row
from portal.kernel.errors import DomainError, RuleRefused
from portal.kernel.operation import operation
from portal.kernel.wording import bloc
from portal.organizations import rules as organization_rules
from portal.organizations.models import Organization, OrganizationKind, UnitName
from portal.organizations.queries import UnitRow
from portal.reorganizations import labels, queries, rules
from portal.reorganizations.kinds import CLOSING, FOUNDING, MOVING, PARTING, Kind
from portal.reorganizations.labels import KIND
from portal.reorganizations.models import Reorganization, ReorganizedHouse


@operation
def draft_reorganization(
    *,
    kind: Kind,
    house_ids: Sequence[UUID],
    decision_no: str,
    decision_date: date,
    effective_on: date,
    receiver_id: UUID | None = None,
    new_code: str = "",
    new_name: str = "",
    unit_ids: Sequence[UUID] = (),
) -> UUID:
    """Write a reorganisation down as a draft and return its id.

    ``receiver_id`` takes over (absorb, dissolve, hand over) or is the new superior (reparent);
    ``new_code`` and ``new_name`` belong to the house a merger or a split makes, ``new_name`` to a new
    name; ``unit_ids`` leave their house, with the units below them (split, hand over). DomainError
    names the field; RuleRefused for houses that cannot go together.
    """
    decision = Decision(
        kind, house_ids, decision_no, decision_date, effective_on, receiver_id, new_code, new_name, unit_ids
    )
    houses, units = check_decision(decision)
    draft = Reorganization(kind=kind, drafted_by=signature(), units=units, **decision.columns())
    db.session.add(draft)
    db.session.flush()
    db.session.add_all(ReorganizedHouse(reorganization_id=draft.id, organization_id=one.id) for one in houses)
    audit.record("reorganization.drafted", draft, kind=kind.value, houses=[one.code for one in houses])
    return draft.id


@dataclass(frozen=True, slots=True)
class Decision:
    """What was typed about a reorganisation; the fields are those of ``draft_reorganization``."""

    kind: Kind
    house_ids: Sequence[UUID]
    decision_no: str
    decision_date: date
    effective_on: date
    receiver_id: UUID | None
    new_code: str
    new_name: str
    unit_ids: Sequence[UUID] = ()

    def columns(self) -> dict[str, Any]:
        """Return what the row of the reorganisation says, tidied."""
        return {
            "decision_no": self.decision_no.strip(),
            "decision_date": self.decision_date,
            "effective_on": self.effective_on,
            "receiver_id": self.receiver_id,
            "new_code": self.new_code.strip().upper(),
            "new_name": self.new_name.strip(),
        }


def check_decision(
    decision: Decision, *, draft_id: UUID | None = None
) -> tuple[list[Organization], list[dict[str, str]]]:
    """Return the houses of a decision that can be carried out, and the units that leave one of them.

    DomainError names the field. ``draft_id`` is the draft that is being written again, which does not
    stand in its own way.
    """
    wanted = list(dict.fromkeys(decision.house_ids))
    _check_decision(
        decision.kind, wanted, decision.decision_no, decision.decision_date, decision.effective_on
    )
    houses = [get_row(Organization, house_id) for house_id in wanted]
    receiver = get_row(Organization, decision.receiver_id) if decision.receiver_id else None
    _check_houses(decision.kind, houses, receiver, decision.effective_on, draft_id)
    _check_new_house(decision.kind, decision.new_code.strip().upper(), decision.new_name.strip())
    if decision.kind not in PARTING:
        return houses, []
    leaving = _check_units(houses[0], decision.unit_ids, decision.effective_on)
    if receiver is not None:
        _check_place_for(leaving, receiver)
    return houses, [{"id": str(unit.id), "name": unit.name} for unit in leaving]


def _check_decision(
    kind: Kind, wanted: list[UUID], decision_no: str, decision_date: date, effective_on: date
) -> None:
    if not decision_no.strip():
        raise DomainError("Ghi số quyết định.", field="decision_no")
    problem = rules.date_problem(decision_date, effective_on, clock.today())
    if problem:
        raise DomainError(problem[1], field=problem[0])
    too_few_or_many = rules.count_problem(kind, wanted)
    if too_few_or_many:
        raise DomainError(too_few_or_many, field="house_ids")


def _check_houses(
    kind: Kind,
    houses: list[Organization],
    receiver: Organization | None,
    effective_on: date,
    draft_id: UUID | None,
) -> None:
    for house in houses:
        if house.is_root and kind is not Kind.RENAME:
            raise RuleRefused(f"Ở đây {bloc()} chỉ đổi tên được chính mình.", field="house_ids")
        if house.closed_on is not None:
            raise RuleRefused(f"{house.code} đã kết thúc hoạt động.", field="house_ids")
        too_early = organization_rules.closing_problem(queries.first_day_of(house.id), effective_on)
        if too_early and kind in CLOSING:
            raise RuleRefused(f"{house.code}: {too_early}", field="effective_on")
        waiting = queries.find_open_of(house.id)
        if waiting is not None and waiting.id != draft_id:
            raise RuleRefused(
                f"{house.code} đang có việc sắp xếp khác theo {waiting.decision_no}; làm xong hoặc bỏ trước.",
                field="house_ids",
            )
    if kind in {Kind.ABSORB, Kind.DISSOLVE, Kind.REPARENT, Kind.HAND_OVER}:
        _check_receiver(kind, houses, receiver)
    if kind in MOVING:
        family = [*houses, *([receiver] if receiver else [])]
        if len({(one.union_kind, one.union_kind is None) for one in family}) > 1:
            raise RuleRefused(
                "Tổ chức đảng chỉ nhập với tổ chức đảng, đoàn thể chỉ nhập với đoàn thể cùng loại.",
                field="house_ids",
            )


def _check_receiver(kind: Kind, houses: list[Organization], receiver: Organization | None) -> None:
    if receiver is None:
        raise DomainError("Chọn đơn vị.", field="receiver_id")
    if receiver.closed_on is not None:
        raise RuleRefused(f"{receiver.code} đã kết thúc hoạt động.", field="receiver_id")
    if receiver in houses:
        raise RuleRefused("Đơn vị tiếp nhận phải khác đơn vị được sắp xếp.", field="receiver_id")
    if kind is Kind.REPARENT:
        parents = queries.parents_now()
        if any(rules.is_below(receiver.id, house.id, parents) for house in houses):
            raise RuleRefused("Tổ chức này đang trực thuộc chính đơn vị được chuyển.", field="receiver_id")
    elif receiver.is_root:
        raise RuleRefused(f"{bloc()} không phải nơi tiếp nhận khi {KIND[kind].lower()}.", field="receiver_id")


def _check_units(house: Organization, unit_ids: Sequence[UUID], effective_on: date) -> list[UnitRow]:
    units = queries.list_units_of(house.id)
    leaving = rules.with_all_below(set(unit_ids), {unit.id: unit.parent_unit_id for unit in units})
    if not leaving:
        raise DomainError("Chọn chi bộ, bộ phận chuyển đi.", field="unit_ids")
    if len(leaving) == len(units):
        raise RuleRefused("Chuyển hết chi bộ, bộ phận thì chọn Sáp nhập hoặc Giải thể.", field="unit_ids")
    with acting_as(replace(current_actor(), door=Door.OVERSIGHT)):
        opened_on = db.session.scalar(select(func.max(_first_days(leaving).c.day)))
    too_early = organization_rules.closing_problem(opened_on, effective_on)
    if too_early:
        raise RuleRefused(too_early, field="effective_on")
    return [unit for unit in units if unit.id in leaving]


def _first_days(unit_ids: Collection[UUID]) -> Subquery:
    first_day = func.min(UnitName.valid_from).label("day")
    return select(first_day).where(UnitName.unit_id.in_(unit_ids)).group_by(UnitName.unit_id).subquery()


def _check_place_for(leaving: list[UnitRow], receiver: Organization) -> None:
    if receiver.kind is OrganizationKind.GRASSROOTS_CELL:
        raise RuleRefused(
            f"{receiver.code} là chi bộ cơ sở, không có chi bộ trực thuộc.", field="receiver_id"
        )
    doubled = queries.doubled_units([unit.name for unit in leaving], receiver.id)
    if doubled:
        raise RuleRefused(labels.same_names(receiver.code, doubled), field="unit_ids")


def _check_new_house(kind: Kind, code: str, name: str) -> None:
    if kind in {*FOUNDING, Kind.RENAME} and not name:
        raise DomainError("Ghi tên mới.", field="new_name")
    if kind in FOUNDING:
        problem = organization_rules.code_problem(code)
        if problem:
            raise DomainError(problem, field="new_code")
        taken = select(Organization.id).where(func.upper(Organization.code) == code)
        if db.session.scalar(taken) is not None:
            raise DomainError(f"Mã {code} đã dùng cho tổ chức khác.", field="new_code")
