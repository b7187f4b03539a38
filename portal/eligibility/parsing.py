"""Reads facts from JSON values, strictly.

An unknown key or a value of another shape is an error that names the key: a fact that is silently
ignored would turn into a wrong verdict.
"""

from __future__ import annotations

import re
import types
import typing
from dataclasses import MISSING, Field, fields, is_dataclass
from datetime import date
from decimal import Decimal
from functools import cache
from typing import TYPE_CHECKING, Annotated, Any, Literal, Union

from portal.eligibility.facts import NOT_KNOWN, Facts, NotKnown
from portal.eligibility.steps import CRITERIA, NEVER_WAIVED

if TYPE_CHECKING:
    from collections.abc import Mapping

DOCUMENT = "(document)"
_DAY = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_MONTH = re.compile(r"[0-9]{4}-(0[1-9]|1[0-2])")
_YEARS = range(1900, 2201)
_HIGHEST_SCORE = 10


class FactsError(ValueError):
    """A facts document that cannot be read; ``key`` says where (dotted, with list positions)."""

    def __init__(self, key: str, message: str) -> None:
        super().__init__(f"{key}: {message}")
        self.key = key
        self.message = message


def parse_facts(document: object) -> Facts:
    """Read facts from JSON values; FactsError names the key that is wrong."""
    facts: Facts = _parse_object(document, Facts, "")
    for position, score in enumerate(facts.paper_scores or ()):
        if not 0 <= score <= _HIGHEST_SCORE:
            raise FactsError(
                f"paper_scores[{position}]", f"phải từ 0 đến {_HIGHEST_SCORE}, không phải {score}"
            )
    for position, waiver in enumerate(facts.waivers):
        key = f"waivers[{position}].criterion"
        if waiver.criterion not in CRITERIA:
            raise FactsError(key, f"không có điều kiện {waiver.criterion!r}")
        if waiver.criterion in NEVER_WAIVED:
            raise FactsError(key, f"điều kiện {waiver.criterion} không được miễn")
    return facts


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


def _parse(value: object, kind: Any, key: str) -> Any:
    origin = typing.get_origin(kind)
    if origin in {Union, types.UnionType}:
        choices = [choice for choice in typing.get_args(kind) if choice not in {type(None), NotKnown}]
        return None if value is None else _parse(value, choices[0], key)
    if origin is Literal:
        allowed = typing.get_args(kind)
        if not isinstance(value, str) or value not in allowed:
            raise FactsError(key, f"phải là một trong {', '.join(allowed)}, không phải {value!r}")
        return value
    if origin is tuple:
        if not isinstance(value, list):
            raise FactsError(key, "phải là một danh sách")
        return tuple(_parse(item, typing.get_args(kind)[0], f"{key}[{i}]") for i, item in enumerate(value))
    if is_dataclass(kind):
        return _parse_object(value, typing.cast("type", kind), key)
    if origin is Annotated:
        return _parse_month(value, key)
    return _PLAIN[kind](value, key)


def _parse_object(value: object, kind: type, key: str) -> Any:
    if not isinstance(value, dict):
        raise FactsError(key or DOCUMENT, "phải là một đối tượng có các khóa")
    mapping: Mapping[str, object] = value
    known = {item.name.rstrip("_"): item for item in fields(kind)}
    for name in mapping:
        if name not in known:
            raise FactsError(_path(key, name), "khóa không có trong quy ước")
    for name, item in known.items():
        if _is_required(item) and mapping.get(name) is None:
            raise FactsError(_path(key, name), "bắt buộc phải có")
    hints = _hints(kind)
    return kind(
        **{
            item.name: _parse(mapping[name], hints[item.name], _path(key, name))
            for name, item in known.items()
            if name in mapping and not (mapping[name] is None and _has_plain_default(item))
        }
    )


def _is_required(item: Field[Any]) -> bool:
    return item.default is MISSING and item.default_factory is MISSING


def _has_plain_default(item: Field[Any]) -> bool:
    """Tell whether a null only means "as usual" because the field has a value by default."""
    return item.default_factory is not MISSING or item.default not in (None, NOT_KNOWN)


def _path(key: str, name: str) -> str:
    return f"{key}.{name}" if key else name


def _parse_bool(value: object, key: str) -> bool:
    if not isinstance(value, bool):
        raise FactsError(key, f"phải là true hoặc false, không phải {value!r}")
    return value


def _parse_count(value: object, key: str) -> int:
    if not isinstance(value, int) or isinstance(value, bool) or value < 0:
        raise FactsError(key, f"phải là số nguyên từ 0 trở lên, không phải {value!r}")
    return value


def _parse_number(value: object, key: str) -> Decimal:
    if isinstance(value, int | float | Decimal) and not isinstance(value, bool):
        number = Decimal(str(value))
        if number.is_finite():
            return number
    raise FactsError(key, f"phải là một số, không phải {value!r}")


def _parse_text(value: object, key: str) -> str:
    if not isinstance(value, str):
        raise FactsError(key, f"phải là chữ, không phải {value!r}")
    return value


def _parse_day(value: object, key: str) -> date:
    try:
        if isinstance(value, str) and _DAY.fullmatch(value) and int(value[:4]) in _YEARS:
            return date.fromisoformat(value)
    except ValueError:
        pass  # the month or the day does not exist: refused below like any other text
    raise FactsError(
        key, f"phải là ngày YYYY-MM-DD từ {_YEARS[0]} đến {_YEARS[-1]}, không phải {value!r}"
    ) from None


def _parse_month(value: object, key: str) -> str:
    if not isinstance(value, str) or not _MONTH.fullmatch(value) or int(value[:4]) not in _YEARS:
        raise FactsError(key, f"phải là tháng YYYY-MM, không phải {value!r}")
    return value


_PLAIN = {bool: _parse_bool, int: _parse_count, Decimal: _parse_number, str: _parse_text, date: _parse_day}
