"""One installation for the whole suite, on a real disk, as the durability of answers is what is judged."""

from __future__ import annotations

import tempfile
from pathlib import Path

import pytest

from portal.kernel import embedded_postgres
from tests.faults.installation import Installation


@pytest.fixture(scope="session")
def installation():
    with tempfile.TemporaryDirectory(prefix="portal-faults-") as folder:
        made = Installation(Path(folder))
        made.flask("organizations", "--help")
        made.open_exam(1)
        yield made
        embedded_postgres.stop(made.server)
