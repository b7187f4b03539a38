"""Small, explicit ways to furnish the union of the cast, through the operations."""

from __future__ import annotations

import io
from datetime import date, timedelta

from PIL import Image

from portal.activities.log.models import ActivityKind
from portal.activities.log.operations.record_activity import record_activity
from portal.activities.members.operations.add_member import add_member
from portal.activities.members.operations.link_branch import link_branch
from portal.activities.referrals.operations.propose_referral import propose_referral
from portal.activities.referrals.operations.send_referral import send_referral
from portal.kernel import clock
from portal.kernel.database import db
from portal.organizations.models import UnitKind
from portal.organizations.operations.found_bloc import FIRST_DAY
from portal.organizations.operations.register_unit import register_unit
from portal.people.models import Sex

BORN = date(2000, 3, 8)


def a_branch(party_house_id=None, name="Chi đoàn Văn phòng"):
    unit_id = register_unit(name=name, kind=UnitKind.YOUTH_BRANCH, valid_from=FIRST_DAY)
    if party_house_id is not None:
        link_branch(unit_id=unit_id, party_house_id=party_house_id)
    return unit_id


def a_member(unit_id, full_name="Nguyễn Văn Ân", birth_date=BORN, sex=Sex.MALE):
    return add_member(full_name=full_name, birth_date=birth_date, sex=sex, unit_id=unit_id)


def person_of(union_member_id):
    from portal.activities.members.models import UnionMember

    return db.session.get(UnionMember, (the_house(), union_member_id)).person_id


def the_house():
    from portal.kernel.tenancy import current_tenant_id

    return current_tenant_id()


def an_activity(**values):
    there = {
        "title": "Ngày thứ Bảy tình nguyện",
        "kind": ActivityKind.VOLUNTEERING,
        "held_on": clock.today() - timedelta(days=2),
        "place": "Công viên",
    }
    return record_activity(**(there | values))


def a_proposal(person_id, **values):
    there = {
        "person_id": person_id,
        "achievements": "Nòng cốt của chi đoàn.",
        "meeting_on": clock.today() - timedelta(days=10),
        "member_count": 12,
        "present_count": 11,
        "yes_votes": 9,
    }
    return propose_referral(**(there | values))


def a_sent_referral(person_id, **values):
    referral_id = a_proposal(person_id, **values)
    send_referral(referral_id=referral_id, resolution_no="07-NQ/ĐTN", resolution_on=clock.today())
    return referral_id


def a_photo(size=(2400, 1800), **options) -> bytes:
    output = io.BytesIO()
    Image.new("RGB", size, "#a81e22").save(output, "JPEG", **options)
    return output.getvalue()
