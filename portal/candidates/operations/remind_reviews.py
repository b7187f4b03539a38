"""The desk reminds those who help of the reviews that are missing."""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from uuid import UUID

from sqlalchemy import and_, select

from portal.accounts.models import Membership
from portal.candidates.models.candidate import Candidate
from portal.candidates.models.helper import HelperAssignment
from portal.candidates.queries.access import is_helping_now, is_visible, signature
from portal.candidates.queries.home import misses_review
from portal.candidates.queries.review_setting import get_review_rules
from portal.candidates.reviews import first_day, review_due_on, show_period
from portal.inbox.operations.send_notice import send_notice
from portal.kernel import audit
from portal.kernel.actor import current_actor
from portal.kernel.database import db
from portal.kernel.errors import DomainError
from portal.kernel.operation import operation
from portal.people.models import Person

NAMES_SHOWN = 3


@dataclass(frozen=True, slots=True)
class Reminded:
    """How many helpers were reminded, how many were already, and the names of those without an account."""

    sent: int
    already: int
    without_account: list[str]


@operation
def remind_reviews(*, period: str, url: str, unit_id: UUID | None = None) -> Reminded:
    """Put one notice into the inbox of every helper whose people lack the review of a period.

    One notice a helper however many people; one that is still unread is not sent again.
    """
    try:
        first_day(period)
    except ValueError as error:
        raise DomainError("Kỳ đánh giá không đúng.", field="period") from error
    by_account: dict[UUID, list[str]] = defaultdict(list)
    without_account: set[str] = set()
    for name, helper, account_id in db.session.execute(_missing(period, unit_id)):
        if account_id is None:
            without_account.add(helper)
        else:
            by_account[account_id].append(name)
    if not by_account and not without_account:
        raise DomainError(f"Không còn ai thiếu đánh giá {show_period(period)}.")
    due_on = review_due_on(period, get_review_rules().due_day)
    sent = sum(
        send_notice(
            to_account_id=account_id,
            subject=f"review:{period}",
            text=f"Ghi đánh giá {show_period(period)} cho {_names(names)}",
            url=url,
            sent_by=signature(),
            due_on=due_on,
        )
        for account_id, names in by_account.items()
    )
    audit.record("reviews.reminded", subject_id=current_actor().tenant_id, period=period, sent=sent)
    return Reminded(sent, len(by_account) - sent, sorted(without_account))


def _missing(period: str, unit_id: UUID | None):  # type: ignore[no-untyped-def]  # noqa: ANN202 -- three columns
    return (
        select(Person.full_name, HelperAssignment.helper_name, Membership.account_id)
        .join(Candidate, and_(Candidate.tenant_id == Person.tenant_id, Candidate.person_id == Person.id))
        .join(
            HelperAssignment,
            and_(
                HelperAssignment.tenant_id == Candidate.tenant_id,
                HelperAssignment.candidate_id == Candidate.id,
                is_helping_now(),
            ),
        )
        .outerjoin(
            Membership,
            and_(
                Membership.tenant_id == HelperAssignment.tenant_id,
                Membership.id == HelperAssignment.helper_membership_id,
                Membership.is_active,
            ),
        )
        .where(
            Candidate.tenant_id == current_actor().tenant_id,
            is_visible(),
            misses_review(period),
            *([Candidate.unit_id == unit_id] if unit_id else []),
        )
        .order_by(Person.sort_name)
    )


def _names(names: list[str]) -> str:
    shown = ", ".join(names[:NAMES_SHOWN])
    return f"{shown} và {len(names) - NAMES_SHOWN} người nữa" if len(names) > NAMES_SHOWN else shown
