"""PDF by typst, from templates in templates/documents/*.typ, with the fonts typst brings along.

No font of the machine is used and the time inside is the caller's, so a document is the same, byte
for byte, wherever and whenever it is printed.
"""

from __future__ import annotations

import json
from functools import cache
from typing import TYPE_CHECKING, Any

from portal.kernel.config import PROJECT_ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping
    from datetime import datetime

    import typst

FOLDER = PROJECT_ROOT / "templates" / "documents"
MEDIA_TYPE = "application/pdf"


def render_pdf(template: str, values: Mapping[str, Any], *, made_at: datetime) -> bytes:
    """Return the document a template makes of ``values`` (``json(bytes(sys.inputs.values))`` in it).

    Values are read as data and never as markup: a name with a "#" stays a name. ``made_at`` is the
    time the document says it was made.
    """
    import typst

    document = typst.compile(
        str(FOLDER / template),
        root=str(FOLDER),
        font_paths=_fonts(),
        sys_inputs={"values": json.dumps(values, ensure_ascii=False)},
        timestamp=int(made_at.timestamp()),
    )
    if not isinstance(document, bytes):
        raise TypeError("typst returned no document")
    return document


@cache
def _fonts() -> typst.Fonts:
    """Read the fonts once: it takes three times as long as making a page."""
    import typst

    return typst.Fonts(include_system_fonts=False)
