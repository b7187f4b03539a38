"""The path from being noticed to being an official member: stages and the steps between them.

Pure. The stages and side exits are those of rules.md §2.2; which paper a step needs follows
06-HD/TW §3–4 and 38-HD/BTCTW §1.1. What happened on paper is recorded here, never voted on.
"""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum
from typing import Protocol, TypeVar


class Stage(StrEnum):
    """Where a candidate stands; the last eight are side exits."""

    NOMINATED = "nominated"
    PROSPECT = "prospect"
    CLASS_PROPOSED = "class_proposed"
    CLASS_ENROLLED = "class_enrolled"
    CLASS_PASSED = "class_passed"
    DOSSIER_PERMITTED = "dossier_permitted"
    DOSSIER_IN_PROGRESS = "dossier_in_progress"
    CELL_RESOLVED = "cell_resolved"
    SECTION_APPRAISED = "section_appraised"
    COMMITTEE_RESOLVED = "committee_resolved"
    SUBMITTED = "submitted"
    APPRAISED = "appraised"
    DECIDED = "decided"
    CEREMONY_HELD = "ceremony_held"
    NEW_MEMBER_CLASS = "new_member_class"
    RECOGNITION_CELL_RESOLVED = "recognition_cell_resolved"
    RECOGNITION_COMMITTEE_RESOLVED = "recognition_committee_resolved"
    OFFICIAL = "official"
    REMOVED_FROM_LIST = "removed_from_list"
    WITHDRAWN = "withdrawn"
    NOT_APPROVED = "not_approved"
    RETURNED_FOR_SUPPLEMENT = "returned_for_supplement"
    TRANSFERRED_OUT = "transferred_out"
    STALE = "stale"
    ANNULLED = "annulled"
    DELETED_PROBATIONARY = "deleted_probationary"


class Body(StrEnum):
    """Who votes on a step; each has its own threshold (rules.md §1.6)."""

    CELL = "cell"
    COMMITTEE = "committee"
    AUTHORITY = "authority"


class Desk(StrEnum):
    """At whose desk a thing is done: what the cell sees itself, what its committee or those above do."""

    CELL = "cell"
    COMMITTEE = "committee"
    AUTHORITY = "authority"


@dataclass(frozen=True, slots=True)
class StageRule:
    """What a stage is called and what recording it asks for.

    ``action`` is the button that leads here, ``actor`` who acts, ``document`` the kind of paper
    (empty when none is needed), ``body`` who votes, ``gate`` the step of the eligibility engine
    that judges whether a candidate may come here, ``desk`` who holds the paper: a cell secretary
    records what the cell did, the secretary of the house everything.
    """

    label: str
    action: str
    actor: str
    document: str = ""
    body: Body | None = None
    gate: str = ""
    desk: Desk = Desk.CELL


RULES: dict[Stage, StageRule] = {
    Stage.NOMINATED: StageRule("Được giới thiệu", "Đưa lại vào diện theo dõi", "chi bộ"),
    Stage.PROSPECT: StageRule(
        "Trong danh sách cảm tình Đảng", "Đưa vào danh sách cảm tình Đảng", "chi bộ", "nghị quyết chi bộ"
    ),
    Stage.CLASS_PROPOSED: StageRule("Đề nghị học lớp bồi dưỡng", "Đề nghị cho học lớp", "chi bộ"),
    Stage.CLASS_ENROLLED: StageRule("Đang học lớp bồi dưỡng", "Ghi nhận vào lớp", "cấp ủy mở lớp"),
    Stage.CLASS_PASSED: StageRule("Đã có giấy chứng nhận", "Ghi nhận hoàn thành lớp", "cấp ủy mở lớp"),
    Stage.DOSSIER_PERMITTED: StageRule(
        "Được phép làm hồ sơ",
        "Ghi nhận cho phép làm hồ sơ",
        "đảng ủy cơ sở",
        "văn bản của đảng ủy cơ sở",
        gate="dossier",
        desk=Desk.COMMITTEE,
    ),
    Stage.DOSSIER_IN_PROGRESS: StageRule("Đang làm hồ sơ", "Bắt đầu làm hồ sơ", "quần chúng và chi bộ"),
    Stage.CELL_RESOLVED: StageRule(
        "Chi bộ đã ra nghị quyết",
        "Ghi nghị quyết chi bộ",
        "chi bộ",
        "nghị quyết chi bộ (mẫu 6-KNĐ)",
        Body.CELL,
        gate="cell",
    ),
    Stage.SECTION_APPRAISED: StageRule(
        "Đảng ủy bộ phận đã thẩm định",
        "Ghi thẩm định của đảng ủy bộ phận",
        "đảng ủy bộ phận",
        "báo cáo thẩm định (mẫu 7-KNĐ)",
        desk=Desk.COMMITTEE,
    ),
    Stage.COMMITTEE_RESOLVED: StageRule(
        "Đảng ủy cơ sở đã ra nghị quyết",
        "Ghi nghị quyết đảng ủy cơ sở",
        "đảng ủy cơ sở",
        "nghị quyết đảng ủy cơ sở (mẫu 8-KNĐ)",
        Body.COMMITTEE,
        gate="committee",
        desk=Desk.COMMITTEE,
    ),
    Stage.SUBMITTED: StageRule(
        "Đã gửi cấp có thẩm quyền",
        "Ghi nhận đã gửi hồ sơ",
        "đảng ủy cơ sở",
        "công văn gửi hồ sơ",
        desk=Desk.COMMITTEE,
    ),
    Stage.APPRAISED: StageRule(
        "Đã thẩm định", "Ghi nhận đã thẩm định", "ban tổ chức cấp có thẩm quyền", desk=Desk.AUTHORITY
    ),
    Stage.DECIDED: StageRule(
        "Có quyết định kết nạp",
        "Ghi quyết định kết nạp",
        "cấp có thẩm quyền",
        "quyết định kết nạp (mẫu 9-KNĐ)",
        Body.AUTHORITY,
        gate="decision",
        desk=Desk.AUTHORITY,
    ),
    Stage.CEREMONY_HELD: StageRule(
        "Đã kết nạp, đảng viên dự bị", "Ghi lễ kết nạp", "chi bộ", "biên bản lễ kết nạp", gate="ceremony"
    ),
    Stage.NEW_MEMBER_CLASS: StageRule(
        "Đã học lớp đảng viên mới", "Ghi nhận lớp đảng viên mới", "cấp ủy mở lớp"
    ),
    Stage.RECOGNITION_CELL_RESOLVED: StageRule(
        "Chi bộ đề nghị công nhận chính thức",
        "Ghi nghị quyết đề nghị công nhận",
        "chi bộ",
        "nghị quyết chi bộ (mẫu 13-KNĐ)",
        Body.CELL,
        gate="recognition",
    ),
    Stage.RECOGNITION_COMMITTEE_RESOLVED: StageRule(
        "Đảng ủy cơ sở đề nghị công nhận",
        "Ghi nghị quyết đảng ủy cơ sở",
        "đảng ủy cơ sở",
        "nghị quyết đảng ủy cơ sở (mẫu 15-KNĐ)",
        Body.COMMITTEE,
        desk=Desk.COMMITTEE,
    ),
    Stage.OFFICIAL: StageRule(
        "Đảng viên chính thức",
        "Ghi quyết định công nhận chính thức",
        "cấp có thẩm quyền",
        "quyết định công nhận",
        Body.AUTHORITY,
        desk=Desk.AUTHORITY,
    ),
    Stage.REMOVED_FROM_LIST: StageRule(
        "Đưa ra khỏi danh sách", "Đưa ra khỏi danh sách", "chi bộ", "nghị quyết chi bộ"
    ),
    Stage.WITHDRAWN: StageRule("Tự xin thôi", "Ghi nhận xin thôi", "quần chúng"),
    Stage.NOT_APPROVED: StageRule(
        "Không được thông qua", "Ghi nhận không thông qua", "cấp biểu quyết", "văn bản báo kết quả"
    ),
    Stage.RETURNED_FOR_SUPPLEMENT: StageRule(
        "Trả lại để bổ sung",
        "Trả lại để bổ sung",
        "cấp có thẩm quyền",
        "công văn trả hồ sơ",
        desk=Desk.AUTHORITY,
    ),
    Stage.TRANSFERRED_OUT: StageRule(
        "Đã chuyển nơi khác",
        "Ghi nhận chuyển nơi khác",
        "cấp ủy nơi đi",
        "giấy chứng nhận đang được giúp đỡ",
        desk=Desk.COMMITTEE,
    ),
    Stage.STALE: StageRule("Hồ sơ quá 12 tháng", "Ghi nhận hồ sơ quá hạn", "chi bộ"),
    Stage.ANNULLED: StageRule(
        "Hủy quyết định kết nạp",
        "Ghi quyết định hủy",
        "cấp ra quyết định",
        "quyết định hủy",
        desk=Desk.AUTHORITY,
    ),
    Stage.DELETED_PROBATIONARY: StageRule(
        "Xóa tên đảng viên dự bị",
        "Ghi quyết định xóa tên",
        "cấp có thẩm quyền",
        "quyết định xóa tên",
        Body.AUTHORITY,
        desk=Desk.AUTHORITY,
    ),
}

LEAVING = frozenset({Stage.REMOVED_FROM_LIST, Stage.WITHDRAWN, Stage.TRANSFERRED_OUT})
"""Ways out of the list that are open until the admission decision."""

NEXT: dict[Stage, tuple[Stage, ...]] = {
    Stage.NOMINATED: (Stage.PROSPECT,),
    Stage.PROSPECT: (Stage.CLASS_PROPOSED, Stage.CLASS_ENROLLED, Stage.CLASS_PASSED),
    Stage.CLASS_PROPOSED: (Stage.CLASS_ENROLLED, Stage.CLASS_PASSED, Stage.PROSPECT),
    Stage.CLASS_ENROLLED: (Stage.CLASS_PASSED, Stage.PROSPECT),
    Stage.CLASS_PASSED: (Stage.DOSSIER_PERMITTED, Stage.CLASS_PROPOSED),
    Stage.DOSSIER_PERMITTED: (Stage.DOSSIER_IN_PROGRESS,),
    Stage.DOSSIER_IN_PROGRESS: (Stage.CELL_RESOLVED, Stage.NOT_APPROVED, Stage.STALE),
    Stage.CELL_RESOLVED: (
        Stage.COMMITTEE_RESOLVED,
        Stage.SECTION_APPRAISED,
        Stage.NOT_APPROVED,
        Stage.RETURNED_FOR_SUPPLEMENT,
        Stage.STALE,
    ),
    Stage.SECTION_APPRAISED: (
        Stage.COMMITTEE_RESOLVED,
        Stage.NOT_APPROVED,
        Stage.RETURNED_FOR_SUPPLEMENT,
        Stage.STALE,
    ),
    Stage.COMMITTEE_RESOLVED: (Stage.SUBMITTED, Stage.RETURNED_FOR_SUPPLEMENT, Stage.STALE),
    Stage.SUBMITTED: (
        Stage.APPRAISED,
        Stage.DECIDED,
        Stage.NOT_APPROVED,
        Stage.RETURNED_FOR_SUPPLEMENT,
        Stage.STALE,
    ),
    Stage.APPRAISED: (Stage.DECIDED, Stage.NOT_APPROVED, Stage.RETURNED_FOR_SUPPLEMENT, Stage.STALE),
    Stage.DECIDED: (Stage.CEREMONY_HELD, Stage.ANNULLED),
    Stage.CEREMONY_HELD: (
        Stage.NEW_MEMBER_CLASS,
        Stage.RECOGNITION_CELL_RESOLVED,
        Stage.DELETED_PROBATIONARY,
        Stage.ANNULLED,
    ),
    Stage.NEW_MEMBER_CLASS: (Stage.RECOGNITION_CELL_RESOLVED, Stage.DELETED_PROBATIONARY, Stage.ANNULLED),
    Stage.RECOGNITION_CELL_RESOLVED: (
        Stage.RECOGNITION_COMMITTEE_RESOLVED,
        Stage.DELETED_PROBATIONARY,
        Stage.ANNULLED,
    ),
    Stage.RECOGNITION_COMMITTEE_RESOLVED: (Stage.OFFICIAL, Stage.DELETED_PROBATIONARY, Stage.ANNULLED),
    Stage.OFFICIAL: (Stage.ANNULLED,),
    Stage.REMOVED_FROM_LIST: (Stage.NOMINATED, Stage.PROSPECT),
    Stage.WITHDRAWN: (Stage.NOMINATED, Stage.PROSPECT),
    Stage.NOT_APPROVED: (Stage.DOSSIER_IN_PROGRESS, Stage.PROSPECT),
    Stage.RETURNED_FOR_SUPPLEMENT: (
        Stage.DOSSIER_IN_PROGRESS,
        Stage.CELL_RESOLVED,
        Stage.COMMITTEE_RESOLVED,
        Stage.SUBMITTED,
    ),
    Stage.TRANSFERRED_OUT: (),
    Stage.STALE: (Stage.DOSSIER_IN_PROGRESS, Stage.PROSPECT),
    Stage.ANNULLED: (Stage.DOSSIER_IN_PROGRESS,),
    Stage.DELETED_PROBATIONARY: (),
}

PATH = tuple(Stage)[: tuple(Stage).index(Stage.OFFICIAL) + 1]
"""The straight path, first stage to last."""

IN_LIST = frozenset(PATH[PATH.index(Stage.PROSPECT) : PATH.index(Stage.DECIDED)]) | {
    Stage.NOT_APPROVED,
    Stage.RETURNED_FOR_SUPPLEMENT,
    Stage.STALE,
}
"""Listed, not yet decided: those who are helped and reviewed every month."""

FOLLOWED = IN_LIST | {Stage.NOMINATED}
PROBATIONARY = frozenset(
    {
        Stage.CEREMONY_HELD,
        Stage.NEW_MEMBER_CLASS,
        Stage.RECOGNITION_CELL_RESOLVED,
        Stage.RECOGNITION_COMMITTEE_RESOLVED,
    }
)
MOVED_AS_DECIDED = PROBATIONARY | {Stage.DECIDED}
"""Decided upon or on probation: who leaves now moves with the decision (06-HD/TW §3.9–3.10)."""
ENDS = frozenset(
    {
        *LEAVING,
        Stage.OFFICIAL,
        Stage.ANNULLED,
        Stage.DELETED_PROBATIONARY,
    }
)
"""No longer on the way: nobody asks whether they may pass a gate."""
NOMINABLE = frozenset({Stage.PROSPECT, Stage.CLASS_PROPOSED})
"""Those whom a class may be proposed for: on the list and without a certificate."""


COMMITTEE_ONLY = frozenset(
    {Stage.SECTION_APPRAISED, Stage.COMMITTEE_RESOLVED, Stage.RECOGNITION_COMMITTEE_RESOLVED}
)
"""Steps of a committee above the cell; a grassroots cell (chi bộ cơ sở) has none and sends by itself."""

WITHOUT_COMMITTEE = {
    Stage.CELL_RESOLVED: Stage.SUBMITTED,
    Stage.RECOGNITION_CELL_RESOLVED: Stage.OFFICIAL,
}

UNDOES = {Stage.ANNULLED: Stage.DECIDED}
"""A way out that takes back what was reached: from which stage on nothing holds any more."""


def allowed_steps(stage: Stage, *, has_committee: bool = True) -> tuple[Stage, ...]:
    """Return where a candidate may go next, the ordinary step first, ways out last."""
    onward = NEXT[stage]
    if not has_committee:
        direct = WITHOUT_COMMITTEE.get(stage)
        onward = ((direct,) if direct else ()) + tuple(to for to in onward if to not in COMMITTEE_ONLY)
    if stage in FOLLOWED:
        onward += tuple(way for way in Stage if way in LEAVING and way not in onward)
    elif stage in MOVED_AS_DECIDED:
        onward += (Stage.TRANSFERRED_OUT,)
    return onward


def is_allowed(stage: Stage, to: Stage, *, has_committee: bool = True) -> bool:
    """Tell whether the step is one of the declared ones."""
    return to in allowed_steps(stage, has_committee=has_committee)


def must_stand(to: Stage, *, has_committee: bool = True) -> Stage | None:
    """Return what must still hold before a returned dossier goes on: nobody sends what was never resolved."""
    before = {
        Stage.CELL_RESOLVED: Stage.DOSSIER_IN_PROGRESS,
        Stage.COMMITTEE_RESOLVED: Stage.CELL_RESOLVED,
        Stage.SUBMITTED: Stage.COMMITTEE_RESOLVED if has_committee else Stage.CELL_RESOLVED,
    }
    return before.get(to)


def voting_body(stage: Stage, to: Stage) -> Body | None:
    """Return who votes on a step; for a refusal, who would have voted on the step ahead."""
    if to is not Stage.NOT_APPROVED:
        return RULES[to].body
    return next((body for step in NEXT[stage] if (body := RULES[step].body) is not None), None)


def desk_of(stage: Stage, to: Stage) -> Desk:
    """Return at whose desk a step is recorded; a refusal at the desk of those who voted."""
    body = voting_body(stage, to) if to is Stage.NOT_APPROVED else None
    return Desk(body.value) if body else RULES[to].desk


def open_steps(stage: Stage, held: Iterable[Stage], *, has_committee: bool = True) -> tuple[Stage, ...]:
    """Return the allowed steps that make sense with what still holds: a returned dossier skips no vote."""
    allowed = allowed_steps(stage, has_committee=has_committee)
    if stage is not Stage.RETURNED_FOR_SUPPLEMENT:
        return allowed
    standing = {None, *held}
    return tuple(to for to in allowed if must_stand(to, has_committee=has_committee) in standing)


class Reached(Protocol):
    """A step on the way: anything that says which stage it led to."""

    @property
    def to_stage(self) -> Stage: ...


R = TypeVar("R", bound=Reached)


def still_holding(steps: Iterable[R]) -> list[R]:
    """Return the steps that still hold, in order: going back undoes what lay beyond.

    A dossier begun again after a return has no cell resolution, until the cell resolves anew.
    """
    kept: list[R] = []
    for step in steps:
        begin = step.to_stage if step.to_stage in PATH else UNDOES.get(step.to_stage)
        if begin is not None:
            kept = [k for k in kept if k.to_stage in PATH and PATH.index(k.to_stage) < PATH.index(begin)]
        kept.append(step)
    return kept


def next_gate(stage: Stage) -> str:
    """Return the eligibility step (eligibility.md) that lies ahead of a stage; empty at the end."""
    if stage in PATH:
        ahead = PATH[PATH.index(stage) + 1 :]
        return next((RULES[step].gate for step in ahead if RULES[step].gate), "")
    return "dossier" if stage in {Stage.REMOVED_FROM_LIST, Stage.WITHDRAWN} else "cell"


def document_of(stage: Stage, to: Stage) -> str:
    """Return the kind of paper a step needs; empty when it needs none.

    Coming back from a class to the list needs no new resolution: the old one still stands.
    """
    if to is Stage.PROSPECT and stage not in {Stage.NOMINATED, Stage.REMOVED_FROM_LIST, Stage.WITHDRAWN}:
        return ""
    return RULES[to].document


STAGES_BEFORE: dict[str, frozenset[Stage]] = {
    gate: frozenset(stage for stage in Stage if stage not in ENDS and next_gate(stage) == gate)
    for gate in dict.fromkeys(rule.gate for rule in RULES.values() if rule.gate)
}
"""The gates of the eligibility engine, and who stands before each of them."""
