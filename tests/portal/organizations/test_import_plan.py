"""An import says row by row what it will do, and never changes by the back door what needs a decision."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.organizations.import_plan import KnownHouse, Step, plan_import, row_attributes
from portal.organizations.importer import OrganizationRow, ParsedOrganizations, parse_organizations

SAMPLE = Path("portal/organizations/samples/to-chuc.xlsx")
ROW = OrganizationRow(
    row=5,
    code="K01",
    name="Đảng bộ A",
    kind="grassroots_committee_org",
    union_kind=None,
    sector="Sở ngành",
    member_count=70,
    cell_count=3,
    has_trade_union=True,
    has_youth_union=None,
)


def parsed(*rows: OrganizationRow) -> ParsedOrganizations:
    return ParsedOrganizations("Đảng ủy Khối", list(rows), [], len(rows))


def as_known(row: OrganizationRow) -> KnownHouse:
    return KnownHouse(row.name, row.kind, row.union_kind, row.sector, row_attributes(row))


def test_a_new_code_is_registered():
    plan = plan_import(parsed(ROW), {})
    assert [(row.step, row.changes) for row in plan.rows] == [(Step.REGISTER, {})]
    assert not plan.does_nothing


def test_what_stands_already_is_left_alone():
    plan = plan_import(parsed(ROW), {"K01": as_known(ROW)})
    assert [row.step for row in plan.rows] == [Step.NOTHING]
    assert plan.does_nothing


def test_figures_that_differ_are_named_with_before_and_after():
    plan = plan_import(parsed(replace(ROW, member_count=75, sector="Bệnh viện")), {"K01": as_known(ROW)})
    assert plan.rows[0].changes == {"member_count": (70, 75), "sector": ("Sở ngành", "Bệnh viện")}


def test_an_empty_cell_states_nothing():
    plan = plan_import(parsed(replace(ROW, member_count=None)), {"K01": as_known(ROW)})
    assert plan.does_nothing


@pytest.mark.parametrize(
    ("changed", "column"), [({"name": "Đảng bộ B"}, "name"), ({"kind": "grassroots_cell"}, "kind")]
)
def test_a_name_or_kind_that_differs_needs_a_decision_not_a_file(changed, column):
    plan = plan_import(parsed(replace(ROW, **changed)), {"K01": as_known(ROW)})
    assert plan.rows == []
    assert [(error.row, error.column) for error in plan.errors] == [(5, column)]


def test_codes_match_whatever_the_case():
    assert plan_import(parsed(replace(ROW, code="k01")), {"K01": as_known(ROW)}).does_nothing


def test_the_sample_is_sixty_two_tenants_and_three_unions():
    plan = plan_import(parse_organizations(SAMPLE.read_bytes()), {})
    kinds = [row.source.kind for row in plan.rows]
    assert (len(kinds), kinds.count("mass_union"), plan.errors) == (65, 3, [])


@given(members=st.integers(0, 10_000), cells=st.integers(0, 500), has_union=st.booleans())
def test_carrying_a_plan_out_leaves_nothing_to_do(members, cells, has_union):
    row = replace(ROW, member_count=members, cell_count=cells, has_trade_union=has_union)
    assert plan_import(parsed(row), {"K01": as_known(row)}).does_nothing
