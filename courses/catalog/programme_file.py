"""A programme as a file: read from TOML, checked, before anything is written (pure).

A programme version is never changed once classes use it; a new regulation is a new file with a
new ``version``.
"""

from __future__ import annotations

import tomllib
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import date
from decimal import Decimal, InvalidOperation
from typing import Any

from courses.catalog.self_check import SelfCheckMistake, read_questions

FULL_WEIGHT = 100
TOP_MARK = Decimal(10)


class ProgrammeMistake(ValueError):
    """The file does not describe a programme; the message says why, in Vietnamese."""


@dataclass(frozen=True, slots=True)
class GradeBand:
    """A grade and the mark from which it is given, on the 10-point scale."""

    name: str
    label: str
    lowest: Decimal


@dataclass(frozen=True, slots=True)
class LessonPlan:
    """One part of a programme; ``body`` is Markdown, empty for parts without a page."""

    number: int
    title: str
    periods: int
    body: str = ""
    self_check: str = ""
    """Questions as ``catalog.self_check`` reads them."""


@dataclass(frozen=True, slots=True)
class ProgrammePlan:
    """A programme version as its file describes it; weights in per cent, marks on the 10 scale."""

    code: str
    title: str
    version: str
    basis: str
    valid_from: date
    training_kind: str
    required_periods: int
    attendance_percent: int
    screening_weight: int
    reflection_weight: int
    screening_pass_mark: Decimal | None
    pass_mark: Decimal
    redo_limit: int
    smallest_class: int
    certificate_months: int
    grades: tuple[GradeBand, ...]
    lessons: tuple[LessonPlan, ...]


def parse_programme(text: str, read_page: Callable[[str], str]) -> ProgrammePlan:
    """Read a programme; ``read_page`` returns the Markdown of a page named in it.

    Raises ProgrammeMistake when something is missing or the numbers do not add up.
    """
    try:
        told = tomllib.loads(text, parse_float=Decimal)
        plan = _plan(told, read_page)
    except tomllib.TOMLDecodeError as error:
        raise ProgrammeMistake(f"Tệp không đúng dạng TOML: {error}") from error
    except (KeyError, TypeError, InvalidOperation) as error:
        raise ProgrammeMistake(f"Thiếu hoặc sai mục {error}.") from error
    _check(plan)
    return plan


def _plan(told: Mapping[str, Any], read_page: Callable[[str], str]) -> ProgrammePlan:
    gate = told.get("screening_pass_mark")
    return ProgrammePlan(
        code=told["code"],
        title=told["title"],
        version=told["version"],
        basis=told["basis"],
        valid_from=told["valid_from"],
        training_kind=told["training_kind"],
        required_periods=_whole(told, "required_periods"),
        attendance_percent=_whole(told, "attendance_percent"),
        screening_weight=_whole(told, "screening_weight"),
        reflection_weight=_whole(told, "reflection_weight"),
        screening_pass_mark=None if gate is None else Decimal(gate),
        pass_mark=Decimal(told["pass_mark"]),
        redo_limit=_whole(told, "redo_limit"),
        smallest_class=_whole(told, "smallest_class"),
        certificate_months=_whole(told, "certificate_months"),
        grades=tuple(GradeBand(g["name"], g["label"], Decimal(g["from"])) for g in told["grades"]),
        lessons=tuple(
            LessonPlan(
                number,
                lesson["title"],
                _whole(lesson, "periods"),
                read_page(lesson["page"]) if "page" in lesson else "",
                read_page(lesson["self_check"]) if "self_check" in lesson else "",
            )
            for number, lesson in enumerate(told["lessons"], start=1)
        ),
    )


def _whole(told: Mapping[str, Any], name: str) -> int:
    number = told[name]
    if not isinstance(number, int):
        raise TypeError(name)
    return number


def _check(plan: ProgrammePlan) -> None:
    periods = sum(lesson.periods for lesson in plan.lessons)
    if periods != plan.required_periods:
        raise ProgrammeMistake(f"Các bài cộng lại {periods} tiết, chương trình ghi {plan.required_periods}.")
    if any(lesson.periods <= 0 for lesson in plan.lessons):
        raise ProgrammeMistake("Mỗi bài cần ít nhất một tiết.")
    if plan.screening_weight + plan.reflection_weight != FULL_WEIGHT:
        raise ProgrammeMistake("Hai trọng số phải cộng lại bằng 100.")
    if not 0 < plan.attendance_percent <= FULL_WEIGHT:
        raise ProgrammeMistake("Tỷ lệ dự học phải từ 1 đến 100.")
    marks = [band.lowest for band in plan.grades]
    if not marks or marks != sorted(set(marks)) or marks[0] != plan.pass_mark or marks[-1] > TOP_MARK:
        raise ProgrammeMistake("Các mức xếp loại phải tăng dần và bắt đầu từ điểm đạt.")
    for lesson in plan.lessons:
        _check_questions(lesson)


def _check_questions(lesson: LessonPlan) -> None:
    if lesson.self_check and not lesson.body:
        raise ProgrammeMistake(f"Bài {lesson.number} không có trang bài nên không có câu tự kiểm tra.")
    try:
        read_questions(lesson.self_check)
    except SelfCheckMistake as mistake:
        raise ProgrammeMistake(f"Câu tự kiểm tra của bài {lesson.number}: {mistake}") from mistake
