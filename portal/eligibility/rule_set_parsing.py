"""Reads a rule set from plain values, strictly: the shipped TOML files and the versions of Khối alike.

A missing source, an unknown key or a limit that contradicts another would turn into wrong verdicts
about people, so every complaint names the key it is about (dotted, as ``thresholds.youth_age``).
"""

from __future__ import annotations

from dataclasses import fields
from datetime import date
from typing import TYPE_CHECKING, Any, get_args

from portal.eligibility.rule_set import AuthorityRule, CeremonyStart, EducationWording, RuleSet, Thresholds
from portal.eligibility.steps import CRITERIA, criteria_judged

if TYPE_CHECKING:
    from collections.abc import Mapping

BODIES = ("standing_committee", "grassroots_committee", "grassroots_standing_committee")
HIGHEST = 1200
_KEYS = frozenset(
    {
        *("id", "valid_from", "valid_to", "basis", "verified", "unverified"),
        *("thresholds", "words", "authority", "grades", "sources"),
    }
)
_ORDERED = (
    ("minimum_age_months", "maximum_age_months"),
    ("youth_age", "youth_cadre_age"),
)
_MOST = {"attendance_percent": 100, "pass_mark": 10}


class RuleSetError(ValueError):
    """A rule set that cannot be used; ``key`` says where, ``message`` what is wrong."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}")
        self.key = key
        self.message = message


def parse_rule_set(document: Mapping[str, Any]) -> RuleSet:
    """Return the rule set of a complete document; RuleSetError names the key that is wrong."""
    for key in document:
        if key not in _KEYS:
            raise RuleSetError(key, "khóa không có trong bộ quy định")
    words = _table(document, "words")
    education: EducationWording = _one_of(words, "words.education", get_args(EducationWording))
    unverified = frozenset(document.get("unverified", ()))
    if strange := unverified - set(CRITERIA):
        raise RuleSetError("unverified", f"không có điều kiện {', '.join(sorted(strange))}")
    return RuleSet(
        id=_text(document, "id"),
        valid_from=_day(document, "valid_from"),
        valid_to=_end(document),
        basis=_text(document, "basis"),
        verified=_flag(document, "verified"),
        thresholds=_thresholds(_table(document, "thresholds")),
        education_wording=education,
        ceremony_counted_from=_one_of(words, "words.ceremony_counted_from", get_args(CeremonyStart)),
        authority=_authority(_table(document, "authority")),
        grades=_grades(_table(document, "grades")),
        sources=_sources(_table(document, "sources"), education),
        unverified=unverified,
    )


def _table(document: Mapping[str, Any], key: str) -> Mapping[str, Any]:
    table = document.get(key)
    if not isinstance(table, dict) or not table:
        raise RuleSetError(key, "bắt buộc phải có")
    return table


def _text(document: Mapping[str, Any], key: str) -> str:
    text = document.get(key)
    if not isinstance(text, str) or not text.strip():
        raise RuleSetError(key, "bắt buộc phải có")
    return text.strip()


def _flag(document: Mapping[str, Any], key: str) -> bool:
    flag = document.get(key)
    if not isinstance(flag, bool):
        raise RuleSetError(key, "phải là có hoặc không")
    return flag


def _day(document: Mapping[str, Any], key: str) -> date:
    value = document.get(key)
    try:
        return value if isinstance(value, date) else date.fromisoformat(str(value))
    except ValueError:
        raise RuleSetError(key, "phải là một ngày") from None


def _end(document: Mapping[str, Any]) -> date | None:
    if document.get("valid_to") is None:
        return None
    end = _day(document, "valid_to")
    if end < _day(document, "valid_from"):
        raise RuleSetError("valid_to", "ngày hết hiệu lực trước ngày có hiệu lực")
    return end


def _one_of(table: Mapping[str, Any], key: str, allowed: tuple[str, ...]) -> Any:
    value = table.get(key.rpartition(".")[2])
    if value not in allowed:
        raise RuleSetError(key, f"phải là một trong {', '.join(allowed)}")
    return value


def _thresholds(table: Mapping[str, Any]) -> Thresholds:
    names = [item.name for item in fields(Thresholds)]
    if strange := set(table) - set(names):
        raise RuleSetError(f"thresholds.{min(strange)}", "ngưỡng không có trong bộ quy định")
    for name in names:
        most = _MOST.get(name, HIGHEST)
        value = table.get(name)
        if not isinstance(value, int) or isinstance(value, bool) or not 0 <= value <= most:
            raise RuleSetError(f"thresholds.{name}", f"phải là số nguyên từ 0 đến {most}")
    for lower, higher in _ORDERED:
        if table[lower] > table[higher]:
            raise RuleSetError(f"thresholds.{higher}", "không được nhỏ hơn mức dưới của nó")
    if table["paper_attempts"] < 1:
        raise RuleSetError("thresholds.paper_attempts", "phải cho làm bài ít nhất một lần")
    return Thresholds(**table)


def _authority(table: Mapping[str, Any]) -> dict[str, str]:
    for body in table:
        if body not in BODIES:
            raise RuleSetError(f"authority.{body}", "không có cấp quyết định này")
    return {body: _one_of(table, f"authority.{body}", get_args(AuthorityRule)) for body in table}


def _grades(table: Mapping[str, Any]) -> tuple[tuple[int, str], ...]:
    try:
        return tuple(sorted(((int(lowest), str(grade)) for lowest, grade in table.items()), reverse=True))
    except ValueError:
        raise RuleSetError("grades", "điểm thấp nhất của mỗi loại phải là số nguyên") from None


def _sources(table: Mapping[str, Any], wording: str) -> dict[str, str]:
    for criterion in table:
        if criterion not in CRITERIA:
            raise RuleSetError(f"sources.{criterion}", "không có điều kiện này")
    for criterion in criteria_judged(wording):
        if not str(table.get(criterion, "")).strip():
            raise RuleSetError(f"sources.{criterion}", "ghi căn cứ của điều kiện này")
    return {criterion: str(source).strip() for criterion, source in table.items() if str(source).strip()}


def rule_set_document(rules: RuleSet) -> dict[str, Any]:
    """Return a rule set as the JSON values that ``parse_rule_set`` reads back to the same set."""
    return {
        "id": rules.id,
        "valid_from": rules.valid_from.isoformat(),
        "valid_to": rules.valid_to.isoformat() if rules.valid_to else None,
        "basis": rules.basis,
        "verified": rules.verified,
        "unverified": sorted(rules.unverified),
        "thresholds": {item.name: getattr(rules.thresholds, item.name) for item in fields(Thresholds)},
        "words": {"education": rules.education_wording, "ceremony_counted_from": rules.ceremony_counted_from},
        "authority": dict(rules.authority),
        "grades": {str(lowest): grade for lowest, grade in rules.grades},
        "sources": dict(rules.sources),
    }
