"""Charts drawn on the server as plain SVG, with the same numbers as a table beside them.

pygal computes the shapes; its script, style block and inline styles are taken out, because the
content security policy refuses them, and our stylesheet (charts.css) colours the classes that
remain: the same colour means the same thing on every chart, and it prints.
"""

from __future__ import annotations

import sys
from dataclasses import dataclass, field
from typing import TYPE_CHECKING, Any

import pygal
from lxml import etree
from markupsafe import Markup
from pygal.style import Style

from portal.web.filters import show_number

if TYPE_CHECKING:
    from collections.abc import Sequence
    from decimal import Decimal

    Number = int | float | Decimal

# pygal leaves an importer of the old kind behind, for its map plug-ins. We use none, and Python
# warns (in tests: fails) each time a later import passes by it.
sys.meta_path[:] = [finder for finder in sys.meta_path if type(finder) is not pygal.PluginImportFixer]

UNWANTED = frozenset({"script", "style", "desc", "defs", "title"})
LABEL_LENGTH = 28
ROW_HEIGHT, AXIS_HEIGHT = 44, 90  # pixels of a horizontal chart
LEGEND_HEIGHT = 18  # pygal leaves no room for a legend at the bottom
FEW = 8  # up to so many people or things the axis counts one by one, never in fractions
ROOM_FOR_LABELS = 1.15  # the axis goes this far past the longest bar
SIZES = Style(label_font_size=13, major_label_font_size=13, legend_font_size=13, value_font_size=12)


@dataclass(frozen=True, slots=True)
class Series:
    """One named row of numbers; None leaves a gap. ``tone`` picks the colour in charts.css."""

    label: str
    values: Sequence[Number | None]
    tone: str


@dataclass(frozen=True, slots=True)
class ChartFigure:
    """A drawing and the numbers it was drawn from."""

    title: str
    svg: Markup
    labels: Sequence[str]
    series: Sequence[Series]
    note: str = ""
    label_heading: str = field(default="Mục")


def draw_target_bars(
    title: str, units: Sequence[str], targets: Sequence[Number], actuals: Sequence[Number], *, note: str = ""
) -> ChartFigure:
    """Draw target against actual for each unit, as pairs of horizontal bars."""
    series = [Series("Chỉ tiêu", targets, "target"), Series("Đã thực hiện", actuals, "actual")]
    chart = pygal.HorizontalBar(**_config(height=AXIS_HEIGHT + ROW_HEIGHT * max(1, len(units))))
    # pygal draws horizontal charts from the bottom up; a list is read from the top.
    reverse = [Series(row.label, list(reversed(row.values)), row.tone) for row in series]
    svg = _draw(chart, list(reversed(units)), reverse)
    return ChartFigure(title, svg, units, series, note, "Đơn vị")


def draw_pace_line(
    title: str, months: Sequence[str], actuals: Sequence[Number | None], target: Number, *, note: str = ""
) -> ChartFigure:
    """Draw the running total by month against the straight line that reaches the target."""
    steps = len(months)
    pace = [round(float(target) * (n + 1) / steps, 2) for n in range(steps)]
    series = [Series("Nhịp cần đạt", pace, "pace"), Series("Lũy kế thực hiện", actuals, "actual")]
    svg = _draw(pygal.Line(**_config(height=320)), months, series)
    return ChartFigure(title, svg, months, series, note, "Tháng")


def draw_distribution(
    title: str, groups: Sequence[str], counts: Sequence[Number], *, label: str, heading: str, note: str = ""
) -> ChartFigure:
    """Draw how many fall in each group: grades, age bands, months."""
    series = [Series(label, counts, "actual")]
    svg = _draw(pygal.Bar(**_config(height=300, show_legend=False)), groups, series)
    return ChartFigure(title, svg, groups, series, note, heading)


def draw_funnel(
    title: str, stages: Sequence[str], counts: Sequence[Number], *, label: str = "Số người", note: str = ""
) -> ChartFigure:
    """Draw how many stand at each stage, first stage on top."""
    series = [Series(label, counts, "actual")]
    height = AXIS_HEIGHT + (ROW_HEIGHT - 8) * max(1, len(stages))
    chart = pygal.HorizontalBar(**_config(height=height, show_legend=False))
    svg = _draw(chart, list(reversed(stages)), [Series(label, list(reversed(counts)), "actual")])
    return ChartFigure(title, svg, stages, series, note, "Bước")


def draw_forecast(
    title: str,
    months: Sequence[str],
    actuals: Sequence[Number | None],
    lows: Sequence[Number | None],
    highs: Sequence[Number | None],
    *,
    note: str = "",
) -> ChartFigure:
    """Draw the running total so far and the band in which the forecast lies."""
    series = [
        Series("Dự báo cao", highs, "high"),
        Series("Dự báo thấp", lows, "low"),
        Series("Đã thực hiện", actuals, "actual"),
    ]
    svg = _draw(pygal.Line(**_config(height=320)), months, series)
    return ChartFigure(title, svg, months, series, note, "Tháng")


def _config(*, height: int, show_legend: bool = True) -> dict[str, Any]:
    return {
        "width": 540,
        "height": height,
        "style": SIZES,
        "css": [],
        "js": [],
        "no_prefix": True,
        "disable_xml_declaration": True,
        "show_legend": show_legend,
        "legend_at_bottom": True,
        "legend_at_bottom_columns": 3,
        "print_values": True,
        "print_values_position": "top",
        "value_formatter": lambda value: "" if value is None else show_number(value),
        "truncate_label": LABEL_LENGTH,
        "truncate_legend": LABEL_LENGTH,
        "max_scale": 8,
        "margin": 12,
        "margin_bottom": 12 + LEGEND_HEIGHT if show_legend else 12,
        "include_x_axis": True,
        "no_data_text": "Chưa có số liệu",
    }


def _draw(chart: Any, labels: Sequence[str], series: Sequence[Series]) -> Markup:
    chart.x_labels = list(labels)
    numbers = [float(value) for row in series for value in row.values if value is not None]
    chart.config.range = (0, max(numbers, default=0) * ROOM_FOR_LABELS or 1)
    if numbers and max(numbers) < FEW and all(number.is_integer() for number in numbers):
        chart.y_labels = range(int(max(numbers)) + 1)
    for row in series:
        chart.add(row.label, [None if value is None else float(value) for value in row.values])
    return _clean(chart.render_tree(), [row.tone for row in series])


def _clean(root: Any, tones: Sequence[str]) -> Markup:
    """Take out what the policy refuses, name the colours, and hide the drawing from screen readers.

    The figure's caption and table carry the content; the drawing itself is decoration to them.
    """
    for node in list(root.iter()):
        if _is_unwanted(node):
            node.getparent().remove(node)
            continue
        for name in ("style", "id"):
            node.attrib.pop(name, None)
        classes = node.get("class", "")
        for position, tone in enumerate(tones):
            classes = classes.replace(f"color-{position}", f"tone-{tone}")
        if classes:
            node.set("class", classes)
    root.set("aria-hidden", "true")
    root.set("focusable", "false")
    return Markup(etree.tostring(root, encoding="unicode"))  # noqa: S704 -- built by pygal from escaped text


def _is_unwanted(node: Any) -> bool:
    if not isinstance(node.tag, str):  # a comment
        return True
    return etree.QName(node).localname in UNWANTED or "tooltip-overlay" in node.get("class", "")
