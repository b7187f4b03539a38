"""The whole application on a port of this machine, with a calendar of its own and its background work."""

from __future__ import annotations

from contextlib import contextmanager
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta

from flask import Flask

from portal.kernel import clock, jobs
from tests.portal.web.web_room import serving


@dataclass
class Site:
    """The portal as its users meet it; days pass when a test says so."""

    app: Flask
    url: str = ""
    ahead: timedelta = timedelta()

    @contextmanager
    def today(self):
        """Hold the clock of a block at this moment of the site's calendar."""
        with clock.frozen_at(datetime.now(UTC) + self.ahead) as held:
            yield held

    def let_days_pass(self, number: int) -> None:
        """Go on so many days later at nine, when offices are open and an exam set for the day has begun."""
        now = datetime.now(UTC)
        day = clock.local(now + self.ahead) + timedelta(days=number)
        self.ahead = day.replace(hour=9, minute=0, second=0, microsecond=0) - now

    def date(self) -> date:
        with self.today():
            return clock.today()

    def run_background_work(self) -> None:
        """Do what waits in the queue, as the worker beside the web server would."""
        with self.today():
            jobs.run_pending(self.app, self.app.extensions["queue_conninfo"])


@contextmanager
def open_site(app: Flask):
    """Serve the application, its forms protected as for everybody, until the block ends."""
    site = Site(app)
    app.config["WTF_CSRF_ENABLED"] = True
    inner = app.wsgi_app

    def on_the_day(environ, start_response):
        with site.today():
            return inner(environ, start_response)

    app.wsgi_app = on_the_day
    with serving(app) as site.url:
        yield site
