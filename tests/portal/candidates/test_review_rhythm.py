"""Houses that review by quarter, reminders, what a quarter counts for."""

from __future__ import annotations

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import select

from portal.candidates.facts import build_facts
from portal.candidates.operations.record_review import record_review
from portal.candidates.operations.remind_reviews import remind_reviews
from portal.candidates.operations.set_review_rules import set_review_rules
from portal.candidates.queries.home import count_waiting, list_due_reviews
from portal.candidates.queries.records import get_record
from portal.candidates.queries.review_setting import get_review_rules
from portal.candidates.reviews import (
    Rhythm,
    first_day,
    last_overdue_period,
    months_of,
    next_period,
    period_due,
    period_of,
    review_due_on,
    shift,
    show_period,
)
from portal.inbox.models import Notice
from portal.inbox.operations.read_notice import read_notice
from portal.inbox.queries import unread_notices
from portal.kernel import clock
from portal.kernel.database import db
from portal.kernel.errors import DomainError, NotFound
from tests.portal.candidates.builders import a_candidate, a_helper, a_review, in_house

days = st.dates(date(2000, 1, 1), date(2100, 12, 31))
URL = "/candidates/reviews"


def test_a_quarter_in_days_and_words():
    assert months_of("2026-Q3") == ["2026-07", "2026-08", "2026-09"]
    assert months_of("2026-08") == ["2026-08"]
    assert review_due_on("2026-Q3", 15) == date(2026, 10, 15)
    assert show_period("2026-Q3") == "quý III/2026"
    assert shift("2026-Q1", -1) == "2025-Q4"
    assert period_due(date(2026, 11, 23), is_quarter=True) == "2026-Q3"


@given(days, st.booleans(), st.integers(1, 28), st.integers(-200, 200))
def test_periods_are_consistent(day, is_quarter, due_day, number):
    period = period_of(day, is_quarter=is_quarter)
    assert first_day(period) <= day < first_day(next_period(period))
    assert shift(shift(period, number), -number) == period
    overdue = last_overdue_period(day, due_day, is_quarter=is_quarter)
    assert review_due_on(overdue, due_day) < day <= review_due_on(next_period(overdue), due_day)


@pytest.fixture
def helped(app, cast):
    """Somebody of house A, whom Bình (an account of the house) helps."""
    from portal.candidates.queries import choices

    with app.app_context(), in_house(cast.an):
        candidate_id = a_candidate()
        accounts = {name.split(",")[0]: one for one, name in choices.helper_choices()}
        a_helper(candidate_id, helper_membership_id=next(iter(accounts.values())), helper_name="")
        return candidate_id


def test_a_house_that_reviews_by_quarter_is_asked_by_quarter(app, cast):
    with app.app_context(), in_house(cast.an), clock.frozen_at(clock.now().replace(month=11, day=23)):
        candidate_id = a_candidate()
        with pytest.raises(DomainError) as refused:
            set_review_rules(rhythm=Rhythm.QUARTERLY, due_day=31)
        assert refused.value.field == "due_day"
        set_review_rules(rhythm=Rhythm.QUARTERLY, due_day=20)
        assert get_review_rules().due_day == 20
        waiting = count_waiting()
        overdue = last_overdue_period(clock.today(), 20, is_quarter=True)
        assert (waiting.overdue_period, waiting.overdue_reviews) == (overdue, 1)
        a_review(candidate_id, overdue)
        assert count_waiting().overdue_reviews == 0
        review = get_record(candidate_id).reviews[-1]
        assert review.due_on == review_due_on(overdue, 20)
        facts = build_facts(get_record(candidate_id), step="cell", as_of=clock.today(), holidays=())
        assert [one.period for one in facts.reviews] == months_of(overdue)


def test_both_rhythms_ask_for_the_month_and_the_quarter(app, cast):
    with app.app_context(), in_house(cast.an):
        a_candidate()
        set_review_rules(rhythm="both", due_day=10)
        periods = {page.period for page in list_due_reviews() if page.rows}
        assert period_due(clock.today()) in periods
        assert period_due(clock.today(), is_quarter=True) in periods


def test_a_months_own_review_stands_beside_the_quarters(app, cast):
    with app.app_context(), in_house(cast.an):
        candidate_id = a_candidate()
        a_review(candidate_id, "2026-Q1")
        a_review(candidate_id, "2026-02")
        facts = build_facts(get_record(candidate_id), step="cell", as_of=clock.today(), holidays=())
        assert [one.period for one in facts.reviews] == ["2026-01", "2026-02", "2026-03"]
        with pytest.raises(DomainError):
            a_review(candidate_id, next_period(next_period(period_of(clock.today(), is_quarter=True))))
        assert record_review.__doc__


def test_one_reminder_a_helper_until_it_is_read(app, cast, helped):
    with app.app_context():
        with in_house(cast.an):
            a_helper(a_candidate("Nguyễn Văn Ân"), helper_name="Trần Văn Không")
            period = period_due(clock.today())
            done = remind_reviews(period=period, url=URL)
            assert (done.sent, done.already, done.without_account) == (1, 0, ["Trần Văn Không"])
            assert remind_reviews(period=period, url=URL).already == 1
            notice = db.session.scalars(select(Notice)).one()
            assert "Lê Thị Hoa" in notice.text
            with pytest.raises(DomainError):
                remind_reviews(period="nonsense", url=URL)
            reader = notice.to_account_id
        someone = next(one for one in (cast.an, cast.binh) if one.account_id == reader)
        other = cast.binh if someone is cast.an else cast.an
        with in_house(other):
            assert unread_notices() == []
            with pytest.raises(NotFound):
                read_notice(notice_id=notice.id)
        with in_house(someone):
            assert [row.id for row in unread_notices()] == [notice.id]
            assert read_notice(notice_id=notice.id) == URL
            assert unread_notices() == []
        with in_house(cast.an):
            assert remind_reviews(period=period, url=URL).sent == 1, "read, and still missing: asked again"


def test_nobody_is_reminded_of_nothing(app, cast):
    with app.app_context(), in_house(cast.an), pytest.raises(DomainError, match="Không còn ai"):
        remind_reviews(period=period_due(clock.today()), url=URL)


def test_the_pages(app, client_as, cast, helped):
    an = client_as(cast.an)
    page = an.get(URL)
    assert "Nhắc tất cả" in page.text
    assert (
        "Đã nhắc 1 đồng chí"
        in an.post(f"{URL}/remind", data={"period": period_due(clock.today())}, follow_redirects=True).text
    )
    assert "Người chưa có đánh giá" in an.get(f"{URL}?print=1").text
    assert an.get(f"{URL}?unit=rubbish").status_code == 200
    assert an.post(f"{URL}/rules", data={"rhythm": "both", "due_day": "99"}).status_code == 422
    an.post(f"{URL}/rules", data={"rhythm": "both", "due_day": "12"})
    assert "hạn ngày 12" in an.get(URL).text
    quarter = period_due(clock.today(), is_quarter=True)
    with app.app_context(), in_house(cast.an):
        a_review(helped, months_of(quarter)[0], task_title="Viết bài", task_result="Đã xong")
    form = an.get(f"/candidates/{helped}/review?period={quarter}").text
    assert "Các tháng trong quý" in form
    assert "Đã xong" in form
    chi = client_as(cast.chi)
    assert chi.post(f"{URL}/remind", data={"period": quarter}, follow_redirects=True).status_code == 200
    assert "Lê Thị Hoa" not in chi.get(URL).text
