"""What programs read and write; every answer is held to the OpenAPI document (conftest.Program)."""

from __future__ import annotations

import json

from jsonschema import Draft202012Validator
from sqlalchemy import select

from courses.classes.models import Nomination
from courses.classes.operations.plan_class import plan_class
from portal.kernel.database import db
from portal.kernel.permissions import Scope
from tests.courses.api.conftest import DOCUMENT, HOA, LAN, MAI, NGA
from tests.courses.classes.builders import a_programme, an_open_class, details, prospects

CLASS = "/classes/{class_run_id}"


def names(answer) -> list[str]:
    return [row["full_name"] for row in answer.json["items"]]


def test_the_document_is_served_and_names_every_route(app, visitor):
    served = visitor.get("/api/v1/openapi.json")
    assert served.json == json.loads(json.dumps(DOCUMENT))
    told = {(method.upper(), path) for path, methods in DOCUMENT["paths"].items() for method in methods}
    there = {
        (method, rule.rule.removeprefix("/api/v1").replace("<uuid:class_run_id>", "{class_run_id}"))
        for rule in app.url_map.iter_rules()
        if rule.endpoint.startswith("api.") and rule.endpoint != "api.describe"
        for method in rule.methods - {"HEAD", "OPTIONS"}
    }
    assert told == there
    for schema in DOCUMENT["components"]["schemas"].values():
        Draft202012Validator.check_schema(schema)


def test_a_house_reads_its_own_people_and_khoi_everybody(cast, training, program):
    own, khoi = program(cast.an), program(cast.giang)
    assert [row["code"] for row in own.get("/classes").json["items"]] == ["K7"]
    assert len(own.get(CLASS, training).json["sessions"]) == 10
    assert names(own.get(f"{CLASS}/enrolments", training)) == [LAN]
    assert sorted(names(khoi.get(f"{CLASS}/enrolments", training))) == [LAN, MAI]
    rows = own.get(f"{CLASS}/nominations", training).json["items"]
    assert {row["full_name"]: row["answer"] for row in rows} == {LAN: "approved", HOA: None}


def test_only_recognised_results_are_told(cast, training, program):
    path = f"{CLASS}/results"
    (row,) = program(cast.an).get(path, training).json["items"]
    assert (row["full_name"], row["final_mark"], row["decision_no"]) == (LAN, 8.5, "12-QĐ/ĐU")
    assert names(program(cast.chi).get(path, training)) == []
    assert names(program(cast.giang).get(path, training)) == [LAN]


def test_a_class_that_is_only_planned_is_for_khoi_alone(acting, cast, program):
    with acting(cast.giang):
        class_run_id = plan_class(programme_version_id=a_programme(), details=details())
    assert program(cast.giang).get(CLASS, class_run_id).json["state"] == "planned"
    house = program(cast.an)
    assert house.get("/classes").json["items"] == []
    assert house.get(CLASS, class_run_id).status_code == 404


def test_pages_follow_one_another_to_the_end_whatever_comes_in_between(app, cast, program):
    with app.app_context():
        for code in ("L1", "L2", "L3"):
            an_open_class(cast, code=code)
    khoi = program(cast.giang)
    first = khoi.get("/classes", limit=2)
    with app.app_context():
        an_open_class(cast, code="L4")
    second = khoi.get("/classes", limit=2, cursor=first.json["next_cursor"])
    codes = [row["code"] for answer in (first, second) for row in answer.json["items"]]
    assert codes == ["L1", "L2", "L3", "L4"]
    assert second.json["next_cursor"] is None
    assert khoi.get("/classes", state="running").json["items"] == []


def test_people_who_may_be_proposed_come_page_by_page_too(cast, training, program):
    own = program(cast.an)
    first = own.get("/nominable-people", limit=2)
    second = own.get("/nominable-people", limit=2, cursor=first.json["next_cursor"])
    assert sorted(names(first) + names(second)) == sorted([LAN, HOA, NGA])
    assert second.json["next_cursor"] is None


def test_what_cannot_be_read_is_named(cast, training, program):
    own = program(cast.an)
    for query in ({"limit": 0}, {"limit": 101}, {"limit": "ba"}, {"cursor": "x"}, {"state": "closing"}):
        answer = own.get("/classes", **query)
        assert (answer.status_code, answer.json["field"]) == (422, next(iter(query)))
    path = f"{CLASS}/nominations"
    bodies = [
        ([], None),
        ({}, "candidate_ids"),
        ({"candidate_ids": []}, "candidate_ids"),
        ({"candidate_ids": ["x"]}, "candidate_ids"),
        ({"candidate_ids": [str(training)], "note": "a\x00"}, "note"),
        ({"candidate_ids": [str(training)], "house": "K02"}, "house"),
    ]
    for body, field in bodies:
        answer = own.call("post", path, training, json=body)
        assert (answer.status_code, answer.json.get("field")) == (422, field)
    assert own.call("post", path, training, data="{", content_type="application/json").status_code == 400
    assert own.call("post", path, training, data={"candidate_ids": "x"}).status_code == 415


def test_a_program_proposes_by_the_same_rules_as_the_page_and_the_record_names_it(
    cast, training, program, owner_sql
):
    own = program(cast.an, Scope.NOMINATIONS)
    (nga,) = [row for row in own.get("/nominable-people").json["items"] if row["full_name"] == NGA]
    letter = {"candidate_ids": [nga["candidate_id"]], "note": "Gửi từ phần mềm"}
    path = f"{CLASS}/nominations"
    assert own.call("post", path, training, json=letter).json == {"nominated": 1}
    assert own.call("post", path, training, json=letter).json == {"nominated": 0}
    bodies = [
        json.loads(body)
        for (body,) in owner_sql("select body from audit_entry where body like '%%class.nominated%%'")
    ]
    assert any("an · phần mềm “Phần mềm thử”" in json.dumps(body, ensure_ascii=False) for body in bodies)


def test_nobody_of_another_house_can_be_proposed(app, acting, cast, training, program):
    with app.app_context():
        (stranger,) = prospects(cast.chi, "Lê Thị Xa")
    answer = program(cast.an).call(
        "post", f"{CLASS}/nominations", training, json={"candidate_ids": [str(stranger)]}
    )
    assert (answer.status_code, answer.json["field"]) == (422, "candidate_ids")
    with acting(cast.giang, reading=True):
        assert stranger not in db.session.scalars(select(Nomination.candidate_id)).all()


def test_reading_people_leaves_a_trace_in_the_house_that_reads(cast, training, program, owner_sql):
    program(cast.an).get(f"{CLASS}/enrolments", training)
    count = "select count(*) from audit_entry where tenant_id = %s and body like '%%class.read_by_program%%'"
    assert owner_sql(count, cast.house_a) == [(1,)]
    assert owner_sql(count, cast.khoi) == [(0,)]


def test_a_longer_list_costs_no_more_statements(app, cast, training, program, statements):
    khoi, path = program(cast.giang), f"{CLASS}/enrolments"
    for limit in (1, 2):
        with statements() as sent:
            assert len(khoi.get(path, training, limit=limit).json["items"]) == limit
        assert len(sent) == 8
