"""Reads about activities."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import TYPE_CHECKING, Any

from sqlalchemy import and_, func, or_, select

from portal.activities.campaigns.models import Campaign
from portal.activities.log.matching import Known, Match, match_lines
from portal.activities.log.models import (
    Activity,
    ActivityFile,
    ActivityState,
    CheckIn,
    Participation,
    ParticipationRole,
)
from portal.activities.members.models import UnionMember
from portal.activities.members.queries import is_member_on
from portal.kernel import clock
from portal.kernel.actor import current_actor
from portal.kernel.database import db, get_row
from portal.organizations.models import UnitName
from portal.organizations.queries import list_units
from portal.people.models import Person

if TYPE_CHECKING:
    from uuid import UUID

    from sqlalchemy import ColumnElement

HAPPENED = (ActivityState.HELD, ActivityState.REPORTED, ActivityState.APPROVED)


@dataclass(frozen=True, slots=True)
class ActivityFilter:
    """What the reader of the log asked for; empty means everything."""

    tenant_id: UUID
    words: str = ""
    states: frozenset[ActivityState] = frozenset()
    unit_id: UUID | None = None
    campaign_id: UUID | None = None
    first_day: date | None = None
    last_day: date | None = None


@dataclass(frozen=True, slots=True)
class ActivityRow:
    """An activity as lists and calendars show it."""

    activity: Activity
    unit_name: str
    people: int

    @property
    def id(self) -> UUID:
        return self.activity.id

    @property
    def headcount(self) -> int:
        """Return members and guests together."""
        return self.people + self.activity.guest_count


@dataclass(frozen=True, slots=True)
class ParticipantRow:
    """A member in an activity."""

    participation: Participation
    name: str
    birth_date: date
    unit_name: str


@dataclass(frozen=True, slots=True)
class CheckInRow:
    """A check-in that is not in the list yet, with the member it seems to be."""

    check_in: CheckIn
    member: Known[UUID] | None
    is_late: bool


@dataclass(frozen=True, slots=True)
class ActivityPage:
    """Everything the page of one activity shows."""

    activity: Activity
    unit_name: str
    campaign: Campaign | None
    participants: list[ParticipantRow]
    files: list[ActivityFile]
    check_ins: list[CheckInRow] = field(default_factory=list)
    doubts: list[Match[UUID]] = field(default_factory=list)

    def count_of(self, role: ParticipationRole) -> int:
        """Return how many took part in a role."""
        return sum(row.participation.role is role for row in self.participants)


def get_activity(activity_id: UUID) -> Activity:
    """Return one activity the actor's door shows."""
    return get_row(Activity, activity_id)


def list_activities(
    wanted: ActivityFilter, *, offset: int = 0, limit: int | None = None
) -> tuple[list[ActivityRow], int]:
    """Return activities, the latest first, and how many there are; three statements."""
    conditions = _conditions(wanted)
    total = db.session.scalar(select(func.count()).select_from(Activity).where(*conditions)) or 0
    people = (
        select(func.count())
        .where(Participation.tenant_id == Activity.tenant_id, Participation.activity_id == Activity.id)
        .scalar_subquery()
    )
    statement = (
        select(Activity, people)
        .where(*conditions)
        .order_by(Activity.held_on.desc(), Activity.created_at.desc())
        .offset(offset)
    )
    found = db.session.execute(statement if limit is None else statement.limit(limit)).all()
    units = {unit.id: unit.name for unit in list_units(tenant_id=wanted.tenant_id)}
    return [ActivityRow(row, _unit(units, row.unit_id), count) for row, count in found], total


def _conditions(wanted: ActivityFilter) -> list[ColumnElement[bool]]:
    found: list[ColumnElement[bool]] = [Activity.tenant_id == wanted.tenant_id]
    if wanted.words:
        found.append(Activity.title.ilike(f"%{_literal(wanted.words)}%", escape="\\"))
    if wanted.states:
        found.append(Activity.state.in_(wanted.states))
    if wanted.unit_id:
        found.append(Activity.unit_id == wanted.unit_id)
    if wanted.campaign_id:
        found.append(Activity.campaign_id == wanted.campaign_id)
    if wanted.first_day:
        found.append(Activity.held_on >= wanted.first_day)
    if wanted.last_day:
        found.append(Activity.held_on <= wanted.last_day)
    return found


def _literal(words: str) -> str:
    return words.replace("\\", "\\\\").replace("%", "\\%").replace("_", "\\_")


def _unit(units: dict[UUID, str], unit_id: UUID | None) -> str:
    return units.get(unit_id, "") if unit_id else "Toàn đoàn thể"


def activity_page(activity_id: UUID) -> ActivityPage:
    """Return the page of an activity; NotFound when the actor's door does not show it."""
    activity = get_activity(activity_id)
    house = activity.tenant_id
    units = {unit.id: unit.name for unit in list_units(tenant_id=house)}
    rows = db.session.execute(
        select(Participation, Person.full_name, Person.birth_date, UnionMember.unit_id)
        .join(Person, and_(Person.tenant_id == Participation.tenant_id, Person.id == Participation.person_id))
        .outerjoin(
            UnionMember,
            and_(UnionMember.tenant_id == Person.tenant_id, UnionMember.person_id == Person.id),
        )
        .where(Participation.tenant_id == house, Participation.activity_id == activity.id)
        .order_by(Person.sort_name, Person.id)
    )
    participants = [
        ParticipantRow(part, name, born, units.get(unit_id, "")) for part, name, born, unit_id in rows
    ]
    files = db.session.scalars(
        select(ActivityFile)
        .where(ActivityFile.tenant_id == house, ActivityFile.activity_id == activity.id)
        .where(ActivityFile.removed_at.is_(None))
        .order_by(ActivityFile.created_at)
    )
    is_own = house == current_actor().tenant_id
    waiting = _waiting_check_ins(activity, participants) if is_own else []
    needs_names = is_own and (activity.unresolved_names or waiting)
    members = known_members() if needs_names else []
    return ActivityPage(
        activity=activity,
        unit_name=_unit(units, activity.unit_id),
        campaign=_campaign(activity),
        participants=participants,
        files=list(files),
        check_ins=[_recognised(row, members) for row in waiting],
        doubts=match_lines(activity.unresolved_names, members) if is_own else [],
    )


def _campaign(activity: Activity) -> Campaign | None:
    if activity.campaign_id is None:
        return None
    return db.session.scalar(
        select(Campaign).where(
            Campaign.tenant_id == activity.campaign_tenant_id, Campaign.id == activity.campaign_id
        )
    )


def known_members() -> list[Known[UUID]]:
    """Return the present members of the actor's union as matching wants them."""
    today = clock.today()
    rows = db.session.execute(
        select(Person.id, Person.full_name, Person.birth_date, UnitName.name)
        .join(
            UnionMember, and_(UnionMember.tenant_id == Person.tenant_id, UnionMember.person_id == Person.id)
        )
        .outerjoin(
            UnitName,
            and_(
                UnitName.tenant_id == UnionMember.tenant_id,
                UnitName.unit_id == UnionMember.unit_id,
                UnitName.valid_from <= today,
                or_(UnitName.valid_to.is_(None), UnitName.valid_to > today),
            ),
        )
        .where(UnionMember.tenant_id == current_actor().tenant_id, is_member_on(today))
        .order_by(Person.sort_name, Person.id)
    )
    return [Known(i, name, born, unit or "") for i, name, born, unit in rows]


def _waiting_check_ins(activity: Activity, participants: list[ParticipantRow]) -> list[CheckIn]:
    """Return the check-ins that stand in nobody's row of the list yet."""
    there = {(row.name.casefold(), row.birth_date) for row in participants if row.participation.checked_in_at}
    rows = db.session.scalars(
        select(CheckIn)
        .where(CheckIn.union_tenant_id == activity.tenant_id, CheckIn.activity_id == activity.id)
        .order_by(CheckIn.shown_at, CheckIn.id)
    )
    return [row for row in rows if (row.full_name.casefold(), row.birth_date) not in there]


def _recognised(row: CheckIn, members: list[Known[UUID]]) -> CheckInRow:
    [match] = match_lines(row.full_name, members) or [Match(row.full_name)]
    offered = [match.certain] if match.certain else list(match.offered)
    same = [m for m in offered if row.birth_date is None or m.birth_date == row.birth_date]
    member = same[0] if len(same) == 1 and (match.certain or row.birth_date) else None
    return CheckInRow(row, member, is_late=row.created_at - row.shown_at > timedelta(minutes=5))


def usual_place() -> str:
    """Return the place of the union's latest activity: most often the next one's, too."""
    statement = (
        select(Activity.place)
        .where(Activity.tenant_id == current_actor().tenant_id, Activity.place != "")
        .order_by(Activity.created_at.desc())
        .limit(1)
    )
    return db.session.scalar(statement) or ""


def get_file(activity_file_id: UUID) -> ActivityFile:
    """Return one piece of evidence the actor's door shows."""
    return get_row(ActivityFile, activity_file_id)


def get_participation(participation_id: UUID) -> Participation:
    """Return one participation the actor's door shows."""
    return get_row(Participation, participation_id)


def count_waiting() -> dict[ActivityState, int]:
    """Return what waits in the actor's union: overdue plans, activities to report, to approve."""
    rows = db.session.execute(
        select(Activity.state, func.count())
        .where(Activity.tenant_id == current_actor().tenant_id)
        .where(
            or_(
                Activity.state.in_((ActivityState.HELD, ActivityState.REPORTED)),
                and_(Activity.state == ActivityState.PLANNED, Activity.held_on < clock.today()),
            )
        )
        .group_by(Activity.state)
    )
    return dict(rows.all())


def activities_by_day(tenant_id: UUID, first_day: date, last_day: date) -> dict[date, list[ActivityRow]]:
    """Return the activities of some days, by day."""
    wanted = ActivityFilter(tenant_id, first_day=first_day, last_day=last_day)
    found: dict[date, list[ActivityRow]] = defaultdict(list)
    for row in reversed(list_activities(wanted)[0]):
        found[row.activity.held_on].append(row)
    return found


def participations_of(person_id: UUID) -> list[tuple[Activity, Participation]]:
    """Return what a member of the house took part in, the latest first."""
    statement = (
        select(Activity, Participation)
        .join(
            Participation,
            and_(Participation.tenant_id == Activity.tenant_id, Participation.activity_id == Activity.id),
        )
        .where(Participation.tenant_id == current_actor().tenant_id, Participation.person_id == person_id)
        .where(Activity.state.in_(HAPPENED))
        .order_by(Activity.held_on.desc())
    )
    found: list[Any] = list(db.session.execute(statement))
    return [(activity, part) for activity, part in found]


def own_check_ins(limit: int) -> list[CheckIn]:
    """Return where the actor's own person was present by scanning a code, the latest first."""
    statement = select(CheckIn).where(CheckIn.person_id == current_actor().person_id)
    return list(db.session.scalars(statement.order_by(CheckIn.shown_at.desc()).limit(limit)))
