"""``eligibility explain`` and ``eligibility rule-sets``: JSON on stdout, one line on stderr."""

from __future__ import annotations

import json

import pytest
from flask import Flask

from portal.candidates.cli import eligibility_cli
from tests.portal.eligibility.facts_made import READY, judged


@pytest.fixture
def run(tmp_path):
    app = Flask(__name__)
    app.cli.add_command(eligibility_cli)
    runner = app.test_cli_runner()

    def run_with(document, *options):
        file = tmp_path / "facts.json"
        text = document if isinstance(document, bytes) else json.dumps(document, ensure_ascii=False).encode()
        file.write_bytes(text)
        return runner.invoke(args=["eligibility", "explain", str(file), *options])

    run_with.invoke = lambda *args: runner.invoke(args=["eligibility", *args])
    return run_with


def one_line(found):
    assert found.exit_code == 2
    assert found.stdout == ""
    assert found.stderr.count("\n") == 1
    return found.stderr.strip()


def test_one_object_is_explained_by_one_object(run):
    found = run(READY)
    assert (found.exit_code, found.stderr) == (0, "")
    assert json.loads(found.stdout) == judged().as_document()


def test_a_list_gives_a_list_in_the_same_order(run):
    found = run([READY, READY | {"step": "committee"}])
    assert [answer["step"] for answer in json.loads(found.stdout)] == ["cell", "committee"]
    assert json.loads(run([READY]).stdout) == [judged().as_document()]
    assert json.loads(run([]).stdout) == []


def test_a_rule_set_may_be_named(run):
    assert json.loads(run(READY, "--rule-set", "RS2021").stdout)["rule_set"] == "RS2021"
    assert json.loads(run(READY, "--format", "json").stdout)["rule_set"] == "RS2025B"


def test_vietnamese_stays_readable(run):
    assert "Công dân Việt Nam" in run(READY).stdout


def test_a_file_saved_by_notepad_is_read(run):
    assert run(b"\xef\xbb\xbf" + json.dumps(READY).encode()).exit_code == 0


@pytest.mark.parametrize(
    ("document", "said"),
    [
        (READY | {"birth_date": "12/4/1996"}, "birth_date: phải là ngày YYYY-MM-DD"),
        (READY | {"citizen": "VN"}, "citizen: khóa không có trong quy ước"),
        (READY | {"a\nb": 1}, "a b: khóa không có trong quy ước"),
        ({"step": "cell"}, "as_of: bắt buộc phải có"),
        ([READY, READY | {"step": "vote"}], "[1].step: phải là một trong"),
        ([READY, 5], "[1].(document): phải là một đối tượng"),
        (5, "(document): phải là một đối tượng"),
        (READY | {"paper_scores": [float("nan")]}, "paper_scores[0]: phải là một số"),
        (b'{"as_of": "2025-01-01", "as_of": "2026-01-01", "step": "cell"}', "as_of: ghi hai lần"),
        (b"{", "(document): facts.json không phải JSON: dòng 1, cột 2"),
        (b"", "(document): facts.json không phải JSON"),
        (b"\xff\xfe", "(document): facts.json không phải chữ mã UTF-8"),
        (b"[" * 100_000, "(document): facts.json lồng quá nhiều lớp"),
    ],
)
def test_a_bad_file_is_told_in_one_line(run, document, said):
    assert one_line(run(document)).startswith(said)


def test_a_file_that_is_not_there(run, tmp_path):
    found = run.invoke("explain", str(tmp_path / "nothing.json"))
    assert one_line(found).startswith("(document): không đọc được nothing.json")
    assert one_line(run.invoke("explain", str(tmp_path))).startswith("(document): không đọc được")


@pytest.mark.parametrize("name", ["RS1999", ""])
def test_an_unknown_rule_set(run, name):
    said = one_line(run(READY, "--rule-set", name))
    assert said == f"--rule-set: không có bộ quy tắc {name!r}; có: RS2021, RS2025A, RS2025B, RS2026A, RS2026B"


def test_the_rule_sets_are_listed(run):
    found = run.invoke("rule-sets")
    assert (found.exit_code, found.stderr) == (0, "")
    listed = json.loads(found.stdout)
    assert [(rules["id"], rules["verified"]) for rules in listed] == [
        ("RS2021", False),
        ("RS2025A", False),
        ("RS2025B", True),
        ("RS2026A", False),
        ("RS2026B", False),
    ]
    assert all(rules["basis"] and rules["valid_from"] for rules in listed)
    assert json.loads(run.invoke("rule-sets", "--format", "json").stdout) == listed
