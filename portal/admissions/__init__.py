"""Dossiers sent to Khối and what it decided: appraisal, decision, annulment, deletion (rules.md §1.6–1.9).

A house sends a row addressed to Khối, Khối answers by rows addressed to the house, and the house
writes each answer into its own register; nobody writes in another's house.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from flask import Flask


def init_app(app: Flask) -> None:
    """Register the routes and seams of the feature."""
    from portal.admissions import demo, offers
    from portal.admissions.views import bp
    from portal.kernel import seams

    app.register_blueprint(bp)
    offers.register()
    seams.demo_loaders.append((demo.ORDER, demo.load))
