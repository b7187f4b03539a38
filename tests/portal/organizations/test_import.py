"""The list of houses is imported from the command line and from the page, through one operation."""

from __future__ import annotations

import io
import json
import re
from pathlib import Path

import pytest
import xlsxwriter
from psycopg import sql

from portal.kernel import bootstrap
from portal.kernel.database import session_as
from portal.organizations import pages, queries
from portal.organizations.models import OrganizationKind
from tests.conftest import TEMPLATE, WORKER, dispose_engines, make_app

SAMPLE = Path("portal/organizations/samples/to-chuc.xlsx")
HEADINGS = ["Mã", "Tên đơn vị", "Loại hình", "Lĩnh vực", "Tổng số đảng viên"]
XLSX = "danh-sach.xlsx"


def workbook(*rows: tuple) -> bytes:
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output)
    sheet = book.add_worksheet()
    for number, row in enumerate([HEADINGS, *rows]):
        sheet.write_row(number, 0, row)
    book.close()
    return output.getvalue()


GOOD = ("K70", "Chi bộ Trung tâm Mới", "Chi bộ cơ sở", "Đơn vị sự nghiệp", 12)
BAD = ("K71", "", "Phòng", "", "mười")


@pytest.fixture
def command(app):
    def run(*arguments: str):
        result = app.test_cli_runner().invoke(
            args=["organizations", "import", *arguments, "--format", "json"]
        )
        return result.exit_code, json.loads(result.stdout), result.stderr

    return run


@pytest.fixture
def emptied(app, house):
    """A database migrated and otherwise empty, in place of the cast's."""
    name = f"{TEMPLATE}_{WORKER}_empty"
    house.drop(name)
    house.run(sql.SQL("create database {}").format(sql.Identifier(name)))
    settings = house.settings_for(name)
    bootstrap.prepare_database(settings, house.owner.set(database=name))
    other = make_app(settings)
    yield other
    with other.app_context():
        dispose_engines()
    house.drop(name)


def test_the_sample_founds_the_bloc_on_an_empty_database(emptied):
    runner = emptied.test_cli_runner()
    first = runner.invoke(args=["organizations", "import", str(SAMPLE), "--format", "json"])
    assert json.loads(first.stdout) == {"file": str(SAMPLE), "rows": 65, "accepted": 65, "errors": []}
    again = runner.invoke(args=["organizations", "import", str(SAMPLE), "--format", "json"])
    assert (again.exit_code, json.loads(again.stdout)["accepted"]) == (0, 65)
    assert "không có gì thay đổi" in again.stderr
    with emptied.app_context(), session_as(queries.root_operator()):
        houses = queries.list_organizations()
    kinds = [row.kind for row in houses]
    assert (len(kinds), kinds.count(OrganizationKind.MASS_UNION)) == (66, 3)
    assert [row.name for row in houses if row.is_root] == ["Đảng ủy Khối các cơ quan tỉnh"]


def test_a_dry_run_writes_nothing(command, acting, cast, tmp_path):
    file = tmp_path / XLSX
    file.write_bytes(workbook(GOOD))
    code, answer, _ = command(str(file), "--dry-run")
    assert (code, answer["accepted"]) == (0, 1)
    with acting(cast.giang):
        assert "K70" not in pages.house_ids()


def test_good_rows_are_taken_and_bad_ones_named_by_row_and_column(command, acting, cast, tmp_path):
    file = tmp_path / XLSX
    file.write_bytes(workbook(GOOD, BAD))
    code, answer, _ = command(str(file))
    assert (code, answer["rows"], answer["accepted"]) == (1, 2, 1)
    assert {(error["row"], error["column"]) for error in answer["errors"]} == {
        (3, "name"),
        (3, "kind"),
        (3, "member_count"),
    }
    with acting(cast.giang):
        assert {"K70"} <= set(pages.house_ids())
        assert "K71" not in pages.house_ids()


def test_importing_again_writes_no_audit_entry(command, owner_sql, cast, tmp_path):
    file = tmp_path / XLSX
    file.write_bytes(workbook(GOOD))
    command(str(file))
    before = owner_sql("select count(*) from audit_entry")
    code, _, said = command(str(file))
    assert (code, owner_sql("select count(*) from audit_entry")) == (0, before)
    assert "không có gì thay đổi" in said


@pytest.mark.parametrize(("who", "code"), [("giang", 0), ("an", 1), ("khanh", 1)])
def test_the_command_runs_as_somebody_who_may(command, cast, tmp_path, who, code):
    file = tmp_path / XLSX
    file.write_bytes(workbook(GOOD))
    assert command(str(file), "--as", who)[0] == code


def test_an_unknown_name_is_bad_usage(app, cast):
    result = app.test_cli_runner().invoke(args=["organizations", "import", str(SAMPLE), "--as", "nobody"])
    assert result.exit_code == 2


def test_a_file_that_is_no_list_is_refused_in_words(command, cast, tmp_path):
    file = tmp_path / XLSX
    file.write_bytes(b"not a workbook")
    code, answer, _ = command(str(file))
    assert (code, answer["rows"], answer["errors"][0]["code"]) == (1, 0, "file_refused")


def upload(client, content: bytes):
    return client.post("/organizations/import", data={"file": (io.BytesIO(content), XLSX)})


def test_the_page_shows_every_row_first_and_writes_after_the_confirmation(client_as, acting, cast):
    client = client_as(cast.giang)
    check = upload(client, workbook(GOOD, BAD)).get_data(as_text=True)
    assert "thêm mới" in check
    assert "Thiếu tên đơn vị" in check
    with acting(cast.giang):
        assert "K70" not in pages.house_ids()
    carried = {
        name: re.search(rf'name="{name}" type="hidden" value="([^"]+)"', check)[1]
        for name in ("file_name", "content")
    }
    done = client.post("/organizations/import/confirmation", data=carried)
    assert "Đã thêm 1 đơn vị" in done.get_data(as_text=True)
    with acting(cast.giang):
        assert "K70" in pages.house_ids()


def test_a_mangled_confirmation_is_refused(client_as, cast):
    answer = client_as(cast.giang).post(
        "/organizations/import/confirmation", data={"file_name": XLSX, "content": "%%%"}
    )
    assert answer.status_code == 422
    assert "hãy chọn lại tệp" in answer.get_data(as_text=True)


def test_only_khoi_officers_import(client_as, cast):
    for someone in (cast.an, cast.em, cast.khanh, cast.ha):
        assert upload(client_as(someone), workbook(GOOD)).status_code == 403
