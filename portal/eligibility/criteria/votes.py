"""Counts of votes as whole numbers (E26–E28, R05; rules §1.6)."""

from __future__ import annotations

from typing import TYPE_CHECKING

from portal.eligibility.criteria.findings import failed, judge, not_applicable, unknown
from portal.eligibility.verdict import Finding, Result

if TYPE_CHECKING:
    from portal.eligibility.facts import Facts
    from portal.eligibility.rule_set import RuleSet

MAJORITY, TWO_THIRDS = "majority", "two_thirds"
BODIES = {
    "standing_committee": "ban thường vụ cấp có thẩm quyền",
    "grassroots_committee": "đảng ủy cơ sở được ủy quyền",
    "grassroots_standing_committee": "ban thường vụ đảng ủy cơ sở",
}


def is_reached(yes: int, base: int, rule: str) -> bool:
    """Tell whether the votes reach two thirds (3·yes ≥ 2·base) or more than half (2·yes > base)."""
    if base <= 0:
        return False
    return 3 * yes >= 2 * base if rule == TWO_THIRDS else 2 * yes > base


def needed(base: int, rule: str) -> int:
    """Return the fewest votes that reach the threshold."""
    return -(-2 * base // 3) if rule == TWO_THIRDS else base // 2 + 1


def _count(who: str, yes: int | None, base: int | None, rule: str, missing: str) -> Finding:
    if yes is None or base is None:
        return unknown(missing)
    if base <= 0 or yes > base:
        return failed(f"Số phiếu của {who} không hợp lý: {yes} trên {base}.", yes, base)
    fewest = needed(base, rule)
    said = f"{who[0].upper()}{who[1:]}: {yes}/{base} tán thành"
    return judge(
        is_reached(yes, base, rule),
        yes=f"{said}, đủ (cần {fewest}).",
        no=f"{said}, chưa đủ (cần {fewest}).",
        observed=yes,
        threshold=fewest,
    )


def _less(total: int | None, deducted: int | None) -> int | None:
    return None if total is None or deducted is None else total - deducted


def cell_vote(facts: Facts, _rules: RuleSet) -> Finding:
    vote = facts.votes.cell
    base = _less(vote.official_summoned, vote.deducted) if vote else None
    missing = "kết quả biểu quyết của chi bộ (số triệu tập, số được trừ, số tán thành)"
    return _count("chi bộ", vote.yes if vote else None, base, TWO_THIRDS, missing)


def committee_vote(facts: Facts, _rules: RuleSet) -> Finding:
    """Judge the vote of the proposing committee; a grassroots cell proposes to its superior itself."""
    if facts.unit is not None and facts.unit.has_committee is False:
        return not_applicable("Chi bộ cơ sở: không có đảng ủy cơ sở; chi bộ đề nghị thẳng cấp trên.")
    vote = facts.votes.committee
    base = _less(vote.members, vote.deducted) if vote else None
    missing = "kết quả biểu quyết của đảng ủy cơ sở (số cấp ủy viên, số được trừ, số tán thành)"
    return _count("đảng ủy cơ sở", vote.yes if vote else None, base, TWO_THIRDS, missing)


def authority_vote(facts: Facts, rules: RuleSet) -> Finding:
    vote = facts.votes.authority
    if vote is None or vote.kind is None:
        return unknown("kết quả biểu quyết của cấp có thẩm quyền")
    rule = rules.authority.get(vote.kind)
    if rule is None:
        return failed(
            f"Theo quy định đang áp dụng, {BODIES[vote.kind]} không có thẩm quyền quyết định.", vote.kind
        )
    missing = f"số thành viên và số tán thành của {BODIES[vote.kind]}"
    return _count(BODIES[vote.kind], vote.yes, vote.members, rule, missing)


def recognition_vote(facts: Facts, rules: RuleSet) -> Finding:
    """Judge the votes on recognition: cell and committee, and the deciding body once it has voted."""
    found = [cell_vote(facts, rules), committee_vote(facts, rules)]
    if facts.votes.authority is not None:
        found.append(authority_vote(facts, rules))
    results = {finding.result for finding in found}
    worst = next((result for result in (Result.FAIL, Result.UNKNOWN) if result in results), Result.PASS)
    return Finding(
        worst,
        " ".join(finding.message for finding in found),
        [finding.observed for finding in found],
        [finding.threshold for finding in found],
    )
