"""``demo exam`` opens an exam that its accounts can really sit, as often as it is asked."""

from __future__ import annotations

import json

import pytest

from courses.exams.rehearsal import ITEMS


def invoke(app, *arguments):
    return app.test_cli_runner().invoke(args=["demo", "exam", *arguments])


@pytest.fixture
def rehearsal(app, cast):
    found = invoke(app, "--candidates", "2")
    assert found.exit_code == 0, found.output
    return json.loads(found.stdout)


def test_it_prints_the_exam_and_the_accounts(rehearsal):
    assert set(rehearsal) == {"exam_id", "accounts"}
    assert len(rehearsal["accounts"]) == 2
    assert all(set(account) == {"username", "password"} for account in rehearsal["accounts"])


def test_an_account_signs_in_starts_answers_and_hands_in(app, rehearsal):
    browser = app.test_client()
    signed = browser.post("/sign-in", data=rehearsal["accounts"][0])
    assert signed.status_code in {302, 303}
    attempt = browser.post(f"/exams/{rehearsal['exam_id']}/start").location
    items = browser.get(f"{attempt}/paper").json["items"]
    assert len(items) == ITEMS
    answers = [{"item": item["item"], "seq": 1, "value": item["options"][:1]} for item in items]
    saved = browser.post(f"{attempt}/answers", json={"answers": answers})
    assert saved.status_code == 200
    assert len(saved.json["acked"]) == ITEMS
    assert browser.post(f"{attempt}/submit").location == f"{attempt}/receipt"


def test_a_second_rehearsal_has_people_of_its_own(app, rehearsal):
    again = json.loads(invoke(app, "--candidates", "1").stdout)
    assert again["exam_id"] != rehearsal["exam_id"]
    assert again["accounts"][0]["username"] not in {account["username"] for account in rehearsal["accounts"]}
    told = invoke(app, "--candidates", "1", "--format", "text").output
    assert "/exams/" in told


def test_nobody_is_bad_usage(app, cast):
    assert invoke(app, "--candidates", "0").exit_code == 2


def test_the_paper_of_each_candidate_is_his_own(rehearsal, owner_sql):
    seeds = owner_sql("select distinct seed from paper where exam_id = %s", rehearsal["exam_id"])
    assert len(seeds) == 2
