"""The one file that knows both packages: ``wsgi:app`` is served, ``python wsgi.py`` runs everything."""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING

import courses
from portal.app import create_app
from portal.kernel.config import SettingsError, read_settings

if TYPE_CHECKING:
    from flask import Flask


def build() -> Flask:
    """Return the whole application; end in one line when the environment cannot start it."""
    try:
        application = create_app()
    except SettingsError as error:
        sys.exit(f"portal: {error}")
    courses.init_app(application)
    return application


def main() -> int:
    """Bring the database up to date, load sample data into an empty one, run web and worker."""
    from portal.kernel import bootstrap, supervisor

    try:
        settings = read_settings()
        settings.instance_path.mkdir(parents=True, exist_ok=True)
        supervisor.check_port_is_free(settings.port, settings.host)
        owner = bootstrap.owner_url(settings)
        bootstrap.create_database(settings, owner)
        bootstrap.upgrade_database(settings, owner)
    except SettingsError as error:
        sys.exit(f"portal: {error}")
    application = build()
    python = sys.executable
    commands = application.test_cli_runner()
    commands.invoke(args=["demo", "load", "--if-empty"], catch_exceptions=False)
    print(commands.invoke(args=["demo", "accounts"]).output)  # noqa: T201 -- the greeting
    print(f"http://{settings.host}:{settings.port}/", flush=True)  # noqa: T201 -- the greeting
    web = [python, "-m", "gunicorn", "wsgi:build()", "--worker-class", "gthread", "--threads", "8"]
    web += ["--workers", str(settings.web_workers), "--bind", f"{settings.host}:{settings.port}"]
    web += ["--timeout", "60", "--graceful-timeout", "10", "--no-control-socket"]
    web += ["--worker-tmp-dir", str(settings.instance_path)]
    worker = [python, "-m", "flask", "--app", "wsgi:build", "worker"]
    return supervisor.run_all([supervisor.Program("web", web), supervisor.Program("worker", worker)])


def __getattr__(name: str) -> Flask:
    """Build ``app`` when somebody asks for it, so that ``python wsgi.py`` can prepare first."""
    if name == "app":
        globals()["app"] = build()
        return globals()["app"]
    raise AttributeError(name)


if __name__ == "__main__":
    sys.exit(main())
