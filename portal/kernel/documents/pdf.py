"""PDF by typst, from templates in templates/documents/*.typ, with the fonts typst brings along.

No font of the machine is used, so a document looks the same wherever it is printed.
"""

from __future__ import annotations

import json
from typing import TYPE_CHECKING, Any

from portal.kernel import clock
from portal.kernel.config import PROJECT_ROOT

if TYPE_CHECKING:
    from collections.abc import Mapping

FOLDER = PROJECT_ROOT / "templates" / "documents"
MEDIA_TYPE = "application/pdf"


def render_pdf(template: str, values: Mapping[str, Any]) -> bytes:
    """Return the document a template makes of ``values`` (``json(bytes(sys.inputs.values))`` in it).

    Values are read as data and never as markup: a name with a "#" stays a name.
    """
    import typst

    document = typst.compile(
        str(FOLDER / template),
        root=str(FOLDER),
        sys_inputs={"values": json.dumps(values, ensure_ascii=False, default=str)},
        ignore_system_fonts=True,
        timestamp=int(clock.now().timestamp()),
    )
    if not isinstance(document, bytes):
        raise TypeError("typst returned several documents")
    return document
