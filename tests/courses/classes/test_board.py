"""The board of a class: named as a whole, one post each."""

from __future__ import annotations

from courses.classes.operations.leave_class import leave_class
from courses.classes.queries.enrolments import list_enrolled
from tests.courses.classes.builders import an_open_class, approve, propose

LAN, HOA, MAI = "Lê Thị Lan", "Lê Thị Hoa", "Lê Thị Mai"


def test_khoi_names_a_monitor_and_deputies_of_the_class(app, acting, cast, client_as):
    with app.app_context():
        class_run_id = an_open_class(cast)
        propose(cast.an, class_run_id, LAN, HOA, MAI)
        approve(cast, class_run_id, LAN, HOA, MAI)

    def posts() -> dict[str, str | None]:
        with acting(cast.giang):
            return {row.full_name: row.board_post for row in list_enrolled(class_run_id)}

    with acting(cast.giang):
        ids = {row.full_name: str(row.id) for row in list_enrolled(class_run_id)}
    giang, url = client_as(cast.giang), f"/classes/{class_run_id}/board"
    named = {"monitor": ids[LAN], "deputy": ids[HOA], "second_deputy": ""}
    assert giang.post(url, data=named).status_code == 302
    assert posts() == {LAN: "monitor", HOA: "deputy", MAI: None}
    assert "Lớp phó" in giang.get(f"/classes/{class_run_id}/learners").text
    wrong = {
        "Một người chỉ giữ một việc": named | {"deputy": ids[LAN]},
        "Một người chỉ giữ": named | {"second_deputy": ids[HOA]},
        "Cử lớp trưởng trước": named | {"monitor": ""},
    }
    for words, data in wrong.items():
        answer = giang.post(url, data=data)
        assert (answer.status_code, words in answer.text) == (422, True)
    assert posts() == {LAN: "monitor", HOA: "deputy", MAI: None}
    assert giang.post(url, data=named | {"monitor": str(class_run_id)}).status_code == 422
    with acting(cast.giang):
        leaver = next(row for row in list_enrolled(class_run_id) if row.full_name == LAN)
        leave_class(enrolment_id=leaver.id, reason="chuyển công tác")
    assert posts() == {HOA: "deputy", MAI: None}
