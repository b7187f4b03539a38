"""Another label for the overseeing body is said everywhere: no page and no message keeps the old word."""

from __future__ import annotations

import ast
import re
from pathlib import Path

import pytest

from portal.kernel import wording
from portal.kernel.database import session_as
from portal.organizations import queries as organizations
from portal.organizations.operations.change_setting import change_setting

ROOT = Path(__file__).resolve().parents[2]
LABEL = "Đảng bộ UBND <tỉnh>"
WORD = re.compile(r"\bKhối\b")
NAMES = re.compile(
    r"Chi bộ Khối|Đoàn Khối|[Đđ]ảng (ủy|bộ) Khối các cơ quan|Tuổi trẻ Khối|Hội trường (Đảng ủy )?Khối"
    r"|Văn phòng Đảng ủy Khối|Hội Cựu chiến binh Khối"
)
"""Names of houses, cells, places and campaigns, of the sample data too: they are what they are."""
NOT_SAID = {
    "demo.py",
    "dossier_demo.py",
    "generate.py",
    "cli.py",
    "styleguide.py",
    "importer.py",
    "wording.py",
}
"""Sample data, help of commands, names read from a file, and the word itself."""
DEFAULTS = {
    "portal/organizations/models.py",
    "portal/organizations/queries.py",
    "portal/organizations/forms.py",
}


def said_texts(path: Path):
    """Yield the strings of a module that are neither docstrings nor comments of tables."""
    tree = ast.parse(path.read_text(encoding="utf-8"))
    told = {
        id(node.value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Expr) and isinstance(node.value, ast.Constant)
    }
    told |= {
        id(value)
        for node in ast.walk(tree)
        if isinstance(node, ast.Dict)
        for key, value in zip(node.keys, node.values, strict=True)
        if isinstance(key, ast.Constant) and key.value == "comment"
    }
    for node in ast.walk(tree):
        if isinstance(node, ast.Constant) and isinstance(node.value, str) and id(node) not in told:
            yield node.lineno, node.value


def test_no_text_of_the_code_spells_the_word_out():
    found = [
        f"{path.relative_to(ROOT)}:{line}: {text}"
        for path in sorted([*ROOT.glob("portal/**/*.py"), *ROOT.glob("courses/**/*.py")])
        if path.name not in NOT_SAID and str(path.relative_to(ROOT)) not in DEFAULTS
        if not path.is_relative_to(ROOT / "courses" / "api")
        for line, text in said_texts(path)
        if WORD.search(NAMES.sub("", text))
    ]
    assert found == []


def test_no_template_spells_the_word_out():
    found = [
        str(path.relative_to(ROOT))
        for path in sorted(ROOT.glob("templates/**/*.html"))
        if path.name != "styleguide.html"
        if WORD.search(
            NAMES.sub("", re.sub(r"\{#.*?#\}", "", path.read_text(encoding="utf-8"), flags=re.DOTALL))
        )
    ]
    assert found == []


@pytest.fixture
def renamed(trial_app):
    with trial_app.app_context(), session_as(organizations.root_operator()):
        change_setting(bloc_label=LABEL)
    wording.call_bloc(None)
    yield trial_app
    wording.call_bloc(None)


PAGES = {
    "bithu53": [
        "/",
        "/candidates",
        "/plans",
        "/support",
        "/reports",
        "/received-letters",
        "/admissions",
        "/classes",
    ],
    "khoi": ["/", "/organizations", "/oversight", "/officers", "/admissions"],
    "doankhoi": ["/", "/campaigns", "/exemplars/own", "/referrals"],
    "quanchung53": ["/"],
}


@pytest.mark.parametrize("name", sorted(PAGES))
def test_the_pages_of_every_role_say_the_new_label(renamed, trial_browser_of, name):
    browser = trial_browser_of(name)
    for page in PAGES[name]:
        answer = browser.get(page)
        assert answer.status_code == 200, page
        text = NAMES.sub("", answer.get_data(as_text=True))
        left = [text[max(0, one.start() - 80) : one.end() + 40] for one in WORD.finditer(text)]
        assert left == [], page
        assert LABEL not in text, "what an officer typed is escaped"


def test_the_label_is_known_without_a_session_of_the_process(renamed):
    assert wording.bloc() == "Khối"
    with renamed.app_context():
        organizations.root_operator()
    assert wording.bloc() == LABEL
