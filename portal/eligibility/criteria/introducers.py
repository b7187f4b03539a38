"""Who introduces: two official members, or a union's resolution and one member (E13–E18; rules §1.4)."""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import day, failed, judge, not_applicable, passed, unknown
from portal.eligibility.dates import add_months, birthday, years_completed

if TYPE_CHECKING:
    from datetime import date

    from portal.eligibility.facts import Facts, Introduction
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

TWO = 2


class Path(StrEnum):
    """Which combination introduces this person."""

    YOUTH_UNION = "youth_union"
    TRADE_UNION = "trade_union"
    TWO_MEMBERS = "two_members"
    PAST_YOUTH_AGE = "past_youth_age"
    NOT_KNOWN = "not_known"


def path_of(facts: Facts, rules: RuleSet) -> Path:
    """Return which way of introduction the person's age and unit call for."""
    youth = is_youth(facts, rules)
    if youth is None:
        return Path.NOT_KNOWN
    if not youth:
        return Path.PAST_YOUTH_AGE
    unit = facts.unit
    if unit is None or unit.has_youth_union is None:
        return Path.NOT_KNOWN
    if unit.has_youth_union:
        return Path.YOUTH_UNION
    if unit.has_trade_union is None:
        return Path.NOT_KNOWN
    return Path.TRADE_UNION if unit.has_trade_union else Path.TWO_MEMBERS


def is_youth(facts: Facts, rules: RuleSet) -> bool | None:
    """Tell whether the person is of youth age: up to 30, up to 35 as a Youth-Union cadre."""
    if facts.birth_date is None:
        return None
    age = years_completed(facts.birth_date, facts.as_of)
    if age <= rules.thresholds.youth_age:
        return True
    if age > rules.thresholds.youth_cadre_age:
        return False
    return facts.youth_cadre


def _age_changes(facts: Facts, rules: RuleSet) -> tuple[date, ...]:
    if facts.birth_date is None:
        return ()
    limits = rules.thresholds
    return tuple(birthday(facts.birth_date, age + 1) for age in (limits.youth_age, limits.youth_cadre_age))


def _standing(facts: Facts, kind: str) -> list[Introduction]:
    return [
        paper
        for paper in facts.introductions or ()
        if paper.kind == kind and (paper.date is None or paper.date <= facts.as_of)
    ]


def _changes(facts: Facts, rules: RuleSet) -> tuple[date, ...]:
    return (*_age_changes(facts, rules), *(p.date for p in facts.introductions or () if p.date))


def introducers_complete(facts: Facts, rules: RuleSet) -> Finding:
    path = path_of(facts, rules)
    changes = _changes(facts, rules)
    if path is Path.NOT_KNOWN:
        return unknown("ngày sinh, chức vụ Đoàn hoặc tổ chức Đoàn, Công đoàn của đơn vị", changes=changes)
    members_needed = TWO if path in {Path.TWO_MEMBERS, Path.PAST_YOUTH_AGE} else 1
    union = {Path.YOUTH_UNION: "youth_union", Path.TRADE_UNION: "trade_union"}.get(path)
    union_words = {
        "youth_union": "nghị quyết của Đoàn cơ sở",
        "trade_union": "nghị quyết của Công đoàn cơ sở",
    }
    need = f"{members_needed} đảng viên chính thức" + (f" và {union_words[union]}" if union else "")
    if facts.introductions is None:
        return unknown(f"giới thiệu của {need}", need, changes)
    members = len(_standing(facts, "official_member"))
    has_union = union is None or bool(_standing(facts, union))
    return judge(
        members >= members_needed and has_union,
        yes=f"Đủ giới thiệu: {need}.",
        no=f"Chưa đủ giới thiệu: cần {need}; hiện có {members} đảng viên"
        + ("." if has_union else ", chưa có nghị quyết của đoàn thể."),
        observed=members,
        threshold=need,
        changes=changes,
    )


def introducer_official(facts: Facts, _rules: RuleSet) -> Finding:
    members = _standing(facts, "official_member")
    changes = tuple(p.date for p in facts.introductions or () if p.date)
    if not members:
        return unknown("giấy giới thiệu của đảng viên chính thức", changes=changes)
    if any(paper.official is False for paper in members):
        return failed("Có người giới thiệu chưa phải đảng viên chính thức.", False, True, changes)
    if any(paper.official is None for paper in members):
        return unknown("xác nhận người giới thiệu là đảng viên chính thức", changes=changes)
    return passed("Người giới thiệu là đảng viên chính thức.", True, True, changes)


def together_long_enough(facts: Facts, rules: RuleSet) -> Finding:
    months = rules.thresholds.introducer_months
    members = _standing(facts, "official_member")
    changes = [p.date for p in facts.introductions or () if p.date]
    if not members:
        return unknown("giấy giới thiệu của đảng viên chính thức", months, tuple(changes))
    bound = [paper for paper in members if not paper.is_replacement and not paper.after_move]
    if not bound:
        return passed(
            "Người được phân công thay hoặc sau khi chuyển nơi công tác: không xét 12 tháng.",
            None,
            months,
            tuple(changes),
        )
    changes += [add_months(p.together_since, months) for p in bound if p.together_since]
    late = [
        paper
        for paper in bound
        if paper.together_since and (paper.date or facts.as_of) < add_months(paper.together_since, months)
    ]
    if late:
        since = max(paper.together_since for paper in late if paper.together_since)
        return failed(
            f"Cùng công tác từ {day(since)}, chưa đủ {months} tháng.", since, months, tuple(changes)
        )
    if any(paper.together_since is None for paper in bound):
        return unknown("ngày bắt đầu cùng công tác của người giới thiệu", months, tuple(changes))
    return passed(f"Đã cùng công tác, học tập từ {months} tháng trở lên.", None, months, tuple(changes))


def youth_union_member(facts: Facts, rules: RuleSet) -> Finding:
    return _union_member(
        facts,
        rules,
        wanted=Path.YOUTH_UNION,
        kind="youth_union",
        is_member=facts.youth_member,
        who="đoàn viên",
        paper="nghị quyết giới thiệu của Đoàn cơ sở (số, ngày)",
        spared="Không thuộc trường hợp do Đoàn giới thiệu.",
    )


def trade_union_member(facts: Facts, rules: RuleSet) -> Finding:
    return _union_member(
        facts,
        rules,
        wanted=Path.TRADE_UNION,
        kind="trade_union",
        is_member=facts.trade_union_member,
        who="đoàn viên công đoàn",
        paper="nghị quyết giới thiệu của Công đoàn cơ sở (số, ngày)",
        spared="Không thuộc trường hợp do Công đoàn giới thiệu.",
    )


def _union_member(
    facts: Facts,
    rules: RuleSet,
    *,
    wanted: Path,
    kind: str,
    is_member: bool | None,
    who: str,
    paper: str,
    spared: str,
) -> Finding:
    path = path_of(facts, rules)
    changes = _changes(facts, rules)
    if path is Path.NOT_KNOWN:
        return unknown("tuổi và tổ chức đoàn thể của đơn vị", changes=changes)
    if path is not wanted:
        return not_applicable(spared, changes)
    if is_member is False:
        return failed(f"Phải là {who}.", False, True, changes)
    if is_member is None:
        return unknown(f"xác nhận là {who}", changes=changes)
    if not any(found.resolution_no for found in _standing(facts, kind)):
        return unknown(paper, changes=changes)
    return passed(f"Là {who}, có nghị quyết giới thiệu.", True, True, changes)


def past_youth_age(facts: Facts, rules: RuleSet) -> Finding:
    changes = _changes(facts, rules)
    youth = is_youth(facts, rules)
    if youth is None:
        return unknown("ngày sinh, chức vụ cán bộ Đoàn", changes=changes)
    if youth:
        return not_applicable("Còn trong độ tuổi thanh niên.", changes)
    if facts.introductions is None:
        return unknown("giấy giới thiệu của hai đảng viên chính thức", TWO, changes)
    members = len(_standing(facts, "official_member"))
    return judge(
        members >= TWO,
        yes="Quá tuổi thanh niên: có hai đảng viên chính thức giới thiệu.",
        no=f"Quá tuổi thanh niên: cần hai đảng viên chính thức giới thiệu, hiện có {members}.",
        observed=members,
        threshold=TWO,
        changes=changes,
    )
