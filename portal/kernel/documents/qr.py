"""QR codes as SVG: sharp at any size, no raster image to store."""

from __future__ import annotations

import io

import segno


def qr_svg(text: str) -> str:
    """Return the QR code of a text with medium error correction (15 % may be dirt or a fold)."""
    output = io.BytesIO()
    segno.make_qr(text, error="m").save(output, kind="svg", border=2, xmldecl=False, dark="#1d1a16")
    return output.getvalue().decode()
