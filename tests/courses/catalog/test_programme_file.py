"""A programme file is read whole or refused with a reason."""

from __future__ import annotations

from decimal import Decimal

import pytest

from courses.catalog.lesson_text import headings, reading_minutes
from courses.catalog.programme_file import ProgrammeMistake, parse_programme
from courses.catalog.rules import Reading, ReadingCount, clamp, reading_state
from courses.catalog.self_check import read_questions
from courses.catalog.shipped_programmes import CODES, FOLDER, shipped_programme, unused_programmes

TEXT = (FOLDER / "HD61.toml").read_text(encoding="utf-8")


def parse(text: str):
    return parse_programme(text, lambda page: "" if page.endswith(".txt") else f"# {page}")


def test_the_shipped_programme_is_that_of_hd_61():
    plan = shipped_programme("HD61")
    assert [(lesson.title, lesson.periods) for lesson in plan.lessons[:5]] == [
        ("Khái quát lịch sử Đảng Cộng sản Việt Nam", 5),
        ("Cương lĩnh xây dựng đất nước trong thời kỳ quá độ lên chủ nghĩa xã hội", 10),
        ("Nội dung cơ bản của Điều lệ Đảng", 5),
        ("Học tập và làm theo tư tưởng, đạo đức, phong cách Hồ Chí Minh", 5),
        ("Phấn đấu trở thành đảng viên Đảng Cộng sản Việt Nam", 5),
    ]
    assert [bool(lesson.body) for lesson in plan.lessons] == [True] * 5 + [False] * 4
    assert sum(lesson.periods for lesson in plan.lessons) == plan.required_periods == 50
    assert (plan.screening_weight, plan.reflection_weight, plan.screening_pass_mark) == (0, 100, Decimal(5))
    assert [(band.name, band.lowest) for band in plan.grades] == [
        ("average", 5),
        ("fair", 7),
        ("good", 8),
        ("excellent", 9),
    ]


@pytest.mark.parametrize("number", range(1, 6))
def test_each_lesson_page_is_a_real_page_with_sources(number):
    lesson = shipped_programme("HD61").lessons[number - 1]
    body = lesson.body
    assert 400 <= len(body.split()) <= 1000
    assert len(headings(body)) >= 4
    assert "Câu hỏi suy nghĩ" in headings(body)
    assert all(question.explanation for question in read_questions(lesson.self_check))
    assert len(read_questions(lesson.self_check)) == 3
    assert "*Nguồn:" in body
    assert 2 <= reading_minutes(body) <= 8


def test_a_code_nobody_ships_is_not_found():
    with pytest.raises(FileNotFoundError):
        shipped_programme("../HD61")


def test_what_is_in_use_is_not_offered_again():
    plan = shipped_programme("HD61")
    assert [one.code for one in unused_programmes(set())] == list(CODES)
    assert unused_programmes({(plan.code, plan.version)}) == []


@pytest.mark.parametrize(
    ("old", "new", "words"),
    [
        ("required_periods = 50", "required_periods = 45", "cộng lại 50 tiết"),
        ("\nperiods = 10", "\nperiods = 0", "cộng lại 40 tiết"),
        ("reflection_weight = 100", "reflection_weight = 70", "cộng lại bằng 100"),
        ("attendance_percent = 80", "attendance_percent = 0", "từ 1 đến 100"),
        ("from = 7.0", "from = 8.5", "tăng dần"),
        ("\npass_mark = 5.0", "\npass_mark = 6.0", "bắt đầu từ điểm đạt"),
        ('code = "HD61"', "", "code"),
        ("\nperiods = 10", '\nperiods = "mười"', "Thiếu hoặc sai"),
        ("[[grades]]", "[[grades", "TOML"),
    ],
)
def test_a_file_that_does_not_add_up_is_refused(old, new, words):
    assert old in TEXT
    with pytest.raises(ProgrammeMistake, match=words):
        parse(TEXT.replace(old, new, 1))


def test_a_programme_may_have_no_condition_on_the_test():
    assert parse(TEXT.replace("screening_pass_mark = 5.0", "")).screening_pass_mark is None


def test_self_check_questions_are_read_with_the_programme():
    with pytest.raises(ProgrammeMistake, match=r"bài 1: Câu 1 \(dòng 1\)"):
        parse_programme(TEXT, lambda page: f"# {page}")


def test_reading_goes_from_not_started_over_started_to_completed():
    assert reading_state(None, is_completed=False) is Reading.NOT_STARTED
    assert reading_state(0, is_completed=False) is Reading.STARTED
    assert reading_state(100, is_completed=True) is Reading.COMPLETED
    assert (ReadingCount(2, 5).ratio, ReadingCount(5, 5).is_complete) == (0.4, True)
    assert (ReadingCount(0, 0).ratio, ReadingCount(0, 0).is_complete) == (0.0, False)
    assert [clamp(value, 0, 100) for value in (-3, 40, 140)] == [0, 40, 100]
