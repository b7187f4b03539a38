"""The one blueprint of the feature, and what its pages have in common."""

from __future__ import annotations

from collections.abc import Sequence

from flask import Blueprint, Response, url_for

from courses.certificates.documents import print_certificates
from courses.certificates.models import Certificate
from courses.certificates.rules import VALIDITY_LABELS, VALIDITY_TONES, Validity, validity
from portal.kernel import clock
from portal.kernel.documents.pdf import MEDIA_TYPE

bp = Blueprint("certificates", __name__)


@bp.app_context_processor
def certificate_words() -> dict[str, object]:
    """Give templates how a certificate stands today, in words and colour, under one name."""
    return {
        "certificate_words": {
            "stands": validity_today,
            "label": VALIDITY_LABELS,
            "tone": VALIDITY_TONES,
        }
    }


def validity_today(row: Certificate) -> Validity:
    """Return how a certificate stands today."""
    return validity(row.valid_until, row.annulled_on, on=clock.today())


def sheets(rows: Sequence[Certificate], name: str) -> Response:
    """Answer with certificates as one PDF."""
    return attachment(print_certificates(rows, address_of=address_of), MEDIA_TYPE, f"{name}.pdf")


def address_of(code: str) -> str:
    """Return the full address at which anybody checks a code."""
    return url_for("certificates.verify_certificate", code=code, _external=True)


def file_name(row: Certificate) -> str:
    """Return the name of the file of one certificate, without the ending; no person's name in it."""
    return f"giay-chung-nhan-{row.serial}-{row.year}"


def attachment(content: bytes, media_type: str, name: str) -> Response:
    """Answer with a file to keep."""
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return Response(content, content_type=media_type, headers=headers)
