"""One person who may be considered by the cell on 5 November 2025; tests change a fact and look."""

from __future__ import annotations

from copy import deepcopy
from typing import Any

from portal.eligibility.engine import evaluate
from portal.eligibility.loader import get_rule_set
from portal.eligibility.parsing import parse_facts

READY: dict[str, Any] = {
    "as_of": "2025-11-05",
    "step": "cell",
    "citizenship": "VN",
    "birth_date": "1996-04-12",
    "education": "university",
    "religion": None,
    "foreign_spouse": False,
    "foreign_origin": False,
    "prospect": {"resolution_no": "12-NQ/CB", "listed_on": "2024-01-10"},
    "helpers": [{"official": True, "from": "2024-01-10"}],
    "unit": {"has_youth_union": True, "has_trade_union": True},
    "youth_member": True,
    "youth_cadre": False,
    "trade_union_member": True,
    "introductions": [
        {"kind": "youth_union", "date": "2025-09-01", "resolution_no": "5-NQ/ĐTN"},
        {"kind": "official_member", "date": "2025-09-01", "official": True, "together_since": "2023-01-01"},
    ],
    "certificate": {"number": "118/GCN", "issued_on": "2024-06-01"},
    "dossier_permission": {"number": "7-CV/ĐU", "date": "2025-08-01"},
    "dossier_started_on": "2025-08-15",
    "application_on": "2025-08-20",
    "history": {"declared": True, "certified_on": "2025-10-01"},
    "verification": {"complete": True, "verifier_is_family": False},
    "political_standard": "met",
    "opinions": {"unions": True, "residence": True},
    "votes": {
        "cell": {"official_summoned": 17, "deducted": 3, "yes": 10},
        "committee": {"members": 15, "deducted": 0, "yes": 10},
        "authority": {"kind": "standing_committee", "members": 11, "yes": 6},
    },
    "cell_resolution_on": "2025-11-05",
    "decision_on": "2025-12-20",
    "decision_received_on": "2025-12-22",
    "decision_number": "101-QĐ/ĐUK",
    "ceremony_on": "2026-01-10",
    "reviews": [{"period": f"2025-{month:02d}", "on_time": True} for month in range(5, 11)],
    "task_given": True,
    "ratings": ["good", "excellent"],
    "attendance": {"periods": 50, "attended": 45},
    "paper_scores": [8.5],
    "probation": {
        "self_review_on": "2027-01-12",
        "new_member_certificate": True,
        "helper_remark": True,
        "opinions": True,
    },
}


def facts_with(**changes: Any) -> dict[str, Any]:
    """The ready person with some facts changed; a value of None removes the key (religion keeps null)."""
    document = deepcopy(READY)
    for key, value in changes.items():
        if value is None and key != "religion":
            document.pop(key, None)
        else:
            document[key] = value
    return document


def judged(rule_set: str | None = "RS2025B", **changes: Any):
    return evaluate(parse_facts(facts_with(**changes)), get_rule_set(rule_set) if rule_set else None)


def line(criterion: str, rule_set: str | None = "RS2025B", **changes: Any):
    """The line of one criterion in the answer."""
    return next(found for found in judged(rule_set, **changes).criteria if found.id == criterion)


def result(criterion: str, rule_set: str | None = "RS2025B", **changes: Any) -> str | None:
    found = judged(rule_set, **changes).result_of(criterion)
    return found.value if found else None


def message(criterion: str, rule_set: str | None = "RS2025B", **changes: Any) -> str:
    return line(criterion, rule_set, **changes).message


def turns(criterion: str, rule_set: str | None = "RS2025B", **changes: Any) -> list[tuple[str, str]]:
    """When time alone changes the result of a criterion, and to what."""
    found = judged(rule_set, **changes).next_changes
    return [(turn.on.isoformat(), turn.to.value) for turn in found if turn.criterion == criterion]
