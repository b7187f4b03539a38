"""A reorganisation on the sample data: K53 goes into K54, with rows in most tables that move."""

from __future__ import annotations

import re
from datetime import timedelta

import psycopg
import pytest
from psycopg import sql

from portal.accounts.command_actor import overseeing
from portal.candidates.models.candidate import Candidate
from portal.kernel import audit, bootstrap, clock, jobs
from portal.kernel.database import get_row, session_as
from portal.kernel.doors import libpq_url
from portal.kernel.errors import DomainError, NotFound, RuleRefused
from portal.kernel.tenancy import new_id
from portal.organizations import queries as organizations
from portal.organizations.operations.reopen_organization import reopen_organization
from portal.people.models import Person
from portal.reorganizations.kinds import Kind, State
from portal.reorganizations.moving import house_tables, moving_tables, references
from portal.reorganizations.operations.confirm_reorganization import JOB, confirm_reorganization
from portal.reorganizations.operations.draft_reorganization import draft_reorganization
from portal.reorganizations.preview import preview
from portal.reorganizations.queries import get_legacy, get_reorganization, list_legacies
from portal.reorganizations.relocation import Removal, relocate
from portal.targets.queries import list_progress
from tests.conftest import WORKER

NUMBER = "125-QĐ/ĐUK"
MOST_OF_THE_TABLES = 25


def text_of(answer):
    return answer.get_data(as_text=True)


@pytest.fixture
def world(trial_app):
    with trial_app.app_context():
        ids = {code: organizations.find_organization_id(code) for code in ("K18", "K53", "K54", "KHOI")}
        owner = bootstrap.owner_url(trial_app.extensions["settings"])
    return World(trial_app, ids, libpq_url(owner))


class World:
    """The sample data with its owner's eye."""

    def __init__(self, app, ids, owner):
        self.app, self.ids, self.owner = app, ids, owner
        self.tables = [table.name for table in house_tables()]

    def owner_connection(self):
        return psycopg.connect(self.owner)

    def sql(self, statement, *values):
        with self.owner_connection() as connection:
            return connection.execute(statement, values).fetchall()

    def counts(self, house=None):
        where = sql.SQL("where tenant_id = {}").format(sql.Literal(house)) if house else sql.SQL("")
        return {
            name: self.sql(sql.SQL("select count(*) from {} {}").format(sql.Identifier(name), where))[0][0]
            for name in self.tables
        }

    def draft(self, kind, houses, receiver=None, **values):
        with session_as(organizations.root_operator()):
            return draft_reorganization(
                kind=kind,
                house_ids=[self.ids[code] for code in houses],
                receiver_id=self.ids[receiver] if receiver else None,
                decision_no=NUMBER,
                decision_date=clock.today() - timedelta(days=3),
                effective_on=clock.today(),
                **values,
            )

    def carry_out(self, row_id):
        with session_as(organizations.root_operator()):
            confirm_reorganization(reorganization_id=row_id)
        jobs.run_task(self.app, JOB, {"arguments": {"reorganization_id": str(row_id)}})
        return self.find(row_id)

    def find(self, row_id):
        with session_as(organizations.root_operator()):
            return get_reorganization(row_id)

    def finish_exams(self):
        with psycopg.connect(self.owner) as connection:
            connection.execute("update attempt set state = 'expired' where state = 'open'")

    def absorb(self):
        """K53 goes into K54."""
        self.finish_exams()
        row_id = self.draft(Kind.ABSORB, ["K53"], "K54")
        return self.carry_out(row_id)


def without_zero(counts):
    return {name: number for name, number in counts.items() if number}


def test_everything_that_moves_moves_and_nothing_is_lost(world):
    with world.app.app_context():
        k53, k54 = world.ids["K53"], world.ids["K54"]
        before, total = {code: world.counts(world.ids[code]) for code in ("K53", "K54")}, world.counts()
        people = set(world.sql("select id from person where tenant_id = %s", k53))
        found = world.absorb()
        assert (found.row.state, found.row.problem) == (State.CARRIED_OUT, "")
        moving = {table.name for table in moving_tables()}
        left, there = world.counts(k53), world.counts(k54)
        for name in world.tables:
            goes = before["K53"][name] if name in moving else 0
            assert there[name] == before["K54"][name] + goes, name
            assert left[name] == before["K53"][name] - goes, name
        khoi_writes = {
            "reorganization",
            "reorganized_house",
            "house_legacy",
            "target",
            "admission_balance",
            "figures_mark",
        }
        now = world.counts()
        assert {name for name in now if now[name] != total[name]} == khoi_writes
        assert people <= set(world.sql("select id from person where tenant_id = %s", k54))
        assert len([name for name in moving if before["K53"][name]]) > MOST_OF_THE_TABLES
        assert found.row.moved[str(k53)] == without_zero({name: before["K53"][name] for name in moving})
        house = world.sql(
            "select successor_id, closing_decision, closed_on from organization where id = %s", k53
        )
        assert house == [(k54, NUMBER, clock.today())]
        jobs.run_task(world.app, JOB, {"arguments": {"reorganization_id": str(found.row.id)}})
        assert world.counts(k54) == there


def test_the_successor_reads_what_the_closed_house_left_and_nobody_else(world):
    with world.app.app_context():
        sent = world.sql(
            "select number, subject from letter_delivery where to_tenant_id = %s", world.ids["K53"]
        )
        plans = world.sql("select title from plan where tenant_id = %s and submission > 0", world.ids["K53"])
        world.absorb()
        with session_as(organizations.find_operator("K54")):
            (row,) = list_legacies()
            page = get_legacy(row.id)
        assert row.house_words.startswith("K53 · ")
        letters = [text for _day, text in page.groups["Công văn của cấp trên"]]
        assert sent
        assert all(any(number in text and subject in text for text in letters) for number, subject in sent)
        assert plans
        assert {text.partition(": ")[0] for _day, text in page.groups["Kế hoạch"]} == {
            one for (one,) in plans
        }
        with session_as(organizations.find_operator("K18")), pytest.raises(NotFound):
            get_legacy(row.id)


def test_nothing_of_other_houses_leads_to_where_nobody_is(world):
    with world.app.app_context():
        world.absorb()
        k53 = world.ids["K53"]
        lost = {
            f"{one.table}.{one.house_column}": world.sql(
                sql.SQL("select count(*) from {} where {} = {} and ({})").format(
                    sql.Identifier(one.table),
                    sql.Identifier(one.house_column),
                    sql.Literal(k53),
                    sql.SQL("true")
                    if one.is_addressee
                    else sql.SQL(" or ").join(
                        sql.SQL("{} is not null").format(sql.Identifier(row)) for row, _table in one.rows
                    ),
                )
            )[0][0]
            for one in references()
        }
        assert without_zero(lost) == {}
        assert world.sql("select 1 from union_branch where party_house_id = %s", k53) == []


def test_steps_remember_where_they_were_recorded(world):
    with world.app.app_context():
        k53 = world.ids["K53"]
        steps = world.sql("select count(*) from stage_step where tenant_id = %s", k53)
        world.absorb()
        assert world.sql("select count(*) from stage_step where origin_tenant_id = %s", k53) == steps


def test_the_record_of_both_houses_still_holds_and_says_what_happened(world):
    with world.app.app_context():
        world.absorb()
        said = world.sql(
            "select tenant_id, body::jsonb ->> 'action' from audit_entry where body::jsonb ->> 'action' in"
            " ('organization.closed', 'organization.arrived', 'reorganization.completed')"
        )
        assert set(said) == {
            (world.ids["K53"], "organization.closed"),
            (world.ids["K54"], "organization.arrived"),
            (world.ids["KHOI"], "reorganization.completed"),
        }
        with session_as(overseeing(organizations.root_operator())):
            assert audit.verify_chains().broken == []


def test_the_secretary_of_the_old_house_is_out_and_its_people_are_at_home_in_the_new_one(
    world, trial_browser_of
):
    secretary, cell, candidate = (trial_browser_of(name) for name in ("bithu53", "chibo53", "quanchung53"))
    overseer = trial_browser_of("lanhdao")
    assert secretary.get("/units").status_code == 200
    person = world.sql("select id from candidate where tenant_id = %s limit 1", world.ids["K53"])[0][0]
    with world.app.app_context():
        world.absorb()
    assert "/sign-in" in secretary.get("/units").headers.get("Location", "")
    assert cell.get("/").status_code == 200
    assert cell.get("/candidates").status_code == 200
    assert candidate.get("/").status_code == 200
    assert overseer.get(f"/candidates/{person}").status_code == 200
    old = text_of(overseer.get(f"/organizations/{world.ids['K53']}"))
    assert "Đã sáp nhập vào" in old
    new = text_of(overseer.get(f"/organizations/{world.ids['K54']}"))
    assert "Nhận sáp nhập" in new


def test_the_new_secretary_reads_a_person_who_came(world):
    with world.app.app_context():
        person_id, name = world.sql(
            "select c.id, p.full_name from candidate c join person p on p.tenant_id = c.tenant_id"
            " and p.id = c.person_id where c.tenant_id = %s limit 1",
            world.ids["K53"],
        )[0]
        with session_as(organizations.find_operator("K54")), pytest.raises(NotFound):
            get_row(Candidate, person_id)
        world.absorb()
        with session_as(organizations.find_operator("K54")):
            came = get_row(Person, get_row(Candidate, person_id).person_id)
            assert came.full_name == name
        with session_as(organizations.find_operator("K53")), pytest.raises(NotFound):
            get_row(Candidate, person_id)
        with session_as(organizations.root_operator()), pytest.raises(RuleRefused):
            reopen_organization(organization_id=world.ids["K53"])


def test_two_houses_become_a_new_one(world):
    with world.app.app_context():
        world.finish_exams()
        people = world.sql(
            "select count(*) from person where tenant_id in (%s, %s)", world.ids["K53"], world.ids["K54"]
        )
        row_id = world.draft(Kind.MERGE, ["K53", "K54"], new_code="k63", new_name="Đảng bộ Bệnh viện tỉnh")
        found = world.carry_out(row_id)
        assert (found.row.state, found.receiver.words) == (
            State.CARRIED_OUT,
            "K63 · Đảng bộ Bệnh viện tỉnh",
        )
        new = found.row.receiver_id
        assert world.sql("select count(*) from person where tenant_id = %s", new) == people
        codes = {row.code for row in organizations_as_khoi()}
        assert "K63" in codes
        assert not {"K53", "K54"} & codes


def organizations_as_khoi():
    with session_as(organizations.root_operator()):
        return organizations.list_organizations()


def test_a_running_exam_stops_it_and_nothing_has_moved(world):
    with world.app.app_context():
        before = world.counts(world.ids["K53"])
        found = world.carry_out(world.draft(Kind.DISSOLVE, ["K53"], "K54"))
        assert found.row.state is State.DRAFT
        assert "đang làm bài kiểm tra" in found.row.problem
        assert world.counts(world.ids["K53"]) == before
        with session_as(overseeing(organizations.root_operator())):
            shown = preview(found)[0]
        assert shown.obstacles
        world.finish_exams()
        again = world.carry_out(found.row.id)
        assert (again.row.state, again.row.problem) == (State.CARRIED_OUT, "")


def test_rows_that_stand_at_the_successor_already_stop_it_and_nothing_has_moved(world):
    with world.app.app_context():
        world.finish_exams()
        with psycopg.connect(world.owner) as connection:
            for code in ("K53", "K54"):
                connection.execute(
                    "insert into student_cohort (tenant_id, id, faculty, name, first_year, graduates_on, students)"
                    " values (%s, gen_random_uuid(), 'Y', 'K12', 2022, '2026-06-30', 40)",
                    [world.ids[code]],
                )
        before = world.counts()
        row_id = world.draft(Kind.ABSORB, ["K53"], "K54")
        found = world.carry_out(row_id)
        assert found.row.state is State.DRAFT
        assert "student_cohort" in found.row.problem
        grown = {"reorganization": 1, "reorganized_house": 1}
        assert world.counts() == {name: number + grown.get(name, 0) for name, number in before.items()}


def test_an_account_known_in_both_houses_keeps_the_one_of_the_successor(world):
    with world.app.app_context():
        k53, k54 = world.ids["K53"], world.ids["K54"]
        with psycopg.connect(world.owner) as connection:
            connection.execute(
                "insert into membership (tenant_id, id, account_id, username, display_name, position, roles,"
                " is_active, created_at) select %s, gen_random_uuid(), account_id, username, display_name, '',"
                " array['helper'], true, now() from membership where username = 'giupdo53'",
                [k54],
            )
        found = world.absorb()
        assert found.row.problem == ""
        members = world.sql(
            "select tenant_id, is_active, unit_id from membership where username = 'giupdo53' order by is_active"
        )
        assert members == [(k53, False, None), (k54, True, None)]
        strangers = world.sql(
            "select count(*) from helper_assignment h join membership m on m.tenant_id = h.tenant_id"
            " and m.id = h.helper_membership_id where h.tenant_id = %s and m.username = 'giupdo53'",
            k54,
        )
        assert strangers[0][0] > 0


def figures(day):
    with session_as(overseeing(organizations.root_operator())):
        progress = list_progress(None, day)
    houses = {row.house.code: (row.progress.term_target, row.progress.admitted) for row in progress.houses}
    return houses, (progress.whole.term_target, progress.whole.admitted)


def test_figures_by_the_old_tree_stay_and_the_successor_takes_target_and_results(world):
    with world.app.app_context():
        yesterday = clock.today() - timedelta(days=1)
        old, before, whole = figures(yesterday), *figures(clock.today())
        sat = world.sql(
            "select count(*) from stage_step where tenant_id = %s and to_stage = 'decided'", world.ids["K53"]
        )
        found = world.absorb()
        assert found.row.problem == ""
        after, whole_after = figures(clock.today())
        assert "K53" not in after
        assert after["K54"] == tuple(a + b for a, b in zip(before["K53"], before["K54"], strict=True))
        assert whole_after == whole
        assert {code: after[code] for code in after if code != "K54"} == {
            code: before[code] for code in before if code not in {"K53", "K54"}
        }
        assert figures(yesterday) == old
        jobs.run_task(world.app, JOB, {"arguments": {"reorganization_id": str(found.row.id)}})
        assert figures(clock.today()) == (after, whole_after)
        assert sat[0][0] > 0


@pytest.fixture
def plain_owner(world):
    """Somebody who may do what the owner of the tables may, and nothing else on the server."""
    name = f"plain_owner_{WORKER}"
    with world.owner_connection() as connection:
        connection.execute(f"create role {name} login password 'plain' in role portal_owner")
    yield psycopg.conninfo.make_conninfo(world.owner, user=name, password="plain")
    with world.owner_connection() as connection:
        connection.execute(f"drop role {name}")


@pytest.mark.parametrize("fails", [False, True])
def test_an_owner_who_is_no_superuser_moves_houses_too(world, plain_owner, fails):
    with world.app.app_context():
        k53, k54 = world.ids["K53"], world.ids["K54"]
        forced = "select count(*) from pg_class where relforcerowsecurity"
        before, people = world.sql(forced), world.counts(k53)["person"]
        removal = Removal(
            reorganization_id=world.draft(Kind.ABSORB, ["K53"], "K54"),
            root_id=world.ids["KHOI"],
            house_ids=(k53,),
            receiver_id=new_id() if fails else k54,
            decision_no=NUMBER,
            effective_on=clock.today(),
            done_by="khoi",
        )
        if fails:
            with pytest.raises(DomainError):
                relocate(plain_owner, removal)
        else:
            relocate(plain_owner, removal)
        assert world.sql(forced) == before
        assert world.counts(k53)["person"] == (people if fails else 0)
        assert people > 0


def numbers_of(overseer, day):
    """Read what the statistics page says of each house by the tree of a day."""
    page = text_of(overseer.get(f"/candidates/statistics?since=01/01/2020&tree_on={day:%d/%m/%Y}"))
    return dict(
        re.findall(r'<th scope="row">(K\d\d) · [^<]*</th><td>[^<]*</td><td class="num">(\d+)</td>', page)
    )


def test_statistics_are_told_by_the_old_tree_and_by_the_new_one(world, trial_browser_of):
    overseer = trial_browser_of("lanhdao")
    yesterday = clock.today() - timedelta(days=1)
    before = numbers_of(overseer, yesterday)
    with world.app.app_context():
        world.absorb()
    after = numbers_of(overseer, clock.today())
    assert numbers_of(overseer, yesterday) == before
    assert "K53" not in after
    assert int(after["K54"]) == int(before["K53"]) + int(before["K54"]) > int(before["K54"])


def test_balances_of_different_days_stop_it(world):
    with world.app.app_context():
        world.finish_exams()
        with psycopg.connect(world.owner) as connection:
            connection.execute(
                "update admission_balance set counted_until = counted_until - 30 where to_tenant_id = %s",
                [world.ids["K53"]],
            )
        found = world.carry_out(world.draft(Kind.ABSORB, ["K53"], "K54"))
        assert found.row.state is State.DRAFT
        assert "chốt đến các ngày khác nhau" in found.row.problem
