"""The exam room of the tests: a class, an exam, Em with a paper."""

from __future__ import annotations

import pytest

from tests.courses import room as building


@pytest.fixture
def room(app, cast):
    """A published screening exam that Em may sit."""
    with app.app_context():
        return building.open_room(app, cast)


@pytest.fixture
def em(room, client_as):
    """Em's browser."""
    return client_as(room.cast.em)


@pytest.fixture
def attempt(room, em):
    """The address of an attempt Em has started."""
    answer = em.post(f"/exams/{room.exam_id}/start")
    assert answer.status_code == 303, answer.text
    return answer.location


@pytest.fixture
def paper(attempt, em):
    """The paper as the player gets it: items by type."""
    return {item["type"]: item for item in em.get(f"{attempt}/paper").json["items"]}
