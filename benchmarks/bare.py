"""The yardstick of P1: a bare Flask endpoint doing one SQLAlchemy upsert and a commit."""

from __future__ import annotations

import os

from flask import Flask, request
from sqlalchemy import create_engine, text

app = Flask(__name__)
engine = create_engine(os.environ["BARE_DATABASE_URL"], pool_size=8)
UPSERT = text(
    "insert into bare_answer (attempt, item, seq, value) values (:attempt, :item, :seq, :value)"
    " on conflict (attempt, item) do update set seq = excluded.seq, value = excluded.value"
)


@app.post("/attempts/<attempt>/answers")
def save(attempt: str) -> dict[str, int]:
    """Store one answer."""
    answer = request.get_json()["answers"][0]
    with engine.begin() as connection:
        connection.execute(
            UPSERT,
            {"attempt": attempt, "item": answer["item"], "seq": answer["seq"], "value": answer["value"][0]},
        )
    return {"seq": answer["seq"]}
