"""Which roles a house gives, and how people and devices are named."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from portal.accounts.devices import device_words
from portal.accounts.role_giving import (
    LIMITED_TO_A_UNIT,
    ROLE_DUTIES,
    ROLE_LABELS,
    head_role,
    limiting_unit,
    offered_roles,
    role_words,
    roles_problem,
)
from portal.kernel.actor import Role
from portal.kernel.tenancy import new_id
from portal.organizations.models import OrganizationKind

KINDS = [kind.value for kind in OrganizationKind]


def test_every_role_is_named_and_every_role_given_says_its_duty():
    assert set(ROLE_LABELS) == set(Role)
    assert {role for kind in KINDS for role in offered_roles(kind)} == set(ROLE_DUTIES)


@pytest.mark.parametrize(
    ("kind", "head"),
    [("bloc_committee", "khoi_officer"), ("grassroots_cell", "secretary"), ("mass_union", "union_officer")],
)
def test_the_head_of_each_desk(kind, head):
    assert head_role(kind) == head


@given(kind=st.sampled_from(KINDS), roles=st.frozensets(st.sampled_from(list(Role))), with_unit=st.booleans())
def test_only_offered_roles_are_ever_accepted(kind, roles, with_unit):
    problem = roles_problem(kind, roles, new_id() if with_unit else None)
    if problem is None:
        assert roles
        assert roles <= set(offered_roles(kind)) or roles == {Role.CANDIDATE}


@given(st.frozensets(st.sampled_from(list(Role)), min_size=1))
def test_a_unit_limits_only_those_who_have_no_wider_role(roles):
    unit = new_id()
    assert limiting_unit(roles, unit) == (unit if roles <= LIMITED_TO_A_UNIT else None)


def test_roles_are_read_in_one_order():
    assert role_words(["marker", "lecturer"]) == role_words(frozenset({Role.LECTURER, Role.MARKER}))


@pytest.mark.parametrize(
    ("header", "words"),
    [
        (
            "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/120 Safari/537.36 Edg/120",
            "Edge trên máy tính Windows",
        ),
        (
            "Mozilla/5.0 (iPhone; CPU iPhone OS 17_0) AppleWebKit/605 Version/17.0 Safari/604.1",
            "Safari trên iPhone",
        ),
        (
            "Mozilla/5.0 (Linux; Android 14) AppleWebKit/537.36 Chrome/120 Mobile Safari/537.36",
            "Chrome trên điện thoại Android",
        ),
        ("curl/8.5", "curl/8.5"),
        ("", "Thiết bị không rõ"),
    ],
)
def test_a_browser_in_words(header, words):
    assert device_words(header) == words
