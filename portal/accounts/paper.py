"""A secret that is shown once on a sheet to print, and is kept nowhere readable.

Between the POST that made it and the page that shows it, it travels sealed in the browser's own
session and is taken out when shown: loading the page again shows nothing.
"""

from __future__ import annotations

import io
import json
from dataclasses import asdict, dataclass

import segno
from flask import session, url_for
from markupsafe import Markup

from portal.accounts.role_giving import role_words
from portal.kernel.actor import Role
from portal.kernel.crypto import keyring
from portal.organizations.queries import current_organization

_KEY, _TOKEN_KEY = "paper", "access_token"
_PURPOSE = "paper-shown-once"
MEMBER_WORDS = "Đoàn viên, hội viên"


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


def hand_over_to_member(kind: str, secret: str, name: str, *, back_url: str, username: str = "") -> None:
    """Keep the sheet of somebody who is no officer: a candidate, a member of a union."""
    house = current_organization()
    roles = role_words(frozenset({Role.CANDIDATE})) if house.kind != "mass_union" else MEMBER_WORDS
    url = (
        url_for("accounts.accept_invitation", code=secret, _external=True)
        if kind == "invitation"
        else url_for("accounts.sign_in", _external=True)
    )
    hand_over(Paper(kind, secret, name, username, house.name, roles, url, back_url))


def take() -> Paper | None:
    """Return the sheet and forget it; None when there is none or it was shown."""
    sealed = session.pop(_KEY, None)
    return Paper(**json.loads(keyring().decrypt(sealed, purpose=_PURPOSE))) if sealed else None


def hand_over_token(token: str) -> None:
    """Keep an access token, sealed, for the next page of this browser."""
    session[_TOKEN_KEY] = keyring().encrypt(token, purpose=_PURPOSE)


def take_token() -> str:
    """Return the access token and forget it; empty when there is none or it was shown."""
    sealed = session.pop(_TOKEN_KEY, None)
    return keyring().decrypt(sealed, purpose=_PURPOSE) if sealed else ""


def qr_code(url: str) -> Markup:
    """Return the address as a QR drawing that the content security policy lets through."""
    output = io.BytesIO()
    segno.make(url, error="m").save(output, kind="svg", scale=5, border=2, xmldecl=False, svgns=True)
    return Markup(output.getvalue().decode())  # noqa: S704 -- drawn by segno, holds no text of anybody
