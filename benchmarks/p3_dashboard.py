"""P3: Khối's overview of 62 houses with 50,000 people, then ten times as many, against plain SQL."""

from __future__ import annotations

from datetime import timedelta
from typing import Any

from benchmarks.measure import median, repeated

HOUSES, PEOPLE, MORE, TIMES = 62, 50_000, 10, 7
PAGE = "/oversight"

TARGETS = "select to_tenant_id, year, value from target where superseded_at is null and kind = 'admission'"
ADMITTED = """
select tenant_id, count(*) from stage_step s
 where to_stage = 'decided' and happened_on between :since and :today and corrects_step_id is null
   and carried_from = ''
   and not exists (select from stage_step c where c.tenant_id = s.tenant_id
                    and c.candidate_id = s.candidate_id and c.corrects_step_id = s.id)
 group by tenant_id"""
SOURCE = """
select c.tenant_id, p.source_group, count(*),
       count(*) filter (where exists (select from helper_assignment h where h.tenant_id = c.tenant_id
             and h.candidate_id = c.id and h.starts_on <= :today
             and (h.ends_on is null or h.ends_on >= :today))),
       count(*) filter (where exists (select from progress_review r where r.tenant_id = c.tenant_id
             and r.candidate_id = c.id and r.period = :period and r.is_current
             and r.submitted_on <= r.due_on)),
       count(*) filter (where exists (select from training_record t where t.person_tenant_id = c.tenant_id
             and t.person_id = c.person_id and t.kind = 'awareness_class' and t.annulled_on is null))
  from candidate c join person p on p.tenant_id = c.tenant_id and p.id = c.person_id
 where c.stage = any(:followed)
 group by c.tenant_id, p.source_group"""
BROKEN = """
select tenant_id, count(*) from candidate
 where (stage = 'dossier_in_progress' and clock_from < :year_ago)
    or (stage in ('submitted', 'appraised', 'decided') and clock_from < :month_ago)
 group by tenant_id"""
REVIEWS = """
insert into progress_review (tenant_id, id, candidate_id, period, political_awareness,
  professional_result, study_training, discipline, union_role, relations, task_title, task_result,
  strengths, weaknesses, proposal, conclusion, next_task, due_on, submitted_on, reviewer_name,
  is_current, recorded_at)
select tenant_id, gen_random_uuid(), id, :period, 'good', 'good', 'good', 'good', 'good', 'good', '', '',
  '', '', 'keep', '', '', :due_on, :due_on - (random() * 20)::int, 'Trần Văn Giúp', true, now()
  from candidate where random() < 0.7"""
CERTIFICATES = """
insert into training_record (tenant_id, id, to_tenant_id, person_tenant_id, person_id, kind,
  certificate_number, issued_on, grade, issuer, class_name, certificate_code, created_at)
select tenant_id, gen_random_uuid(), tenant_id, tenant_id, person_id, 'awareness_class',
  left(id::text, 13), :issued_on, '', '', '', '', now() from candidate where random() < 0.5"""


def run(application: Any, owner_conninfo: str) -> dict[str, Any]:
    """Return the page's time against plain SQL, its statements, and both sizes against each other."""
    small = _measure(application, owner_conninfo, PEOPLE // HOUSES)
    large = _measure(application, owner_conninfo, PEOPLE * MORE // HOUSES - PEOPLE // HOUSES)
    return {
        "people_50000": small,
        "people_500000": large,
        "growth": {
            "time_at_ten_times": round(large["page_ms"] / small["page_ms"], 2),
            "budget": {"time_at_ten_times": "<= 1.5"},
        },
    }


def _measure(application: Any, owner_conninfo: str, people: int) -> dict[str, Any]:
    """Add so many people to each house and measure the page and the plain statements by turns."""
    from benchmarks.p7_pages import signed_in

    _fill(application, owner_conninfo, people)
    browser = signed_in(application, "KHOI")
    _keep_figures(application)
    statements = _count_statements(application, browser)
    _plain(application)
    page = median(repeated(lambda: browser.get(PAGE), TIMES))
    plain = median(repeated(lambda: _plain(application), TIMES))
    _mark(owner_conninfo)
    marked = median(repeated(lambda: browser.get(PAGE), TIMES))
    return {
        "page_ms": round(1000 * page),
        "page_ms_after_5_houses_wrote": round(1000 * marked),
        "plain_sql_ms": round(1000 * plain),
        "ratio_to_plain_sql": round(page / plain, 2),
        "statements": statements,
        "budget": {"ratio_to_plain_sql": "<= 3", "statements": "<= 12"},
    }


def _keep_figures(application: Any) -> None:
    """Count all houses, as the worker does every five minutes."""
    from portal.candidates.operations.keep_house_figures import keep_house_figures
    from portal.kernel.database import session_as
    from portal.organizations.queries import root_operator

    with application.app_context(), session_as(root_operator()):
        keep_house_figures()


def _mark(owner_conninfo: str) -> None:
    """Write something in five houses, which are then counted from their people again."""
    import psycopg

    with psycopg.connect(owner_conninfo) as connection:
        connection.execute(
            "update candidate set clock_from = clock_from where (tenant_id, id) in"
            " (select distinct on (tenant_id) tenant_id, id from candidate where tenant_id in"
            " (select id from organization where kind like 'grassroots%' order by code limit 5))"
        )


def _fill(application: Any, owner_conninfo: str, people: int) -> None:
    import psycopg

    from benchmarks.run import generate
    from portal.candidates.reviews import last_overdue_period, review_due_on
    from portal.kernel import clock

    today = clock.today()
    period = last_overdue_period(today)
    generate(application, tenants=HOUSES, people=people)
    values = {
        "period": period,
        "due_on": review_due_on(period),
        "issued_on": today - timedelta(days=100),
    }
    with psycopg.connect(owner_conninfo) as connection:
        connection.execute("delete from progress_review")
        connection.execute("delete from training_record")
        for statement in (REVIEWS, CERTIFICATES):
            connection.execute(_named(statement), values)
        connection.commit()
        connection.autocommit = True
        connection.execute("vacuum analyze")
    _set_targets(application)


def _named(statement: str) -> Any:
    """Return a statement in psycopg's own manner of naming values."""
    import re

    return re.sub(r"(?<!:):(\w+)", r"%(\1)s", statement)


def _set_targets(application: Any) -> None:
    """Give the term of today and every house a target, so that the overview has something to say."""
    from datetime import date

    from portal.kernel import clock
    from portal.kernel.database import session_as
    from portal.organizations.queries import list_organizations, root_operator
    from portal.targets.operations.set_target import set_target
    from portal.targets.operations.set_term import set_term
    from portal.targets.queries import GRASSROOTS, list_terms

    with application.app_context(), session_as(root_operator()):
        if list_terms():
            return
        year = clock.today().year
        code, today = f"{year - 1}-{year + 4}", clock.today()
        set_term(code=code, starts_on=date(year - 1, 1, 1), ends_on=date(year + 4, 12, 31))
        for house in list_organizations(kinds=GRASSROOTS):
            for of, value in ((0, 500), (year, 100)):
                set_target(
                    house_id=house.id,
                    term_code=code,
                    year=of,
                    value=value,
                    decision_no="1-QĐ/ĐUK",
                    decision_date=today,
                )


def _count_statements(application: Any, browser: Any) -> int:
    from sqlalchemy import event

    from portal.kernel.actor import Door
    from portal.kernel.database import db

    sent: list[str] = []

    def note(_c: Any, _cursor: Any, statement: str, _p: Any, context: Any, _m: bool) -> None:
        if not (context and context.execution_options.get("door_binding")):
            sent.append(statement)

    with application.app_context():
        engines = [db.engines[door.value] for door in Door]
    for engine in engines:
        event.listen(engine, "before_cursor_execute", note)
    try:
        browser.get(PAGE)
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", note)
    return len(sent)


def _plain(application: Any) -> None:
    """Read the numbers of the page by the least SQL that gives them, through the same door."""
    from sqlalchemy import text

    from portal.candidates.queries.house_figures import BEFORE_DECISION
    from portal.candidates.reviews import last_overdue_period
    from portal.kernel import clock
    from portal.kernel.actor import Door
    from portal.kernel.database import db

    today = clock.today()
    values = {
        "today": today,
        "since": today.replace(month=1, day=1, year=today.year - 1),
        "period": last_overdue_period(today),
        "followed": [stage.value for stage in BEFORE_DECISION],
        "year_ago": today - timedelta(days=365),
        "month_ago": today - timedelta(days=30),
    }
    with application.app_context(), db.engines[Door.OVERSIGHT.value].connect() as connection:
        for statement in (TARGETS, ADMITTED, SOURCE, BROKEN):
            connection.execute(text(statement), values).all()
