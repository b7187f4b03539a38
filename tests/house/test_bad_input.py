"""Nonsense in every field of every form, played on the sample data: an answer in words, never a crash.

The forms are found on the pages themselves, as each role sees them; a form that no page shows is a
route nobody can use. What was typed stands again in the page that refuses it.
"""

from __future__ import annotations

import io
import re
from collections import Counter
from dataclasses import dataclass, field
from html.parser import HTMLParser

import pytest

from portal.kernel.permissions import is_public
from tests.house import houses
from tests.house.test_routes import address, routes

SCRIPT, ESCAPED = "<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"
NONSENSE = (
    "",
    " \u200b ",
    "31/02/2026",
    "99999999999999999999999",
    "-1",
    "NaN",
    "1e400",
    "a\x00b",
    SCRIPT,
    "٣٤\u0301𝟜 \ud7ff",
    "01a20783-0000-7000-8000-000000000000",
    "x" * 20_000,
)
FILES = (b"", b"PK\x03\x04 not really", b"%PDF-1.7", "họ tên;ngày sinh".encode("utf-16"))
TYPED = {"text", "textarea"}
LEFT_ALONE = re.compile(r"/sign-out|/account/sessions")
"""Signing out in the middle would end the trial."""


@dataclass
class Form:
    """A form as it stands on a page; ``fields`` are name → kind of input."""

    action: str
    fields: dict[str, str] = field(default_factory=dict)
    values: dict[str, str] = field(default_factory=dict)


class Forms(HTMLParser):
    """Collects the posting forms of a page, fields that name their form from outside included."""

    def __init__(self, path: str) -> None:
        super().__init__()
        self.path, self.open, self.found, self.named = path, None, [], {}

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        given = dict(attrs)
        if tag == "form":
            self.open = Form(given.get("action") or self.path) if given.get("method") == "post" else None
            if self.open:
                self.found.append(self.open)
                self.named[given.get("id")] = self.open
        if tag in {"input", "select", "textarea", "button"} and given.get("name"):
            form = self.named.get(given["form"]) if given.get("form") else self.open
            if form and given["name"] != "csrf_token":
                form.fields[given["name"]] = given.get("type") or tag
                form.values.setdefault(given["name"], given.get("value") or "")

    def handle_endtag(self, tag: str) -> None:
        if tag == "form":
            self.open = None


def forms_of(client, app, filled) -> dict[str, Form]:
    """Every posting form on the pages this browser may open, one for each address and set of fields."""
    forms: dict[str, Form] = {}
    for rule, view in routes(app):
        if "GET" not in rule.methods or is_public(view):
            continue
        path = address(rule, filled.own)
        answer = client.get(path)
        if answer.mimetype != "text/html" or answer.status_code != 200:
            continue
        parser = Forms(path)
        parser.feed(answer.get_data(as_text=True))
        for form in parser.found:
            if not LEFT_ALONE.search(form.action):
                forms.setdefault(f"{form.action} {sorted(form.fields)}", form)
    return forms


def fill_in(form: Form, value: str, number: int) -> dict[str, object]:
    """The same nonsense in every field, a hostile file where one is asked for.

    A script is what a person might type, so the fields nobody sees keep what the page gave them.
    """
    kept = {name for name, kind in form.fields.items() if kind == "hidden" and value == SCRIPT}
    files = {name for name, kind in form.fields.items() if kind == "file"}
    letter = {name: form.values[name] if name in kept else value for name in form.fields}
    return letter | {name: (io.BytesIO(FILES[number % len(FILES)]), "danh-sach.xlsx") for name in files}


def alone(form: Form, name: str, value: str) -> dict[str, object]:
    """What stands in the form already, with nonsense in one field."""
    kept = {key: text for key, text in form.values.items() if form.fields[key] != "file"}
    return kept | {name: value}


def text_of(answer) -> str:
    """What a page says; a workbook or a picture says nothing."""
    return answer.get_data(as_text=True) if answer.mimetype.startswith("text/") else ""


def what_was_lost(form: Form, letter: dict[str, object], answer) -> list[str]:
    """The fields in which a script was typed and that a refusing page shows empty, or as a script."""
    typed = [name for name, kind in form.fields.items() if kind in TYPED and letter.get(name) == SCRIPT]
    text = text_of(answer) if typed else ""
    is_lost = answer.status_code == 422 and ESCAPED not in text
    return [f"{form.action} {name}" for name in typed if is_lost or SCRIPT in text]


def letters_for(form: Form, turn: int) -> list[dict[str, object]]:
    """All the nonsense at once and field by field for the first role that sees a form; a taste for the others."""
    if turn:
        return [fill_in(form, NONSENSE[(turn * 5 + more) % len(NONSENSE)], turn) for more in range(2)]
    letters = [fill_in(form, value, number) for number, value in enumerate(NONSENSE)]
    return letters + [
        alone(form, name, NONSENSE[(place * 5 + other * 7) % len(NONSENSE)])
        for place, (name, kind) in enumerate(form.fields.items())
        if kind != "file"
        for other in range(2)
    ]


@pytest.fixture(scope="module")
def turns() -> Counter[str]:
    """How many roles tried each form."""
    return Counter()


@pytest.mark.parametrize("role", sorted(houses.ACCOUNTS))
def test_nonsense_is_answered_in_words(trial_app, trial_browser_of, trial_filled, turns, role):
    client = trial_browser_of(houses.ACCOUNTS[role])
    crashed, forgotten, tried = [], [], 0
    for key, form in forms_of(client, trial_app, trial_filled).items():
        letters = letters_for(form, turns[key])
        turns[key] += 1
        for letter in letters:
            answer = client.post(form.action, data=letter, buffered=True)
            tried += 1
            forgotten += what_was_lost(form, letter, answer)
            if answer.status_code >= 500:
                crashed.append((form.action, {key: str(text)[:30] for key, text in letter.items()}))
    assert crashed == []
    assert forgotten == []
    assert tried


PARAMETERS = (
    *("q", "page", "sort", "as_of", "term", "code", "house", "house_id", "from", "to", "actor", "noun"),
    *("threshold", "next", "unit", "stage", "sector", "below", "kind", "state", "helper", "since", "until"),
)
"""What the addresses of list pages keep."""
TURNS = 2


@pytest.mark.parametrize("role", sorted(houses.ACCOUNTS))
def test_no_address_crashes_on_nonsense(trial_app, trial_browser_of, trial_filled, role):
    client = trial_browser_of(houses.ACCOUNTS[role])
    crashed = []
    first = sorted(houses.ACCOUNTS).index(role)
    for place, (rule, view) in enumerate(routes(trial_app)):
        if "GET" not in rule.methods or is_public(view):
            continue
        for turn in range(TURNS):  # the roles take turns, so that together they try much everywhere
            nonsense = NONSENSE[1 + (first + place + turn * 3) % (len(NONSENSE) - 1)]
            asked = dict.fromkeys(PARAMETERS, nonsense[:2000])
            answer = client.get(address(rule, trial_filled.own), query_string=asked)
            if answer.status_code >= 500 or SCRIPT in text_of(answer):
                crashed.append((rule.rule, nonsense[:20], answer.status_code))
    assert crashed == []
