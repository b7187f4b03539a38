"""From the bearer token of a request to the actor of a program; the API's counterpart of identity."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from flask import current_app, request
from werkzeug.exceptions import TooManyRequests

from portal.accounts import identity, queries
from portal.accounts.operations.use_access_token import use_access_token
from portal.accounts.rules import seconds_to_wait
from portal.kernel import clock
from portal.kernel.gate import SAFE_METHODS
from portal.kernel.permissions import Permission, Scope, declared_scope, has_permission
from portal.web.errors import show_error

if TYPE_CHECKING:
    from werkzeug.wrappers import Response

    from portal.kernel.actor import Actor

KNOWN_SCOPES = frozenset(scope.value for scope in Scope)


def asks_for_token() -> bool:
    """Tell whether the route of this request is one of the API."""
    return declared_scope(current_app.view_functions.get(request.endpoint or "", ask_to_come_in)) is not None


def identify_request() -> Actor | None:
    """Return who asks: on the API by the token and never by the session, on pages the other way round."""
    return identify() if asks_for_token() else identity.identify()


def ask_to_come_in() -> Response:
    """Answer who is not known: 401 on the API, on pages the way to the sign-in page."""
    if not asks_for_token():
        return identity.ask_to_sign_in()
    answer = show_error(401)
    answer.headers["WWW-Authenticate"] = "Bearer"
    return answer


def identify() -> Actor | None:
    """Return the actor of the token in the ``Authorization`` header, or None.

    The program works with the present roles of whoever made the token: somebody who was switched off,
    whose house closed, who must set a new password or may make no tokens any more leaves it nothing.
    Raises TooManyRequests with the seconds to wait.
    """
    sent = request.authorization
    if sent is None or sent.type != "bearer" or not sent.token:
        return None
    used = use_access_token(sent.token)
    if used is None:
        return None
    wait = seconds_to_wait(
        requests=used.requests_in_minute, minute_began_at=used.minute_began_at, now=clock.now()
    )
    if wait is not None:
        raise TooManyRequests(retry_after=wait)
    found = queries.find_membership(used.account_id, used.tenant_id)
    if found is None:
        return None
    username, membership = found
    maker = identity.actor_for(
        membership, account_id=used.account_id, name=username, reading=request.method in SAFE_METHODS
    )
    if not has_permission(maker, Permission.TOKEN_MANAGE):
        return None
    scopes = KNOWN_SCOPES.intersection(used.scopes)
    return replace(maker, name=f"{username} · phần mềm “{used.name}”", token_scopes=scopes)
