"""A small exam server that keeps its own record: the contract of exams.md, nothing more."""

from __future__ import annotations

import json
from dataclasses import dataclass, field
from datetime import timedelta
from itertools import takewhile
from types import SimpleNamespace
from uuid import uuid4

from flask import Blueprint, Flask, jsonify, redirect, render_template_string, request, session, url_for

from portal.kernel import clock
from tests.portal.web.web_room import build_app

PLAYER = """
{% extends "layouts/exam.html" %}{% from "components/exam.html" import player %}
{% block title %}Bài kiểm tra{% endblock %}
{% block content %}{{ player(paper, urls, clock, answers, answers_json) }}{% endblock %}
"""
REVIEW = """
{% extends "layouts/exam.html" %}{% from "components/exam.html" import review_list %}
{% block title %}Xem lại{% endblock %}{% block content %}{{ review_list(missing, total, urls) }}{% endblock %}
"""
RECEIPT = """
{% extends "layouts/exam.html" %}{% from "components/exam.html" import receipt_mark %}
{% block title %}Biên nhận{% endblock %}
{% block content %}<h1>Biên nhận</h1>{{ receipt_mark(attempt, "3f9a0c11d2e47b58") }}{% endblock %}
"""


def an_option(key, text):
    return SimpleNamespace(id=key, text=text)


def an_item(number, kind, text, options=(), targets=()):
    return SimpleNamespace(item=number, type=kind, text=text, options=options, targets=targets, points=1)


def a_paper():
    choices = [
        an_option("a", "Ngày chi bộ làm lễ kết nạp"),
        an_option("b", "Ngày ký quyết định kết nạp"),
        an_option("c", "Ngày nộp đơn"),
    ]
    sides = [an_option("a", "Nền tảng tư tưởng"), an_option("b", "Nguyên tắc tổ chức")]
    return [
        [
            an_item(1, "single_choice", "Thời gian dự bị được tính từ ngày nào?", choices),
            an_item(2, "multiple_choice", "Những ngày nào phải ghi vào sổ?", choices),
            an_item(
                3,
                "true_false",
                "Chi bộ có 14 đảng viên, 9 người tán thành là đủ hai phần ba.",
                [an_option("true", "Đúng"), an_option("false", "Sai")],
            ),
        ],
        [
            an_item(4, "short_answer", "Xã hội dân giàu, nước mạnh, dân chủ, công bằng, …"),
            an_item(
                5,
                "matching",
                "Ghép cho đúng",
                [an_option("1", "Chủ nghĩa Mác – Lênin"), an_option("2", "Tập trung dân chủ")],
                sides,
            ),
            an_item(6, "ordering", "Sắp xếp các bước", choices),
            an_item(7, "essay", "Trình bày động cơ phấn đấu vào Đảng."),
        ],
    ]


@dataclass
class Room:
    """What the server holds, and the switches with which a test makes it misbehave."""

    attempt: str = field(default_factory=lambda: str(uuid4()))
    held: dict[int, dict] = field(default_factory=dict)
    events: list[dict] = field(default_factory=list)
    state: str = "open"
    submissions: int = 0
    minutes: float = 30
    is_down: bool = False
    is_cached: bool = False
    refuses: set[int] = field(default_factory=set)
    sessions_ended: int = 0
    save_times: list = field(default_factory=list)
    started_at: object = field(default_factory=clock.now)

    @property
    def deadline(self):
        return self.started_at + timedelta(minutes=self.minutes)

    def value(self, item):
        return self.held.get(item, {}).get("value")

    def keep(self, item, seq, value):
        if seq > self.held.get(item, {"seq": 0})["seq"]:
            self.held[item] = {"seq": seq, "value": value}

    @property
    def acked(self):
        return {str(item): entry["seq"] for item, entry in self.held.items()}

    def status(self):
        return {
            "state": self.state,
            "server_time": clock.now().isoformat(),
            "deadline": self.deadline.isoformat(),
            "acked": self.acked,
        }


def build_exam_app(room: Room) -> Flask:
    app = build_app(PROPAGATE_EXCEPTIONS=False)
    room_routes = Blueprint("room", __name__)
    base = f"/attempts/{room.attempt}"

    def signed_in():
        return session.get("generation", -1) == room.sessions_ended

    def urls():
        names = {"save": "save_page", "answers": "save_answers", "status": "status", "submit": "submit"}
        names |= {"receipt": "receipt", "review": "review", "page": "show_player", "sign_in": "sign_in"}
        return {name: url_for(f"room.{endpoint}") for name, endpoint in names.items()}

    @room_routes.before_request
    def gate():
        if room.is_down:
            return jsonify(error="down"), 503
        if request.endpoint != "room.sign_in" and not signed_in():
            return jsonify(error="sign in"), 401
        return None

    @room_routes.get("/sign-in")
    def sign_in():
        session.clear()
        session["generation"] = room.sessions_ended
        return "Đã đăng nhập"

    @room_routes.get(base)
    def show_player():
        paper = SimpleNamespace(attempt=room.attempt, title="Kiểm tra cuối khóa", pages=a_paper())
        times = {"server_time": clock.now(), "deadline": room.deadline}
        shown = (
            {"answers": {}, "answers_json": json.dumps(room.held)}
            if room.is_cached
            else {"answers": room.held}
        )
        return render_template_string(PLAYER, paper=paper, urls=urls(), clock=times, **shown)

    @room_routes.post(base)
    def save_page():
        for item in (item for page in a_paper() for item in page):
            texts = request.form.getlist(f"item-{item.item}")
            value = list(takewhile(bool, texts)) if item.type == "ordering" else list(filter(bool, texts))
            if value != (room.value(item.item) or []):
                room.keep(item.item, room.held.get(item.item, {"seq": 0})["seq"] + 1, value)
        if "finish" in request.form:
            return redirect(url_for("room.review"))
        return redirect(url_for("room.show_player", _anchor=f"page-{request.form['page']}"))

    @room_routes.get(f"{base}/review")
    def review():
        items = [item.item for page in a_paper() for item in page]
        missing = [item for item in items if not room.value(item)]
        return render_template_string(REVIEW, missing=missing, total=len(items), urls=urls())

    @room_routes.post(f"{base}/answers")
    def save_answers():
        room.save_times.append(clock.now())
        payload = request.get_json()
        room.events += payload.get("events", [])
        if room.state != "open":
            return jsonify(state=room.state), 409
        refused = {}
        for answer in payload["answers"]:
            if answer["item"] in room.refuses:
                refused[str(answer["item"])] = "Câu trả lời quá dài."
            else:
                room.keep(answer["item"], answer["seq"], answer["value"])
        sent = {str(answer["item"]) for answer in payload["answers"]} - set(refused)
        reply = room.status() | {"acked": {item: seq for item, seq in room.acked.items() if item in sent}}
        return (jsonify(reply | {"refused": refused}), 422) if refused else jsonify(reply)

    @room_routes.get(f"{base}/status")
    def status():
        return jsonify(room.status())

    @room_routes.post(f"{base}/submit")
    def submit():
        if room.state == "open":
            room.state = "submitted"
            room.submissions += 1
        return redirect(url_for("room.receipt"), 303)

    @room_routes.get(f"{base}/receipt")
    def receipt():
        return render_template_string(RECEIPT, attempt=room.attempt)

    app.register_blueprint(room_routes)
    return app
