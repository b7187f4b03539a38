"""A house into a file and back: the same rows, all or nothing, never over what stands."""

from __future__ import annotations

import json
import zipfile
from datetime import date

import pytest

from portal.archive.copies import copied_rows
from portal.kernel import audit, clock
from portal.plans.operations.open_plan import open_plan
from portal.plans.operations.save_task import save_task
from portal.plans.operations.submit_plan import submit_plan
from portal.plans.planning import Measure
from portal.plans.queries.plans import get_plan, list_plans, list_tasks
from portal.targets.operations.set_term import set_term


@pytest.fixture
def plan_id(acting, cast):
    with acting(cast.giang):
        set_term(code="2025-2030", starts_on=date(2025, 10, 1), ends_on=date(2030, 9, 30))
    with acting(cast.an):
        plan_id = open_plan(term_code="", year=clock.today().year)
        for task in list_tasks(get_plan(plan_id)):
            save_task(
                plan_task_id=task.id,
                title=task.title,
                measure=task.measure,
                target=None if task.measure is Measure.DONE else 3,
                owner="Phó bí thư",
                due_on=task.due_on,
            )
        submit_plan(plan_id=plan_id)
        return plan_id


@pytest.fixture
def run(app):
    def call(*arguments):
        done = app.test_cli_runner().invoke(args=["tenants", *map(str, arguments)])
        return done.exit_code, done.stdout, done.stderr

    return call


@pytest.fixture
def archive(run, cast, plan_id, tmp_path):
    out = tmp_path / "K01.zip"
    code, said, _ = run("export", "K01", "--out", out, "--format", "json")
    assert code == 0
    return out, json.loads(said)


def test_the_file_says_what_it_holds_and_only_its_owner_reads_it(archive):
    out, said = archive
    assert set(said) == {"file", "tables"}
    assert said["tables"]["plan_task"] == 7
    assert out.stat().st_mode & 0o077 == 0
    with zipfile.ZipFile(out) as packed:
        names = packed.namelist()
        everything = b"".join(packed.read(name) for name in names)
    assert "rows/invitation.jsonl" not in names
    assert b"password" not in everything
    assert b"argon2" not in everything


def test_a_copy_has_every_row_under_new_ids_and_sends_nothing_again(run, archive, acting, cast, owner_sql):
    out, taken = archive
    code, said, words = run("restore", out, "--as-code", "K77", "--format", "json")
    assert (code, words) == (0, "")
    assert json.loads(said)["tables"] == taken["tables"]
    house = "(select id from organization where code = 'K77')"
    assert owner_sql(f"select count(*) from plan_task where tenant_id = {house}")[0][0] == 7
    assert owner_sql(f"select count(*) from membership where tenant_id = {house} and is_active")[0][0] == 0
    assert (
        owner_sql(f"select count(*) from plan where tenant_id = {house} and to_tenant_id is not null")[0][0]
        == 0
    )
    with acting(cast.giang, reading=True):
        assert [row.plan.tenant_id for row in list_plans()] == [cast.house_a]
    shared = "select count(*) from plan_task a join plan_task b using (id) where a.tenant_id <> b.tenant_id"
    assert owner_sql(shared)[0][0] == 0
    with acting(cast.ha, reading=True):
        assert audit.verify_chains().broken == []


def test_a_house_that_was_lost_comes_back_the_same(run, archive, acting, cast, owner_sql, tmp_path):
    out, taken = archive
    house = f"tenant_id = '{cast.house_a}'"
    for table in reversed(list(taken["tables"])):
        owner_sql(f"delete from {table} where {house}")
    assert owner_sql(f"select count(*) from person where {house}")[0][0] == 0
    code, said, words = run("restore", out, "--format", "json")
    assert (code, words) == (0, "")
    assert json.loads(said)["tables"] == taken["tables"]
    again = tmp_path / "again.zip"
    assert run("export", "K01", "--out", again)[0] == 0
    assert rows_in(again) == rows_in(out)
    with acting(cast.ha, reading=True):
        assert audit.verify_chains().broken == []


def rows_in(path):
    with zipfile.ZipFile(path) as packed:
        return {name: packed.read(name) for name in packed.namelist() if name.startswith("rows/")}


def test_what_stands_is_never_overwritten(run, archive):
    code, said, words = run("restore", archive[0])
    assert (code, said) == (1, "")
    assert "còn dữ liệu" in words


def test_a_file_with_one_byte_changed_is_refused(run, archive, tmp_path):
    changed = tmp_path / "changed.zip"
    with zipfile.ZipFile(archive[0]) as packed, zipfile.ZipFile(changed, "w") as copy:
        for name in packed.namelist():
            content = packed.read(name)
            copy.writestr(name, content.replace(b"7", b"8") if name == "rows/plan_task.jsonl" else content)
    code, _, words = run("restore", changed, "--as-code", "K78")
    assert code == 1
    assert "đã hỏng hoặc bị sửa" in words


@pytest.mark.parametrize("content", [b"", b"no archive", b"PK\x05\x06" + b"\0" * 18])
def test_another_file_is_refused_in_words(run, plan_id, tmp_path, content):
    wrong = tmp_path / "x.zip"
    wrong.write_bytes(content)
    code, _, words = run("restore", wrong, "--as-code", "K78")
    assert code == 1
    assert "không phải tệp lưu trữ" in words


def test_only_those_who_manage_houses_may_and_the_code_must_be_known(run, cast, plan_id, tmp_path):
    out = tmp_path / "x.zip"
    assert run("export", "K99", "--out", out)[0] == 1
    assert run("export", "K01", "--out", out, "--as", cast.ha.username)[0] == 1
    assert not out.exists()
    assert run("export", "K01")[0] == 2


def test_the_export_is_in_the_record_of_the_house(archive, owner_sql, cast):
    entries = owner_sql(
        f"select body from audit_entry where tenant_id = '{cast.house_a}' order by sequence desc limit 1"
    )
    assert "tenant.exported" in entries[0][0]


def test_a_copy_renames_ids_wherever_they_stand():
    made = iter(["n1", "n2"])
    copies = copied_rows(
        {
            "person": [{"id": "p", "tenant_id": "h", "name": "An"}],
            "note": [
                {"id": "x", "tenant_id": "h", "person_id": "p", "to_tenant_id": "k", "seen": {"p": ["p", 1]}}
            ],
        },
        house="h",
        new_house="h2",
        new_id=lambda: next(made),
    )
    assert copies["person"] == [{"id": "n1", "tenant_id": "h2", "name": "An"}]
    assert copies["note"] == [
        {
            "id": "n2",
            "tenant_id": "h2",
            "person_id": "n1",
            "to_tenant_id": None,
            "unsent": True,
            "seen": {"n1": ["n1", 1]},
        }
    ]
