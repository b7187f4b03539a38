"""What each role may do, in one table, and the closed gate that every route passes.

A route says ``@requires(Permission.X)`` or ``@public``; one that says neither answers 403.
Permissions ending in ``.read`` only open pages: a route that accepts POST may not rest on one.
"""

from __future__ import annotations

from enum import StrEnum
from typing import TYPE_CHECKING, ParamSpec, TypeVar

from portal.kernel.actor import Role, find_actor
from portal.kernel.errors import PermissionRefusedError

if TYPE_CHECKING:
    from collections.abc import Callable

    from portal.kernel.actor import Actor

P = ParamSpec("P")
R = TypeVar("R")


class Permission(StrEnum):
    """``resource.action``; the action ``read`` never changes anything."""

    OWN_READ = "own.read"
    OWN_WRITE = "own.write"
    ORGANIZATION_READ = "organization.read"
    ORGANIZATION_MANAGE = "organization.manage"
    UNIT_READ = "unit.read"
    UNIT_MANAGE = "unit.manage"
    OFFICER_READ = "officer.read"
    OFFICER_MANAGE = "officer.manage"
    SETTING_MANAGE = "setting.manage"
    TOKEN_MANAGE = "token.manage"  # noqa: S105 -- a permission
    CANDIDATE_READ = "candidate.read"
    CANDIDATE_REGISTER = "candidate.register"
    CANDIDATE_IMPORT = "candidate.import"
    CANDIDATE_EXPORT = "candidate.export"
    HELPER_ASSIGN = "helper.assign"
    REVIEW_RECORD = "review.record"
    STAGE_ADVANCE = "stage.advance"
    STATISTICS_READ = "statistics.read"
    WAIVER_SIGN = "waiver.sign"
    RULE_SET_MANAGE = "rule_set.manage"
    JOURNEY_READ = "journey.read"
    TARGET_READ = "target.read"
    TARGET_MANAGE = "target.manage"
    PLAN_READ = "plan.read"
    PLAN_WRITE = "plan.write"
    PLAN_DECIDE = "plan.decide"
    OVERSIGHT_READ = "oversight.read"
    HANDBOOK_READ = "handbook.read"
    SUPPORT_READ = "support.read"
    SUPPORT_ASK = "support.ask"
    SUPPORT_ANSWER = "support.answer"
    RECTIFICATION_READ = "rectification.read"
    RECTIFICATION_ANSWER = "rectification.answer"
    RECTIFICATION_HANDLE = "rectification.handle"
    COMMENDATION_READ = "commendation.read"
    COMMENDATION_HANDLE = "commendation.handle"
    EVALUATION_READ = "evaluation.read"
    EVALUATION_DECIDE = "evaluation.decide"
    LETTER_DRAFT = "letter.draft"
    LETTER_ANSWER = "letter.answer"
    WARNING_HANDLE = "warning.handle"
    PROGRAMME_READ = "programme.read"
    PROGRAMME_MANAGE = "programme.manage"
    LESSON_STUDY = "lesson.study"
    LESSON_READ = "lesson.read"
    LESSON_EDIT = "lesson.edit"
    CLASS_READ = "class.read"
    CLASS_MANAGE = "class.manage"
    NOMINATION_SUBMIT = "nomination.submit"
    NOMINATION_DECIDE = "nomination.decide"
    ATTENDANCE_RECORD = "attendance.record"
    BANK_READ = "bank.read"
    BANK_MANAGE = "bank.manage"
    EXAM_TAKE = "exam.take"
    EXAM_MANAGE = "exam.manage"
    PAPER_MARK = "paper.mark"
    RESULT_APPROVE = "result.approve"
    CERTIFICATE_READ = "certificate.read"
    CERTIFICATE_ISSUE = "certificate.issue"
    AUDIT_READ = "audit.read"
    UNION_MANAGE = "union.manage"
    ACTIVITY_READ = "activity.read"
    ACTIVITY_RECORD = "activity.record"
    ACTIVITY_APPROVE = "activity.approve"
    CAMPAIGN_READ = "campaign.read"
    CAMPAIGN_MANAGE = "campaign.manage"
    REFERRAL_SEND = "referral.send"
    REFERRAL_ANSWER = "referral.answer"
    EXEMPLAR_DECIDE = "exemplar.decide"
    EXEMPLAR_PUBLISH = "exemplar.publish"
    SUBMISSION_READ = "submission.read"
    SUBMISSION_SEND = "submission.send"
    SUBMISSION_ANSWER = "submission.answer"
    SOURCE_READ = "source.read"
    SOURCE_FILL = "source.fill"
    SOURCE_MANAGE = "source.manage"
    TRANSFER_READ = "transfer.read"
    TRANSFER_MANAGE = "transfer.manage"
    FORUM_MODERATE = "forum.moderate"
    REPORT_READ = "report.read"
    REPORT_MAKE = "report.make"
    LIST_SAVE = "list.save"


class Scope(StrEnum):
    """What the maker of an access token may leave to a program; less than the maker's own roles."""

    CLASSES = "classes:read"
    ENROLMENTS = "enrolments:read"
    RESULTS = "results:read"
    NOMINATIONS = "nominations:write"


SCOPE_PERMISSIONS = {
    Scope.CLASSES: Permission.CLASS_READ,
    Scope.ENROLMENTS: Permission.CLASS_READ,
    Scope.RESULTS: Permission.CERTIFICATE_READ,
    Scope.NOMINATIONS: Permission.NOMINATION_SUBMIT,
}

_OWN = {Permission.OWN_READ, Permission.OWN_WRITE}
_TENANT_DESK = {
    Permission.UNIT_READ,
    Permission.UNIT_MANAGE,
    Permission.OFFICER_READ,
    Permission.OFFICER_MANAGE,
    Permission.SETTING_MANAGE,
    Permission.TARGET_READ,
}
_CANDIDATE_DESK = {
    Permission.HANDBOOK_READ,
    Permission.CANDIDATE_READ,
    Permission.CANDIDATE_REGISTER,
    Permission.HELPER_ASSIGN,
    Permission.REVIEW_RECORD,
    Permission.STAGE_ADVANCE,
    Permission.SOURCE_READ,
    Permission.SOURCE_FILL,
    Permission.STATISTICS_READ,
    Permission.UNIT_READ,
    Permission.LIST_SAVE,
}
_KHOI_READING = {
    Permission.HANDBOOK_READ,
    Permission.ORGANIZATION_READ,
    Permission.UNIT_READ,
    Permission.OFFICER_READ,
    Permission.CANDIDATE_READ,
    Permission.STATISTICS_READ,
    Permission.TARGET_READ,
    Permission.PLAN_READ,
    Permission.OVERSIGHT_READ,
    Permission.EVALUATION_READ,
    Permission.SUPPORT_READ,
    Permission.RECTIFICATION_READ,
    Permission.COMMENDATION_READ,
    Permission.PROGRAMME_READ,
    Permission.LESSON_READ,
    Permission.CLASS_READ,
    Permission.CERTIFICATE_READ,
    Permission.ACTIVITY_READ,
    Permission.CAMPAIGN_READ,
    Permission.SUBMISSION_READ,
    Permission.TRANSFER_READ,
    Permission.SOURCE_READ,
    Permission.REPORT_READ,
}
_HOUSE_VOICE = {
    Permission.HANDBOOK_READ,
    Permission.SUPPORT_READ,
    Permission.SUPPORT_ASK,
    Permission.CAMPAIGN_READ,
    Permission.CAMPAIGN_MANAGE,
    Permission.EXEMPLAR_DECIDE,
    Permission.FORUM_MODERATE,
}
_UNION_DESK = _HOUSE_VOICE | {
    Permission.UNION_MANAGE,
    Permission.ACTIVITY_READ,
    Permission.ACTIVITY_RECORD,
    Permission.ACTIVITY_APPROVE,
    Permission.REFERRAL_SEND,
}

ROLE_PERMISSIONS: dict[Role, frozenset[Permission]] = {
    role: frozenset(_OWN | permissions)
    for role, permissions in {
        Role.CANDIDATE: {
            Permission.JOURNEY_READ,
            Permission.LESSON_STUDY,
            Permission.LESSON_READ,
            Permission.EXAM_TAKE,
        },
        Role.HELPER: {Permission.HANDBOOK_READ, Permission.CANDIDATE_READ, Permission.REVIEW_RECORD},
        Role.CELL_SECRETARY: _CANDIDATE_DESK,
        Role.SECRETARY: _CANDIDATE_DESK
        | _TENANT_DESK
        | {
            Permission.TOKEN_MANAGE,
            Permission.CANDIDATE_IMPORT,
            Permission.CANDIDATE_EXPORT,
            Permission.WAIVER_SIGN,
            Permission.CLASS_READ,
            Permission.NOMINATION_SUBMIT,
            Permission.CERTIFICATE_READ,
            Permission.REFERRAL_ANSWER,
            Permission.SUBMISSION_READ,
            Permission.SUBMISSION_SEND,
            Permission.TRANSFER_READ,
            Permission.TRANSFER_MANAGE,
            Permission.SOURCE_MANAGE,
            Permission.LETTER_ANSWER,
            Permission.PLAN_READ,
            Permission.PLAN_WRITE,
            Permission.EVALUATION_READ,
            Permission.RECTIFICATION_READ,
            Permission.RECTIFICATION_ANSWER,
            Permission.COMMENDATION_READ,
            Permission.REPORT_READ,
            Permission.REPORT_MAKE,
        }
        | _HOUSE_VOICE,
        Role.UNION_OFFICER: _TENANT_DESK | _UNION_DESK | {Permission.LETTER_ANSWER},
        Role.LECTURER: {
            Permission.CLASS_READ,
            Permission.PROGRAMME_READ,
            Permission.LESSON_READ,
            Permission.LESSON_EDIT,
            Permission.ATTENDANCE_RECORD,
        },
        Role.MARKER: {Permission.PAPER_MARK},
        Role.KHOI_OFFICER: _KHOI_READING
        | {
            Permission.ORGANIZATION_MANAGE,
            Permission.UNIT_MANAGE,
            Permission.OFFICER_MANAGE,
            Permission.SETTING_MANAGE,
            Permission.TOKEN_MANAGE,
            Permission.TARGET_MANAGE,
            Permission.PLAN_DECIDE,
            Permission.RULE_SET_MANAGE,
            Permission.LETTER_DRAFT,
            Permission.WARNING_HANDLE,
            Permission.EVALUATION_DECIDE,
            Permission.SUPPORT_ANSWER,
            Permission.RECTIFICATION_HANDLE,
            Permission.COMMENDATION_HANDLE,
            Permission.PROGRAMME_MANAGE,
            Permission.LESSON_EDIT,
            Permission.CLASS_MANAGE,
            Permission.NOMINATION_DECIDE,
            Permission.ATTENDANCE_RECORD,
            Permission.BANK_READ,
            Permission.BANK_MANAGE,
            Permission.EXAM_MANAGE,
            Permission.RESULT_APPROVE,
            Permission.CERTIFICATE_ISSUE,
            Permission.EXEMPLAR_PUBLISH,
            Permission.SUBMISSION_ANSWER,
            Permission.REPORT_MAKE,
            Permission.LIST_SAVE,
        }
        | _HOUSE_VOICE,
        Role.KHOI_LEADER: _KHOI_READING,
        Role.INSPECTOR: _KHOI_READING | {Permission.AUDIT_READ},
        Role.SYSTEM_ADMIN: {
            Permission.ORGANIZATION_READ,
            Permission.OFFICER_READ,
            Permission.OFFICER_MANAGE,
            Permission.SETTING_MANAGE,
            Permission.TOKEN_MANAGE,
        },
    }.items()
}


def has_permission(actor: Actor | None, permission: Permission) -> bool:
    """Tell whether any role of the actor carries the permission, and its token if it came by one."""
    if actor is None:
        return False
    if actor.token_scopes is not None and permission not in _left_to(actor.token_scopes):
        return False
    return any(permission in ROLE_PERMISSIONS[role] for role in actor.roles)


def _left_to(scopes: frozenset[str]) -> set[Permission]:
    return {SCOPE_PERMISSIONS[Scope(scope)] for scope in scopes}


def check_permission(permission: Permission) -> None:
    """Raise when the current actor lacks the permission."""
    if not has_permission(find_actor(), permission):
        raise PermissionRefusedError


def requires(permission: Permission) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare the permission of a route; the gate enforces it before the view runs."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        view.required_permission = permission  # type: ignore[attr-defined]
        return view

    return declare


def public(view: Callable[P, R]) -> Callable[P, R]:
    """Declare that a route answers people who are not signed in."""
    view.is_public = True  # type: ignore[attr-defined]
    return view


def by_token(scope: Scope) -> Callable[[Callable[P, R]], Callable[P, R]]:
    """Declare a route of the API: a token that carries the scope opens it, a browser's session never."""

    def declare(view: Callable[P, R]) -> Callable[P, R]:
        view.token_scope = scope  # type: ignore[attr-defined]
        return requires(SCOPE_PERMISSIONS[scope])(view)

    return declare


def declared_scope(view: Callable[..., object]) -> Scope | None:
    """Return the scope a route of the API declared; None for a page."""
    return getattr(view, "token_scope", None)


def declared_permission(view: Callable[..., object]) -> Permission | None:
    """Return what a view declared, or None."""
    return getattr(view, "required_permission", None)


def is_public(view: Callable[..., object]) -> bool:
    """Tell whether a view declared itself public."""
    return bool(getattr(view, "is_public", False))
