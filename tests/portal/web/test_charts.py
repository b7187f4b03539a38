import pytest

from portal.web import charts

MONTHS = [f"T{n}" for n in range(1, 5)]
FIGURES = [
    charts.draw_target_bars("Chỉ tiêu", ["K53 · Bệnh viện", "K57"], [71, 60], [38, 21]),
    charts.draw_pace_line("Nhịp", MONTHS, [8, 20, None, None], 190),
    charts.draw_distribution("Phổ điểm", ["<5", "5–7"], [2, 14], label="Số bài", heading="Điểm"),
    charts.draw_funnel("Phễu", ["Danh sách", "Hồ sơ"], [1284, 212]),
    charts.draw_forecast("Dự báo", MONTHS, [8, 20, None, None], [None, 20, 25, 30], [None, 20, 28, 38]),
    charts.draw_target_bars("Chưa có gì", [], [], []),
]


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.title)
def test_a_drawing_holds_nothing_the_policy_refuses(figure):
    assert figure.svg.startswith("<svg")
    for refused in ("<script", "<style", "style=", "http://p", "href", "onload", "id="):
        assert refused not in figure.svg


@pytest.mark.parametrize("figure", FIGURES, ids=lambda figure: figure.title)
def test_the_table_has_a_number_for_every_label(figure):
    assert all(len(row.values) == len(figure.labels) for row in figure.series)


def test_colours_are_named_by_meaning():
    assert "tone-target" in FIGURES[0].svg
    assert "tone-actual" in FIGURES[0].svg
    assert "color-" not in FIGURES[0].svg


def test_the_pace_is_the_straight_line_to_the_target():
    pace = FIGURES[1].series[0]
    assert list(pace.values) == [47.5, 95.0, 142.5, 190.0]


def test_text_of_people_cannot_become_markup():
    figure = charts.draw_funnel("Phễu", ["<script>alert(1)</script>"], [3])
    assert "<script" not in figure.svg
    assert "&lt;script" in figure.svg
