from uuid import uuid4

import pytest

from portal.kernel import seams
from portal.kernel.actor import Actor, Door, Role, acting_as
from portal.kernel.permissions import Permission
from portal.web import frame as frame_room
from portal.web.frame import FrameIdentity, get_frame, register_frame_link, register_frame_source

SECRETARY = Actor(tenant_id=uuid4(), door=Door.STAFF, roles=frozenset({Role.SECRETARY}))


@pytest.fixture(autouse=True)
def own_registrations(monkeypatch):
    monkeypatch.setattr(frame_room, "_source", None)
    monkeypatch.setattr(frame_room, "_links", {})


@pytest.fixture
def places(app):
    for endpoint in ("home", "people.list_people", "people.show_person", "audit.show"):
        app.add_url_rule(f"/{endpoint}", endpoint, lambda: "")
    seams.navigation[:] = [
        seams.Place(
            "Quần chúng", "people.list_people", "people", Permission.CANDIDATE_READ, 20, badge=lambda: 3
        ),
        seams.Place("Tổng quan", "home", "home", Permission.OWN_READ, 10),
        seams.Place("Nhật ký", "audit.show", "shield", Permission.AUDIT_READ, 90),
    ]
    return app


def test_the_rail_shows_what_the_actor_may_enter_in_order(places):
    with places.test_request_context("/home"), acting_as(SECRETARY):
        shown = get_frame().places
    assert [(place.label, place.current, place.badge) for place in shown] == [
        ("Tổng quan", "page", 0),
        ("Quần chúng", "", 3),
    ]


def test_an_inner_page_marks_the_place_of_its_feature(app, places):
    from flask import Blueprint

    people = Blueprint("people_pages", __name__)
    people.add_url_rule("/x/list", "list_people", lambda: "")
    people.add_url_rule("/x/one", "show_person", lambda: "")
    app.register_blueprint(people)
    seams.navigation[:] = [
        seams.Place("Quần chúng", "people_pages.list_people", "people", Permission.OWN_READ, 1)
    ]
    with app.test_request_context("/x/one"), acting_as(SECRETARY):
        assert [place.current for place in get_frame().places] == ["true"]


def test_nobody_signed_in_has_no_places_and_no_name(places):
    with places.test_request_context("/home"):
        assert get_frame().places == []
        assert get_frame().identity is None


def test_a_phone_shows_four_places_and_puts_the_rest_behind_more(places):
    seams.navigation[:] = [seams.Place(f"Mục {n}", "home", "home", Permission.OWN_READ, n) for n in range(7)]
    with places.test_request_context("/home"), acting_as(SECRETARY):
        frame = get_frame()
        assert len(frame.places_on_phone) == 4
        assert [place.label for place in frame.places_behind_more] == ["Mục 4", "Mục 5", "Mục 6"]


def test_five_places_need_no_more(places):
    seams.navigation[:] = [seams.Place(f"Mục {n}", "home", "home", Permission.OWN_READ, n) for n in range(5)]
    with places.test_request_context("/home"), acting_as(SECRETARY):
        assert get_frame().places_behind_more == []


def test_the_names_come_from_the_registered_source_once_a_request(places):
    asked = []

    @register_frame_source
    def names(actor):
        asked.append(actor)
        return FrameIdentity("Trần Thị Ngọc", "Bệnh viện Đa khoa tỉnh")

    with places.test_request_context("/home"), acting_as(SECRETARY):
        assert get_frame().identity.person_name == "Trần Thị Ngọc"
        assert get_frame().identity.tenant_name == "Bệnh viện Đa khoa tỉnh"
    assert asked == [SECRETARY]


def test_a_button_needs_an_endpoint_that_is_there(places):
    register_frame_link("home", "home")
    register_frame_link("inbox", "inbox.list_notices")
    with places.test_request_context("/home"):
        assert get_frame().link("home") == "/home"
        assert get_frame().link("inbox") is None
        assert get_frame().link("search") is None
    with pytest.raises(ValueError, match="no link named"):
        register_frame_link("weather", "home")
