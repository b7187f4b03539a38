"""Pictures from telephones: turned upright, made smaller, without what the camera wrote into them."""

from __future__ import annotations

import io
import warnings

from PIL import Image, ImageOps

LONGEST_SIDE = 1600
MOST_PIXELS = 60_000_000
"""A telephone takes 12 to 50 million; far more is a bomb of packed pixels."""
QUALITY = 82


def redraw(content: bytes, *, longest_side: int = LONGEST_SIDE) -> bytes:
    """Return the picture as a new JPEG: upright, at most so many pixels long, no metadata at all.

    ValueError, in words for the page, when it is no picture or too large to be opened safely.
    """
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            with Image.open(io.BytesIO(content), formats=("JPEG", "PNG", "WEBP")) as opened:
                if opened.width * opened.height > MOST_PIXELS:
                    raise ValueError("ảnh quá lớn, hãy chụp ở cỡ nhỏ hơn.")
                upright = ImageOps.exif_transpose(opened)
                upright.thumbnail((longest_side, longest_side))
                paper = Image.new("RGB", upright.size, "white")
                paper.paste(upright, mask=_mask(upright))
    except (OSError, SyntaxError, Image.DecompressionBombError, Image.DecompressionBombWarning) as error:
        raise ValueError("không mở được ảnh này.") from error
    output = io.BytesIO()
    paper.save(output, "JPEG", quality=QUALITY, optimize=True, progressive=True)
    return output.getvalue()


def _mask(picture: Image.Image) -> Image.Image | None:
    """Return the transparency of a picture, so that what shows through becomes white paper."""
    return picture.convert("RGBA").getchannel("A") if "A" in picture.getbands() else None


def is_plain(content: bytes, *, longest_side: int) -> bool:
    """Tell whether the content is a JPEG of that size that carries nothing but the picture."""
    try:
        with Image.open(io.BytesIO(content), formats=("JPEG",)) as opened:
            carries = {name for name, _ in getattr(opened, "applist", [])}
            fits = max(opened.size) <= longest_side and opened.mode == "RGB"
            if not fits or carries - {"APP0"} or opened.info.get("comment"):
                return False
            opened.load()
    except (OSError, SyntaxError):
        return False
    return content.endswith(b"\xff\xd9")


def size_of(content: bytes) -> tuple[int, int]:
    """Return width and height of a picture of ours, in pixels."""
    with Image.open(io.BytesIO(content), formats=("JPEG",)) as opened:
        return opened.size
