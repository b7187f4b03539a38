"""P7: list and detail pages at 50,000 people against their own SQL; statements counted."""

from __future__ import annotations

from typing import Any

from sqlalchemy import event

from benchmarks.measure import percentile, repeated

PEOPLE, TIMES = 50_000, 15


def run(application: Any) -> dict[str, Any]:
    """Return, for each page, its median and p95 time, its statements, and the share of SQL in it."""
    from portal.kernel.actor import Door
    from portal.kernel.database import db

    with application.app_context():
        engines = [db.engines[door.value] for door in Door]
    secretary, overseer = signed_in(application, "G001"), signed_in(application, "KHOI")
    candidate = _a_candidate(application)
    pages = {
        "register": (secretary, "/candidates"),
        "register_search": (secretary, "/candidates?q=nguyen+van+an"),
        "person": (secretary, f"/candidates/{candidate}"),
        "home_secretary": (secretary, "/"),
        "bloc_register": (overseer, "/candidates"),
        "person_by_overseer": (overseer, f"/candidates/{candidate}"),
    }
    return {name: _measure(client, path, engines) for name, (client, path) in pages.items()}


def _measure(client: Any, path: str, engines: list[Any]) -> dict[str, Any]:
    import time

    spent: list[float] = []
    sent: list[str] = []
    started = [0.0]

    def before(_c: Any, _cursor: Any, statement: str, _p: Any, context: Any, _m: bool) -> None:
        started[0] = time.perf_counter()
        if not (context and context.execution_options.get("door_binding")):
            sent.append(statement)

    def after(*_: Any) -> None:
        spent.append(time.perf_counter() - started[0])

    for engine in engines:
        event.listen(engine, "before_cursor_execute", before)
        event.listen(engine, "after_cursor_execute", after)
    try:
        status = client.get(path).status_code
        statements = len(sent)
        spent.clear()
        taken = repeated(lambda: client.get(path), TIMES)
    finally:
        for engine in engines:
            event.remove(engine, "before_cursor_execute", before)
            event.remove(engine, "after_cursor_execute", after)
    in_sql = sum(spent) / TIMES
    return {
        "status": status,
        "statements": statements,
        "p50_ms": round(percentile(taken, 50), 1),
        "p95_ms": round(percentile(taken, 95), 1),
        "ratio_to_its_sql": round(sum(taken) / TIMES / in_sql, 2) if in_sql else None,
        "budget": {"statements": "<= 12", "p95_ms": "< 100"},
    }


def signed_in(application: Any, code: str) -> Any:
    """Return a test client signed in as the first desk of a house."""
    from portal.accounts import queries
    from portal.accounts.operations.invitations import create_account
    from portal.accounts.operations.sessions import sign_in
    from portal.kernel.actor import Role
    from portal.organizations.queries import find_organization_id

    username, password = f"bench-{code.lower()}", "mot-cau-de-nho-2026"
    with application.app_context():
        if queries.find_sign_in(username) is None:
            role = Role.KHOI_OFFICER if code == "KHOI" else Role.SECRETARY
            create_account(
                tenant_id=find_organization_id(code),
                username=username,
                display_name=username,
                roles=frozenset({role}),
                password=password,
            )
        token = sign_in(username=username, password=password)
    client = application.test_client()
    with client.session_transaction() as session:
        session["_user_id"], session["_fresh"] = token, True
    return client


def _a_candidate(application: Any) -> str:
    from sqlalchemy import select

    from portal.candidates.models.candidate import Candidate
    from portal.kernel.database import db, session_as
    from portal.organizations.queries import find_operator

    with application.app_context(), session_as(find_operator("G001")):
        return str(db.session.scalar(select(Candidate.id).limit(1)))
