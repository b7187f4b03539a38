"""A person new to a house."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.kernel import audit, clock
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError
from portal.kernel.operation import operation
from portal.kernel.text import fold, sort_name
from portal.people import rules
from portal.people.models import Education, Person, Sex, SourceGroup
from portal.people.queries import find_same_person
from portal.people.sealing import sealed_national_id, sealed_phone


@operation
def register_person(
    *,
    full_name: str,
    birth_date: date,
    sex: Sex,
    ethnicity: str = "Kinh",
    religion: str = "",
    education: Education | None = None,
    education_text: str = "",
    source_group: SourceGroup = SourceGroup.OTHER,
    position: str = "",
    youth_member: bool = False,
    trade_union_member: bool = False,
    unit_id: UUID | None = None,
    national_id: str = "",
    phone: str = "",
) -> UUID:
    """Register a person of the actor's house; return the id. Conflict when the house knows the person."""
    try:
        full_name = rules.clean_name(full_name)
        rules.check_birth_date(birth_date, on=clock.today())
        national_id = rules.clean_national_id(national_id)
        phone = rules.clean_phone(phone)
    except rules.Complaint as complaint:
        raise DomainError(complaint.message, field=complaint.field) from complaint
    known = find_same_person(full_name=full_name, birth_date=birth_date, national_id=national_id)
    if known is not None:
        raise Conflict(
            f"Đã có {known.full_name}, sinh {known.birth_date:%d/%m/%Y} trong đơn vị.", field="full_name"
        )
    person = Person(
        full_name=full_name,
        folded_name=fold(full_name),
        sort_name=sort_name(full_name),
        birth_date=birth_date,
        sex=sex,
        ethnicity=ethnicity,
        religion=religion,
        education=education,
        education_text=education_text,
        source_group=source_group,
        position=position,
        youth_member=youth_member,
        trade_union_member=trade_union_member,
        unit_id=unit_id,
        phone_sealed=sealed_phone(phone),
        **sealed_national_id(national_id),
    )
    db.session.add(person)
    audit.record("person.registered", person)
    return person.id
