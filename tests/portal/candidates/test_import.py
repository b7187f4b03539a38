"""The lists as they really come, through the real command and operations."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from sqlalchemy import func, select

from portal.candidates.models.candidate import Candidate, CandidateImport, ImportState
from portal.candidates.models.training_record import TrainingRecord
from portal.candidates.operations.assign_helper import assign_helper
from portal.candidates.operations.import_candidates import check_import, confirm_import, import_candidates
from portal.candidates.operations.undo_import import undo_import
from portal.candidates.stages import Stage
from portal.kernel.database import db, session_as
from portal.kernel.errors import Conflict, NotFound, RuleRefused
from portal.organizations.models import OrganizationKind
from portal.organizations.operations.found_bloc import FIRST_DAY
from portal.organizations.operations.register_organization import register_organization
from portal.organizations.queries import find_operator, root_operator
from portal.people.models import Person
from portal.people.sealing import open_national_id

SAMPLES = Path(__file__).parents[3] / "portal" / "candidates" / "samples"
EXPECTED = json.loads((Path(__file__).parents[2] / "samples" / "quan-chung.expected.json").read_text())


def sample(name: str = "quan-chung-K18.xlsx") -> bytes:
    return (SAMPLES / name).read_bytes()


def count(model) -> int:
    return db.session.scalar(select(func.count()).select_from(model))


@pytest.fixture
def three_houses(app):
    with app.app_context(), session_as(root_operator()):
        for code in ("K18", "K53", "K57"):
            register_organization(
                code=code,
                name=f"Đảng bộ {code}",
                kind=OrganizationKind.GRASSROOTS_COMMITTEE_ORG,
                valid_from=FIRST_DAY,
            )
    return app


def command(app, *arguments: str):
    return app.test_cli_runner().invoke(args=["candidates", "import", *arguments, "--format", "json"])


def shape(answer: dict) -> dict:
    """What the expected file fixes of an answer."""
    return {
        "file": answer["file"],
        "tenant": answer["tenant"],
        "accepted": answer["accepted"],
        "errors": [{"row": error["row"], "column": error["column"]} for error in answer["errors"]],
        "duplicates": answer["duplicates"],
    }


@pytest.mark.parametrize("expected", EXPECTED, ids=lambda entry: entry["tenant"])
def test_each_sample_list_gives_what_is_expected_and_again_only_duplicates(three_houses, expected):
    file = str(SAMPLES / expected["file"])
    dry = command(three_houses, file, "--tenant", expected["tenant"], "--dry-run")
    assert shape(json.loads(dry.stdout)) == expected
    first = command(three_houses, file, "--tenant", expected["tenant"])
    assert first.exit_code == 1
    assert shape(json.loads(first.stdout)) == expected
    again = json.loads(command(three_houses, file, "--tenant", expected["tenant"]).stdout)
    assert again["accepted"] == 0
    there = [duplicate for duplicate in again["duplicates"] if "same_as_person" in duplicate]
    assert len(there) == expected["accepted"]
    with three_houses.app_context(), session_as(find_operator(expected["tenant"])):
        assert count(Person) == expected["accepted"]
        assert {str(person_id) for person_id in db.session.scalars(select(Person.id))} == {
            duplicate["same_as_person"] for duplicate in there
        }


def test_a_dry_run_writes_nothing(three_houses):
    command(three_houses, str(SAMPLES / "quan-chung-K18.xlsx"), "--tenant", "K18", "--dry-run")
    with three_houses.app_context(), session_as(find_operator("K18")):
        assert (count(Person), count(CandidateImport)) == (0, 0)


def test_an_unknown_house_and_a_file_that_is_no_list_are_refused_in_words(three_houses, tmp_path):
    wrong = tmp_path / "wrong.xlsx"
    wrong.write_bytes(b"not a workbook")
    unknown = command(three_houses, str(SAMPLES / "quan-chung-K18.xlsx"), "--tenant", "K99")
    assert (unknown.exit_code, unknown.stdout) == (1, "")
    assert "K99" in unknown.stderr
    unreadable = command(three_houses, str(wrong), "--tenant", "K18")
    assert (unreadable.exit_code, unreadable.stdout) == (1, "")
    assert command(three_houses, "missing.xlsx", "--tenant", "K18").exit_code == 2


def test_the_command_acts_as_somebody_only_within_that_persons_rights(app, cast):
    file = str(SAMPLES / "quan-chung-K18.xlsx")
    assert (
        json.loads(command(app, file, "--tenant", "K01", "--as", "an", "--dry-run").stdout)["accepted"] == 21
    )
    assert "quyền" in command(app, file, "--tenant", "K01", "--as", "binh").stderr
    assert "chi" in command(app, file, "--tenant", "K01", "--as", "chi").stderr


def test_who_has_a_certificate_starts_beyond_the_class(acting, cast):
    with acting(cast.an):
        import_candidates(file_name="a.xlsx", content=sample(), list_resolution_no="12-NQ/CB")
        stages = dict(
            db.session.execute(select(Candidate.stage, func.count()).group_by(Candidate.stage)).all()
        )
        assert set(stages) == {Stage.PROSPECT, Stage.CLASS_PASSED}
        assert sum(stages.values()) == 21
        assert stages[Stage.CLASS_PASSED] == count(TrainingRecord)
        assert set(db.session.scalars(select(Candidate.list_resolution_no))) == {"12-NQ/CB"}


def test_a_citizen_number_is_closed_in_the_table_and_opens_with_the_key(acting, cast, owner_sql):
    with acting(cast.an):
        import_candidates(file_name="a.xlsx", content=sample())
        sealed = db.session.scalar(
            select(Person.national_id_sealed).where(Person.folded_name == "ly minh lam")
        )
        assert open_national_id(sealed) == "031805927090"
    assert owner_sql("select count(*) from person p where p::text like %s", "%031805927090%") == [(0,)]
    assert owner_sql("select count(*) from candidate_import c where c::text like %s", "%031805927090%") == [
        (0,)
    ]


def test_a_checked_list_is_written_once(acting, cast):
    with acting(cast.an):
        import_id = check_import(file_name="a.xlsx", content=sample())
        assert count(Candidate) == 0
        confirm_import(candidate_import_id=import_id)
        assert count(Candidate) == 21
        with pytest.raises(Conflict):
            confirm_import(candidate_import_id=import_id)


def test_an_untouched_list_is_undone_completely(acting, cast):
    with acting(cast.an):
        result = import_candidates(file_name="a.xlsx", content=sample())
        assert undo_import(candidate_import_id=result.import_id) == 21
        assert (count(Candidate), count(TrainingRecord), count(Person)) == (0, 0, 1)
        assert db.session.scalar(select(CandidateImport.state)) is ImportState.UNDONE
        with pytest.raises(Conflict):
            undo_import(candidate_import_id=result.import_id)


def test_a_list_somebody_worked_with_is_not_undone(acting, cast):
    with acting(cast.an):
        result = import_candidates(file_name="a.xlsx", content=sample())
        candidate_id = db.session.scalar(select(Candidate.id).limit(1))
        assign_helper(
            candidate_id=candidate_id,
            helper_name="Lê Văn Giúp",
            resolution_no="15-NQ/CB",
            starts_on=db.session.scalar(select(Candidate.stage_since).where(Candidate.id == candidate_id)),
        )
    with acting(cast.an), pytest.raises(RuleRefused):
        undo_import(candidate_import_id=result.import_id)
    with acting(cast.an):
        assert count(Candidate) == 21


def test_a_stranger_neither_writes_nor_undoes_the_list(acting, cast):
    with acting(cast.an):
        checked = check_import(file_name="a.xlsx", content=sample())
        written = import_candidates(file_name="b.xlsx", content=sample())
    for step, import_id in ((confirm_import, checked), (undo_import, written.import_id)):
        with acting(cast.chi), pytest.raises(NotFound):
            step(candidate_import_id=import_id)


def test_a_list_is_written_by_a_few_statements(acting, cast, statements):
    with acting(cast.an), statements() as sent:
        import_candidates(file_name="a.xlsx", content=sample("quan-chung-K53.xlsx"))
    assert len(sent) == 9
