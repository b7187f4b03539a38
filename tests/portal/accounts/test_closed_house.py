"""Nobody works in a house that was closed; its candidates still come in to what is their own."""

from __future__ import annotations

from datetime import timedelta

from portal.kernel import clock
from portal.organizations.operations.close_organization import close_organization
from portal.organizations.operations.reopen_organization import reopen_organization
from tests.cast import PASSWORD


def close(acting, cast, day):
    with acting(cast.giang):
        close_organization(organization_id=cast.house_a, closed_on=day, decision_no="12-QĐ/ĐUK")


def test_officers_are_out_from_the_day_and_back_when_it_opens_again(app, acting, client_as, cast):
    secretary, helper, stranger = client_as(cast.an), client_as(cast.binh), client_as(cast.chi)
    close(acting, cast, clock.today())
    for somebody in (secretary, helper):
        assert "/sign-in" in somebody.get("/candidates").headers["Location"]
    typed = {"username": cast.an.username, "password": PASSWORD}
    assert "không đúng" in app.test_client().post("/sign-in", data=typed).text
    assert stranger.get("/candidates").status_code == 200
    with acting(cast.giang):
        reopen_organization(organization_id=cast.house_a)
    assert secretary.get("/candidates").status_code == 200


def test_until_the_day_they_work_on(acting, client_as, cast):
    close(acting, cast, clock.today() + timedelta(days=1))
    assert client_as(cast.an).get("/candidates").status_code == 200


def test_a_candidate_still_sees_his_own_way(acting, client_as, cast):
    close(acting, cast, clock.today())
    assert client_as(cast.em).get("/").status_code == 200
