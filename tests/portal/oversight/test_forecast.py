"""The forecast read from recorded steps, and its page."""

from __future__ import annotations

from datetime import date

import pytest

from portal.candidates.phases import Phase
from portal.candidates.stages import Stage
from portal.oversight.forecast.queries import list_paths
from portal.targets.operations.import_targets import import_targets
from tests.portal.candidates.builders import LISTED_ON, a_candidate, travel
from tests.portal.targets.sheets import sheet


@pytest.fixture
def targets(acting, cast):
    with acting(cast.giang):
        import_targets(content=sheet([("K01", 10, 2, 4), ("K02", 6, 2, 6)]), term_code="2020-2025")


def test_steps_become_days_of_phases_and_like_ways_are_one_row(acting, cast):
    with acting(cast.an):
        a_candidate("Lê Thị Hoa")
        a_candidate("Lê Thị Lan")
        travel(a_candidate("Lê Thị Mai"), Stage.DECIDED)
    with acting(cast.giang, reading=True):
        paths = list_paths()
    waiting, decided = sorted(paths, key=lambda path: path.decided_on is not None)
    assert (waiting.people, dict(waiting.entered)) == (2, {Phase.SOURCE.value: LISTED_ON})
    assert list(decided.entered) == ["source", "class", "dossier", "resolution"]
    assert decided.decided_on is not None
    assert decided.place_on(date(2030, 1, 1)) is None


@pytest.mark.parametrize("people", [1, 3])
def test_the_page_costs_the_same_and_promises_nothing_from_nothing(
    client_as, acting, cast, targets, keep_figures, statements, people
):
    with acting(cast.an):
        for name in ("Lê Thị Hoa", "Lê Thị Lan", "Lê Thị Mai")[:people]:
            a_candidate(name)
    keep_figures()
    client = client_as(cast.khanh)
    client.get("/forecast")
    with statements() as sent:
        page = client.get("/forecast").text
    assert len(sent) == 7
    assert "chưa đủ để dự báo" in page
    assert "khi ấy chưa đủ số liệu" in page


def test_one_house_is_shown_alone_and_houses_do_not_read_the_bloc(client_as, cast, targets):
    page = client_as(cast.giang).get(f"/forecast/{cast.an.tenant_id}").text
    assert "Đảng bộ Sở Thử Nghiệm A" in page
    assert "Sở Thử Nghiệm B" not in page
    assert client_as(cast.an).get(f"/forecast/{cast.an.tenant_id}").status_code == 403


def test_before_any_target_the_page_says_what_to_do(client_as, cast):
    assert "Chưa có chỉ tiêu nhiệm kỳ" in client_as(cast.giang).get("/forecast").text
