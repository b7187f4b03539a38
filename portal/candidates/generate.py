"""Synthetic houses and people by COPY, for measurements only (``demo generate``).

COPY does not work under row-level security, so this needs the superuser of the embedded server (or
a DATABASE_OWNER_URL that is one). Nobody here exists.
"""

from __future__ import annotations

import random
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING, Any

import psycopg

from portal.candidates.clocks import BEGINS
from portal.candidates.stages import Stage
from portal.kernel import clock
from portal.kernel.config import SettingsError
from portal.kernel.database import session_as
from portal.kernel.tenancy import new_id
from portal.kernel.text import fold, sort_name
from portal.organizations import queries as organizations
from portal.organizations.models import AttributeName, OrganizationKind, UnitKind
from portal.organizations.operations.found_bloc import FIRST_DAY, found_bloc
from portal.organizations.operations.register_organization import register_organization
from portal.organizations.operations.register_unit import register_unit

if TYPE_CHECKING:
    from collections.abc import Iterator
    from uuid import UUID

FAMILY = ["Nguyễn", "Trần", "Lê", "Phạm", "Hoàng", "Vũ", "Đặng", "Bùi", "Đỗ", "Hồ", "Ngô", "Dương", "Lý"]
MIDDLE = [
    "Văn",
    "Thị",
    "Minh",
    "Hồng",
    "Ngọc",
    "Quốc",
    "Thanh",
    "Thu",
    "Gia",
    "Bảo",
    "Kim",
    "Xuân",
    "Phương",
    "Đức",
]
GIVEN = [
    "An",
    "Bình",
    "Châu",
    "Dũng",
    "Giang",
    "Hà",
    "Hải",
    "Hạnh",
    "Hiếu",
    "Hoa",
    "Hùng",
    "Khánh",
    "Lan",
    "Lâm",
    "Linh",
    "Long",
    "Mai",
    "Nam",
    "Oanh",
    "Phong",
]
UNITS_A_HOUSE = 5
YOUTH_SHARE, HELPED_SHARE = 0.6, 0.8
PATH = (
    Stage.PROSPECT,
    Stage.CLASS_PROPOSED,
    Stage.CLASS_ENROLLED,
    Stage.CLASS_PASSED,
    Stage.DOSSIER_PERMITTED,
    Stage.DOSSIER_IN_PROGRESS,
    Stage.CELL_RESOLVED,
    Stage.COMMITTEE_RESOLVED,
    Stage.SUBMITTED,
    Stage.APPRAISED,
    Stage.DECIDED,
    Stage.CEREMONY_HELD,
)
PERSON = [
    "tenant_id",
    "id",
    "full_name",
    "folded_name",
    "sort_name",
    "birth_date",
    "sex",
    "ethnicity",
    "religion",
    "education",
    "education_text",
    "source_group",
    "position",
    "youth_member",
    "trade_union_member",
    "unit_id",
    "created_at",
    "updated_at",
]
CANDIDATE = [
    "tenant_id",
    "id",
    "person_id",
    "unit_id",
    "first_stage",
    "stage",
    "stage_since",
    "clock_from",
    "listed_on",
    "list_resolution_no",
    "remarks",
    "version",
    "created_at",
]
STEP = [
    "tenant_id",
    "id",
    "candidate_id",
    "person_id",
    "from_stage",
    "to_stage",
    "happened_on",
    "document_type",
    "document_no",
    "exit_reason",
    "verdict",
    "open_criteria",
    "acknowledgement",
    "remarks",
    "recorded_by",
    "recorded_at",
]
HELPER = [
    "tenant_id",
    "id",
    "candidate_id",
    "person_id",
    "helper_name",
    "is_official",
    "resolution_no",
    "starts_on",
    "end_reason",
    "is_replacement",
    "created_at",
]


@dataclass(frozen=True, slots=True)
class Generated:
    """How many rows were made."""

    tenants: int
    people: int
    steps: int


def generate(owner_conninfo: str, *, tenants: int, people: int, years: int, seed: int) -> Generated:
    """Make so many houses with so many people each, their steps spread over the last years."""
    if organizations.root_id() is None:
        found_bloc(name="Đảng ủy Khối các cơ quan tỉnh")
    dice = random.Random(seed)  # noqa: S311 -- sample data, no secret
    houses = [_house(f"G{number:03d}") for number in range(1, tenants + 1)]
    steps = 0
    with psycopg.connect(owner_conninfo) as connection:
        if not connection.info.parameter_status("is_superuser") == "on":
            raise SettingsError("demo generate copies past the policies and needs a superuser")
        for house, units in houses:
            steps += _fill(connection, dice, house, units, people, years)
        connection.execute("analyze person, candidate, helper_assignment, stage_step")
    return Generated(tenants, tenants * people, steps)


def _house(code: str) -> tuple[UUID, list[UUID]]:
    known = organizations.find_organization_id(code)
    if known is None:
        with session_as(organizations.root_operator()):
            known = register_organization(
                code=code,
                name=f"Đảng bộ Đơn vị {code}",
                kind=OrganizationKind.GRASSROOTS_COMMITTEE_ORG,
                valid_from=FIRST_DAY,
                attributes={AttributeName.MEMBER_COUNT: 100, AttributeName.HAS_YOUTH_UNION: 1},
            )
    with session_as(organizations.operator_of(known, is_root=False)):
        units = [unit.id for unit in organizations.list_units()]
        if not units:
            units = [
                register_unit(name=f"Chi bộ {number}", kind=UnitKind.PARTY_CELL, valid_from=FIRST_DAY)
                for number in range(1, UNITS_A_HOUSE + 1)
            ]
    return known, units


def _fill(
    connection: psycopg.Connection,
    dice: random.Random,
    house: UUID,
    units: list[UUID],
    people: int,
    years: int,
) -> int:
    made = [_life(dice, house, units, years) for _ in range(people)]
    _copy(connection, "person", PERSON, (life["person"] for life in made))
    _copy(connection, "candidate", CANDIDATE, (life["candidate"] for life in made))
    _copy(connection, "helper_assignment", HELPER, (life["helper"] for life in made if life["helper"]))
    steps = [step for life in made for step in life["steps"]]
    _copy(connection, "stage_step", STEP, iter(steps))
    connection.commit()
    return len(steps)


def _copy(
    connection: psycopg.Connection, table: str, columns: list[str], rows: Iterator[tuple[Any, ...]]
) -> None:
    from psycopg import sql

    statement = sql.SQL("copy {} ({}) from stdin").format(
        sql.Identifier(table), sql.SQL(", ").join(map(sql.Identifier, columns))
    )
    with connection.cursor() as cursor, cursor.copy(statement) as copy:
        for row in rows:
            copy.write_row(row)


def _life(dice: random.Random, house: UUID, units: list[UUID], years: int) -> dict[str, Any]:
    """Return one invented person with the steps taken so far."""
    person_id, candidate_id = new_id(), new_id()
    name = f"{dice.choice(FAMILY)} {dice.choice(MIDDLE)} {dice.choice(GIVEN)}"
    today = clock.today()
    born = date(today.year - dice.randint(19, 45), dice.randint(1, 12), dice.randint(1, 28))
    listed = today - timedelta(days=dice.randint(30, years * 365))
    unit = dice.choice(units)
    now = clock.now()
    reached = min(int(dice.expovariate(0.35)), len(PATH) - 1)
    steps, day, reached_on = [], listed, {PATH[0]: listed}
    for before, after in pairwise(PATH[: reached + 1]):
        day = min(day + timedelta(days=dice.randint(20, 120)), today)
        steps.append(
            (
                house,
                new_id(),
                candidate_id,
                person_id,
                before,
                after,
                day,
                "",
                f"{dice.randint(1, 99)}-NQ/CB",
                "",
                "",
                "[]",
                "",
                "",
                "generate",
                now,
            )
        )
        reached_on[after] = day
    return {
        "person": (
            house,
            person_id,
            name,
            fold(name),
            sort_name(name),
            born,
            dice.choice(("male", "female")),
            "Kinh",
            "",
            "university",
            "Đại học",
            "civil_servant",
            "",
            dice.random() < YOUTH_SHARE,
            False,
            unit,
            now,
            now,
        ),
        "candidate": (
            house,
            candidate_id,
            person_id,
            unit,
            PATH[0],
            PATH[reached],
            day,
            reached_on[BEGINS[PATH[reached]]] if PATH[reached] in BEGINS else None,
            listed,
            "1-NQ/CB",
            "",
            1,
            now,
        ),
        "helper": (
            house,
            new_id(),
            candidate_id,
            person_id,
            "Trần Văn Giúp",
            True,
            "2-NQ/CB",
            listed,
            "",
            False,
            now,
        )
        if dice.random() < HELPED_SHARE
        else None,
        "steps": steps,
    }
