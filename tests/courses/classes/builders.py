"""Small, explicit ways to have a class with people in it, through the operations."""

from __future__ import annotations

from datetime import date, timedelta

from courses.catalog.operations.define_programme import define_programme
from courses.catalog.queries import list_programmes
from courses.catalog.shipped_programmes import shipped_programme
from courses.classes.operations.change_class_state import open_nominations, start_class
from courses.classes.operations.decide_nominations import decide_nominations
from courses.classes.operations.nominate import nominate
from courses.classes.operations.plan_class import ClassDetails, plan_class
from courses.classes.queries.classes import get_class, list_sessions
from courses.classes.queries.nominations import list_nominations
from courses.classes.states import NominationAnswer
from portal.kernel import clock
from portal.kernel.database import session_as
from tests.portal.candidates.builders import a_candidate


def a_programme():
    """The shipped programme, in use in the actor's house; return the version's id."""
    known = list_programmes()
    return known[0].version.id if known else define_programme(plan=shipped_programme("HD61"))


def details(**values) -> ClassDetails:
    first_day = clock.today() + timedelta(days=10)
    there = {
        "code": "K7",
        "title": "Lớp khóa 7",
        "delivery_mode": "in_person",
        "starts_on": first_day,
        "nominate_until": first_day - timedelta(days=2),
        "seats": 30,
        "place": "Hội trường",
    }
    return ClassDetails(**(there | values))


def an_open_class(cast, **values):
    """A class that takes nominations; return its id."""
    with session_as(cast.giang.actor()):
        class_run_id = plan_class(programme_version_id=a_programme(), details=details(**values))
        open_nominations(class_run_id=class_run_id)
    return class_run_id


def prospects(someone, *names: str) -> list:
    """People on the list of someone's house; return the candidates' ids."""
    with session_as(someone.actor()):
        return [a_candidate(name, birth_date=date(1990 + place, 5, 1)) for place, name in enumerate(names)]


def propose(someone, class_run_id, *names: str) -> list:
    """Propose new people of someone's house; return the candidates' ids."""
    candidates = prospects(someone, *names)
    with session_as(someone.actor()):
        nominate(class_run_id=class_run_id, candidate_ids=candidates)
    return candidates


def nominations_by_name(cast, class_run_id) -> dict:
    with session_as(cast.giang.actor(reading=True)):
        return {row.full_name: row for row in list_nominations(get_class(class_run_id))}


def decide(cast, class_run_id, answer: NominationAnswer, *names: str, reason: str = "vì đủ chỗ"):
    ids = [nominations_by_name(cast, class_run_id)[name].id for name in names]
    with session_as(cast.giang.actor()):
        return decide_nominations(class_run_id=class_run_id, nomination_ids=ids, answer=answer, reason=reason)


def approve(cast, class_run_id, *names: str):
    return decide(cast, class_run_id, NominationAnswer.APPROVED, *names)


def start(cast, class_run_id) -> list:
    """Start a class; return its sessions."""
    with session_as(cast.giang.actor()):
        start_class(class_run_id=class_run_id)
        return list_sessions(get_class(class_run_id))
