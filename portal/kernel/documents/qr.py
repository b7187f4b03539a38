"""QR codes for paper and for the screen, with medium error correction (15 % may be dirt or a fold)."""

from __future__ import annotations

import io
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    import segno

INK = "#1d1a16"
QUIET_ZONE = 4
"""Modules of white around the code; scanners need four (ISO/IEC 18004)."""
MASK = 0
"""The checkerboard. Trying all eight masks takes five times as long; codes and signatures are as good
as random, so none of them comes out better."""


def qr_svg(text: str) -> str:
    """Return the QR code of a text as SVG: sharp at any size."""
    output = io.BytesIO()
    _code(text).save(output, kind="svg", border=QUIET_ZONE, xmldecl=False, dark=INK)
    return output.getvalue().decode()


def qr_png(text: str, *, scale: int = 8) -> bytes:
    """Return the QR code of a text as PNG, ``scale`` pixels a module, for what cannot show SVG."""
    output = io.BytesIO()
    _code(text).save(output, kind="png", border=QUIET_ZONE, scale=scale, dark=INK)
    return output.getvalue()


def _code(text: str) -> segno.QRCode:
    import segno

    return segno.make_qr(text, error="m", mask=MASK)
