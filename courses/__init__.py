"""The e-learning module; it imports portal, portal never imports it."""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the features of the module, in the order of its floors."""
    from courses import api, bank, catalog, certificates, classes, dossiers, exams, grading

    for feature in (catalog, classes, bank, exams, grading, certificates, dossiers, api):
        feature.init_app(app)
