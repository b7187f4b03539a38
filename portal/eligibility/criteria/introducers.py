"""Who introduces: two official members, or a union's resolution and one member (E13–E18; rules §1.4).

Age, post and unions decide the way of introduction. While one of them is not known several ways
remain possible; a criterion that comes out the same on each of them is decided all the same.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import all_hold, failed, judge, not_applicable, passed, unknown
from portal.eligibility.dates import MONTHS_A_YEAR, add_months, first_day, month_number, months_between
from portal.eligibility.facts import Unit

if TYPE_CHECKING:
    from collections.abc import Collection
    from datetime import date

    from portal.eligibility.facts import Facts, Introduction
    from portal.eligibility.rule_set import RuleSet
    from portal.eligibility.verdict import Finding

TWO = 2


class Way(StrEnum):
    """Which combination introduces a person."""

    TWO_MEMBERS = "two_members"
    YOUTH_UNION = "youth_union"
    TRADE_UNION = "trade_union"


MEMBERS_NEEDED = {Way.TWO_MEMBERS: TWO, Way.YOUTH_UNION: 1, Way.TRADE_UNION: 1}
NEEDED_WORDS = {
    Way.TWO_MEMBERS: "2 đảng viên chính thức",
    Way.YOUTH_UNION: "nghị quyết của Đoàn Thanh niên cơ sở và 1 đảng viên chính thức",
    Way.TRADE_UNION: "nghị quyết của Công đoàn cơ sở và 1 đảng viên chính thức",
}


def is_past_youth(facts: Facts, rules: RuleSet) -> bool | None:
    """Tell whether the person is over the youth age, counted by month like every age here.

    Over 30, or over 35 as a Youth-Union cadre; None when the birth date or the post is missing.
    """
    if facts.birth_date is None:
        return None
    months = months_between(facts.birth_date, facts.as_of)
    if months <= rules.thresholds.youth_age * MONTHS_A_YEAR:
        return False
    if months > rules.thresholds.youth_cadre_age * MONTHS_A_YEAR:
        return True
    return None if facts.youth_cadre is None else not facts.youth_cadre


def possible_ways(facts: Facts, rules: RuleSet) -> frozenset[Way]:
    """Return every way of introduction that the known facts leave open; one when they suffice."""
    past = is_past_youth(facts, rules)
    unit = facts.unit or Unit()
    ways = set()
    if past is not False:
        ways.add(Way.TWO_MEMBERS)
    if past is not True:
        if unit.has_youth_union is not False:
            ways.add(Way.YOUTH_UNION)
        if unit.has_youth_union is not True:
            if unit.has_trade_union is not False:
                ways.add(Way.TRADE_UNION)
            if unit.has_trade_union is not True:
                ways.add(Way.TWO_MEMBERS)
    return frozenset(ways)


def _missing(facts: Facts, rules: RuleSet) -> str:
    """Say which facts would settle the way of introduction."""
    unit = facts.unit or Unit()
    words = []
    if facts.birth_date is None:
        words.append("ngày sinh")
    elif is_past_youth(facts, rules) is None:
        words.append("đang là cán bộ Đoàn hay không")
    if unit.has_youth_union is None:
        words.append("đơn vị có tổ chức Đoàn hay không")
    if unit.has_trade_union is None and not unit.has_youth_union:
        words.append("đơn vị có tổ chức Công đoàn hay không")
    return ", ".join(words)


def _dates(facts: Facts, rules: RuleSet) -> tuple[date, ...]:
    """Return the days on which an age limit is passed or a paper begins to count."""
    dates = [paper.date for paper in facts.introductions or () if paper.date]
    if facts.birth_date is not None:
        born = month_number(facts.birth_date)
        limits = (rules.thresholds.youth_age, rules.thresholds.youth_cadre_age)
        dates += [first_day(born + years * MONTHS_A_YEAR + 1) for years in limits]
    return tuple(dates)


def _standing(facts: Facts, kind: str) -> list[Introduction]:
    return [
        paper
        for paper in facts.introductions or ()
        if paper.kind == kind and (paper.date is None or paper.date <= facts.as_of)
    ]


def _same_for_all(answers: Collection[bool | None]) -> bool | None:
    """Return the answer that every possible way gives, None when they differ."""
    return next(iter(answers)) if len(set(answers)) == 1 else None


def _enough(values: list[bool | None], needed: int) -> bool | None:
    """Tell whether enough values hold; papers still to come count as not known."""
    holding = values.count(True)
    open_ones = values.count(None) + max(0, needed - len(values))
    if holding >= needed:
        return True
    return None if holding + open_ones >= needed else False


def introducers_complete(facts: Facts, rules: RuleSet) -> Finding:
    ways, changes = possible_ways(facts, rules), _dates(facts, rules)
    need = " hoặc ".join(NEEDED_WORDS[way] for way in sorted(ways))
    if facts.introductions is None:
        return unknown(f"giới thiệu của {need}", need, changes)
    members = len(_standing(facts, "official_member"))
    holds = _same_for_all([_is_complete(facts, way, members) for way in ways])
    if holds is None:
        return unknown(_missing(facts, rules), need, changes)
    unions = [Way.YOUTH_UNION, Way.TRADE_UNION]
    have = [f"{members} đảng viên", *(f"nghị quyết {_UNION[way]}" for way in unions if _standing(facts, way))]
    return judge(
        holds,
        yes=f"Đủ giới thiệu: {', '.join(have)}.",
        no=f"Chưa đủ giới thiệu: cần {need}; hiện có {', '.join(have)}.",
        observed=members,
        threshold=need,
        changes=changes,
    )


_UNION = {Way.YOUTH_UNION: "của Đoàn Thanh niên", Way.TRADE_UNION: "của Công đoàn"}


def _is_complete(facts: Facts, way: Way, members: int) -> bool:
    has_resolution = way is Way.TWO_MEMBERS or bool(_standing(facts, way))
    return members >= MEMBERS_NEEDED[way] and has_resolution


def introducer_official(facts: Facts, rules: RuleSet) -> Finding:
    changes = _dates(facts, rules)
    values = [paper.official for paper in _standing(facts, "official_member")]
    holds = _for_members(facts, rules, values)
    if holds is None:
        return unknown(
            "giấy giới thiệu hoặc xác nhận người giới thiệu là đảng viên chính thức", True, changes
        )
    return judge(
        holds,
        yes="Người giới thiệu là đảng viên chính thức.",
        no="Người giới thiệu chưa phải là đảng viên chính thức.",
        observed=holds,
        threshold=True,
        changes=changes,
    )


def _for_members(facts: Facts, rules: RuleSet, values: list[bool | None]) -> bool | None:
    ways = possible_ways(facts, rules)
    return _same_for_all([_enough(values, MEMBERS_NEEDED[way]) for way in ways])


def together_long_enough(facts: Facts, rules: RuleSet) -> Finding:
    """Judge the months together on the date of the introduction paper.

    Only introducers who are not known to be unofficial count, so that one person meets both rules.
    """
    months = rules.thresholds.introducer_months
    members = _standing(facts, "official_member")
    official = [paper for paper in members if paper.official]
    if _for_members(facts, rules, [True] * len(official)) is not True:
        official = [paper for paper in members if paper.official is not False]
    reached = [add_months(p.together_since, months) for p in official if p.together_since]
    changes = (*_dates(facts, rules), *reached)
    holds = _for_members(facts, rules, [_is_together(paper, facts.as_of, months) for paper in official])
    known = [paper.together_since for paper in official if paper.together_since]
    if holds is None:
        return unknown("giấy giới thiệu và ngày bắt đầu cùng công tác của người giới thiệu", months, changes)
    return judge(
        holds,
        yes=f"Người giới thiệu cùng công tác, học tập từ {months} tháng, hoặc được phân công thay.",
        no=f"Người giới thiệu cùng công tác, học tập chưa đủ {months} tháng khi giới thiệu.",
        observed=max(known, default=None),
        threshold=months,
        changes=changes,
    )


def _is_together(paper: Introduction, as_of: date, months: int) -> bool | None:
    if paper.is_replacement or paper.after_move:
        return True
    if paper.together_since is None:
        return None
    return add_months(paper.together_since, months) <= (paper.date or as_of)


def youth_union_member(facts: Facts, rules: RuleSet) -> Finding:
    return _union_member(facts, rules, Way.YOUTH_UNION, "đoàn viên Đoàn Thanh niên", facts.youth_member)


def trade_union_member(facts: Facts, rules: RuleSet) -> Finding:
    return _union_member(facts, rules, Way.TRADE_UNION, "đoàn viên công đoàn", facts.trade_union_member)


def _union_member(facts: Facts, rules: RuleSet, way: Way, who: str, is_member: bool | None) -> Finding:
    ways, changes = possible_ways(facts, rules), _dates(facts, rules)
    if way not in ways:
        return not_applicable(f"Không thuộc trường hợp có nghị quyết giới thiệu {_UNION[way]}.", changes)
    if ways != {way}:
        return unknown(_missing(facts, rules), changes=changes)
    holds = all_hold(is_member, _has_resolution(facts, way))
    if holds is None:
        lacking = (
            f"xác nhận là {who}" if is_member is None else f"nghị quyết giới thiệu {_UNION[way]} (số, ngày)"
        )
        return unknown(lacking, True, changes)
    if holds:
        return passed(f"Là {who}, có nghị quyết giới thiệu {_UNION[way]}.", True, True, changes)
    no = f"Không phải là {who}." if is_member is False else f"Chưa có nghị quyết giới thiệu {_UNION[way]}."
    return failed(no, False, True, changes)


def _has_resolution(facts: Facts, way: Way) -> bool | None:
    if facts.introductions is None:
        return None
    papers = _standing(facts, way)
    if any(paper.resolution_no for paper in papers):
        return True
    return None if papers else False


def past_youth_age(facts: Facts, rules: RuleSet) -> Finding:
    changes = _dates(facts, rules)
    past = is_past_youth(facts, rules)
    if past is None:
        lacking = "ngày sinh" if facts.birth_date is None else "đang là cán bộ Đoàn hay không"
        return unknown(lacking, changes=changes)
    if not past:
        return not_applicable("Còn trong tuổi thanh niên.", changes)
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
