"""The HTTP contract of exams.md, and its invariants as a browser meets them."""

from __future__ import annotations

import hashlib
import json
import threading
from datetime import timedelta

import pytest

from courses.exams.operations.submit_attempt import close_attempt
from courses.exams.queries.attempts import GRACE
from portal.kernel import clock
from portal.kernel.database import session_as

EVENTS = "select kind, item, seq, value from answer_event order by received_at, seq"


def send(browser, attempt, *answers, **more):
    return browser.post(f"{attempt}/answers", json={"answers": list(answers), **more})


def answer(item, seq, *value):
    return {"item": item["item"], "seq": seq, "value": list(value)}


def test_start_leads_to_the_player_and_a_second_start_to_the_same(em, room, attempt):
    again = em.post(f"/exams/{room.exam_id}/start")
    assert (again.status_code, again.location) == (303, attempt)
    page = em.get(attempt)
    assert page.status_code == 200
    assert 'data-behaviour="exam-player"' in page.text
    assert '<meta name="csrf-token"' in page.text


def test_the_paper_shows_everything_but_the_key(em, attempt, paper):
    body = em.get(f"{attempt}/paper").json
    assert body["attempt"] in attempt
    assert set(paper) == {
        "single_choice",
        "multiple_choice",
        "true_false",
        "short_answer",
        "matching",
        "ordering",
    }
    assert paper["single_choice"]["options"] == ["a", "b", "c", "d"]
    assert paper["true_false"]["options"] == ["true", "false"]
    assert paper["short_answer"]["options"] == []
    assert not {"key", "answers"} & {name for item in body["items"] for name in item}


def test_a_saved_answer_is_acknowledged_with_the_servers_time(em, attempt, paper):
    reply = send(em, attempt, answer(paper["single_choice"], 12, "b"))
    item = str(paper["single_choice"]["item"])
    assert reply.status_code == 200
    assert reply.json["acked"] == {item: 12}
    assert reply.json["state"] == "open"
    assert set(reply.json) == {"acked", "server_time", "deadline", "state"}
    status = em.get(f"{attempt}/status").json
    assert status["acked"] == {item: 12}
    assert set(status) == {"state", "server_time", "deadline", "acked"}


def test_the_newest_sequence_wins_whatever_arrives_last(em, attempt, paper, owner_sql):
    single = paper["single_choice"]
    send(em, attempt, answer(single, 5, "b"))
    late = send(em, attempt, answer(single, 3, "c"))
    assert (late.status_code, late.json["acked"]) == (200, {str(single["item"]): 5})
    assert owner_sql("select seq, value from answer") == [(5, ["b"])]
    assert [(kind, seq) for kind, _, seq, _ in owner_sql(EVENTS)] == [("saved", 5), ("stale", 3)]


def test_a_replay_changes_nothing_and_is_acknowledged_again(em, attempt, paper, owner_sql):
    single = paper["single_choice"]
    for _ in range(3):
        reply = send(em, attempt, answer(single, 1, "b"))
        assert (reply.status_code, reply.json["acked"]) == (200, {str(single["item"]): 1})
    assert len(owner_sql(EVENTS)) == 1


def test_the_same_sequence_with_another_value_is_refused_and_kept_in_the_log(em, attempt, paper, owner_sql):
    single = paper["single_choice"]
    send(em, attempt, answer(single, 1, "b"))
    reply = send(em, attempt, answer(single, 1, "c"))
    assert reply.status_code == 422
    assert reply.json["acked"] == {}
    assert list(reply.json["refused"]) == [str(single["item"])]
    assert owner_sql("select value from answer") == [(["b"],)]
    assert [(kind, value) for kind, _, _, value in owner_sql(EVENTS)] == [("saved", ["b"]), ("stale", ["c"])]


def test_one_request_may_bring_what_is_new_and_what_is_behind(em, attempt, paper, owner_sql):
    single, truth, multiple = (paper[kind] for kind in ("single_choice", "true_false", "multiple_choice"))
    send(em, attempt, answer(single, 5, "b"), answer(truth, 5, "true"))
    reply = send(
        em,
        attempt,
        answer(single, 4, "c"),
        answer(truth, 5, "false"),
        answer(multiple, 1, "a"),
        events=[{"kind": "focus_lost"}],
    )
    assert reply.status_code == 422
    assert reply.json["acked"] == {str(single["item"]): 5, str(multiple["item"]): 1}
    assert list(reply.json["refused"]) == [str(truth["item"])]
    assert sorted(owner_sql("select item, seq from answer")) == sorted(
        [(single["item"], 5), (truth["item"], 5), (multiple["item"], 1)]
    )
    kinds = [kind for kind, *_ in owner_sql(EVENTS)]
    assert sorted(kinds) == sorted(["saved", "saved", "saved", "stale", "stale"])


def test_one_item_may_come_twice_in_one_request(em, attempt, paper, owner_sql):
    single = paper["single_choice"]
    reply = send(em, attempt, answer(single, 2, "c"), answer(single, 1, "b"), answer(single, 3, "d"))
    assert reply.json["acked"] == {str(single["item"]): 3}
    assert owner_sql("select seq, value from answer") == [(3, ["d"])]


@pytest.mark.parametrize(
    "bad",
    [
        {"item": 99, "seq": 1, "value": ["a"]},
        {"item": 1, "seq": 0, "value": ["a"]},
        {"item": 1, "seq": "1", "value": ["a"]},
        {"item": 1, "seq": 1, "value": ["no such option"] * 60},
        {"item": 1, "seq": 1, "value": "a"},
        {"item": 1, "seq": 1, "value": ["\x00"]},
        {"item": "1", "seq": 1, "value": ["a"]},
        {"seq": 1, "value": ["a"]},
        "nonsense",
    ],
)
def test_a_bad_answer_is_named_and_the_others_are_saved(em, attempt, paper, owner_sql, bad):
    good = next(item for item in paper.values() if item["item"] == 2)
    value = good["options"][:1]
    reply = send(em, attempt, bad, answer(good, 1, *value))
    assert reply.status_code == 422
    assert reply.json["acked"] == {"2": 1}
    assert len(reply.json["refused"]) == 1
    assert owner_sql("select item, value from answer") == [(2, value)]


@pytest.mark.parametrize("body", [{}, {"answers": "x"}, [], {"answers": [{}] * 501}])
def test_a_body_of_another_shape_saves_nothing(em, attempt, body, owner_sql):
    assert em.post(f"{attempt}/answers", json=body).status_code == 422
    assert owner_sql("select 1 from answer") == []


@pytest.mark.parametrize(
    "body", [b"[" * 200_000, b'{"answers":', b'{"answers": [{"seq": 1\xff}]}', b"9" * 9_000]
)
def test_a_body_that_is_no_json_saves_nothing(em, attempt, body, owner_sql):
    sent = em.post(f"{attempt}/answers", data=body, content_type="application/json")
    assert (sent.status_code, sent.json["error"]["field"]) == (422, "answers")
    assert owner_sql("select 1 from answer") == []


def test_unknown_events_never_stand_in_the_way_of_answers(em, attempt, paper, owner_sql):
    events = [{"kind": "focus_lost", "at": "2026-01-01"}, {"kind": "saved"}, {"kind": []}, 7, {"x": 1}]
    reply = send(em, attempt, answer(paper["true_false"], 1, "true"), events=events, more={"x": 1})
    assert reply.status_code == 200
    assert {kind for kind, *_ in owner_sql(EVENTS)} == {"saved"}
    assert owner_sql("select kind from attempt_event") == [("focus_lost",)]
    assert send(em, attempt, events="x").status_code == 200


def test_submitting_shows_one_receipt_however_often_it_is_pressed(em, attempt, paper, owner_sql, app):
    send(em, attempt, answer(paper["single_choice"], 1, "b"), answer(paper["short_answer"], 1, "văn minh"))
    first, second = em.post(f"{attempt}/submit"), em.post(f"{attempt}/submit")
    assert first.status_code == second.status_code == 303
    assert first.location == second.location == f"{attempt}/receipt"
    ((receipt, answered, answers),) = owner_sql("select receipt, answered_count, answers from submission")
    assert answered == 2
    page = em.get(first.location)
    assert receipt in page.text
    assert "2/6 câu" in page.text
    items = owner_sql("select items from paper")[0][0]
    canonical = json.dumps(
        {"paper": items, "answers": answers}, sort_keys=True, separators=(",", ":"), ensure_ascii=False
    )
    assert receipt == hashlib.sha256(canonical.encode()).hexdigest()[:16]
    assert owner_sql(
        "select count(*) from queue.procrastinate_jobs where task_name = 'courses.grading.score_submission'"
    ) == [(1,)]


def test_two_tabs_submitting_at_once_give_one_submission(room, attempt, client_as, owner_sql):
    browsers = [client_as(room.cast.em) for _ in range(4)]
    barrier = threading.Barrier(len(browsers))
    statuses = []

    def press(browser):
        barrier.wait()
        statuses.append(browser.post(f"{attempt}/submit").status_code)

    threads = [threading.Thread(target=press, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert statuses == [303] * 4
    assert owner_sql("select count(*) from submission") == [(1,)]


def test_two_starts_at_once_give_one_attempt(room, client_as, owner_sql):
    browsers = [client_as(room.cast.em) for _ in range(4)]
    barrier = threading.Barrier(len(browsers))
    places = []

    def press(browser):
        barrier.wait()
        places.append(browser.post(f"/exams/{room.exam_id}/start").location)

    threads = [threading.Thread(target=press, args=(browser,)) for browser in browsers]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()
    assert len(set(places)) == 1
    assert owner_sql("select count(*) from attempt") == [(1,)]


def test_after_submitting_answers_are_409_and_kept_as_late(em, attempt, paper, owner_sql):
    em.post(f"{attempt}/submit")
    reply = send(em, attempt, answer(paper["single_choice"], 9, "b"))
    assert (reply.status_code, reply.json["state"]) == (409, "submitted")
    assert owner_sql("select 1 from answer") == []
    assert [(kind, seq, value) for kind, _, seq, value in owner_sql(EVENTS)] == [("late", 9, ["b"])]


def test_the_servers_clock_ends_the_exam_before_anybody_has_noticed(em, attempt, paper, owner_sql):
    send(em, attempt, answer(paper["single_choice"], 1, "b"))
    with clock.frozen_at(clock.now() + timedelta(minutes=31)):
        reply = send(em, attempt, answer(paper["single_choice"], 2, "c"))
        assert (reply.status_code, reply.json["state"]) == (409, "expired")
        assert em.get(f"{attempt}/status").json["state"] == "expired"
        assert em.get(attempt).location == f"{attempt}/receipt"
        assert "đang thu bài" in em.get(f"{attempt}/receipt").text
        assert em.post(f"{attempt}/submit").status_code == 303
        assert "máy chủ đã thu bài" in em.get(f"{attempt}/receipt").text
    ((is_expired, answers),) = owner_sql("select is_expired, answers from submission")
    assert is_expired
    assert list(answers.values()) == [["b"]]


def test_a_packet_on_its_way_at_the_deadline_is_forgiven(em, attempt, paper):
    with clock.frozen_at(clock.now() + timedelta(minutes=30) + GRACE / 2):
        assert send(em, attempt, answer(paper["single_choice"], 1, "b")).status_code == 200


def test_an_attempt_nobody_submits_is_closed_with_what_it_holds(room, em, attempt, paper, owner_sql):
    send(em, attempt, answer(paper["single_choice"], 1, "b"))
    ((scheduled,),) = owner_sql(
        "select scheduled_at from queue.procrastinate_jobs where task_name = 'courses.exams.close_attempt'"
    )
    ((attempt_id, deadline),) = owner_sql("select id, deadline from attempt")
    assert scheduled == deadline + GRACE + timedelta(seconds=1)
    with room.app.app_context(), clock.frozen_at(scheduled), session_as(room.cast.em.actor()):
        assert close_attempt(attempt_id=attempt_id) == "expired"
        assert close_attempt(attempt_id=attempt_id) == "expired"
    assert owner_sql("select is_expired, answered_count, submitted_at from submission") == [
        (True, 1, deadline)
    ]


def test_a_job_that_comes_too_early_comes_again(room, em, attempt, owner_sql):
    ((attempt_id,),) = owner_sql("select id from attempt")
    running = "update procrastinate_jobs set queueing_lock = null"  # as the queue does with what runs
    owner_sql(f"do $$ begin set local search_path = queue; {running}; end $$")
    with room.app.app_context(), session_as(room.cast.em.actor()):
        assert close_attempt(attempt_id=attempt_id) == "open"
    jobs = owner_sql(
        "select scheduled_at from queue.procrastinate_jobs where task_name = 'courses.exams.close_attempt'"
    )
    assert len(jobs) == 2
    assert jobs[0] == jobs[1]


@pytest.mark.parametrize("path", ["", "/paper", "/status", "/receipt", "/review"])
def test_somebody_elses_attempt_is_not_there(room, attempt, client_as, path, owner_sql):
    owner_sql(
        "update membership set roles = '{candidate}', person_id = (select id from person where tenant_id = %s limit 1) where username = 'chi'",
        room.cast.house_b,
    )
    assert client_as(room.cast.chi).get(attempt + path).status_code == 404


@pytest.mark.parametrize("path", ["", "/answers", "/submit", "/device"])
def test_nobody_writes_into_somebody_elses_attempt(room, attempt, client_as, path, owner_sql):
    owner_sql(
        "update membership set roles = '{candidate}', person_id = (select id from person where tenant_id = %s limit 1) where username = 'chi'",
        room.cast.house_b,
    )
    stranger = client_as(room.cast.chi)
    reply = (
        stranger.post(attempt + path, json={"answers": [{"item": 1, "seq": 1, "value": ["a"]}]})
        if path == "/answers"
        else stranger.post(attempt + path)
    )
    assert reply.status_code == 404
    assert owner_sql("select 1 from answer_event") == []


@pytest.mark.parametrize("name", ["an", "giang", "ha", "lan", "son"])
def test_nobody_else_enters_the_room(room, attempt, client_as, name):
    browser = client_as(getattr(room.cast, name))
    assert browser.get(attempt).status_code == 403
    assert send(browser, attempt).status_code == 403


def test_without_a_session_a_save_is_401(visitor, attempt):
    assert send(visitor, attempt).status_code == 401


def test_signing_in_again_in_the_same_browser_goes_on_without_a_question(room, em, attempt, paper, app):
    with app.app_context():
        token = room.cast.em.open_session()
    with em.session_transaction() as session:
        session["_user_id"] = token
    assert 'data-behaviour="exam-player"' in em.get(attempt).text
    assert send(em, attempt, answer(paper["single_choice"], 1, "b")).status_code == 200


def test_another_device_is_asked_once_and_the_first_is_told(room, em, attempt, paper, client_as, owner_sql):
    send(em, attempt, answer(paper["single_choice"], 1, "b"))
    phone = client_as(room.cast.em)
    assert "thiết bị khác" in phone.get(attempt).text
    assert "thiết bị khác" in phone.get(f"/exams/{room.exam_id}").text
    assert phone.post(f"{attempt}/device").status_code == 303
    assert 'data-behaviour="exam-player"' in phone.get(attempt).text
    assert send(phone, attempt, answer(paper["single_choice"], 2, "c")).status_code == 200
    told = send(em, attempt, answer(paper["true_false"], 1, "true"))
    assert (told.status_code, told.json["state"]) == (409, "moved")
    assert "thiết bị khác" in em.get(attempt).text
    assert owner_sql("select item, value from answer") == [(paper["single_choice"]["item"], ["c"])]
    assert owner_sql("select kind from attempt_event") == [("device_moved",)]
    assert ("stale", paper["true_false"]["item"], 1, ["true"]) in owner_sql(EVENTS)


def test_starting_again_on_another_device_moves_there(room, attempt, paper, client_as, owner_sql):
    phone = client_as(room.cast.em)
    assert phone.post(f"/exams/{room.exam_id}/start").location == attempt
    assert send(phone, attempt, answer(paper["single_choice"], 1, "b")).status_code == 200
    assert owner_sql("select kind from attempt_event") == [("device_moved",)]
    assert [kind for kind, *_ in owner_sql(EVENTS)] == ["saved"]


def test_the_form_works_without_scripts(em, attempt, paper, owner_sql):
    order = paper["ordering"]["item"]
    match = paper["matching"]["item"]
    saved = em.post(
        attempt,
        data={
            f"item-{paper['single_choice']['item']}": "b",
            f"item-{order}": ["b", "a", "", "c"],
            f"item-{match}": ["1:b", ""],
            "page": "2",
        },
    )
    assert (saved.status_code, saved.location) == (303, f"{attempt}#page-2")
    stored = dict(owner_sql("select item, value from answer"))
    assert stored[order] == ["b", "a"]
    assert stored[match] == ["1:b"]
    finish = em.post(
        attempt, data={f"item-{order}": ["b", "a", "", ""], f"item-{match}": ["1:b", ""], "finish": "1"}
    )
    assert finish.location == f"{attempt}/review"
    review = em.get(finish.location).text
    assert "Còn 4/6 câu chưa trả lời" in review, "the single choice was unticked, so it counts as empty"
    assert owner_sql("select seq, value from answer where item = %s", paper["single_choice"]["item"]) == [
        (2, [])
    ]
    em.post(f"{attempt}/submit")
    assert em.post(attempt, data={"page": "1"}).location == f"{attempt}/receipt"
    assert em.get(f"{attempt}/review").location == f"{attempt}/receipt"


def test_a_form_value_that_is_refused_is_said(em, attempt, paper):
    em.post(attempt, data={f"item-{paper['short_answer']['item']}": "x" * 501, "page": "1"})
    assert "dài nhất 500 ký tự" in em.get(attempt).text


def test_the_page_shows_what_the_server_holds(em, attempt, paper):
    send(em, attempt, answer(paper["short_answer"], 7, "văn minh & <b>"))
    page = em.get(attempt).text
    assert 'value="văn minh &amp; &lt;b&gt;"' in page
    assert f'data-item="{paper["short_answer"]["item"]}" data-type="short_answer" data-seq="7"' in page


def test_a_save_costs_one_statement_and_takes_no_place_in_the_audit_queue(em, attempt, paper, statements):
    send(em, attempt, answer(paper["single_choice"], 1, "a"))
    with statements() as sent:
        assert (
            send(
                em, attempt, answer(paper["single_choice"], 2, "b"), answer(paper["true_false"], 1, "true")
            ).status_code
            == 200
        )
    own = [text for text in sent.texts if "web_session" not in text]
    assert [text.split()[0].lower() for text in own] == ["with"]
    assert "audit_append" not in own[0]
    assert "update attempt set seen_at" in own[0].lower()


def test_the_player_page_costs_the_same_for_one_and_for_many_answers(em, attempt, paper, statements):
    counts = []
    for seq, kinds in ((1, ["single_choice"]), (2, ["single_choice", "true_false", "short_answer"])):
        send(
            em, attempt, *(answer(paper[kind], seq, *(paper[kind]["options"][:1] or ["x"])) for kind in kinds)
        )
        with statements() as sent:
            em.get(attempt)
        counts.append(len(sent))
    assert counts == [5, 5]
