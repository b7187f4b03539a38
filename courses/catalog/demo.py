"""A picture beside the first lesson, so that a fresh installation shows how one looks."""

from __future__ import annotations

import io

from PIL import Image, ImageDraw, ImageFont

from courses.catalog.operations.add_material import add_material
from courses.catalog.queries import current_programme, list_lessons, list_materials
from portal.kernel.database import session_as
from portal.organizations.queries import root_operator

YEARS = (1930, 1945, 1954, 1975, 1986)
WIDTH, HEIGHT, EDGE = 1200, 240, 120
RED, INK = "#9b1c1f", "#1f2933"


def load_timeline() -> None:
    """Put the timeline beside lesson 1 unless something stands there already."""
    with session_as(root_operator()):
        programme = current_programme()
        if programme is None:
            return
        first = list_lessons(programme.version.id)[0]
        if list_materials(first.id):
            return
        add_material(
            lesson_id=first.id,
            title="Trục thời gian năm mốc: 1930 thành lập Đảng, 1945 Cách mạng tháng Tám, "
            "1954 Điện Biên Phủ, 1975 thống nhất đất nước, 1986 đổi mới",
            content=_timeline(),
            name="truc-thoi-gian.png",
        )


def _timeline() -> bytes:
    picture = Image.new("RGB", (WIDTH, HEIGHT), "white")
    pen = ImageDraw.Draw(picture)
    middle, step = HEIGHT // 2, (WIDTH - 2 * EDGE) // (len(YEARS) - 1)
    pen.line((EDGE // 2, middle, WIDTH - EDGE // 2, middle), fill=INK, width=6)
    for place, year in enumerate(YEARS):
        x = EDGE + place * step
        pen.ellipse((x - 16, middle - 16, x + 16, middle + 16), fill=RED)
        pen.text((x, middle + 60), str(year), fill=INK, font=ImageFont.load_default(40), anchor="mm")
    output = io.BytesIO()
    picture.save(output, "PNG")
    return output.getvalue()
