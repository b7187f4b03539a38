"""Versions of the rules: copied, changed, their effect counted, published; nothing recorded is judged again."""

from __future__ import annotations

import json
import re
from datetime import date, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.exc import ProgrammingError

from portal.candidates.models.rule_set import DraftState, RuleSetDraft, RuleSetVersion
from portal.candidates.models.stage import StageStep
from portal.candidates.operations.ask_rule_effect import ask_rule_effect
from portal.candidates.operations.change_rule_set_draft import change_rule_set_draft
from portal.candidates.operations.copy_rule_set import copy_rule_set
from portal.candidates.operations.discard_rule_set_draft import discard_rule_set_draft
from portal.candidates.operations.judge_house import judge_house
from portal.candidates.operations.publish_rule_set import publish_rule_set
from portal.candidates.queries.judging_rules import load_rules
from portal.candidates.queries.rule_sets import get_draft
from portal.candidates.queries.standing import standing_page
from portal.candidates.queries.standing_answer import StandingFilter
from portal.candidates.stages import Stage
from portal.kernel import clock, jobs
from portal.kernel.audit import AuditEntry
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError, NotFound, RuleRefused
from tests.portal.candidates.builders import a_candidate, step
from tests.portal.candidates.test_standing import before_the_cell
from tests.portal.candidates.test_views import audited


def tomorrow() -> date:
    return clock.today() + timedelta(days=1)


def a_draft(*, months: int = 12, begins: date | None = None):
    """A version whose class certificate holds so many months."""
    draft_id = copy_rule_set(code="RS2026B")
    document = get_draft(draft_id).document
    change_rule_set_draft(
        rule_set_draft_id=draft_id,
        version=1,
        document=document
        | {
            "valid_from": begins or tomorrow(),
            "thresholds": document["thresholds"] | {"certificate_months": months},
        },
    )
    return draft_id


@pytest.fixture
def count(app):
    """Ask for the effect of a draft and let the worker count it."""

    def run(acting, someone, draft_id):
        with acting(someone):
            ask_rule_effect(rule_set_draft_id=draft_id)
        jobs.run_pending(app, app.extensions["queue_conninfo"])
        with acting(someone):
            return get_draft(draft_id).effect

    return run


def test_a_copy_says_what_its_source_says_and_begins_tomorrow(acting, cast):
    with acting(cast.giang):
        first, second = (get_draft(copy_rule_set(code="RS2026B")) for _ in range(2))
        source = load_rules().book.get("RS2026B")
    assert (first.code, second.code) == ("RS2026B.2", "RS2026B.3")
    assert first.document["valid_from"] == tomorrow().isoformat()
    assert first.document["sources"] == dict(source.sources)
    with acting(cast.giang), pytest.raises(NotFound):
        copy_rule_set(code="RS1999")


def test_the_effect_is_counted_by_house_before_anybody_is_touched(acting, cast, count):
    with acting(cast.an):
        before_the_cell(cast)
    with acting(cast.chi):
        a_candidate("Đỗ Đức Khánh")
    with acting(cast.giang):
        draft_id = a_draft(months=12)
    effect = count(acting, cast.giang, draft_id)
    assert {
        house["code"]: (house["judged"], house["changed"], house["lost"]) for house in effect["houses"]
    } == {
        "K01": (1, 1, 1),
        "K02": (1, 0, 0),
    }
    assert (effect["judged"], effect["changed"], effect["gained"], effect["lost"]) == (2, 1, 0, 1)
    with acting(cast.an):
        assert load_rules().book.on(tomorrow()).id == "RS2026B"


def test_the_officer_sees_which_people_of_a_house_and_a_house_sees_no_draft(acting, cast, client_as):
    with acting(cast.an):
        before_the_cell(cast)
    with acting(cast.giang):
        draft_id = a_draft(months=12)
    address = f"/rule-set-drafts/{draft_id}"
    shown = client_as(cast.giang).get(f"{address}/houses/{cast.house_a}").text
    assert "Lê Thị Hoa" in shown
    assert "Giấy chứng nhận còn giá trị" in shown
    assert "Lê Thị Hoa" not in client_as(cast.giang).get(f"{address}/houses/{cast.house_b}").text
    for someone in (cast.an, cast.ha, cast.khanh):
        assert client_as(someone).get(address).status_code == 403
    with acting(cast.an):
        assert db.session.scalars(select(RuleSetDraft)).all() == []


def test_publishing_needs_a_counted_effect_a_later_day_and_a_change(acting, cast, count):
    with acting(cast.giang):
        plain = copy_rule_set(code="RS2026B")
        late = a_draft(begins=clock.today())
        fresh = a_draft()
        with pytest.raises(RuleRefused, match="tác động"):
            publish_rule_set(rule_set_draft_id=fresh, version=2)
        with pytest.raises(RuleRefused, match="từ ngày mai"):
            publish_rule_set(rule_set_draft_id=late, version=2)
        with pytest.raises(Conflict, match="vừa được sửa"):
            publish_rule_set(rule_set_draft_id=fresh, version=1)
    count(acting, cast.giang, plain)
    with acting(cast.giang), pytest.raises(RuleRefused, match="chưa khác"):
        publish_rule_set(rule_set_draft_id=plain, version=1)


def test_an_effect_counted_before_a_change_does_not_count(acting, cast, count):
    with acting(cast.giang):
        draft_id = a_draft()
    count(acting, cast.giang, draft_id)
    with acting(cast.giang):
        draft = get_draft(draft_id)
        thresholds = draft.document["thresholds"] | {"certificate_months": 24}
        change_rule_set_draft(
            rule_set_draft_id=draft_id, version=2, document=draft.document | {"thresholds": thresholds}
        )
        with pytest.raises(RuleRefused, match="tác động"):
            publish_rule_set(rule_set_draft_id=draft_id, version=3)


def test_a_published_set_holds_for_every_house_from_its_day_and_recorded_steps_keep_theirs(
    acting, cast, count
):
    with acting(cast.an):
        candidate_id = before_the_cell(cast)
        step(candidate_id, Stage.CELL_RESOLVED)
        ready = before_the_cell(cast, "Đỗ Đức Khánh")
        judge_house()
    with acting(cast.giang):
        draft_id = a_draft(months=12)
    count(acting, cast.giang, draft_id)
    with acting(cast.giang):
        assert publish_rule_set(rule_set_draft_id=draft_id, version=2) == "RS2026B.2"
        assert get_draft(draft_id).state is DraftState.PUBLISHED
        with pytest.raises(Conflict):
            publish_rule_set(rule_set_draft_id=draft_id, version=2)
    with acting(cast.an):
        book = load_rules().book
        assert (book.on(clock.today()).id, book.on(tomorrow()).id) == ("RS2026B", "RS2026B.2")
        steps = db.session.scalars(
            select(StageStep.rule_set_id).where(StageStep.to_stage == Stage.CELL_RESOLVED)
        )
        assert set(steps) == {"RS2026B"}
        today = standing_page(StandingFilter(step="cell", on=clock.today()))
        next_day = standing_page(StandingFilter(step="cell", on=tomorrow()))
    assert [(row.id, row.judged.lacking) for row in today.rows] == [(ready, ())]
    assert today.rows[0].judged.holds_until == tomorrow()
    assert [row.judged.lacking for row in next_day.rows] == [("E12",)]


def test_what_was_published_is_never_changed(acting, cast, count):
    with acting(cast.giang):
        draft_id = a_draft()
    count(acting, cast.giang, draft_id)
    with acting(cast.giang):
        publish_rule_set(rule_set_draft_id=draft_id, version=2)
        version = db.session.scalars(select(RuleSetVersion)).one()
        version.published_by = "khác"
        with pytest.raises(ProgrammingError, match="permission denied"):
            db.session.flush()
        db.session.rollback()


def test_two_officers_the_second_is_told(acting, cast):
    with acting(cast.giang):
        draft_id = a_draft()
        document = get_draft(draft_id).document
        with pytest.raises(Conflict, match="Người khác"):
            change_rule_set_draft(rule_set_draft_id=draft_id, version=1, document=document)
        with pytest.raises(DomainError, match="Chưa có gì thay đổi"):
            change_rule_set_draft(rule_set_draft_id=draft_id, version=2, document=document)
        discard_rule_set_draft(rule_set_draft_id=draft_id)
        for forbidden in (discard_rule_set_draft, ask_rule_effect):
            with pytest.raises(Conflict):
                forbidden(rule_set_draft_id=draft_id)


def form_of(page: str) -> dict[str, str]:
    """What a browser would send of the form of a rule set."""
    values = {
        name: value.replace("&#34;", '"')
        for name, value in re.findall(r'<input[^>]*name="([a-zA-Z0-9_]+)"[^>]*value="([^"]*)"', page)
    }
    boxes = re.findall(r'<input[^>]*type="checkbox"[^>]*>', page)
    for box in boxes:
        name = re.search(r'name="([^"]+)"', box)[1]
        values.pop(name, None)
        if "checked" in box:
            values[name] = "y"
    for name, options in re.findall(r'<select[^>]*name="([^"]+)"[^>]*>(.*?)</select>', page, re.DOTALL):
        chosen = re.search(r'<option selected value="([^"]*)"', options)
        values[name] = chosen[1] if chosen else ""
    return values


def test_the_whole_way_by_the_pages(acting, cast, client_as, app):
    with acting(cast.an):
        before_the_cell(cast)
    giang = client_as(cast.giang)
    edit = giang.post("/rule-sets/RS2026B/copies").location
    sent = form_of(giang.get(edit).text)
    wrong = giang.post(edit, data=sent | {"threshold_youth_age": "70", "basis": "Văn bản thử"})
    assert wrong.status_code == 422
    assert "Không được nhỏ hơn mức dưới của nó." in wrong.text
    assert 'value="Văn bản thử"' in wrong.text
    for field, value in (
        ("valid_from", ""),
        ("threshold_dossier_months", "mười"),
        ("valid_to", "01/01/2020"),
    ):
        assert giang.post(edit, data=sent | {field: value}).status_code == 422
    address = giang.post(edit, data=sent | {"threshold_certificate_months": "12"}).location
    assert "Chưa tính tác động" in giang.get(address).text
    giang.post(f"{address}/effect")
    assert "Đang tính" in giang.get(address).text
    jobs.run_pending(app, app.extensions["queue_conninfo"])
    counted = giang.get(address).text
    assert "Giấy chứng nhận lớp bồi dưỡng có giá trị (tháng)" in counted
    assert "Đảng bộ Sở Thử Nghiệm A" in counted
    assert (
        giang.post(f"{address}/publication", data={"version": "1"}, follow_redirects=True).status_code == 200
    )
    published = giang.post(f"{address}/publication", data={"version": "2"}, follow_redirects=True).text
    assert "Đã công bố bộ quy định RS2026B.2." in published
    assert "RS2026B.2" in client_as(cast.an).get("/rule-sets").text
    assert client_as(cast.an).get("/rule-sets/RS2026B.2").status_code == 200
    assert client_as(cast.an).get("/rule-sets/RS1999").status_code == 404
    assert client_as(cast.an).post("/rule-sets/RS2026B/copies").status_code == 403
    assert client_as(cast.em).get("/rule-sets").status_code == 403
    with acting(cast.giang):
        codes = {draft.state for draft in db.session.scalars(select(RuleSetDraft))}
    assert codes == {DraftState.PUBLISHED}


def test_the_command_lists_shipped_and_published_sets(acting, cast, app, count):
    with acting(cast.giang):
        draft_id = a_draft()
    count(acting, cast.giang, draft_id)
    with acting(cast.giang):
        publish_rule_set(rule_set_draft_id=draft_id, version=2)
    answer = app.test_cli_runner().invoke(args=["eligibility", "rule-sets"])
    listed = {entry["id"]: entry for entry in json.loads(answer.stdout)}
    assert list(listed)[:2] == ["RS2021", "RS2025A"]
    assert listed["RS2026B.2"]["valid_from"] == tomorrow().isoformat()


def test_what_is_done_is_recorded(acting, cast, count):
    with acting(cast.giang):
        draft_id = a_draft()
    count(acting, cast.giang, draft_id)
    with acting(cast.giang):
        publish_rule_set(rule_set_draft_id=draft_id, version=2)
    with acting(cast.ha, reading=True):
        bodies = " ".join(
            db.session.scalars(select(AuditEntry.body).where(AuditEntry.tenant_id == cast.khoi))
        )
    for action in ("copied", "changed", "effect_asked", "effect_counted", "published"):
        assert f"rule_set.{action}" in bodies
    assert audited(acting, cast, "rule_set.published") == 0
