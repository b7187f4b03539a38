"""The shapes of what the API answers, as JSON Schema 2020-12 (pure); tests hold every answer to them."""

from __future__ import annotations

from typing import Any

from courses.api.rules import LONGEST_NOTE, MOST_CANDIDATES
from courses.classes.states import ClassState, DeliveryMode, NominationAnswer
from courses.grading.outcomes import Outcome

Schema = dict[str, Any]

TEXT: Schema = {"type": "string"}
ID: Schema = {"type": "string", "format": "uuid"}
DAY: Schema = {"type": "string", "format": "date"}
MOMENT: Schema = {"type": "string", "format": "date-time"}
COUNT: Schema = {"type": "integer", "minimum": 0}
YES_NO: Schema = {"type": "boolean"}
MARK: Schema = {"type": ["number", "null"], "minimum": 0, "maximum": 10}


def _or_null(schema: Schema) -> Schema:
    return schema | {"type": [schema["type"], "null"]}


def _one_of(words: Any, *, or_null: bool = False) -> Schema:
    values = [word.value for word in words]
    return (
        {"type": ["string", "null"], "enum": [*values, None]}
        if or_null
        else {"type": "string", "enum": values}
    )


def _object(**properties: Schema) -> Schema:
    return {
        "type": "object",
        "properties": properties,
        "required": list(properties),
        "additionalProperties": False,
    }


_CLASS = {
    "id": ID,
    "code": TEXT,
    "title": TEXT,
    "state": _one_of(ClassState),
    "delivery_mode": _one_of(DeliveryMode),
    "place": TEXT,
    "starts_on": DAY,
    "ends_on": DAY,
    "nominate_until": DAY,
    "seats": COUNT,
    "seats_left": COUNT,
}
_PERSON = {"person_id": ID, "full_name": TEXT, "birth_date": DAY}
_PERIODS = {"attended_periods": COUNT, "required_periods": COUNT}

SCHEMAS: dict[str, Schema] = {
    "Class": _object(**_CLASS),
    "ClassWithSessions": _object(
        **_CLASS,
        sessions={
            "type": "array",
            "items": _object(id=ID, title=TEXT, starts_at=MOMENT, periods=COUNT, place=TEXT),
        },
    ),
    "Enrolment": _object(
        id=ID,
        **_PERSON,
        organization=TEXT,
        unit=TEXT,
        enrolled_at=MOMENT,
        left_on=_or_null(DAY),
        **_PERIODS,
    ),
    "Nomination": _object(
        id=ID,
        candidate_id=ID,
        **_PERSON,
        unit=TEXT,
        note=TEXT,
        nominated_at=MOMENT,
        withdrawn_at=_or_null(MOMENT),
        answer=_one_of(NominationAnswer, or_null=True),
    ),
    "Result": _object(
        id=ID,
        enrolment_id=ID,
        **_PERSON,
        **_PERIODS,
        screening_mark=MARK,
        reflection_mark=MARK,
        final_mark=MARK,
        grade=TEXT,
        outcome=_one_of(Outcome),
        is_completed=YES_NO,
        decision_no=TEXT,
        decided_on=_or_null(DAY),
    ),
    "NominablePerson": _object(candidate_id=ID, **_PERSON, unit=TEXT, stage=TEXT),
    "NominationLetter": {
        "type": "object",
        "properties": {
            "candidate_ids": {"type": "array", "items": ID, "minItems": 1, "maxItems": MOST_CANDIDATES},
            "note": TEXT | {"maxLength": LONGEST_NOTE, "description": "Chữ đọc được, cho cán bộ của Khối."},
        },
        "required": ["candidate_ids"],
        "additionalProperties": False,
    },
    "Nominated": _object(nominated=COUNT),
    "Problem": {
        "type": "object",
        "properties": {
            "type": TEXT,
            "title": TEXT,
            "status": {"type": "integer"},
            "detail": TEXT,
            "field": TEXT,
            "reference": TEXT,
        },
        "required": ["type", "title", "status"],
        "additionalProperties": False,
    },
}
PAGED = ("Class", "Enrolment", "Nomination", "NominablePerson", "Result")
SCHEMAS |= {
    f"{name}Page": _object(
        items={"type": "array", "items": {"$ref": f"#/components/schemas/{name}"}},
        next_cursor={"type": ["string", "null"]},
    )
    for name in PAGED
}
