"""The one file that knows both packages: ``wsgi:app`` for gunicorn and flask, ``python wsgi.py`` to run all."""

from __future__ import annotations

import sys

import courses
from portal.app import create_app
from portal.kernel.config import SettingsError

try:
    app = create_app()
    courses.init_app(app)
except SettingsError as error:
    sys.exit(f"portal: {error}")
