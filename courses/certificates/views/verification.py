"""The page on which anybody checks a certificate."""

from __future__ import annotations

from typing import TYPE_CHECKING

from flask import render_template

from courses.certificates.queries.seals import find_seal
from courses.certificates.views.blueprint import bp
from portal.kernel.permissions import public

if TYPE_CHECKING:
    from flask.typing import ResponseReturnValue


@bp.get("/verify/<code>")
@public
def verify_certificate(code: str) -> ResponseReturnValue:
    """Say whether a certificate holds; never whose it is."""
    seal = find_seal(code)
    if seal is None:
        return render_template("certificates/verify_unknown.html"), 404
    return render_template("certificates/verify_certificate.html", seal=seal)
