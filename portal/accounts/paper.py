"""A secret that is shown once on a sheet to print, and is kept nowhere readable.

Between the POST that made it and the page that shows it, it travels sealed in the browser's own
session and is taken out when shown: loading the page again shows nothing.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass

import segno
from flask import session
from markupsafe import Markup

from portal.kernel.crypto import keyring

_KEY = "paper"
_PURPOSE = "paper-shown-once"


@dataclass(frozen=True, slots=True)
class Paper:
    """What stands on the sheet. ``kind`` is ``invitation`` or ``password``."""

    kind: str
    secret: str
    display_name: str
    username: str
    house_name: str
    role_words: str
    url: str
    back_url: str


def hand_over(paper: Paper) -> None:
    """Keep the sheet, sealed, for the next page of this browser."""
    session[_KEY] = keyring().encrypt(json.dumps(asdict(paper)), purpose=_PURPOSE)


def take() -> Paper | None:
    """Return the sheet and forget it; None when there is none or it was shown."""
    sealed = session.pop(_KEY, None)
    return Paper(**json.loads(keyring().decrypt(sealed, purpose=_PURPOSE))) if sealed else None


def qr_code(url: str) -> Markup:
    """Return the address as a QR drawing that the content security policy lets through."""
    output = io.BytesIO()
    segno.make(url, error="m").save(output, kind="svg", scale=5, border=2, xmldecl=False, svgns=True)
    return Markup(output.getvalue().decode())  # noqa: S704 -- drawn by segno, holds no text of anybody
