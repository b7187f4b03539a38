"""Members: lists as they come, branches and their Party house, titles."""

from __future__ import annotations

import io
from datetime import date

import pytest
import xlsxwriter
from sqlalchemy import select

from portal.activities.members.member_list import lines_of_workbook, parse_members
from portal.activities.members.models import EmulationTitle, UnionMember
from portal.activities.members.operations.add_members import add_members
from portal.activities.members.operations.award_title import award_title
from portal.activities.members.operations.change_member import change_member
from portal.activities.members.operations.link_branch import link_branch
from portal.activities.members.operations.withdraw_title import withdraw_title
from portal.activities.members.queries import list_members
from portal.kernel.database import db
from portal.kernel.errors import Conflict, DomainError
from portal.people.models import Sex
from tests.portal.activities.builders import a_branch, a_member

TODAY = date(2026, 11, 23)


@pytest.mark.parametrize(
    ("line", "name", "problem"),
    [
        ("1. lê thị hoa; 12/04/1999; Nữ; Bí thư", "Lê Thị Hoa", ""),
        ("Lê Thị Hoa\t12-4-1999\tnu", "Lê Thị Hoa", ""),
        ("Lê Thị Hoa; ; Nữ", "Lê Thị Hoa", "Thiếu ngày sinh."),
        ("Lê Thị Hoa; 31/02/1999; Nữ", "Lê Thị Hoa", "không có trong lịch"),
        ("Lê Thị Hoa; 12/04/2025; Nữ", "Lê Thị Hoa", "1 tuổi"),
        ("Lê Thị Hoa; 12/04/1999", "Lê Thị Hoa", "Nam hoặc Nữ"),
        ("Hoa; 12/04/1999; Nữ", "Hoa", "đủ họ và tên"),
    ],
)
def test_a_line_is_read_or_says_what_is_wrong(line, name, problem):
    [row] = parse_members(line, today=TODAY)
    assert row.full_name == name
    assert problem in row.problem
    assert bool(row.problem) == bool(problem)


def test_a_workbook_becomes_the_lines_one_would_paste():
    output = io.BytesIO()
    book = xlsxwriter.Workbook(output)
    sheet = book.add_worksheet()
    for at, cell in enumerate(["TT", "Họ và tên", "Ngày sinh", "Giới tính", "Chức vụ"]):
        sheet.write(2, at, cell)
    for at, cell in enumerate([1, "Lê Thị Hoa", "12/04/1999", "Nữ", "Bí thư"]):
        sheet.write(3, at, cell)
    book.close()
    assert lines_of_workbook(output.getvalue()) == "Lê Thị Hoa; 12/04/1999; Nữ; Bí thư"


def test_a_list_adds_the_new_and_recognises_the_known(acting, cast):
    with acting(cast.dung):
        unit = a_branch()
        lines = "Lê Thị Hoa; 12/04/1999; Nữ\nNguyễn Văn Ân; 8/3/2000; Nam\nDòng hỏng"
        assert add_members(lines=lines, unit_id=unit) == (2, 0)
        assert add_members(lines=lines + "\nĐỗ Đức Khánh; 1/1/1998; Nam", unit_id=unit) == (1, 2)
        rows, total = list_members(words="nguyen van")
        assert (total, rows[0].name) == (1, "Nguyễn Văn Ân")


def test_a_list_without_one_good_line_writes_nothing(acting, cast):
    with acting(cast.dung), pytest.raises(DomainError, match="Không có dòng nào"):
        add_members(lines="Dòng hỏng", unit_id=a_branch())


def test_nobody_is_a_member_twice_but_may_come_back(acting, cast):
    with acting(cast.dung):
        unit = a_branch()
        member_id = a_member(unit)
        with pytest.raises(Conflict):
            a_member(unit)
        change_member(
            union_member_id=member_id, unit_id=unit, left_on=date(2026, 1, 1), left_reason="Hết tuổi"
        )
        assert list_members()[1] == 0
        assert list_members(with_former=True)[1] == 1
        assert a_member(unit) == member_id
        assert list_members()[1] == 1


def test_leaving_before_joining_is_refused_at_its_field(acting, cast):
    with acting(cast.dung):
        unit = a_branch()
        member_id = a_member(unit)
        with pytest.raises(DomainError) as refused:
            change_member(
                union_member_id=member_id, unit_id=unit, joined_on=date(2025, 1, 1), left_on=date(2024, 1, 1)
            )
        assert refused.value.field == "left_on"


def test_a_branch_stands_beside_a_party_organisation_only(acting, cast):
    with acting(cast.dung):
        unit = a_branch()
        with pytest.raises(DomainError):
            link_branch(unit_id=unit, party_house_id=cast.khoi)
        link_branch(unit_id=unit, party_house_id=cast.house_a)
        link_branch(unit_id=unit, party_house_id=cast.house_b)


def a_title(member_id, **values):
    there = {
        "union_member_id": member_id,
        "title": "outstanding_youth_member",
        "year": 2025,
        "decision_no": "48-QĐ/ĐTN",
        "decided_on": date(2025, 12, 20),
    }
    return award_title(**(there | values))


def test_a_title_is_read_by_the_party_house_beside_the_branch(acting, cast):
    with acting(cast.dung):
        member_id = a_member(a_branch(cast.house_a), sex=Sex.FEMALE)
        title_id = a_title(member_id)
        with pytest.raises(Conflict):
            a_title(member_id, decision_no="49-QĐ/ĐTN")
    with acting(cast.an):
        assert [row.id for row in db.session.scalars(select(EmulationTitle))] == [title_id]
    with acting(cast.chi):
        assert db.session.scalars(select(EmulationTitle)).all() == []
        assert db.session.scalars(select(UnionMember)).all() == []


def test_a_withdrawn_title_stays_as_history_and_may_be_given_anew(acting, cast):
    with acting(cast.dung):
        member_id = a_member(a_branch(cast.house_a))
        title_id = a_title(member_id)
        withdraw_title(emulation_title_id=title_id)
        with pytest.raises(Conflict):
            withdraw_title(emulation_title_id=title_id)
        a_title(member_id)
        assert len(db.session.scalars(select(EmulationTitle)).all()) == 2


@pytest.mark.parametrize(
    ("values", "field"),
    [
        ({"year": 2020}, "year"),
        ({"decided_on": date(2200, 1, 1)}, "decided_on"),
        ({"decision_no": " "}, "decision_no"),
    ],
)
def test_a_title_needs_a_decision_of_its_year(acting, cast, values, field):
    with acting(cast.dung):
        member_id = a_member(a_branch())
        with pytest.raises(DomainError) as refused:
            a_title(member_id, **values)
        assert refused.value.field == field
