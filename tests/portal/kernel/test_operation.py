"""One use case is one transaction with at least one audit entry, or nothing at all."""

from __future__ import annotations

import pytest
from sqlalchemy import func, select

from portal.kernel import audit
from portal.kernel.actor import acting_as
from portal.kernel.audit import AuditEntry
from portal.kernel.database import ActorChangedError, db, lock, reading_only, session_as
from portal.kernel.errors import NoActorError, NotFound
from portal.kernel.operation import UnrecordedOperationError, operation
from portal.organizations.models import Holiday, OrganizationKind, UnitKind
from portal.organizations.operations.register_unit import register_unit
from portal.organizations.queries import list_organizations, list_units
from portal.people.models import Person
from tests.cast import add_person


@operation
def silent(*, name: str) -> None:
    add_person(name)


@operation
def outer(*, name: str, fail: bool = False) -> None:
    inner(name=name)
    if fail:
        raise ValueError(name)


@operation
def inner(*, name: str) -> None:
    person = add_person(name)
    audit.record("person.added", person)


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


def test_an_operation_that_records_nothing_writes_nothing(acting, cast):
    with acting(cast.an), pytest.raises(UnrecordedOperationError):
        silent(name="Lê Văn Lặng")
    with acting(cast.an):
        assert count(Person) == 1


def test_a_nested_operation_joins_and_falls_with_the_outer_one(acting, cast):
    with acting(cast.an), pytest.raises(ValueError, match="Ngã"):
        outer(name="Lê Văn Ngã", fail=True)
    with acting(cast.an):
        assert count(Person) == 1
        outer(name="Lê Văn Đứng")
    with acting(cast.an):
        assert count(Person) == 2


def test_an_audit_entry_outside_an_operation_is_a_bug(acting, cast):
    with acting(cast.an), pytest.raises(UnrecordedOperationError):
        audit.record("person.added", subject_id=cast.em.person_id)


def test_operations_take_keywords_only(acting, cast):
    with acting(cast.an), pytest.raises(TypeError, match="keyword"):
        inner("Lê Văn Vị Trí")


def test_without_an_actor_nothing_can_be_asked(app):
    with app.app_context(), pytest.raises(NoActorError):
        db.session.scalars(select(Person)).all()


def test_each_house_sees_its_own_people(acting, cast):
    with acting(cast.an):
        assert [p.full_name for p in db.session.scalars(select(Person))] == ["Trần Thị Em A"]
    with acting(cast.chi):
        assert [p.full_name for p in db.session.scalars(select(Person))] == ["Trần Thị Em B"]
    with acting(cast.em):
        assert [p.id for p in db.session.scalars(select(Person))] == [cast.em.person_id]
    with acting(cast.giang, reading=True):
        assert count(Person) == 2


def test_a_foreign_row_looks_like_no_row(acting, cast):
    with acting(cast.chi), pytest.raises(NotFound):
        lock(Person, cast.em.person_id)


def test_an_overseer_cannot_write(acting, cast):
    with acting(cast.giang, reading=True), pytest.raises(Exception, match=r"read-only|permission denied"):
        inner(name="Lê Văn Cấm")


def test_nothing_can_be_written_while_a_page_is_read(acting, cast):
    with acting(cast.an), reading_only(), pytest.raises(Exception, match="read-only"):
        inner(name="Lê Văn Đọc")


def test_a_transaction_of_one_actor_is_not_used_by_another(app, cast):
    with app.app_context(), session_as(cast.an.actor()):
        count(Person)
        with acting_as(cast.chi.actor()), pytest.raises(ActorChangedError):
            count(Person)


def test_lock_reads_the_row_afresh(app, acting, cast, owner_sql):
    with acting(cast.an):
        person = db.session.scalars(select(Person)).one()
        owner_sql("update person set position = 'Chuyên viên' where id = %s", person.id)
        assert lock(Person, person.id).position == "Chuyên viên"


def test_what_was_done_is_recorded_with_who_and_where(acting, cast):
    with acting(cast.an):
        unit_id = register_unit(
            name="Chi bộ Mới", kind=UnitKind.PARTY_CELL, valid_from=audit.date(2026, 1, 1)
        )
    with acting(cast.ha, reading=True):
        body = db.session.scalars(
            select(AuditEntry.body)
            .where(AuditEntry.tenant_id == cast.house_a)
            .order_by(AuditEntry.sequence.desc())
        ).first()
    for part in ("unit.registered", str(unit_id), "portal_staff", '"an"', str(cast.an.account_id)):
        assert part in body


def test_the_chain_holds_and_a_changed_entry_breaks_it(acting, cast, owner_sql):
    with acting(cast.ha, reading=True):
        report = audit.verify_chains()
    assert report.broken == []
    assert report.tenants >= 4
    owner_sql(
        "update audit_entry set body = replace(body, 'unit', 'tinu') where tenant_id = %s and sequence = 1",
        cast.house_a,
    )
    with acting(cast.ha, reading=True):
        broken = audit.verify_chains().broken
    assert [(b.tenant_id, b.sequence) for b in broken] == [(str(cast.house_a), 1)]


def test_a_removed_last_entry_is_noticed(acting, cast, owner_sql):
    owner_sql(
        "delete from audit_entry e using audit_head h where e.tenant_id = h.tenant_id and e.sequence = h.sequence"
        " and e.tenant_id = %s",
        cast.house_a,
    )
    with acting(cast.ha, reading=True):
        broken = audit.verify_chains().broken
    assert [b.problem for b in broken] == ["the chain does not end where its head says"]


def test_sensitive_values_are_recorded_by_name_only(acting, cast):
    @operation
    def change(*, person_id) -> None:
        person = lock(Person, person_id)
        audit.record("person.changed", person, before={"religion": "Không"}, after={"religion": "Cao Đài"})

    with acting(cast.an):
        change(person_id=cast.em.person_id)
    with acting(cast.ha, reading=True):
        body = db.session.scalars(
            select(AuditEntry.body).order_by(AuditEntry.body.contains("person.changed").desc())
        ).first()
    assert "religion" in body
    assert "Cao Đài" not in body


def test_a_read_is_recorded_from_a_read_only_page(acting, cast):
    with acting(cast.an), reading_only():
        count(Holiday)
        audit.record_read("person.seen", subject_type="person", subject_id=cast.em.person_id)
    with acting(cast.ha, reading=True):
        bodies = list(db.session.scalars(select(AuditEntry.body).where(AuditEntry.tenant_id == cast.house_a)))
    assert sum("person.seen" in body for body in bodies) == 1


def test_a_page_asks_once_and_each_part_gets_its_own_list(acting, cast, statements):
    with acting(cast.an), reading_only(), statements() as sent:
        first = list_organizations()
        first.clear()
        assert list_organizations()
        assert list_organizations(kinds=(OrganizationKind.MASS_UNION,)) != list_organizations()
    assert len(sent) == 2  # two questions, four askers


def test_what_a_page_remembers_is_each_actors_own_and_ends_with_it(app, cast, statements):
    answers = []
    with app.app_context(), reading_only():
        for someone in (cast.an, cast.chi):
            with session_as(someone.actor()):
                answers.append(list_units())
    assert answers[0] != answers[1]
    with app.app_context(), session_as(cast.an.actor()), statements() as sent:
        list_organizations()
        list_organizations()
    assert len(sent) == 2  # where something may be written, every question is asked
