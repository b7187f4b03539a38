"""The fault suite takes minutes and kills processes: it runs by ``make faults`` only."""

from __future__ import annotations

import os

collect_ignore_glob = [] if os.environ.get("FAULTS") else ["test_*.py"]
