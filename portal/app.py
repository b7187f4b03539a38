"""Builds the portal: settings → database → kernel → features, in the order of the floors."""

from __future__ import annotations

import json
import sys
import time
from dataclasses import asdict

import click
import structlog
from flask import Flask
from flask.cli import AppGroup
from flask_bootstrap import Bootstrap5
from flask_wtf import CSRFProtect
from sqlalchemy import text
from werkzeug.middleware.proxy_fix import ProxyFix

from portal import (
    accounts,
    activities,
    admissions,
    archive,
    candidates,
    commendation,
    evaluation,
    handbook,
    inbox,
    organizations,
    oversight,
    people,
    plans,
    rectification,
    reorganizations,
    roadmaps,
    sources,
    targets,
    transfers,
    web,
)
from portal.candidates import generate
from portal.kernel import bootstrap, jobs, seams
from portal.kernel.actor import Door
from portal.kernel.config import PROJECT_ROOT, Settings, SettingsError, read_settings
from portal.kernel.crypto import Keyring
from portal.kernel.database import db, engine_options
from portal.kernel.doors import QUEUE, door_url, door_urls, libpq_url, parse_url
from portal.kernel.permissions import public

FEATURES = (
    web,
    organizations,
    accounts,
    archive,
    inbox,
    people,
    candidates,
    targets,
    activities,
    admissions,
    transfers,
    roadmaps,
    sources,
    plans,
    reorganizations,
    handbook,
    oversight,
    evaluation,
    rectification,
    commendation,
)
MAX_UPLOAD_BYTES = 16 * 1024 * 1024

csrf = CSRFProtect()


def create_app(settings: Settings | None = None, *, testing: bool = False) -> Flask:
    """Return the portal's web application, its database ready to be used."""
    structlog.configure(logger_factory=_write_log)
    settings = settings or read_settings()
    owner = bootstrap.owner_url(settings)
    bootstrap.prepare_database(settings, owner)
    app = Flask(
        "portal",
        root_path=str(PROJECT_ROOT / "portal"),
        template_folder=str(PROJECT_ROOT / "templates"),
        static_folder=str(PROJECT_ROOT / "static"),
        instance_path=str(settings.instance_path),
    )
    base = parse_url(settings.database_url) if settings.database_url else owner
    app.config.update(
        SECRET_KEY=settings.secret_key,
        SQLALCHEMY_BINDS=engine_options(settings, door_urls(settings, base)),
        MAX_CONTENT_LENGTH=MAX_UPLOAD_BYTES,
        MAX_FORM_MEMORY_SIZE=2 * 1024 * 1024,
        SESSION_COOKIE_NAME="portal",
        SESSION_COOKIE_HTTPONLY=True,
        SESSION_COOKIE_SAMESITE="Lax",
        SESSION_COOKIE_SECURE=settings.trusted_proxies > 0,
        WTF_CSRF_TIME_LIMIT=None,
        BOOTSTRAP_SERVE_LOCAL=True,
        TESTING=testing,
    )
    app.extensions["settings"] = settings
    app.extensions["keyring"] = Keyring(settings.data_key)
    app.extensions["queue_conninfo"] = libpq_url(parse_url(door_url(settings, base, QUEUE)))
    if settings.trusted_proxies:
        hops = settings.trusted_proxies
        app.wsgi_app = ProxyFix(app.wsgi_app, x_for=hops, x_proto=hops, x_host=hops)  # type: ignore[method-assign]
    seams.clear()
    db.init_app(app)
    Bootstrap5(app)
    for feature in FEATURES:
        feature.init_app(app)
    csrf.init_app(app)  # after the gate: a script without a session is told 401, not 400
    _register_health(app)
    _register_commands(app)
    return app


def _write_log(*_names: object) -> structlog.PrintLogger:
    """Send log lines to stderr: stdout is for the answer of a command."""
    return structlog.PrintLogger(sys.stderr)


def _register_health(app: Flask) -> None:
    @app.get("/healthz")
    @public
    def healthz() -> tuple[dict[str, str], int]:
        """Answer 200 when the database and the queue answer."""
        try:
            with db.engines[Door.AUTH.value].connect() as connection:
                connection.execute(text("select 1 from organization limit 1"))
            jobs.check_queue(app.extensions["queue_conninfo"])
        except Exception as error:  # noqa: BLE001 -- whatever is wrong, the answer is the same
            structlog.get_logger(__name__).error("health.failed", error=str(error))
            return {"status": "unavailable"}, 503
        return {"status": "ok"}, 200


def _register_commands(app: Flask) -> None:
    @app.cli.command("worker")
    def worker() -> None:
        """Run the background jobs until stopped."""
        jobs.run_worker(app, app.extensions["queue_conninfo"])

    @app.cli.command("migrate")
    @click.option(
        "--new-secret", is_flag=True, help="SECRET_KEY was changed: give the login roles its passwords."
    )
    def migrate(new_secret: bool) -> None:
        """Bring the database to the newest schema."""
        settings: Settings = app.extensions["settings"]
        try:
            bootstrap.upgrade_database(settings, bootstrap.owner_url(settings), new_secret=new_secret)
        except SettingsError as error:
            raise click.ClickException(str(error)) from error

    demo = AppGroup("demo", help="Sample data.")
    app.cli.add_command(demo)

    @demo.command("load")
    @click.option("--if-empty", is_flag=True, help="Do nothing when there are organisations already.")
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    def load(if_empty: bool, form: str) -> None:
        """Load the sample data set into an empty database and print the accounts."""
        if if_empty and organizations.queries.root_id() is not None:
            return
        for _order, loader in sorted(seams.demo_loaders, key=lambda entry: entry[0]):
            loader()
        jobs.run_pending(app, app.extensions["queue_conninfo"])
        accounts.demo.print_accounts(form)

    @demo.command("accounts")
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    def show_accounts(form: str) -> None:
        """Print the sample accounts that still have the sample password."""
        accounts.demo.print_accounts(form)

    @demo.command("generate")
    @click.option("--tenants", type=click.IntRange(1, 999), required=True)
    @click.option("--people", type=click.IntRange(1, 1_000_000), required=True, help="In each house.")
    @click.option("--years", type=click.IntRange(1, 30), default=3)
    @click.option("--seed", type=int, default=1849)
    @click.option("--format", "form", type=click.Choice(["text", "json"]), default="text")
    def generate_people(tenants: int, people: int, years: int, seed: int, form: str) -> None:
        """Make synthetic houses and people by COPY, for measurements."""
        started = time.perf_counter()
        settings: Settings = app.extensions["settings"]
        owner = libpq_url(bootstrap.owner_url(settings))
        made = generate.generate(owner, tenants=tenants, people=people, years=years, seed=seed)
        answer = {**asdict(made), "seconds": round(time.perf_counter() - started, 2)}
        click.echo(json.dumps(answer) if form == "json" else answer)
