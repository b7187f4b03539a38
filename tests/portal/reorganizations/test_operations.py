"""Decisions about houses: what may be written down, and what a new name or superior does."""

from __future__ import annotations

from datetime import timedelta

import pytest
from sqlalchemy import select

from portal.kernel import clock
from portal.kernel.database import db, get_row
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.kernel.tenancy import new_id
from portal.organizations.models import Organization, OrganizationParent
from portal.organizations.queries import get_organization
from portal.reorganizations.kinds import Kind, State
from portal.reorganizations.models import Reorganization
from portal.reorganizations.operations.confirm_reorganization import confirm_reorganization
from portal.reorganizations.operations.draft_reorganization import draft_reorganization
from portal.reorganizations.operations.drop_reorganization import drop_reorganization


def draft(kind, house_ids, **values):
    there = {
        "decision_no": "125-QĐ/ĐUK",
        "decision_date": clock.today() - timedelta(days=2),
        "effective_on": clock.today(),
    }
    return draft_reorganization(kind=kind, house_ids=house_ids, **(there | values))


def test_a_new_name_holds_from_its_day_and_the_old_one_before(acting, cast):
    with acting(cast.giang):
        row_id = draft(Kind.RENAME, [cast.house_a], new_name="Đảng bộ Sở Tên Mới")
        assert get_organization(cast.house_a).name == "Đảng bộ Sở Thử Nghiệm A"
        confirm_reorganization(reorganization_id=row_id)
        assert get_organization(cast.house_a).name == "Đảng bộ Sở Tên Mới"
        before = get_organization(cast.house_a, on=clock.today() - timedelta(days=1))
        assert before.name == "Đảng bộ Sở Thử Nghiệm A"
        with pytest.raises(Conflict):
            confirm_reorganization(reorganization_id=row_id)


def test_a_new_superior_holds_from_its_day(acting, cast):
    with acting(cast.giang):
        confirm_reorganization(
            reorganization_id=draft(Kind.REPARENT, [cast.house_a], receiver_id=cast.house_b)
        )
        rows = db.session.scalars(
            select(OrganizationParent)
            .where(OrganizationParent.organization_id == cast.house_a)
            .order_by(OrganizationParent.valid_from)
        ).all()
        assert [(row.parent_id, row.valid_to) for row in rows] == [
            (cast.khoi, clock.today()),
            (cast.house_b, None),
        ]
        with pytest.raises(RuleRefused, match="đang trực thuộc chính đơn vị"):
            draft(Kind.REPARENT, [cast.house_b], receiver_id=cast.house_a)


@pytest.mark.parametrize(
    ("kind", "houses", "values", "field"),
    [
        (Kind.ABSORB, ["a"], {"receiver": "b", "decision_no": "  "}, "decision_no"),
        (Kind.ABSORB, ["a"], {"receiver": "b", "decision_date": timedelta(days=1)}, "decision_date"),
        (Kind.ABSORB, ["a"], {"receiver": "b", "effective_on": timedelta(days=-3)}, "effective_on"),
        (Kind.ABSORB, [], {"receiver": "b"}, "house_ids"),
        (Kind.ABSORB, ["a"], {}, "receiver_id"),
        (Kind.ABSORB, ["a"], {"receiver": "a"}, "receiver_id"),
        (Kind.ABSORB, ["a"], {"receiver": "khoi"}, "receiver_id"),
        (Kind.ABSORB, ["khoi"], {"receiver": "b"}, "house_ids"),
        (Kind.ABSORB, ["union"], {"receiver": "b"}, "house_ids"),
        (Kind.MERGE, ["a"], {"new_code": "K63", "new_name": "Đảng bộ Mới"}, "house_ids"),
        (Kind.MERGE, ["a", "a"], {"new_code": "K63", "new_name": "Đảng bộ Mới"}, "house_ids"),
        (Kind.MERGE, ["a", "b"], {"new_code": "k01", "new_name": "Đảng bộ Mới"}, "new_code"),
        (Kind.MERGE, ["a", "b"], {"new_code": "K 63", "new_name": "Đảng bộ Mới"}, "new_code"),
        (Kind.MERGE, ["a", "b"], {"new_code": "K63", "new_name": " "}, "new_name"),
        (Kind.RENAME, ["a", "b"], {"new_name": "Tên"}, "house_ids"),
    ],
)
def test_what_cannot_be_is_refused_beside_its_field(acting, cast, kind, houses, values, field):
    ids = {"a": cast.house_a, "b": cast.house_b, "union": cast.union, "khoi": cast.khoi}
    given = {
        name: clock.today() + value if isinstance(value, timedelta) else value
        for name, value in values.items()
        if name != "receiver"
    }
    with acting(cast.giang), pytest.raises(DomainError) as refused:
        draft(kind, [ids[one] for one in houses], receiver_id=ids.get(values.get("receiver")), **given)
    assert refused.value.field == field


def test_one_house_has_one_decision_at_a_time_and_a_dropped_one_frees_it(acting, cast):
    with acting(cast.giang):
        row_id = draft(Kind.ABSORB, [cast.house_a], receiver_id=cast.house_b)
        with pytest.raises(RuleRefused, match="việc sắp xếp khác"):
            draft(Kind.DISSOLVE, [cast.house_a], receiver_id=cast.house_b)
        drop_reorganization(reorganization_id=row_id)
        with pytest.raises(Conflict):
            confirm_reorganization(reorganization_id=row_id)
        again = draft(Kind.DISSOLVE, [cast.house_a], receiver_id=cast.house_b)
        assert get_row(Reorganization, again).state is State.DRAFT


def test_nothing_moves_before_its_day(acting, cast):
    with acting(cast.giang):
        row_id = draft(
            Kind.ABSORB,
            [cast.house_a],
            receiver_id=cast.house_b,
            effective_on=clock.today() + timedelta(days=1),
        )
        with pytest.raises(RuleRefused, match="Chưa đến ngày"):
            confirm_reorganization(reorganization_id=row_id)
        assert get_row(Organization, cast.house_a).closed_on is None


def test_another_house_sees_no_decision_and_an_unknown_one_is_not_there(acting, cast):
    with acting(cast.giang):
        row_id = draft(Kind.ABSORB, [cast.house_a], receiver_id=cast.house_b)
        with pytest.raises(NotFound):
            confirm_reorganization(reorganization_id=new_id())
    with acting(cast.an), pytest.raises(NotFound):
        confirm_reorganization(reorganization_id=row_id)
