"""Targets by decision, imported and set; each house reads its own."""

from __future__ import annotations

import io
import json
from datetime import date, timedelta
from pathlib import Path

import pytest
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.organizations.forms import ChooseListForm
from portal.targets import queries
from portal.targets.forms import ImportTargetsForm
from portal.targets.models import AdmissionBalance, Target
from portal.targets.operations.import_targets import check_targets, import_targets
from portal.targets.operations.set_target import set_target
from portal.web.fields import LARGEST_CARRIED, MEGABYTE
from tests.portal.targets.sheets import sheet

TERM = "2020-2025"
DECISION = {"decision_no": "215-QĐ/ĐUK", "decision_date": date(2021, 1, 15)}


@pytest.fixture
def targets(acting, cast):
    """House A: 10 in the term, 4 admitted until 31/8/2023; house B: 6, of which 5."""
    with acting(cast.giang):
        return import_targets(
            content=sheet([("K01", 10, 2, 4), ("K02", 6, 2, 5)]), term_code=TERM, **DECISION
        )


def test_an_import_sets_term_year_and_opening_balance(acting, cast, targets):
    assert (targets.rows, len(targets.accepted), targets.errors, targets.changed) == (2, 2, [], 6)
    with acting(cast.giang, reading=True):
        found = queries.list_progress(TERM, date(2023, 8, 31))
    assert [(r.house.code, r.progress.term_target, r.progress.admitted) for r in found.houses] == [
        ("K01", 10, 4),
        ("K02", 6, 5),
    ]
    assert [row.house.code for row in found.below_half] == ["K01"]
    assert (found.whole.term_target, found.whole.admitted) == (16, 9)


def test_the_same_file_again_changes_nothing(acting, cast, targets):
    with acting(cast.giang):
        again = import_targets(
            content=sheet([("K01", 10, 2, 4), ("K02", 6, 2, 5)]), term_code=TERM, **DECISION
        )
    assert again.changed == 0


def test_a_changed_value_supersedes_and_the_old_one_stays(acting, cast, targets):
    with acting(cast.giang):
        set_target(
            house_id=cast.house_a,
            term_code=TERM,
            year=0,
            value=8,
            decision_no="9-QĐ/ĐUK",
            decision_date=date(2023, 1, 1),
        )
    with acting(cast.giang, reading=True):
        rows = db.session.scalars(
            select(Target)
            .where(Target.to_tenant_id == cast.house_a, Target.year == 0)
            .order_by(Target.recorded_at)
        ).all()
        assert [(row.value, row.superseded_at is None) for row in rows] == [(10, False), (8, True)]
        assert queries.house_targets(cast.house_a, date(2023, 8, 31), TERM).progress.term_target == 8


def test_a_target_needs_a_decision_and_a_year_of_the_term(acting, cast, targets):
    with acting(cast.giang), pytest.raises(DomainError) as without:
        set_target(
            house_id=cast.house_a,
            term_code=TERM,
            year=0,
            value=8,
            decision_no=" ",
            decision_date=date(2023, 1, 1),
        )
    with acting(cast.giang), pytest.raises(DomainError) as outside:
        set_target(
            house_id=cast.house_a,
            term_code=TERM,
            year=2030,
            value=8,
            decision_no="9",
            decision_date=date(2023, 1, 1),
        )
    assert (without.value.field, outside.value.field) == ("decision_no", "year")


def test_a_decision_of_tomorrow_and_a_second_press_of_the_button_write_nothing(acting, cast, targets):
    asked = {"house_id": cast.house_a, "term_code": TERM, "year": 0, "value": 8, "decision_no": "9-QĐ/ĐUK"}
    with acting(cast.giang):
        set_target(**asked, decision_date=date(2023, 1, 1))
    for day, field in ((clock.today() + timedelta(days=1), "decision_date"), (date(2023, 1, 1), "value")):
        with acting(cast.giang), pytest.raises(DomainError) as refused:
            set_target(**asked, decision_date=day)
        assert refused.value.field == field
    with acting(cast.giang, reading=True):
        assert len(queries.target_history(cast.house_a)) == 3


def test_a_file_fits_into_the_form_that_confirms_it(app):
    """It is sent back in base64, a third longer; a form holds so many bytes and no more."""
    largest = LARGEST_CARRIED * MEGABYTE * 4 // 3
    assert largest + 50_000 < app.config["MAX_FORM_MEMORY_SIZE"]
    with app.test_request_context():
        assert ImportTargetsForm().file.megabytes == ChooseListForm().file.megabytes == LARGEST_CARRIED


def test_a_confirmation_that_was_tampered_with_says_so(client_as, cast):
    client = client_as(cast.giang)
    sent = {"content": "không phải tệp", "file_name": "a.xlsx", "term_code": TERM, "decision_no": "1"}
    assert client.post("/targets/import/confirm", data=sent).location == "/targets/import"
    assert "Tệp gửi kèm đã hỏng" in client.get("/targets/import").text


def test_a_balance_counts_from_the_day_it_was_complete(acting, cast, targets):
    with acting(cast.giang, reading=True):
        before = queries.list_progress(TERM, date(2023, 8, 30))
        after = queries.list_progress(TERM, date(2023, 12, 31))
    assert [row.progress.admitted for row in before.houses] == [0, 0]
    assert [row.progress.admitted for row in after.houses] == [4, 5]


def test_mistakes_of_a_file_are_named_by_row(acting, cast):
    with acting(cast.giang):
        found = check_targets(
            sheet([("K01", 10, 2, 4), ("K99", 5, 1, 1), ("K02", "nhiều", 1, 1), ("K01", 3, 1, 1)]), TERM
        )
    assert [(error.row, error.column, error.code) for error in found.errors] == [
        (6, "code", "code_unknown"),
        (7, "term_target", "term_target_invalid"),
        (8, "code", "code_repeated"),
    ]
    with acting(cast.giang, reading=True):
        assert db.session.scalars(select(AdmissionBalance)).all() == []


@pytest.mark.parametrize("term", ["2020", "2025-2020", "hai-ba", "2020-2055"])
def test_a_term_is_two_years(acting, cast, term):
    with acting(cast.giang), pytest.raises(DomainError, match="nhiệm kỳ"):
        check_targets(sheet([("K01", 10, 2, 4)]), term)


def test_a_house_reads_its_own_targets_only(acting, cast, targets):
    with acting(cast.an, reading=True):
        assert set(queries.current_targets(queries.get_term(TERM).id)) == {
            (cast.house_a, 0),
            (cast.house_a, 2023),
        }
    with acting(cast.em, reading=True), pytest.raises(ProgrammingError, match="permission denied"):
        db.session.scalars(select(Target)).all()


def test_pages_of_targets(client_as, cast, targets):
    assert "K01" in client_as(cast.giang).get("/targets").text
    assert client_as(cast.an).get("/targets").location.endswith(str(cast.house_a))
    page = client_as(cast.an).get(f"/targets/{cast.house_a}")
    assert page.status_code == 200
    assert "215-QĐ/ĐUK" in page.text
    assert client_as(cast.chi).get(f"/targets/{cast.house_a}").status_code == 404
    assert client_as(cast.em).get(f"/targets/{cast.house_a}").status_code == 403
    assert client_as(cast.khanh).get("/targets/set").status_code == 403


def test_setting_a_target_on_the_page_keeps_what_was_typed(client_as, cast, targets):
    client = client_as(cast.giang)
    typed = {
        "house_id": str(cast.house_a),
        "term_code": TERM,
        "year": "2024",
        "value": "3",
        "decision_no": "",
        "decision_date": "05/01/2024",
    }
    refused = client.post("/targets/set", data=typed)
    assert refused.status_code == 422
    assert "05/01/2024" in refused.text
    done = client.post("/targets/set", data=typed | {"decision_no": "12-QĐ/ĐUK"})
    assert done.status_code == 302
    assert "12-QĐ/ĐUK" in client.get(f"/targets/{cast.house_a}").text


def test_importing_on_the_page_shows_first_and_writes_when_told(client_as, acting, cast):
    client = client_as(cast.giang)
    upload = {
        "file": (io.BytesIO(sheet([("K01", 10, 2, 4), ("K99", 5, 1, 1)])), "chi-tieu.xlsx"),
        "term_code": TERM,
        "decision_no": "1-QĐ",
        "decision_date": "15/01/2021",
    }
    shown = client.post("/targets/import", data=upload, content_type="multipart/form-data")
    assert "Không có tổ chức cơ sở đảng mang mã K99" in shown.text
    assert "giao mới" in shown.text
    with acting(cast.giang, reading=True):
        assert queries.list_terms() == []
    fields = dict(
        __import__("re").findall(
            r'name="(content|file_name|term_code|decision_no|decision_date)"[^>]*value="([^"]*)"', shown.text
        )
    )
    assert client.post("/targets/import/confirm", data=fields).status_code == 302
    with acting(cast.giang, reading=True):
        assert len(queries.list_progress(TERM, date(2023, 8, 31)).houses) == 1


def test_the_preview_says_which_number_takes_the_place_of_which(client_as, cast, targets):
    upload = {
        "file": (io.BytesIO(sheet([("K01", 12, 2, 4), ("K02", 6, 2, 5)])), "chi-tieu.xlsx"),
        "term_code": TERM,
        "decision_no": "2-QĐ",
        "decision_date": "15/01/2024",
    }
    shown = (
        client_as(cast.giang).post("/targets/import", data=upload, content_type="multipart/form-data").text
    )
    assert "nhiệm kỳ, chỉ tiêu:" in shown
    assert "10 → 12" in shown
    assert "không đổi" in shown
    assert "Ghi 1 số liệu" in shown


@pytest.mark.parametrize(
    ("title", "says"),
    [("số liệu đến 31/2/2023", "không có trong lịch"), ("số liệu đến 31/12/2199", "chưa tới")],
)
def test_a_title_with_an_impossible_day_is_refused_in_words(acting, cast, title, says):
    with acting(cast.giang), pytest.raises(DomainError, match=says):
        check_targets(sheet([("K01", 10, 2, 4)], title=f"CHỈ TIÊU ({title})"), TERM)


def test_overseers_read_the_target_on_the_page_of_a_house(client_as, cast, targets):
    for somebody in (cast.giang, cast.khanh, cast.ha):
        assert "người đã kết nạp" in client_as(somebody).get(f"/organizations/{cast.house_a}").text
    assert "Chỉ tiêu kết nạp" not in client_as(cast.giang).get(f"/organizations/{cast.union}").text


def test_the_secretary_finds_the_ring_at_home(client_as, cast, targets):
    assert "/ 10 người đã kết nạp" in " ".join(
        client_as(cast.an).get("/").text.replace("<strong>", "").replace("</strong>", "").split()
    )


@pytest.mark.parametrize("rows", [[("K01", 10, 2, 4)], [("K01", 10, 2, 4), ("K02", 6, 2, 5)]])
def test_the_list_of_targets_costs_the_same_for_every_number_of_houses(
    client_as, acting, cast, keep_figures, statements, rows
):
    with acting(cast.giang):
        import_targets(content=sheet(rows), term_code=TERM, **DECISION)
    keep_figures()
    client = client_as(cast.giang)
    client.get("/targets")
    with statements() as sent:
        assert client.get("/targets").status_code == 200
    assert len(sent) == 8


def test_a_file_that_is_no_workbook_is_refused_in_words(client_as, cast):
    upload = {
        "file": (io.BytesIO(b"MZ not a workbook"), "chi-tieu.xlsx"),
        "term_code": TERM,
        "decision_no": "1-QĐ",
        "decision_date": "15/01/2021",
    }
    answer = client_as(cast.giang).post("/targets/import", data=upload, content_type="multipart/form-data")
    assert answer.status_code == 422
    assert "không phải bảng Excel" in answer.text


SAMPLE = Path(__file__).parents[3] / "portal" / "targets" / "samples" / "chi-tieu-2020-2025.xlsx"
HOUSES = Path(__file__).parents[3] / "portal" / "organizations" / "samples" / "to-chuc.xlsx"
EXPECTED = json.loads(
    (Path(__file__).parents[2] / "samples" / "chi-tieu-2020-2025.expected.json").read_text()
)


def test_the_sample_through_the_real_commands(app):
    runner = app.test_cli_runner()
    runner.invoke(args=["organizations", "import", str(HOUSES), "--format", "json"])
    before = json.loads(
        runner.invoke(
            args=["targets", "import", str(SAMPLE), "--term", TERM, "--dry-run", "--format", "json"]
        ).stdout
    )
    assert (before["rows"], before["accepted"], before["errors"]) == (62, 62, [])
    done = runner.invoke(args=["targets", "import", str(SAMPLE), "--term", TERM, "--format", "json"])
    assert done.exit_code == 0
    assert set(json.loads(done.stdout)) == {"file", "rows", "accepted", "errors"}
    answer = json.loads(
        runner.invoke(
            args=["oversight", "progress", "--term", TERM, "--as-of", "2023-08-31", "--format", "json"]
        ).stdout
    )
    assert (answer["term_target"], answer["admitted"]) == (
        EXPECTED["term_target_total"],
        EXPECTED["admitted_total"],
    )
    below = [row["code"] for row in answer["tenants"] if row["admitted"] * 2 < row["term_target"]]
    assert below == EXPECTED["below_half_of_term_target"]
    assert {row["code"] for row in answer["tenants"] if row["flag"] == "red"} == set(below)
    assert set(answer) == {"as_of", "term_target", "admitted", "percent", "elapsed_percent", "tenants"}
    assert set(answer["tenants"][0]) == {"code", "term_target", "admitted", "percent", "pace", "flag"}
    assert len(answer["tenants"]) == 62


def test_commands_say_what_is_wrong(app, tmp_path):
    runner = app.test_cli_runner()
    wrong = tmp_path / "x.xlsx"
    wrong.write_bytes(sheet([("K99", 5, 1, 1)]))
    assert (
        runner.invoke(args=["targets", "import", str(wrong), "--term", TERM, "--format", "json"]).exit_code
        == 1
    )
    assert runner.invoke(args=["targets", "import", str(wrong), "--term", TERM, "--as", "an"]).exit_code == 1
    assert runner.invoke(args=["targets", "import", "missing.xlsx", "--term", TERM]).exit_code == 2
    assert (
        runner.invoke(
            args=["oversight", "progress", "--term", "1999-2000", "--as-of", "2023-08-31"]
        ).exit_code
        == 1
    )
