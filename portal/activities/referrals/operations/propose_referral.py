"""A branch proposes an outstanding member."""

from __future__ import annotations

from datetime import date
from uuid import UUID

from portal.activities.members.queries import list_branch_units, party_house_of
from portal.activities.referrals.models import Referral
from portal.activities.referrals.queries import get_proposable, open_referral_of
from portal.activities.referrals.rules import vote_problem
from portal.candidates.queries.access import signature
from portal.kernel import audit, clock
from portal.kernel.database import db, lock_name
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from portal.kernel.operation import operation


@operation
def propose_referral(
    *,
    person_id: UUID,
    achievements: str,
    meeting_on: date,
    member_count: int,
    present_count: int,
    yes_votes: int,
    minutes_no: str = "",
    position: str = "",
) -> UUID:
    """Record a branch's proposal with its vote on paper; return the referral's id.

    Two thirds of the branch must have agreed (rules.md §6.4). It is the union's own until sent.
    """
    found = get_proposable(person_id)
    if found is None:
        raise NotFound
    member, person = found
    lock_name(f"referral:{person_id}")
    if open_referral_of(person_id) is not None:
        raise Conflict(f"{person.full_name} đang có lời giới thiệu chưa xong.")
    if meeting_on > clock.today():
        raise DomainError("Ngày họp ở tương lai.", field="meeting_on")
    if not achievements.strip():
        raise DomainError("Ghi thành tích, lý do giới thiệu.", field="achievements")
    problem = vote_problem(member_count=member_count, present_count=present_count, yes_votes=yes_votes)
    if problem is not None:
        raise RuleRefused(problem[1], field=problem[0])
    house = party_house_of(member.unit_id)
    branch = next((unit.name for unit in list_branch_units() if unit.id == member.unit_id), "")
    if house is None:
        raise RuleRefused(f"Chưa chọn tổ chức cơ sở đảng của {branch}. Chọn ở trang Chi đoàn, tổ công đoàn.")
    referral = Referral(
        person_id=person.id,
        unit_id=member.unit_id,
        party_house_id=house,
        full_name=person.full_name,
        birth_date=person.birth_date,
        sex=person.sex,
        position=position.strip(),
        branch_name=branch,
        achievements=achievements.strip(),
        meeting_on=meeting_on,
        minutes_no=minutes_no.strip(),
        member_count=member_count,
        present_count=present_count,
        yes_votes=yes_votes,
        created_by=signature(),
    )
    db.session.add(referral)
    audit.record("referral.proposed", referral, person_id=person.id, yes=yes_votes, of=member_count)
    return referral.id
