"""Units that leave a house on the sample data: a cell of K53 goes to K54, branches of D02 become D09."""

from __future__ import annotations

from datetime import timedelta

import pytest
from psycopg import sql

from portal.accounts.command_actor import overseeing
from portal.candidates.models.candidate import Candidate
from portal.kernel import audit, clock
from portal.kernel.database import get_row, session_as
from portal.kernel.errors import NotFound
from portal.organizations import queries as organizations
from portal.organizations.models import UnitKind
from portal.organizations.operations.register_unit import register_unit
from portal.organizations.operations.rename_unit import rename_unit
from portal.people.models import Person
from portal.reorganizations import leaving
from portal.reorganizations.kinds import Kind, State
from portal.reorganizations.moving import house_tables, moving_tables
from portal.reorganizations.preview import preview
from tests.house.test_reorganization import figures, text_of, world

__all__ = ["world"]
CELL, BRANCHES = "Chi bộ Khối Nội", ["Chi đoàn Bệnh viện Đa khoa tỉnh", "Chi đoàn Trường Đại học A"]
FOLLOWED = 31
RENAMED = "Chi bộ Khối Nội tổng hợp"


class Parting:
    """What of a house leaves it, as the register says and not as the move does."""

    def __init__(self, world, code, names):
        self.world, self.house = world, world.ids.setdefault(code, found(world, code))
        rows = world.sql(
            "select unit_id from unit_name where tenant_id = %s and name = any(%s)", self.house, names
        )
        self.units = [unit for (unit,) in rows]
        people = world.sql(
            "select p.id from person p left join candidate c on c.tenant_id = p.tenant_id and c.person_id = p.id"
            " left join union_member m on m.tenant_id = p.tenant_id and m.person_id = p.id"
            " where p.tenant_id = %s and coalesce(c.unit_id, m.unit_id) = any(%s)",
            self.house,
            self.units,
        )
        self.people = [person for (person,) in people]

    def rows_of(self, house, *, leaving):
        """Count the rows of a house about people who leave, or about those who stay, by table."""
        counted = {}
        for table in house_tables():
            columns = {
                one.parent.name
                for key in table.foreign_key_constraints
                for one in key.elements
                if key.referred_table.name == "person" and key.columns[0].name == "tenant_id"
            } - {"tenant_id"}
            for column in columns:
                is_one = sql.SQL("= any(%s)" if leaving else "<> all(%s)")
                query = sql.SQL("select count(*) from {} where tenant_id = %s and {} {}").format(
                    sql.Identifier(table.name), sql.Identifier(column), is_one
                )
                counted[table.name, column] = self.world.sql(query, house, self.people)[0][0]
        return counted


def found(world, code):
    return organizations.find_organization_id(code)


def hand_over(world):
    """The cell of K53 where chibo53 works goes to K54."""
    world.finish_exams()
    cell = Parting(world, "K53", [CELL])
    row_id = world.draft(Kind.HAND_OVER, ["K53"], "K54", unit_ids=cell.units)
    return cell, world.carry_out(row_id)


def split_union(world):
    """Two branches of D02 become a union of their own."""
    branches = Parting(world, "D02", BRANCHES)
    row_id = world.draft(
        Kind.SPLIT, ["D02"], unit_ids=branches.units, new_code="d09", new_name="Đoàn cơ sở Y tế - Giáo dục"
    )
    return branches, world.carry_out(row_id)


def without_zero(counts):
    return {name: number for name, number in counts.items() if number}


@pytest.mark.parametrize("part", [hand_over, split_union])
def test_what_speaks_of_the_people_of_the_unit_goes_and_nothing_else(world, part):
    with world.app.app_context():
        world.ids["D02"] = found(world, "D02")
        house = world.ids["K53"] if part is hand_over else world.ids["D02"]
        names = [CELL] if part is hand_over else BRANCHES
        before = Parting(world, "K53" if part is hand_over else "D02", names)
        went, stayed = before.rows_of(house, leaving=True), before.rows_of(house, leaving=False)
        others = {code: world.counts(world.ids[code]) for code in ("K18", "KHOI")}
        moved, row = part(world)
        assert (row.row.state, row.row.problem) == (State.CARRIED_OUT, "")
        receiver = row.row.receiver_id
        assert len(moved.people) == len(before.people) > 0
        gone = without_zero(moved.rows_of(house, leaving=True))
        assert gone == {}
        assert without_zero(went).items() <= moved.rows_of(receiver, leaving=True).items()
        assert moved.rows_of(house, leaving=False) == stayed
        now = {code: world.counts(world.ids[code]) for code in others}
        assert now["K18"] == others["K18"]
        grown = {name for name in now["KHOI"] if now["KHOI"][name] != others["KHOI"][name]}
        assert grown <= {
            "reorganization",
            "reorganized_house",
            "figures_mark",
            "organization",
            "organization_name",
            "organization_parent",
        }


def test_the_unit_is_closed_in_the_old_house_and_open_with_its_names_in_the_new_one(world):
    with world.app.app_context():
        cell, row = hand_over(world)
        units = world.sql(
            "select tenant_id, closed_on from unit where id = any(%s) order by closed_on nulls last",
            cell.units,
        )
        assert units == [(world.ids["K53"], clock.today()), (world.ids["K54"], None)]
        with session_as(overseeing(organizations.root_operator())):
            names = {
                code: {unit.name for unit in organizations.list_units(tenant_id=world.ids[code])}
                for code in ("K53", "K54")
            }
        assert CELL in names["K54"]
        assert CELL not in names["K53"]
        assert row.row.units == [{"id": str(cell.units[0]), "name": CELL}]


def test_only_the_new_house_reads_the_people_and_their_officer_stays_with_them(world, trial_browser_of):
    secretary, officer, overseer = (trial_browser_of(name) for name in ("bithu53", "chibo53", "lanhdao"))
    assert officer.get("/candidates").status_code == 200
    with world.app.app_context():
        cell, _row = hand_over(world)
        person_id = cell.people[0]
        (candidate_id,) = world.sql("select id from candidate where person_id = %s", person_id)[0]
        with session_as(organizations.find_operator("K54")):
            assert get_row(Candidate, candidate_id).person_id == get_row(Person, person_id).id
        with session_as(organizations.find_operator("K53")), pytest.raises(NotFound):
            get_row(Candidate, candidate_id)
        members = world.sql(
            "select tenant_id, is_active, unit_id from membership where username = 'chibo53' order by is_active"
        )
    assert members == [(world.ids["K53"], False, None), (world.ids["K54"], True, cell.units[0])]
    assert secretary.get("/units").status_code == 200
    assert secretary.get(f"/candidates/{candidate_id}").status_code == 404
    assert secretary.get("/candidates").status_code == 200
    again = trial_browser_of("chibo53")
    assert again.get(f"/candidates/{candidate_id}").status_code == 200
    assert "Bệnh viện Y học cổ truyền" in text_of(again.get("/"))
    old, new = (text_of(overseer.get(f"/organizations/{world.ids[code]}")) for code in ("K53", "K54"))
    assert "Một số chi bộ, bộ phận đã chuyển sang" in old
    assert "Nhận chi bộ, bộ phận của" in new
    assert all(CELL in page for page in (old, new))


def test_helpers_who_stay_are_named_without_their_account_and_papers_of_lists_stay(world):
    with world.app.app_context():
        world.finish_exams()
        cell = Parting(world, "K53", [CELL])
        helped = world.sql(
            "select h.id from helper_assignment h join candidate c on c.tenant_id = h.tenant_id"
            " and c.id = h.candidate_id where c.unit_id = any(%s) limit 1",
            cell.units,
        )[0][0]
        stranger = world.sql(
            "select id, display_name from membership where tenant_id = %s and username = 'giupdo53'",
            world.ids["K53"],
        )[0]
        with world.owner_connection() as connection:
            connection.execute("update membership set unit_id = null where id = %s", [stranger[0]])
            connection.execute(
                "update helper_assignment set helper_membership_id = %s, helper_name = %s where id = %s",
                [*stranger, helped],
            )
        world.carry_out(world.draft(Kind.HAND_OVER, ["K53"], "K54", unit_ids=cell.units))
        rows = world.sql(
            "select tenant_id, helper_membership_id, helper_name from helper_assignment where id = %s", helped
        )
        assert rows == [(world.ids["K54"], None, stranger[1])]
        assert world.sql(
            "select count(*) from candidate where tenant_id = %s and import_id is not null", world.ids["K54"]
        ) == [(0,)]


def test_an_activity_of_both_stands_in_both_and_each_keeps_its_people(world):
    with world.app.app_context():
        d02 = found(world, "D02")
        activity, people = world.sql(
            "select activity_id, count(*) from participation where tenant_id = %s group by activity_id"
            " having count(distinct (select m.unit_id from union_member m where m.person_id ="
            " participation.person_id)) > 1 limit 1",
            d02,
        )[0]
        _branches, row = split_union(world)
        d09 = row.row.receiver_id
        houses = world.sql("select tenant_id from activity where id = %s", activity)
        assert {house for (house,) in houses} == {d02, d09}
        split = world.sql(
            "select tenant_id, count(*) from participation where activity_id = %s group by tenant_id",
            activity,
        )
        assert sum(number for _house, number in split) == people
        assert {house for house, _number in split} == {d02, d09}
        kind = world.sql("select kind, union_kind from organization where id in (%s, %s)", d02, d09)
        assert kind[0] == kind[1]


def test_what_other_houses_know_leads_to_the_new_house(world):
    with world.app.app_context():
        told = "select count(*) from participation_notice where to_tenant_id = %s and tenant_id = %s"
        d02 = found(world, "D02")
        in_cell = world.sql(
            "select count(*) from participation_notice n join person p on p.folded_name = n.folded_name"
            " and p.birth_date = n.birth_date join candidate c on c.tenant_id = p.tenant_id and"
            " c.person_id = p.id join unit_name u on u.unit_id = c.unit_id"
            " where n.to_tenant_id = %s and p.tenant_id = %s and u.name = %s",
            world.ids["K53"],
            world.ids["K53"],
            CELL,
        )[0][0]
        before = world.sql(told, world.ids["K53"], d02)[0][0]
        cell, _row = hand_over(world)
        assert world.sql(told, world.ids["K53"], d02)[0][0] == before - in_cell
        assert world.sql(told, world.ids["K54"], d02)[0][0] == in_cell
        lost = world.sql(
            "select count(*) from training_record r where r.person_id = any(%s)"
            " and (r.person_tenant_id <> %s or r.to_tenant_id <> %s)",
            cell.people,
            world.ids["K54"],
            world.ids["K54"],
        )
        assert lost == [(0,)]


def test_figures_follow_the_people_from_the_day_and_the_target_stays(world):
    with world.app.app_context():
        yesterday = clock.today() - timedelta(days=1)
        old, before, whole = figures(yesterday), *figures(clock.today())
        cell, _row = hand_over(world)
        decided = world.sql(
            "select count(*) from stage_step where person_id = any(%s) and to_stage = 'decided'"
            " and corrects_step_id is null and carried_from = ''",
            cell.people,
        )[0][0]
        after, whole_after = figures(clock.today())
        assert figures(yesterday) == old
        assert whole_after == whole
        assert [after[code][0] for code in after] == [before[code][0] for code in after]
        gone = before["K53"][1] - after["K53"][1]
        assert gone == after["K54"][1] - before["K54"][1]
        assert 0 < gone <= decided


def test_the_record_says_it_in_both_houses_and_still_holds(world):
    with world.app.app_context():
        hand_over(world)
        said = world.sql(
            "select tenant_id, body::jsonb ->> 'action' from audit_entry where body::jsonb ->> 'action' in"
            " ('organization.units_left', 'organization.arrived', 'organization.closed')"
        )
        assert set(said) == {
            (world.ids["K53"], "organization.units_left"),
            (world.ids["K54"], "organization.arrived"),
        }
        with session_as(overseeing(organizations.root_operator())):
            assert audit.verify_chains().broken == []
        assert world.sql("select closed_on from organization where id = %s", world.ids["K53"]) == [(None,)]


def test_the_preview_counts_what_then_moves(world):
    with world.app.app_context():
        world.finish_exams()
        cell = Parting(world, "K53", [CELL])
        row_id = world.draft(Kind.HAND_OVER, ["K53"], "K54", unit_ids=cell.units)
        with session_as(overseeing(organizations.root_operator())):
            (shown,) = preview(world.find(row_id))
        lines = dict(shown.lines)
        assert lines["Hồ sơ theo dõi"] == lines["Người"] == FOLLOWED
        assert [officer.name for officer in shown.officers if officer.keeps_rights]
        moved = world.carry_out(row_id).row.moved[str(world.ids["K53"])]
        assert moved["candidate"] == FOLLOWED
        assert moved["stage_step"] == lines["Bước trong hồ sơ"]


def test_a_cell_that_comes_back_is_at_home_again(world):
    with world.app.app_context():
        k53, k54 = world.ids["K53"], world.ids["K54"]
        before = without_zero(world.counts(k53))
        cell, _row = hand_over(world)
        with session_as(organizations.find_operator("K54")):
            organizations_rename(cell.units[0])
            register_unit(name="Chi bộ khác", kind=UnitKind.PARTY_CELL, valid_from=clock.today())
        back = world.carry_out(world.draft(Kind.HAND_OVER, ["K54"], "K53", unit_ids=cell.units))
        assert back.row.problem == ""
        changed = {name for name, number in world.counts(k53).items() if number != before.get(name, 0)}
        assert changed <= {"unit_name", "audit_entry", "figures_mark"}
        with session_as(organizations.find_operator("K53")):
            assert RENAMED in {unit.name for unit in organizations.list_units()}
        members = world.sql("select tenant_id, is_active from membership where username = 'chibo53'")
        assert set(members) == {(k53, True), (k54, False)}
        last = world.carry_out(world.draft(Kind.ABSORB, ["K54"], "K53"))
        assert (last.row.state, last.row.problem) == (State.CARRIED_OUT, "")
        with session_as(organizations.find_operator("K53")):
            assert RENAMED in {unit.name for unit in organizations.list_units()}


def organizations_rename(unit_id):
    rename_unit(unit_id=unit_id, name=RENAMED, valid_from=clock.today())


def test_every_table_that_can_leave_is_known(app):
    """A new table shows up here: decide whom its rows belong to, then add it."""
    known = leaving.owners()
    stay = {table.name for table in moving_tables()} - set(known)
    assert {"class_run", "exam", "paper", "letter", "student_cohort", "enrolment"} <= stay
    torn = {
        (tie.table, tie.other)
        for tie in leaving.ties()
        if tie.table in known
        and known[tie.table][0] != tie.column
        and tie.other not in leaving.STANDING
        and known.get(tie.other, ("", ""))[1] not in {"person", "candidate", "unit"}
    }
    assert torn == {("cohort_student", "student_cohort")}
