"""The closed gate: a route that declares no permission answers 403, and a GET cannot write."""

from __future__ import annotations

from contextlib import ExitStack
from typing import TYPE_CHECKING

from flask import abort, g, request

from portal.kernel.actor import acting_as, find_actor
from portal.kernel.database import reading_only
from portal.kernel.permissions import declared_permission, declared_scope, has_permission, is_public

if TYPE_CHECKING:
    from collections.abc import Callable

    from flask import Flask
    from werkzeug.wrappers import Response

    from portal.kernel.actor import Actor

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS"})
STATIC_ENDPOINTS = frozenset({"static", "bootstrap.static", "assets.show_stylesheet"})


def install_gate(
    app: Flask, identify: Callable[[], Actor | None], ask_to_sign_in: Callable[[], Response]
) -> None:
    """Put the actor in place before each request and stop what it may not do."""

    @app.before_request
    def open_request() -> Response | None:
        scope = g.request_scope = ExitStack()
        if request.endpoint in STATIC_ENDPOINTS:
            return None
        if request.method in SAFE_METHODS:
            scope.enter_context(reading_only())
        actor = identify()
        if actor is not None:
            scope.enter_context(acting_as(actor))
        return _check_view(app, ask_to_sign_in)

    @app.teardown_request
    def close_request(_error: BaseException | None) -> None:
        scope = g.pop("request_scope", None)
        if scope is not None:
            scope.close()


def _check_view(app: Flask, ask_to_sign_in: Callable[[], Response]) -> Response | None:
    if request.endpoint is None:
        return None
    view = app.view_functions[request.endpoint]
    if is_public(view):
        return None
    permission = declared_permission(view)
    if permission is None:
        abort(403)
    actor = find_actor()
    if actor is None:
        return ask_to_sign_in()
    if not has_permission(actor, permission) or not _fits(actor.token_scopes, declared_scope(view)):
        abort(403)
    return None


def _fits(scopes: frozenset[str] | None, wanted: str | None) -> bool:
    """Tell whether a token carries the scope of the route; a page knows no token, the API no session."""
    return wanted is None if scopes is None else wanted in scopes
